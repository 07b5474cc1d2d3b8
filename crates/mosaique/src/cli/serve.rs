//! `mosaique demo` and `mosaique serve`.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anstream::eprintln;
use anyhow::{Context, Result};
use axum::http::HeaderName;
use clap::{Args, ValueEnum};
use facts::Lang;
use press::download::{Format, Set};
use press::legal::Publisher;
use press::{Brand, PublicUrl};

use super::mail::{MailArgs, PaceArg, mail_folder};
use super::provider::ProviderArgs;
use super::state::StateArgs;
use super::{AtlasFile, Refused, open_instance};
use crate::instance::{Assets, Instance};
use crate::jobs::{Job, Work};
use crate::web::headers::Background;
use crate::{clock, demo, files, signing, web};

/// Serves an instance.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    state: StateArgs,
    /// Port to listen on.
    #[arg(long, env = "MOSAIQUE_PORT", default_value_t = 8080)]
    port: u16,
    /// Address to listen on: 127.0.0.1 for this machine only, 0.0.0.0 for all.
    #[arg(long, env = "MOSAIQUE_ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    #[command(flatten)]
    atlas: AtlasFile,
    /// Show the session of this folder instead of those embedded; given several times, they live side by side.
    #[arg(long = "session", value_name = "FOLDER", env = "MOSAIQUE_SESSIONS", value_delimiter = ':')]
    sessions: Vec<PathBuf>,
    /// Whose site it is.
    #[arg(long, value_enum, env = "MOSAIQUE_BRAND", default_value_t)]
    brand: BrandArg,
    /// Address under which the public reaches the site, for mails and feeds: https://mosaique.example. By default that
    /// of this machine.
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    #[command(flatten)]
    mail: MailArgs,
    #[command(flatten)]
    provider: ProviderArgs,
    /// How often subscribers are told what is new.
    #[arg(long, value_enum, env = "MOSAIQUE_DIGEST", default_value_t)]
    digest: PaceArg,
    /// Header in which the front server writes the address of who asks (X-Forwarded-For), to limit how often they do.
    #[arg(long, value_name = "HEADER", env = "MOSAIQUE_CLIENT_HEADER")]
    client_header: Option<HeaderName>,
    /// Whether the mails written in the folder are shown on a page.
    #[arg(skip)]
    shows_mails: bool,
    /// What lies under the interactive map. With ign, the browsers of visitors ask data.geopf.fr for it.
    #[arg(long, value_enum, env = "MOSAIQUE_BACKGROUND", default_value_t)]
    background: BackgroundArg,
    /// The file that says who publishes the site, for its legal notice (see docs/operations).
    #[arg(long, value_name = "FILE", env = "MOSAIQUE_PUBLISHER")]
    publisher: Option<PathBuf>,
}

/// Prepares a demonstration in a folder and serves it.
#[derive(Args)]
pub(super) struct Demo {
    /// Folder of the demonstration. Created when it does not exist.
    #[arg(long, value_name = "FOLDER", env = "MOSAIQUE_FOLDER", default_value = "mosaique-demo")]
    folder: PathBuf,
    /// Port to listen on.
    #[arg(long, env = "MOSAIQUE_PORT", default_value_t = 8080)]
    port: u16,
    /// Address under which the public reaches the demonstration. By default that of this machine.
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
    /// Begin without the sample dossiers and the sample laureate.
    #[arg(long)]
    empty: bool,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum BrandArg {
    /// Our own drawing.
    #[default]
    Neutral,
    /// The design system of the State, when the program was built with it.
    State,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum BackgroundArg {
    /// Nothing: no request leaves the site.
    #[default]
    None,
    /// Plan IGN, by the Géoplateforme.
    Ign,
}

/// Where the clock of a demonstration is, in its folder.
const CLOCK_FILE: &str = "clock-ahead";

/// How long it takes to say that a dossier is not there: more than to read one and find that it is hidden, so that the time
/// of the answer does not tell one from the other (`make timing`).
const ABSENCE: Duration = Duration::from_millis(15);

impl Demo {
    pub(super) fn run(self, lang: Lang) -> Result<()> {
        let port = free_port(self.port)?;
        let serve = Serve {
            state: StateArgs::in_folder(self.folder),
            port,
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            atlas: AtlasFile { atlas: None },
            sessions: Vec::new(),
            brand: BrandArg::Neutral,
            background: BackgroundArg::None,
            public_url: self.public_url,
            mail: MailArgs::default(),
            provider: ProviderArgs::default(),
            digest: PaceArg::Daily,
            client_header: None,
            shows_mails: true,
            publisher: None,
        };
        if !self.empty && files::is_free(&serve.state.folder) {
            let words = press::Words::of(lang);
            eprintln!("{}", words.t("story-preparing"));
            let url = serve.public_url(port);
            let site = web::Site { brand: Brand::Neutral, publisher: None, public_url: url, background: None };
            demo::prepare(&serve.state.folder, Instance::demonstration()?, site)?;
        }
        eprintln!("http://localhost:{port}/{}/", lang.code());
        serve.run()
    }
}

impl Serve {
    pub(super) fn run(&self) -> Result<()> {
        let log = tracing_subscriber::EnvFilter::try_from_env("MOSAIQUE_LOG").unwrap_or_else(|_| "info".into());
        let colours = std::io::stderr().is_terminal();
        tracing_subscriber::fmt().with_env_filter(log).with_ansi(colours).with_writer(std::io::stderr).init();
        let brand = match self.brand {
            BrandArg::Neutral => Brand::Neutral,
            BrandArg::State if Assets::get("state.css").is_some() => Brand::State,
            BrandArg::State => {
                let message = "this program was built without the design system of the State: see frontend/README.md";
                return Err(Refused(message.into()).into());
            }
        };
        let publisher = self.publisher.as_deref().map(read_publisher).transpose()?;
        let instance = match self.shows_mails {
            true => Instance::demonstration()?,
            false => open_instance(self.atlas.atlas.as_deref(), &self.sessions)?,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let served = runtime.block_on(self.serve(instance, brand, publisher));
        // A map still being drawn for nobody must not keep the program from stopping.
        runtime.shutdown_timeout(Duration::from_secs(2));
        served
    }

    async fn serve(&self, instance: &'static Instance, brand: Brand, publisher: Option<Publisher>) -> Result<()> {
        let address = SocketAddr::new(self.address, self.port);
        // The port first: a second instance started by mistake then changes nothing on disk.
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}: choose another with --port"))?;
        let url = self.public_url(listener.local_addr()?.port());
        let post = self.mail.post(&self.state.folder, &url)?;
        let provider = self.provider.read(&url)?;
        let clock_file = self.shows_mails.then(|| self.state.folder.join(CLOCK_FILE));
        let kept = clock_file.as_deref().and_then(|file| files::read_text(file).ok());
        let clock = Arc::new(kept.as_deref().map_or_else(clock::Clock::default, clock::Clock::from_text));
        let store = super::state::open(&self.state.place(), &clock.now()).await?;
        tracing::info!(folder = %self.state.folder.display(), database = store.dialect().name(), "instance ready, on http://{}", listener.local_addr()?);
        instance.refresh_calls(&store).await?;
        prepare_tables(instance);
        tracing::info!(public = %url, mails = post.place(), "readers are written to");
        let shelf = self.state.shelf()?;
        let settings = web::Settings {
            mailbox: self.shows_mails.then(|| mail_folder(&self.state.folder)),
            client_header: self.client_header.clone(),
            clock: clock.clone(),
            clock_file,
            signing: Some(signing::key(&self.state.folder)?),
            shelf: Some(shelf.clone()),
            provider,
            absence: ABSENCE,
            ..web::Settings::default()
        };
        let wake = settings.wake.clone();
        let work = Work { store: store.clone(), post, instance, pace: self.digest.into(), clock, shelf };
        let job = Job::start(work, wake);
        let background = match self.background {
            BackgroundArg::None => None,
            BackgroundArg::Ign => Some(Background::IGN),
        };
        let site = web::Site { brand, publisher, public_url: url, background };
        let state = web::State::new(instance, store.clone(), site).with(settings);
        let early = state.clone();
        tokio::task::spawn_blocking(move || {
            web::prepare(&early);
            // The first search then waits for nothing.
            instance.prepare_search();
        });
        let app = web::router(state);
        let served = axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(stopped())
            .await;
        job.stop().await;
        store.close().await;
        served?;
        tracing::info!("stopped");
        Ok(())
    }

    /// The address given, else that of this machine, which others cannot follow.
    fn public_url(&self, port: u16) -> PublicUrl {
        if let Some(url) = &self.public_url {
            return url.clone();
        }
        let local = format!("http://localhost:{port}").parse().expect("an address of this machine is an address");
        if self.address.is_loopback() {
            return local;
        }
        tracing::warn!("mails and feeds will say {local}: give the address of the site with --public-url");
        local
    }
}

/// A port of this machine that nobody listens on, before anything is prepared: the one that is wanted; any, when it is 0.
#[expect(clippy::disallowed_methods, reason = "nobody is heard: the port is tried, and left")]
fn free_port(wanted: u16) -> Result<u16> {
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), wanted);
    let listener = std::net::TcpListener::bind(address)
        .with_context(|| format!("cannot listen on {address}: choose another with --port"))?;
    Ok(listener.local_addr()?.port())
}

/// Makes the tables that visitors download, one after the other and behind everything else: pages and the catalogue then
/// tell their sizes, and nobody waits for the largest ones.
fn prepare_tables(instance: &'static Instance) {
    let prepared = std::thread::Builder::new().name("tables".into()).spawn(move || {
        for set in Set::ALL.into_iter().rev() {
            for format in Format::ALL {
                if let Err(error) = instance.download(set, format) {
                    tracing::error!(%error, "a table could not be made");
                    return;
                }
            }
        }
        tracing::debug!("tables ready");
    });
    if let Err(error) = prepared {
        tracing::warn!(%error, "tables are made when they are asked for");
    }
}

/// Who publishes, from a file; every problem of it is told.
fn read_publisher(path: &Path) -> Result<Publisher> {
    let text = files::read_text(path).map_err(|error| Refused(format!("{error:#}")))?;
    Publisher::read(&path.display().to_string(), &text)
        .map_err(|problems| Refused(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")).into())
}

/// Waits for Ctrl-C or for the signal that asks a service to stop.
async fn stopped() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    {
        let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            return interrupted.await;
        };
        tokio::select! {
            () = interrupted => {}
            _ = terminated.recv() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}
