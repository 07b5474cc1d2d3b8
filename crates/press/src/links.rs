//! Addresses of the site, written once.

use facts::Lang;

use crate::document::SessionPaper;
use crate::words::Words;

/// Whose site it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Brand {
    /// Our own drawing and free typefaces.
    #[default]
    Neutral,
    /// The design system, mark and typeface of the State: only when the instance is the State's.
    State,
}

impl Brand {
    /// `neutral` or `state`.
    pub fn word(self) -> &'static str {
        match self {
            Brand::Neutral => "neutral",
            Brand::State => "state",
        }
    }
}

/// A part of the pages of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionPart {
    /// What it is, at a glance.
    Overview,
    /// The texts of the call: context, ambitions, objectives.
    Call,
    /// The dimensions by which dossiers are read, and the words that sort them.
    Reading,
    /// How one applies.
    Apply,
    /// The stages and their publications.
    Stages,
    /// Who pilots, who sits, who helps.
    Governance,
    /// The call in words that are easy to read.
    Easy,
}

impl SessionPart {
    /// Every part, in the order of the menu.
    pub const ALL: [SessionPart; 7] = [
        SessionPart::Overview,
        SessionPart::Call,
        SessionPart::Reading,
        SessionPart::Apply,
        SessionPart::Stages,
        SessionPart::Governance,
        SessionPart::Easy,
    ];

    /// Key of the words of its address; the overview has none, it stands at the address of the session.
    pub fn path_key(self) -> &'static str {
        match self {
            SessionPart::Overview => "path-session",
            SessionPart::Call => "path-session-call",
            SessionPart::Reading => "path-session-reading",
            SessionPart::Apply => "path-session-apply",
            SessionPart::Stages => "path-session-stages",
            SessionPart::Governance => "path-session-governance",
            SessionPart::Easy => "path-session-easy",
        }
    }

    /// Key of its title.
    pub fn title_key(self) -> &'static str {
        match self {
            SessionPart::Overview => "session-overview",
            SessionPart::Call => "session-call",
            SessionPart::Reading => "session-reading",
            SessionPart::Apply => "session-apply",
            SessionPart::Stages => "session-stages",
            SessionPart::Governance => "session-governance",
            SessionPart::Easy => "session-easy",
        }
    }
}

/// A place of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Links {
    /// The home page.
    Home,
    /// All sessions.
    Sessions,
    /// A part of a session, by its short name.
    Session(String, SessionPart),
    /// The laureates of every session.
    Laureates,
    /// One laureate.
    Laureate(String),
    /// All territories, and composing one.
    Territories,
    /// The portrait of a territory.
    Territory(String),
    /// The portrait of a territory, to be printed.
    PortraitSheet(String),
    /// A document of a session, by the short name of the session.
    Paper(String, SessionPaper),
    /// The map of an indicator over a territory, with its table; with `.svg` or `.png`, its picture.
    Map(String, String),
    /// Territories side by side, by their tokens.
    Compare(Vec<String>),
    /// One indicator of a comparison, as a picture: `ageing-index.svg`.
    ComparePicture(Vec<String>, String),
    /// One figure of a territory, for a page of somebody else; with `.svg` or `.png`, its picture.
    Figure(String, String),
    /// Results of a search.
    Search,
    /// Where a composed territory is sent.
    Compose,
    /// Maps of France.
    Maps,
    /// All indicators.
    Indicators,
    /// Data and method.
    Data,
    /// What the session makes known.
    News,
    /// One item of it.
    NewsItem(String),
    /// One event of it, for a calendar.
    NewsEvent(String),
    /// All events, for a calendar.
    Agenda,
    /// The feed of every session.
    Feed,
    /// The feed of one session.
    SessionFeed(String),
    /// Asking for the news by e-mail.
    Subscription,
    /// What is told once it was asked for.
    SubscriptionAsked,
    /// Where a token confirms a subscription.
    SubscriptionConfirm(String),
    /// Where a token ends it.
    SubscriptionEnd(String),
    /// Where a token changes it.
    SubscriptionPreferences(String),
    /// The mails of a demonstration.
    Mailbox,
    /// A short address.
    Short(String),
    /// The open interface.
    Api,
    /// Who publishes, and under which law.
    LegalNotice,
    /// What is known of persons, and their rights.
    PersonalData,
    /// How accessible the site is.
    Accessibility,
    /// Every page.
    SiteMap,
    /// Asking for a link to enter.
    SignIn,
    /// What is told once it was asked for.
    SignInSent,
    /// Where a link to enter leads.
    Enter(String),
    /// Going to the provider of identities.
    Provider,
    /// Where one asks for the challenge of a passkey, to enter.
    PasskeyChallenge,
    /// Where a passkey enters.
    Passkey,
    /// Where one changes one's ways of entering.
    Ways,
    /// Where one asks for the challenge of a new passkey.
    WaysChallenge,
    /// Where a new passkey is added.
    WaysPasskey,
    /// One's own space.
    Account,
    /// Where ways in are ended.
    Leave,
    /// Who has which role in a session.
    Team(String),
    /// Who one may be in a demonstration.
    Demonstration,
    /// The workspaces of the laureates of a session.
    Workspaces(String),
    /// The workspace of a laureate.
    Workspace(String),
    /// Where acts in a workspace are sent.
    WorkspaceActs(String),
    /// A document of a workspace, by its digest.
    WorkspaceFile(String, String),
    /// The edition of a stage, being written in a workspace: the workspace, the stage.
    WorkspaceEdition(String, String),
    /// The progress reports of a workspace.
    Progress(String),
    /// One of them: of which workspace, after how many months.
    ProgressReport(String, String),
    /// What the laureates of a session told of their progress, for who follows them.
    FollowUp(String),
    /// The replication sheets of a workspace, being written.
    SheetsDesk(String),
    /// One of them: of which workspace, about what.
    SheetDesk(String, String),
    /// A published sheet; with `.json`, its data.
    Sheet(String),
    /// What the directory says of the territory of a workspace.
    WorkspaceListing(String),
    /// What the directory says of oneself, as an expert of a session.
    ExpertListing(String),
    /// The directory of the network; with `.csv`, its table.
    Network,
    /// The table of the directory.
    NetworkTable,
    /// Which published sheets could work in a territory.
    NetworkActions,
    /// What laureates have published.
    Editions,
    /// An edition; with `.json` or `.pdf`, as a file.
    Edition(String),
    /// The seminars that are announced.
    Seminars,
    /// A seminar; with `.json` or `.ics`, as a file.
    Seminar(String),
    /// The seminars of a session, for who writes them.
    SeminarsDesk(String),
    /// One of them, for who writes it.
    SeminarDesk(String),
    /// The dossiers of a session.
    Dossiers(String),
    /// A dossier.
    Dossier(String),
    /// A section of a dossier, to be written.
    DossierSection(String, String),
    /// Where acts on a dossier are sent.
    DossierActs(String),
    /// The receipt of a dossier.
    DossierReceipt(String),
    /// A document of a dossier, by its digest.
    DossierFile(String, String),
    /// What those who make a dossier say to one another.
    DossierComments(String),
    /// The story of a dossier.
    DossierStory(String),
    /// The versions of an answer.
    DossierAnswer(String, String),
    /// What changed in a dossier between two moments.
    DossierDifferences(String),
    /// What becomes of a dossier with the form in force.
    DossierForm(String),
    /// The letters of a dossier.
    DossierLetters(String),
    /// The portrait of the perimeter of a dossier.
    DossierPortrait(String),
    /// The same, frozen, as a file.
    DossierPortraitFile(String),
    /// A whole dossier as a document.
    DossierSheet(String),
    /// Where the link of a demand of a letter leads.
    LetterReply(String),
    /// Where the link of an invitation leads.
    Invitation(String),
    /// What each role sees in a session, on a day.
    Views(String),
    /// What those who instruct the dossiers of a session look at.
    Instruction(String),
    /// The dossiers of a session as a file, by how it ends.
    DossiersExport(String, String),
    /// Where a call is piloted.
    Call(String),
    /// Where the calendar of a call is changed.
    CallCalendar(String),
    /// Where a file of a session is changed.
    CallFile(String, String),
    /// The questions of the form of a call.
    CallQuestions(String),
    /// A question of it.
    CallQuestion(String, String),
    /// A new question, in a section.
    CallNewQuestion(String, String),
    /// What is prepared for a call.
    CallDraft(String),
    /// The form that is prepared, on paper.
    CallDraftForm(String),
    /// Where a jury is set up and followed.
    Jury(String),
    /// Who would read what.
    JuryAssignment(String),
    /// The meeting of a jury.
    JuryMeeting(String),
    /// What a jury decides, and how it is told.
    JuryDecision(String),
    /// What one reads for a jury, and one's ties.
    Readings(String),
    /// The sheet of a dossier, beside it.
    DossierReading(String),
    /// What the sheets say of a dossier.
    DossierScores(String),
    /// What became of a dossier, for those who made it.
    DossierOutcome(String),
    /// The same as a letter.
    DossierOutcomeLetter(String),
    /// The roadmap of a workspace.
    Roadmap(String),
    /// An action of it.
    RoadmapAction(String, String),
    /// A new action.
    RoadmapNewAction(String),
    /// Its axes, its teams, who pays.
    RoadmapFrame(String),
    /// Its dates, worked out.
    RoadmapSchedule(String),
    /// Where a file is read into it.
    RoadmapImport(String),
    /// The roadmap as a file, by how it ends.
    RoadmapFile(String, String),
    /// The register of processings of personal data.
    Processings,
    /// What will be erased of a session, and when.
    Retention(String),
    /// What is kept of oneself.
    OwnData,
    /// A copy of it.
    OwnDataFile,
    /// The workshops of a workspace.
    Workshops(String),
    /// All of them, for a calendar.
    WorkshopsAgenda(String),
    /// Where one plans another.
    WorkshopNew(String),
    /// A workshop.
    Workshop(String),
    /// Where its sheet is changed.
    WorkshopSheet(String),
    /// It, for a calendar.
    WorkshopEvent(String),
    /// What is said in it.
    WorkshopRoom(String),
    /// One thing said in it.
    WorkshopSaid(String, String),
    /// Where paper is typed in.
    WorkshopPaper(String),
    /// Its minutes.
    WorkshopMinutes(String),
    /// What is printed for it.
    WorkshopPoster(String),
    /// The same, as a document.
    WorkshopPosterFile(String),
    /// Its page for telephones, by its name and its secret.
    WorkshopPhone(String),
    /// The thread of a workspace.
    Thread(String),
    /// A new item of it, of a sort.
    ThreadNew(String, String),
    /// An item of it.
    ThreadItem(String),
}

impl Links {
    /// The address in a language: `/fr/territoires/16015`.
    pub fn path(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        let root = format!("/{}/", lang.code());
        let at = |key: &str| format!("{root}{}", words.t(key));
        match self {
            Links::Home => root,
            Links::Sessions => at("path-sessions"),
            Links::Session(id, SessionPart::Overview) => format!("{}/{}", at("path-sessions"), escape(id)),
            Links::Session(id, part) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t(part.path_key())),
            Links::Laureates => at("path-laureates"),
            Links::Laureate(id) => format!("{}/{id}", at("path-laureates")),
            Links::Territories => at("path-territories"),
            Links::Territory(token) => format!("{}/{}", at("path-territories"), escape(token)),
            Links::PortraitSheet(token) => {
                format!("{}/{}", Links::Territory(token.clone()).path(lang), words.t("path-portrait-sheet"))
            }
            Links::Paper(id, paper) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t(paper.path_key())),
            Links::Map(token, indicator) => {
                format!("{}/{}/{}/{indicator}", at("path-territories"), escape(token), words.t("path-maps"))
            }
            Links::Compare(tokens) => format!("{}{}", at("path-compare"), tokens_query(tokens)),
            Links::ComparePicture(tokens, file) => format!("{}/{file}{}", at("path-compare"), tokens_query(tokens)),
            Links::Figure(token, indicator) => format!("{}/{}/{indicator}", at("path-figures"), escape(token)),
            Links::Search => at("path-search"),
            Links::Compose => format!("{}/{}", at("path-territories"), words.t("path-compose")),
            Links::Maps => at("path-maps"),
            Links::Indicators => at("path-indicators"),
            Links::Data => at("path-data"),
            Links::News => at("path-news"),
            Links::NewsItem(id) => format!("{}/{id}", at("path-news")),
            Links::NewsEvent(id) => format!("{}/{id}.ics", at("path-news")),
            Links::Agenda => at("path-agenda"),
            Links::Feed => format!("{}/feed.atom", feeds(lang)),
            Links::SessionFeed(id) => format!("{}/feed/{id}.atom", feeds(lang)),
            Links::Subscription => at("path-subscription"),
            Links::SubscriptionAsked => format!("{}/{}", at("path-subscription"), words.t("path-asked")),
            Links::SubscriptionConfirm(token) => {
                format!("{}/{}/{token}", at("path-subscription"), words.t("path-confirm"))
            }
            Links::SubscriptionEnd(token) => {
                format!("{}/{}/{token}", at("path-subscription"), words.t("path-unsubscribe"))
            }
            Links::SubscriptionPreferences(token) => {
                format!("{}/{}/{token}", at("path-subscription"), words.t("path-preferences"))
            }
            Links::Mailbox => at("path-mailbox"),
            Links::Short(code) => format!("/s/{code}"),
            Links::Api => format!("{}/{}", at("path-data"), words.t("path-api")),
            Links::LegalNotice => at("path-legal-notice"),
            Links::PersonalData => at("path-personal-data"),
            Links::Accessibility => at("path-accessibility"),
            Links::SiteMap => at("path-site-map"),
            Links::SignIn => at("path-sign-in"),
            Links::SignInSent => format!("{}/{}", at("path-sign-in"), words.t("path-sent")),
            Links::Enter(token) => format!("{}/{token}", at("path-sign-in")),
            Links::Provider => format!("{}/{}", at("path-sign-in"), words.t("path-provider")),
            Links::Passkey => format!("{}/{}", at("path-sign-in"), words.t("path-passkey")),
            Links::PasskeyChallenge => format!("{}/{}", Links::Passkey.path(lang), words.t("path-challenge")),
            Links::Ways => format!("{}/{}", at("path-account"), words.t("path-ways")),
            Links::WaysChallenge => format!("{}/{}", Links::Ways.path(lang), words.t("path-challenge")),
            Links::WaysPasskey => format!("{}/{}", Links::Ways.path(lang), words.t("path-passkey")),
            Links::Account => at("path-account"),
            Links::Leave => format!("{}/{}", at("path-account"), words.t("path-leave")),
            Links::Team(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-team")),
            Links::Demonstration => at("path-roles"),
            Links::Workspaces(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-workspaces")),
            Links::Workspace(id) => format!("{}/{}", at("path-workspaces"), escape(id)),
            Links::WorkspaceActs(id) => format!("{}/{}", Links::Workspace(id.clone()).path(lang), words.t("path-acts")),
            Links::WorkspaceFile(id, digest) => {
                format!("{}/{}/{digest}", Links::Workspace(id.clone()).path(lang), words.t("path-enclosures"))
            }
            Links::WorkspaceEdition(id, stage) => {
                format!("{}/{}/{}", Links::Workspace(id.clone()).path(lang), words.t("path-editions"), escape(stage))
            }
            Links::Progress(id) => of_workspace(id, lang, "path-progress"),
            Links::ProgressReport(id, months) => {
                format!("{}/{}", of_workspace(id, lang, "path-progress"), escape(months))
            }
            Links::FollowUp(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-follow-up")),
            Links::SheetsDesk(id) => of_workspace(id, lang, "path-sheets"),
            Links::SheetDesk(id, about) => format!("{}/{}", of_workspace(id, lang, "path-sheets"), escape(about)),
            Links::Sheet(id) => format!("{}/{}/{}", at("path-network"), words.t("path-sheets"), escape(id)),
            Links::WorkspaceListing(id) => of_workspace(id, lang, "path-listing"),
            Links::ExpertListing(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-listing")),
            Links::Network => at("path-network"),
            Links::NetworkTable => format!("{}.csv", at("path-network")),
            Links::NetworkActions => format!("{}/{}", at("path-network"), words.t("path-network-actions")),
            Links::Editions => at("path-editions"),
            Links::Edition(id) => format!("{}/{}", at("path-editions"), escape(id)),
            Links::Seminars => at("path-seminars"),
            Links::Seminar(id) => format!("{}/{}", at("path-seminars"), escape(id)),
            Links::SeminarsDesk(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-seminars")),
            Links::SeminarDesk(id) => {
                format!("{}/{}/{}", at("path-seminars"), words.t("path-seminar-desk"), escape(id))
            }
            Links::Dossiers(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-dossiers")),
            Links::Dossier(id) => format!("{}/{}", at("path-dossiers"), escape(id)),
            Links::DossierSection(id, section) => {
                let dossier = Links::Dossier(id.clone()).path(lang);
                format!("{dossier}/{}/{}", words.t("path-sections"), escape(section))
            }
            Links::DossierActs(id) => format!("{}/{}", Links::Dossier(id.clone()).path(lang), words.t("path-acts")),
            Links::DossierReceipt(id) => {
                format!("{}/{}", Links::Dossier(id.clone()).path(lang), words.t("path-receipt"))
            }
            Links::DossierFile(id, digest) => {
                format!("{}/{}/{digest}", Links::Dossier(id.clone()).path(lang), words.t("path-enclosures"))
            }
            Links::DossierComments(id) => of_dossier(id, lang, "path-comments"),
            Links::DossierStory(id) => of_dossier(id, lang, "path-story"),
            Links::DossierAnswer(id, question) => {
                format!("{}/{}", of_dossier(id, lang, "path-answers"), escape(question))
            }
            Links::DossierDifferences(id) => of_dossier(id, lang, "path-differences"),
            Links::DossierForm(id) => of_dossier(id, lang, "path-new-form"),
            Links::DossierLetters(id) => of_dossier(id, lang, "path-letters"),
            Links::DossierPortrait(id) => of_dossier(id, lang, "path-frozen"),
            Links::DossierPortraitFile(id) => of_dossier(id, lang, "path-frozen-file"),
            Links::DossierSheet(id) => of_dossier(id, lang, "path-dossier-sheet"),
            Links::LetterReply(token) => format!("{}/{token}", at("path-letters")),
            Links::Invitation(token) => format!("{}/{token}", at("path-invitations")),
            Links::Instruction(id) => {
                format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-instruction"))
            }
            Links::DossiersExport(id, suffix) => {
                let instruction = Links::Instruction(id.clone()).path(lang);
                format!("{instruction}/{}.{suffix}", words.t("path-dossiers"))
            }
            Links::Call(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-call-desk")),
            Links::CallCalendar(id) => {
                format!("{}/{}", Links::Call(id.clone()).path(lang), words.t("path-call-calendar"))
            }
            Links::CallFile(id, file) => {
                format!("{}/{}/{}", Links::Call(id.clone()).path(lang), words.t("path-call-files"), escape(file))
            }
            Links::CallQuestions(id) => {
                format!("{}/{}", Links::Call(id.clone()).path(lang), words.t("path-call-questions"))
            }
            Links::CallQuestion(id, question) => {
                format!("{}/{}", Links::CallQuestions(id.clone()).path(lang), escape(question))
            }
            Links::CallNewQuestion(id, section) => {
                let call = Links::Call(id.clone()).path(lang);
                format!("{call}/{}/{}", words.t("path-call-new-question"), escape(section))
            }
            Links::CallDraft(id) => format!("{}/{}", Links::Call(id.clone()).path(lang), words.t("path-call-draft")),
            Links::CallDraftForm(id) => {
                format!("{}/{}", Links::CallDraft(id.clone()).path(lang), words.t("path-form"))
            }
            Links::Jury(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-jury")),
            Links::JuryAssignment(id) => of_jury(id, lang, "path-jury-assignment"),
            Links::JuryMeeting(id) => of_jury(id, lang, "path-jury-meeting"),
            Links::JuryDecision(id) => of_jury(id, lang, "path-jury-decision"),
            Links::Readings(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-readings")),
            Links::DossierReading(id) => of_dossier(id, lang, "path-reading"),
            Links::DossierScores(id) => of_dossier(id, lang, "path-scores"),
            Links::DossierOutcome(id) => of_dossier(id, lang, "path-outcome"),
            Links::DossierOutcomeLetter(id) => of_dossier(id, lang, "path-outcome-letter"),
            Links::Roadmap(id) => format!("{}/{}", at("path-roadmap"), escape(id)),
            Links::RoadmapAction(id, action) => {
                format!("{}/{}", of_roadmap(id, lang, "path-road-actions"), escape(action))
            }
            Links::RoadmapNewAction(id) => of_roadmap(id, lang, "path-road-new-action"),
            Links::RoadmapFrame(id) => of_roadmap(id, lang, "path-road-frame"),
            Links::RoadmapSchedule(id) => of_roadmap(id, lang, "path-road-schedule"),
            Links::RoadmapImport(id) => of_roadmap(id, lang, "path-road-import"),
            Links::RoadmapFile(id, suffix) => format!("{}.{suffix}", of_roadmap(id, lang, "path-road-file")),
            Links::Views(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-views")),
            Links::Processings => format!("{}/{}", at("path-personal-data"), words.t("path-processings")),
            Links::Retention(id) => format!("{}/{}/{}", at("path-sessions"), escape(id), words.t("path-retention")),
            Links::OwnData => format!("{}/{}", at("path-account"), words.t("path-own-data")),
            Links::OwnDataFile => {
                format!("{}/{}", Links::OwnData.path(lang), words.t("path-own-data-file"))
            }
            Links::Workshops(id) => of_workspace(id, lang, "path-workshops"),
            Links::WorkshopsAgenda(id) => {
                format!("{}/{}", of_workspace(id, lang, "path-workshops"), words.t("path-workshop-event"))
            }
            Links::WorkshopNew(id) => {
                format!("{}/{}", of_workspace(id, lang, "path-workshops"), words.t("path-workshop-new"))
            }
            Links::Workshop(id) => format!("{}/{}", at("path-workshops"), escape(id)),
            Links::WorkshopSheet(id) => of_workshop(id, lang, "path-workshop-sheet"),
            Links::WorkshopEvent(id) => of_workshop(id, lang, "path-workshop-event"),
            Links::WorkshopRoom(id) => of_workshop(id, lang, "path-room"),
            Links::WorkshopSaid(id, said) => format!("{}/{}", of_workshop(id, lang, "path-said"), escape(said)),
            Links::WorkshopPaper(id) => of_workshop(id, lang, "path-paper"),
            Links::WorkshopMinutes(id) => of_workshop(id, lang, "path-minutes"),
            Links::WorkshopPoster(id) => of_workshop(id, lang, "path-poster"),
            Links::WorkshopPosterFile(id) => of_workshop(id, lang, "path-poster-file"),
            Links::WorkshopPhone(token) => format!("{}/{}", at("path-phone"), escape(token)),
            Links::Thread(id) => of_workspace(id, lang, "path-thread"),
            Links::ThreadNew(id, sort) => {
                let thread = of_workspace(id, lang, "path-thread");
                format!("{thread}/{}/{}", words.t("path-thread-new"), escape(sort))
            }
            Links::ThreadItem(id) => format!("{}/{}", at("path-thread-items"), escape(id)),
        }
    }
}

/// A page of a jury.
fn of_jury(id: &str, lang: Lang, key: &str) -> String {
    format!("{}/{}", Links::Jury(id.to_owned()).path(lang), Words::of(lang).t(key))
}

/// A page of a roadmap.
fn of_roadmap(id: &str, lang: Lang, key: &str) -> String {
    format!("{}/{}", Links::Roadmap(id.to_owned()).path(lang), Words::of(lang).t(key))
}

/// A page of a dossier.
fn of_dossier(id: &str, lang: Lang, key: &str) -> String {
    format!("{}/{}", Links::Dossier(id.to_owned()).path(lang), Words::of(lang).t(key))
}

/// A page of a workspace.
fn of_workspace(id: &str, lang: Lang, key: &str) -> String {
    format!("{}/{}", Links::Workspace(id.to_owned()).path(lang), Words::of(lang).t(key))
}

/// A page of a workshop.
fn of_workshop(id: &str, lang: Lang, key: &str) -> String {
    format!("{}/{}", Links::Workshop(id.to_owned()).path(lang), Words::of(lang).t(key))
}

/// Where feeds stand: French ones at the root of the site.
fn feeds(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "",
        Lang::En => "/en",
    }
}

/// The tokens of a comparison as a query: `?t=16015&t=dep:16`. There a plus sign would be read as a space.
fn tokens_query(tokens: &[String]) -> String {
    let one = |token: &String| format!("t={}", escape(token).replace('+', "%2B"));
    let query = tokens.iter().map(one).collect::<Vec<_>>().join("&");
    if query.is_empty() { query } else { format!("?{query}") }
}

/// A token as it is written in a path: letters, digits, and the marks that tokens are made of; the rest in percents.
pub fn escape(token: &str) -> String {
    let mut escaped = String::with_capacity(token.len());
    for byte in token.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.:+".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_words_in_addresses() {
        let territory = Links::Territory("dep:16".into());
        assert_eq!(territory.path(Lang::Fr), "/fr/territoires/dep:16");
        assert_eq!(territory.path(Lang::En), "/en/territories/dep:16");
        let compared = Links::Compare(vec!["dep:16".into(), "16015+16374".into()]);
        assert_eq!(compared.path(Lang::Fr), "/fr/comparer?t=dep:16&t=16015%2B16374");
        assert_eq!(Links::Compare(Vec::new()).path(Lang::En), "/en/compare");
        assert_eq!(Links::PortraitSheet("dep:16".into()).path(Lang::En), "/en/territories/dep:16/portrait.pdf");
        assert_eq!(Links::Paper("2027".into(), SessionPaper::Framing).path(Lang::Fr), "/fr/sessions/2027/cadrage.pdf");
        assert_eq!(Links::Territory("l'île".into()).path(Lang::En), "/en/territories/l%27%C3%AEle");
    }
}
