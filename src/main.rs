//! Arguments in, exit code out.

mod cli;
mod commands;

use std::process::ExitCode;

/// Making pages is mostly making and dropping small strings, on every core at once:
/// the system's allocator takes two fifths of a build, this one a tenth.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::answer_a_shell();
    commands::run()
}
