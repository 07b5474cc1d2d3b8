//! A server that speaks the schema of Démarche numérique, for tests: every question is checked against the schema and executed
//! by a GraphQL engine over made-up dossiers. It can be slow to be asked, refuse a token, break one dossier, and remembers what
//! is written in annotations.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use apollo_compiler::resolvers::{Execution, FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};

pub const SDL: &str = include_str!("schema.graphql");
pub const TOKEN: &str = "jeton-d-essai";

pub static SCHEMA: LazyLock<Valid<Schema>> =
    LazyLock::new(|| Schema::parse_and_validate(SDL, "schema.graphql").unwrap_or_else(|error| panic!("{error}")));

/// What the server holds.
#[derive(Default)]
pub struct Inner {
    /// Dossiers, as the schema has them.
    pub dossiers: Vec<Value>,
    /// Documents, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Answers to give before any other: a status, and how long to wait.
    pub troubles: Vec<(u16, Option<&'static str>)>,
    /// The rank of a dossier that cannot be resolved.
    pub broken: Option<usize>,
    /// Whether the first page cannot be resolved.
    pub page_gone: bool,
    /// Whether the token has expired.
    pub expired: bool,
    /// How many questions were executed, by operation.
    pub asked: BTreeMap<String, usize>,
    /// Headers of the last document that was asked for.
    pub document_headers: Option<HeaderMap>,
}

/// A server on a port of this machine, until it is dropped.
pub struct Server {
    pub inner: Arc<Mutex<Inner>>,
    pub address: String,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub async fn start() -> Self {
        let inner = Arc::new(Mutex::new(Inner::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let app = Router::new()
            .route("/api/v2/graphql", post(ask))
            .route("/fichiers/{name}", get(document))
            .route("/ailleurs", get(async || (StatusCode::FOUND, [(header::LOCATION, "http://127.0.0.2:1/")])))
            .with_state(inner.clone());
        let task = tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
        Self { inner, address, task }
    }

    pub fn endpoint(&self) -> String {
        format!("{}/api/v2/graphql", self.address)
    }

    pub fn with<T>(&self, change: impl FnOnce(&mut Inner) -> T) -> T {
        change(&mut self.inner.lock().unwrap())
    }
}

async fn document(State(inner): State<Arc<Mutex<Inner>>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let mut inner = inner.lock().unwrap();
    inner.document_headers = Some(headers);
    inner.files.get(&name).cloned().map_or_else(|| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response)
}

async fn ask(State(inner): State<Arc<Mutex<Inner>>>, headers: HeaderMap, body: String) -> Response {
    let mut inner = inner.lock().unwrap();
    if !inner.troubles.is_empty() {
        let (status, after) = inner.troubles.remove(0);
        let status = StatusCode::from_u16(status).unwrap();
        return match after {
            Some(after) => (status, [(header::RETRY_AFTER, after)]).into_response(),
            None => status.into_response(),
        };
    }
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if inner.expired || given != Some(&format!("Bearer token={TOKEN}")) {
        return (StatusCode::UNAUTHORIZED, r#"{"error":"unauthorized"}"#).into_response();
    }
    let asked: Value = serde_json::from_str(&body).unwrap();
    let query = asked["query"].as_str().unwrap();
    let document = match ExecutableDocument::parse_and_validate(&SCHEMA, query, "query.graphql") {
        Ok(document) => document,
        Err(error) => {
            let answer = json!({ "errors": [{ "message": error.errors.to_string() }] });
            return ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response();
        }
    };
    let operation = asked["operationName"].as_str();
    *inner.asked.entry(operation.unwrap_or_default().to_owned()).or_default() += 1;
    let variables = serde_json::from_value(asked["variables"].clone()).unwrap();
    let root = match operation {
        Some("write") => Root { name: "Mutation", inner: Mutex::new(&mut inner) },
        _ => Root { name: "Query", inner: Mutex::new(&mut inner) },
    };
    let execution = Execution::new(&SCHEMA, &document).operation_name(operation).unwrap();
    let execution = execution.raw_variable_values(&variables);
    let answer = match execution.execute_sync(&root) {
        Ok(answer) => serde_json::to_string(&answer).unwrap(),
        Err(error) => {
            json!({ "errors": [{ "message": error.to_graphql_error(&document.sources).message }] }).to_string()
        }
    };
    ([(header::CONTENT_TYPE, "application/json")], answer).into_response()
}

/// Where a question begins.
struct Root<'r> {
    name: &'static str,
    inner: Mutex<&'r mut Inner>,
}

/// An object of the schema, held as JSON.
struct Object(Value);

/// A page of dossiers; one may be broken.
struct Page {
    nodes: Vec<(Value, bool)>,
    gone: bool,
    info: Value,
}

impl ObjectValue for Root<'_> {
    fn type_name(&self) -> &str {
        self.name
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        let arguments = serde_json::to_value(info.arguments()).unwrap();
        let mut inner = self.inner.lock().unwrap();
        match info.field_name() {
            "demarche" if arguments["number"] == 12 => {
                let (dossiers, broken, page_gone) = (inner.dossiers.clone(), inner.broken, inner.page_gone);
                Ok(ResolvedValue::object(Demarche { dossiers, broken, page_gone }))
            }
            "demarche" => Err(FieldError { message: "Demarche not found".into() }),
            "dossierModifierAnnotations" => {
                let input = &arguments["input"];
                let dossier = inner.dossiers.iter_mut().find(|one| one["id"] == input["dossierId"]);
                let Some(dossier) = dossier else { return Err(FieldError { message: "Dossier not found".into() }) };
                let known = dossier["groupeInstructeur"]["instructeurs"].as_array().unwrap();
                if !known.iter().any(|one| one["id"] == input["instructeurId"]) {
                    let refused = json!({ "__typename": "DossierModifierAnnotationsPayload",
                        "errors": [{ "__typename": "ValidationError", "message": "L’instructeur n’a pas les droits" }] });
                    return Ok(ResolvedValue::object(Object(refused)));
                }
                for one in input["annotations"].as_array().unwrap() {
                    let held = dossier["annotations"].as_array_mut().unwrap();
                    let held = held.iter_mut().find(|held| held["id"] == one["id"]).unwrap();
                    held["value"] = one["value"].as_object().unwrap().values().next().unwrap().clone();
                }
                let done = json!({ "__typename": "DossierModifierAnnotationsPayload", "errors": null });
                Ok(ResolvedValue::object(Object(done)))
            }
            _ => Err(self.unknown_field_error(info)),
        }
    }
}

struct Demarche {
    dossiers: Vec<Value>,
    broken: Option<usize>,
    page_gone: bool,
}

impl ObjectValue for Demarche {
    fn type_name(&self) -> &str {
        "Demarche"
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        let arguments = serde_json::to_value(info.arguments()).unwrap();
        match info.field_name() {
            "number" => Ok(ResolvedValue::leaf(12)),
            "dossiers" => {
                // A page is of three, whatever is asked: the interface bounds it too.
                let first = arguments["first"].as_u64().unwrap_or(100).min(3) as usize;
                let after: usize = arguments["after"].as_str().map_or(0, |cursor| cursor.parse().unwrap());
                let since = arguments["updatedSince"].as_str().unwrap_or_default();
                let all: Vec<(usize, &Value)> = (self.dossiers.iter().enumerate())
                    .filter(|(_, one)| one["dateDerniereModificationChamps"].as_str().unwrap() >= since)
                    .collect();
                let nodes: Vec<(Value, bool)> = (all.iter().skip(after).take(first))
                    .map(|(rank, one)| ((*one).clone(), self.broken == Some(*rank)))
                    .collect();
                let end = after + nodes.len();
                let info =
                    json!({ "__typename": "PageInfo", "hasNextPage": end < all.len(), "endCursor": end.to_string() });
                Ok(ResolvedValue::object(Page { nodes, gone: self.page_gone && after == 0, info }))
            }
            _ => Err(self.unknown_field_error(info)),
        }
    }
}

impl ObjectValue for Page {
    fn type_name(&self) -> &str {
        "DossierConnection"
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        match info.field_name() {
            "pageInfo" => Ok(ResolvedValue::object(Object(self.info.clone()))),
            "nodes" if self.gone => Err(FieldError { message: "Page went wrong".into() }),
            "nodes" => Ok(ResolvedValue::list(self.nodes.iter().map(|(node, broken)| match broken {
                true => ResolvedValue::object(Broken),
                false => ResolvedValue::object(Object(node.clone())),
            }))),
            _ => Err(self.unknown_field_error(info)),
        }
    }
}

/// A dossier of which nothing can be resolved: null takes its place.
struct Broken;

impl ObjectValue for Broken {
    fn type_name(&self) -> &str {
        "Dossier"
    }

    fn resolve_field<'a>(&'a self, _: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        Err(FieldError { message: "Something went wrong".into() })
    }
}

impl ObjectValue for Object {
    fn type_name(&self) -> &str {
        self.0["__typename"].as_str().unwrap()
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        Ok(resolved(&self.0[info.field_name()]))
    }
}

fn resolved(value: &Value) -> ResolvedValue<'_> {
    match value {
        Value::Object(fields) if fields.contains_key("__typename") => ResolvedValue::object(Object(value.clone())),
        Value::Array(items) => ResolvedValue::list(items.iter().map(resolved)),
        other => ResolvedValue::leaf(other.clone()),
    }
}
