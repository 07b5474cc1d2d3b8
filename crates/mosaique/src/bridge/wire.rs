//! What the interface answers, as JSON.

use programme::bridge::Held;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub struct Answer {
    pub demarche: Demarche,
}

#[derive(Deserialize)]
pub struct Demarche {
    pub dossiers: Connection,
}

/// A page. Each dossier is read by itself: one that cannot be does not hide the others.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    pub page_info: PageInfo,
    #[serde(default)]
    pub nodes: Option<Vec<Value>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    pub id: String,
    pub number: u64,
    pub state: programme::bridge::State,
    pub date_depot: String,
    pub date_derniere_modification_champs: String,
    pub usager: Profile,
    pub demandeur: Demandeur,
    pub champs: Vec<Champ>,
}

#[derive(Deserialize)]
pub struct Profile {
    #[serde(default)]
    pub id: String,
    pub email: String,
}

#[derive(Deserialize)]
pub struct Demandeur {
    pub prenom: Option<String>,
    pub nom: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Champ {
    #[serde(rename = "__typename")]
    pub sort: String,
    pub champ_descriptor_id: String,
    pub text: Option<String>,
    pub checked: Option<bool>,
    pub yes: Option<bool>,
    /// A whole number of any size is a text there.
    pub whole: Option<Value>,
    pub decimal: Option<serde_json::Number>,
    pub date: Option<String>,
    pub values: Option<Vec<String>>,
    pub epci: Option<Code>,
    pub commune: Option<Code>,
    pub etablissement: Option<Establishment>,
    pub files: Option<Vec<File>>,
    pub rows: Option<Vec<Row>>,
}

#[derive(Deserialize)]
pub struct Code {
    pub code: String,
}

#[derive(Deserialize)]
pub struct Establishment {
    pub siret: String,
}

#[derive(Deserialize)]
pub struct Row {
    pub champs: Vec<Champ>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    pub filename: String,
    pub url: String,
    pub byte_size_big_int: Value,
    pub virus_scan_result: String,
}

/// The dossier of a page of annotations.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Noted {
    pub number: u64,
    pub groupe_instructeur: Group,
    pub annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
pub struct Group {
    pub instructeurs: Vec<Profile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Annotation {
    pub id: String,
    pub champ_descriptor_id: String,
    pub text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Written {
    pub dossier_modifier_annotations: Option<Payload>,
}

#[derive(Deserialize)]
pub struct Payload {
    pub errors: Option<Vec<Told>>,
}

#[derive(Deserialize)]
pub struct Told {
    pub message: String,
}

impl Champ {
    /// What it holds.
    pub fn held(&self) -> Held {
        let text = |text: Option<String>| text.map_or(Held::Nothing, Held::Text);
        match self.sort.as_str() {
            "TextChamp" | "DropDownListChamp" => text(self.text.clone()),
            "CheckboxChamp" => self.checked.map_or(Held::Nothing, Held::Yes),
            "YesNoChamp" => self.yes.map_or(Held::Nothing, Held::Yes),
            "IntegerNumberChamp" => text(self.whole.as_ref().and_then(number)),
            "DecimalNumberChamp" => text(self.decimal.as_ref().map(ToString::to_string)),
            "DateChamp" => text(self.date.clone()),
            "MultipleDropDownListChamp" => self.values.clone().map_or(Held::Nothing, Held::Choices),
            "EpciChamp" => self.epci.as_ref().map_or(Held::Nothing, |epci| Held::Epci(epci.code.clone())),
            "CommuneChamp" => {
                self.commune.as_ref().map_or(Held::Nothing, |commune| Held::Commune(commune.code.clone()))
            }
            "SiretChamp" => text(self.etablissement.as_ref().map(|one| one.siret.clone())),
            "PieceJustificativeChamp" => match self.files.as_ref().map_or(0, Vec::len) {
                0 => Held::Nothing,
                files => Held::Files(files),
            },
            "RepetitionChamp" => {
                let rows = self.rows.iter().flatten().flat_map(|row| &row.champs);
                Held::Rows(rows.map(Champ::held).collect())
            }
            "ExplicationChamp" | "HeaderSectionChamp" => Held::Nothing,
            other => Held::Other(other.to_owned()),
        }
    }
}

/// A whole number as it is written, whether it was sent as a text or as a number.
pub fn number(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
