//! Entering, one's own space, the people of a session.

use askama::Template;
use programme::role::Role;

use super::{Frame, Section, WaysView};
use crate::links::{Brand, Links};
use crate::words::Words;

/// The form by which one asks for a link to enter.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub struct SignInPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The address given.
    pub address: String,
    /// Where one wanted to go; empty for one's own space.
    pub next: String,
    /// What is wrong with the form.
    pub errors: Vec<String>,
    /// The provider of identities by which one may enter: its name, and where one goes.
    pub provider: Option<(String, String)>,
    /// Whether one may enter with a passkey.
    pub passkeys: bool,
}

/// A role, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartView {
    /// Stable word of the role.
    pub role: &'static str,
    /// Its words.
    pub role_words: String,
    /// The session, in words, and its address.
    pub session: (String, String),
    /// Where it holds.
    pub areas: String,
    /// Where the people of the session are looked after, for who may.
    pub team: Option<String>,
    /// Where its call is piloted, for who may.
    pub call: Option<String>,
    /// Where one lists oneself in the directory of the network, for who may.
    pub listing: Option<String>,
}

/// A way in, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginView {
    /// By which it is ended.
    pub id: String,
    /// The device.
    pub device: String,
    /// By which way.
    pub how: String,
    /// Since when.
    pub since: String,
    /// When it was last used.
    pub seen: String,
    /// Whether it is the one that is used.
    pub current: bool,
}

/// One's own space.
#[derive(Template)]
#[template(path = "account.html")]
pub struct AccountPage {
    /// What surrounds the page.
    pub f: Frame,
    /// Whose it is.
    pub address: String,
    /// How they are called.
    pub name: String,
    /// Whether mails are in French.
    pub french: bool,
    /// Whether it was just saved.
    pub saved: bool,
    /// Their roles.
    pub parts: Vec<PartView>,
    /// The workspaces of laureates in which one works: address and name.
    pub workspaces: Vec<(String, String)>,
    /// The dossiers of the sessions that have a call: address and session.
    pub calls: Vec<(String, String)>,
    /// Their ways in.
    pub logins: Vec<LoginView>,
    /// How they may enter.
    pub ways: WaysView,
}

/// Somebody with a role, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// Identifier of the person.
    pub id: String,
    /// How they are called, or their address.
    pub name: String,
    /// Their address.
    pub address: String,
    /// Stable word of the role.
    pub role: &'static str,
    /// Its words.
    pub role_words: String,
    /// Where it holds.
    pub areas: String,
    /// When they first came.
    pub came: String,
}

/// The people of a session, for who looks after them.
#[derive(Template)]
#[template(path = "team.html")]
pub struct TeamPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The session.
    pub session: String,
    /// Where it is shown what each role sees, when the session has a call.
    pub views: Option<String>,
    /// Where it is shown what will be erased, when it has one.
    pub retention: Option<String>,
    /// Who has which role.
    pub members: Vec<MemberView>,
    /// Roles that may be given: word, words, whether it is chosen.
    pub roles: Vec<(&'static str, String, bool)>,
    /// The address given.
    pub address: String,
    /// The areas given.
    pub areas: String,
    /// What is wrong with the form.
    pub errors: Vec<String>,
}

/// Somebody one may be in a demonstration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorView {
    /// By which they are chosen.
    pub id: &'static str,
    /// How they are called.
    pub name: String,
    /// What they do.
    pub about: String,
}

/// Who one may be in a demonstration.
#[derive(Template)]
#[template(path = "demonstration.html")]
pub struct DemonstrationPage {
    /// What surrounds the page.
    pub f: Frame,
    /// Everybody.
    pub actors: Vec<ActorView>,
    /// What the clock says.
    pub now: String,
    /// What the clock says, to the second, as the field that stops it holds it: `2027-01-15T12:00:59`.
    pub at: String,
    /// That it does not run, when it does not.
    pub still: Option<String>,
    /// The phases of the call that are to come, to which it may be set.
    pub phases: Vec<(&'static str, String)>,
    /// By how many seconds it may be set forward, in words.
    pub steps: Vec<(i64, String)>,
}

/// What a role sees and does, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleView {
    /// The role.
    pub role: String,
    /// Over which dossiers, and which rights.
    pub rights: Vec<(String, String)>,
}

/// What each role sees and does, on a day.
#[derive(Template)]
#[template(path = "views.html")]
pub struct ViewsPage {
    /// What surrounds the page.
    pub f: Frame,
    /// The day asked, as a field of dates writes it.
    pub date: String,
    /// The phase then, in a sentence.
    pub phase: String,
    /// That it is what is prepared that is shown, when it is.
    pub draft: Option<String>,
    /// The roles.
    pub roles: Vec<RoleView>,
}

/// The words of a role.
pub fn role_words(words: &Words, role: Role) -> String {
    words.t(&format!("role-{}", role.as_str()))
}
