//! The shell: owns the window.

pub mod window;
