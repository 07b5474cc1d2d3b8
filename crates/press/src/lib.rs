#![doc = include_str!("../README.md")]

pub mod accessibility;
pub mod aid;
pub mod catalogue;
pub mod chart;
pub mod data;
pub mod definition;
pub mod description;
pub mod document;
pub mod download;
pub mod features;
pub mod hundred;
pub mod legal;
pub mod links;
pub mod map;
pub mod page;
pub mod picture;
pub mod qr;
pub mod refusal;
pub mod sheet;
pub mod sitemap;
pub mod typefaces;
pub mod words;

pub use links::{Brand, Links, SessionPart};
pub use typefaces::Typefaces;
pub use words::Words;
