//! `minato image`: what containers run from.

use std::{path::Path, process::ExitCode};

use anyhow::{Context as _, Result, bail};
use futures::TryStreamExt as _;
use http_body_util::{BodyExt as _, StreamBody};
use hyper::{Method, body::Frame};
use tokio::fs::File;
use tokio_util::io::ReaderStream;

use crate::{
    cli::{ImageArguments, ImageCommand},
    client::{self, Body, Client},
    output::{self, Colours, Table},
    report::{Image, Imported},
};

/// Runs the command.
pub(crate) fn run(arguments: &ImageArguments) -> Result<ExitCode> {
    match &arguments.command {
        ImageCommand::Import { endpoint, file, name } => {
            let client = Client::new(&endpoint.endpoint)?;
            let imported = client::block_on(import(&client, file, name.as_deref()))?;
            for image in imported.images {
                output::line(image)?;
            }
        }
        ImageCommand::Ls { endpoint, json } => {
            let client = Client::new(&endpoint.endpoint)?;
            let images: Vec<Image> = client::block_on(client.get("/_minato/images"))?;
            if *json {
                output::line(serde_json::to_string_pretty(&images)?)?;
            } else {
                let mut table = Table::new(["IMAGE", "DIGEST"]);
                for image in images {
                    table.row([image.name, image.digest]);
                }
                table.print(Colours::of_stdout())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn import(client: &Client, file: &Path, name: Option<&str>) -> Result<Imported> {
    let cannot_read = || format!("cannot read {}", file.display());
    let archive = File::open(file).await.with_context(cannot_read)?;
    if archive.metadata().await.with_context(cannot_read)?.is_dir() {
        bail!(
            "{} is a directory: give an archive that `docker save` wrote, or a tar of an OCI image layout",
            file.display()
        );
    }
    let body: Body = StreamBody::new(ReaderStream::new(archive).map_ok(Frame::data)).boxed();
    let path = match name {
        Some(name) => format!("/_minato/images?name={}", percent_encoded(name)),
        None => "/_minato/images".to_owned(),
    };
    let cannot = || format!("cannot import {}", file.display());
    let answer = client.send(Method::POST, &path, body).await.with_context(cannot)?;
    let answer = client::whole(answer).await.with_context(cannot)?;
    serde_json::from_slice(&answer).context("the server's answer is not understood")
}

/// Text as a value in a query.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}
