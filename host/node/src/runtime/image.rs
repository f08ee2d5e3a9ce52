//! Images: found in containerd's store, else pulled; imported from archives; unpacked into snapshots.
//!
//! Pulls, imports and unpacking are done by containerd's own `ctr`, as containerd 1.6 has no service for them. It is
//! given an argument vector, never a command line, and a reference that cannot be an option.

use std::{collections::HashMap, path::Path, process::Stdio, sync::Arc, time::Duration};

use containerd_client::services::v1::{
    self as api, CreateImageRequest, DeleteImageRequest, GetImageRequest, ReadContentRequest,
    snapshots::StatSnapshotRequest,
};
use futures::{
    FutureExt,
    future::{BoxFuture, Shared},
};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use tokio::{process::Command, sync::Mutex, time::timeout};
use tonic::Code;

use super::{
    client::{Containerd, call},
    reference::ImageReference,
};
use crate::{config::hex, error::RuntimeError, images::StoredImage};

/// No manifest or configuration is larger.
const MAX_DOCUMENT_BYTES: usize = 8 << 20;

/// Where the machine's owner says how registries are reached: mirrors, certificates.
const REGISTRY_HOSTS: &str = "/etc/containerd/certs.d";

/// How long a pull may take.
const PULL_TIMEOUT: Duration = Duration::from_mins(30);

/// How much of what `ctr` says is shown to a person.
const MAX_MESSAGE_BYTES: usize = 1024;

/// An image that is unpacked and can be run.
#[derive(Debug, Clone)]
pub(crate) struct Image {
    /// Its full name.
    pub(crate) name: String,
    /// The digest that its name stands for.
    pub(crate) digest: String,
    /// The snapshot that its layers make up.
    pub(super) chain_id: String,
    /// What it says of how to run it.
    pub(super) config: ImageConfig,
}

/// The part of an image's configuration that says how to run it. Docker's and OCI's have one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ImageConfig {
    pub(super) user: Option<String>,
    pub(super) env: Option<Vec<String>>,
    pub(super) entrypoint: Option<Vec<String>>,
    pub(super) cmd: Option<Vec<String>>,
    pub(super) working_dir: Option<String>,
}

#[derive(Deserialize)]
struct ConfigDocument {
    config: Option<ImageConfig>,
    rootfs: RootFs,
}

#[derive(Deserialize)]
struct RootFs {
    diff_ids: Vec<String>,
}

/// A manifest has `config`, an index `manifests`.
#[derive(Deserialize)]
struct TargetDocument {
    config: Option<Descriptor>,
    manifests: Option<Vec<Descriptor>>,
}

#[derive(Deserialize)]
struct Descriptor {
    digest: String,
    platform: Option<Platform>,
}

#[derive(Deserialize)]
struct Platform {
    os: String,
    architecture: String,
}

type Pull = Shared<BoxFuture<'static, Result<(), Arc<RuntimeError>>>>;

/// The pulls under way: one per image.
#[derive(Default)]
pub(crate) struct Pulls(Mutex<HashMap<ImageReference, Pull>>);

impl Containerd {
    /// The image of that name: from containerd's store, pulled if it is not there, unpacked.
    pub(crate) async fn ensure_image(&self, reference: &ImageReference) -> Result<Image, Arc<RuntimeError>> {
        if self.find_target(reference).await?.is_none() {
            self.pull_once(reference).await?;
        }
        let target = self.find_target(reference).await?.ok_or_else(|| RuntimeError::Image {
            image: reference.to_string(),
            problem: "was pulled and is gone again".to_owned(),
        })?;
        let (manifest, config) = self.read_config(reference, &target).await?;
        let chain_id = chain_id(&config.rootfs.diff_ids)
            .ok_or_else(|| RuntimeError::Image { image: reference.to_string(), problem: "has no layers".to_owned() })?;
        if !self.has_snapshot(&chain_id).await? {
            self.unpack(reference, &target, &manifest).await?;
        }
        Ok(Image { name: reference.to_string(), digest: target, chain_id, config: config.config.unwrap_or_default() })
    }

    /// Takes the images of a docker-archive or OCI-layout tar into containerd's store, and gives their names.
    pub(crate) async fn import(&self, archive: &Path) -> Result<Vec<String>, RuntimeError> {
        // An image without a name gets one of the day and its digest, so that none is lost.
        let options = ["--digests", "--skip-digest-for-named", "--snapshotter", &self.inner.snapshotter, "--"];
        let mut command = self.ctr(&["images", "import"]);
        command.args(options).arg(archive);
        let output = match run("importing the archive".to_owned(), command).await {
            Err(RuntimeError::Ctr { message, .. }) if is_about_the_archive(&message) => {
                return Err(RuntimeError::NoImage { message });
            }
            output => output?,
        };
        let mut names = Vec::new();
        // `ctr` prints a line `unpacking NAME (DIGEST)...done` for each.
        for line in output.lines() {
            if let Some(name) = line.strip_prefix("unpacking ").and_then(|rest| rest.split(' ').next()) {
                names.push(self.rename_in_full(name).await?);
            }
        }
        Ok(names)
    }

    /// An archive may name its images in the short form; task definitions are looked up in the full one.
    async fn rename_in_full(&self, name: &str) -> Result<String, RuntimeError> {
        let full = ImageReference::parse(name)?;
        if full.as_str() == name {
            return Ok(name.to_owned());
        }
        if !self.name_image(name, &full).await? {
            return Ok(name.to_owned());
        }
        let delete = DeleteImageRequest { name: name.to_owned(), ..Default::default() };
        self.images().delete(self.request(delete)).await.map_err(|status| call("rename the image", status))?;
        Ok(full.to_string())
    }

    /// Gives an image one more name. An image of that name is replaced, as a second import under it would. Gives whether the
    /// image is there.
    pub(crate) async fn name_image(&self, name: &str, new: &ImageReference) -> Result<bool, RuntimeError> {
        let request = self.request(GetImageRequest { name: name.to_owned() });
        let found = self.images().get(request).await.map_err(|status| call("read the imported image", status))?;
        let Some(mut image) = found.into_inner().image else { return Ok(false) };
        new.as_str().clone_into(&mut image.name);
        let delete = DeleteImageRequest { name: new.to_string(), ..Default::default() };
        match self.images().delete(self.request(delete)).await {
            Err(status) if status.code() != Code::NotFound => return Err(call("replace an image", status)),
            _ => {}
        }
        let create = CreateImageRequest { image: Some(image), ..Default::default() };
        self.images().create(self.request(create)).await.map_err(|status| call("name the image", status))?;
        Ok(true)
    }

    /// The images of the instance's namespace.
    pub(crate) async fn list_images(&self) -> Result<Vec<StoredImage>, RuntimeError> {
        let listed = self.images().list(self.request(api::ListImagesRequest::default())).await;
        let images = listed.map_err(|status| call("list images", status))?.into_inner().images;
        let stored = |image: api::Image| StoredImage {
            name: image.name,
            digest: image.target.map(|target| target.digest).unwrap_or_default(),
        };
        Ok(images.into_iter().map(stored).collect())
    }

    async fn find_target(&self, reference: &ImageReference) -> Result<Option<String>, RuntimeError> {
        let request = self.request(GetImageRequest { name: reference.to_string() });
        match self.images().get(request).await {
            Ok(answer) => Ok(answer.into_inner().image.and_then(|image| image.target).map(|target| target.digest)),
            Err(status) if status.code() == Code::NotFound => Ok(None),
            Err(status) => Err(call("look for an image", status)),
        }
    }

    async fn pull_once(&self, reference: &ImageReference) -> Result<(), Arc<RuntimeError>> {
        let pull = {
            let mut pulls = self.inner.pulls.0.lock().await;
            let start = || {
                let this = self.clone();
                let reference = reference.clone();
                // A task of its own: it goes on when the sandbox that asked first is stopped.
                let task = tokio::spawn(async move {
                    let result = this.pull(&reference).await.map_err(Arc::new);
                    this.inner.pulls.0.lock().await.remove(&reference);
                    result
                });
                let failed = |error: tokio::task::JoinError| {
                    Arc::new(RuntimeError::Ctr { what: "the pull".to_owned(), message: error.to_string() })
                };
                task.map(move |joined| joined.map_err(failed)?).boxed().shared()
            };
            pulls.entry(reference.clone()).or_insert_with(start).clone()
        };
        pull.await
    }

    async fn pull(&self, reference: &ImageReference) -> Result<(), RuntimeError> {
        tracing::info!(image = %reference, "pulling");
        let mut command = self.ctr(&["images", "pull", "--snapshotter", &self.inner.snapshotter]);
        if Path::new(REGISTRY_HOSTS).is_dir() {
            command.args(["--hosts-dir", REGISTRY_HOSTS]);
        }
        command.arg("--").arg(reference.as_str());
        match run(format!("pulling `{reference}`"), command).await {
            Err(RuntimeError::Ctr { message, .. }) => Err(RuntimeError::Pull {
                image: reference.to_string(),
                message: message.trim_end_matches('.').to_owned(),
            }),
            done => done.map(drop),
        }
    }

    async fn unpack(&self, reference: &ImageReference, target: &str, manifest: &str) -> Result<(), RuntimeError> {
        tracing::info!(image = %reference, manifest, "unpacking");
        let command = self.ctr(&["snapshots", "--snapshotter", &self.inner.snapshotter, "unpack", target]);
        run(format!("unpacking `{reference}`"), command).await.map(drop)
    }

    fn ctr(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("ctr");
        command
            .arg("--address")
            .arg(&self.inner.address)
            .arg("--namespace")
            .arg(self.inner.instance.containerd_namespace())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    /// The digest of the manifest for this machine, and the configuration that it names.
    async fn read_config(
        &self,
        reference: &ImageReference,
        target: &str,
    ) -> Result<(String, ConfigDocument), RuntimeError> {
        let problem = |problem: String| RuntimeError::Image { image: reference.to_string(), problem };
        let mut manifest = target.to_owned();
        let mut document: TargetDocument = self.read_document(reference, target).await?;
        if let Some(manifests) = document.manifests {
            let architecture = architecture();
            let fits = |platform: &Platform| platform.os == "linux" && platform.architecture == architecture;
            let fitting = manifests.into_iter().find(|entry| entry.platform.as_ref().is_none_or(fits));
            manifest = fitting.ok_or_else(|| problem(format!("has no manifest for linux/{architecture}")))?.digest;
            document = self.read_document(reference, &manifest).await?;
        }
        let config = document.config.ok_or_else(|| problem("has a manifest without a configuration".to_owned()))?;
        Ok((manifest, self.read_document(reference, &config.digest).await?))
    }

    async fn read_document<T: DeserializeOwned>(
        &self,
        reference: &ImageReference,
        digest: &str,
    ) -> Result<T, RuntimeError> {
        let problem = |problem: String| RuntimeError::Image { image: reference.to_string(), problem };
        let request = ReadContentRequest { digest: digest.to_owned(), ..Default::default() };
        let answer = self.content().read(self.request(request)).await;
        let mut stream = answer.map_err(|status| call("read an image's content", status))?.into_inner();
        let mut bytes = Vec::new();
        while let Some(part) = stream.message().await.map_err(|status| call("read an image's content", status))? {
            bytes.extend_from_slice(&part.data);
            if bytes.len() > MAX_DOCUMENT_BYTES {
                return Err(problem(format!("has a document {digest} of more than {MAX_DOCUMENT_BYTES} bytes")));
            }
        }
        serde_json::from_slice(&bytes)
            .map_err(|error| problem(format!("has a document {digest} of another form: {error}")))
    }

    async fn has_snapshot(&self, key: &str) -> Result<bool, RuntimeError> {
        let request = StatSnapshotRequest { snapshotter: self.inner.snapshotter.clone(), key: key.to_owned() };
        match self.snapshots().stat(self.request(request)).await {
            Ok(_) => Ok(true),
            Err(status) if status.code() == Code::NotFound => Ok(false),
            Err(status) => Err(call("look for a snapshot", status)),
        }
    }

    /// Forgets every image of the instance's namespace: containerd removes their content when nothing else names it.
    pub(crate) async fn remove_images(&self) -> Result<(), RuntimeError> {
        let listed = self.images().list(self.request(api::ListImagesRequest::default())).await;
        for image in listed.map_err(|status| call("list images", status))?.into_inner().images {
            let request = DeleteImageRequest { name: image.name, sync: true, ..Default::default() };
            match self.images().delete(self.request(request)).await {
                Err(status) if status.code() != Code::NotFound => return Err(call("remove an image", status)),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Runs a program and gives what it printed.
async fn run(what: String, mut command: Command) -> Result<String, RuntimeError> {
    let failed = |message: String| RuntimeError::Ctr { what: what.clone(), message };
    let output = match timeout(PULL_TIMEOUT, command.output()).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(RuntimeError::ProgramMissing { program: "ctr" });
        }
        Ok(Err(error)) => return Err(failed(error.to_string())),
        Err(_) => return Err(failed(format!("it took longer than {} minutes", PULL_TIMEOUT.as_secs() / 60))),
    };
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    let line = line.strip_prefix("ctr: ").unwrap_or(line);
    Err(failed(line.chars().take(MAX_MESSAGE_BYTES).collect()))
}

/// Whether what `ctr` said of an import means that the file is no archive, a damaged one, or one of something else: as
/// containerd's `archive/importer` and Go's readers of archives put it.
fn is_about_the_archive(message: &str) -> bool {
    // What an archive names and does not hold. Of other things, such as a lease, it says nothing that they are "not found".
    let is_missing = |line: &str| {
        let before = line.split_once(" not found").map_or("", |(before, _)| before);
        ["content digest ", "image config ", "layer ", "manifest "].iter().any(|part| before.contains(part))
    };
    ["unrecognized image format", "archive/tar:", "gzip:", "unexpected EOF", "missing index.json"]
        .iter()
        .any(|part| message.contains(part))
        || message.lines().any(is_missing)
}

/// The name of this machine's architecture in images.
fn architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "x86" => "386",
        other => other,
    }
}

/// The snapshot's name that layers make up one on another (OCI image specification, "Layer `ChainID`").
fn chain_id(diff_ids: &[String]) -> Option<String> {
    let (first, rest) = diff_ids.split_first()?;
    Some(
        rest.iter()
            .fold(first.clone(), |chain, diff| format!("sha256:{}", hex(&Sha256::digest(format!("{chain} {diff}"))))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_archive_does_not_hold_is_its_own_fault() {
        for message in [
            "ctr: unrecognized image format",
            "ctr: missing index.json in OCI layout 1.0.0",
            "unpacking web:1 (sha256:ab)...\nctr: content digest sha256:ab: not found",
            "ctr: image config \"ab.json\" not found",
            "ctr: failed to resolve layers: layer \"ab/layer.tar\" not found",
        ] {
            assert!(is_about_the_archive(message), "{message}");
        }
        for message in [
            "ctr: lease \"4711\": not found",
            "ctr: namespace \"minato-0123abcd\": not found",
            "ctr: snapshot sha256:ab: not found",
            "ctr: failed to dial \"/run/containerd.sock\": context deadline exceeded",
        ] {
            assert!(!is_about_the_archive(message), "{message}");
        }
    }

    #[test]
    fn a_chain_id_depends_on_every_layer_below() {
        let layers = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(chain_id(&[]), None);
        assert_eq!(chain_id(&layers(&["sha256:a"])).unwrap(), "sha256:a");
        let two = chain_id(&layers(&["sha256:a", "sha256:b"])).unwrap();
        assert_eq!(two, format!("sha256:{}", hex(&Sha256::digest("sha256:a sha256:b"))));
        assert_ne!(chain_id(&layers(&["sha256:b", "sha256:a"])).unwrap(), two);
    }

    #[test]
    fn docker_and_oci_configurations_read_alike() {
        let text = r#"{"architecture":"amd64","config":{"User":"web","Env":["A=1"],"Cmd":["sh"],"Entrypoint":null,
            "Volumes":{"/data":{}},"WorkingDir":"/srv"},"rootfs":{"type":"layers","diff_ids":["sha256:a"]},"history":[]}"#;
        let document: ConfigDocument = serde_json::from_str(text).unwrap();
        let config = document.config.unwrap();
        assert_eq!(config.user.as_deref(), Some("web"));
        assert_eq!(config.cmd, Some(vec!["sh".to_owned()]));
        assert_eq!(config.entrypoint, None);
    }
}
