#![doc = include_str!("../README.md")]

pub mod bridge;
pub mod calendar;
pub mod call;
pub mod digest;
pub mod dossier;
pub mod edition;
pub mod erasure;
pub mod form;
pub mod id;
pub mod instruction;
pub mod jury;
pub mod network;
pub mod progress;
mod reading;
pub mod replication;
pub mod retention;
pub mod roadmap;
pub mod role;
pub mod rubric;
pub mod session;
pub mod slug;
pub mod story;
pub mod thread;
pub mod workshop;
pub mod workspace;

pub use call::Call;
pub use dossier::Dossier;
pub use edition::Edition;
pub use roadmap::Roadmap;
pub use role::Rights;
pub use rubric::Rubric;
pub use session::Session;
pub use slug::Slug;
pub use story::Story;
pub use workspace::Workspace;
