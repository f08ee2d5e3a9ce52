//! How the commands reach a running `minato serve`: plain HTTP on its listening address.

use std::{future::Future, ops::ControlFlow, time::Duration};

use anyhow::{Context as _, Result, bail};
use http_body_util::{BodyExt as _, combinators::BoxBody};
use hyper::{
    Method, Request, StatusCode, Uri,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use tokio::{net::TcpStream, time::timeout};

/// A server on this machine answers at once, or it is not there.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// An answer to a question is short; a stream of flows is not read by this.
const MAX_ANSWER_BYTES: usize = 64 << 20;

/// A request's body.
pub(crate) type Body = BoxBody<Bytes, std::io::Error>;

/// A server.
pub(crate) struct Client {
    host: String,
    port: u16,
}

impl Client {
    /// The server at a URL such as `http://127.0.0.1:4566`.
    pub(crate) fn new(endpoint: &str) -> Result<Self> {
        let hint = || format!("`{endpoint}` is not an endpoint such as http://127.0.0.1:4566");
        let uri: Uri = endpoint.parse().with_context(hint)?;
        let host = uri.host().with_context(hint)?.trim_start_matches('[').trim_end_matches(']').to_owned();
        if uri.scheme_str().is_some_and(|scheme| scheme != "http") {
            bail!("{}: only http is spoken here", hint());
        }
        Ok(Self { host, port: uri.port_u16().unwrap_or(80) })
    }

    /// Sends a request; an answer other than 200 is an error with the server's words.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Body) -> Result<Incoming> {
        let address = (self.host.as_str(), self.port);
        let stream = timeout(CONNECT_TIMEOUT, TcpStream::connect(address))
            .await
            .map_err(anyhow::Error::from)
            .and_then(|connected| Ok(connected?))
            .with_context(|| {
                format!(
                    "no server answers at {}:{}; start one with `minato serve`, or name one with --endpoint",
                    self.host, self.port
                )
            })?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // It ends with the answer's body, and its errors arrive there too.
        tokio::spawn(connection);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, format!("{}:{}", self.host, self.port))
            .body(body)?;
        let response = sender.send_request(request).await.context("the server ended the connection")?;
        if response.status() == StatusCode::OK {
            return Ok(response.into_body());
        }
        let status = response.status();
        let text = whole(response.into_body()).await.unwrap_or_default();
        if status == StatusCode::BAD_REQUEST && !text.is_empty() {
            // Its words are for who asked, as they are.
            bail!("{}", String::from_utf8_lossy(&text).trim());
        }
        bail!("the server answered {status}: {}", String::from_utf8_lossy(&text).trim());
    }

    /// What the server says at `path`.
    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let bytes = whole(self.send(Method::GET, path, empty()).await?).await?;
        serde_json::from_slice(&bytes).with_context(|| format!("what the server says at {path} is not understood"))
    }
}

/// Hands each line of an answer that goes on to `each`, without its end, until that says to stop.
pub(crate) async fn lines(
    mut body: Incoming,
    max_bytes: usize,
    mut each: impl FnMut(&[u8]) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let mut held = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.context("the server ended the stream")?;
        held.extend_from_slice(frame.data_ref().map_or(&[][..], |bytes| bytes));
        while let Some(end) = held.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = held.drain(..=end).collect();
            if each(&line[..end])?.is_break() {
                return Ok(());
            }
        }
        if held.len() > max_bytes {
            bail!("the server sends a line that is longer than any it should");
        }
    }
    Ok(())
}

/// No body.
pub(crate) fn empty() -> Body {
    BoxBody::new(http_body_util::Empty::new().map_err(|never| match never {}))
}

/// A whole answer.
pub(crate) async fn whole(body: Incoming) -> Result<Bytes> {
    let limited = http_body_util::Limited::new(body, MAX_ANSWER_BYTES);
    match limited.collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) => bail!("the server's answer broke off: {error}"),
    }
}

/// Runs a command's requests.
pub(crate) fn block_on<T>(requests: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("cannot start a runtime")?;
    runtime.block_on(requests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_http_urls() {
        let client = Client::new("http://127.0.0.1:4566").unwrap();
        assert_eq!((client.host.as_str(), client.port), ("127.0.0.1", 4566));
        let client = Client::new("http://[::1]:99").unwrap();
        assert_eq!((client.host.as_str(), client.port), ("::1", 99));
        for bad in ["", "https://127.0.0.1", "/path", "http://"] {
            assert!(Client::new(bad).is_err(), "{bad:?}");
        }
    }
}
