#![doc = include_str!("../README.md")]

mod archive;
mod bridge;
mod calls;
mod chance;
mod cli;
mod clock;
mod demo;
mod documents;
mod downloads;
mod editions;
mod files;
mod instance;
mod jobs;
mod mail;
mod passkey;
mod person_zip;
mod provider;
mod replication;
mod search;
mod signing;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
