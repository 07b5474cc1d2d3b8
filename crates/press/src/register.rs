//! The register of processings of personal data (règlement UE 2016/679, article 30), read from `personal/register.toml`. How
//! long things are kept is not in it: the rules are named, and the delays are those that are applied.

use std::sync::LazyLock;

use facts::document::{Document, Table};
use facts::{Localised, Problem};
use programme::call::Retention;

use crate::words::Words;

/// The register of the product.
pub const REGISTER: &str = include_str!("../personal/register.toml");

/// One processing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing {
    /// Short name.
    pub id: String,
    /// Its name.
    pub name: Localised,
    /// What for.
    pub purpose: Localised,
    /// By which right.
    pub basis: Basis,
    /// Of whom.
    pub people: Vec<Localised>,
    /// What is kept of them.
    pub data: Vec<Localised>,
    /// Who reads it.
    pub recipients: Vec<Localised>,
    /// How long.
    pub kept: Vec<Kept>,
    /// What protects it.
    pub security: Vec<Localised>,
    /// Tables of the store that it fills.
    pub tables: Vec<String>,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$one])* $variant,)+ }

        impl $name {
            /// Every one, with its written name.
            pub const CHOICES: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];

            /// Its written name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

named! {
    /// By which right something is processed (article 6).
    Basis {
        /// A task of public interest (6.1.e).
        PublicTask = "public-task",
        /// A legal obligation (6.1.c).
        LegalObligation = "legal-obligation",
        /// The consent of the person (6.1.a).
        Consent = "consent",
    }
}

named! {
    /// A rule by which something is kept.
    Kept {
        /// A draft in which nobody ever wrote anything.
        UntouchedDraft = "untouched-draft",
        /// A draft left alone.
        IdleDraft = "idle-draft",
        /// A dossier taken back, or not received.
        Ended = "ended",
        /// A dossier whose session is over.
        SessionOver = "session-over",
        /// An account.
        Account = "account",
        /// A way in, on a device.
        Login = "login",
        /// A link to enter.
        Link = "link",
        /// The address of an invitation.
        Invitation = "invitation",
        /// What an act said.
        JournalBodies = "journal-bodies",
        /// That there was an act.
        JournalEntries = "journal-entries",
        /// The trace of a mail.
        Mail = "mail",
        /// A request for the news that nobody confirmed.
        SubscriptionRequest = "subscription-request",
        /// A subscription.
        Subscription = "subscription",
        /// The address of a client.
        Client = "client",
    }
}

/// The delays that are applied, from where they are applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delays {
    /// Of the sessions that have a call: title and delays.
    pub sessions: Vec<(String, Retention)>,
    /// Of accounts.
    pub accounts: Retention,
    /// For which a way in is open.
    pub login_days: u64,
    /// For which a link to enter is good.
    pub link_minutes: u64,
    /// For which an invitation may be taken up.
    pub invitation_days: u64,
    /// For which a subscription may be confirmed.
    pub request_hours: u64,
    /// For which it is known that a mail has left.
    pub trace_days: u64,
    /// For which the address of a client is in memory.
    pub client_hours: u64,
}

impl Processing {
    /// How long, a sentence each.
    pub fn kept_in_words(&self, words: &Words, delays: &Delays) -> Vec<String> {
        self.kept.iter().flat_map(|kept| kept.in_words(words, delays)).collect()
    }
}

impl Kept {
    fn in_words(self, words: &Words, delays: &Delays) -> Vec<String> {
        let key = format!("personal-kept-{}", self.as_str());
        let count = |n: u64| vec![words.count(&key, n as usize)];
        let of_sessions = |number: fn(&Retention) -> u32| {
            let warned = |retention: &Retention| {
                let weeks = words.count("personal-weeks", retention.warning_weeks as usize);
                words.count_with(&key, number(retention) as usize, "warning", &weeks)
            };
            let mut told: Vec<(String, String)> =
                delays.sessions.iter().map(|(title, retention)| (title.clone(), warned(retention))).collect();
            if told.windows(2).all(|pair| pair[0].1 == pair[1].1) {
                return vec![told.pop().map_or_else(|| warned(&Retention::default()), |(_, sentence)| sentence)];
            }
            told.into_iter().map(|(title, told)| words.with("colon", &[("name", title), ("value", told)])).collect()
        };
        match self {
            Kept::UntouchedDraft => of_sessions(|retention| retention.untouched_weeks),
            Kept::IdleDraft => of_sessions(|retention| retention.draft_months),
            Kept::Ended | Kept::SessionOver => of_sessions(|retention| retention.months),
            Kept::Account => {
                let weeks = words.count("personal-weeks", delays.accounts.warning_weeks as usize);
                vec![words.count_with(&key, delays.accounts.person_years as usize, "warning", &weeks)]
            }
            Kept::Login => count(delays.login_days),
            Kept::Link => count(delays.link_minutes),
            Kept::Invitation => count(delays.invitation_days),
            Kept::Mail => count(delays.trace_days),
            Kept::SubscriptionRequest => count(delays.request_hours),
            Kept::Client => count(delays.client_hours),
            Kept::JournalBodies | Kept::JournalEntries | Kept::Subscription => vec![words.t(&key)],
        }
    }
}

/// The register of this product.
pub fn of_this_product() -> &'static [Processing] {
    static READ: LazyLock<Vec<Processing>> =
        LazyLock::new(|| read("register.toml", REGISTER).expect("a test reads the register that is embedded"));
    &READ
}

/// Reads a register; `file` names it in problems.
///
/// # Errors
/// Every fault of the text, with its place: a field missing, a list that is empty, an id twice.
pub fn read(file: &str, text: &str) -> Result<Vec<Processing>, Vec<Problem>> {
    let document = Document::parse(file, text);
    let root = document.root();
    let mut processings: Vec<Processing> = Vec::new();
    for table in root.tables("processing") {
        let found = processing(&table);
        if let Some(found) = found {
            if processings.iter().any(|one| one.id == found.id) {
                table.problem("id", format!("\"{}\" found twice, expected once", found.id));
            }
            processings.push(found);
        }
        table.close();
    }
    root.close();
    let problems = document.into_problems();
    if problems.is_empty() { Ok(processings) } else { Err(problems) }
}

fn processing(table: &Table<'_>) -> Option<Processing> {
    let list = |key: &'static str| {
        let found = table.localised_list(key);
        if found.is_empty() && table.has(key) {
            table.problem(key, "nothing found, expected one line at least");
        }
        found
    };
    let (id, name, purpose) = (table.text("id"), table.localised("name"), table.localised("purpose"));
    let basis = table.one_of("basis", Basis::CHOICES);
    let (people, data, recipients, security) = (list("people"), list("data"), list("recipients"), list("security"));
    let mut kept = Vec::new();
    for word in table.texts("kept") {
        match Kept::CHOICES.iter().find(|(name, _)| *name == word) {
            Some((_, rule)) => kept.push(*rule),
            None => table.problem("kept", format!("\"{word}\" found, expected a rule by which something is kept")),
        }
    }
    let tables = table.texts("tables");
    Some(Processing {
        id: id?,
        name: name?,
        purpose: purpose?,
        basis: basis?,
        people,
        data,
        recipients,
        kept,
        security,
        tables,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use facts::Lang;

    fn delays(months: u32) -> Delays {
        let other = Retention { months, ..Retention::default() };
        Delays {
            sessions: vec![("Une".into(), Retention::default()), ("Autre".into(), other)],
            accounts: Retention::default(),
            login_days: 14,
            link_minutes: 30,
            invitation_days: 14,
            request_hours: 48,
            trace_days: 30,
            client_hours: 1,
        }
    }

    #[test]
    fn the_register_says_how_long_by_every_rule_and_each_rule_is_used() {
        let register = of_this_product();
        for (word, rule) in Kept::CHOICES {
            assert!(register.iter().any(|one| one.kept.contains(rule)), "{word} is a rule of no processing");
        }
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for processing in register {
                assert!(words.knows(&format!("personal-basis-{}", processing.basis.as_str())));
                for sentence in processing.kept_in_words(words, &delays(12)) {
                    assert!(!sentence.contains('«') && sentence.len() > 10, "{sentence}");
                }
            }
        }
    }

    #[test]
    fn sessions_that_keep_as_long_are_told_of_once_and_others_by_their_title() {
        let register = of_this_product();
        let dossiers = register.iter().find(|one| one.id == "dossiers").unwrap();
        let words = Words::of(Lang::Fr);
        assert_eq!(dossiers.kept_in_words(words, &delays(12)).len(), 5);
        let told = dossiers.kept_in_words(words, &delays(24));
        assert_eq!(told.len(), 7, "{told:?}");
        assert!(told.iter().any(|line| line.starts_with("Autre") && line.contains("24 mois")), "{told:?}");
    }

    #[test]
    fn every_fault_of_a_register_is_told_at_once() {
        let text = "[[processing]]\nid = \"a\"\nbasis = \"whim\"\nkept = [\"ever\"]\npeople = []\n";
        let told: Vec<String> = read("r.toml", text).unwrap_err().iter().map(ToString::to_string).collect();
        for word in ["whim", "ever", "name", "purpose", "recipients", "security", "tables", "people"] {
            assert!(told.iter().any(|line| line.contains(word)), "{word}: {told:?}");
        }
    }
}
