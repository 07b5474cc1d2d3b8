#![doc = include_str!("../README.md")]

pub mod calendar;
pub mod call;
pub mod digest;
pub mod form;
pub mod id;
mod reading;
pub mod role;
pub mod rubric;
pub mod session;
pub mod slug;

pub use call::Call;
pub use role::Rights;
pub use rubric::Rubric;
pub use session::Session;
pub use slug::Slug;
