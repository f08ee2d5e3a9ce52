//! The paths of the server that are not AWS's: health, status, flows, top, reach, trace, images, metrics, reset.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    body::Body,
    extract::{ConnectInfo, Query, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use futures::{StreamExt as _, stream};
use minato_node::FlowSubscription;
use minato_store::Store;
use minato_wire::{server::Api, web_page};
use minato_workload::HostName;
use serde::Deserialize;
use tokio::{io::AsyncWriteExt as _, sync::watch, task::spawn_blocking};

use super::{assembly::Assembly, metrics::Metrics, observe, plane::Plane, reach, reset, top, trace};
use crate::report::{FlowEvent, Imported};

/// What the handlers share.
struct Shared {
    api: Api,
    store: Arc<dyn Store>,
    host: HostName,
    plane: Arc<Plane>,
    metrics: Arc<Metrics>,
    about: observe::About,
    response_headers: Vec<(HeaderName, HeaderValue)>,
    stopped: watch::Receiver<bool>,
    /// Those who follow rates.
    followers: top::Followers,
}

/// All paths; what none of them is goes to the APIs.
pub(super) fn router(assembly: &Assembly, stopped: watch::Receiver<bool>) -> Router {
    let shared = Arc::new(Shared {
        api: assembly.api.clone(),
        store: Arc::clone(&assembly.store),
        host: assembly.host.clone(),
        plane: Arc::clone(&assembly.plane),
        metrics: Arc::clone(&assembly.metrics),
        about: observe::About {
            instance: assembly.instance.id().to_owned(),
            data_dir: assembly.instance.data_dir().display().to_string(),
            host: assembly.host.0.clone(),
            public_pool: assembly.public_pool,
            signatures_verified: assembly.verifies_signatures(),
        },
        response_headers: assembly.response_headers.clone(),
        stopped,
        followers: top::Followers::none(),
    });
    let admin = Router::new()
        .route("/_minato/health", get(health))
        .route("/_minato/status", get(status))
        .route("/_minato/flows", get(flows))
        .route("/_minato/top", get(top_lines))
        .route("/_minato/reach", get(reach_answer))
        .route("/_minato/trace", get(trace_answer))
        .route("/_minato/images", get(images).post(import))
        .route("/_minato/reset", post(reset_all))
        .route("/_minato/{*rest}", get(unknown).post(unknown))
        .route("/metrics", get(metrics))
        .layer(middleware::from_fn(refuse_others));
    admin
        .fallback(operation)
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), say_what_we_are))
        .with_state(shared)
}

/// An error of an admin path, as a line of text.
struct Failure(StatusCode, String);

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}"))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.0, format!("{}\n", self.1)).into_response()
    }
}

/// These paths ask for no signature: only programs of this machine reach them, and no page of a site that is open in a
/// browser here.
async fn refuse_others(ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request, next: Next) -> Response {
    let refusal = if !peer.ip().to_canonical().is_loopback() {
        "only programs of this machine may ask here"
    } else if web_page::may_have_sent(request.headers(), request.uri()) {
        "web pages may not ask here"
    } else {
        return next.run(request).await;
    };
    Failure(StatusCode::FORBIDDEN, refusal.to_owned()).into_response()
}

async fn say_what_we_are(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &shared.response_headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

async fn operation(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let begun = Instant::now();
    let response = shared.api.handle(request).await;
    shared.metrics.answered(&response, begun.elapsed());
    response.map(Body::new)
}

async fn unknown() -> Failure {
    Failure(StatusCode::NOT_FOUND, "there is nothing at this path".to_owned())
}

/// Whether the state can be read: without it nothing that is asked has an answer.
async fn health(State(shared): State<Arc<Shared>>) -> Result<&'static str, Failure> {
    let store = Arc::clone(&shared.store);
    match spawn_blocking(move || store.revision()).await.map_err(anyhow::Error::from)? {
        Ok(_) => Ok("ok\n"),
        Err(error) => {
            let error = anyhow::Error::from(error);
            Err(Failure(StatusCode::SERVICE_UNAVAILABLE, format!("{error:#}")))
        }
    }
}

#[derive(Deserialize)]
struct StatusQuery {
    #[serde(default)]
    settled: bool,
}

/// How long a status waits for the data plane, if it is to.
const SETTLE_PATIENCE: Duration = Duration::from_secs(10);

async fn status(State(shared): State<Arc<Shared>>, Query(query): Query<StatusQuery>) -> Result<Response, Failure> {
    let status = blocking(move || {
        if let Some(agent) = shared.plane.agent().filter(|_| query.settled) {
            agent.settle(SETTLE_PATIENCE)?;
        }
        observe::status(&*shared.store, &shared.host, &shared.plane, &shared.about)
    });
    let status = status.await?;
    Ok(Json(status).into_response())
}

async fn metrics(State(shared): State<Arc<Shared>>) -> Result<Response, Failure> {
    let text = blocking(move || shared.metrics.text(&*shared.store, &shared.host, &shared.plane)).await?;
    let content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, content_type)], text).into_response())
}

#[derive(Deserialize)]
struct FlowsQuery {
    #[serde(default)]
    follow: bool,
    #[serde(default)]
    rejected: bool,
    eni: Option<String>,
}

impl FlowsQuery {
    fn wants(&self, flow: &crate::report::Flow) -> bool {
        (!self.rejected || flow.event == FlowEvent::Rejected)
            && self.eni.as_ref().is_none_or(|eni| {
                [&flow.source, &flow.destination].iter().any(|end| end.interface.as_ref() == Some(eni))
            })
    }
}

/// What a stream of flows is at.
struct FlowStream {
    subscription: FlowSubscription,
    query: FlowsQuery,
    stopped: watch::Receiver<bool>,
    is_first: bool,
}

async fn flows(State(shared): State<Arc<Shared>>, Query(query): Query<FlowsQuery>) -> Result<Response, Failure> {
    let content_type = [(header::CONTENT_TYPE, "application/jsonl")];
    let Some(agent) = shared.plane.agent() else {
        return Err(Failure(
            StatusCode::BAD_REQUEST,
            "without a data plane there are no flows: nothing runs".to_owned(),
        ));
    };
    let stopped = shared.stopped.clone();
    let start = FlowStream { subscription: agent.flows(0), query, stopped, is_first: true };
    let lines = stream::unfold(start, next_flows).map(Ok::<_, std::convert::Infallible>);
    Ok((content_type, Body::from_stream(lines)).into_response())
}

/// First what is kept, then, for who follows, what comes, until the server ends.
async fn next_flows(mut at: FlowStream) -> Option<(Vec<u8>, FlowStream)> {
    let events = if at.is_first {
        at.subscription.ready()
    } else if at.query.follow {
        tokio::select! {
            events = at.subscription.next() => events,
            _ = at.stopped.wait_for(|stopped| *stopped) => return None,
        }
    } else {
        return None;
    };
    at.is_first = false;
    let mut lines = Vec::new();
    for flow in events.into_iter().map(observe::flow).filter(|flow| at.query.wants(flow)) {
        // Plain data always has a JSON form.
        if serde_json::to_writer(&mut lines, &flow).is_ok() {
            lines.push(b'\n');
        }
    }
    Some((lines, at))
}

async fn top_lines(
    State(shared): State<Arc<Shared>>,
    Query(question): Query<top::Question>,
) -> Result<Response, Failure> {
    let refused = |text: &str| Failure(StatusCode::BAD_REQUEST, text.to_owned());
    let Some(agent) = shared.plane.agent().cloned() else {
        return Err(refused("without a data plane there are no rates: nothing runs"));
    };
    if let Some(refusal) = question.refusal() {
        return Err(refused(&refusal));
    }
    let place = shared.followers.enter();
    let place = place.ok_or_else(|| refused("as many follow the rates as may: end another `minato top` first"))?;
    let (store, host, stopped) = (Arc::clone(&shared.store), shared.host.clone(), shared.stopped.clone());
    let follower = top::Follower::start(agent, store, host, question, stopped, place).await?;
    let lines = stream::unfold(Some(follower), top::Follower::next);
    Ok(([(header::CONTENT_TYPE, "application/jsonl")], Body::from_stream(lines)).into_response())
}

async fn reach_answer(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<reach::Question>,
) -> Result<Response, Failure> {
    let answer = blocking(move || reach::answer(&*shared.store, &query)).await?;
    let answer = answer.map_err(|refusal| Failure(StatusCode::BAD_REQUEST, refusal))?;
    Ok(Json(answer).into_response())
}

async fn trace_answer(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<reach::Question>,
) -> Result<Response, Failure> {
    let Some(agent) = shared.plane.agent().cloned() else {
        let refusal = "without a data plane no packet can be traced: `minato reach` asks the model";
        return Err(Failure(StatusCode::BAD_REQUEST, refusal.to_owned()));
    };
    let answer = blocking(move || trace::answer(&agent, &query)).await?;
    let answer = answer.map_err(|refusal| Failure(StatusCode::BAD_REQUEST, refusal))?;
    Ok(Json(answer).into_response())
}

#[derive(Deserialize)]
struct ImportQuery {
    name: Option<String>,
}

async fn images(State(shared): State<Arc<Shared>>) -> Result<Response, Failure> {
    Ok(Json(shared.plane.images().await?).into_response())
}

/// The container runtime reads archives from files.
async fn import(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<ImportQuery>,
    request: Request,
) -> Result<Json<Imported>, Failure> {
    let failed = |error: std::io::Error| Failure::from(anyhow::Error::from(error).context("cannot keep the archive"));
    let directory = shared.about.data_dir.clone();
    let file = spawn_blocking(move || tempfile::NamedTempFile::new_in(directory))
        .await
        .map_err(anyhow::Error::from)?
        .map_err(failed)?;
    let mut writer = tokio::fs::File::create(file.path()).await.map_err(failed)?;
    let mut body = request.into_body().into_data_stream();
    while let Some(chunk) = body.next().await {
        let chunk =
            chunk.map_err(|error| Failure(StatusCode::BAD_REQUEST, format!("the archive broke off: {error}")))?;
        writer.write_all(&chunk).await.map_err(failed)?;
    }
    writer.flush().await.map_err(failed)?;
    let images = shared
        .plane
        .import(file.path(), query.name.as_deref())
        .await
        .map_err(|error| Failure(StatusCode::BAD_REQUEST, format!("{error:#}")))?;
    Ok(Json(Imported { images }))
}

async fn reset_all(State(shared): State<Arc<Shared>>) -> Result<&'static str, Failure> {
    blocking(move || reset::run(&*shared.store)).await?;
    Ok("clean\n")
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> anyhow::Result<T> {
    spawn_blocking(work).await.map_err(anyhow::Error::from)?
}
