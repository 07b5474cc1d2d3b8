#![doc = include_str!("../README.md")]

pub mod chart;
pub mod data;
pub mod definition;
pub mod hundred;
pub mod legal;
pub mod links;
pub mod map;
pub mod page;
pub mod refusal;
pub mod search;
pub mod sheet;
pub mod sitemap;
pub mod words;

pub use links::{Brand, Links, SessionPart};
pub use words::Words;
