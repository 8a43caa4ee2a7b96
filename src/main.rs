//! Window or command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    daichoban::cli::run(std::env::args_os().skip(1))
}
