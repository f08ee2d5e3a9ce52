//! The HTTP server: how many connections it keeps, and how long one that says nothing.

use std::{future::Future, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo, serve::Listener};
use hyper::{body::Incoming, server::conn::http1, service::Service as _};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore};

/// What the server gives to those who take from it and say nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Connections at a time; those beyond wait in the kernel until one ends.
    pub(super) connections: usize,
    /// How long the head of a request may take from the connection's start, or from the end of the answer before it: it
    /// bounds slow clients and idle ones alike.
    pub(super) head: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 512, head: Duration::from_secs(10) }
    }
}

/// Answers until `stopped` is ready; then takes no more connections and waits for the requests that are under way.
pub(super) async fn run(mut listener: TcpListener, router: Router, limits: Limits, stopped: impl Future<Output = ()>) {
    let service = TowerToHyperService::new(router);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let places = Arc::new(Semaphore::new(limits.connections));
    let under_way = GracefulShutdown::new();
    let mut stopped = pin!(stopped);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            // This accept bears what goes wrong with one connection, and waits when descriptors are short.
            (place, Listener::accept(&mut listener).await)
        };
        let (place, (stream, peer)) = tokio::select! {
            next = next => next,
            () = &mut stopped => break,
        };
        let service = service.clone();
        let with_peer = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
            service.call(request)
        });
        let connection = under_way.watch(builder.serve_connection(TokioIo::new(stream), with_peer));
        tokio::spawn(async move {
            // How a connection ends is its client's affair.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    under_way.shutdown().await;
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpStream,
        sync::oneshot,
        task::JoinHandle,
        time::timeout,
    };

    use super::*;

    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    /// No assertion waits longer; none is about how long it took.
    const DEADLINE: Duration = Duration::from_secs(20);

    struct Running {
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        server: JoinHandle<()>,
    }

    /// A server that answers each request with its client's address.
    async fn start(limits: Limits) -> Running {
        let peer = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let router = Router::new().route("/", get(peer));
        let server = tokio::spawn(run(listener, router, limits, async move {
            let _ = stopped.await;
        }));
        Running { address, stop, server }
    }

    /// All that comes until the server closes the connection.
    async fn rest(stream: &mut TcpStream) -> String {
        let mut text = Vec::new();
        // A reset closes it as well.
        let _ = timeout(DEADLINE, stream.read_to_end(&mut text)).await.expect("the server closes it");
        String::from_utf8(text).unwrap()
    }

    /// The answer to a request on a connection that stays open.
    async fn ask(stream: &mut TcpStream) -> String {
        let whole = format!("{}", stream.local_addr().unwrap());
        stream.write_all(REQUEST).await.unwrap();
        let mut text = String::new();
        while !text.ends_with(&whole) {
            let mut part = [0; 1024];
            let length = timeout(DEADLINE, stream.read(&mut part)).await.expect("an answer").unwrap();
            assert_ne!(length, 0, "closed after {text:?}");
            text.push_str(std::str::from_utf8(&part[..length]).unwrap());
        }
        text
    }

    #[tokio::test]
    async fn a_client_that_stops_amid_a_head_is_closed_and_others_are_answered() {
        let limits = Limits { head: Duration::from_millis(200), ..Limits::default() };
        let running = start(limits).await;
        let mut slow = TcpStream::connect(running.address).await.unwrap();
        slow.write_all(&REQUEST[..20]).await.unwrap();
        let mut other = TcpStream::connect(running.address).await.unwrap();
        assert!(ask(&mut other).await.starts_with("HTTP/1.1 200"));
        assert!(!rest(&mut slow).await.contains("200 OK"));
    }

    #[tokio::test]
    async fn an_idle_connection_is_used_again_and_then_closed() {
        let running = start(Limits { head: Duration::from_millis(500), ..Limits::default() }).await;
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        for _ in 0..2 {
            assert!(ask(&mut stream).await.starts_with("HTTP/1.1 200"));
        }
        assert_eq!(rest(&mut stream).await, "");
    }

    #[tokio::test]
    async fn who_comes_beyond_the_limit_waits_for_a_place() {
        let running = start(Limits { connections: 1, head: DEADLINE * 2 }).await;
        let mut first = TcpStream::connect(running.address).await.unwrap();
        ask(&mut first).await;
        let mut second = TcpStream::connect(running.address).await.unwrap();
        second.write_all(REQUEST).await.unwrap();
        let early = timeout(Duration::from_millis(200), second.readable()).await;
        assert!(early.is_err(), "two connections are served at a time");
        drop(first);
        timeout(DEADLINE, second.readable()).await.expect("its turn comes").unwrap();
    }

    #[tokio::test]
    async fn a_stop_closes_idle_connections_and_ends() {
        let running = start(Limits { head: DEADLINE * 2, ..Limits::default() }).await;
        let mut idle = TcpStream::connect(running.address).await.unwrap();
        ask(&mut idle).await;
        running.stop.send(()).unwrap();
        timeout(DEADLINE, running.server).await.expect("it ends").unwrap();
        assert_eq!(rest(&mut idle).await, "");
        assert!(TcpStream::connect(running.address).await.is_err());
    }
}
