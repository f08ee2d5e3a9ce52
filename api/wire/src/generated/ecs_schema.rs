//! Schemas of Amazon EC2 Container Service, generated from botocore 1.43.11 by `cargo xtask wire`: change operations.toml instead.

use super::ecs::Ecs;
use crate::schema::{ANY, List, Map, Member, Shape, Structure, TimestampFormat};
use crate::service::{Description, Operation, Protocol, Service, Signature, run};

/// Amazon EC2 Container Service.
pub(crate) static SERVICE: Service<dyn Ecs> = Service {
    description: Description {
        name: "ecs",
        scope: "ecs",
        protocol: Protocol::Json11,
        version: "2014-11-13",
        target_prefix: "AmazonEC2ContainerServiceV20141113",
        namespace: "",
    },
    operations: &[
        Operation {
            signature: Signature {
                name: "CreateCluster",
                input: &IN_CREATE_CLUSTER_REQUEST,
                output: Some(&OUT_CREATE_CLUSTER_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.create_cluster(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeleteCluster",
                input: &IN_DELETE_CLUSTER_REQUEST,
                output: Some(&OUT_DELETE_CLUSTER_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.delete_cluster(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DeregisterTaskDefinition",
                input: &IN_DEREGISTER_TASK_DEFINITION_REQUEST,
                output: Some(&OUT_DEREGISTER_TASK_DEFINITION_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.deregister_task_definition(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeClusters",
                input: &IN_DESCRIBE_CLUSTERS_REQUEST,
                output: Some(&OUT_DESCRIBE_CLUSTERS_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_clusters(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeTaskDefinition",
                input: &IN_DESCRIBE_TASK_DEFINITION_REQUEST,
                output: Some(&OUT_DESCRIBE_TASK_DEFINITION_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_task_definition(context, input)),
        },
        Operation {
            signature: Signature {
                name: "DescribeTasks",
                input: &IN_DESCRIBE_TASKS_REQUEST,
                output: Some(&OUT_DESCRIBE_TASKS_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.describe_tasks(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ListClusters",
                input: &IN_LIST_CLUSTERS_REQUEST,
                output: Some(&OUT_LIST_CLUSTERS_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.list_clusters(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ListTagsForResource",
                input: &IN_LIST_TAGS_FOR_RESOURCE_REQUEST,
                output: Some(&OUT_LIST_TAGS_FOR_RESOURCE_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.list_tags_for_resource(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ListTaskDefinitionFamilies",
                input: &IN_LIST_TASK_DEFINITION_FAMILIES_REQUEST,
                output: Some(&OUT_LIST_TASK_DEFINITION_FAMILIES_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.list_task_definition_families(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ListTaskDefinitions",
                input: &IN_LIST_TASK_DEFINITIONS_REQUEST,
                output: Some(&OUT_LIST_TASK_DEFINITIONS_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.list_task_definitions(context, input)),
        },
        Operation {
            signature: Signature {
                name: "ListTasks",
                input: &IN_LIST_TASKS_REQUEST,
                output: Some(&OUT_LIST_TASKS_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.list_tasks(context, input)),
        },
        Operation {
            signature: Signature {
                name: "RegisterTaskDefinition",
                input: &IN_REGISTER_TASK_DEFINITION_REQUEST,
                output: Some(&OUT_REGISTER_TASK_DEFINITION_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.register_task_definition(context, input)),
        },
        Operation {
            signature: Signature {
                name: "RunTask",
                input: &IN_RUN_TASK_REQUEST,
                output: Some(&OUT_RUN_TASK_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.run_task(context, input)),
        },
        Operation {
            signature: Signature {
                name: "StopTask",
                input: &IN_STOP_TASK_REQUEST,
                output: Some(&OUT_STOP_TASK_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.stop_task(context, input)),
        },
        Operation {
            signature: Signature {
                name: "TagResource",
                input: &IN_TAG_RESOURCE_REQUEST,
                output: Some(&OUT_TAG_RESOURCE_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.tag_resource(context, input)),
        },
        Operation {
            signature: Signature {
                name: "UntagResource",
                input: &IN_UNTAG_RESOURCE_REQUEST,
                output: Some(&OUT_UNTAG_RESOURCE_RESPONSE),
                result_wrapper: None,
            },
            call: |service, context, input| run(input, |input| service.untag_resource(context, input)),
        },
    ],
    others: &[
        "ContinueServiceDeployment",
        "CreateCapacityProvider",
        "CreateDaemon",
        "CreateExpressGatewayService",
        "CreateService",
        "CreateTaskSet",
        "DeleteAccountSetting",
        "DeleteAttributes",
        "DeleteCapacityProvider",
        "DeleteDaemon",
        "DeleteDaemonTaskDefinition",
        "DeleteExpressGatewayService",
        "DeleteService",
        "DeleteTaskDefinitions",
        "DeleteTaskSet",
        "DeregisterContainerInstance",
        "DescribeCapacityProviders",
        "DescribeContainerInstances",
        "DescribeDaemon",
        "DescribeDaemonDeployments",
        "DescribeDaemonRevisions",
        "DescribeDaemonTaskDefinition",
        "DescribeExpressGatewayService",
        "DescribeServiceDeployments",
        "DescribeServiceRevisions",
        "DescribeServices",
        "DescribeTaskSets",
        "DiscoverPollEndpoint",
        "ExecuteCommand",
        "GetTaskProtection",
        "ListAccountSettings",
        "ListAttributes",
        "ListContainerInstances",
        "ListDaemonDeployments",
        "ListDaemonTaskDefinitions",
        "ListDaemons",
        "ListServiceDeployments",
        "ListServices",
        "ListServicesByNamespace",
        "PutAccountSetting",
        "PutAccountSettingDefault",
        "PutAttributes",
        "PutClusterCapacityProviders",
        "RegisterContainerInstance",
        "RegisterDaemonTaskDefinition",
        "StartTask",
        "StopServiceDeployment",
        "SubmitAttachmentStateChanges",
        "SubmitContainerStateChange",
        "SubmitTaskStateChange",
        "UpdateCapacityProvider",
        "UpdateCluster",
        "UpdateClusterSettings",
        "UpdateContainerAgent",
        "UpdateContainerInstancesState",
        "UpdateDaemon",
        "UpdateExpressGatewayService",
        "UpdateService",
        "UpdateServicePrimaryTaskSet",
        "UpdateTaskProtection",
        "UpdateTaskSet",
    ],
};

static IN_AWS_VPC_CONFIGURATION: Structure = Structure {
    name: "AwsVpcConfiguration",
    members: &[
        Member::new(
            "subnets",
            "subnets",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        )
        .required(),
        Member::new(
            "securityGroups",
            "securityGroups",
            1,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("assignPublicIp", "assignPublicIp", 2, Shape::Enum(ENUM_ASSIGN_PUBLIC_IP)),
    ],
};

static IN_CLUSTER_SETTING: Structure = Structure {
    name: "ClusterSetting",
    members: &[
        Member::new("name", "name", 0, Shape::Enum(ENUM_CLUSTER_SETTING_NAME)),
        Member::new("value", "value", 1, Shape::String),
    ],
};

static IN_CONTAINER_DEFINITION: Structure = Structure {
    name: "ContainerDefinition",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new("image", "image", 1, Shape::String),
        Member::refused("repositoryCredentials", "repositoryCredentials"),
        Member::new("cpu", "cpu", 3, Shape::Integer(ANY)),
        Member::new("memory", "memory", 4, Shape::Integer(ANY)),
        Member::refused("memoryReservation", "memoryReservation"),
        Member::refused("links", "links"),
        Member::new(
            "portMappings",
            "portMappings",
            7,
            Shape::List(&List { item: Shape::Structure(&IN_PORT_MAPPING), wire: "member", flattened: false }),
        ),
        Member::new("essential", "essential", 8, Shape::Boolean),
        Member::refused("restartPolicy", "restartPolicy"),
        Member::new(
            "entryPoint",
            "entryPoint",
            10,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "command",
            "command",
            11,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "environment",
            "environment",
            12,
            Shape::List(&List { item: Shape::Structure(&IN_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
        Member::refused("environmentFiles", "environmentFiles"),
        Member::new(
            "mountPoints",
            "mountPoints",
            14,
            Shape::List(&List { item: Shape::Structure(&IN_MOUNT_POINT), wire: "member", flattened: false }),
        ),
        Member::new(
            "volumesFrom",
            "volumesFrom",
            15,
            Shape::List(&List { item: Shape::Structure(&IN_VOLUME_FROM), wire: "member", flattened: false }),
        ),
        Member::refused("linuxParameters", "linuxParameters"),
        Member::refused("secrets", "secrets"),
        Member::refused("dependsOn", "dependsOn"),
        Member::refused("startTimeout", "startTimeout"),
        Member::new("stopTimeout", "stopTimeout", 20, Shape::Integer(ANY)),
        Member::refused("versionConsistency", "versionConsistency"),
        Member::refused("hostname", "hostname"),
        Member::new("user", "user", 23, Shape::String),
        Member::new("workingDirectory", "workingDirectory", 24, Shape::String),
        Member::only("disableNetworking", "disableNetworking", "false"),
        Member::only("privileged", "privileged", "false"),
        Member::new("readonlyRootFilesystem", "readonlyRootFilesystem", 27, Shape::Boolean),
        Member::refused("dnsServers", "dnsServers"),
        Member::refused("dnsSearchDomains", "dnsSearchDomains"),
        Member::refused("extraHosts", "extraHosts"),
        Member::refused("dockerSecurityOptions", "dockerSecurityOptions"),
        Member::only("interactive", "interactive", "false"),
        Member::only("pseudoTerminal", "pseudoTerminal", "false"),
        Member::refused("dockerLabels", "dockerLabels"),
        Member::refused("ulimits", "ulimits"),
        Member::refused("logConfiguration", "logConfiguration"),
        Member::refused("healthCheck", "healthCheck"),
        Member::new(
            "systemControls",
            "systemControls",
            38,
            Shape::List(&List { item: Shape::Structure(&IN_SYSTEM_CONTROL), wire: "member", flattened: false }),
        ),
        Member::refused("resourceRequirements", "resourceRequirements"),
        Member::refused("firelensConfiguration", "firelensConfiguration"),
        Member::refused("credentialSpecs", "credentialSpecs"),
    ],
};

static IN_CONTAINER_OVERRIDE: Structure = Structure {
    name: "ContainerOverride",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new(
            "command",
            "command",
            1,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "environment",
            "environment",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
        Member::refused("environmentFiles", "environmentFiles"),
        Member::new("cpu", "cpu", 4, Shape::Integer(ANY)),
        Member::new("memory", "memory", 5, Shape::Integer(ANY)),
        Member::refused("memoryReservation", "memoryReservation"),
        Member::refused("resourceRequirements", "resourceRequirements"),
    ],
};

static IN_CREATE_CLUSTER_REQUEST: Structure = Structure {
    name: "CreateClusterRequest",
    members: &[
        Member::new("clusterName", "clusterName", 0, Shape::String),
        Member::new(
            "tags",
            "tags",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "member", flattened: false }),
        ),
        Member::new(
            "settings",
            "settings",
            2,
            Shape::List(&List { item: Shape::Structure(&IN_CLUSTER_SETTING), wire: "member", flattened: false }),
        ),
        Member::refused("configuration", "configuration"),
        Member::refused("capacityProviders", "capacityProviders"),
        Member::refused("defaultCapacityProviderStrategy", "defaultCapacityProviderStrategy"),
        Member::refused("serviceConnectDefaults", "serviceConnectDefaults"),
    ],
};

static IN_DELETE_CLUSTER_REQUEST: Structure = Structure {
    name: "DeleteClusterRequest",
    members: &[Member::new("cluster", "cluster", 0, Shape::String).required()],
};

static IN_DEREGISTER_TASK_DEFINITION_REQUEST: Structure = Structure {
    name: "DeregisterTaskDefinitionRequest",
    members: &[Member::new("taskDefinition", "taskDefinition", 0, Shape::String).required()],
};

static IN_DESCRIBE_CLUSTERS_REQUEST: Structure = Structure {
    name: "DescribeClustersRequest",
    members: &[
        Member::new(
            "clusters",
            "clusters",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "include",
            "include",
            1,
            Shape::List(&List { item: Shape::Enum(ENUM_CLUSTER_FIELD), wire: "member", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_TASK_DEFINITION_REQUEST: Structure = Structure {
    name: "DescribeTaskDefinitionRequest",
    members: &[
        Member::new("taskDefinition", "taskDefinition", 0, Shape::String).required(),
        Member::new(
            "include",
            "include",
            1,
            Shape::List(&List { item: Shape::Enum(ENUM_TASK_DEFINITION_FIELD), wire: "member", flattened: false }),
        ),
    ],
};

static IN_DESCRIBE_TASKS_REQUEST: Structure = Structure {
    name: "DescribeTasksRequest",
    members: &[
        Member::new("cluster", "cluster", 0, Shape::String),
        Member::new("tasks", "tasks", 1, Shape::List(&List { item: Shape::String, wire: "member", flattened: false }))
            .required(),
        Member::new(
            "include",
            "include",
            2,
            Shape::List(&List { item: Shape::Enum(ENUM_TASK_FIELD), wire: "member", flattened: false }),
        ),
    ],
};

static IN_DOCKER_VOLUME_CONFIGURATION: Structure = Structure {
    name: "DockerVolumeConfiguration",
    members: &[
        Member::new("scope", "scope", 0, Shape::Enum(ENUM_SCOPE)),
        Member::new("autoprovision", "autoprovision", 1, Shape::Boolean),
        Member::new("driver", "driver", 2, Shape::String),
        Member::new(
            "driverOpts",
            "driverOpts",
            3,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
        Member::new(
            "labels",
            "labels",
            4,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
    ],
};

static IN_EFS_AUTHORIZATION_CONFIG: Structure = Structure {
    name: "EFSAuthorizationConfig",
    members: &[
        Member::new("accessPointId", "accessPointId", 0, Shape::String),
        Member::new("iam", "iam", 1, Shape::Enum(ENUM_EFS_AUTHORIZATION_CONFIG_IAM)),
    ],
};

static IN_EFS_VOLUME_CONFIGURATION: Structure = Structure {
    name: "EFSVolumeConfiguration",
    members: &[
        Member::new("fileSystemId", "fileSystemId", 0, Shape::String).required(),
        Member::new("rootDirectory", "rootDirectory", 1, Shape::String),
        Member::new("transitEncryption", "transitEncryption", 2, Shape::Enum(ENUM_EFS_TRANSIT_ENCRYPTION)),
        Member::new("transitEncryptionPort", "transitEncryptionPort", 3, Shape::Integer(ANY)),
        Member::new("authorizationConfig", "authorizationConfig", 4, Shape::Structure(&IN_EFS_AUTHORIZATION_CONFIG)),
    ],
};

static IN_F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG: Structure = Structure {
    name: "FSxWindowsFileServerAuthorizationConfig",
    members: &[
        Member::new("credentialsParameter", "credentialsParameter", 0, Shape::String).required(),
        Member::new("domain", "domain", 1, Shape::String).required(),
    ],
};

static IN_F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION: Structure = Structure {
    name: "FSxWindowsFileServerVolumeConfiguration",
    members: &[
        Member::new("fileSystemId", "fileSystemId", 0, Shape::String).required(),
        Member::new("rootDirectory", "rootDirectory", 1, Shape::String).required(),
        Member::new(
            "authorizationConfig",
            "authorizationConfig",
            2,
            Shape::Structure(&IN_F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG),
        )
        .required(),
    ],
};

static IN_HOST_VOLUME_PROPERTIES: Structure =
    Structure { name: "HostVolumeProperties", members: &[Member::new("sourcePath", "sourcePath", 0, Shape::String)] };

static IN_KEY_VALUE_PAIR: Structure = Structure {
    name: "KeyValuePair",
    members: &[Member::new("name", "name", 0, Shape::String), Member::new("value", "value", 1, Shape::String)],
};

static IN_LIST_CLUSTERS_REQUEST: Structure = Structure {
    name: "ListClustersRequest",
    members: &[
        Member::new("nextToken", "nextToken", 0, Shape::String),
        Member::new("maxResults", "maxResults", 1, Shape::Integer(ANY)),
    ],
};

static IN_LIST_TAGS_FOR_RESOURCE_REQUEST: Structure = Structure {
    name: "ListTagsForResourceRequest",
    members: &[Member::new("resourceArn", "resourceArn", 0, Shape::String).required()],
};

static IN_LIST_TASK_DEFINITION_FAMILIES_REQUEST: Structure = Structure {
    name: "ListTaskDefinitionFamiliesRequest",
    members: &[
        Member::new("familyPrefix", "familyPrefix", 0, Shape::String),
        Member::new("status", "status", 1, Shape::Enum(ENUM_TASK_DEFINITION_FAMILY_STATUS)),
        Member::new("nextToken", "nextToken", 2, Shape::String),
        Member::new("maxResults", "maxResults", 3, Shape::Integer(ANY)),
    ],
};

static IN_LIST_TASK_DEFINITIONS_REQUEST: Structure = Structure {
    name: "ListTaskDefinitionsRequest",
    members: &[
        Member::new("familyPrefix", "familyPrefix", 0, Shape::String),
        Member::new("status", "status", 1, Shape::Enum(ENUM_TASK_DEFINITION_STATUS)),
        Member::new("sort", "sort", 2, Shape::Enum(ENUM_SORT_ORDER)),
        Member::new("nextToken", "nextToken", 3, Shape::String),
        Member::new("maxResults", "maxResults", 4, Shape::Integer(ANY)),
    ],
};

static IN_LIST_TASKS_REQUEST: Structure = Structure {
    name: "ListTasksRequest",
    members: &[
        Member::new("cluster", "cluster", 0, Shape::String),
        Member::refused("containerInstance", "containerInstance"),
        Member::new("family", "family", 1, Shape::String),
        Member::new("nextToken", "nextToken", 2, Shape::String),
        Member::new("maxResults", "maxResults", 3, Shape::Integer(ANY)),
        Member::new("startedBy", "startedBy", 4, Shape::String),
        Member::refused("serviceName", "serviceName"),
        Member::new("desiredStatus", "desiredStatus", 5, Shape::Enum(ENUM_DESIRED_STATUS)),
        Member::new("launchType", "launchType", 6, Shape::Enum(ENUM_LAUNCH_TYPE)),
        Member::refused("daemonName", "daemonName"),
    ],
};

static IN_MOUNT_POINT: Structure = Structure {
    name: "MountPoint",
    members: &[
        Member::new("sourceVolume", "sourceVolume", 0, Shape::String),
        Member::new("containerPath", "containerPath", 1, Shape::String),
        Member::new("readOnly", "readOnly", 2, Shape::Boolean),
    ],
};

static IN_NETWORK_CONFIGURATION: Structure = Structure {
    name: "NetworkConfiguration",
    members: &[Member::new(
        "awsvpcConfiguration",
        "awsvpcConfiguration",
        0,
        Shape::Structure(&IN_AWS_VPC_CONFIGURATION),
    )],
};

static IN_PORT_MAPPING: Structure = Structure {
    name: "PortMapping",
    members: &[
        Member::new("containerPort", "containerPort", 0, Shape::Integer(ANY)),
        Member::new("hostPort", "hostPort", 1, Shape::Integer(ANY)),
        Member::new("protocol", "protocol", 2, Shape::Enum(ENUM_TRANSPORT_PROTOCOL)),
        Member::new("name", "name", 3, Shape::String),
        Member::new("appProtocol", "appProtocol", 4, Shape::Enum(ENUM_APPLICATION_PROTOCOL)),
        Member::refused("containerPortRange", "containerPortRange"),
    ],
};

static IN_REGISTER_TASK_DEFINITION_REQUEST: Structure = Structure {
    name: "RegisterTaskDefinitionRequest",
    members: &[
        Member::new("family", "family", 0, Shape::String).required(),
        Member::new("taskRoleArn", "taskRoleArn", 1, Shape::String),
        Member::new("executionRoleArn", "executionRoleArn", 2, Shape::String),
        Member::new("networkMode", "networkMode", 3, Shape::Enum(ENUM_NETWORK_MODE)),
        Member::new(
            "containerDefinitions",
            "containerDefinitions",
            4,
            Shape::List(&List { item: Shape::Structure(&IN_CONTAINER_DEFINITION), wire: "member", flattened: false }),
        )
        .required(),
        Member::new(
            "volumes",
            "volumes",
            5,
            Shape::List(&List { item: Shape::Structure(&IN_VOLUME), wire: "member", flattened: false }),
        ),
        Member::new(
            "placementConstraints",
            "placementConstraints",
            6,
            Shape::List(&List {
                item: Shape::Structure(&IN_TASK_DEFINITION_PLACEMENT_CONSTRAINT),
                wire: "member",
                flattened: false,
            }),
        ),
        Member::new(
            "requiresCompatibilities",
            "requiresCompatibilities",
            7,
            Shape::List(&List { item: Shape::Enum(ENUM_COMPATIBILITY), wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 8, Shape::String),
        Member::new("memory", "memory", 9, Shape::String),
        Member::new(
            "tags",
            "tags",
            10,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "member", flattened: false }),
        ),
        Member::refused("pidMode", "pidMode"),
        Member::refused("ipcMode", "ipcMode"),
        Member::refused("proxyConfiguration", "proxyConfiguration"),
        Member::refused("inferenceAccelerators", "inferenceAccelerators"),
        Member::refused("ephemeralStorage", "ephemeralStorage"),
        Member::new("runtimePlatform", "runtimePlatform", 11, Shape::Structure(&IN_RUNTIME_PLATFORM)),
        Member::only("enableFaultInjection", "enableFaultInjection", "false"),
    ],
};

static IN_RUN_TASK_REQUEST: Structure = Structure {
    name: "RunTaskRequest",
    members: &[
        Member::refused("capacityProviderStrategy", "capacityProviderStrategy"),
        Member::new("cluster", "cluster", 0, Shape::String),
        Member::new("count", "count", 1, Shape::Integer(ANY)),
        Member::new("enableECSManagedTags", "enableECSManagedTags", 2, Shape::Boolean),
        Member::only("enableExecuteCommand", "enableExecuteCommand", "false"),
        Member::new("group", "group", 3, Shape::String),
        Member::new("launchType", "launchType", 4, Shape::Enum(ENUM_LAUNCH_TYPE)),
        Member::new("networkConfiguration", "networkConfiguration", 5, Shape::Structure(&IN_NETWORK_CONFIGURATION)),
        Member::new("overrides", "overrides", 6, Shape::Structure(&IN_TASK_OVERRIDE)),
        Member::refused("placementConstraints", "placementConstraints"),
        Member::refused("placementStrategy", "placementStrategy"),
        Member::new("platformVersion", "platformVersion", 7, Shape::String),
        Member::new("propagateTags", "propagateTags", 8, Shape::Enum(ENUM_PROPAGATE_TAGS)),
        Member::refused("referenceId", "referenceId"),
        Member::new("startedBy", "startedBy", 9, Shape::String),
        Member::new(
            "tags",
            "tags",
            10,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "member", flattened: false }),
        ),
        Member::new("taskDefinition", "taskDefinition", 11, Shape::String).required(),
        Member::new("clientToken", "clientToken", 12, Shape::String),
        Member::refused("volumeConfigurations", "volumeConfigurations"),
    ],
};

static IN_RUNTIME_PLATFORM: Structure = Structure {
    name: "RuntimePlatform",
    members: &[
        Member::new("cpuArchitecture", "cpuArchitecture", 0, Shape::Enum(ENUM_CPU_ARCHITECTURE)),
        Member::new("operatingSystemFamily", "operatingSystemFamily", 1, Shape::Enum(ENUM_OS_FAMILY)),
    ],
};

static IN_S3_FILES_VOLUME_CONFIGURATION: Structure = Structure {
    name: "S3FilesVolumeConfiguration",
    members: &[
        Member::new("fileSystemArn", "fileSystemArn", 0, Shape::String).required(),
        Member::new("rootDirectory", "rootDirectory", 1, Shape::String),
        Member::new("transitEncryptionPort", "transitEncryptionPort", 2, Shape::Integer(ANY)),
        Member::new("accessPointArn", "accessPointArn", 3, Shape::String),
    ],
};

static IN_STOP_TASK_REQUEST: Structure = Structure {
    name: "StopTaskRequest",
    members: &[
        Member::new("cluster", "cluster", 0, Shape::String),
        Member::new("task", "task", 1, Shape::String).required(),
        Member::new("reason", "reason", 2, Shape::String),
    ],
};

static IN_SYSTEM_CONTROL: Structure = Structure {
    name: "SystemControl",
    members: &[
        Member::new("namespace", "namespace", 0, Shape::String),
        Member::new("value", "value", 1, Shape::String),
    ],
};

static IN_TAG: Structure = Structure {
    name: "Tag",
    members: &[Member::new("key", "key", 0, Shape::String), Member::new("value", "value", 1, Shape::String)],
};

static IN_TAG_RESOURCE_REQUEST: Structure = Structure {
    name: "TagResourceRequest",
    members: &[
        Member::new("resourceArn", "resourceArn", 0, Shape::String).required(),
        Member::new(
            "tags",
            "tags",
            1,
            Shape::List(&List { item: Shape::Structure(&IN_TAG), wire: "member", flattened: false }),
        )
        .required(),
    ],
};

static IN_TASK_DEFINITION_PLACEMENT_CONSTRAINT: Structure = Structure {
    name: "TaskDefinitionPlacementConstraint",
    members: &[
        Member::new("type", "type", 0, Shape::Enum(ENUM_TASK_DEFINITION_PLACEMENT_CONSTRAINT_TYPE)),
        Member::new("expression", "expression", 1, Shape::String),
    ],
};

static IN_TASK_OVERRIDE: Structure = Structure {
    name: "TaskOverride",
    members: &[
        Member::new(
            "containerOverrides",
            "containerOverrides",
            0,
            Shape::List(&List { item: Shape::Structure(&IN_CONTAINER_OVERRIDE), wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 1, Shape::String),
        Member::refused("inferenceAcceleratorOverrides", "inferenceAcceleratorOverrides"),
        Member::new("executionRoleArn", "executionRoleArn", 3, Shape::String),
        Member::new("memory", "memory", 4, Shape::String),
        Member::new("taskRoleArn", "taskRoleArn", 5, Shape::String),
        Member::refused("ephemeralStorage", "ephemeralStorage"),
    ],
};

static IN_UNTAG_RESOURCE_REQUEST: Structure = Structure {
    name: "UntagResourceRequest",
    members: &[
        Member::new("resourceArn", "resourceArn", 0, Shape::String).required(),
        Member::new(
            "tagKeys",
            "tagKeys",
            1,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        )
        .required(),
    ],
};

static IN_VOLUME: Structure = Structure {
    name: "Volume",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new("host", "host", 1, Shape::Structure(&IN_HOST_VOLUME_PROPERTIES)),
        Member::new(
            "dockerVolumeConfiguration",
            "dockerVolumeConfiguration",
            2,
            Shape::Structure(&IN_DOCKER_VOLUME_CONFIGURATION),
        ),
        Member::new(
            "efsVolumeConfiguration",
            "efsVolumeConfiguration",
            3,
            Shape::Structure(&IN_EFS_VOLUME_CONFIGURATION),
        ),
        Member::new(
            "s3filesVolumeConfiguration",
            "s3filesVolumeConfiguration",
            4,
            Shape::Structure(&IN_S3_FILES_VOLUME_CONFIGURATION),
        ),
        Member::new(
            "fsxWindowsFileServerVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration",
            5,
            Shape::Structure(&IN_F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION),
        ),
        Member::new("configuredAtLaunch", "configuredAtLaunch", 6, Shape::Boolean),
    ],
};

static IN_VOLUME_FROM: Structure = Structure {
    name: "VolumeFrom",
    members: &[
        Member::new("sourceContainer", "sourceContainer", 0, Shape::String),
        Member::new("readOnly", "readOnly", 1, Shape::Boolean),
    ],
};

static OUT_ATTACHMENT: Structure = Structure {
    name: "Attachment",
    members: &[
        Member::new("id", "id", 0, Shape::String),
        Member::new("type", "type", 1, Shape::String),
        Member::new("status", "status", 2, Shape::String),
        Member::new(
            "details",
            "details",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_ATTRIBUTE: Structure = Structure {
    name: "Attribute",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new("value", "value", 1, Shape::String),
        Member::new("targetType", "targetType", 2, Shape::String),
        Member::new("targetId", "targetId", 3, Shape::String),
    ],
};

static OUT_CAPACITY_PROVIDER_STRATEGY_ITEM: Structure = Structure {
    name: "CapacityProviderStrategyItem",
    members: &[
        Member::new("capacityProvider", "capacityProvider", 0, Shape::String),
        Member::new("weight", "weight", 1, Shape::Integer(ANY)),
        Member::new("base", "base", 2, Shape::Integer(ANY)),
    ],
};

static OUT_CLUSTER: Structure = Structure {
    name: "Cluster",
    members: &[
        Member::new("clusterArn", "clusterArn", 0, Shape::String),
        Member::new("clusterName", "clusterName", 1, Shape::String),
        Member::new("configuration", "configuration", 2, Shape::Structure(&OUT_CLUSTER_CONFIGURATION)),
        Member::new("status", "status", 3, Shape::String),
        Member::new("registeredContainerInstancesCount", "registeredContainerInstancesCount", 4, Shape::Integer(ANY)),
        Member::new("runningTasksCount", "runningTasksCount", 5, Shape::Integer(ANY)),
        Member::new("pendingTasksCount", "pendingTasksCount", 6, Shape::Integer(ANY)),
        Member::new("activeServicesCount", "activeServicesCount", 7, Shape::Integer(ANY)),
        Member::new(
            "statistics",
            "statistics",
            8,
            Shape::List(&List { item: Shape::Structure(&OUT_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
        Member::new(
            "tags",
            "tags",
            9,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "member", flattened: false }),
        ),
        Member::new(
            "settings",
            "settings",
            10,
            Shape::List(&List { item: Shape::Structure(&OUT_CLUSTER_SETTING), wire: "member", flattened: false }),
        ),
        Member::new(
            "capacityProviders",
            "capacityProviders",
            11,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "defaultCapacityProviderStrategy",
            "defaultCapacityProviderStrategy",
            12,
            Shape::List(&List {
                item: Shape::Structure(&OUT_CAPACITY_PROVIDER_STRATEGY_ITEM),
                wire: "member",
                flattened: false,
            }),
        ),
        Member::new(
            "attachments",
            "attachments",
            13,
            Shape::List(&List { item: Shape::Structure(&OUT_ATTACHMENT), wire: "member", flattened: false }),
        ),
        Member::new("attachmentsStatus", "attachmentsStatus", 14, Shape::String),
        Member::new(
            "serviceConnectDefaults",
            "serviceConnectDefaults",
            15,
            Shape::Structure(&OUT_CLUSTER_SERVICE_CONNECT_DEFAULTS),
        ),
    ],
};

static OUT_CLUSTER_CONFIGURATION: Structure = Structure {
    name: "ClusterConfiguration",
    members: &[
        Member::new(
            "executeCommandConfiguration",
            "executeCommandConfiguration",
            0,
            Shape::Structure(&OUT_EXECUTE_COMMAND_CONFIGURATION),
        ),
        Member::new(
            "managedStorageConfiguration",
            "managedStorageConfiguration",
            1,
            Shape::Structure(&OUT_MANAGED_STORAGE_CONFIGURATION),
        ),
    ],
};

static OUT_CLUSTER_SERVICE_CONNECT_DEFAULTS: Structure = Structure {
    name: "ClusterServiceConnectDefaults",
    members: &[Member::new("namespace", "namespace", 0, Shape::String)],
};

static OUT_CLUSTER_SETTING: Structure = Structure {
    name: "ClusterSetting",
    members: &[Member::new("name", "name", 0, Shape::String), Member::new("value", "value", 1, Shape::String)],
};

static OUT_CONTAINER: Structure = Structure {
    name: "Container",
    members: &[
        Member::new("containerArn", "containerArn", 0, Shape::String),
        Member::new("taskArn", "taskArn", 1, Shape::String),
        Member::new("name", "name", 2, Shape::String),
        Member::new("image", "image", 3, Shape::String),
        Member::new("imageDigest", "imageDigest", 4, Shape::String),
        Member::new("runtimeId", "runtimeId", 5, Shape::String),
        Member::new("lastStatus", "lastStatus", 6, Shape::String),
        Member::new("exitCode", "exitCode", 7, Shape::Integer(ANY)),
        Member::new("reason", "reason", 8, Shape::String),
        Member::new(
            "networkBindings",
            "networkBindings",
            9,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_BINDING), wire: "member", flattened: false }),
        ),
        Member::new(
            "networkInterfaces",
            "networkInterfaces",
            10,
            Shape::List(&List { item: Shape::Structure(&OUT_NETWORK_INTERFACE), wire: "member", flattened: false }),
        ),
        Member::new("healthStatus", "healthStatus", 11, Shape::String),
        Member::new(
            "managedAgents",
            "managedAgents",
            12,
            Shape::List(&List { item: Shape::Structure(&OUT_MANAGED_AGENT), wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 13, Shape::String),
        Member::new("memory", "memory", 14, Shape::String),
        Member::new("memoryReservation", "memoryReservation", 15, Shape::String),
        Member::new(
            "gpuIds",
            "gpuIds",
            16,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
    ],
};

static OUT_CONTAINER_DEFINITION: Structure = Structure {
    name: "ContainerDefinition",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new("image", "image", 1, Shape::String),
        Member::new("repositoryCredentials", "repositoryCredentials", 2, Shape::Structure(&OUT_REPOSITORY_CREDENTIALS)),
        Member::new("cpu", "cpu", 3, Shape::Integer(ANY)),
        Member::new("memory", "memory", 4, Shape::Integer(ANY)),
        Member::new("memoryReservation", "memoryReservation", 5, Shape::Integer(ANY)),
        Member::new("links", "links", 6, Shape::List(&List { item: Shape::String, wire: "member", flattened: false })),
        Member::new(
            "portMappings",
            "portMappings",
            7,
            Shape::List(&List { item: Shape::Structure(&OUT_PORT_MAPPING), wire: "member", flattened: false }),
        ),
        Member::new("essential", "essential", 8, Shape::Boolean),
        Member::new("restartPolicy", "restartPolicy", 9, Shape::Structure(&OUT_CONTAINER_RESTART_POLICY)),
        Member::new(
            "entryPoint",
            "entryPoint",
            10,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "command",
            "command",
            11,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "environment",
            "environment",
            12,
            Shape::List(&List { item: Shape::Structure(&OUT_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
        Member::new(
            "environmentFiles",
            "environmentFiles",
            13,
            Shape::List(&List { item: Shape::Structure(&OUT_ENVIRONMENT_FILE), wire: "member", flattened: false }),
        ),
        Member::new(
            "mountPoints",
            "mountPoints",
            14,
            Shape::List(&List { item: Shape::Structure(&OUT_MOUNT_POINT), wire: "member", flattened: false }),
        ),
        Member::new(
            "volumesFrom",
            "volumesFrom",
            15,
            Shape::List(&List { item: Shape::Structure(&OUT_VOLUME_FROM), wire: "member", flattened: false }),
        ),
        Member::new("linuxParameters", "linuxParameters", 16, Shape::Structure(&OUT_LINUX_PARAMETERS)),
        Member::new(
            "secrets",
            "secrets",
            17,
            Shape::List(&List { item: Shape::Structure(&OUT_SECRET), wire: "member", flattened: false }),
        ),
        Member::new(
            "dependsOn",
            "dependsOn",
            18,
            Shape::List(&List { item: Shape::Structure(&OUT_CONTAINER_DEPENDENCY), wire: "member", flattened: false }),
        ),
        Member::new("startTimeout", "startTimeout", 19, Shape::Integer(ANY)),
        Member::new("stopTimeout", "stopTimeout", 20, Shape::Integer(ANY)),
        Member::new("versionConsistency", "versionConsistency", 21, Shape::String),
        Member::new("hostname", "hostname", 22, Shape::String),
        Member::new("user", "user", 23, Shape::String),
        Member::new("workingDirectory", "workingDirectory", 24, Shape::String),
        Member::new("disableNetworking", "disableNetworking", 25, Shape::Boolean),
        Member::new("privileged", "privileged", 26, Shape::Boolean),
        Member::new("readonlyRootFilesystem", "readonlyRootFilesystem", 27, Shape::Boolean),
        Member::new(
            "dnsServers",
            "dnsServers",
            28,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "dnsSearchDomains",
            "dnsSearchDomains",
            29,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "extraHosts",
            "extraHosts",
            30,
            Shape::List(&List { item: Shape::Structure(&OUT_HOST_ENTRY), wire: "member", flattened: false }),
        ),
        Member::new(
            "dockerSecurityOptions",
            "dockerSecurityOptions",
            31,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("interactive", "interactive", 32, Shape::Boolean),
        Member::new("pseudoTerminal", "pseudoTerminal", 33, Shape::Boolean),
        Member::new(
            "dockerLabels",
            "dockerLabels",
            34,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
        Member::new(
            "ulimits",
            "ulimits",
            35,
            Shape::List(&List { item: Shape::Structure(&OUT_ULIMIT), wire: "member", flattened: false }),
        ),
        Member::new("logConfiguration", "logConfiguration", 36, Shape::Structure(&OUT_LOG_CONFIGURATION)),
        Member::new("healthCheck", "healthCheck", 37, Shape::Structure(&OUT_HEALTH_CHECK)),
        Member::new(
            "systemControls",
            "systemControls",
            38,
            Shape::List(&List { item: Shape::Structure(&OUT_SYSTEM_CONTROL), wire: "member", flattened: false }),
        ),
        Member::new(
            "resourceRequirements",
            "resourceRequirements",
            39,
            Shape::List(&List { item: Shape::Structure(&OUT_RESOURCE_REQUIREMENT), wire: "member", flattened: false }),
        ),
        Member::new(
            "firelensConfiguration",
            "firelensConfiguration",
            40,
            Shape::Structure(&OUT_FIRELENS_CONFIGURATION),
        ),
        Member::new(
            "credentialSpecs",
            "credentialSpecs",
            41,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
    ],
};

static OUT_CONTAINER_DEPENDENCY: Structure = Structure {
    name: "ContainerDependency",
    members: &[
        Member::new("containerName", "containerName", 0, Shape::String),
        Member::new("condition", "condition", 1, Shape::String),
    ],
};

static OUT_CONTAINER_OVERRIDE: Structure = Structure {
    name: "ContainerOverride",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new(
            "command",
            "command",
            1,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new(
            "environment",
            "environment",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
        Member::new(
            "environmentFiles",
            "environmentFiles",
            3,
            Shape::List(&List { item: Shape::Structure(&OUT_ENVIRONMENT_FILE), wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 4, Shape::Integer(ANY)),
        Member::new("memory", "memory", 5, Shape::Integer(ANY)),
        Member::new("memoryReservation", "memoryReservation", 6, Shape::Integer(ANY)),
        Member::new(
            "resourceRequirements",
            "resourceRequirements",
            7,
            Shape::List(&List { item: Shape::Structure(&OUT_RESOURCE_REQUIREMENT), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_CONTAINER_RESTART_POLICY: Structure = Structure {
    name: "ContainerRestartPolicy",
    members: &[
        Member::new("enabled", "enabled", 0, Shape::Boolean),
        Member::new(
            "ignoredExitCodes",
            "ignoredExitCodes",
            1,
            Shape::List(&List { item: Shape::Integer(ANY), wire: "member", flattened: false }),
        ),
        Member::new("restartAttemptPeriod", "restartAttemptPeriod", 2, Shape::Integer(ANY)),
    ],
};

static OUT_CREATE_CLUSTER_RESPONSE: Structure = Structure {
    name: "CreateClusterResponse",
    members: &[Member::new("cluster", "cluster", 0, Shape::Structure(&OUT_CLUSTER))],
};

static OUT_DELETE_CLUSTER_RESPONSE: Structure = Structure {
    name: "DeleteClusterResponse",
    members: &[Member::new("cluster", "cluster", 0, Shape::Structure(&OUT_CLUSTER))],
};

static OUT_DEREGISTER_TASK_DEFINITION_RESPONSE: Structure = Structure {
    name: "DeregisterTaskDefinitionResponse",
    members: &[Member::new("taskDefinition", "taskDefinition", 0, Shape::Structure(&OUT_TASK_DEFINITION))],
};

static OUT_DESCRIBE_CLUSTERS_RESPONSE: Structure = Structure {
    name: "DescribeClustersResponse",
    members: &[
        Member::new(
            "clusters",
            "clusters",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_CLUSTER), wire: "member", flattened: false }),
        ),
        Member::new(
            "failures",
            "failures",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_FAILURE), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_TASK_DEFINITION_RESPONSE: Structure = Structure {
    name: "DescribeTaskDefinitionResponse",
    members: &[
        Member::new("taskDefinition", "taskDefinition", 0, Shape::Structure(&OUT_TASK_DEFINITION)),
        Member::new(
            "tags",
            "tags",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_DESCRIBE_TASKS_RESPONSE: Structure = Structure {
    name: "DescribeTasksResponse",
    members: &[
        Member::new(
            "tasks",
            "tasks",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_TASK), wire: "member", flattened: false }),
        ),
        Member::new(
            "failures",
            "failures",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_FAILURE), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_DEVICE: Structure = Structure {
    name: "Device",
    members: &[
        Member::new("hostPath", "hostPath", 0, Shape::String),
        Member::new("containerPath", "containerPath", 1, Shape::String),
        Member::new(
            "permissions",
            "permissions",
            2,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
    ],
};

static OUT_DOCKER_VOLUME_CONFIGURATION: Structure = Structure {
    name: "DockerVolumeConfiguration",
    members: &[
        Member::new("scope", "scope", 0, Shape::String),
        Member::new("autoprovision", "autoprovision", 1, Shape::Boolean),
        Member::new("driver", "driver", 2, Shape::String),
        Member::new(
            "driverOpts",
            "driverOpts",
            3,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
        Member::new(
            "labels",
            "labels",
            4,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
    ],
};

static OUT_EFS_AUTHORIZATION_CONFIG: Structure = Structure {
    name: "EFSAuthorizationConfig",
    members: &[
        Member::new("accessPointId", "accessPointId", 0, Shape::String),
        Member::new("iam", "iam", 1, Shape::String),
    ],
};

static OUT_EFS_VOLUME_CONFIGURATION: Structure = Structure {
    name: "EFSVolumeConfiguration",
    members: &[
        Member::new("fileSystemId", "fileSystemId", 0, Shape::String),
        Member::new("rootDirectory", "rootDirectory", 1, Shape::String),
        Member::new("transitEncryption", "transitEncryption", 2, Shape::String),
        Member::new("transitEncryptionPort", "transitEncryptionPort", 3, Shape::Integer(ANY)),
        Member::new("authorizationConfig", "authorizationConfig", 4, Shape::Structure(&OUT_EFS_AUTHORIZATION_CONFIG)),
    ],
};

static OUT_ENVIRONMENT_FILE: Structure = Structure {
    name: "EnvironmentFile",
    members: &[Member::new("value", "value", 0, Shape::String), Member::new("type", "type", 1, Shape::String)],
};

static OUT_EPHEMERAL_STORAGE: Structure =
    Structure { name: "EphemeralStorage", members: &[Member::new("sizeInGiB", "sizeInGiB", 0, Shape::Integer(ANY))] };

static OUT_EXECUTE_COMMAND_CONFIGURATION: Structure = Structure {
    name: "ExecuteCommandConfiguration",
    members: &[
        Member::new("kmsKeyId", "kmsKeyId", 0, Shape::String),
        Member::new("logging", "logging", 1, Shape::String),
        Member::new(
            "logConfiguration",
            "logConfiguration",
            2,
            Shape::Structure(&OUT_EXECUTE_COMMAND_LOG_CONFIGURATION),
        ),
    ],
};

static OUT_EXECUTE_COMMAND_LOG_CONFIGURATION: Structure = Structure {
    name: "ExecuteCommandLogConfiguration",
    members: &[
        Member::new("cloudWatchLogGroupName", "cloudWatchLogGroupName", 0, Shape::String),
        Member::new("cloudWatchEncryptionEnabled", "cloudWatchEncryptionEnabled", 1, Shape::Boolean),
        Member::new("s3BucketName", "s3BucketName", 2, Shape::String),
        Member::new("s3EncryptionEnabled", "s3EncryptionEnabled", 3, Shape::Boolean),
        Member::new("s3KeyPrefix", "s3KeyPrefix", 4, Shape::String),
    ],
};

static OUT_F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG: Structure = Structure {
    name: "FSxWindowsFileServerAuthorizationConfig",
    members: &[
        Member::new("credentialsParameter", "credentialsParameter", 0, Shape::String),
        Member::new("domain", "domain", 1, Shape::String),
    ],
};

static OUT_F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION: Structure = Structure {
    name: "FSxWindowsFileServerVolumeConfiguration",
    members: &[
        Member::new("fileSystemId", "fileSystemId", 0, Shape::String),
        Member::new("rootDirectory", "rootDirectory", 1, Shape::String),
        Member::new(
            "authorizationConfig",
            "authorizationConfig",
            2,
            Shape::Structure(&OUT_F_SX_WINDOWS_FILE_SERVER_AUTHORIZATION_CONFIG),
        ),
    ],
};

static OUT_FAILURE: Structure = Structure {
    name: "Failure",
    members: &[
        Member::new("arn", "arn", 0, Shape::String),
        Member::new("reason", "reason", 1, Shape::String),
        Member::new("detail", "detail", 2, Shape::String),
    ],
};

static OUT_FIRELENS_CONFIGURATION: Structure = Structure {
    name: "FirelensConfiguration",
    members: &[
        Member::new("type", "type", 0, Shape::String),
        Member::new(
            "options",
            "options",
            1,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
    ],
};

static OUT_HEALTH_CHECK: Structure = Structure {
    name: "HealthCheck",
    members: &[
        Member::new(
            "command",
            "command",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("interval", "interval", 1, Shape::Integer(ANY)),
        Member::new("timeout", "timeout", 2, Shape::Integer(ANY)),
        Member::new("retries", "retries", 3, Shape::Integer(ANY)),
        Member::new("startPeriod", "startPeriod", 4, Shape::Integer(ANY)),
    ],
};

static OUT_HOST_ENTRY: Structure = Structure {
    name: "HostEntry",
    members: &[
        Member::new("hostname", "hostname", 0, Shape::String),
        Member::new("ipAddress", "ipAddress", 1, Shape::String),
    ],
};

static OUT_HOST_VOLUME_PROPERTIES: Structure =
    Structure { name: "HostVolumeProperties", members: &[Member::new("sourcePath", "sourcePath", 0, Shape::String)] };

static OUT_INFERENCE_ACCELERATOR: Structure = Structure {
    name: "InferenceAccelerator",
    members: &[
        Member::new("deviceName", "deviceName", 0, Shape::String),
        Member::new("deviceType", "deviceType", 1, Shape::String),
    ],
};

static OUT_INFERENCE_ACCELERATOR_OVERRIDE: Structure = Structure {
    name: "InferenceAcceleratorOverride",
    members: &[
        Member::new("deviceName", "deviceName", 0, Shape::String),
        Member::new("deviceType", "deviceType", 1, Shape::String),
    ],
};

static OUT_KERNEL_CAPABILITIES: Structure = Structure {
    name: "KernelCapabilities",
    members: &[
        Member::new("add", "add", 0, Shape::List(&List { item: Shape::String, wire: "member", flattened: false })),
        Member::new("drop", "drop", 1, Shape::List(&List { item: Shape::String, wire: "member", flattened: false })),
    ],
};

static OUT_KEY_VALUE_PAIR: Structure = Structure {
    name: "KeyValuePair",
    members: &[Member::new("name", "name", 0, Shape::String), Member::new("value", "value", 1, Shape::String)],
};

static OUT_LINUX_PARAMETERS: Structure = Structure {
    name: "LinuxParameters",
    members: &[
        Member::new("capabilities", "capabilities", 0, Shape::Structure(&OUT_KERNEL_CAPABILITIES)),
        Member::new(
            "devices",
            "devices",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_DEVICE), wire: "member", flattened: false }),
        ),
        Member::new("initProcessEnabled", "initProcessEnabled", 2, Shape::Boolean),
        Member::new("sharedMemorySize", "sharedMemorySize", 3, Shape::Integer(ANY)),
        Member::new(
            "tmpfs",
            "tmpfs",
            4,
            Shape::List(&List { item: Shape::Structure(&OUT_TMPFS), wire: "member", flattened: false }),
        ),
        Member::new("maxSwap", "maxSwap", 5, Shape::Integer(ANY)),
        Member::new("swappiness", "swappiness", 6, Shape::Integer(ANY)),
    ],
};

static OUT_LIST_CLUSTERS_RESPONSE: Structure = Structure {
    name: "ListClustersResponse",
    members: &[
        Member::new(
            "clusterArns",
            "clusterArns",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("nextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_LIST_TAGS_FOR_RESOURCE_RESPONSE: Structure = Structure {
    name: "ListTagsForResourceResponse",
    members: &[Member::new(
        "tags",
        "tags",
        0,
        Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "member", flattened: false }),
    )],
};

static OUT_LIST_TASK_DEFINITION_FAMILIES_RESPONSE: Structure = Structure {
    name: "ListTaskDefinitionFamiliesResponse",
    members: &[
        Member::new(
            "families",
            "families",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("nextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_LIST_TASK_DEFINITIONS_RESPONSE: Structure = Structure {
    name: "ListTaskDefinitionsResponse",
    members: &[
        Member::new(
            "taskDefinitionArns",
            "taskDefinitionArns",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("nextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_LIST_TASKS_RESPONSE: Structure = Structure {
    name: "ListTasksResponse",
    members: &[
        Member::new(
            "taskArns",
            "taskArns",
            0,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("nextToken", "nextToken", 1, Shape::String),
    ],
};

static OUT_LOG_CONFIGURATION: Structure = Structure {
    name: "LogConfiguration",
    members: &[
        Member::new("logDriver", "logDriver", 0, Shape::String),
        Member::new(
            "options",
            "options",
            1,
            Shape::Map(&Map { value: Shape::String, key_wire: "key", value_wire: "value", flattened: false }),
        ),
        Member::new(
            "secretOptions",
            "secretOptions",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_SECRET), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_MANAGED_AGENT: Structure = Structure {
    name: "ManagedAgent",
    members: &[
        Member::new("lastStartedAt", "lastStartedAt", 0, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("name", "name", 1, Shape::String),
        Member::new("reason", "reason", 2, Shape::String),
        Member::new("lastStatus", "lastStatus", 3, Shape::String),
    ],
};

static OUT_MANAGED_STORAGE_CONFIGURATION: Structure = Structure {
    name: "ManagedStorageConfiguration",
    members: &[
        Member::new("kmsKeyId", "kmsKeyId", 0, Shape::String),
        Member::new("fargateEphemeralStorageKmsKeyId", "fargateEphemeralStorageKmsKeyId", 1, Shape::String),
    ],
};

static OUT_MOUNT_POINT: Structure = Structure {
    name: "MountPoint",
    members: &[
        Member::new("sourceVolume", "sourceVolume", 0, Shape::String),
        Member::new("containerPath", "containerPath", 1, Shape::String),
        Member::new("readOnly", "readOnly", 2, Shape::Boolean),
    ],
};

static OUT_NETWORK_BINDING: Structure = Structure {
    name: "NetworkBinding",
    members: &[
        Member::new("bindIP", "bindIP", 0, Shape::String),
        Member::new("containerPort", "containerPort", 1, Shape::Integer(ANY)),
        Member::new("hostPort", "hostPort", 2, Shape::Integer(ANY)),
        Member::new("protocol", "protocol", 3, Shape::String),
        Member::new("containerPortRange", "containerPortRange", 4, Shape::String),
        Member::new("hostPortRange", "hostPortRange", 5, Shape::String),
    ],
};

static OUT_NETWORK_INTERFACE: Structure = Structure {
    name: "NetworkInterface",
    members: &[
        Member::new("attachmentId", "attachmentId", 0, Shape::String),
        Member::new("privateIpv4Address", "privateIpv4Address", 1, Shape::String),
        Member::new("ipv6Address", "ipv6Address", 2, Shape::String),
    ],
};

static OUT_PORT_MAPPING: Structure = Structure {
    name: "PortMapping",
    members: &[
        Member::new("containerPort", "containerPort", 0, Shape::Integer(ANY)),
        Member::new("hostPort", "hostPort", 1, Shape::Integer(ANY)),
        Member::new("protocol", "protocol", 2, Shape::String),
        Member::new("name", "name", 3, Shape::String),
        Member::new("appProtocol", "appProtocol", 4, Shape::String),
        Member::new("containerPortRange", "containerPortRange", 5, Shape::String),
    ],
};

static OUT_PROXY_CONFIGURATION: Structure = Structure {
    name: "ProxyConfiguration",
    members: &[
        Member::new("type", "type", 0, Shape::String),
        Member::new("containerName", "containerName", 1, Shape::String),
        Member::new(
            "properties",
            "properties",
            2,
            Shape::List(&List { item: Shape::Structure(&OUT_KEY_VALUE_PAIR), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_REGISTER_TASK_DEFINITION_RESPONSE: Structure = Structure {
    name: "RegisterTaskDefinitionResponse",
    members: &[
        Member::new("taskDefinition", "taskDefinition", 0, Shape::Structure(&OUT_TASK_DEFINITION)),
        Member::new(
            "tags",
            "tags",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_REPOSITORY_CREDENTIALS: Structure = Structure {
    name: "RepositoryCredentials",
    members: &[Member::new("credentialsParameter", "credentialsParameter", 0, Shape::String)],
};

static OUT_RESOURCE_REQUIREMENT: Structure = Structure {
    name: "ResourceRequirement",
    members: &[Member::new("value", "value", 0, Shape::String), Member::new("type", "type", 1, Shape::String)],
};

static OUT_RUN_TASK_RESPONSE: Structure = Structure {
    name: "RunTaskResponse",
    members: &[
        Member::new(
            "tasks",
            "tasks",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_TASK), wire: "member", flattened: false }),
        ),
        Member::new(
            "failures",
            "failures",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_FAILURE), wire: "member", flattened: false }),
        ),
    ],
};

static OUT_RUNTIME_PLATFORM: Structure = Structure {
    name: "RuntimePlatform",
    members: &[
        Member::new("cpuArchitecture", "cpuArchitecture", 0, Shape::String),
        Member::new("operatingSystemFamily", "operatingSystemFamily", 1, Shape::String),
    ],
};

static OUT_S3_FILES_VOLUME_CONFIGURATION: Structure = Structure {
    name: "S3FilesVolumeConfiguration",
    members: &[
        Member::new("fileSystemArn", "fileSystemArn", 0, Shape::String),
        Member::new("rootDirectory", "rootDirectory", 1, Shape::String),
        Member::new("transitEncryptionPort", "transitEncryptionPort", 2, Shape::Integer(ANY)),
        Member::new("accessPointArn", "accessPointArn", 3, Shape::String),
    ],
};

static OUT_SECRET: Structure = Structure {
    name: "Secret",
    members: &[Member::new("name", "name", 0, Shape::String), Member::new("valueFrom", "valueFrom", 1, Shape::String)],
};

static OUT_STOP_TASK_RESPONSE: Structure =
    Structure { name: "StopTaskResponse", members: &[Member::new("task", "task", 0, Shape::Structure(&OUT_TASK))] };

static OUT_SYSTEM_CONTROL: Structure = Structure {
    name: "SystemControl",
    members: &[
        Member::new("namespace", "namespace", 0, Shape::String),
        Member::new("value", "value", 1, Shape::String),
    ],
};

static OUT_TAG: Structure = Structure {
    name: "Tag",
    members: &[Member::new("key", "key", 0, Shape::String), Member::new("value", "value", 1, Shape::String)],
};

static OUT_TAG_RESOURCE_RESPONSE: Structure = Structure { name: "TagResourceResponse", members: &[] };

static OUT_TASK: Structure = Structure {
    name: "Task",
    members: &[
        Member::new(
            "attachments",
            "attachments",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_ATTACHMENT), wire: "member", flattened: false }),
        ),
        Member::new(
            "attributes",
            "attributes",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_ATTRIBUTE), wire: "member", flattened: false }),
        ),
        Member::new("availabilityZone", "availabilityZone", 2, Shape::String),
        Member::new("capacityProviderName", "capacityProviderName", 3, Shape::String),
        Member::new("clusterArn", "clusterArn", 4, Shape::String),
        Member::new("connectivity", "connectivity", 5, Shape::String),
        Member::new("connectivityAt", "connectivityAt", 6, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("containerInstanceArn", "containerInstanceArn", 7, Shape::String),
        Member::new(
            "containers",
            "containers",
            8,
            Shape::List(&List { item: Shape::Structure(&OUT_CONTAINER), wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 9, Shape::String),
        Member::new("createdAt", "createdAt", 10, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("desiredStatus", "desiredStatus", 11, Shape::String),
        Member::new("enableExecuteCommand", "enableExecuteCommand", 12, Shape::Boolean),
        Member::new("executionStoppedAt", "executionStoppedAt", 13, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("group", "group", 14, Shape::String),
        Member::new("healthStatus", "healthStatus", 15, Shape::String),
        Member::new(
            "inferenceAccelerators",
            "inferenceAccelerators",
            16,
            Shape::List(&List { item: Shape::Structure(&OUT_INFERENCE_ACCELERATOR), wire: "member", flattened: false }),
        ),
        Member::new("lastStatus", "lastStatus", 17, Shape::String),
        Member::new("launchType", "launchType", 18, Shape::String),
        Member::new("memory", "memory", 19, Shape::String),
        Member::new("overrides", "overrides", 20, Shape::Structure(&OUT_TASK_OVERRIDE)),
        Member::new("platformVersion", "platformVersion", 21, Shape::String),
        Member::new("platformFamily", "platformFamily", 22, Shape::String),
        Member::new("pullStartedAt", "pullStartedAt", 23, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("pullStoppedAt", "pullStoppedAt", 24, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("startedAt", "startedAt", 25, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("startedBy", "startedBy", 26, Shape::String),
        Member::new("stopCode", "stopCode", 27, Shape::String),
        Member::new("stoppedAt", "stoppedAt", 28, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("stoppedReason", "stoppedReason", 29, Shape::String),
        Member::new("stoppingAt", "stoppingAt", 30, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new(
            "tags",
            "tags",
            31,
            Shape::List(&List { item: Shape::Structure(&OUT_TAG), wire: "member", flattened: false }),
        ),
        Member::new("taskArn", "taskArn", 32, Shape::String),
        Member::new("taskDefinitionArn", "taskDefinitionArn", 33, Shape::String),
        Member::new("version", "version", 34, Shape::Long(ANY)),
        Member::new("ephemeralStorage", "ephemeralStorage", 35, Shape::Structure(&OUT_EPHEMERAL_STORAGE)),
        Member::new(
            "fargateEphemeralStorage",
            "fargateEphemeralStorage",
            36,
            Shape::Structure(&OUT_TASK_EPHEMERAL_STORAGE),
        ),
    ],
};

static OUT_TASK_DEFINITION: Structure = Structure {
    name: "TaskDefinition",
    members: &[
        Member::new("taskDefinitionArn", "taskDefinitionArn", 0, Shape::String),
        Member::new(
            "containerDefinitions",
            "containerDefinitions",
            1,
            Shape::List(&List { item: Shape::Structure(&OUT_CONTAINER_DEFINITION), wire: "member", flattened: false }),
        ),
        Member::new("family", "family", 2, Shape::String),
        Member::new("taskRoleArn", "taskRoleArn", 3, Shape::String),
        Member::new("executionRoleArn", "executionRoleArn", 4, Shape::String),
        Member::new("networkMode", "networkMode", 5, Shape::String),
        Member::new("revision", "revision", 6, Shape::Integer(ANY)),
        Member::new(
            "volumes",
            "volumes",
            7,
            Shape::List(&List { item: Shape::Structure(&OUT_VOLUME), wire: "member", flattened: false }),
        ),
        Member::new("status", "status", 8, Shape::String),
        Member::new(
            "requiresAttributes",
            "requiresAttributes",
            9,
            Shape::List(&List { item: Shape::Structure(&OUT_ATTRIBUTE), wire: "member", flattened: false }),
        ),
        Member::new(
            "placementConstraints",
            "placementConstraints",
            10,
            Shape::List(&List {
                item: Shape::Structure(&OUT_TASK_DEFINITION_PLACEMENT_CONSTRAINT),
                wire: "member",
                flattened: false,
            }),
        ),
        Member::new(
            "compatibilities",
            "compatibilities",
            11,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("runtimePlatform", "runtimePlatform", 12, Shape::Structure(&OUT_RUNTIME_PLATFORM)),
        Member::new(
            "requiresCompatibilities",
            "requiresCompatibilities",
            13,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 14, Shape::String),
        Member::new("memory", "memory", 15, Shape::String),
        Member::new(
            "inferenceAccelerators",
            "inferenceAccelerators",
            16,
            Shape::List(&List { item: Shape::Structure(&OUT_INFERENCE_ACCELERATOR), wire: "member", flattened: false }),
        ),
        Member::new("pidMode", "pidMode", 17, Shape::String),
        Member::new("ipcMode", "ipcMode", 18, Shape::String),
        Member::new("proxyConfiguration", "proxyConfiguration", 19, Shape::Structure(&OUT_PROXY_CONFIGURATION)),
        Member::new("registeredAt", "registeredAt", 20, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("deregisteredAt", "deregisteredAt", 21, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("deleteRequestedAt", "deleteRequestedAt", 22, Shape::Timestamp(TimestampFormat::EpochSeconds)),
        Member::new("registeredBy", "registeredBy", 23, Shape::String),
        Member::new("ephemeralStorage", "ephemeralStorage", 24, Shape::Structure(&OUT_EPHEMERAL_STORAGE)),
        Member::new("enableFaultInjection", "enableFaultInjection", 25, Shape::Boolean),
    ],
};

static OUT_TASK_DEFINITION_PLACEMENT_CONSTRAINT: Structure = Structure {
    name: "TaskDefinitionPlacementConstraint",
    members: &[
        Member::new("type", "type", 0, Shape::String),
        Member::new("expression", "expression", 1, Shape::String),
    ],
};

static OUT_TASK_EPHEMERAL_STORAGE: Structure = Structure {
    name: "TaskEphemeralStorage",
    members: &[
        Member::new("sizeInGiB", "sizeInGiB", 0, Shape::Integer(ANY)),
        Member::new("kmsKeyId", "kmsKeyId", 1, Shape::String),
    ],
};

static OUT_TASK_OVERRIDE: Structure = Structure {
    name: "TaskOverride",
    members: &[
        Member::new(
            "containerOverrides",
            "containerOverrides",
            0,
            Shape::List(&List { item: Shape::Structure(&OUT_CONTAINER_OVERRIDE), wire: "member", flattened: false }),
        ),
        Member::new("cpu", "cpu", 1, Shape::String),
        Member::new(
            "inferenceAcceleratorOverrides",
            "inferenceAcceleratorOverrides",
            2,
            Shape::List(&List {
                item: Shape::Structure(&OUT_INFERENCE_ACCELERATOR_OVERRIDE),
                wire: "member",
                flattened: false,
            }),
        ),
        Member::new("executionRoleArn", "executionRoleArn", 3, Shape::String),
        Member::new("memory", "memory", 4, Shape::String),
        Member::new("taskRoleArn", "taskRoleArn", 5, Shape::String),
        Member::new("ephemeralStorage", "ephemeralStorage", 6, Shape::Structure(&OUT_EPHEMERAL_STORAGE)),
    ],
};

static OUT_TMPFS: Structure = Structure {
    name: "Tmpfs",
    members: &[
        Member::new("containerPath", "containerPath", 0, Shape::String),
        Member::new("size", "size", 1, Shape::Integer(ANY)),
        Member::new(
            "mountOptions",
            "mountOptions",
            2,
            Shape::List(&List { item: Shape::String, wire: "member", flattened: false }),
        ),
    ],
};

static OUT_ULIMIT: Structure = Structure {
    name: "Ulimit",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new("softLimit", "softLimit", 1, Shape::Integer(ANY)),
        Member::new("hardLimit", "hardLimit", 2, Shape::Integer(ANY)),
    ],
};

static OUT_UNTAG_RESOURCE_RESPONSE: Structure = Structure { name: "UntagResourceResponse", members: &[] };

static OUT_VOLUME: Structure = Structure {
    name: "Volume",
    members: &[
        Member::new("name", "name", 0, Shape::String),
        Member::new("host", "host", 1, Shape::Structure(&OUT_HOST_VOLUME_PROPERTIES)),
        Member::new(
            "dockerVolumeConfiguration",
            "dockerVolumeConfiguration",
            2,
            Shape::Structure(&OUT_DOCKER_VOLUME_CONFIGURATION),
        ),
        Member::new(
            "efsVolumeConfiguration",
            "efsVolumeConfiguration",
            3,
            Shape::Structure(&OUT_EFS_VOLUME_CONFIGURATION),
        ),
        Member::new(
            "s3filesVolumeConfiguration",
            "s3filesVolumeConfiguration",
            4,
            Shape::Structure(&OUT_S3_FILES_VOLUME_CONFIGURATION),
        ),
        Member::new(
            "fsxWindowsFileServerVolumeConfiguration",
            "fsxWindowsFileServerVolumeConfiguration",
            5,
            Shape::Structure(&OUT_F_SX_WINDOWS_FILE_SERVER_VOLUME_CONFIGURATION),
        ),
        Member::new("configuredAtLaunch", "configuredAtLaunch", 6, Shape::Boolean),
    ],
};

static OUT_VOLUME_FROM: Structure = Structure {
    name: "VolumeFrom",
    members: &[
        Member::new("sourceContainer", "sourceContainer", 0, Shape::String),
        Member::new("readOnly", "readOnly", 1, Shape::Boolean),
    ],
};

/// The values of `ApplicationProtocol`.
static ENUM_APPLICATION_PROTOCOL: &[&str] = &["http", "http2", "grpc"];

/// The values of `AssignPublicIp`.
static ENUM_ASSIGN_PUBLIC_IP: &[&str] = &["ENABLED", "DISABLED"];

/// The values of `CPUArchitecture`.
static ENUM_CPU_ARCHITECTURE: &[&str] = &["X86_64", "ARM64"];

/// The values of `ClusterField`.
static ENUM_CLUSTER_FIELD: &[&str] = &["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"];

/// The values of `ClusterSettingName`.
static ENUM_CLUSTER_SETTING_NAME: &[&str] = &["containerInsights"];

/// The values of `Compatibility`.
static ENUM_COMPATIBILITY: &[&str] = &["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];

/// The values of `DesiredStatus`.
static ENUM_DESIRED_STATUS: &[&str] = &["RUNNING", "PENDING", "STOPPED"];

/// The values of `EFSAuthorizationConfigIAM`.
static ENUM_EFS_AUTHORIZATION_CONFIG_IAM: &[&str] = &["ENABLED", "DISABLED"];

/// The values of `EFSTransitEncryption`.
static ENUM_EFS_TRANSIT_ENCRYPTION: &[&str] = &["ENABLED", "DISABLED"];

/// The values of `LaunchType`.
static ENUM_LAUNCH_TYPE: &[&str] = &["EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"];

/// The values of `NetworkMode`.
static ENUM_NETWORK_MODE: &[&str] = &["bridge", "host", "awsvpc", "none"];

/// The values of `OSFamily`.
static ENUM_OS_FAMILY: &[&str] = &[
    "WINDOWS_SERVER_2019_FULL",
    "WINDOWS_SERVER_2019_CORE",
    "WINDOWS_SERVER_2016_FULL",
    "WINDOWS_SERVER_2004_CORE",
    "WINDOWS_SERVER_2022_CORE",
    "WINDOWS_SERVER_2022_FULL",
    "WINDOWS_SERVER_2025_CORE",
    "WINDOWS_SERVER_2025_FULL",
    "WINDOWS_SERVER_20H2_CORE",
    "LINUX",
];

/// The values of `PropagateTags`.
static ENUM_PROPAGATE_TAGS: &[&str] = &["TASK_DEFINITION", "SERVICE", "NONE"];

/// The values of `Scope`.
static ENUM_SCOPE: &[&str] = &["task", "shared"];

/// The values of `SortOrder`.
static ENUM_SORT_ORDER: &[&str] = &["ASC", "DESC"];

/// The values of `TaskDefinitionFamilyStatus`.
static ENUM_TASK_DEFINITION_FAMILY_STATUS: &[&str] = &["ACTIVE", "INACTIVE", "ALL"];

/// The values of `TaskDefinitionField`.
static ENUM_TASK_DEFINITION_FIELD: &[&str] = &["TAGS"];

/// The values of `TaskDefinitionPlacementConstraintType`.
static ENUM_TASK_DEFINITION_PLACEMENT_CONSTRAINT_TYPE: &[&str] = &["memberOf"];

/// The values of `TaskDefinitionStatus`.
static ENUM_TASK_DEFINITION_STATUS: &[&str] = &["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"];

/// The values of `TaskField`.
static ENUM_TASK_FIELD: &[&str] = &["TAGS"];

/// The values of `TransportProtocol`.
static ENUM_TRANSPORT_PROTOCOL: &[&str] = &["tcp", "udp"];
