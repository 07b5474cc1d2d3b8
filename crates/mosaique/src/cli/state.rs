//! Where the state of an instance is.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use store::{OpenError, Place, Shelf, Store};

use super::Refused;

/// Where the state of an instance is.
#[derive(Args)]
pub(super) struct StateArgs {
    /// Folder of the instance: its database is there, unless another one is named. Created when it does not exist.
    #[arg(long, value_name = "FOLDER", env = "MOSAIQUE_FOLDER", default_value = "mosaique-instance")]
    pub(super) folder: PathBuf,
    /// Keep the state in this database of a PostgreSQL server: postgres://USER:PASSWORD@HOST:PORT/DATABASE
    #[arg(long, value_name = "ADDRESS", env = "DATABASE_URL", hide_env_values = true)]
    database: Option<String>,
    /// Keep attachments in this bucket: s3://BUCKET/PREFIX, reached as the variables AWS_ENDPOINT, AWS_REGION,
    /// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say. By default, in the folder `attachments` of the instance.
    #[arg(long, value_name = "ADDRESS", env = "MOSAIQUE_ATTACHMENTS")]
    attachments: Option<String>,
}

impl StateArgs {
    /// A folder, whatever the environment says of a database.
    pub(super) fn in_folder(folder: PathBuf) -> Self {
        Self { folder, database: None, attachments: None }
    }

    /// The database of the instance.
    pub(super) fn place(&self) -> Place {
        match &self.database {
            Some(address) => Place::Url(address.clone()),
            None => Place::Folder(self.folder.clone()),
        }
    }

    /// Where the bytes of attachments are.
    pub(super) fn shelf(&self) -> Result<Shelf> {
        match &self.attachments {
            None => Ok(Shelf::folder(&self.folder.join("attachments"))?),
            Some(address) => {
                let settings = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
                Shelf::bucket(address, settings).map_err(|error| Refused(error.to_string()).into())
            }
        }
    }

    /// Opens the database of an instance that is there: a folder written wrong is not made into an instance.
    pub(super) async fn open(&self, now: &str) -> Result<Store> {
        let path = self.folder.join(store::open::FILE_NAME);
        if self.database.is_none() && !path.is_file() {
            let message = format!("no instance in {}: expected {}", self.folder.display(), path.display());
            return Err(Refused(message).into());
        }
        open(&self.place(), now).await
    }
}

/// Opens a database; an address that is none is its giver's to mend.
pub(super) async fn open(place: &Place, now: &str) -> Result<Store> {
    Store::open(place, now).await.map_err(|error| match error {
        OpenError::Address { .. } => Refused(error.to_string()).into(),
        other => other.into(),
    })
}
