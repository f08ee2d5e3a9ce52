//! The server: routes, limits, panics.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty};
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Request, Response};

use super::{Behaviour, canned, ec2, ecs, full, recorded, signed};
use crate::limits::MAX_BODY_BYTES;
use crate::server::{Api, Options};
use crate::sigv4::{AccessKey, Keys};
use crate::sts::{GetCallerIdentityRequest, GetCallerIdentityResponse, Sts};
use crate::value::Value;
use crate::{ApiError, RequestContext};

fn api(behaviour: Behaviour) -> Api {
    Api::with_endpoints(canned(behaviour), Options::default())
}

fn nothing(_: &str, _: &RequestContext, _: Value) -> Result<Value, ApiError> {
    Ok(Value::Structure(Vec::new()))
}

async fn send(api: &Api, request: Request<Bytes>) -> (u16, String) {
    read(api.handle(full(request)).await).await
}

async fn read<B>(response: Response<B>) -> (u16, String)
where
    B: hyper::body::Body<Data = Bytes>,
    B::Error: std::fmt::Debug,
{
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn actions_reach_the_service_of_the_scope() {
    let api = api(|operation, context, _| {
        Err(ApiError::new("Seen", format!("{operation} {} {}", context.account, context.region)))
    });
    let (status, body) = send(&api, ec2("Action=DescribeTags")).await;
    assert_eq!(status, 400);
    assert!(body.contains("DescribeTags 123456789012 eu-central-1"), "{body}");
    assert!(body.contains("<Response><Errors>"), "{body}");
    // A load balancer's action of the same name must not be answered by EC2, whatever version it says.
    let elsewhere = signed("elasticloadbalancing").body(Bytes::from("Action=DescribeTags&Version=2016-11-15")).unwrap();
    let (status, body) = send(&api, elsewhere).await;
    assert_eq!(status, 400);
    assert!(body.contains("<Code>InvalidAction</Code>"), "{body}");
    assert!(body.contains("Minato does not have this service; it has ec2"), "{body}");
    let (_, body) = send(&api, ecs("ListTasks", "{}")).await;
    assert!(body.contains(r#""__type":"Seen""#), "{body}");
    let wrong_version = signed("ec2").body(Bytes::from("Action=DescribeTags&Version=2006-01-01")).unwrap();
    assert!(send(&api, wrong_version).await.1.contains("NoSuchVersion"));
}

#[tokio::test]
async fn unknown_operations_and_paths() {
    let api = api(nothing);
    let (status, body) = send(&api, ec2("Action=MakeCoffee")).await;
    assert_eq!(status, 400);
    assert!(body.contains("<Code>InvalidAction</Code>") && !body.contains("Minato"), "{body}");
    let (status, body) = send(&api, ecs("MakeCoffee", "{}")).await;
    assert_eq!(status, 400);
    assert!(body.contains("UnknownOperationException") && !body.contains("Minato"), "{body}");
    // What AWS has is told from what nobody has.
    let (_, body) = send(&api, ec2("Action=DescribeVolumes")).await;
    let said = "The action DescribeVolumes is not valid for this web service. \
                Minato does not have this operation of ec2 yet.";
    assert!(body.contains("<Code>InvalidAction</Code>") && body.contains(said), "{body}");
    let (_, body) = send(&api, ecs("ListAttributes", "{}")).await;
    assert!(body.contains("UnknownOperationException") && body.contains("this operation of ecs yet"), "{body}");
    let mut elsewhere = ecs("ListTasks", "{}");
    elsewhere.headers_mut().insert("x-amz-target", "AmazonSSM.GetParameter".parse().unwrap());
    assert!(send(&api, elsewhere).await.1.contains("Minato does not have this service; it has ec2"));
    let mut other = ecs("ListTasks", "{}");
    *other.uri_mut() = "/clusters".parse().unwrap();
    assert_eq!(send(&api, other).await.0, 404);
    let mut other = ecs("ListTasks", "{}");
    *other.method_mut() = hyper::Method::DELETE;
    assert_eq!(send(&api, other).await.0, 405);
}

#[tokio::test]
async fn every_response_has_an_id_and_the_configured_headers() {
    let header = (HeaderName::from_static("x-minato-data-plane"), HeaderValue::from_static("none"));
    let options = Options { response_headers: vec![header], ..Options::default() };
    let api = Api::with_endpoints(canned(nothing), options);
    for request in [ec2("Action=DescribeVpcs"), ec2("Action=MakeCoffee"), ecs("ListTasks", "{")] {
        let response = api.handle(full(request)).await;
        assert_eq!(response.headers()["x-minato-data-plane"], "none");
        let id = response.headers()["x-amzn-requestid"].to_str().unwrap().to_owned();
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "4");
        let body = read(response).await.1;
        assert!(!body.starts_with("<?xml") || body.contains(&id), "{body}");
    }
}

#[tokio::test]
async fn unsigned_requests_and_web_pages_are_refused() {
    let api = api(nothing);
    let mut unsigned = ec2("Action=DescribeVpcs");
    unsigned.headers_mut().remove("authorization");
    let (status, body) = send(&api, unsigned).await;
    assert_eq!(status, 403);
    assert!(body.contains("MissingAuthenticationToken"), "{body}");
    let mut page = ec2("Action=DescribeVpcs");
    page.headers_mut().insert("origin", HeaderValue::from_static("https://example.com"));
    assert_eq!(send(&api, page).await.0, 403);
    let mut rebound = ec2("Action=DescribeVpcs");
    rebound.headers_mut().insert("host", HeaderValue::from_static("example.com:4566"));
    let (status, body) = send(&api, rebound).await;
    assert_eq!(status, 403);
    assert!(body.contains("AccessDenied"), "{body}");
    assert_eq!(send(&api, ec2("Action=DescribeVpcs")).await.0, 200);
}

#[tokio::test]
async fn with_keys_a_signature_must_be_true() {
    let key = AccessKey { id: "test".to_owned(), secret: "secret".to_owned(), account: None };
    let options = Options { keys: Keys::new(vec![key], "123456789012"), ..Options::default() };
    let api = Api::with_endpoints(canned(nothing), options);
    // Well-formed, but long ago and not true; and of a key that nobody has.
    for request in
        [ec2("Action=DescribeVpcs"), ec2("Action=MakeCoffee"), recorded!("create-vpc"), ecs("ListTasks", "{}")]
    {
        let (status, body) = send(&api, request).await;
        assert!((400..404).contains(&status));
        assert!(!body.contains("MakeCoffee"), "{body}");
    }
}

#[tokio::test]
async fn a_signature_is_for_one_service() {
    let api = api(nothing);
    let mut request = ecs("ListTasks", "");
    assert_eq!(send(&api, request.clone()).await.0, 200);
    // A presigned identity, as clusters take for a login, is no permission to do anything else.
    let target = request.headers_mut().remove("x-amz-target").unwrap();
    let mut presigned = recorded!("get-caller-identity-presigned");
    assert_eq!(send(&api, presigned.clone()).await.0, 200);
    presigned.headers_mut().insert("x-amz-target", target);
    let (status, body) = send(&api, presigned).await;
    assert_eq!(status, 400);
    assert!(body.contains("InvalidSignatureException"), "{body}");
}

#[tokio::test]
async fn bodies_are_as_long_as_the_limit() {
    let api = api(nothing);
    let padded = |length: usize| {
        let mut body = br#"{"cluster":"a"}"#.to_vec();
        body.resize(length, b' ');
        ecs("ListTasks", std::str::from_utf8(&body).unwrap())
    };
    assert_eq!(send(&api, padded(MAX_BODY_BYTES)).await.0, 200);
    let (status, body) = send(&api, padded(MAX_BODY_BYTES + 1)).await;
    assert_eq!(status, 413);
    assert!(body.contains("RequestEntityTooLargeException"), "{body}");
}

#[tokio::test]
async fn a_panic_is_an_internal_error() {
    let api = api(|_, _, _| panic!("a secret of the house"));
    let (status, body) = send(&api, ec2("Action=DescribeVpcs")).await;
    assert_eq!(status, 500);
    assert!(body.contains("<Code>InternalError</Code>"), "{body}");
    assert!(!body.contains("secret"), "{body}");
    // The place is free again, and the server lives.
    assert_eq!(send(&api, ec2("Action=DescribeVpcs")).await.0, 500);
}

/// A gate that operations wait at.
static GATE: (Mutex<(usize, bool)>, Condvar) = (Mutex::new((0, false)), Condvar::new());

/// Opens the gate once somebody waits at it; how many did.
fn open_gate() -> usize {
    let (lock, changed) = &GATE;
    let arrived = changed.wait_timeout_while(lock.lock().unwrap(), Duration::from_secs(10), |state| state.0 == 0);
    let mut state = arrived.unwrap().0;
    state.1 = true;
    changed.notify_all();
    state.0
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn running_and_waiting_requests_are_bounded() {
    let behaviour: Behaviour = |_, _, _| {
        let (lock, changed) = &GATE;
        let mut state = lock.lock().unwrap();
        state.0 += 1;
        changed.notify_all();
        while !state.1 {
            state = changed.wait(state).unwrap();
        }
        Ok(Value::Structure(Vec::new()))
    };
    let options = Options { max_running: 1, max_waiting: 1, ..Options::default() };
    let api = Api::with_endpoints(canned(behaviour), options);
    let spawn = || {
        let api = api.clone();
        tokio::spawn(async move { send(&api, ec2("Action=DescribeVpcs")).await.0 })
    };
    // One runs and one waits, so the first that finds no place is the third; which of the three it is does not matter.
    let requests = [spawn(), spawn(), spawn()];
    let refused = async {
        loop {
            if let Some(position) = requests.iter().position(tokio::task::JoinHandle::is_finished) {
                break position;
            }
            tokio::task::yield_now().await;
        }
    };
    let refused = tokio::time::timeout(Duration::from_secs(10), refused).await.unwrap();
    assert_eq!(open_gate(), 1, "one runs, and the other waits");
    for (position, request) in requests.into_iter().enumerate() {
        assert_eq!(request.await.unwrap(), if position == refused { 503 } else { 200 });
    }
}

#[tokio::test]
async fn a_body_that_never_comes_is_given_up() {
    let options = Options { body_timeout: Duration::from_millis(20), ..Options::default() };
    let api = Api::with_endpoints(canned(nothing), options);
    let slow = ecs("ListTasks", "{}").map(|_| http_body_util::StreamBody::new(Never));
    let (status, body) = read(api.handle(slow).await).await;
    assert_eq!(status, 408);
    assert!(body.contains("RequestTimeout"), "{body}");
    // An empty body is no body at all: the operation reads it as an empty object.
    let empty = ecs("ListTasks", "").map(|_| Empty::<Bytes>::new());
    assert_eq!(read(api.handle(empty).await).await.0, 200);
}

/// A body that is always about to come.
struct Never;

impl futures::Stream for Never {
    type Item = Result<hyper::body::Frame<Bytes>, std::io::Error>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Pending
    }
}

/// The typed way: from bytes to a trait's method and back.
#[tokio::test]
async fn a_typed_service_is_called() {
    struct Fixed;
    impl Sts for Fixed {
        fn get_caller_identity(
            &self,
            context: &RequestContext,
            _: GetCallerIdentityRequest,
        ) -> Result<GetCallerIdentityResponse, ApiError> {
            Ok(GetCallerIdentityResponse { account: Some(context.account.clone()), ..Default::default() })
        }
    }
    let implementation: Arc<dyn Sts> = Arc::new(Fixed);
    let hosted = crate::service::Hosted { service: &crate::generated::sts_schema::SERVICE, implementation };
    let api = Api::with_endpoints(vec![Arc::new(hosted)], Options::default());
    let (status, body) = send(&api, recorded!("get-caller-identity")).await;
    assert_eq!(status, 200);
    assert!(body.contains("<Account>123456789012</Account>"), "{body}");
    let presigned = send(&api, recorded!("get-caller-identity-presigned")).await;
    assert_eq!(presigned.0, 200);
}
