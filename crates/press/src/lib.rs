#![doc = include_str!("../README.md")]

pub mod chart;
pub mod data;
pub mod definition;
pub mod links;
pub mod map;
pub mod page;
pub mod refusal;
pub mod search;
pub mod sheet;
pub mod words;

pub use links::{Brand, Links};
pub use words::Words;
