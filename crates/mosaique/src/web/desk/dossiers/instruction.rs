//! What those who instruct look at: where each dossier is, what comes to its term, where territories have begun.

use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use facts::Lang;
use press::france::Marked;
use press::page::{InstructionPage, InstructionRow, PlaceRow};
use press::table::TableFormat;
use press::{Links, telling};
use programme::dossier::{Dossier, InternalLabel};
use programme::id::DossierId;
use programme::instruction::{self, Begun, DeadlineKind, Overview};
use programme::role::{ObjectRelation, Right};
use store::people::Entered;
use territory::Kind;

use super::Desk;
use crate::web::desk::Member;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of, maps};

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    shown(&state, lang, &entered, &id).await.unwrap_or_else(|failure| failure.page(&state, lang))
}

impl Desk<'_> {
    /// Whether somebody instructs the dossiers of the session: for others there is nothing here.
    pub(super) fn instructs(&self) -> bool {
        let may = |right| self.rules.rights().may(&self.standing, right, &ObjectRelation::NONE, self.rules.phase);
        may(Right::SeeInternalLabel).is_allowed() && may(Right::SeeCounts).is_allowed()
    }
}

async fn shown(state: &State, lang: Lang, entered: &Entered, id: &str) -> Result<Response, Failure> {
    let desk = Desk::of(state, lang, entered, id).await?;
    if !desk.instructs() {
        return Err(Failure::NotFound);
    }
    let words = desk.words;
    let dossiers = state.0.store.dossiers().of_session(id).await.map_err(Failure::internal)?;
    let desk = desk.reading_forms_of(&dossiers).await?;
    let overviews = instruction::overview(&desk.rules, &dossiers);
    let counts = instruction::counts(&dossiers);
    let listed = dossiers.iter().zip(&overviews).filter(|(dossier, _)| desk.may(Right::SeeList, dossier));
    let (received, begun): (Vec<_>, Vec<_>) = listed.partition(|(dossier, _)| dossier.last_deposit().is_some());
    let by_label = counts.by_label.iter().filter(|(_, count)| **count > 0);
    let seen: Vec<Dossier> = dossiers.iter().filter(|dossier| desk.may(Right::SeeList, dossier)).cloned().collect();
    let deadlines = instruction::deadlines(desk.rules.call, &seen, desk.now);
    let to_export = dossiers.iter().filter(|dossier| desk.may(Right::Export, dossier)).count();
    let session = words.say(&desk.session.identity.title);
    let export = |format: TableFormat| {
        (Links::DossiersExport(id.to_owned(), format.suffix().to_owned()).path(lang), format.suffix().to_uppercase())
    };
    let page = InstructionPage {
        f: state
            .desk_frame(lang, &Links::Instruction(id.to_owned()), words.t("instruction-title"))
            .under(&Links::Dossiers(id.to_owned()), words.t("dossiers-title")),
        session,
        made_up: desk.made_up(),
        labels: by_label.map(|(label, count)| (telling::internal_label(words, *label), words.whole(count))).collect(),
        deadlines: deadlines.iter().map(|deadline| told(&desk, deadline, &dossiers)).collect(),
        received: received.iter().map(|(dossier, overview)| row(&desk, dossier, overview, &dossiers)).collect(),
        begun: begun.iter().map(|(d, _)| (d.place.name.clone(), words.moment(&d.created.to_string()))).collect(),
        map: map(&desk, &counts.by_departement)?,
        places: places(&desk, &counts.by_departement),
        exports: if to_export > 0 { TableFormat::ALL.map(export).into() } else { Vec::new() },
    };
    Ok(private(StatusCode::OK, page_of(&page)))
}

/// A term: when, and what comes to it.
fn told(desk: &Desk<'_>, deadline: &instruction::Deadline, dossiers: &[Dossier]) -> (String, String) {
    let words = desk.words;
    let name = |id: &DossierId| {
        dossiers.iter().find(|dossier| dossier.id == *id).map_or_else(String::new, |d| d.place.name.clone())
    };
    let what = match &deadline.what {
        DeadlineKind::Closing => words.t("instruction-term-closing"),
        DeadlineKind::LateClosing => words.t("instruction-term-late"),
        DeadlineKind::PhaseBegins { phase } => {
            words.t1("instruction-term-phase", "phase", telling::phase(words, *phase))
        }
        DeadlineKind::Correction { dossier } => words.t1("instruction-term-correction", "place", name(dossier)),
        DeadlineKind::Reopened { dossier } => words.t1("instruction-term-reopened", "place", name(dossier)),
    };
    (words.moment(&deadline.at.to_string()), what)
}

fn row(desk: &Desk<'_>, dossier: &Dossier, overview: &Overview, dossiers: &[Dossier]) -> InstructionRow {
    let words = desk.words;
    // Once it is decided upon, or taken back, the rules are of no more help.
    let is_examined = matches!(
        overview.label,
        InternalLabel::Submitted
            | InternalLabel::Resubmitted
            | InternalLabel::CorrectionRequested
            | InternalLabel::LateRequested
            | InternalLabel::Reopened
    );
    let rules = if is_examined { desk.ineligible(dossier, dossiers) } else { Vec::new() };
    let sides = overview.unsigned.iter().map(|side| telling::side(words, *side));
    InstructionRow {
        href: Links::Dossier(dossier.id.to_string()).path(words.lang()),
        name: dossier.place.name.clone(),
        inner: telling::internal_label(words, overview.label),
        public: telling::public_label(words, desk.label(dossier)),
        deposited: dossier.last_deposit().map_or_else(String::new, |deposit| words.moment(&deposit.at.to_string())),
        deadline: overview.deadline.map(|deadline| words.moment(&deadline.to_string())),
        lacks: (sides.map(|side| words.t1("instruction-unsigned", "side", side)))
            .chain(
                (overview.letters_awaited > 0)
                    .then(|| words.count("instruction-letters", overview.letters_awaited as usize)),
            )
            .collect(),
        rules: rules.iter().map(|rule| telling::ineligible(words, rule)).collect(),
    }
}

type Places = std::collections::BTreeMap<facts::DepartementCode, Begun>;

/// France with the départements where dossiers were begun, and where some were deposited.
fn map(desk: &Desk<'_>, places: &Places) -> Result<String, Failure> {
    let words = desk.words;
    let instance = desk.state.instance();
    let map = instance.atlas().map();
    let sheet = maps::sheet(instance, Kind::Departement)?;
    let territories = instance.knowledge.territories(Kind::Departement);
    let marked: Vec<Marked> = territories
        .iter()
        .map(|territory| {
            let code = territory.code.as_deref().and_then(|code| code.parse().ok());
            let place = code.and_then(|code: facts::DepartementCode| places.get(&code)).copied().unwrap_or_default();
            let class = match (place.begun, place.deposited) {
                (0, _) => "mq-qna",
                (_, 0) => "mq-q2",
                _ => "mq-q5",
            };
            let values = [
                ("place", territory.name.clone()),
                ("begun", words.whole(&place.begun)),
                ("deposited", words.whole(&place.deposited)),
            ];
            Marked { class, title: words.with("instruction-place", &values) }
        })
        .collect();
    Ok(press::france::marked(map, sheet, &marked, &words.t("instruction-map-title")))
}

fn places(desk: &Desk<'_>, places: &Places) -> Vec<PlaceRow> {
    let map = desk.state.instance().atlas().map();
    let name = |code: &facts::DepartementCode| {
        let found = map.departements.iter().find(|departement| departement.code == *code);
        found.map_or_else(|| code.to_string(), |departement| departement.name.to_string())
    };
    let row = |(code, begun): (&facts::DepartementCode, &Begun)| PlaceRow {
        name: name(code),
        begun: desk.words.whole(&begun.begun),
        deposited: desk.words.whole(&begun.deposited),
    };
    places.iter().map(row).collect()
}
