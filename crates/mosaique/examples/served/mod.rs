//! The program while it serves, browsers that keep a connection, and numbers that follow from a seed.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Watch};

use programme::Session;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Numbers that follow from a seed.
pub struct Chance(pub u64);

impl Chance {
    /// A whole number under a bound, by SplitMix64 (Steele, Lea, Flood, 2014).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// Thirty-two bytes that nothing else has.
pub fn bytes(of: &str) -> [u8; 32] {
    Sha256::digest(of).into()
}

pub fn hex(of: &str, digits: usize) -> String {
    bytes(of)
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|d| char::from_digit(d.into(), 16).unwrap())
        .take(digits)
        .collect()
}

pub fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub fn read_session(folder: &Path) -> &'static Session {
    let files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| (file.file_name().into_string().unwrap(), std::fs::read_to_string(file.path()).unwrap()))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Box::leak(Box::new(Session::read(&files).unwrap()))
}

/// The program while it serves.
pub struct Served {
    child: Child,
    pub port: u16,
    pub log: Arc<Mutex<Vec<String>>>,
}

impl Served {
    pub fn start(program: &str, folder: &Path, session: &Path, database: Option<&str>, log: &str) -> Self {
        let mut process = Process::new(program);
        process.args(["serve", "--port", "0", "--client-header", "x-client"]);
        process.arg("--folder").arg(folder).arg("--session").arg(session);
        process.env("MOSAIQUE_LOG", log).env_remove("DATABASE_URL").stderr(Stdio::piped()).stdout(Stdio::null());
        if let Some(address) = database {
            process.args(["--database", address]);
        }
        let mut child = process.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = loop {
            let line = lines.next().expect("the program tells where it answers").unwrap();
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
            }
        };
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = log.clone();
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| kept.lock().unwrap().push(line)));
        Self { child, port, log }
    }

    /// Stops as a service is stopped.
    pub fn stop(mut self) {
        let _ = Process::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        self.child.wait().unwrap();
        let wrong: Vec<String> =
            self.log.lock().unwrap().iter().filter(|line| line.contains("ERROR")).take(5).cloned().collect();
        assert!(wrong.is_empty(), "the program told of errors: {wrong:#?}");
    }
}

/// A connection that is kept, as that of a browser.
pub struct Client {
    stream: TcpStream,
    port: u16,
    cookie: String,
    held: Vec<u8>,
}

/// An answer, its body as it is read.
pub struct Answer {
    pub status: u16,
    /// From the first byte of what is asked to the last one of the answer, before it is opened.
    pub took: Duration,
    pub head: String,
    pub body: String,
}

impl Client {
    pub async fn new(port: u16, cookie: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, port, cookie: cookie.to_owned(), held: Vec::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost:{}\r\naccept: text/html\r\naccept-encoding: gzip\r\ncookie: {}\r\n\r\n",
            self.port, self.cookie
        );
        self.ask(head.as_bytes()).await
    }

    pub async fn post(&mut self, path: &str, kind: &str, accept: &str, body: &str) -> Answer {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost:{}\r\naccept: {accept}\r\naccept-encoding: gzip\r\ncookie: {}\r\n\
             content-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
            self.port,
            self.cookie,
            body.len()
        );
        self.ask(head.as_bytes()).await
    }

    async fn ask(&mut self, request: &[u8]) -> Answer {
        let begun = Watch::now();
        self.stream.write_all(request).await.unwrap();
        let end = loop {
            if let Some(end) = self.held.windows(4).position(|window| window == b"\r\n\r\n") {
                break end;
            }
            self.more().await;
        };
        let head = String::from_utf8(self.held.drain(..end + 4).collect()).unwrap().to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let field = |name: &str| head.split("\r\n").find_map(|line| line.strip_prefix(name)).map(str::trim);
        let mut body = Vec::new();
        if let Some(length) = field("content-length:") {
            let length: usize = length.parse().unwrap();
            while self.held.len() < length {
                self.more().await;
            }
            body = self.held.drain(..length).collect();
        } else if field("transfer-encoding:") == Some("chunked") {
            loop {
                let at = loop {
                    if let Some(at) = self.held.windows(2).position(|window| window == b"\r\n") {
                        break at;
                    }
                    self.more().await;
                };
                let size = usize::from_str_radix(std::str::from_utf8(&self.held[..at]).unwrap().trim(), 16).unwrap();
                while self.held.len() < at + 2 + size + 2 {
                    self.more().await;
                }
                body.extend_from_slice(&self.held[at + 2..at + 2 + size]);
                self.held.drain(..at + 2 + size + 2);
                if size == 0 {
                    break;
                }
            }
        }
        let took = begun.elapsed();
        if field("content-encoding:") == Some("gzip") {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut plain).unwrap();
            body = plain;
        }
        Answer { status, took, body: String::from_utf8_lossy(&body).into_owned(), head }
    }

    async fn more(&mut self) {
        let mut part = [0; 16_384];
        let read = self.stream.read(&mut part).await.unwrap();
        assert!(read > 0, "the connection was closed");
        self.held.extend_from_slice(&part[..read]);
    }
}

pub fn percentile(sorted: &[Duration], share: f64) -> f64 {
    let rank = ((sorted.len() as f64 * share).ceil() as usize).clamp(1, sorted.len());
    sorted[rank - 1].as_secs_f64() * 1_000.0
}

pub fn line(name: &str, times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let at = |share: f64| percentile(times, share);
    println!("| {name} | {} | {:.1} | {:.1} | {:.1} | {:.1} |", times.len(), at(0.5), at(0.9), at(0.99), at(1.0));
    at(0.99)
}
