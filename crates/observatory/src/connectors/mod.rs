//! One module a dataset: what it reads, what it checks, what it leaves out and why.

pub mod cog;
pub mod contours;
pub mod naf;
pub mod rp2021;
