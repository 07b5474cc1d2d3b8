//! Mails, to a real server and to a folder; servers that refuse, programs that are killed.

use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::{Arc, Mutex};

use facts::Lang;
use mailin_embedded::{Handler, Response, Server as SmtpServer, response};
use press::PublicUrl;
use store::outbox::Counts;
use store::{Due, LetterKind, Outgoing, Place, Store};

use super::{Post, Server, Way, read, sender};
use crate::clock;
use crate::jobs::outbox::{MOST_ATTEMPTS, Tally, deliver, wait};

const NOW: &str = "2026-07-01T10:00:00Z";

/// A mail as it is taken from the outbox.
pub fn due() -> Due {
    Due {
        id: "0123456789abcdef0123456789abcdef".into(),
        kind: LetterKind::Digest,
        to: "camille@exemple.fr".parse().unwrap(),
        lang: Lang::Fr,
        subject: "Une nouveauté : été".into(),
        text: "Bonjour,\n\n.\nUne ligne qui commence par un point, une autre très longue : é".to_owned()
            + &"a b".repeat(60),
        html: "<p>Bonjour</p>".into(),
        unsubscribe: None,
        created_at: NOW.into(),
        attempts: 1,
    }
}

fn outgoing(key: &str) -> Outgoing {
    let Due { kind, to, lang, subject, text, html, .. } = due();
    Outgoing { key: key.into(), kind, to, lang, subject, text, html, unsubscribe: Some("https://a.example/x".into()) }
}

/// To whom, and the mail.
type Received = (Vec<String>, String);

/// A server of mails: what it received, and what it answers to the next ones.
#[derive(Clone, Default)]
struct Mailman {
    received: Arc<Mutex<Vec<Received>>>,
    answers: Arc<Mutex<Vec<Response>>>,
    data: Vec<u8>,
    to: Vec<String>,
}

impl Handler for Mailman {
    fn mail(&mut self, _: IpAddr, _: &str, _: &str) -> Response {
        self.data.clear();
        self.to.clear();
        response::OK
    }

    fn rcpt(&mut self, to: &str) -> Response {
        self.to.push(to.to_owned());
        self.answers.lock().unwrap().pop().unwrap_or(response::OK)
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.data.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let mail = (self.to.clone(), String::from_utf8_lossy(&self.data).into_owned());
        self.received.lock().unwrap().push(mail);
        response::OK
    }
}

impl Mailman {
    /// A server on a port of this machine that nobody else uses.
    fn serve(&self) -> u16 {
        #[expect(clippy::disallowed_methods, reason = "a test is its own mail server")]
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let mut server = SmtpServer::new(self.clone());
        server.with_tcp_listener(listener);
        std::thread::spawn(move || drop(server.serve()));
        port
    }

    fn answer(&self, answers: &[Response]) {
        *self.answers.lock().unwrap() = answers.iter().rev().cloned().collect();
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

fn url() -> PublicUrl {
    "https://mosaique.example".parse().unwrap()
}

fn post(port: u16) -> Post {
    let server = Server::read(&format!("smtp://127.0.0.1:{port}?tls=none")).unwrap();
    let from = sender(Some("Mosaïque <news@mosaique.example>"), &url(), true).unwrap();
    Post::new(Way::Server(server), from, url())
}

async fn store() -> Store {
    Store::open(&Place::Memory, NOW).await.unwrap()
}

async fn deliver_at(store: &Store, post: &Post, now: &str) -> Tally {
    deliver(store, post, || now.to_owned(), || false).await.unwrap()
}

#[tokio::test]
async fn a_mail_of_the_outbox_reaches_a_server_once_with_the_headers_that_end_a_subscription() {
    let (mailman, store) = (Mailman::default(), store().await);
    let post = post(mailman.serve());
    store.outbox().put(&outgoing("a"), NOW).await.unwrap();
    assert_eq!(deliver_at(&store, &post, NOW).await, Tally { sent: 1, ..Tally::default() });
    assert_eq!(deliver_at(&store, &post, NOW).await, Tally::default());
    let received = mailman.received();
    assert_eq!(received.len(), 1);
    let (to, mail) = &received[0];
    assert_eq!(to, &["camille@exemple.fr"]);
    assert!(mail.contains("List-Unsubscribe: <https://a.example/x>\r\n"), "{mail}");
    assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{mail}");
    let found = read(mail.as_bytes());
    assert_eq!((found.subject, found.from), (due().subject, "Mosaïque <news@mosaique.example>".to_owned()));
    assert_eq!(found.text, due().text, "a line that is a point is not the end");
}

#[tokio::test]
async fn a_server_that_fails_is_tried_again_later_and_later() {
    let (mailman, store) = (Mailman::default(), store().await);
    let post = post(mailman.serve());
    mailman.answer(&[response::INTERNAL_ERROR, response::NO_SERVICE]);
    store.outbox().put(&outgoing("a"), NOW).await.unwrap();
    assert_eq!(deliver_at(&store, &post, NOW).await, Tally { later: 1, ..Tally::default() });
    assert_eq!(deliver_at(&store, &post, "2026-07-01T10:00:59Z").await, Tally::default(), "not before a minute");
    assert_eq!(deliver_at(&store, &post, "2026-07-01T10:01:00Z").await, Tally { later: 1, ..Tally::default() });
    assert_eq!(deliver_at(&store, &post, "2026-07-01T10:02:59Z").await, Tally::default(), "then not before two");
    assert_eq!(deliver_at(&store, &post, "2026-07-01T10:03:00Z").await, Tally { sent: 1, ..Tally::default() });
    assert_eq!(mailman.received().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_so_many_times_and_no_more() {
    let store = store().await;
    // The port of a server that has just closed.
    #[expect(clippy::disallowed_methods, reason = "a test looks for a port that nobody uses")]
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let post = post(closed);
    store.outbox().put(&outgoing("a"), NOW).await.unwrap();
    let mut now = NOW.to_owned();
    for attempt in 1..MOST_ATTEMPTS {
        assert_eq!(deliver_at(&store, &post, &now).await, Tally { later: 1, ..Tally::default() }, "{attempt}");
        now = clock::after(&now, wait(attempt));
    }
    assert_eq!(deliver_at(&store, &post, &now).await, Tally { refused: 1, ..Tally::default() });
    assert_eq!(store.outbox().counts().await.unwrap(), Counts { refused: 1, ..Counts::default() });
}

#[tokio::test]
async fn a_mailbox_that_does_not_exist_is_given_up_at_once_and_does_not_hold_up_the_others() {
    let (mailman, store) = (Mailman::default(), store().await);
    let post = post(mailman.serve());
    mailman.answer(&[response::NO_MAILBOX]);
    for key in ["a", "b"] {
        store.outbox().put(&outgoing(key), NOW).await.unwrap();
    }
    assert_eq!(deliver_at(&store, &post, NOW).await, Tally { sent: 1, refused: 1, later: 0 });
}

#[tokio::test]
async fn a_program_killed_between_sending_and_noting_sends_again_under_the_same_name() {
    let (mailman, store) = (Mailman::default(), store().await);
    let post = post(mailman.serve());
    store.outbox().put(&outgoing("a"), NOW).await.unwrap();
    // The first program takes, sends, and is killed before it notes it.
    let taken = store.outbox().take(NOW, "2026-07-01T10:05:00Z").await.unwrap().unwrap();
    post.send(&taken).await.unwrap();
    // The second finds it held, then free.
    assert_eq!(deliver_at(&store, &post, "2026-07-01T10:04:59Z").await, Tally::default());
    assert_eq!(deliver_at(&store, &post, "2026-07-01T10:05:00Z").await, Tally { sent: 1, ..Tally::default() });
    let received = mailman.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].1, received[1].1, "the same bytes, so the same Message-ID");
    assert!(received[0].1.contains(&format!("Message-ID: <{}@mosaique.example>\r\n", taken.id)));
}

#[tokio::test]
async fn a_program_asked_to_stop_finishes_the_mail_under_way_and_begins_no_other() {
    let (mailman, store) = (Mailman::default(), store().await);
    let post = post(mailman.serve());
    for key in ["a", "b"] {
        store.outbox().put(&outgoing(key), NOW).await.unwrap();
    }
    let stopped = || !mailman.received().is_empty();
    let tally = deliver(&store, &post, || NOW.to_owned(), stopped).await.unwrap();
    assert_eq!((tally.sent, store.outbox().counts().await.unwrap().waiting), (1, 1));
}

#[tokio::test]
async fn without_a_server_mails_are_files_of_a_folder_and_the_same_mail_is_the_same_file() {
    let (folder, store) = (tempfile::tempdir().unwrap(), store().await);
    let way = Way::Folder(folder.path().join("mail"));
    let post = Post::new(way, sender(None, &url(), false).unwrap(), url());
    store.outbox().put(&outgoing("a"), NOW).await.unwrap();
    assert_eq!(deliver_at(&store, &post, NOW).await.sent, 1);
    post.send(&due()).await.unwrap();
    post.send(&due()).await.unwrap();
    let (mails, more) = crate::files::last_of_folder(&folder.path().join("mail"), ".eml", 5).unwrap();
    assert_eq!((mails.len(), more), (2, 0));
    assert!(mails.iter().all(|mail| read(mail).to == "camille@exemple.fr"));
}
