/* Stands between a program and the system's file calls (LD_PRELOAD, Linux): writes down every one of them under a
 * folder, or lets one of them fail. The fault tests (tests/all/faults) build and drive it.
 *
 * DAICHOBAN_IO_UNDER  the folder
 * DAICHOBAN_IO_LOG    where the calls are written down; nothing is without it
 *
 * The program talks to it by writing to the file `control` in the folder; such writes never fail:
 *   "arm N ERRNO once"  the N-th call from now on fails (from 1)
 *   "arm N ERRNO on"    and every one after it
 *   "disarm"            nothing fails any more; how many calls there were is written to the file `counted`
 *   anything else       stands in the log between the calls, as what the program has said by then
 *
 * A record: one letter, u32 lengths of path, second path and data, u64 file, u64 offset, then the three.
 *   C file made  W written  T cut or grown to offset  S file flushed  D folder flushed
 *   R renamed  U file removed  M folder made  X folder removed  A said  ! a call that this file does not know how to record
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
static int is_armed, fails_once, error_code;
static long fails_at, n_calls;

__attribute__((constructor)) static void start(void) {
    const char *under = getenv("DAICHOBAN_IO_UNDER"), *log = getenv("DAICHOBAN_IO_LOG");
    if (under) { snprintf(root, sizeof root, "%s", under); root_length = strlen(root); }
    if (log) log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_under(const char *path) {
    return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static int is_named(const char *path, const char *name) {
    return is_under(path) && path[root_length] == '/' && !strcmp(path + root_length + 1, name);
}

/* The whole path of what a call names; empty where it cannot be told. */
static const char *whole(int dir, const char *path, char *to) {
    char base[PATH_MAX], link[64];
    ssize_t n;
    to[0] = 0;
    if (path && path[0] == '/') { snprintf(to, PATH_MAX, "%s", path); return to; }
    if (dir == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return to;
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        if ((n = readlink(link, base, sizeof base - 1)) < 0) return to;
        base[n] = 0;
    }
    if (path && path[0]) { if (snprintf(to, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) to[0] = 0; }
    else snprintf(to, PATH_MAX, "%s", base);
    return to;
}

static void put(char letter, const char *path, const char *path2, uint64_t file, uint64_t offset, const void *data, size_t n) {
    if (log_fd < 0) return;
    unsigned char head[29];
    uint32_t lengths[3] = { (uint32_t)strlen(path), path2 ? (uint32_t)strlen(path2) : 0, (uint32_t)n };
    head[0] = (unsigned char)letter;
    memcpy(head + 1, lengths, 12); memcpy(head + 13, &file, 8); memcpy(head + 21, &offset, 8);
    struct iovec parts[4] = { { head, sizeof head }, { (void *)path, lengths[0] }, { (void *)path2, lengths[1] }, { (void *)data, n } };
    size_t all = sizeof head + lengths[0] + lengths[1] + n;
    if (syscall(SYS_writev, log_fd, parts, 4) != (long)all) abort();
}

static uint64_t file_of(int fd) {
    struct stat about;
    return fstat(fd, &about) ? 0 : (uint64_t)about.st_ino;
}

/* Whether this call is the one that fails. Room: whether a full disk can refuse it. */
static int fails(const char *path, int needs_room) {
    if (!is_armed || !is_under(path) || (error_code == ENOSPC && !needs_room)) return 0;
    n_calls++;
    if (fails_once ? n_calls != fails_at : n_calls < fails_at) return 0;
    errno = error_code;
    return 1;
}

static void obey(const char *text, size_t n) {
    char line[256], how[8];
    snprintf(line, sizeof line, "%.*s", (int)n, text);
    if (sscanf(line, "arm %ld %d %7s", &fails_at, &error_code, how) == 3) {
        fails_once = !strcmp(how, "once"); n_calls = 0; is_armed = 1;
    } else if (!strncmp(line, "disarm", 6)) {
        char path[PATH_MAX + 16];
        is_armed = 0;
        snprintf(path, sizeof path, "%s/counted", root);
        int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        int length = snprintf(line, sizeof line, "%ld", n_calls);
        if (fd < 0 || syscall(SYS_write, fd, line, length) != length) abort();
        syscall(SYS_close, fd);
    } else {
        put('A', "", NULL, 0, 0, text, n);
    }
}

static int open_any(int dir, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    struct stat about;
    whole(dir, name, path);
    if (!is_under(path) || is_named(path, "control") || is_named(path, "counted"))
        return (int)syscall(SYS_openat, dir, name, flags, mode);
    pthread_mutex_lock(&turn);
    int was_there = stat(path, &about) == 0;
    int fd = -1;
    if (!fails(path, (flags & O_CREAT) && !was_there)) fd = (int)syscall(SYS_openat, dir, name, flags, mode);
    int kept = errno;
    if (fd >= 0 && (flags & O_CREAT) && !was_there) put('C', path, NULL, file_of(fd), 0, NULL, 0);
    if (fd >= 0 && (flags & O_TRUNC) && was_there && about.st_size) put('T', path, NULL, file_of(fd), 0, NULL, 0);
    pthread_mutex_unlock(&turn);
    errno = kept;
    return fd;
}

#define MODE mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }
int open(const char *name, int flags, ...) { MODE return open_any(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return open_any(AT_FDCWD, name, flags, mode); }
int openat(int dir, const char *name, int flags, ...) { MODE return open_any(dir, name, flags, mode); }
int openat64(int dir, const char *name, int flags, ...) { MODE return open_any(dir, name, flags, mode); }

/* offset -1: where the file stands */
static ssize_t write_any(int fd, const void *data, size_t n, off_t offset) {
    char path[PATH_MAX];
    whole(fd, NULL, path);
    if (is_named(path, "control")) {
        pthread_mutex_lock(&turn);
        obey(data, n);
        pthread_mutex_unlock(&turn);
        return (ssize_t)n;
    }
    if (!is_under(path)) return offset < 0 ? syscall(SYS_write, fd, data, n) : syscall(SYS_pwrite64, fd, data, n, offset);
    pthread_mutex_lock(&turn);
    ssize_t done = -1;
    off_t at = offset;
    if (!fails(path, 1)) {
        if (at < 0) at = fcntl(fd, F_GETFL) & O_APPEND ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
        done = offset < 0 ? syscall(SYS_write, fd, data, n) : syscall(SYS_pwrite64, fd, data, n, offset);
    }
    int kept = errno;
    if (done > 0) put('W', path, NULL, file_of(fd), (uint64_t)at, data, (size_t)done);
    pthread_mutex_unlock(&turn);
    errno = kept;
    return done;
}
ssize_t write(int fd, const void *data, size_t n) { return write_any(fd, data, n, -1); }
ssize_t pwrite(int fd, const void *data, size_t n, off_t offset) { return write_any(fd, data, n, offset); }
ssize_t pwrite64(int fd, const void *data, size_t n, off64_t offset) { return write_any(fd, data, n, offset); }

static ssize_t read_any(int fd, void *data, size_t n, off_t offset) {
    char path[PATH_MAX];
    if (is_armed) {
        whole(fd, NULL, path);
        pthread_mutex_lock(&turn);
        int refused = fails(path, 0), kept = errno;
        pthread_mutex_unlock(&turn);
        errno = kept;
        if (refused) return -1;
    }
    return offset < 0 ? syscall(SYS_read, fd, data, n) : syscall(SYS_pread64, fd, data, n, offset);
}
ssize_t read(int fd, void *data, size_t n) { return read_any(fd, data, n, -1); }
ssize_t pread(int fd, void *data, size_t n, off_t offset) { return read_any(fd, data, n, offset); }
ssize_t pread64(int fd, void *data, size_t n, off64_t offset) { return read_any(fd, data, n, offset); }

/* A call about one open file. */
#define ABOUT_FILE(room, call, letter, offset) \
    char path[PATH_MAX]; \
    struct stat about; \
    whole(fd, NULL, path); \
    if (!is_under(path)) return (int)(call); \
    pthread_mutex_lock(&turn); \
    int done = fails(path, room) ? -1 : (int)(call), kept = errno; \
    if (!done && !fstat(fd, &about)) put(S_ISDIR(about.st_mode) ? 'D' : letter, path, NULL, (uint64_t)about.st_ino, (uint64_t)(offset), NULL, 0); \
    pthread_mutex_unlock(&turn); \
    errno = kept; \
    return done
int fsync(int fd) { ABOUT_FILE(1, syscall(SYS_fsync, fd), 'S', 0); }
int fdatasync(int fd) { ABOUT_FILE(1, syscall(SYS_fdatasync, fd), 'S', 0); }
int ftruncate(int fd, off_t length) { ABOUT_FILE(1, syscall(SYS_ftruncate, fd, length), 'T', length); }
int ftruncate64(int fd, off64_t length) { ABOUT_FILE(1, syscall(SYS_ftruncate, fd, length), 'T', length); }

/* A call about one name. */
#define ABOUT_NAME(dir, name, room, call, letter) \
    char path[PATH_MAX]; \
    whole(dir, name, path); \
    if (!is_under(path)) return (int)(call); \
    pthread_mutex_lock(&turn); \
    int done = fails(path, room) ? -1 : (int)(call), kept = errno; \
    if (!done) put(letter, path, NULL, 0, 0, NULL, 0); \
    pthread_mutex_unlock(&turn); \
    errno = kept; \
    return done
int unlink(const char *name) { ABOUT_NAME(AT_FDCWD, name, 0, syscall(SYS_unlinkat, AT_FDCWD, name, 0), 'U'); }
int unlinkat(int dir, const char *name, int flags) { ABOUT_NAME(dir, name, 0, syscall(SYS_unlinkat, dir, name, flags), flags & AT_REMOVEDIR ? 'X' : 'U'); }
int rmdir(const char *name) { ABOUT_NAME(AT_FDCWD, name, 0, syscall(SYS_unlinkat, AT_FDCWD, name, AT_REMOVEDIR), 'X'); }
int mkdir(const char *name, mode_t mode) { ABOUT_NAME(AT_FDCWD, name, 1, syscall(SYS_mkdirat, AT_FDCWD, name, mode), 'M'); }
int mkdirat(int dir, const char *name, mode_t mode) { ABOUT_NAME(dir, name, 1, syscall(SYS_mkdirat, dir, name, mode), 'M'); }

static int rename_any(int from_dir, const char *from, int to_dir, const char *to) {
    char path[PATH_MAX], path2[PATH_MAX];
    whole(from_dir, from, path);
    whole(to_dir, to, path2);
    if (!is_under(path) && !is_under(path2)) return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, 0);
    pthread_mutex_lock(&turn);
    int done = fails(path2, 1) ? -1 : (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, 0), kept = errno;
    if (!done) put('R', path, path2, 0, 0, NULL, 0);
    pthread_mutex_unlock(&turn);
    errno = kept;
    return done;
}
int rename(const char *from, const char *to) { return rename_any(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from_dir, const char *from, int to_dir, const char *to) { return rename_any(from_dir, from, to_dir, to); }

/* What the program does not use today. Where it starts to, the replay says so instead of going wrong quietly.
 * SQLite's index of a log (-shm) is shared memory in a file: it is made anew at every opening, and nothing rests on it. */
static void unknown(int fd, const char *call) {
    char path[PATH_MAX];
    size_t n = strlen(whole(fd, NULL, path));
    if (is_under(path) && !(n > 4 && !strcmp(path + n - 4, "-shm"))) { pthread_mutex_lock(&turn); put('!', path, call, 0, 0, NULL, 0); pthread_mutex_unlock(&turn); }
}
ssize_t writev(int fd, const struct iovec *parts, int n) {
    unknown(fd, "writev");
    return syscall(SYS_writev, fd, parts, n);
}
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t n, unsigned flags) {
    unknown(to, "copy_file_range");
    return syscall(SYS_copy_file_range, from, from_at, to, to_at, n, flags);
}
ssize_t sendfile(int to, int from, off_t *at, size_t n) { unknown(to, "sendfile"); return syscall(SYS_sendfile, to, from, at, n); }
ssize_t sendfile64(int to, int from, off64_t *at, size_t n) { unknown(to, "sendfile"); return syscall(SYS_sendfile, to, from, at, n); }
int posix_fallocate(int fd, off_t at, off_t n) { unknown(fd, "fallocate"); return (int)syscall(SYS_fallocate, fd, 0, at, n); }
int fallocate(int fd, int mode, off_t at, off_t n) { unknown(fd, "fallocate"); return (int)syscall(SYS_fallocate, fd, mode, at, n); }
int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    unknown(to_dir == AT_FDCWD ? -1 : to_dir, "link");
    return (int)syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
}
void *mmap64(void *at, size_t n, int rights, int flags, int fd, off64_t offset) {
    if (fd >= 0 && (rights & 2) && (flags & 1)) unknown(fd, "mmap");
    return (void *)syscall(SYS_mmap, at, n, rights, flags, fd, offset);
}
void *mmap(void *at, size_t n, int rights, int flags, int fd, off_t offset) { return mmap64(at, n, rights, flags, fd, offset); }
