#![doc = include_str!("../README.md")]

pub mod code;
pub mod document;
pub mod fact;
pub mod period;
pub mod problem;
pub mod source;
pub mod text;
pub mod unit;

pub use code::{CodeError, CommuneCode, DepartementCode, RegionCode, Siren};
pub use fact::{Coverage, Fact, Grade, Missing, Place};
pub use period::Period;
pub use problem::Problem;
pub use source::Source;
pub use text::{Lang, Localised};
pub use unit::{Area, Unit};
