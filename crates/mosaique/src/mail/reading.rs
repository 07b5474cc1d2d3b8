//! Reading back the mails that this program wrote in a folder, for the demonstration. Not a reader of any mail: it knows
//! the forms that `message` writes, and shows the rest as it is.

use press::page::MailView;

/// What a mail says: its headers, its plain text, and the addresses of this site in it.
pub fn read(mail: &[u8]) -> MailView {
    let mail = String::from_utf8_lossy(mail);
    let (head, body) = mail.split_once("\r\n\r\n").unwrap_or((&mail, ""));
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let header = |name: &str| {
        let value = head.split("\r\n").find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        });
        words(&value.unwrap_or_default())
    };
    let kind = header("content-type");
    let boundary = kind.split("boundary=").nth(1).map(|rest| rest.trim_matches(['"', ';', ' ']).to_owned());
    let text = match boundary {
        Some(boundary) => {
            let mark = format!("--{boundary}");
            let parts = body.split(&mark);
            let plain =
                parts.filter_map(|part| part.split_once("\r\n\r\n")).find(|(head, _)| head.contains("text/plain"));
            plain.map_or_else(String::new, |(_, text)| quoted_printable(text, false))
        }
        None => quoted_printable(body, false),
    };
    let text = text.replace("\r\n", "\n").trim_end().to_owned();
    MailView {
        to: header("to"),
        from: header("from"),
        date: header("date"),
        subject: header("subject"),
        links: links(&text),
        text,
    }
}

/// The paths of the addresses in a text that are those of a subscription or of a page: what follows the host.
fn links(text: &str) -> Vec<String> {
    let addresses = text.split_whitespace().filter(|word| word.starts_with("http://") || word.starts_with("https://"));
    let path = |address: &str| {
        let (_, rest) = address.split_once("://")?;
        let at = rest.find('/')?;
        (!rest[at..].starts_with("//")).then(|| rest[at..].to_owned())
    };
    let mut found: Vec<String> = addresses.filter_map(path).collect();
    found.dedup();
    found
}

/// A header with its encoded words (RFC 2047) decoded.
fn words(value: &str) -> String {
    let (mut decoded, mut rest, mut after_word) = (String::new(), value, false);
    while let Some((before, after)) = rest.split_once("=?") {
        let word = encoded_word(after);
        // Blanks between two encoded words are not part of the text.
        if !(after_word && word.is_some() && before.trim().is_empty()) {
            decoded.push_str(before);
        }
        after_word = word.is_some();
        let (text, tail) = word.unwrap_or_else(|| ("=?".to_owned(), after));
        decoded.push_str(&text);
        rest = tail;
    }
    decoded + rest
}

/// An encoded word without its first two characters, decoded, and what follows it.
fn encoded_word(text: &str) -> Option<(String, &str)> {
    let mut fields = text.splitn(4, '?');
    let (charset, coding, text, tail) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let tail = tail.strip_prefix('=')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    match coding {
        "b" | "B" => Some((base64(text), tail)),
        "q" | "Q" => Some((quoted_printable(text, true), tail)),
        _ => None,
    }
}

/// Quoted-printable (RFC 2045); in a header an underscore is a space.
fn quoted_printable(text: &str, header: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let source = text.as_bytes();
    let mut at = 0;
    while at < source.len() {
        let digit = |offset: usize| source.get(at + offset).and_then(|byte| char::from(*byte).to_digit(16));
        match source[at] {
            b'=' if source[at..].starts_with(b"=\r\n") => at += 2,
            b'=' => match (digit(1), digit(2)) {
                (Some(high), Some(low)) => {
                    bytes.push((high * 16 + low) as u8);
                    at += 2;
                }
                _ => bytes.push(b'='),
            },
            b'_' if header => bytes.push(b' '),
            byte => bytes.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn base64(text: &str) -> String {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'a'..=b'z' => Some(u32::from(byte - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for six in text.bytes().filter_map(value) {
        bits = bits << 6 | six;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::message::compose;
    use crate::mail::tests::due;
    use proptest::prelude::*;
    use store::Due;

    #[test]
    fn links_of_the_site_are_given_as_paths() {
        let text =
            "Lire : https://mosaique.example/fr/actualites\nhttp://localhost:1/s/fh ftp://x/y https://mosaique.example";
        assert_eq!(links(text), ["/fr/actualites", "/s/fh"]);
    }

    proptest! {
        #[test]
        fn what_is_composed_is_read_back(
            subject in "([a-zA-Z0-9é’«»:,.?=_-]{1,14} ){0,8}[a-zé]",
            text in "[ -~éà\u{202f}\n]{0,300}",
        ) {
            let mail = Due { subject: subject.clone(), text: text.clone(), ..due() };
            let bytes = compose(&mail, &"Mosaïque <a@b.fr>".parse().unwrap(), "a.example").unwrap().formatted();
            let found = read(&bytes);
            prop_assert_eq!(found.text, text.trim_end());
            prop_assert_eq!(found.subject, subject);
        }

        #[test]
        fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn no_header_breaks_the_reader(text in "(Subject: |Content-Type: multipart; boundary=)?(=\\?)?[ -~]{0,60}(\\?=)?\\r\\n\\r\\n.{0,20}") {
            let _ = read(text.as_bytes());
        }
    }
}
