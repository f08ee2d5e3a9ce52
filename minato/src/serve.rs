//! `minato serve`: the store, the APIs, what runs the tasks, and their end.
//!
//! Parts with threads of their own: the APIs (a tokio runtime), the agent (another one), the APIs' reconcilers. They meet
//! in the store. Ending any way, also by SIGKILL, leaves tasks and their network as they are.

mod admin;
mod assembly;
mod host;
mod http;
mod metrics;
mod observe;
mod plane;
mod reach;
mod reset;
mod top;
mod trace;

use std::{io::ErrorKind, net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Context as _, Result, bail};
use nix::unistd::geteuid;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};
use tracing_subscriber::EnvFilter;

use crate::{
    cli::{DataPlane, ServeArguments},
    data_dir, keys, ranges,
};
use assembly::Assembly;

/// How long requests under way have to end; streams of flows never do by themselves.
const DRAIN: Duration = Duration::from_secs(3);

/// Threads that speak HTTP; the operations run on the runtime's blocking threads.
const HTTP_THREADS: usize = 2;

/// Runs the command.
pub(crate) fn run(arguments: &ServeArguments) -> Result<ExitCode> {
    log();
    let addresses = &arguments.addresses;
    ranges::check_apart(addresses.public_pool, addresses.ipv6_range, &arguments.on_premises)?;
    let keys = keys::read(&arguments.access_keys, arguments.access_keys_file.as_deref())?;
    if !arguments.listen.ip().is_loopback() && keys.is_empty() {
        bail!(
            "{} is not a loopback address, and without keys anybody who reaches it may do anything: \
             give keys by --access-key or --access-keys-file",
            arguments.listen.ip()
        );
    }
    if arguments.data_plane == DataPlane::Kernel && !geteuid().is_root() {
        bail!("running tasks needs root: run this as root, or serve the APIs alone with --data-plane none");
    }
    let data_dir = data_dir::resolve(arguments.data_dir.data_dir.clone())?;

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(HTTP_THREADS)
        .thread_name("api")
        .enable_all()
        .build()
        .context("cannot start a runtime")?;
    // The address first: a second server on it must not touch the first one's data.
    let listener = runtime.block_on(listen(arguments.listen))?;
    let address = listener.local_addr().context("cannot read the listening address")?;
    let assembly = Assembly::new(arguments, keys, &data_dir)?;
    announce(arguments, address, &assembly);
    let result = runtime.block_on(serve(listener, &assembly));
    // What is still under way belongs to clients that are gone.
    runtime.shutdown_timeout(Duration::from_secs(1));
    let ended = assembly.end();
    result.and(ended).map(|()| ExitCode::SUCCESS)
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    match TcpListener::bind(address).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "another program listens on {address} already, which may be a `minato serve`: end that one, or name another \
             address with --listen"
        ),
        Err(error) => bail!("cannot listen on {address}: {error}; name another address with --listen"),
        Ok(listener) => Ok(listener),
    }
}

/// Answers until a signal comes or the agent ends.
async fn serve(listener: TcpListener, assembly: &Assembly) -> Result<()> {
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot wait for signals")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot wait for signals")?;
    let (stop, mut stopped) = watch::channel(false);
    let router = admin::router(assembly, stop.subscribe());
    let server = tokio::spawn(http::run(listener, router, http::Limits::default(), async move {
        // An error says that the sender is gone: that is the end as well.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    }));
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        () = assembly.plane_ended() => {}
    }
    tracing::info!("ending{}", if assembly.runs_tasks() { "; tasks and their network stay as they are" } else { "" });
    let _ = stop.send(true);
    match tokio::time::timeout(DRAIN, server).await {
        Ok(Err(_)) => bail!("the server ended in a panic"),
        Ok(Ok(())) | Err(_) => Ok(()),
    }
}

fn announce(arguments: &ServeArguments, address: SocketAddr, assembly: &Assembly) {
    let plane = match arguments.data_plane {
        DataPlane::Kernel => "this machine's kernel",
        DataPlane::None => "none: states advance, and nothing runs",
    };
    tracing::info!("listening on http://{address}");
    tracing::info!("data directory {}", assembly.instance.data_dir().display());
    tracing::info!("data plane: {plane}");
    if assembly.verifies_signatures() {
        tracing::info!("signatures are verified");
    } else {
        tracing::info!("no signature is verified: any program of this machine may do anything; keys change that");
    }
}

fn log() {
    let filter = EnvFilter::try_from_env("MINATO_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(false)
        .init();
}

/// This program's file: shims start it to keep the containers' output.
fn own_program() -> Result<PathBuf> {
    std::env::current_exe().context("cannot find this program's own file")
}
