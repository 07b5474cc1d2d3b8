#![doc = include_str!("../README.md")]

pub mod build;
pub mod catalogue;
pub mod connectors;
pub mod embed;
pub mod engine;
pub mod files;
pub mod indicator;
pub mod table;
