#![doc = include_str!("../README.md")]

mod cli;
mod clock;
mod documents;
mod downloads;
mod files;
mod instance;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
