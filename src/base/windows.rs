//! The few things of Windows that no safe crate asks for: the session's lock, error reports, what the taskbar leaves.
#![allow(unsafe_code)]

use std::ptr::null_mut;

use windows_sys::Win32::Foundation::RECT;
use windows_sys::Win32::Graphics::Gdi::{GetMonitorInfoW, HMONITOR, MONITORINFO};
use windows_sys::Win32::System::Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode};
use windows_sys::Win32::System::ErrorReporting::{
    WER_FAULT_REPORTING_DISABLE_SNAPSHOT_CRASH, WER_FAULT_REPORTING_DISABLE_SNAPSHOT_HANG,
    WER_FAULT_REPORTING_FLAG_NOHEAP, WerAddExcludedApplication, WerSetFlags,
};
use windows_sys::Win32::System::RemoteDesktop::{
    WTS_CURRENT_SERVER_HANDLE, WTS_CURRENT_SESSION, WTS_SESSIONSTATE_LOCK, WTSDisconnected, WTSFreeMemory, WTSINFOEXW,
    WTSQuerySessionInformationW, WTSSessionInfoEx,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{GetSystemMetrics, SM_REMOTESESSION};

/// Whether the screen is that of a remote desktop.
#[must_use]
pub fn is_remote_session() -> bool {
    // SAFETY: GetSystemMetrics takes any index, has no preconditions and touches no memory of ours.
    unsafe { GetSystemMetrics(SM_REMOTESESSION) != 0 }
}

/// What the taskbar leaves of a monitor, in pixels of the desktop: left, top, right, bottom. `None` where the monitor is
/// gone by now.
#[must_use]
pub fn work_area(monitor: isize) -> Option<[i32; 4]> {
    const NOWHERE: RECT = RECT { left: 0, top: 0, right: 0, bottom: 0 };
    let n_bytes = u32::try_from(size_of::<MONITORINFO>()).ok()?;
    let mut info = MONITORINFO { cbSize: n_bytes, rcMonitor: NOWHERE, rcWork: NOWHERE, dwFlags: 0 };
    // SAFETY: a handle is a number to Windows, which refuses one it does not know; `info` is ours, says its own size and
    // lives through the call.
    let is_given = unsafe { GetMonitorInfoW(monitor as HMONITOR, &raw mut info) };
    let RECT { left, top, right, bottom } = info.rcWork;
    (is_given != 0).then_some([left, top, right, bottom])
}

/// Whether this session is locked, or shown on no screen (another user, a remote desktop that was left).
/// `None` where Windows does not say.
#[must_use]
pub fn is_session_away() -> Option<bool> {
    let (mut buffer, mut n_bytes) = (null_mut(), 0_u32);
    // SAFETY: both pointers are ours and live through the call; Windows fills them or gives 0.
    let is_given = unsafe {
        WTSQuerySessionInformationW(
            WTS_CURRENT_SERVER_HANDLE,
            WTS_CURRENT_SESSION,
            WTSSessionInfoEx,
            &raw mut buffer,
            &raw mut n_bytes,
        )
    };
    if is_given == 0 || buffer.is_null() {
        return None;
    }
    let is_whole = usize::try_from(n_bytes).is_ok_and(|n_bytes| n_bytes >= size_of::<WTSINFOEXW>());
    // SAFETY: Windows has filled so many bytes, at least a whole `WTSINFOEXW` of plain numbers; read unaligned, because
    // nothing is said of where they lie.
    let info = is_whole.then(|| unsafe { buffer.cast::<WTSINFOEXW>().read_unaligned() });
    // SAFETY: the buffer came from the call above and is used no more.
    unsafe { WTSFreeMemory(buffer.cast()) };
    let info = info.filter(|info| info.Level == 1)?;
    // SAFETY: level 1 is the one member of the union.
    let session = unsafe { info.Data.WTSInfoExLevel1 };
    let is_locked = u32::try_from(session.SessionFlags) == Ok(WTS_SESSIONSTATE_LOCK);
    Some(is_locked || session.SessionState == WTSDisconnected)
}

/// From now on a crash of this program is not reported with its memory, and programs of this name are left out of
/// this user's error reports altogether.
pub fn keep_out_of_error_reports() {
    let flags = WER_FAULT_REPORTING_FLAG_NOHEAP
        | WER_FAULT_REPORTING_DISABLE_SNAPSHOT_CRASH
        | WER_FAULT_REPORTING_DISABLE_SNAPSHOT_HANG;
    // SAFETY: both take plain numbers. A Windows that refuses leaves us as we were.
    unsafe {
        SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
        let _ = WerSetFlags(flags);
    }
    let Some(name) = std::env::current_exe().ok().and_then(|path| Some(path.file_name()?.to_owned())) else { return };
    let wide: Vec<u16> = std::os::windows::ffi::OsStrExt::encode_wide(name.as_os_str()).chain([0]).collect();
    // SAFETY: the name ends with a zero and lives through the call. Windows keeps it in this user's registry.
    let _ = unsafe { WerAddExcludedApplication(wide.as_ptr(), 0) };
}
