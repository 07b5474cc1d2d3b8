#![doc = include_str!("../README.md")]

pub mod classes;
pub mod diversity;
pub mod flow;
pub mod neighbours;
pub mod rank;
pub mod schedule;
pub mod search;
pub mod selection;
pub mod shape;
