//! A mail as it is sent (RFC 5322), from the row of the outbox. Nothing is random: the same row is the same bytes.

use std::time::{Duration, SystemTime};

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use store::Due;

use crate::clock;

/// The mail of a row, in the name of `from`, for the site of `host`.
///
/// # Errors
/// When an address is none.
pub(super) fn compose(due: &Due, from: &Mailbox, host: &str) -> Result<Message, anyhow::Error> {
    let written = Duration::from_secs(clock::seconds(&due.created_at).unsigned_abs());
    let mut builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, due.to.as_str().parse()?))
        .subject(due.subject.as_str())
        .date(SystemTime::UNIX_EPOCH + written)
        .message_id(Some(format!("<{}@{host}>", due.id)))
        // RFC 3834: a program that answers mails by itself does not answer this one.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", due.lang.code()));
    if let Some(unsubscribe) = &due.unsubscribe {
        // RFC 2369 and RFC 8058: one click in the reader's program ends the subscription.
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{unsubscribe}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
            .raw_header(header("List-Id", &format!("<news.{host}>")));
    }
    let part = |kind: ContentType, body: &str| {
        let part = SinglePart::builder().content_type(kind).header(ContentTransferEncoding::QuotedPrintable);
        part.body(body.to_owned())
    };
    let parts = MultiPart::alternative()
        .boundary(format!("part-{}", due.id))
        .singlepart(part(ContentType::TEXT_PLAIN, &due.text))
        .singlepart(part(ContentType::TEXT_HTML, &due.html));
    Ok(builder.multipart(parts)?)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::read;
    use crate::mail::tests::due;

    fn compose_text(due: &Due, from: &str) -> String {
        let message = compose(due, &from.parse().unwrap(), "mosaique.example").unwrap();
        String::from_utf8(message.formatted()).unwrap()
    }

    fn headers(mail: &str) -> Vec<String> {
        let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        head.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_mail_of_a_subscription_ends_it_in_one_click_as_rfc_8058_says() {
        let address = "https://mosaique.example/fr/abonnement/fin/0123456789abcdef0123456789abcdef";
        let mail =
            compose_text(&Due { unsubscribe: Some(address.into()), ..due() }, "Mosaïque <news@mosaique.example>");
        let headers = headers(&mail);
        let id = format!("Message-ID: <{}@mosaique.example>", due().id);
        for header in [
            format!("List-Unsubscribe: <{address}>"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned(),
            "List-Id: <news.mosaique.example>".to_owned(),
            "Auto-Submitted: auto-generated".to_owned(),
            "Content-Language: fr".to_owned(),
            "To: camille@exemple.fr".to_owned(),
            "Date: Wed, 01 Jul 2026 10:00:00 +0000".to_owned(),
            id,
        ] {
            assert!(headers.contains(&header), "{header}\n{headers:#?}");
        }
        let other = compose_text(&due(), "news@mosaique.example");
        assert!(!other.contains("List-"), "a mail that comes of no subscription ends none");
    }

    #[test]
    fn the_same_row_is_the_same_bytes_and_is_read_back() {
        let (first, second) = (compose_text(&due(), "Mosaïque <a@b.fr>"), compose_text(&due(), "Mosaïque <a@b.fr>"));
        assert_eq!(first, second);
        let mail = read(first.as_bytes());
        assert_eq!((mail.subject.as_str(), mail.to.as_str()), ("Une nouveauté : été", "camille@exemple.fr"));
        assert_eq!(mail.text.trim_end(), due().text.trim_end());
        assert!(first.lines().all(|line| line.len() <= 998 && line.is_ascii()));
    }

    #[test]
    fn words_of_others_cannot_forge_a_header() {
        let hostile = "Bonjour\r\nBcc: victime@exemple.fr\r\n\r\n<script>";
        let mail = compose_text(&Due { subject: hostile.into(), ..due() }, "a@b.fr");
        let headers = headers(&mail);
        assert!(!headers.iter().any(|header| header.to_ascii_lowercase().starts_with("bcc")), "{headers:#?}");
        let unsubscribe = Some("https://a.example/>\r\nBcc: victime@exemple.fr".to_owned());
        let mail = compose_text(&Due { unsubscribe, ..due() }, "a@b.fr");
        assert!(!mail.lines().any(|line| line.to_ascii_lowercase().starts_with("bcc")), "{mail}");
    }
}
