#![doc = include_str!("../README.md")]

pub mod aid;
pub mod catalogue;
pub mod chart;
pub mod data;
pub mod definition;
pub mod description;
pub mod download;
pub mod features;
pub mod links;
pub mod map;
pub mod page;
pub mod refusal;
pub mod sheet;
pub mod words;

pub use links::{Brand, Links};
pub use words::Words;
