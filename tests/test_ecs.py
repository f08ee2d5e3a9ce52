"""Clusters, task definitions and tasks, on the APIs alone: the state machine, bad input, what is not there."""

import itertools

import pytest
from errors import code_of, error_of

FAST = {"Delay": 1, "MaxAttempts": 30}
_names = itertools.count()


@pytest.fixture
def cluster(ecs):
    name = f"cluster-{next(_names)}"
    ecs.create_cluster(clusterName=name)
    return name


@pytest.fixture
def family(ecs):
    name = f"family-{next(_names)}"
    register(ecs, name)
    return name


@pytest.fixture
def network(ec2, vpc):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(VpcId=vpc, GroupName="tasks", Description="tasks")["GroupId"]
    return {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}}


def definition(family, **changes):
    return {
        "family": family, "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
        "containerDefinitions": [{"name": "web", "image": "web:1"}], **changes,
    }


def register(ecs, family, **changes):
    return ecs.register_task_definition(**definition(family, **changes))["taskDefinition"]


def run(ecs, cluster, family, network, **changes):
    return ecs.run_task(**{"cluster": cluster, "taskDefinition": family, "launchType": "FARGATE",
                           "networkConfiguration": network, **changes})


def free(ec2, network):
    [subnet] = network["awsvpcConfiguration"]["subnets"]
    return ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"]


def test_clusters(ecs, cluster):
    described = ecs.describe_clusters(clusters=[cluster, "nothing"])
    assert [(c["clusterName"], c["status"]) for c in described["clusters"]] == [(cluster, "ACTIVE")]
    assert described["failures"][0]["reason"] == "MISSING"
    arn = described["clusters"][0]["clusterArn"]
    assert arn == f"arn:aws:ecs:us-east-1:123456789012:cluster/{cluster}"
    assert ecs.create_cluster(clusterName=cluster)["cluster"]["clusterArn"] == arn
    assert arn in ecs.list_clusters()["clusterArns"]
    assert ecs.delete_cluster(cluster=cluster)["cluster"]["status"] == "INACTIVE"
    assert code_of(ecs.delete_cluster, cluster="nothing") == "ClusterNotFoundException"
    assert code_of(ecs.create_cluster, clusterName="not a name!") == "InvalidParameterException"


def test_a_cluster_with_tasks_stays(ecs, cluster, family, network):
    run(ecs, cluster, family, network)
    assert code_of(ecs.delete_cluster, cluster=cluster) == "ClusterContainsTasksException"


def test_task_definitions_have_revisions(ecs, family):
    second = register(ecs, family)
    assert (second["family"], second["revision"], second["status"]) == (family, 2, "ACTIVE")
    assert second["taskDefinitionArn"].endswith(f":task-definition/{family}:2")
    for name in (family, f"{family}:2", second["taskDefinitionArn"]):
        assert ecs.describe_task_definition(taskDefinition=name)["taskDefinition"]["revision"] == 2
    assert len(ecs.list_task_definitions(familyPrefix=family)["taskDefinitionArns"]) == 2
    assert ecs.list_task_definition_families(familyPrefix=family)["families"] == [family]
    gone = ecs.deregister_task_definition(taskDefinition=f"{family}:2")["taskDefinition"]
    assert gone["status"] == "INACTIVE"
    assert ecs.describe_task_definition(taskDefinition=family)["taskDefinition"]["revision"] == 1
    assert len(ecs.list_task_definitions(familyPrefix=family, status="INACTIVE")["taskDefinitionArns"]) == 1
    assert code_of(ecs.describe_task_definition, taskDefinition="nothing") == "ClientException"
    assert code_of(ecs.deregister_task_definition, taskDefinition=f"{family}:9") == "ClientException"


@pytest.mark.parametrize("changes", [
    {"family": "not a family!"},
    {"containerDefinitions": []},
    {"containerDefinitions": [{"name": "web", "image": "a"}, {"name": "web", "image": "b"}]},
    {"containerDefinitions": [{"name": "web", "image": "a", "essential": False}]},
    {"containerDefinitions": [{"name": "w e b", "image": "a"}]},
    {"cpu": "100"},
    {"cpu": "256", "memory": "4096"},
    {"cpu": "many"},
    {"networkMode": "bridge"},
    {"networkMode": "host"},
    {"containerDefinitions": [{"name": "web", "image": "a", "portMappings": [{"containerPort": 80, "hostPort": 8080}]}]},
    {"containerDefinitions": [{"name": "web", "image": "a", "portMappings": [{"containerPort": 70000}]}]},
    {"volumes": [{"name": "data", "host": {}}]},
])
def test_task_definitions_that_cannot_be(ecs, changes):
    assert code_of(ecs.register_task_definition, **{**definition(f"bad-{next(_names)}"), **changes}) == "ClientException"


def test_values_that_no_enumeration_has(ecs):
    assert code_of(register, ecs=ecs, family="bad", networkMode="token-ring") == "InvalidParameterException"


def test_a_task_goes_its_way(ecs, ec2, cluster, family, network):
    started = run(ecs, cluster, family, network, count=2, startedBy="tests", tags=[{"key": "k", "value": "v"}])
    assert started["failures"] == [] and len(started["tasks"]) == 2
    arns = [task["taskArn"] for task in started["tasks"]]
    assert {task["lastStatus"] for task in started["tasks"]} == {"PROVISIONING"}
    ecs.get_waiter("tasks_running").wait(cluster=cluster, tasks=arns, WaiterConfig=FAST)
    assert free(ec2, network) == 249
    tasks = ecs.describe_tasks(cluster=cluster, tasks=arns, include=["TAGS"])["tasks"]
    for task in tasks:
        assert (task["lastStatus"], task["desiredStatus"], task["connectivity"]) == ("RUNNING", "RUNNING", "CONNECTED")
        assert task["tags"] == [{"key": "k", "value": "v"}]
        [attachment] = task["attachments"]
        assert (attachment["type"], attachment["status"]) == ("ElasticNetworkInterface", "ATTACHED")
        details = {detail["name"]: detail["value"] for detail in attachment["details"]}
        assert details["subnetId"] == network["awsvpcConfiguration"]["subnets"][0]
        [eni] = ec2.describe_network_interfaces(NetworkInterfaceIds=[details["networkInterfaceId"]])["NetworkInterfaces"]
        assert (eni["PrivateIpAddress"], eni["MacAddress"]) == (details["privateIPv4Address"], details["macAddress"])
        assert eni["Status"] == "in-use" and eni["RequesterManaged"]
        # The service's ENI is not the user's to delete.
        assert code_of(ec2.delete_network_interface, NetworkInterfaceId=eni["NetworkInterfaceId"]) == "InvalidParameterValue"
    assert sorted(ecs.list_tasks(cluster=cluster)["taskArns"]) == sorted(arns)
    assert ecs.list_tasks(cluster=cluster, startedBy="tests", desiredStatus="RUNNING")["taskArns"] != []
    assert ecs.list_tasks(cluster=cluster, family="other")["taskArns"] == []

    assert ecs.stop_task(cluster=cluster, task=arns[0], reason="enough")["task"]["desiredStatus"] == "STOPPED"
    ecs.get_waiter("tasks_stopped").wait(cluster=cluster, tasks=arns[:1], WaiterConfig=FAST)
    [stopped] = ecs.describe_tasks(cluster=cluster, tasks=arns[:1])["tasks"]
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "enough")
    assert free(ec2, network) == 250
    assert ecs.list_tasks(cluster=cluster, desiredStatus="STOPPED")["taskArns"] == arns[:1]


def test_tasks_that_are_not_there(ecs, cluster):
    unknown = "0123456789abcdef0123456789abcdef"
    assert ecs.describe_tasks(cluster=cluster, tasks=[unknown])["failures"][0]["reason"] == "MISSING"
    assert code_of(ecs.stop_task, cluster=cluster, task=unknown) == "InvalidParameterException"
    assert code_of(ecs.describe_tasks, cluster="nothing", tasks=[unknown]) == "ClusterNotFoundException"
    assert code_of(ecs.list_tasks, cluster="nothing") == "ClusterNotFoundException"


def test_tasks_that_cannot_be_run(ecs, ec2, vpc, cluster, family, network):
    def code(**changes):
        return code_of(run, ecs=ecs, cluster=cluster, family=family, network=network, **changes)

    def awsvpc(**changes):
        return {"awsvpcConfiguration": {**network["awsvpcConfiguration"], **changes}}

    invalid = "InvalidParameterException"
    assert code_of(run, ecs=ecs, cluster="nothing", family=family, network=network) == "ClusterNotFoundException"
    assert code_of(run, ecs=ecs, cluster=cluster, family="nothing", network=network) == "ClientException"
    assert code_of(ecs.run_task, cluster=cluster, taskDefinition=family, launchType="FARGATE") == invalid
    assert code(count=0) == invalid and code(count=11) == invalid
    for changes in (
        {"subnets": []}, {"subnets": ["subnet-0123456789abcdef0"]}, {"subnets": ["nonsense"]},
        {"securityGroups": ["sg-0123456789abcdef0"]}, {"securityGroups": ["sg-0123456789abcdef0"] * 6},
        {"assignPublicIp": "PERHAPS"},
    ):
        assert code_of(run, ecs=ecs, cluster=cluster, family=family, network=awsvpc(**changes)) == invalid, changes
    elsewhere = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    stranger = ec2.create_security_group(VpcId=elsewhere, GroupName="s", Description="-")["GroupId"]
    assert code_of(run, ecs=ecs, cluster=cluster, family=family, network=awsvpc(securityGroups=[stranger])) == invalid
    ecs.deregister_task_definition(taskDefinition=f"{family}:1")
    assert code_of(run, ecs=ecs, cluster=cluster, family=f"{family}:1", network=network) == invalid
    # No revision of it is left that its bare name could mean.
    assert code() == "ClientException"
    assert free(ec2, network) == 251


def test_a_subnet_that_runs_out(ecs, ec2, vpc, cluster, family):
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.9.0/28")["Subnet"]["SubnetId"]
    network = {"awsvpcConfiguration": {"subnets": [subnet]}}
    for _ in range(11):
        assert run(ecs, cluster, family, network)["failures"] == []
    # Fargate takes the task, and it fails to start.
    [task] = run(ecs, cluster, family, network)["tasks"]
    [task] = ecs.describe_tasks(cluster=cluster, tasks=[task["taskArn"]])["tasks"]
    assert (task["lastStatus"], task["stopCode"]) == ("STOPPED", "TaskFailedToStart")
    assert "InsufficientFreeAddressesInSubnet" in task["stoppedReason"]
    assert free(ec2, network) == 0


def test_a_client_token_runs_a_task_once(ecs, cluster, family, network):
    first = run(ecs, cluster, family, network, clientToken="once")["tasks"][0]["taskArn"]
    assert run(ecs, cluster, family, network, clientToken="once")["tasks"][0]["taskArn"] == first
    assert ecs.list_tasks(cluster=cluster)["taskArns"] == [first]


def test_tags_of_ecs_resources(ecs, cluster, family):
    arn = ecs.describe_clusters(clusters=[cluster])["clusters"][0]["clusterArn"]
    ecs.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
    ecs.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert ecs.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "b", "value": "2"}]
    assert code_of(ecs.list_tags_for_resource, resourceArn="nonsense") == "InvalidParameterException"
    missing = arn.replace(cluster, "nothing")
    assert code_of(ecs.tag_resource, resourceArn=missing, tags=[]) == "ClusterNotFoundException"


@pytest.mark.parametrize("operation, key", [
    ("list_clusters", "clusterArns"), ("list_task_definitions", "taskDefinitionArns"),
    ("list_task_definition_families", "families"), ("list_tasks", "taskArns"),
])
def test_pages_hold_everything_once(ecs, cluster, network, operation, key):
    parameters = {}
    for number in range(5):
        family = f"paged-{next(_names)}"
        ecs.create_cluster(clusterName=family)
        register(ecs, family)
        if operation == "list_tasks":
            parameters = {"cluster": cluster}
            run(ecs, cluster, family, network)
    everything = getattr(ecs, operation)(**parameters)[key]
    assert len(everything) >= 5
    pages = list(ecs.get_paginator(operation).paginate(**parameters, PaginationConfig={"PageSize": 2}))
    assert [item for page in pages for item in page[key]] == everything
    assert len(pages) >= 3
    code, _, _ = error_of(getattr(ecs, operation), **parameters, nextToken="nonsense")
    assert code == "InvalidParameterException"
