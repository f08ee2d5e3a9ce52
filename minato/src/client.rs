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

/// The result of `answer`, or that a server which is to say something now and then has hung for so long.
pub(crate) async fn within<T>(patience: Duration, answer: impl Future<Output = Result<T>>) -> Result<T> {
    timeout(patience, answer)
        .await
        .unwrap_or_else(|_| bail!("the server has said nothing for {} s", patience.as_secs_f64()))
}

/// Hands each line of an answer that goes on to `each`, without its end, until that says to stop. A server that says nothing for
/// as long as `patience`, if there is one, has failed.
pub(crate) async fn lines(
    mut body: Incoming,
    max_bytes: usize,
    patience: Option<Duration>,
    mut each: impl FnMut(&[u8]) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let mut held = Vec::new();
    loop {
        let next = async { body.frame().await.transpose().context("the server ended the stream") };
        let next = match patience {
            Some(patience) => within(patience, next).await?,
            None => next.await?,
        };
        let Some(frame) = next else { return Ok(()) };
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
    use std::{
        io::{Read as _, Write as _},
        net::TcpListener,
        thread,
    };

    use super::*;

    /// What becomes of following a server that says `words` and then hangs.
    fn follow_one_that_says(words: &'static str) -> (Vec<String>, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let client = Client::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let server = thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            stream.write_all(words.as_bytes()).unwrap();
            // Until the client leaves.
            while stream.read(&mut [0; 1024]).is_ok_and(|length| length > 0) {}
        });
        let patience = Duration::from_millis(200);
        let mut seen = Vec::new();
        let followed = block_on(async {
            let body = within(patience, client.send(Method::GET, "/", empty())).await?;
            let each = |line: &[u8]| {
                seen.push(String::from_utf8_lossy(line).into_owned());
                Ok(ControlFlow::Continue(()))
            };
            lines(body, 1024, Some(patience), each).await
        });
        server.join().unwrap();
        (seen, format!("{:#}", followed.unwrap_err()))
    }

    #[test]
    fn a_server_that_hangs_is_found_out() {
        let hung = "the server has said nothing for 0.2 s".to_owned();
        assert_eq!(follow_one_that_says(""), (vec![], hung.clone()));
        let begun = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na\nb\nc\r\n";
        assert_eq!(follow_one_that_says(begun), (vec!["a".to_owned(), "b".to_owned()], hung));
    }

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
