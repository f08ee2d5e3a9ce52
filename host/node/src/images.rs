//! The images in the container runtime's store, for a person.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::time::timeout;

use crate::{
    agent::Agent,
    error::RuntimeError,
    runtime::{Containerd, ImageReference},
};

/// How long an agent that has just started may take to connect to containerd.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(20);

/// An image in the store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StoredImage {
    /// Its full name.
    pub name: String,
    /// What the name stands for, such as `sha256:…`.
    pub digest: String,
}

impl Agent {
    /// The images that sandboxes can run from without a pull.
    pub async fn images(&self) -> Result<Vec<StoredImage>, RuntimeError> {
        let mut images = self.connected().await?.list_images().await?;
        images.sort();
        Ok(images)
    }

    /// Takes the images of a docker-archive or OCI-layout tar into containerd's store, and gives their full names. With
    /// `name`, the archive must hold one image, which gets that name as well.
    pub async fn import_images(&self, archive: &Path, name: Option<&str>) -> Result<Vec<String>, RuntimeError> {
        let name = name.map(ImageReference::parse).transpose()?;
        let containerd = self.connected().await?;
        let mut names = containerd.import(archive).await?;
        let Some(name) = name else { return Ok(names) };
        let [only] = names.as_slice() else {
            let problem = format!("cannot be a name for {} images: import them by their own names", names.len());
            return Err(RuntimeError::Image { image: name.to_string(), problem });
        };
        if only != name.as_str() {
            containerd.name_image(only, &name).await?;
            names.push(name.to_string());
        }
        Ok(names)
    }

    /// The containerd, which an agent that has just started may still be starting.
    async fn connected(&self) -> Result<Containerd, RuntimeError> {
        let mut containerd = self.inner.containerd.subscribe();
        let connected = timeout(CONNECT_TIMEOUT, containerd.wait_for(Option::is_some)).await;
        let containerd = connected.ok().and_then(Result::ok).and_then(|containerd| containerd.clone());
        let hint = "; the agent's log says why".to_owned();
        containerd.ok_or(RuntimeError::NoAnswer { address: PathBuf::from("containerd.sock"), hint })
    }
}
