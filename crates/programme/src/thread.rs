//! The thread of a workspace: from what was said in its workshops to the challenges, the controversies, the options and the
//! actions of its roadmap, and back.
//!
//! An [`Item`] says what it comes from; [`Thread`] follows the links both ways: what became of what we said, and where does
//! this come from. The rules are in `docs/method/workshop.md`.

mod act;
mod item;
mod paths;
#[cfg(test)]
mod tests;

pub use act::{Cause, Command, Known, Refusal, write};
pub use item::{Argument, Bearing, Content, Evidence, Happened, HeldBy, Item, Position, Rung, Source, What, Withdrawn};
pub use paths::{Node, Reached, Thread};
