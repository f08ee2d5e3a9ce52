//! Shapes and operations of Amazon EC2 Container Service, generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::error::ApiError;
use crate::record::record;
use crate::request::RequestContext;

/// The shape `Attachment`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attachment {
    /// `id`.
    pub id: Option<String>,
    /// `type`.
    pub r#type: Option<String>,
    /// `status`.
    pub status: Option<String>,
    /// `details`.
    pub details: Option<Vec<KeyValuePair>>,
}

record!(Attachment, id, r#type, status, details);

/// The shape `Attribute`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attribute {
    /// `name`.
    pub name: Option<String>,
    /// `value`.
    pub value: Option<String>,
    /// `targetType`.
    pub target_type: Option<String>,
    /// `targetId`.
    pub target_id: Option<String>,
}

record!(Attribute, name, value, target_type, target_id);

/// The shape `AwsVpcConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AwsVpcConfiguration {
    /// `subnets`.
    pub subnets: Option<Vec<String>>,
    /// `securityGroups`.
    pub security_groups: Option<Vec<String>>,
    /// `assignPublicIp`.
    pub assign_public_ip: Option<String>,
}

record!(AwsVpcConfiguration, subnets, security_groups, assign_public_ip);

/// The shape `CapacityProviderStrategyItem`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CapacityProviderStrategyItem {
    /// `capacityProvider`.
    pub capacity_provider: Option<String>,
    /// `weight`.
    pub weight: Option<i32>,
    /// `base`.
    pub base: Option<i32>,
}

record!(CapacityProviderStrategyItem, capacity_provider, weight, base);

/// The shape `Cluster`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cluster {
    /// `clusterArn`.
    pub cluster_arn: Option<String>,
    /// `clusterName`.
    pub cluster_name: Option<String>,
    /// `configuration`.
    pub configuration: Option<ClusterConfiguration>,
    /// `status`.
    pub status: Option<String>,
    /// `registeredContainerInstancesCount`.
    pub registered_container_instances_count: Option<i32>,
    /// `runningTasksCount`.
    pub running_tasks_count: Option<i32>,
    /// `pendingTasksCount`.
    pub pending_tasks_count: Option<i32>,
    /// `activeServicesCount`.
    pub active_services_count: Option<i32>,
    /// `statistics`.
    pub statistics: Option<Vec<KeyValuePair>>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
    /// `settings`.
    pub settings: Option<Vec<ClusterSetting>>,
    /// `capacityProviders`.
    pub capacity_providers: Option<Vec<String>>,
    /// `defaultCapacityProviderStrategy`.
    pub default_capacity_provider_strategy: Option<Vec<CapacityProviderStrategyItem>>,
    /// `attachments`.
    pub attachments: Option<Vec<Attachment>>,
    /// `attachmentsStatus`.
    pub attachments_status: Option<String>,
    /// `serviceConnectDefaults`.
    pub service_connect_defaults: Option<ClusterServiceConnectDefaults>,
}

record!(
    Cluster,
    cluster_arn,
    cluster_name,
    configuration,
    status,
    registered_container_instances_count,
    running_tasks_count,
    pending_tasks_count,
    active_services_count,
    statistics,
    tags,
    settings,
    capacity_providers,
    default_capacity_provider_strategy,
    attachments,
    attachments_status,
    service_connect_defaults
);

/// The shape `ClusterConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClusterConfiguration {
    /// `executeCommandConfiguration`.
    pub execute_command_configuration: Option<ExecuteCommandConfiguration>,
    /// `managedStorageConfiguration`.
    pub managed_storage_configuration: Option<ManagedStorageConfiguration>,
}

record!(ClusterConfiguration, execute_command_configuration, managed_storage_configuration);

/// The shape `ClusterServiceConnectDefaults`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClusterServiceConnectDefaults {
    /// `namespace`.
    pub namespace: Option<String>,
}

record!(ClusterServiceConnectDefaults, namespace);

/// The shape `ClusterSetting`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClusterSetting {
    /// `name`.
    pub name: Option<String>,
    /// `value`.
    pub value: Option<String>,
}

record!(ClusterSetting, name, value);

/// The shape `Container`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Container {
    /// `containerArn`.
    pub container_arn: Option<String>,
    /// `taskArn`.
    pub task_arn: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// `image`.
    pub image: Option<String>,
    /// `imageDigest`.
    pub image_digest: Option<String>,
    /// `runtimeId`.
    pub runtime_id: Option<String>,
    /// `lastStatus`.
    pub last_status: Option<String>,
    /// `exitCode`.
    pub exit_code: Option<i32>,
    /// `reason`.
    pub reason: Option<String>,
    /// `networkBindings`.
    pub network_bindings: Option<Vec<NetworkBinding>>,
    /// `networkInterfaces`.
    pub network_interfaces: Option<Vec<NetworkInterface>>,
    /// `healthStatus`.
    pub health_status: Option<String>,
    /// `managedAgents`.
    pub managed_agents: Option<Vec<ManagedAgent>>,
    /// `cpu`.
    pub cpu: Option<String>,
    /// `memory`.
    pub memory: Option<String>,
    /// `memoryReservation`.
    pub memory_reservation: Option<String>,
    /// `gpuIds`.
    pub gpu_ids: Option<Vec<String>>,
}

record!(
    Container,
    container_arn,
    task_arn,
    name,
    image,
    image_digest,
    runtime_id,
    last_status,
    exit_code,
    reason,
    network_bindings,
    network_interfaces,
    health_status,
    managed_agents,
    cpu,
    memory,
    memory_reservation,
    gpu_ids
);

/// The shape `ContainerDefinition`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContainerDefinition {
    /// `name`.
    pub name: Option<String>,
    /// `image`.
    pub image: Option<String>,
    /// `repositoryCredentials`.
    pub repository_credentials: Option<RepositoryCredentials>,
    /// `cpu`.
    pub cpu: Option<i32>,
    /// `memory`.
    pub memory: Option<i32>,
    /// `memoryReservation`.
    pub memory_reservation: Option<i32>,
    /// `links`.
    pub links: Option<Vec<String>>,
    /// `portMappings`.
    pub port_mappings: Option<Vec<PortMapping>>,
    /// `essential`.
    pub essential: Option<bool>,
    /// `restartPolicy`.
    pub restart_policy: Option<ContainerRestartPolicy>,
    /// `entryPoint`.
    pub entry_point: Option<Vec<String>>,
    /// `command`.
    pub command: Option<Vec<String>>,
    /// `environment`.
    pub environment: Option<Vec<KeyValuePair>>,
    /// `environmentFiles`.
    pub environment_files: Option<Vec<EnvironmentFile>>,
    /// `mountPoints`.
    pub mount_points: Option<Vec<MountPoint>>,
    /// `volumesFrom`.
    pub volumes_from: Option<Vec<VolumeFrom>>,
    /// `linuxParameters`.
    pub linux_parameters: Option<LinuxParameters>,
    /// `secrets`.
    pub secrets: Option<Vec<Secret>>,
    /// `dependsOn`.
    pub depends_on: Option<Vec<ContainerDependency>>,
    /// `startTimeout`.
    pub start_timeout: Option<i32>,
    /// `stopTimeout`.
    pub stop_timeout: Option<i32>,
    /// `versionConsistency`.
    pub version_consistency: Option<String>,
    /// `hostname`.
    pub hostname: Option<String>,
    /// `user`.
    pub user: Option<String>,
    /// `workingDirectory`.
    pub working_directory: Option<String>,
    /// `disableNetworking`.
    pub disable_networking: Option<bool>,
    /// `privileged`.
    pub privileged: Option<bool>,
    /// `readonlyRootFilesystem`.
    pub readonly_root_filesystem: Option<bool>,
    /// `dnsServers`.
    pub dns_servers: Option<Vec<String>>,
    /// `dnsSearchDomains`.
    pub dns_search_domains: Option<Vec<String>>,
    /// `extraHosts`.
    pub extra_hosts: Option<Vec<HostEntry>>,
    /// `dockerSecurityOptions`.
    pub docker_security_options: Option<Vec<String>>,
    /// `interactive`.
    pub interactive: Option<bool>,
    /// `pseudoTerminal`.
    pub pseudo_terminal: Option<bool>,
    /// `dockerLabels`.
    pub docker_labels: Option<BTreeMap<String, String>>,
    /// `ulimits`.
    pub ulimits: Option<Vec<Ulimit>>,
    /// `logConfiguration`.
    pub log_configuration: Option<LogConfiguration>,
    /// `healthCheck`.
    pub health_check: Option<HealthCheck>,
    /// `systemControls`.
    pub system_controls: Option<Vec<SystemControl>>,
    /// `resourceRequirements`.
    pub resource_requirements: Option<Vec<ResourceRequirement>>,
    /// `firelensConfiguration`.
    pub firelens_configuration: Option<FirelensConfiguration>,
    /// `credentialSpecs`.
    pub credential_specs: Option<Vec<String>>,
}

record!(
    ContainerDefinition,
    name,
    image,
    repository_credentials,
    cpu,
    memory,
    memory_reservation,
    links,
    port_mappings,
    essential,
    restart_policy,
    entry_point,
    command,
    environment,
    environment_files,
    mount_points,
    volumes_from,
    linux_parameters,
    secrets,
    depends_on,
    start_timeout,
    stop_timeout,
    version_consistency,
    hostname,
    user,
    working_directory,
    disable_networking,
    privileged,
    readonly_root_filesystem,
    dns_servers,
    dns_search_domains,
    extra_hosts,
    docker_security_options,
    interactive,
    pseudo_terminal,
    docker_labels,
    ulimits,
    log_configuration,
    health_check,
    system_controls,
    resource_requirements,
    firelens_configuration,
    credential_specs
);

/// The shape `ContainerDependency`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContainerDependency {
    /// `containerName`.
    pub container_name: Option<String>,
    /// `condition`.
    pub condition: Option<String>,
}

record!(ContainerDependency, container_name, condition);

/// The shape `ContainerOverride`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContainerOverride {
    /// `name`.
    pub name: Option<String>,
    /// `command`.
    pub command: Option<Vec<String>>,
    /// `environment`.
    pub environment: Option<Vec<KeyValuePair>>,
    /// `environmentFiles`.
    pub environment_files: Option<Vec<EnvironmentFile>>,
    /// `cpu`.
    pub cpu: Option<i32>,
    /// `memory`.
    pub memory: Option<i32>,
    /// `memoryReservation`.
    pub memory_reservation: Option<i32>,
    /// `resourceRequirements`.
    pub resource_requirements: Option<Vec<ResourceRequirement>>,
}

record!(
    ContainerOverride,
    name,
    command,
    environment,
    environment_files,
    cpu,
    memory,
    memory_reservation,
    resource_requirements
);

/// The shape `ContainerRestartPolicy`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContainerRestartPolicy {
    /// `enabled`.
    pub enabled: Option<bool>,
    /// `ignoredExitCodes`.
    pub ignored_exit_codes: Option<Vec<i32>>,
    /// `restartAttemptPeriod`.
    pub restart_attempt_period: Option<i32>,
}

record!(ContainerRestartPolicy, enabled, ignored_exit_codes, restart_attempt_period);

/// The shape `CreateClusterRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateClusterRequest {
    /// `clusterName`.
    pub cluster_name: Option<String>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
    /// `settings`.
    pub settings: Option<Vec<ClusterSetting>>,
}

record!(CreateClusterRequest, cluster_name, tags, settings);

/// The shape `CreateClusterResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateClusterResponse {
    /// `cluster`.
    pub cluster: Option<Cluster>,
}

record!(CreateClusterResponse, cluster);

/// The shape `DeleteClusterRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteClusterRequest {
    /// `cluster`.
    pub cluster: Option<String>,
}

record!(DeleteClusterRequest, cluster);

/// The shape `DeleteClusterResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteClusterResponse {
    /// `cluster`.
    pub cluster: Option<Cluster>,
}

record!(DeleteClusterResponse, cluster);

/// The shape `DeregisterTaskDefinitionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeregisterTaskDefinitionRequest {
    /// `taskDefinition`.
    pub task_definition: Option<String>,
}

record!(DeregisterTaskDefinitionRequest, task_definition);

/// The shape `DeregisterTaskDefinitionResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeregisterTaskDefinitionResponse {
    /// `taskDefinition`.
    pub task_definition: Option<TaskDefinition>,
}

record!(DeregisterTaskDefinitionResponse, task_definition);

/// The shape `DescribeClustersRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeClustersRequest {
    /// `clusters`.
    pub clusters: Option<Vec<String>>,
    /// `include`.
    pub include: Option<Vec<String>>,
}

record!(DescribeClustersRequest, clusters, include);

/// The shape `DescribeClustersResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeClustersResponse {
    /// `clusters`.
    pub clusters: Option<Vec<Cluster>>,
    /// `failures`.
    pub failures: Option<Vec<Failure>>,
}

record!(DescribeClustersResponse, clusters, failures);

/// The shape `DescribeTaskDefinitionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeTaskDefinitionRequest {
    /// `taskDefinition`.
    pub task_definition: Option<String>,
    /// `include`.
    pub include: Option<Vec<String>>,
}

record!(DescribeTaskDefinitionRequest, task_definition, include);

/// The shape `DescribeTaskDefinitionResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeTaskDefinitionResponse {
    /// `taskDefinition`.
    pub task_definition: Option<TaskDefinition>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(DescribeTaskDefinitionResponse, task_definition, tags);

/// The shape `DescribeTasksRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeTasksRequest {
    /// `cluster`.
    pub cluster: Option<String>,
    /// `tasks`.
    pub tasks: Option<Vec<String>>,
    /// `include`.
    pub include: Option<Vec<String>>,
}

record!(DescribeTasksRequest, cluster, tasks, include);

/// The shape `DescribeTasksResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeTasksResponse {
    /// `tasks`.
    pub tasks: Option<Vec<Task>>,
    /// `failures`.
    pub failures: Option<Vec<Failure>>,
}

record!(DescribeTasksResponse, tasks, failures);

/// The shape `Device`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Device {
    /// `hostPath`.
    pub host_path: Option<String>,
    /// `containerPath`.
    pub container_path: Option<String>,
    /// `permissions`.
    pub permissions: Option<Vec<String>>,
}

record!(Device, host_path, container_path, permissions);

/// The shape `DockerVolumeConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DockerVolumeConfiguration {
    /// `scope`.
    pub scope: Option<String>,
    /// `autoprovision`.
    pub autoprovision: Option<bool>,
    /// `driver`.
    pub driver: Option<String>,
    /// `driverOpts`.
    pub driver_opts: Option<BTreeMap<String, String>>,
    /// `labels`.
    pub labels: Option<BTreeMap<String, String>>,
}

record!(DockerVolumeConfiguration, scope, autoprovision, driver, driver_opts, labels);

/// The shape `EFSAuthorizationConfig`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EFSAuthorizationConfig {
    /// `accessPointId`.
    pub access_point_id: Option<String>,
    /// `iam`.
    pub iam: Option<String>,
}

record!(EFSAuthorizationConfig, access_point_id, iam);

/// The shape `EFSVolumeConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EFSVolumeConfiguration {
    /// `fileSystemId`.
    pub file_system_id: Option<String>,
    /// `rootDirectory`.
    pub root_directory: Option<String>,
    /// `transitEncryption`.
    pub transit_encryption: Option<String>,
    /// `transitEncryptionPort`.
    pub transit_encryption_port: Option<i32>,
    /// `authorizationConfig`.
    pub authorization_config: Option<EFSAuthorizationConfig>,
}

record!(
    EFSVolumeConfiguration,
    file_system_id,
    root_directory,
    transit_encryption,
    transit_encryption_port,
    authorization_config
);

/// The shape `EnvironmentFile`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EnvironmentFile {
    /// `value`.
    pub value: Option<String>,
    /// `type`.
    pub r#type: Option<String>,
}

record!(EnvironmentFile, value, r#type);

/// The shape `EphemeralStorage`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EphemeralStorage {
    /// `sizeInGiB`.
    pub size_in_gib: Option<i32>,
}

record!(EphemeralStorage, size_in_gib);

/// The shape `ExecuteCommandConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExecuteCommandConfiguration {
    /// `kmsKeyId`.
    pub kms_key_id: Option<String>,
    /// `logging`.
    pub logging: Option<String>,
    /// `logConfiguration`.
    pub log_configuration: Option<ExecuteCommandLogConfiguration>,
}

record!(ExecuteCommandConfiguration, kms_key_id, logging, log_configuration);

/// The shape `ExecuteCommandLogConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExecuteCommandLogConfiguration {
    /// `cloudWatchLogGroupName`.
    pub cloud_watch_log_group_name: Option<String>,
    /// `cloudWatchEncryptionEnabled`.
    pub cloud_watch_encryption_enabled: Option<bool>,
    /// `s3BucketName`.
    pub s3_bucket_name: Option<String>,
    /// `s3EncryptionEnabled`.
    pub s3_encryption_enabled: Option<bool>,
    /// `s3KeyPrefix`.
    pub s3_key_prefix: Option<String>,
}

record!(
    ExecuteCommandLogConfiguration,
    cloud_watch_log_group_name,
    cloud_watch_encryption_enabled,
    s3_bucket_name,
    s3_encryption_enabled,
    s3_key_prefix
);

/// The shape `FSxWindowsFileServerAuthorizationConfig`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FSxWindowsFileServerAuthorizationConfig {
    /// `credentialsParameter`.
    pub credentials_parameter: Option<String>,
    /// `domain`.
    pub domain: Option<String>,
}

record!(FSxWindowsFileServerAuthorizationConfig, credentials_parameter, domain);

/// The shape `FSxWindowsFileServerVolumeConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FSxWindowsFileServerVolumeConfiguration {
    /// `fileSystemId`.
    pub file_system_id: Option<String>,
    /// `rootDirectory`.
    pub root_directory: Option<String>,
    /// `authorizationConfig`.
    pub authorization_config: Option<FSxWindowsFileServerAuthorizationConfig>,
}

record!(FSxWindowsFileServerVolumeConfiguration, file_system_id, root_directory, authorization_config);

/// The shape `Failure`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Failure {
    /// `arn`.
    pub arn: Option<String>,
    /// `reason`.
    pub reason: Option<String>,
    /// `detail`.
    pub detail: Option<String>,
}

record!(Failure, arn, reason, detail);

/// The shape `FirelensConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FirelensConfiguration {
    /// `type`.
    pub r#type: Option<String>,
    /// `options`.
    pub options: Option<BTreeMap<String, String>>,
}

record!(FirelensConfiguration, r#type, options);

/// The shape `HealthCheck`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HealthCheck {
    /// `command`.
    pub command: Option<Vec<String>>,
    /// `interval`.
    pub interval: Option<i32>,
    /// `timeout`.
    pub timeout: Option<i32>,
    /// `retries`.
    pub retries: Option<i32>,
    /// `startPeriod`.
    pub start_period: Option<i32>,
}

record!(HealthCheck, command, interval, timeout, retries, start_period);

/// The shape `HostEntry`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HostEntry {
    /// `hostname`.
    pub hostname: Option<String>,
    /// `ipAddress`.
    pub ip_address: Option<String>,
}

record!(HostEntry, hostname, ip_address);

/// The shape `HostVolumeProperties`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HostVolumeProperties {
    /// `sourcePath`.
    pub source_path: Option<String>,
}

record!(HostVolumeProperties, source_path);

/// The shape `InferenceAccelerator`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InferenceAccelerator {
    /// `deviceName`.
    pub device_name: Option<String>,
    /// `deviceType`.
    pub device_type: Option<String>,
}

record!(InferenceAccelerator, device_name, device_type);

/// The shape `InferenceAcceleratorOverride`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct InferenceAcceleratorOverride {
    /// `deviceName`.
    pub device_name: Option<String>,
    /// `deviceType`.
    pub device_type: Option<String>,
}

record!(InferenceAcceleratorOverride, device_name, device_type);

/// The shape `KernelCapabilities`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KernelCapabilities {
    /// `add`.
    pub add: Option<Vec<String>>,
    /// `drop`.
    pub drop: Option<Vec<String>>,
}

record!(KernelCapabilities, add, drop);

/// The shape `KeyValuePair`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyValuePair {
    /// `name`.
    pub name: Option<String>,
    /// `value`.
    pub value: Option<String>,
}

record!(KeyValuePair, name, value);

/// The shape `LinuxParameters`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LinuxParameters {
    /// `capabilities`.
    pub capabilities: Option<KernelCapabilities>,
    /// `devices`.
    pub devices: Option<Vec<Device>>,
    /// `initProcessEnabled`.
    pub init_process_enabled: Option<bool>,
    /// `sharedMemorySize`.
    pub shared_memory_size: Option<i32>,
    /// `tmpfs`.
    pub tmpfs: Option<Vec<Tmpfs>>,
    /// `maxSwap`.
    pub max_swap: Option<i32>,
    /// `swappiness`.
    pub swappiness: Option<i32>,
}

record!(LinuxParameters, capabilities, devices, init_process_enabled, shared_memory_size, tmpfs, max_swap, swappiness);

/// The shape `ListClustersRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListClustersRequest {
    /// `nextToken`.
    pub next_token: Option<String>,
    /// `maxResults`.
    pub max_results: Option<i32>,
}

record!(ListClustersRequest, next_token, max_results);

/// The shape `ListClustersResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListClustersResponse {
    /// `clusterArns`.
    pub cluster_arns: Option<Vec<String>>,
    /// `nextToken`.
    pub next_token: Option<String>,
}

record!(ListClustersResponse, cluster_arns, next_token);

/// The shape `ListTagsForResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTagsForResourceRequest {
    /// `resourceArn`.
    pub resource_arn: Option<String>,
}

record!(ListTagsForResourceRequest, resource_arn);

/// The shape `ListTagsForResourceResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTagsForResourceResponse {
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(ListTagsForResourceResponse, tags);

/// The shape `ListTaskDefinitionFamiliesRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTaskDefinitionFamiliesRequest {
    /// `familyPrefix`.
    pub family_prefix: Option<String>,
    /// `status`.
    pub status: Option<String>,
    /// `nextToken`.
    pub next_token: Option<String>,
    /// `maxResults`.
    pub max_results: Option<i32>,
}

record!(ListTaskDefinitionFamiliesRequest, family_prefix, status, next_token, max_results);

/// The shape `ListTaskDefinitionFamiliesResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTaskDefinitionFamiliesResponse {
    /// `families`.
    pub families: Option<Vec<String>>,
    /// `nextToken`.
    pub next_token: Option<String>,
}

record!(ListTaskDefinitionFamiliesResponse, families, next_token);

/// The shape `ListTaskDefinitionsRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTaskDefinitionsRequest {
    /// `familyPrefix`.
    pub family_prefix: Option<String>,
    /// `status`.
    pub status: Option<String>,
    /// `sort`.
    pub sort: Option<String>,
    /// `nextToken`.
    pub next_token: Option<String>,
    /// `maxResults`.
    pub max_results: Option<i32>,
}

record!(ListTaskDefinitionsRequest, family_prefix, status, sort, next_token, max_results);

/// The shape `ListTaskDefinitionsResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTaskDefinitionsResponse {
    /// `taskDefinitionArns`.
    pub task_definition_arns: Option<Vec<String>>,
    /// `nextToken`.
    pub next_token: Option<String>,
}

record!(ListTaskDefinitionsResponse, task_definition_arns, next_token);

/// The shape `ListTasksRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTasksRequest {
    /// `cluster`.
    pub cluster: Option<String>,
    /// `family`.
    pub family: Option<String>,
    /// `nextToken`.
    pub next_token: Option<String>,
    /// `maxResults`.
    pub max_results: Option<i32>,
    /// `startedBy`.
    pub started_by: Option<String>,
    /// `desiredStatus`.
    pub desired_status: Option<String>,
    /// `launchType`.
    pub launch_type: Option<String>,
}

record!(ListTasksRequest, cluster, family, next_token, max_results, started_by, desired_status, launch_type);

/// The shape `ListTasksResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTasksResponse {
    /// `taskArns`.
    pub task_arns: Option<Vec<String>>,
    /// `nextToken`.
    pub next_token: Option<String>,
}

record!(ListTasksResponse, task_arns, next_token);

/// The shape `LogConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LogConfiguration {
    /// `logDriver`.
    pub log_driver: Option<String>,
    /// `options`.
    pub options: Option<BTreeMap<String, String>>,
    /// `secretOptions`.
    pub secret_options: Option<Vec<Secret>>,
}

record!(LogConfiguration, log_driver, options, secret_options);

/// The shape `ManagedAgent`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ManagedAgent {
    /// `lastStartedAt`.
    pub last_started_at: Option<Timestamp>,
    /// `name`.
    pub name: Option<String>,
    /// `reason`.
    pub reason: Option<String>,
    /// `lastStatus`.
    pub last_status: Option<String>,
}

record!(ManagedAgent, last_started_at, name, reason, last_status);

/// The shape `ManagedStorageConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ManagedStorageConfiguration {
    /// `kmsKeyId`.
    pub kms_key_id: Option<String>,
    /// `fargateEphemeralStorageKmsKeyId`.
    pub fargate_ephemeral_storage_kms_key_id: Option<String>,
}

record!(ManagedStorageConfiguration, kms_key_id, fargate_ephemeral_storage_kms_key_id);

/// The shape `MountPoint`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MountPoint {
    /// `sourceVolume`.
    pub source_volume: Option<String>,
    /// `containerPath`.
    pub container_path: Option<String>,
    /// `readOnly`.
    pub read_only: Option<bool>,
}

record!(MountPoint, source_volume, container_path, read_only);

/// The shape `NetworkBinding`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkBinding {
    /// `bindIP`.
    pub bind_ip: Option<String>,
    /// `containerPort`.
    pub container_port: Option<i32>,
    /// `hostPort`.
    pub host_port: Option<i32>,
    /// `protocol`.
    pub protocol: Option<String>,
    /// `containerPortRange`.
    pub container_port_range: Option<String>,
    /// `hostPortRange`.
    pub host_port_range: Option<String>,
}

record!(NetworkBinding, bind_ip, container_port, host_port, protocol, container_port_range, host_port_range);

/// The shape `NetworkConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkConfiguration {
    /// `awsvpcConfiguration`.
    pub awsvpc_configuration: Option<AwsVpcConfiguration>,
}

record!(NetworkConfiguration, awsvpc_configuration);

/// The shape `NetworkInterface`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkInterface {
    /// `attachmentId`.
    pub attachment_id: Option<String>,
    /// `privateIpv4Address`.
    pub private_ipv4_address: Option<String>,
    /// `ipv6Address`.
    pub ipv6_address: Option<String>,
}

record!(NetworkInterface, attachment_id, private_ipv4_address, ipv6_address);

/// The shape `PortMapping`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PortMapping {
    /// `containerPort`.
    pub container_port: Option<i32>,
    /// `hostPort`.
    pub host_port: Option<i32>,
    /// `protocol`.
    pub protocol: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// `appProtocol`.
    pub app_protocol: Option<String>,
    /// `containerPortRange`.
    pub container_port_range: Option<String>,
}

record!(PortMapping, container_port, host_port, protocol, name, app_protocol, container_port_range);

/// The shape `ProxyConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProxyConfiguration {
    /// `type`.
    pub r#type: Option<String>,
    /// `containerName`.
    pub container_name: Option<String>,
    /// `properties`.
    pub properties: Option<Vec<KeyValuePair>>,
}

record!(ProxyConfiguration, r#type, container_name, properties);

/// The shape `RegisterTaskDefinitionRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegisterTaskDefinitionRequest {
    /// `family`.
    pub family: Option<String>,
    /// `taskRoleArn`.
    pub task_role_arn: Option<String>,
    /// `executionRoleArn`.
    pub execution_role_arn: Option<String>,
    /// `networkMode`.
    pub network_mode: Option<String>,
    /// `containerDefinitions`.
    pub container_definitions: Option<Vec<ContainerDefinition>>,
    /// `volumes`.
    pub volumes: Option<Vec<Volume>>,
    /// `placementConstraints`.
    pub placement_constraints: Option<Vec<TaskDefinitionPlacementConstraint>>,
    /// `requiresCompatibilities`.
    pub requires_compatibilities: Option<Vec<String>>,
    /// `cpu`.
    pub cpu: Option<String>,
    /// `memory`.
    pub memory: Option<String>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
    /// `runtimePlatform`.
    pub runtime_platform: Option<RuntimePlatform>,
}

record!(
    RegisterTaskDefinitionRequest,
    family,
    task_role_arn,
    execution_role_arn,
    network_mode,
    container_definitions,
    volumes,
    placement_constraints,
    requires_compatibilities,
    cpu,
    memory,
    tags,
    runtime_platform
);

/// The shape `RegisterTaskDefinitionResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegisterTaskDefinitionResponse {
    /// `taskDefinition`.
    pub task_definition: Option<TaskDefinition>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(RegisterTaskDefinitionResponse, task_definition, tags);

/// The shape `RepositoryCredentials`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RepositoryCredentials {
    /// `credentialsParameter`.
    pub credentials_parameter: Option<String>,
}

record!(RepositoryCredentials, credentials_parameter);

/// The shape `ResourceRequirement`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResourceRequirement {
    /// `value`.
    pub value: Option<String>,
    /// `type`.
    pub r#type: Option<String>,
}

record!(ResourceRequirement, value, r#type);

/// The shape `RunTaskRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunTaskRequest {
    /// `cluster`.
    pub cluster: Option<String>,
    /// `count`.
    pub count: Option<i32>,
    /// `enableECSManagedTags`.
    pub enable_ecs_managed_tags: Option<bool>,
    /// `group`.
    pub group: Option<String>,
    /// `launchType`.
    pub launch_type: Option<String>,
    /// `networkConfiguration`.
    pub network_configuration: Option<NetworkConfiguration>,
    /// `overrides`.
    pub overrides: Option<TaskOverride>,
    /// `platformVersion`.
    pub platform_version: Option<String>,
    /// `propagateTags`.
    pub propagate_tags: Option<String>,
    /// `startedBy`.
    pub started_by: Option<String>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
    /// `taskDefinition`.
    pub task_definition: Option<String>,
    /// `clientToken`.
    pub client_token: Option<String>,
}

record!(
    RunTaskRequest,
    cluster,
    count,
    enable_ecs_managed_tags,
    group,
    launch_type,
    network_configuration,
    overrides,
    platform_version,
    propagate_tags,
    started_by,
    tags,
    task_definition,
    client_token
);

/// The shape `RunTaskResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunTaskResponse {
    /// `tasks`.
    pub tasks: Option<Vec<Task>>,
    /// `failures`.
    pub failures: Option<Vec<Failure>>,
}

record!(RunTaskResponse, tasks, failures);

/// The shape `RuntimePlatform`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RuntimePlatform {
    /// `cpuArchitecture`.
    pub cpu_architecture: Option<String>,
    /// `operatingSystemFamily`.
    pub operating_system_family: Option<String>,
}

record!(RuntimePlatform, cpu_architecture, operating_system_family);

/// The shape `S3FilesVolumeConfiguration`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct S3FilesVolumeConfiguration {
    /// `fileSystemArn`.
    pub file_system_arn: Option<String>,
    /// `rootDirectory`.
    pub root_directory: Option<String>,
    /// `transitEncryptionPort`.
    pub transit_encryption_port: Option<i32>,
    /// `accessPointArn`.
    pub access_point_arn: Option<String>,
}

record!(S3FilesVolumeConfiguration, file_system_arn, root_directory, transit_encryption_port, access_point_arn);

/// The shape `Secret`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Secret {
    /// `name`.
    pub name: Option<String>,
    /// `valueFrom`.
    pub value_from: Option<String>,
}

record!(Secret, name, value_from);

/// The shape `StopTaskRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StopTaskRequest {
    /// `cluster`.
    pub cluster: Option<String>,
    /// `task`.
    pub task: Option<String>,
    /// `reason`.
    pub reason: Option<String>,
}

record!(StopTaskRequest, cluster, task, reason);

/// The shape `StopTaskResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StopTaskResponse {
    /// `task`.
    pub task: Option<Task>,
}

record!(StopTaskResponse, task);

/// The shape `SystemControl`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SystemControl {
    /// `namespace`.
    pub namespace: Option<String>,
    /// `value`.
    pub value: Option<String>,
}

record!(SystemControl, namespace, value);

/// The shape `Tag`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tag {
    /// `key`.
    pub key: Option<String>,
    /// `value`.
    pub value: Option<String>,
}

record!(Tag, key, value);

/// The shape `TagResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagResourceRequest {
    /// `resourceArn`.
    pub resource_arn: Option<String>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
}

record!(TagResourceRequest, resource_arn, tags);

/// The shape `TagResourceResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagResourceResponse {}

record!(TagResourceResponse);

/// The shape `Task`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Task {
    /// `attachments`.
    pub attachments: Option<Vec<Attachment>>,
    /// `attributes`.
    pub attributes: Option<Vec<Attribute>>,
    /// `availabilityZone`.
    pub availability_zone: Option<String>,
    /// `capacityProviderName`.
    pub capacity_provider_name: Option<String>,
    /// `clusterArn`.
    pub cluster_arn: Option<String>,
    /// `connectivity`.
    pub connectivity: Option<String>,
    /// `connectivityAt`.
    pub connectivity_at: Option<Timestamp>,
    /// `containerInstanceArn`.
    pub container_instance_arn: Option<String>,
    /// `containers`.
    pub containers: Option<Vec<Container>>,
    /// `cpu`.
    pub cpu: Option<String>,
    /// `createdAt`.
    pub created_at: Option<Timestamp>,
    /// `desiredStatus`.
    pub desired_status: Option<String>,
    /// `enableExecuteCommand`.
    pub enable_execute_command: Option<bool>,
    /// `executionStoppedAt`.
    pub execution_stopped_at: Option<Timestamp>,
    /// `group`.
    pub group: Option<String>,
    /// `healthStatus`.
    pub health_status: Option<String>,
    /// `inferenceAccelerators`.
    pub inference_accelerators: Option<Vec<InferenceAccelerator>>,
    /// `lastStatus`.
    pub last_status: Option<String>,
    /// `launchType`.
    pub launch_type: Option<String>,
    /// `memory`.
    pub memory: Option<String>,
    /// `overrides`.
    pub overrides: Option<TaskOverride>,
    /// `platformVersion`.
    pub platform_version: Option<String>,
    /// `platformFamily`.
    pub platform_family: Option<String>,
    /// `pullStartedAt`.
    pub pull_started_at: Option<Timestamp>,
    /// `pullStoppedAt`.
    pub pull_stopped_at: Option<Timestamp>,
    /// `startedAt`.
    pub started_at: Option<Timestamp>,
    /// `startedBy`.
    pub started_by: Option<String>,
    /// `stopCode`.
    pub stop_code: Option<String>,
    /// `stoppedAt`.
    pub stopped_at: Option<Timestamp>,
    /// `stoppedReason`.
    pub stopped_reason: Option<String>,
    /// `stoppingAt`.
    pub stopping_at: Option<Timestamp>,
    /// `tags`.
    pub tags: Option<Vec<Tag>>,
    /// `taskArn`.
    pub task_arn: Option<String>,
    /// `taskDefinitionArn`.
    pub task_definition_arn: Option<String>,
    /// `version`.
    pub version: Option<i64>,
    /// `ephemeralStorage`.
    pub ephemeral_storage: Option<EphemeralStorage>,
    /// `fargateEphemeralStorage`.
    pub fargate_ephemeral_storage: Option<TaskEphemeralStorage>,
}

record!(
    Task,
    attachments,
    attributes,
    availability_zone,
    capacity_provider_name,
    cluster_arn,
    connectivity,
    connectivity_at,
    container_instance_arn,
    containers,
    cpu,
    created_at,
    desired_status,
    enable_execute_command,
    execution_stopped_at,
    group,
    health_status,
    inference_accelerators,
    last_status,
    launch_type,
    memory,
    overrides,
    platform_version,
    platform_family,
    pull_started_at,
    pull_stopped_at,
    started_at,
    started_by,
    stop_code,
    stopped_at,
    stopped_reason,
    stopping_at,
    tags,
    task_arn,
    task_definition_arn,
    version,
    ephemeral_storage,
    fargate_ephemeral_storage
);

/// The shape `TaskDefinition`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaskDefinition {
    /// `taskDefinitionArn`.
    pub task_definition_arn: Option<String>,
    /// `containerDefinitions`.
    pub container_definitions: Option<Vec<ContainerDefinition>>,
    /// `family`.
    pub family: Option<String>,
    /// `taskRoleArn`.
    pub task_role_arn: Option<String>,
    /// `executionRoleArn`.
    pub execution_role_arn: Option<String>,
    /// `networkMode`.
    pub network_mode: Option<String>,
    /// `revision`.
    pub revision: Option<i32>,
    /// `volumes`.
    pub volumes: Option<Vec<Volume>>,
    /// `status`.
    pub status: Option<String>,
    /// `requiresAttributes`.
    pub requires_attributes: Option<Vec<Attribute>>,
    /// `placementConstraints`.
    pub placement_constraints: Option<Vec<TaskDefinitionPlacementConstraint>>,
    /// `compatibilities`.
    pub compatibilities: Option<Vec<String>>,
    /// `runtimePlatform`.
    pub runtime_platform: Option<RuntimePlatform>,
    /// `requiresCompatibilities`.
    pub requires_compatibilities: Option<Vec<String>>,
    /// `cpu`.
    pub cpu: Option<String>,
    /// `memory`.
    pub memory: Option<String>,
    /// `inferenceAccelerators`.
    pub inference_accelerators: Option<Vec<InferenceAccelerator>>,
    /// `pidMode`.
    pub pid_mode: Option<String>,
    /// `ipcMode`.
    pub ipc_mode: Option<String>,
    /// `proxyConfiguration`.
    pub proxy_configuration: Option<ProxyConfiguration>,
    /// `registeredAt`.
    pub registered_at: Option<Timestamp>,
    /// `deregisteredAt`.
    pub deregistered_at: Option<Timestamp>,
    /// `deleteRequestedAt`.
    pub delete_requested_at: Option<Timestamp>,
    /// `registeredBy`.
    pub registered_by: Option<String>,
    /// `ephemeralStorage`.
    pub ephemeral_storage: Option<EphemeralStorage>,
    /// `enableFaultInjection`.
    pub enable_fault_injection: Option<bool>,
}

record!(
    TaskDefinition,
    task_definition_arn,
    container_definitions,
    family,
    task_role_arn,
    execution_role_arn,
    network_mode,
    revision,
    volumes,
    status,
    requires_attributes,
    placement_constraints,
    compatibilities,
    runtime_platform,
    requires_compatibilities,
    cpu,
    memory,
    inference_accelerators,
    pid_mode,
    ipc_mode,
    proxy_configuration,
    registered_at,
    deregistered_at,
    delete_requested_at,
    registered_by,
    ephemeral_storage,
    enable_fault_injection
);

/// The shape `TaskDefinitionPlacementConstraint`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaskDefinitionPlacementConstraint {
    /// `type`.
    pub r#type: Option<String>,
    /// `expression`.
    pub expression: Option<String>,
}

record!(TaskDefinitionPlacementConstraint, r#type, expression);

/// The shape `TaskEphemeralStorage`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaskEphemeralStorage {
    /// `sizeInGiB`.
    pub size_in_gib: Option<i32>,
    /// `kmsKeyId`.
    pub kms_key_id: Option<String>,
}

record!(TaskEphemeralStorage, size_in_gib, kms_key_id);

/// The shape `TaskOverride`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TaskOverride {
    /// `containerOverrides`.
    pub container_overrides: Option<Vec<ContainerOverride>>,
    /// `cpu`.
    pub cpu: Option<String>,
    /// `inferenceAcceleratorOverrides`.
    pub inference_accelerator_overrides: Option<Vec<InferenceAcceleratorOverride>>,
    /// `executionRoleArn`.
    pub execution_role_arn: Option<String>,
    /// `memory`.
    pub memory: Option<String>,
    /// `taskRoleArn`.
    pub task_role_arn: Option<String>,
    /// `ephemeralStorage`.
    pub ephemeral_storage: Option<EphemeralStorage>,
}

record!(
    TaskOverride,
    container_overrides,
    cpu,
    inference_accelerator_overrides,
    execution_role_arn,
    memory,
    task_role_arn,
    ephemeral_storage
);

/// The shape `Tmpfs`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tmpfs {
    /// `containerPath`.
    pub container_path: Option<String>,
    /// `size`.
    pub size: Option<i32>,
    /// `mountOptions`.
    pub mount_options: Option<Vec<String>>,
}

record!(Tmpfs, container_path, size, mount_options);

/// The shape `Ulimit`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ulimit {
    /// `name`.
    pub name: Option<String>,
    /// `softLimit`.
    pub soft_limit: Option<i32>,
    /// `hardLimit`.
    pub hard_limit: Option<i32>,
}

record!(Ulimit, name, soft_limit, hard_limit);

/// The shape `UntagResourceRequest`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagResourceRequest {
    /// `resourceArn`.
    pub resource_arn: Option<String>,
    /// `tagKeys`.
    pub tag_keys: Option<Vec<String>>,
}

record!(UntagResourceRequest, resource_arn, tag_keys);

/// The shape `UntagResourceResponse`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagResourceResponse {}

record!(UntagResourceResponse);

/// The shape `Volume`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Volume {
    /// `name`.
    pub name: Option<String>,
    /// `host`.
    pub host: Option<HostVolumeProperties>,
    /// `dockerVolumeConfiguration`.
    pub docker_volume_configuration: Option<DockerVolumeConfiguration>,
    /// `efsVolumeConfiguration`.
    pub efs_volume_configuration: Option<EFSVolumeConfiguration>,
    /// `s3filesVolumeConfiguration`.
    pub s3files_volume_configuration: Option<S3FilesVolumeConfiguration>,
    /// `fsxWindowsFileServerVolumeConfiguration`.
    pub fsx_windows_file_server_volume_configuration: Option<FSxWindowsFileServerVolumeConfiguration>,
    /// `configuredAtLaunch`.
    pub configured_at_launch: Option<bool>,
}

record!(
    Volume,
    name,
    host,
    docker_volume_configuration,
    efs_volume_configuration,
    s3files_volume_configuration,
    fsx_windows_file_server_volume_configuration,
    configured_at_launch
);

/// The shape `VolumeFrom`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VolumeFrom {
    /// `sourceContainer`.
    pub source_container: Option<String>,
    /// `readOnly`.
    pub read_only: Option<bool>,
}

record!(VolumeFrom, source_container, read_only);

/// The operations of Amazon EC2 Container Service.
pub trait Ecs: Send + Sync + 'static {
    /// `CreateCluster`.
    fn create_cluster(
        &self,
        context: &RequestContext,
        input: CreateClusterRequest,
    ) -> Result<CreateClusterResponse, ApiError>;

    /// `DeleteCluster`.
    fn delete_cluster(
        &self,
        context: &RequestContext,
        input: DeleteClusterRequest,
    ) -> Result<DeleteClusterResponse, ApiError>;

    /// `DeregisterTaskDefinition`.
    fn deregister_task_definition(
        &self,
        context: &RequestContext,
        input: DeregisterTaskDefinitionRequest,
    ) -> Result<DeregisterTaskDefinitionResponse, ApiError>;

    /// `DescribeClusters`.
    fn describe_clusters(
        &self,
        context: &RequestContext,
        input: DescribeClustersRequest,
    ) -> Result<DescribeClustersResponse, ApiError>;

    /// `DescribeTaskDefinition`.
    fn describe_task_definition(
        &self,
        context: &RequestContext,
        input: DescribeTaskDefinitionRequest,
    ) -> Result<DescribeTaskDefinitionResponse, ApiError>;

    /// `DescribeTasks`.
    fn describe_tasks(
        &self,
        context: &RequestContext,
        input: DescribeTasksRequest,
    ) -> Result<DescribeTasksResponse, ApiError>;

    /// `ListClusters`.
    fn list_clusters(
        &self,
        context: &RequestContext,
        input: ListClustersRequest,
    ) -> Result<ListClustersResponse, ApiError>;

    /// `ListTagsForResource`.
    fn list_tags_for_resource(
        &self,
        context: &RequestContext,
        input: ListTagsForResourceRequest,
    ) -> Result<ListTagsForResourceResponse, ApiError>;

    /// `ListTaskDefinitionFamilies`.
    fn list_task_definition_families(
        &self,
        context: &RequestContext,
        input: ListTaskDefinitionFamiliesRequest,
    ) -> Result<ListTaskDefinitionFamiliesResponse, ApiError>;

    /// `ListTaskDefinitions`.
    fn list_task_definitions(
        &self,
        context: &RequestContext,
        input: ListTaskDefinitionsRequest,
    ) -> Result<ListTaskDefinitionsResponse, ApiError>;

    /// `ListTasks`.
    fn list_tasks(&self, context: &RequestContext, input: ListTasksRequest) -> Result<ListTasksResponse, ApiError>;

    /// `RegisterTaskDefinition`.
    fn register_task_definition(
        &self,
        context: &RequestContext,
        input: RegisterTaskDefinitionRequest,
    ) -> Result<RegisterTaskDefinitionResponse, ApiError>;

    /// `RunTask`.
    fn run_task(&self, context: &RequestContext, input: RunTaskRequest) -> Result<RunTaskResponse, ApiError>;

    /// `StopTask`.
    fn stop_task(&self, context: &RequestContext, input: StopTaskRequest) -> Result<StopTaskResponse, ApiError>;

    /// `TagResource`.
    fn tag_resource(
        &self,
        context: &RequestContext,
        input: TagResourceRequest,
    ) -> Result<TagResourceResponse, ApiError>;

    /// `UntagResource`.
    fn untag_resource(
        &self,
        context: &RequestContext,
        input: UntagResourceRequest,
    ) -> Result<UntagResourceResponse, ApiError>;
}
