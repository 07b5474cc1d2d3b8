//! Known answers, contradictions that are known by construction, and the way there and back.
use super::*;
