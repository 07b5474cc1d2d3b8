//! What a form of a section holds, read as answers: fields `v.QUESTION` and their kin, documents, and the versions that
//! were before the eyes of who answers.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::Multipart;
use bytes::Bytes;
use facts::Siren;
use press::Words;
use programme::Slug;
use programme::digest::Digest;
use programme::form::{File, FileType, Value};
use programme::session::{Answer, Form, Question};

use super::Undone;
use crate::instance::Instance;
use crate::web::State;
use crate::web::error::Failure;

/// Most fields and documents in one form.
const MOST_FIELDS: usize = 2_000;

/// A document that was sent.
pub struct Sent {
    /// Its name on the device it comes from.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What was sent.
#[derive(Default)]
pub struct Given {
    fields: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Sent>,
}

impl Given {
    /// Reads the body of a form.
    pub async fn read(mut body: Multipart) -> Result<Self, Failure> {
        let refused = |error: axum::extract::multipart::MultipartError| Failure::Form(error.status());
        let mut given = Self::default();
        let mut count = 0;
        while let Some(field) = body.next_field().await.map_err(refused)? {
            count += 1;
            if count > MOST_FIELDS {
                return Err(Failure::Form(axum::http::StatusCode::PAYLOAD_TOO_LARGE));
            }
            let Some(name) = field.name().map(str::to_owned) else { continue };
            match field.file_name().map(str::to_owned) {
                Some(file) => {
                    let bytes = field.bytes().await.map_err(refused)?;
                    // A field of documents that was left empty.
                    if !bytes.is_empty() {
                        given.files.insert(name, Sent { name: plain_name(&file), bytes });
                    }
                }
                None => given.fields.entry(name).or_default().push(field.text().await.map_err(refused)?),
            }
        }
        Ok(given)
    }

    fn texts(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// A field that stands once, without spaces around it; empty when it is not there.
    pub fn one(&self, name: &str) -> &str {
        self.texts(name).first().map_or("", |text| text.trim())
    }

    /// The fields that stand once, as they were typed.
    pub fn kept(&self) -> BTreeMap<String, String> {
        self.fields.iter().filter_map(|(name, texts)| Some((name.clone(), texts.first()?.clone()))).collect()
    }

    /// A document.
    pub fn file(&self, name: &str) -> Option<&Sent> {
        self.files.get(name)
    }

    /// The version of an answer that was before the eyes of who answers; nothing when the form did not ask it.
    pub fn base(&self, question: &Slug) -> Option<u64> {
        self.texts(&format!("base.{question}")).first()?.parse().ok()
    }

    /// What was typed, as it was.
    pub fn typed(&self, question: &Slug) -> Option<String> {
        self.texts(&format!("v.{question}")).first().cloned()
    }

    /// Of whom a letter is asked.
    pub fn asked_of(&self, question: &Slug) -> Option<String> {
        let text = self.texts(&format!("a.{question}")).first()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A letter that was received.
    pub fn letter(&self, letter: &str) -> Option<&Sent> {
        self.files.get(&format!("l.{letter}"))
    }

    /// A document enclosed.
    pub fn enclosed(&self, question: &Slug) -> Option<&Sent> {
        self.files.get(&format!("u.{question}"))
    }

    /// Documents taken away, by their digests.
    pub fn removed(&self, question: &Slug) -> &[String] {
        self.texts(&format!("r.{question}"))
    }

    /// The answer to a question that is typed or ticked; nothing when it is empty. Documents and letters are read apart.
    pub fn value(&self, question: &Question, instance: &Instance) -> Result<Option<Value>, String> {
        let typed = self.texts(&format!("v.{}", question.id));
        let first = || typed.iter().find(|text| !text.trim().is_empty());
        let slug = |text: &String| text.parse::<Slug>().ok();
        let value = match &question.answer {
            Answer::Words { .. } => {
                let other = self.texts(&format!("o.{}", question.id)).first().map(|text| text.trim().to_owned());
                let items: BTreeSet<Slug> = typed.iter().filter_map(slug).collect();
                Some(Value::Words { items, other: other.filter(|text| !text.is_empty()) })
            }
            Answer::Criteria { .. } => {
                let prefix = format!("c.{}.", question.id);
                let of = |(name, texts): (&String, &Vec<String>)| {
                    let criterion: Slug = name.strip_prefix(&prefix)?.parse().ok()?;
                    let text = lines(texts.first()?);
                    (!text.is_empty()).then_some((criterion, text))
                };
                Some(Value::Criteria { texts: self.fields.iter().filter_map(of).collect() })
            }
            Answer::Choice { .. } => first().and_then(slug).map(|option| Value::Choice { option }),
            Answer::YesNo => first().map(|text| Value::YesNo { yes: text == "yes" }),
            Answer::Perimeter => first().map(|text| perimeter(text, instance)).transpose()?,
            Answer::Enclosure { .. } | Answer::Letter { .. } | Answer::Signature => None,
            _ => first().map(|text| Value::text(lines(text))),
        };
        Ok(value.filter(|value| !value.is_empty()))
    }
}

/// The lines of a text as one writes them: a browser sends CR LF.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The last part of a name, without what no name has.
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if plain.trim().is_empty() { "document".to_owned() } else { plain }
}

/// The communes of territories written one a line. What names none is told.
fn perimeter(text: &str, instance: &Instance) -> Result<Value, String> {
    let map = instance.atlas().map();
    let (mut epcis, mut communes, mut unknown) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for line in text.lines().flat_map(|line| line.split([',', ';'])).map(str::trim).filter(|line| !line.is_empty()) {
        match instance.resolve(line) {
            Ok(found) => {
                epcis.extend(found.code.as_deref().and_then(|code| code.parse::<Siren>().ok()));
                communes.extend(found.communes().iter().map(|commune| map.at(*commune).code));
            }
            Err(_) => unknown.push(line.chars().take(80).collect::<String>()),
        }
    }
    match unknown.first() {
        Some(first) => Err(first.clone()),
        None => Ok(Value::Perimeter { map: map.as_of, epcis, communes }),
    }
}

/// A perimeter as it is written again: its EPCI, then the communes that are in none of them.
pub fn perimeter_text(value: &Value, instance: &Instance) -> String {
    let Value::Perimeter { epcis, communes, .. } = value else { return String::new() };
    let map = instance.atlas().map();
    let mut lines: Vec<String> = epcis.iter().map(ToString::to_string).collect();
    let of_epcis: BTreeSet<_> = epcis
        .iter()
        .filter_map(|epci| instance.resolve(&epci.to_string()).ok())
        .flat_map(|found| found.communes().iter().map(|commune| map.at(*commune).code).collect::<Vec<_>>())
        .collect();
    lines.extend(communes.iter().filter(|code| !of_epcis.contains(code)).map(ToString::to_string));
    lines.join("\n")
}

/// The type that the bytes of a document show, whatever its name says.
pub fn type_of(sent: &Sent) -> Option<FileType> {
    let bytes: &[u8] = &sent.bytes;
    let has = |part: &[u8]| bytes.windows(part.len()).take(4_096).any(|window| window == part);
    let anywhere = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    if bytes.starts_with(b"%PDF-") {
        return Some(FileType::Pdf);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(FileType::Png);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some(FileType::Jpeg);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        // OpenDocument writes its type first, uncompressed; Office Open XML has parts of known names.
        return match () {
            () if has(b"application/vnd.oasis.opendocument.text") => Some(FileType::Odt),
            () if has(b"application/vnd.oasis.opendocument.spreadsheet") => Some(FileType::Ods),
            () if anywhere(b"word/document.xml") => Some(FileType::Docx),
            () if anywhere(b"xl/workbook.xml") => Some(FileType::Xlsx),
            () => None,
        };
    }
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    if let Ok(json) = serde_json::from_str::<serde_json::Value>(text) {
        let known = ["Feature", "FeatureCollection", "GeometryCollection", "Polygon", "MultiPolygon", "Point"];
        return json["type"].as_str().filter(|kind| known.contains(kind)).map(|_| FileType::Geojson);
    }
    let is_markup = text.trim_start().starts_with('<');
    (!is_markup && (text.contains(',') || text.contains(';') || text.contains('\t'))).then_some(FileType::Csv)
}

/// Keeps a document that weighs so many megabytes at most and is of one of these types: looked at before, then put on the
/// shelf under its digest.
pub async fn keep(
    state: &State,
    words: &Words,
    sent: &Sent,
    (megabytes, types): (u64, &[FileType]),
    now: &str,
) -> Result<File, Undone> {
    if sent.bytes.len() as u64 > megabytes * 1_000_000 {
        return Err(Undone::Wrong(vec![words.t1("error-file-too-big", "size", megabytes.to_string())]));
    }
    let Some(file_type) = type_of(sent).filter(|found| types.is_empty() || types.contains(found)) else {
        return Err(Undone::Wrong(vec![words.t1("error-file-type", "name", sent.name.clone())]));
    };
    let shelf = state.0.share.shelf.as_ref().ok_or(Failure::NotFound)?;
    let attachments = state.0.store.attachments(shelf);
    let kept = attachments.add(sent.bytes.clone(), file_type.media(), &sent.name, now).await;
    let kept = kept.map_err(Failure::internal)?;
    file(sent, &kept.sha256, file_type)
}

/// What is known of a document that is kept under a digest.
fn file(sent: &Sent, digest: &str, file_type: FileType) -> Result<File, Undone> {
    let digest = Digest::try_from(digest.to_owned()).map_err(|error| Undone::Failed(Failure::internal(error)))?;
    Ok(File { digest, name: sent.name.clone(), file_type, bytes: sent.bytes.len() as u64 })
}

/// The questions of a section that are asked.
pub fn questions<'f>(form: &'f Form, section: &Slug, asked: &BTreeSet<Slug>) -> Vec<&'f Question> {
    let section = form.sections.iter().find(|found| found.id == *section);
    section.map(|section| section.questions.iter().filter(|q| asked.contains(&q.id)).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::extract::FromRequest as _;
    use proptest::prelude::*;

    use super::*;

    fn sent(bytes: &[u8]) -> Sent {
        Sent { name: "x".into(), bytes: Bytes::copy_from_slice(bytes) }
    }

    #[test]
    fn the_type_of_a_document_is_what_its_bytes_show() {
        assert_eq!(type_of(&sent(b"%PDF-1.7\n")), Some(FileType::Pdf));
        assert_eq!(
            type_of(&sent(b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text")),
            Some(FileType::Odt)
        );
        assert_eq!(type_of(&sent(b"code,name\n16015,Angoul\xc3\xaame\n")), Some(FileType::Csv));
        assert_eq!(type_of(&sent(br#"{"type":"FeatureCollection","features":[]}"#)), Some(FileType::Geojson));
        for other in [&b"MZ\x90\0"[..], b"<html><script>,</script>", b"PK\x03\x04evil", br#"{"a":1}"#, b"\xff\xfe\x00"]
        {
            assert_eq!(type_of(&sent(other)), None);
        }
        assert_eq!(plain_name("C:\\doc\\..\\plan\u{0}.pdf"), "plan.pdf");
        assert_eq!(plain_name("../../"), "document");
    }

    /// A body as the server hands it over.
    fn body(boundary: &str, bytes: Vec<u8>) -> Option<Multipart> {
        let kind = format!("multipart/form-data; boundary={boundary}");
        let request = axum::http::Request::post("/").header("content-type", kind);
        let request = request.body(axum::body::Body::from(bytes)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(Multipart::from_request(request, &())).ok()
    }

    proptest! {
        /// Bodies made of the pieces that a body has, in any order, whole or cut, with any bytes between.
        #[test]
        fn no_body_of_a_form_breaks_its_reader(
            pieces in proptest::collection::vec((0usize..12, ".{0,12}", proptest::collection::vec(any::<u8>(), 0..12)), 0..24),
            cut in 0usize..2_000,
        ) {
            let form = &super::super::tests::OPEN.session().application.form;
            let questions: Vec<&Question> = form.questions().collect();
            let mut bytes = Vec::new();
            for (rank, (piece, text, raw)) in pieces.iter().enumerate() {
                let id = &questions[(piece * 7 + rank) % questions.len()].id;
                match piece {
                    0..=2 => bytes.extend(b"--limite\r\n"),
                    3 => bytes.extend(b"--limite--\r\n"),
                    4 => bytes.extend(format!("Content-Disposition: form-data; name=\"v.{id}\"\r\n\r\n").into_bytes()),
                    5 => bytes.extend(format!("Content-Disposition: form-data; name=\"base.{id}\"\r\n\r\n{rank}").into_bytes()),
                    6 => bytes.extend(
                        format!("Content-Disposition: form-data; name=\"u.{id}\"; filename=\"{text}\"\r\n\r\n").into_bytes(),
                    ),
                    7 => bytes.extend(format!("Content-Disposition: form-data; name=\"c.{id}.{text}\"\r\n\r\n").into_bytes()),
                    8 => bytes.extend(b"\r\n"),
                    9 => bytes.extend(text.as_bytes()),
                    10 => bytes.extend(raw),
                    _ => bytes.extend(b"\r\n--limite\r\nContent-Disposition: form-data\r\n\r\n"),
                }
            }
            bytes.truncate(cut.max(1));
            let Some(body) = body("limite", bytes) else { return Ok(()) };
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let Ok(given) = runtime.block_on(Given::read(body)) else { return Ok(()) };
            for question in questions {
                let _ = (given.base(&question.id), given.typed(&question.id), given.removed(&question.id));
                let _ = given.value(question, *super::super::tests::OPEN);
                if let Some(sent) = given.enclosed(&question.id) {
                    let _ = type_of(sent);
                    prop_assert!(!sent.name.contains(['/', '\\']) && sent.name.chars().count() <= 200);
                }
            }
        }
    }
}
