//! The directory: the territories that took part, what they agreed to say of themselves, and the experts who agreed to be named.

use std::collections::BTreeMap;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as Extract};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use facts::Lang;
use press::page::{ExpertRow, NetworkPage, Option3, Section, TerritoryRow};
use press::table::{Table, TableCell, TableColumn, TableFormat};
use press::{Links, Words};
use programme::network::{CONTACT, FIELDS, Listed, Listing, NAME};
use programme::replication::Sheet;
use programme::session::Laureate;
use programme::workspace::{Origin, Workspace};
use programme::{Edition, Session, Slug};

use super::in_force;
use crate::web::editions;
use crate::web::error::{Failure, page_of};
use crate::web::{State, lang_of};

/// A territory of the directory.
pub struct TerritoryEntry {
    pub session: &'static Session,
    /// The laureate that the files of the session name.
    pub laureate: Option<&'static Laureate>,
    pub name: facts::Localised,
    /// Codes and names.
    pub departements: Vec<(String, String)>,
    pub themes: Vec<Slug>,
    pub stage: Option<Slug>,
    pub editions: Vec<Edition>,
    pub sheets: Vec<Sheet>,
    pub contact: Option<String>,
}

/// An expert of the directory.
pub struct ExpertEntry {
    pub session: &'static Session,
    pub name: String,
    pub fields: Vec<String>,
    pub contact: Option<String>,
}

/// The directory.
pub struct Directory {
    pub territories: Vec<TerritoryEntry>,
    pub experts: Vec<ExpertEntry>,
}

/// What is looked for in it.
#[derive(Debug, Default, Clone)]
pub struct Filter {
    pub session: String,
    pub departement: String,
    pub theme: String,
    pub q: String,
}

impl Filter {
    /// From the pairs of a query; what is empty filters nothing.
    pub fn new(pairs: &[(String, String)]) -> Self {
        let one = |name: &str| {
            let found = pairs.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text.trim());
            found.chars().take(100).collect::<String>()
        };
        Self { session: one("session"), departement: one("departement"), theme: one("theme"), q: one("q") }
    }

    fn holds(&self, texts: &[&str]) -> bool {
        let q = self.q.to_lowercase();
        q.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&q))
    }

    fn keeps_territory(&self, entry: &TerritoryEntry) -> bool {
        let departements = entry.departements.iter().map(|(_, name)| name.as_str());
        let texts: Vec<&str> =
            [entry.name.fr.as_str(), entry.name.en.as_str()].into_iter().chain(departements).collect();
        (self.session.is_empty() || entry.session.identity.id.as_str() == self.session)
            && (self.departement.is_empty() || entry.departements.iter().any(|(code, _)| *code == self.departement))
            && (self.theme.is_empty() || entry.themes.iter().any(|theme| theme.as_str() == self.theme))
            && self.holds(&texts)
    }

    /// Experts have neither département nor theme: these filters are about territories only.
    fn keeps_expert(&self, entry: &ExpertEntry) -> bool {
        let texts: Vec<&str> =
            std::iter::once(entry.name.as_str()).chain(entry.fields.iter().map(String::as_str)).collect();
        (self.session.is_empty() || entry.session.identity.id.as_str() == self.session) && self.holds(&texts)
    }
}

impl Directory {
    /// The directory as it is now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of(state: &State) -> Result<Self, Failure> {
        let store = &state.0.store;
        let (editions, sheets) = (editions::in_force(state).await?, in_force(state).await?);
        let (mut territories, mut experts) = (Vec::new(), Vec::new());
        for session in &state.instance().sessions {
            let id = session.identity.id.as_str();
            let workspaces = store.records::<Workspace>().of_session(id).await.map_err(Failure::internal)?;
            let listings = store.records::<Listing>().of_session(id).await.map_err(Failure::internal)?;
            let mut listed = BTreeMap::new();
            for listing in listings.iter().filter(|listing| listing.since.is_some()) {
                let texts = store.records::<Listing>().texts(listing.id.as_str()).await.map_err(Failure::internal)?;
                match &listing.who {
                    Listed::Territory { workspace } => drop(listed.insert(workspace.clone(), texts)),
                    // The words of who was forgotten are no longer there: neither is the entry.
                    Listed::Expert { .. } => experts.extend(texts.get(NAME).map(|name| ExpertEntry {
                        session,
                        name: name.clone(),
                        fields: texts.get(FIELDS).map(|f| f.lines().map(str::to_owned).collect()).unwrap_or_default(),
                        contact: texts.get(CONTACT).cloned(),
                    })),
                }
            }
            let entry = |laureate: Option<&'static Laureate>, workspace: Option<&Workspace>| {
                let agreed = workspace.and_then(|workspace| Some((workspace, listed.get(&workspace.id)?)));
                let of = |id: &programme::id::WorkspaceId| workspace.is_some_and(|workspace| workspace.id == *id);
                let sheets: Vec<Sheet> = sheets.iter().filter(|sheet| of(&sheet.workspace)).cloned().collect();
                let names = |workspace: &Workspace| {
                    let codes = workspace.place.departements.iter();
                    codes.map(|code| (code.to_string(), departement(state, &code.to_string()))).collect()
                };
                let mut themes: Vec<Slug> = laureate.map(|laureate| laureate.themes.clone()).unwrap_or_default();
                for sheet in sheets.iter().filter_map(|sheet| sheet.published.as_ref()) {
                    themes.extend(
                        sheet
                            .content
                            .written
                            .themes
                            .iter()
                            .filter(|t| !themes.contains(t))
                            .cloned()
                            .collect::<Vec<_>>(),
                    );
                }
                TerritoryEntry {
                    session,
                    laureate,
                    name: match (laureate, workspace) {
                        (Some(laureate), _) => laureate.name.clone(),
                        (None, Some(workspace)) => facts::Localised::same(workspace.place.name.clone()),
                        (None, None) => facts::Localised::default(),
                    },
                    departements: match laureate {
                        Some(laureate) => {
                            laureate.departements.iter().map(|d| (d.code.to_string(), d.name.clone())).collect()
                        }
                        None => workspace.map(names).unwrap_or_default(),
                    },
                    themes,
                    // Where it is now, when it agreed to be listed; else what the files say.
                    stage: agreed
                        .and_then(|(workspace, _)| workspace.stage().cloned())
                        .or_else(|| laureate.and_then(|laureate| laureate.stage.clone())),
                    editions: editions.iter().filter(|edition| of(&edition.workspace)).cloned().collect(),
                    sheets,
                    contact: agreed.and_then(|(_, texts)| texts.get(CONTACT).cloned()),
                }
            };
            let of_laureate = |laureate: &Laureate| {
                workspaces.iter().find(|w| matches!(&w.origin, Origin::Laureate { laureate: id } if *id == laureate.id))
            };
            territories.extend(session.laureates.iter().map(|laureate| entry(Some(laureate), of_laureate(laureate))));
            let others = workspaces.iter().filter(|workspace| {
                matches!(workspace.origin, Origin::Dossier { .. }) && listed.contains_key(&workspace.id)
            });
            territories.extend(others.map(|workspace| entry(None, Some(workspace))));
        }
        experts.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self { territories, experts })
    }

    /// What a filter keeps.
    pub fn kept(mut self, filter: &Filter) -> Self {
        self.territories.retain(|entry| filter.keeps_territory(entry));
        self.experts.retain(|entry| filter.keeps_expert(entry));
        self
    }
}

fn departement(state: &State, code: &str) -> String {
    state.instance().resolve(&format!("dep:{code}")).map_or_else(|_| code.to_owned(), |territory| territory.name)
}

impl TerritoryEntry {
    /// The names of its themes.
    pub fn theme_names(&self, words: &Words) -> Vec<String> {
        let items = || self.session.taxonomy.axes.iter().flat_map(|axis| &axis.items);
        let name = |theme: &Slug| items().find(|item| item.id == *theme).map(|item| words.say(&item.name));
        self.themes.iter().filter_map(name).collect()
    }

    /// The name of its stage.
    pub fn stage_name(&self, words: &Words) -> Option<String> {
        let stage = self.stage.as_ref().and_then(|stage| self.session.stage(stage));
        stage.map(|stage| words.say(&stage.name))
    }

    /// What it published: address and title.
    pub fn published(&self, words: &Words) -> Vec<(String, String)> {
        let lang = words.lang();
        let edition = |edition: &Edition| {
            let title = edition.published.as_ref()?.content.title.clone();
            Some((Links::Edition(edition.id.to_string()).path(lang), title))
        };
        let sheet = |sheet: &Sheet| {
            let title = sheet.published.as_ref()?.content.written.title.clone();
            Some((Links::Sheet(sheet.id.to_string()).path(lang), words.t1("network-sheet", "title", title)))
        };
        self.editions.iter().filter_map(edition).chain(self.sheets.iter().filter_map(sheet)).collect()
    }

    /// Its public page, when it has one.
    pub fn href(&self, lang: Lang) -> Option<String> {
        self.laureate.map(|laureate| Links::Laureate(laureate.id.to_string()).path(lang))
    }

    fn row(&self, words: &Words) -> TerritoryRow {
        let departements: Vec<String> =
            self.departements.iter().map(|(code, name)| format!("{name} ({code})")).collect();
        TerritoryRow {
            href: self.href(words.lang()),
            name: words.say(&self.name),
            session: words.say(&self.session.identity.title),
            departements: departements.join(", "),
            themes: self.theme_names(words).join(", "),
            stage: self.stage_name(words).unwrap_or_else(|| words.t("network-no-stage")),
            published: self.published(words),
            contact: self.contact.clone().unwrap_or_default(),
        }
    }
}

type Pairs = Query<Vec<(String, String)>>;

pub async fn page(Extract(state): Extract<State>, uri: Uri, query: Result<Pairs, QueryRejection>) -> Response {
    let lang = lang_of(uri.path());
    let shown = async {
        let Query(pairs) = query.map_err(|rejection| Failure::Unread(rejection.status()))?;
        let (filter, words) = (Filter::new(&pairs), Words::of(lang));
        let directory = Directory::of(&state).await?;
        let filters = filters(&directory, words, &filter);
        // A value that no entry has is said, rather than answered by an empty list.
        let chosen = [&filter.session, &filter.departement, &filter.theme];
        let unknown = filters
            .iter()
            .zip(chosen)
            .filter(|((_, _, choices), asked)| !asked.is_empty() && !choices.iter().any(|(word, ..)| word == *asked));
        let unknown: Vec<String> = unknown.map(|((_, label, _), _)| label.clone()).collect();
        let error = (!unknown.is_empty()).then(|| words.t1("network-error-filter", "list", unknown.join(", ")));
        let status = if error.is_none() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
        let kept = directory.kept(&filter);
        let expert = |entry: &ExpertEntry| ExpertRow {
            name: entry.name.clone(),
            session: words.say(&entry.session.identity.title),
            fields: entry.fields.clone(),
            contact: entry.contact.clone().unwrap_or_default(),
        };
        let page = NetworkPage {
            f: state.frame(lang, &Links::Network, Section::Laureates, words.t("network-title")),
            filters,
            q: filter.q.clone(),
            error,
            counts: (
                words.count("network-territories-count", kept.territories.len()),
                words.count("network-experts-count", kept.experts.len()),
            ),
            territories: kept.territories.iter().map(|entry| entry.row(words)).collect(),
            experts: kept.experts.iter().map(expert).collect(),
            csv: Links::NetworkTable.path(lang),
        };
        // Who withdraws is no longer there at once.
        Ok(([(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], (status, page_of(&page))).into_response())
    };
    shown.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

/// The filters, with the values that entries have.
fn filters(directory: &Directory, words: &Words, filter: &Filter) -> Vec<(&'static str, String, Vec<Option3>)> {
    let (mut sessions, mut departements, mut themes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for entry in &directory.territories {
        sessions.insert(entry.session.identity.id.to_string(), words.say(&entry.session.identity.title));
        departements.extend(entry.departements.iter().map(|(code, name)| (code.clone(), format!("{name} ({code})"))));
        themes.extend(entry.themes.iter().map(|theme| theme.to_string()).zip(entry.theme_names(words)));
    }
    for entry in &directory.experts {
        sessions.insert(entry.session.identity.id.to_string(), words.say(&entry.session.identity.title));
    }
    let choices = |of: BTreeMap<String, String>, chosen: &str| {
        of.into_iter().map(|(word, words)| (word.clone(), words, word == chosen)).collect()
    };
    vec![
        ("session", words.t("network-session"), choices(sessions, &filter.session)),
        ("departement", words.t("network-departement"), choices(departements, &filter.departement)),
        ("theme", words.t("network-theme"), choices(themes, &filter.theme)),
    ]
}

/// The territories as a table.
pub async fn table(Extract(state): Extract<State>, uri: Uri) -> Response {
    let lang = lang_of(uri.path());
    let written = async {
        let words = Words::of(lang);
        let directory = Directory::of(&state).await?;
        let columns = ["kind", "name", "session", "departements", "themes", "stage", "published", "fields", "contact"];
        let url = |href: &str| state.public_url().absolute(href);
        let text = |text: String| if text.is_empty() { TableCell::Empty } else { TableCell::Text(text) };
        let mut rows: Vec<Vec<TableCell>> = Vec::new();
        for entry in &directory.territories {
            rows.push(vec![
                text("territory".into()),
                text(words.say(&entry.name)),
                text(entry.session.identity.id.to_string()),
                TableCell::List(entry.departements.iter().map(|(code, _)| code.clone()).collect()),
                TableCell::List(entry.themes.iter().map(|theme| theme.to_string()).collect()),
                text(entry.stage.as_ref().map(|stage| stage.to_string()).unwrap_or_default()),
                TableCell::List(entry.published(words).into_iter().map(|(href, _)| url(&href)).collect()),
                TableCell::Empty,
                text(entry.contact.clone().unwrap_or_default()),
            ]);
        }
        for entry in &directory.experts {
            rows.push(vec![
                text("expert".into()),
                text(entry.name.clone()),
                text(entry.session.identity.id.to_string()),
                TableCell::Empty,
                TableCell::Empty,
                TableCell::Empty,
                TableCell::Empty,
                TableCell::List(entry.fields.clone()),
                text(entry.contact.clone().unwrap_or_default()),
            ]);
        }
        let column = |name: &str| TableColumn { name: name.to_owned(), words: name.to_owned() };
        let table = Table {
            title: words.t("network-title"),
            made_at: state.now(),
            notes: vec![words.t("network-agreed")],
            columns: columns.map(column).into(),
            rows,
        };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(TableFormat::Csv.media_type())),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        Ok((headers, table.write(words, TableFormat::Csv)).into_response())
    };
    written.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}
