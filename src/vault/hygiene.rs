//! What the system must not do with our memory (core dumps, error reports): keys and names would lie in a file nobody
//! knows of, or be sent away.

/// From now on a crash leaves no picture of the memory, and other programs of this user cannot look into it.
/// On Windows it is kept out of error reports. Where the system has no such switch, nothing happens.
pub fn keep_out_of_dumps() {
    #[cfg(windows)]
    crate::base::windows::keep_out_of_error_reports();
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        // A system that refuses leaves us as we were.
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    #[test]
    fn a_crash_leaves_no_picture_of_the_memory() {
        super::keep_out_of_dumps();
        let behavior = rustix::process::dumpable_behavior().unwrap();
        assert_eq!(behavior, rustix::process::DumpableBehavior::NotDumpable);
        assert_eq!(rustix::process::getrlimit(rustix::process::Resource::Core).maximum, Some(0));
    }
}
