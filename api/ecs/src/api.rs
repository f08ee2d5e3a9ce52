//! The operations of ECS as the wire calls them.

use minato_network::{NetworkError, Networks, zones::Region};
use minato_vpc::resources::Scope;
use minato_wire::{ApiError, RequestContext, ecs as wire};
use minato_workload::HostName;

use crate::{EcsError, clusters, run_task, tags, task_definitions, tasks};

/// ECS over the networks of a store.
pub struct EcsApi {
    networks: Networks,
    host: HostName,
}

impl EcsApi {
    /// ECS whose tasks run on `host`.
    pub fn new(networks: Networks, host: HostName) -> Self {
        Self { networks, host }
    }
}

/// Whose request it is. In a region that EC2 does not serve there are no tasks either.
fn scope(context: &RequestContext) -> Result<Scope, EcsError> {
    let region = context.region.clone();
    if Region::named(&region).is_none() {
        return Err(NetworkError::RegionNotEnabled { region }.into());
    }
    Ok(Scope { account: context.account.clone(), region })
}

macro_rules! operations {
    ($($method:ident($input:ident) -> $output:ident = $function:path;)*) => {
        impl wire::Ecs for EcsApi {
            fn run_task(
                &self,
                context: &RequestContext,
                input: wire::RunTaskRequest,
            ) -> Result<wire::RunTaskResponse, ApiError> {
                Ok(run_task::run(&self.networks, &self.host, &scope(context)?, input)?)
            }

            $(
                fn $method(
                    &self,
                    context: &RequestContext,
                    input: wire::$input,
                ) -> Result<wire::$output, ApiError> {
                    Ok($function(&self.networks, &scope(context)?, input)?)
                }
            )*
        }
    };
}

operations! {
    create_cluster(CreateClusterRequest) -> CreateClusterResponse = clusters::create;
    delete_cluster(DeleteClusterRequest) -> DeleteClusterResponse = clusters::delete;
    describe_clusters(DescribeClustersRequest) -> DescribeClustersResponse = clusters::describe;
    list_clusters(ListClustersRequest) -> ListClustersResponse = clusters::list;
    register_task_definition(RegisterTaskDefinitionRequest) -> RegisterTaskDefinitionResponse = task_definitions::register;
    deregister_task_definition(DeregisterTaskDefinitionRequest) -> DeregisterTaskDefinitionResponse
        = task_definitions::deregister;
    describe_task_definition(DescribeTaskDefinitionRequest) -> DescribeTaskDefinitionResponse = task_definitions::describe;
    list_task_definitions(ListTaskDefinitionsRequest) -> ListTaskDefinitionsResponse = task_definitions::list;
    list_task_definition_families(ListTaskDefinitionFamiliesRequest) -> ListTaskDefinitionFamiliesResponse
        = task_definitions::list_families;
    describe_tasks(DescribeTasksRequest) -> DescribeTasksResponse = tasks::describe;
    list_tasks(ListTasksRequest) -> ListTasksResponse = tasks::list;
    stop_task(StopTaskRequest) -> StopTaskResponse = tasks::stop;
    tag_resource(TagResourceRequest) -> TagResourceResponse = tags::tag;
    untag_resource(UntagResourceRequest) -> UntagResourceResponse = tags::untag;
    list_tags_for_resource(ListTagsForResourceRequest) -> ListTagsForResourceResponse = tags::list;
}
