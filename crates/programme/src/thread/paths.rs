//! The links of a thread, followed both ways.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Rung, Source, What};
use crate::Slug;
use crate::id::{ContributionId, ThreadItemId};
use crate::workshop::contribution::{Contribution, Stand, counted};

/// Something of a thread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// What somebody said.
    Contribution(ContributionId),
    /// An item.
    Item(ThreadItemId),
}

/// The thread of a workspace.
#[derive(Debug, Clone)]
pub struct Thread<'t> {
    items: BTreeMap<&'t ThreadItemId, &'t Item>,
    contributions: BTreeMap<&'t ContributionId, &'t Contribution>,
    down: BTreeMap<Node, BTreeSet<Node>>,
    up: BTreeMap<Node, BTreeSet<Node>>,
}

/// What is reached from somewhere, in one direction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reached<'t> {
    /// What was said, the first received first.
    pub contributions: Vec<&'t Contribution>,
    /// The items, by rung, the first written first.
    pub items: BTreeMap<Rung, Vec<&'t Item>>,
    /// What is not of the workspace.
    pub elsewhere: BTreeSet<&'t str>,
}

impl Reached<'_> {
    /// The actions of the roadmap.
    pub fn actions(&self) -> BTreeSet<&Slug> {
        self.items.get(&Rung::Action).into_iter().flatten().filter_map(|item| item.action()).collect()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.contributions.is_empty() && self.items.is_empty() && self.elsewhere.is_empty()
    }
}

impl Item {
    /// The action of the roadmap that it is.
    pub fn action(&self) -> Option<&Slug> {
        match &self.content.what {
            What::Action { action } => Some(action),
            _ => None,
        }
    }
}

impl<'t> Thread<'t> {
    /// The thread of all the items and all the contributions of a workspace. Items withdrawn are not followed; what was split
    /// or joined leads to what stands in its place.
    pub fn of(items: &'t [Item], contributions: &'t [Contribution]) -> Self {
        let mut thread = Self {
            items: items.iter().filter(|item| item.withdrawn.is_none()).map(|item| (&item.id, item)).collect(),
            contributions: counted(contributions).into_iter().map(|one| (&one.id, one)).collect(),
            down: BTreeMap::new(),
            up: BTreeMap::new(),
        };
        let mut links = Vec::new();
        for item in thread.items.values() {
            for source in &item.content.from {
                let from = match source {
                    Source::Contribution { id } if thread.contributions.contains_key(id) => {
                        Node::Contribution(id.clone())
                    }
                    Source::Item { id } if thread.items.contains_key(id) => Node::Item(id.clone()),
                    _ => continue,
                };
                links.push((from, Node::Item(item.id.clone())));
            }
        }
        for one in thread.contributions.values() {
            if let Stand::Replaced { into, .. } = &one.stand {
                let made = into.iter().filter(|id| thread.contributions.contains_key(id));
                links.extend(made.map(|id| (Node::Contribution(one.id.clone()), Node::Contribution(id.clone()))));
            }
        }
        for (from, to) in links {
            thread.down.entry(from.clone()).or_default().insert(to.clone());
            thread.up.entry(to).or_default().insert(from);
        }
        thread
    }

    /// What became of what somebody said.
    pub fn became(&self, contribution: &ContributionId) -> Reached<'t> {
        self.follow(&self.down, Node::Contribution(contribution.clone()), false)
    }

    /// What comes from an item.
    pub fn comes_from_it(&self, item: &ThreadItemId) -> Reached<'t> {
        self.follow(&self.down, Node::Item(item.clone()), false)
    }

    /// Where an item comes from.
    pub fn where_from(&self, item: &ThreadItemId) -> Reached<'t> {
        self.follow(&self.up, Node::Item(item.clone()), true)
    }

    /// Where an action of the roadmap comes from; nothing when no item is that action.
    pub fn where_action_from(&self, action: &Slug) -> Option<Reached<'t>> {
        let item = self.items.values().find(|item| item.action() == Some(action))?;
        Some(self.where_from(&item.id))
    }

    /// The items of a rung, the first written first.
    pub fn rung(&self, rung: Rung) -> Vec<&'t Item> {
        let mut items: Vec<&Item> =
            self.items.values().copied().filter(|one| one.content.what.rung() == rung).collect();
        items.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        items
    }

    /// The links between items, from one to what comes from it.
    pub fn links(&self) -> impl Iterator<Item = (&ThreadItemId, &ThreadItemId)> {
        self.down.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to))).filter_map(|(from, to)| {
            match (from, to) {
                (Node::Item(from), Node::Item(to)) => Some((from, to)),
                _ => None,
            }
        })
    }

    /// How many things said an item comes from, directly.
    pub fn said_for(&self, item: &ThreadItemId) -> usize {
        let sources = self.up.get(&Node::Item(item.clone()));
        sources.into_iter().flatten().filter(|node| matches!(node, Node::Contribution(_))).count()
    }

    fn follow(&self, links: &BTreeMap<Node, BTreeSet<Node>>, from: Node, up: bool) -> Reached<'t> {
        let mut seen = BTreeSet::from([from.clone()]);
        let mut next = vec![from.clone()];
        while let Some(node) = next.pop() {
            for other in links.get(&node).into_iter().flatten() {
                if seen.insert(other.clone()) {
                    next.push(other.clone());
                }
            }
        }
        let mut reached = Reached::default();
        for node in &seen {
            if let Node::Item(id) = node
                && let Some(item) = self.items.get(id)
                && up
            {
                let words = item.content.from.iter().filter_map(|source| match source {
                    Source::Elsewhere { text } => Some(text.as_str()),
                    _ => None,
                });
                reached.elsewhere.extend(words);
            }
            if *node == from {
                continue;
            }
            match node {
                Node::Contribution(id) => reached.contributions.extend(self.contributions.get(id)),
                Node::Item(id) => {
                    if let Some(item) = self.items.get(id) {
                        reached.items.entry(item.content.what.rung()).or_default().push(item);
                    }
                }
            }
        }
        reached.contributions.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        for items in reached.items.values_mut() {
            items.sort_by(|a, b| (a.created, &a.id).cmp(&(b.created, &b.id)));
        }
        reached
    }
}
