//! The dossiers of a session that one may see, and beginning one.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use facts::Lang;
use press::links::SessionPart;
use press::page::{DossierRow, DossiersPage};
use press::{Links, telling};
use programme::dossier::{Actor, Dossier, Knowing, Place, create};
use programme::id::DossierId;
use programme::instruction;
use programme::role::{ObjectRelation, Right};
use serde::Deserialize;
use store::people::Entered;

use super::{Desk, Undone};
use crate::chance;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What the form of a beginning holds.
#[derive(Deserialize, Default)]
pub struct Beginning {
    #[serde(default)]
    territory: String,
}

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id, String::new(), Vec::new())
        .await
        .unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    territory: String,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let desk = Desk::of(state, lang, entered, id).await?;
    let words = desk.words;
    let dossiers = state.0.store.dossiers().of_session(id).await.map_err(Failure::internal)?;
    let desk = desk.reading_forms_of(&dossiers).await?;
    let may_count = desk.may_of_none(Right::SeeCounts);
    let deposited = dossiers.iter().filter(|dossier| dossier.last_deposit().is_some()).count();
    let counts = [("all", dossiers.len().to_string()), ("deposited", deposited.to_string())];
    let counts = may_count.then(|| words.with("dossiers-counts", &counts));
    let overviews = instruction::overview(&desk.rules, &dossiers);
    let rows: Vec<DossierRow> = (dossiers.iter().zip(&overviews))
        .filter(|(dossier, _)| desk.may(Right::SeeList, dossier))
        .map(|(dossier, overview)| desk.row(dossier, overview.progress))
        .collect();
    let call = desk.rules.call;
    let (opens, closes) = (words.moment(&call.opens_at().to_string()), words.moment(&call.closes_at().to_string()));
    let calendar = vec![
        words.with("dossiers-window", &[("opens", opens), ("closes", closes)]),
        words.t1("dossiers-phase", "phase", telling::phase(words, desk.rules.phase)),
    ];
    let session = words.say(&desk.session.identity.title);
    let overview = Links::Session(id.to_owned(), SessionPart::Overview);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = DossiersPage {
        f: state
            .desk_frame(lang, &Links::Dossiers(id.to_owned()), words.t("dossiers-title"))
            .under(&overview, session.clone()),
        session,
        made_up: desk.made_up(),
        calendar,
        counts,
        with_inner: rows.iter().any(|row| row.inner.is_some()),
        rows,
        around: desk.around(),
        may_begin: desk.may_of_none(Right::CreateDossier),
        territory,
        errors,
    };
    Ok(private(status, page_of(&page)))
}

impl Desk<'_> {
    /// Whether somebody may do what is about no dossier, or about one that is not yet.
    fn may_of_none(&self, right: Right) -> bool {
        let object = ObjectRelation { deposited: false, ..ObjectRelation::NONE };
        self.rules.rights().may(&self.standing, right, &object, self.rules.phase).is_allowed()
    }

    /// Where those who pilot or instruct go from the list.
    fn around(&self) -> Vec<(String, String)> {
        let (id, lang) = (self.session.identity.id.to_string(), self.words.lang());
        let to = |may: bool, links: Links, key: &str| may.then(|| (links.path(lang), self.words.t(key)));
        let pilots = self.may_of_none(Right::EditCall);
        let links = [
            to(self.instructs(), Links::Instruction(id.clone()), "instruction-title"),
            to(pilots, Links::Call(id.clone()), "call-title"),
            to(self.may_here(Right::Assign), Links::Jury(id.clone()), "jury-title"),
            to(self.may_here(Right::DeclareConflict), Links::Readings(id), "readings-title"),
        ];
        links.into_iter().flatten().collect()
    }

    fn row(&self, dossier: &Dossier, progress: Option<(u64, u64)>) -> DossierRow {
        let (words, lang) = (self.words, self.words.lang());
        let told = |(done, of): (u64, u64)| {
            words.with("dossiers-progress-value", &[("done", done.to_string()), ("of", of.to_string())])
        };
        let is_seen = self.may(Right::SeeContent, dossier);
        let knowing = Knowing {
            inside: self.may(Right::SeeInternalLabel, dossier),
            comments: self.may(Right::SeeComments, dossier),
        };
        DossierRow {
            href: is_seen.then(|| Links::Dossier(dossier.id.to_string()).path(lang)),
            name: dossier.place.name.clone(),
            label: match self.may(Right::SeePublicLabel, dossier) {
                true => telling::public_label(words, self.label(dossier)),
                false => words.t("dossier-none"),
            },
            inner: self
                .may(Right::SeeInternalLabel, dossier)
                .then(|| telling::internal_label(words, dossier.internal_label())),
            // What is being written is known to those who write it.
            progress: progress.filter(|_| self.is_own(dossier)).map(told),
            touched: words.moment(&dossier.changed(knowing).to_string()),
        }
    }
}

pub async fn begin(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    form: Result<Form<Beginning>, FormRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let beginning = match form {
        Ok(Form(beginning)) => beginning,
        Err(rejection) => return Failure::Form(rejection.status()).page(&state, lang),
    };
    match begun(&state, lang, &entered, &id, &beginning.territory).await {
        Ok(dossier) => Redirect::to(&Links::Dossier(dossier).path(lang)).into_response(),
        Err(Undone::Failed(failure)) => failure.page(&state, lang),
        Err(undone) => {
            let errors = match Desk::of(&state, lang, &entered, &id).await {
                Ok(desk) => undone.sentences(desk.words, desk.rules.form()),
                Err(failure) => return failure.page(&state, lang),
            };
            let given = beginning.territory.chars().take(200).collect();
            shown(&state, lang, &entered, &id, given, errors).await.unwrap_or_else(|failure| failure.page(&state, lang))
        }
    }
}

async fn begun(state: &State, lang: Lang, entered: &Entered, session: &str, territory: &str) -> Result<String, Undone> {
    let desk = Desk::of(state, lang, entered, session).await?;
    let Ok(found) = state.instance().resolve(territory.trim()) else {
        let asked: String = territory.chars().take(80).collect();
        return Err(Undone::Wrong(vec![desk.words.t1("error-territory-unknown", "found", asked)]));
    };
    let map = state.instance().atlas().map();
    let departements =
        || found.communes().iter().map(|commune| &map.departements[map.at(*commune).departement as usize]);
    let place = Place {
        name: found.name.clone(),
        departements: departements().map(|departement| departement.code).collect(),
        regions: departements().map(|departement| map.regions[departement.region as usize].code).collect(),
    };
    let token = chance::token().map_err(Failure::internal)?;
    let id: DossierId = token.as_str()[..16].parse().map_err(Failure::internal)?;
    let begun = Desk::decided(create(id.clone(), place, &desk.rules, &Actor::plain(&desk.standing), desk.now)?)?;
    let (kept, now) = (state.0.store.dossiers(), desk.now.to_string());
    kept.keep_form(session, desk.rules.form(), &now).await.map_err(Failure::internal)?;
    state.0.store.dossiers().begin(&begun, &desk.now.to_string()).await.map_err(Failure::internal)?;
    Ok(id.to_string())
}
