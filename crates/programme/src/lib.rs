#![doc = include_str!("../README.md")]

pub mod calendar;
mod reading;
pub mod rubric;
pub mod session;
pub mod slug;

pub use rubric::Rubric;
pub use session::Session;
pub use slug::Slug;
