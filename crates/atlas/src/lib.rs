#![doc = include_str!("../README.md")]

pub mod container;
pub mod contour;
pub mod definition;
pub mod map;
pub mod measure;
mod open;
mod write;

pub use contour::Topology;
pub use definition::{
    Awaited, Axis, Compared, Comparison, Direction, Family, GroupSizes, Indicator, JointFigure, Rule, Scale,
};
pub use map::{CommuneIndex, FrenchMap, MapRows};
pub use measure::Column;
pub use open::{Atlas, AtlasError, PopulationOfMap};
pub use write::{AtlasDraft, Measures};
