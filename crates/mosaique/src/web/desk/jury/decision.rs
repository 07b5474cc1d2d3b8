//! What a jury decides, and how it is told: dossiers side by side, signature, embargo, mails as they would leave, appeals.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State as Extract};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use facts::Lang;
use press::page::{AppealRow, CompareRow, JuryDecisionPage, MailRow};
use press::{Links, telling};
use programme::digest::Digest;
use programme::id::DossierId;
use programme::jury::{
    self, Appeal, AppealStage, AppealVerdict, Command, DossierLine, Jury, Outcome, Signatory, compare, to_sign,
};
use programme::role::Right;
use store::people::Entered;

use super::reading::percent;
use super::{Fields, Room, field, notices, scores, unread};
use crate::web::desk::Member;
use crate::web::desk::dossiers::Undone;
use crate::web::error::{Failure, page_of};
use crate::web::headers::private;
use crate::web::{State, lang_of};

/// What may be decided on an appeal.
const VERDICTS: [(&str, &str); 3] = [
    ("reject", "appeal-reject"),
    ("grant-retained", "appeal-grant-retained"),
    ("grant-reserve", "appeal-grant-reserve"),
];

pub async fn page(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
) -> Response {
    let lang = lang_of(uri.path());
    let shown = shown(&state, lang, &entered, &id, Vec::new()).await;
    shown.unwrap_or_else(|failure| failure.page(&state, lang))
}

async fn shown(
    state: &State,
    lang: Lang,
    entered: &Entered,
    id: &str,
    errors: Vec<String>,
) -> Result<Response, Failure> {
    let room = Room::of(state, lang, entered, id, &[Right::Decide]).await?;
    let (words, rubric) = (room.desk.words, &room.desk.session.rubric);
    let jury = room.jury()?;
    let judged: Vec<DossierId> = room.seen(jury::is_judged).map(|dossier| dossier.id.clone()).collect();
    let visible = room.seen(jury::is_judged).any(|dossier| scores::sees(&room.desk, dossier));
    let sheets = if visible { room.sheets().await? } else { Vec::new() };
    let lines = compare(jury, rubric, &judged, &sheets);
    let outcomes = jury.to_be_signed();
    let due: BTreeSet<DossierId> =
        jury.to_be_told().into_keys().filter(|dossier| room.places.contains_key(dossier)).collect();
    let mails = notices::mails(&room, jury, &due).await?;
    let texts = room.texts().await?;
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let line = |(dossier, outcome): (&DossierId, &Outcome)| {
        let values = [("place", room.place(dossier)), ("outcome", telling::outcome(words, *outcome))];
        words.with("decision-line", &values)
    };
    let signed = jury.decisions.iter().map(|decision| {
        let values = [
            ("name", decision.signatory.name.clone()),
            ("function", decision.signatory.function.clone()),
            ("at", words.moment(&decision.at.to_string())),
            ("digest", decision.digest.to_string()),
        ];
        words.with("decision-signed", &values)
    });
    let appeals = jury.appeals.iter().filter(|(dossier, _)| room.places.contains_key(*dossier));
    let page = JuryDecisionPage {
        f: frame(&room, lang, id),
        a: room.around_of(&[Links::Jury(id.to_owned()), Links::JuryMeeting(id.to_owned())], None, errors),
        heads: rubric.criteria().map(|criterion| words.say(&criterion.name)).collect(),
        scores: visible,
        rows: lines.iter().map(|line| row(&room, jury, line)).collect(),
        to_sign: outcomes.iter().map(line).collect(),
        digest: Digest::of(&to_sign(&jury.session, &outcomes)).to_string(),
        signed: signed.collect(),
        embargo: field(&room.desk, jury.embargo),
        mails: mails.into_iter().map(|(mail, to)| MailRow { to, subject: mail.subject, text: mail.text }).collect(),
        due: due.iter().map(ToString::to_string).collect(),
        appeals: appeals.map(|(dossier, appeal)| asked(&room, dossier, appeal, &texts)).collect(),
        verdicts: VERDICTS.map(|(word, key)| (word, words.t(key))).into(),
    };
    Ok(private(status, page_of(&page)))
}

fn frame(room: &Room<'_>, lang: Lang, id: &str) -> press::page::Frame {
    let words = room.desk.words;
    let f = room.desk.state.desk_frame(lang, &Links::JuryDecision(id.to_owned()), words.t("decision-title"));
    f.under(&Links::Dossiers(id.to_owned()), words.t("dossiers-title"))
}

fn row(room: &Room<'_>, jury: &Jury, line: &DossierLine) -> CompareRow {
    let (words, lang) = (room.desk.words, room.desk.words.lang());
    let cell = |median: Option<String>, spread: Option<(String, String)>| match median.zip(spread) {
        None => words.t("dossier-none"),
        Some((median, (low, high))) => words.with("scores-cell", &[("median", median), ("low", low), ("high", high)]),
    };
    let share = |share: f64| percent(words, share);
    let level = |level: f64| words.number(level, 1);
    let seen = room.dossiers.iter().find(|d| d.id == line.dossier).is_some_and(|d| scores::sees(&room.desk, d));
    let ruling = jury.rulings.get(&line.dossier);
    let reserve = ruling.filter(|r| r.signed && matches!(r.outcome, Outcome::Reserve { .. }));
    let links = if seen { Links::DossierScores } else { Links::Dossier };
    CompareRow {
        name: room.place(&line.dossier),
        href: links(line.dossier.to_string()).path(lang),
        total: cell(line.median.map(share), line.spread.map(|(low, high)| (share(low), share(high)))),
        cells: (line.criteria.iter())
            .map(|line| {
                let spread = line.spread.map(|(low, high)| (level(low.into()), level(high.into())));
                cell(line.median.map(level), spread)
            })
            .collect(),
        outcome: scores::told(words, ruling.map(|ruling| ruling.outcome)),
        told: match jury.notices.get(&line.dossier) {
            None => words.t("decision-not-told"),
            Some(notice) => {
                let values = [
                    ("name", words.moment(&notice.at.to_string())),
                    ("value", telling::outcome(words, notice.outcome)),
                ];
                words.with("colon", &values)
            }
        },
        promote: reserve.map(|_| line.dossier.to_string()),
    }
}

/// An appeal in sentences: what was asked, where it is.
pub(super) fn appeal_told(
    words: &press::Words,
    dossier: &DossierId,
    appeal: &Appeal,
    texts: &BTreeMap<String, String>,
) -> Vec<String> {
    let text = |name: &str| texts.get(&format!("{name}:{dossier}")).cloned().unwrap_or_default();
    let at = |instant: &programme::calendar::Instant| ("at", words.moment(&instant.to_string()));
    let mut told = vec![words.with("appeal-lodged", &[at(&appeal.at), ("reason", text("appeal"))])];
    match &appeal.stage {
        AppealStage::Requested => {}
        AppealStage::Examined { at: since } => told.push(words.with("appeal-examined", &[at(since)])),
        AppealStage::Decided { at: when, verdict, .. } => {
            let key = match verdict {
                AppealVerdict::Granted { .. } => "appeal-granted",
                AppealVerdict::Rejected => "appeal-rejected",
            };
            told.push(words.with(key, &[at(when), ("reason", text("appeal-answer"))]));
        }
    }
    told
}

fn asked(room: &Room<'_>, dossier: &DossierId, appeal: &Appeal, texts: &BTreeMap<String, String>) -> AppealRow {
    AppealRow {
        dossier: dossier.to_string(),
        name: room.place(dossier),
        told: appeal_told(room.desk.words, dossier, appeal, texts),
        may_examine: appeal.stage == AppealStage::Requested,
        may_decide: matches!(appeal.stage, AppealStage::Examined { .. }),
    }
}

pub async fn act(
    Extract(state): Extract<State>,
    uri: Uri,
    Member(entered): Member,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let lang = lang_of(uri.path());
    let done = async {
        let room = Room::of(&state, lang, &entered, &id, &[Right::Decide]).await?;
        let fields = Fields::read(body)?;
        match carry_out(&room, &fields).await {
            Ok(()) => Ok(Redirect::to(&Links::JuryDecision(id.clone()).path(lang)).into_response()),
            Err(Undone::Wrong(errors)) => shown(&state, lang, &entered, &id, errors).await,
            Err(undone) => Err(undone.failure()),
        }
    };
    done.await.unwrap_or_else(|failure: Failure| failure.page(&state, lang))
}

async fn carry_out(room: &Room<'_>, fields: &Fields) -> Result<(), Undone> {
    let reason = || fields.one("reason").to_owned();
    let command = match fields.one("act") {
        "sign" => {
            let digest = fields.one("digest");
            Command::SignDecision {
                signatory: Signatory {
                    name: fields.one("name").to_owned(),
                    function: fields.one("function").to_owned(),
                },
                digest: digest.parse().map_err(|_| unread("digest", digest, &["64 hex"]))?,
            }
        }
        "embargo" => Command::SetEmbargo { until: fields.moment("embargo", false, &room.desk)? },
        "notify" => {
            let ids = fields.all("d").iter().map(|id| id.parse::<DossierId>());
            let dossiers: BTreeSet<DossierId> =
                ids.collect::<Result<_, _>>().map_err(|_| Undone::Failed(Failure::NotFound))?;
            let mails = notices::mails(room, room.jury()?, &dossiers).await?;
            let mails = mails.into_iter().map(|(mail, _)| mail).collect();
            return room.act(Command::Notify { dossiers }, mails).await;
        }
        "promote" => Command::Promote { dossier: fields.id("dossier")?, reason: reason() },
        "examine" => Command::ExamineAppeal { dossier: fields.id("dossier")? },
        "decide-appeal" => Command::DecideAppeal {
            dossier: fields.id("dossier")?,
            verdict: match fields.one("verdict") {
                "reject" => AppealVerdict::Rejected,
                "grant-retained" => AppealVerdict::Granted { outcome: Outcome::Retained },
                "grant-reserve" => {
                    AppealVerdict::Granted { outcome: Outcome::Reserve { rank: fields.number("rank", &room.desk)? } }
                }
                other => return Err(unread("verdict", other, &VERDICTS.map(|(word, _)| word))),
            },
            reason: reason(),
        },
        other => return Err(unread("act", other, &["sign", "embargo", "notify", "promote", "examine", "…"])),
    };
    room.act(command, Vec::new()).await
}
