//! What containerd says by itself: that a container ended.

use containerd_client::{events::TaskExit, services::v1::SubscribeRequest};
use tokio_stream::StreamExt;

use super::client::{Containerd, call};
use crate::error::RuntimeError;

/// Calls `on_exit` with the id of each of the instance's containers that ends, until the connection does.
///
/// `on_ready` is called once, when no later end can be missed: what ended before must be looked for then.
pub(crate) async fn watch_exits(
    containerd: &Containerd,
    on_ready: impl FnOnce(),
    mut on_exit: impl FnMut(&str),
) -> Result<(), RuntimeError> {
    let namespace = containerd.inner.instance.containerd_namespace();
    let request = SubscribeRequest { filters: vec![format!("namespace=={namespace},topic==\"/tasks/exit\"")] };
    let stream = containerd.events().subscribe(containerd.lasting_request(request)).await;
    let mut stream = stream.map_err(|status| call("give its events", status))?.into_inner();
    on_ready();
    while let Some(envelope) = stream.next().await {
        let envelope = envelope.map_err(|status| call("give its events", status))?;
        // The encoding is protobuf whatever the type's URL is prefixed with.
        let exit = envelope.event.and_then(|event| decode_exit(&event.value));
        if let Some(exit) = exit.filter(|exit| exit.id == exit.container_id) {
            on_exit(&exit.container_id);
        }
    }
    Ok(())
}

fn decode_exit(bytes: &[u8]) -> Option<TaskExit> {
    let any = prost_types::Any { type_url: "/containerd.events.TaskExit".to_owned(), value: bytes.to_vec() };
    any.to_msg().ok()
}
