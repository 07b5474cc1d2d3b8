#![doc = include_str!("../README.md")]

pub mod choropleth;
pub mod combine;
pub mod geometry;
pub mod kind;
pub mod knowledge;
pub mod names;
pub mod outline;
pub mod peers;
pub mod pieces;
pub mod portrait;
pub mod resolve;
pub mod side_by_side;
pub mod survey;
pub mod theme;
pub mod tiles;

pub use atlas::map::FormerKind;
pub use atlas::{Atlas, Axis, Compared, Direction, Family, FrenchMap, Indicator, Rule, Scale, Topology};
pub use choropleth::Choropleth;
pub use kind::{Kind, Territory};
pub use knowledge::Knowledge;
pub use names::{Gazetteer, Hit};
pub use portrait::Portrait;
pub use resolve::{Candidate, NamedPerimeter, ResolveError, Resolver};
pub use side_by_side::SideBySide;
/// The search by words, for the rooms that know territories and not the workbench.
pub use solve::search;
pub use solve::shape::{Graduation, Ruler, Shape};
pub use survey::Survey;
pub use theme::Theme;
pub use tiles::{Layer, TileError, TileId, Tiles};
