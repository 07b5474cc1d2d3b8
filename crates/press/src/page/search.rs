//! What a search found: answers, the facets that sort them, and help when there is none.

use askama::Template;

use super::{Frame, Place, Section};
use crate::links::{Brand, Links};
use crate::search::HitView;

/// What a search found.
#[derive(Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// What surrounds the page.
    pub f: Frame,
    /// What was searched.
    pub query: String,
    /// What was found, in a sentence.
    pub summary: String,
    /// What the reader must know of the answers: faults corrected, words left out.
    pub notes: Vec<String>,
    /// The choices made, each with the address without it.
    pub chosen: Vec<Removal>,
    /// The facets and their choices.
    pub facets: Vec<FacetView>,
    /// The answers, by what they are, or all together.
    pub groups: Vec<Group>,
    /// The pages before and after.
    pub pages: Option<Pages>,
    /// Other searches that answer, when this one does not.
    pub instead: Vec<Instead>,
    /// Territories that may have been meant.
    pub places: Vec<Place>,
}

/// A choice that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The choice, in words.
    pub words: String,
    /// The same search without it.
    pub href: String,
}

/// A facet: one question, its choices and how many answers each has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetView {
    /// Name of the field.
    pub name: &'static str,
    /// What is chosen, in words.
    pub legend: String,
    /// Whether it is open: a choice is made, or there are few.
    pub open: bool,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// A choice of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Value of the field.
    pub value: String,
    /// The choice, in words.
    pub label: String,
    /// How many answers it has, the other facets being what they are.
    pub count: u64,
    /// Whether it is made.
    pub chosen: bool,
}

/// Answers of one kind, or all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they are, in words; empty when they are not grouped.
    pub title: String,
    /// The answers.
    pub hits: Vec<HitView>,
    /// Address and words of the whole list, when this is its beginning.
    pub more: Option<(String, String)>,
}

/// Where one is in a long list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// In words.
    pub here: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// Another search that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// Why it is proposed, in words.
    pub words: String,
    /// Its address.
    pub href: String,
}
