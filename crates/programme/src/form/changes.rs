//! What changes from one form to another, question by question.

use serde::Serialize;

use crate::Slug;
use crate::reading::choice;
use crate::session::{Form, FormSection, Question};

/// A change of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum FormChange {
    /// A question is new.
    Added {
        /// Its short name.
        question: Slug,
    },
    /// A question is gone.
    Removed {
        /// Its short name.
        question: Slug,
    },
    /// A question is not what it was.
    Changed {
        /// Its short name.
        question: Slug,
        /// In what.
        parts: Vec<QuestionPart>,
    },
    /// A section is not what it was, whatever its questions.
    Section {
        /// Its short name.
        section: Slug,
    },
    /// Questions or sections come in another order.
    Order,
}

choice! {
    /// In what a question may change.
    pub enum QuestionPart {
        /// Its words.
        Label = "label",
        /// What is expected.
        Help = "help",
        /// Whether an answer is required.
        Required = "required",
        /// Whether the answer is personal data, or may be published.
        Openness = "openness",
        /// On which condition it is asked.
        Condition = "condition",
        /// How one answers.
        Answer = "answer",
        /// Its section.
        Section = "section",
    }
}

/// Every change from a form to another: questions in the order of the new form, then those that are gone.
pub fn changes(before: &Form, after: &Form) -> Vec<FormChange> {
    let mut found = Vec::new();
    for section in &after.sections {
        let was = before.sections.iter().find(|was| was.id == section.id);
        let same = |was: &FormSection| {
            (&was.name, &was.lead, was.owner, &was.when) == (&section.name, &section.lead, section.owner, &section.when)
        };
        if !was.is_some_and(same) {
            found.push(FormChange::Section { section: section.id.clone() });
        }
        for question in &section.questions {
            let id = question.id.clone();
            match before.question(&id) {
                None => found.push(FormChange::Added { question: id }),
                Some((was_in, was)) => {
                    let parts = parts((was_in, was), (section, question));
                    if !parts.is_empty() {
                        found.push(FormChange::Changed { question: id, parts });
                    }
                }
            }
        }
    }
    for question in before.questions().filter(|question| after.question(&question.id).is_none()) {
        found.push(FormChange::Removed { question: question.id.clone() });
    }
    let order = |of: &Form, other: &Form| -> Vec<Slug> {
        of.questions()
            .filter(|question| other.question(&question.id).is_some())
            .map(|question| question.id.clone())
            .collect()
    };
    if order(before, after) != order(after, before) {
        found.push(FormChange::Order);
    }
    found
}

fn parts((was_in, was): (&FormSection, &Question), (is_in, is): (&FormSection, &Question)) -> Vec<QuestionPart> {
    let changed = [
        (QuestionPart::Label, was.label != is.label),
        (QuestionPart::Help, was.help != is.help),
        (QuestionPart::Required, was.required != is.required),
        (QuestionPart::Openness, (was.personal, was.public) != (is.personal, is.public)),
        (QuestionPart::Condition, was.when != is.when),
        (QuestionPart::Answer, was.answer != is.answer),
        (QuestionPart::Section, was_in.id != is_in.id),
    ];
    changed.into_iter().filter(|(_, changed)| *changed).map(|(part, _)| part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::tests::demonstration;

    #[test]
    fn each_change_of_a_form_is_told_once() {
        let before = demonstration().application.form;
        assert_eq!(changes(&before, &before), []);
        let mut after = before.clone();
        let moved = after.sections[0].questions.remove(1);
        after.sections[0].questions[0].required = false;
        after.sections[0].questions[0].label.en.push('?');
        after.sections[1].questions.push(moved.clone());
        let gone = after.sections[1].questions.remove(0);
        let new = Question { id: "new-one".parse().unwrap(), ..gone.clone() };
        after.sections[1].questions.insert(0, new.clone());
        after.sections[1].name.fr.push('!');
        assert_eq!(
            changes(&before, &after),
            [
                FormChange::Changed {
                    question: after.sections[0].questions[0].id.clone(),
                    parts: vec![QuestionPart::Label, QuestionPart::Required],
                },
                FormChange::Section { section: after.sections[1].id.clone() },
                FormChange::Added { question: new.id },
                FormChange::Changed { question: moved.id, parts: vec![QuestionPart::Section] },
                FormChange::Removed { question: gone.id },
                FormChange::Order,
            ]
        );
    }
}
