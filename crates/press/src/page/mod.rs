//! The pages of the site. Each has one context type, filled by the door and printed here; templates hold no logic beyond
//! if and for, no inline script and no inline style.

mod api;
mod archive;
mod call;
mod compare;
mod data;
mod desk;
mod dossier;
mod edition;
mod error;
mod figure;
mod french;
mod home;
mod indicators;
mod instruction;
mod jury;
mod laureates;
mod legal;
mod mailbox;
mod maps;
mod network;
mod news;
mod personal;
pub(crate) mod portrait;
mod progress;
mod replication;
mod roadmap;
mod search;
mod seminar;
mod session;
mod share;
mod subscription;
mod territories;
mod territory_map;
mod ways;
mod workshop;
mod workspace;
mod writing;

use facts::{Grade, Lang};

use crate::links::{Brand, Links};
use crate::map::Key;
use crate::words::Words;

pub use api::ApiPage;
pub use archive::{ArchiveBlock, ArchiveBody, ArchiveCell, ArchivePage, ArchivePart, archive_parts};
pub use call::{
    CallAct, CallDraftPage, CallFilePage, CallPage, CallQuestionsPage, CallSection, CallSheetPage, FieldGroup,
    FieldInput, FieldView, LinePiece, QuestionLine,
};
pub use compare::{ComparePage, Refused, comparison_picture};
pub use data::{DataPage, Download};
pub use desk::{
    AccountPage, ActorView, DemonstrationPage, LoginView, MemberView, PartView, RoleView, SignInPage, TeamPage,
    ViewsPage, role_words,
};
pub use dossier::{
    ConflictView, Control, Correction, DossierPage, DossierRow, DossierSectionPage, DossiersPage, Offered,
    QuestionView, Reopening, SectionRow, SignatureRow, StoryRow,
};
pub use edition::{BlockView, EditionCard, EditionDeskPage, EditionPage, EditionView, EditionsPage, corrected_by};
pub use error::ErrorPage;
pub use figure::{EmbedCode, FRAME_HEIGHT, FRAME_WIDTH, FigurePage, strip_picture};
pub use home::HomePage;
pub use indicators::IndicatorsPage;
pub use instruction::{InstructionPage, InstructionRow, PlaceRow};
pub use jury::{
    AgendaRow, AppealRow, Around, AttendanceRow, CompareRow, DossierOutcomePage, DossierReadingPage, DossierScoresPage,
    JuryAssignmentPage, JuryDecisionPage, JuryMeetingPage, JuryPage, MailRow, MatrixCell, MatrixRow, MoveRow,
    ReadingsPage, Said, ScoreRow, SeatRow, SheetQuestion, TieQuestion, TieRow, ToReadRow,
};
pub use laureates::{Card, LaureatePage, LaureatesPage};
pub use legal::{AccessibilityPage, LegalNoticePage, PersonalDataPage, SiteMapPage};
pub use mailbox::{MailView, MailboxPage};
pub use maps::{LEVELS, MapChoice, MapParts, MapsPage, Order, Part, file_texts, title as map_of_france_title};
pub use network::{ExpertRow, ListingPage, NetworkPage, Option3, TerritoryRow};
pub use news::{NewsItemPage, NewsPage, ShareLinks};
pub use personal::{EndView, OwnDataPage, ProcessingView, ProcessingsPage, RetentionPage};
pub use portrait::{FilePortrait, MOST_IN_A_PAGE, Maps, PortraitPage, PortraitView, map_alt, map_title};
pub use progress::{
    FollowUpPage, FollowUpRow, IndicatorField, IndicatorLine, ProgressPage, ProgressReportPage, TermView, ToldView,
};
pub use replication::{
    AxisRow, NetworkActionsPage, PrerequisiteField, ProposedView, SheetDeskPage, SheetPage, SheetView, SheetsDeskPage,
    prerequisite,
};
pub use roadmap::{
    ActionRow, AxisRows, DateRow, RoadmapForm, RoadmapFormPage, RoadmapImportPage, RoadmapPage, RoadmapSchedulePage,
    SiteRow, Told,
};
pub use search::{Choice, FacetView, Group, Instead, Pages, Removal, SearchPage};
pub use seminar::{
    SeminarActs, SeminarCard, SeminarChoice, SeminarDeskPage, SeminarPage, SeminarTyped, SeminarView, SeminarsPage,
};
pub use session::{SessionCard, SessionPage, SessionsPage};
pub use share::ShareView;
pub use subscription::{ButtonPage, SubscriptionPage, SubscriptionPreferencesPage, ToldPage, Topic, topics};
pub use territories::{Place, TerritoriesPage};
pub use territory_map::{TerritoryMapChoice, TerritoryMapPage, TerritoryMapParts};
pub use ways::{BoundView, PasskeyView, WaysView};
pub use workshop::{
    AboutChoices, ActOffered, Choosing, ContributionPage, ItemTyped, Linked, MinutesTyped, OwnSaid, PaperRow,
    ParticipantRow, PhoneAddress, PositionTyped, PositionView, ReachedView, SaidView, SheetTyped, ThreadItemPage,
    ThreadPage, ThreadRow, WorkshopMinutesPage, WorkshopPage, WorkshopPaperPage, WorkshopPhonePage, WorkshopPosterPage,
    WorkshopRoomPage, WorkshopRow, WorkshopSheetPage, WorkshopsPage,
};
pub use workspace::{
    DeliverableView, PersonView, PromiseView, ReportView, RequestView, StageView, TaskView, WorkspacePage,
    WorkspaceRow, WorkspacesPage,
};
pub use writing::{
    AnswerVersionsPage, AsideView, CommentView, CommentsPage, DifferenceView, DifferencesPage, FrozenPage, FrozenRow,
    LetterAskView, LetterReplyPage, LetterView, LettersPage, MemberRow, NewFormLine, NewFormPage, Piece, PieceKind,
    ReplyOffered, StoryMoment, StoryPage, ThreadView, VersionView,
};

/// The part of the site a page belongs to, marked in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The home page.
    Home,
    /// The sessions.
    Session,
    /// The laureates.
    Laureates,
    /// Territories and their portraits.
    Territories,
    /// Maps of France.
    Maps,
    /// Indicators.
    Indicators,
    /// Data and method.
    Data,
    /// One's own space.
    Account,
    /// None of them.
    Elsewhere,
}

/// A map drawn in a page, with what it takes to read it.
pub struct DrawnMap {
    /// What it shows, and in which unit.
    pub title: String,
    /// The drawing.
    pub svg: String,
    /// Its classes.
    pub keys: Vec<Key>,
    /// The page that has it with the table of its communes.
    pub page: String,
}

/// An entry of the menu, or a step of the breadcrumb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub words: String,
    /// Whether it is where the reader is.
    pub current: bool,
}

/// What surrounds every page.
#[derive(Debug)]
pub struct Frame {
    /// The words of its language.
    pub w: &'static Words,
    /// Whose site it is.
    pub brand: Brand,
    /// Title of the page.
    pub title: String,
    /// A sentence for search engines.
    pub description: String,
    /// Its part of the site.
    pub section: Section,
    /// Its own address.
    pub here: String,
    /// The same page in the other language.
    pub other: String,
    /// Steps from the home page, the page itself last; none on the home page.
    pub crumbs: Vec<Entry>,
    /// Changes when styles or scripts change.
    pub version: String,
}

impl Frame {
    /// The frame of a page that stands at `links`, titled `title`, in the site of `brand` whose assets are at `version`.
    pub fn new(lang: Lang, brand: Brand, version: &str, links: &Links, section: Section, title: String) -> Self {
        let w = Words::of(lang);
        let crumbs = match section {
            Section::Home => Vec::new(),
            _ => vec![Entry { href: String::new(), words: title.clone(), current: true }],
        };
        Self {
            w,
            brand,
            description: format!("{} – {}", title, w.t("tagline")),
            title,
            section,
            here: links.path(lang),
            other: links.path(other(lang)),
            crumbs,
            version: version.to_owned(),
        }
    }

    /// The same frame with a step between the home page and this one.
    pub fn under(mut self, links: &Links, words: String) -> Self {
        self.crumbs.insert(0, Entry { href: links.path(self.w.lang()), words, current: false });
        self
    }

    fn lang(&self) -> &'static str {
        self.w.lang().code()
    }

    fn other_lang(&self) -> &'static str {
        other(self.w.lang()).code()
    }

    /// An address in the language of the page.
    pub fn to(&self, links: Links) -> String {
        links.path(self.w.lang())
    }

    fn menu(&self) -> Vec<Entry> {
        [
            (Links::Territories, "nav-territories", Section::Territories),
            (Links::Maps, "nav-maps", Section::Maps),
            (Links::Laureates, "nav-laureates", Section::Laureates),
            (Links::Sessions, "nav-sessions", Section::Session),
            (Links::Indicators, "nav-indicators", Section::Indicators),
            (Links::Data, "nav-data", Section::Data),
        ]
        .into_iter()
        .map(|(links, key, section)| Entry {
            href: self.to(links),
            words: self.w.t(key),
            current: section == self.section,
        })
        .collect()
    }

    /// The pages that the law asks for, at the foot of every page.
    fn foot(&self) -> Vec<Entry> {
        let accessibility = format!("accessibility-foot-{}", crate::accessibility::of_this_site().level().word());
        [
            (Links::News, "news-title"),
            (Links::Subscription, "share-subscribe"),
            (Links::SiteMap, "site-map-title"),
            (Links::Accessibility, accessibility.as_str()),
            (Links::LegalNotice, "legal-notice-title"),
            (Links::PersonalData, "personal-data-title"),
        ]
        .into_iter()
        .map(|(links, key)| {
            let href = self.to(links);
            Entry { current: href == self.here, href, words: self.w.t(key) }
        })
        .collect()
    }

    /// Attributes of a search field that suggests what the site has as one types, when the script is there.
    fn suggest(&self) -> String {
        self.suggesting("")
    }

    /// The same for a field that is for territories only.
    fn suggest_territories(&self) -> String {
        self.suggesting("&amp;kind=territory")
    }

    fn suggesting(&self, only: &str) -> String {
        let attribute = |name: &str, words: String| format!(r#" data-mq-{name}="{}""#, crate::chart::escape(&words));
        let mut attributes =
            format!(r#"data-mq-suggest="/api/v1/search?limit=8&amp;each=5&amp;lang={}{only}""#, self.lang());
        for (name, key) in
            [("list-label", "search-list"), ("none", "search-none"), ("one", "search-one"), ("many", "search-many")]
        {
            attributes.push_str(&attribute(name, self.w.t(key)));
        }
        attributes
    }
}

fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Fr => Lang::En,
        Lang::En => Lang::Fr,
    }
}

/// What a family awaits, as HTML that says which names are French.
fn awaits_marked(words: &Words, family: &territory::Family) -> Vec<String> {
    let sentences = awaits(words, family);
    let names = family.awaited.iter().map(|awaited| awaited.dataset.as_str());
    sentences.iter().zip(names).map(|(sentence, name)| french::marked(words, sentence, [name])).collect()
}

/// The letters of quality and their words.
pub(crate) fn grades(words: &Words) -> Vec<(&'static str, String)> {
    [Grade::A, Grade::B, Grade::C, Grade::D]
        .map(|grade| (grade.letter(), words.t(&format!("grade-{}", grade.letter()))))
        .to_vec()
}

/// What a family awaits, one sentence a dataset.
pub(crate) fn awaits(words: &Words, family: &territory::Family) -> Vec<String> {
    family
        .awaited
        .iter()
        .map(|awaited| {
            let values = [
                ("dataset", awaited.dataset.clone()),
                ("producer", awaited.producer.clone()),
                ("brings", awaited.brings.get(words.lang()).to_owned()),
            ];
            words.with("portrait-awaits-brings", &values)
        })
        .collect()
}
