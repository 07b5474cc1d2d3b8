//! The communes of a dossier: as text, and what is said of them. That they do not touch is told, and forbids nothing.

use press::Links;
use press::page::Control;
use programme::dossier::Dossier;
use programme::form::Value;
use territory::tiles::DEEPEST;
use territory::{Kind, Layer, pieces};

use super::Desk;
use super::answers::perimeter_text;
use super::frozen::perimeter;

/// Most communes that are named.
const NAMED: usize = 12;

impl Desk<'_> {
    /// How communes are chosen.
    pub(super) fn perimeter_control(&self, dossier: &Dossier, value: Option<&Value>) -> Control {
        let maps = Links::Maps.path(self.words.lang());
        let boxes = dossier.place.departements.iter();
        let boxes = boxes.map(|code| format!("{maps}/{}/dep:{code}/box.json", Kind::Departement.word()));
        Control::Perimeter {
            value: value.map(|value| perimeter_text(value, self.state.instance())).unwrap_or_default(),
            about: value.map(|value| self.about_perimeter(value)).unwrap_or_default(),
            boxes: boxes.collect::<Vec<_>>().join(" "),
            zooms: format!("{}-{DEEPEST}", Layer::Communes.shallowest()),
        }
    }

    /// What is said of communes: how many, how many people live there, whether they touch, their names.
    pub(super) fn about_perimeter(&self, value: &Value) -> Vec<String> {
        let (words, instance) = (self.words, self.state.instance());
        let map = instance.atlas().map();
        let communes = perimeter(instance, [value].into_iter());
        if communes.is_empty() {
            return Vec::new();
        }
        let people: Vec<u64> = communes.iter().filter_map(|rank| map.at(*rank).population).map(u64::from).collect();
        let mut about = vec![match people.is_empty() {
            true => words.count("perimeter-communes", communes.len()),
            false => {
                let people = words.number(people.iter().sum::<u64>() as f64, 0);
                words.count_with("perimeter-people", communes.len(), "people", &people)
            }
        }];
        let found = instance.topology().ok().and_then(|topology| pieces::pieces(topology, &communes));
        about.extend(found.map(|found| match found {
            1 => words.t("perimeter-one-piece"),
            found => words.count("perimeter-pieces", found),
        }));
        let mut names: Vec<&str> = communes.iter().take(NAMED).map(|rank| map.at(*rank).name.as_ref()).collect();
        names.sort_unstable();
        about.push(match communes.len().checked_sub(NAMED).filter(|more| *more > 0) {
            Some(more) => words.count_with("perimeter-names-more", more, "names", &names.join(", ")),
            None => names.join(", "),
        });
        about
    }
}
