#![doc = include_str!("../README.md")]

pub mod accessibility;
pub mod agenda;
pub mod aid;
pub mod catalogue;
pub mod chart;
pub mod data;
pub mod definition;
pub mod description;
pub mod document;
pub mod download;
pub mod features;
pub mod feed;
pub mod france;
pub mod hundred;
pub mod legal;
pub mod letter;
pub mod links;
pub mod map;
pub mod news;
pub mod page;
pub mod picture;
pub mod public_url;
pub mod qr;
pub mod refusal;
pub mod search;
pub mod sheet;
pub mod short;
pub mod sitemap;
pub mod tile;
pub mod typefaces;
pub mod words;

pub use links::{Brand, Links, SessionPart};
pub use public_url::PublicUrl;
pub use typefaces::Typefaces;
pub use words::Words;
