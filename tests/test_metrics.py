"""What `/metrics` says: all that docs/metrics.md lists and nothing else, and what traffic makes of it."""

import re

import pytest
from metrics import samples, value
from server import ROOT, eventually
from tasks import NO_ANSWER, REACHED, Stream, serving, streaming

FAST = {"Delay": 1, "MaxAttempts": 30}


def documented():
    """Type, unit and labels of each metric, by the name of its samples."""
    rows = re.findall(r"^\| `(minato_\w+)` \| (\w+) \| (\w*) \| ([^|]*) \|", (ROOT / "docs/metrics.md").read_text(), re.M)
    return {name: (kind, unit, set(re.findall(r"`(\w+)`", labels))) for name, kind, unit, labels in rows}


def exposed(server):
    """As `documented`."""
    text, found = samples(server)
    units = dict(re.findall(r"^# UNIT (\w+) (\w+)$", text, re.M))
    metrics = {}
    for family, kind in re.findall(r"^# TYPE (\w+) (\w+)$", text, re.M):
        name = family + "_total" if kind == "counter" else family
        ends = ["_bucket", "_sum", "_count"] if kind == "histogram" else [""]
        labels = set().union(*(its for each, its, _ in found if each in [name + end for end in ends]))
        metrics[name] = (kind, units.get(family, ""), labels - ({"le"} if kind == "histogram" else set()))
    return metrics


def test_without_a_data_plane_what_is_exposed_is_listed(apis):
    apis.client("sts").get_caller_identity()
    shown = exposed(apis)
    assert shown.items() <= documented().items()
    assert {"minato_api_request_duration_seconds", "minato_store_size_bytes", "minato_tasks"} <= shown.keys()


def test_requests_and_their_durations_are_counted(apis):
    sts = apis.client("sts")
    labels = {"service": "sts", "operation": "GetCallerIdentity"}
    sts.get_caller_identity()
    before = value(apis, "minato_api_request_duration_seconds_count", **labels)
    unknown = value(apis, "minato_api_unknown_requests_total")
    revision, size = value(apis, "minato_store_revision"), value(apis, "minato_store_size_bytes")
    for _ in range(3):
        sts.get_caller_identity()
    apis.http("/", "POST", b"Action=NoSuchThing")
    apis.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")
    assert value(apis, "minato_api_request_duration_seconds_count", **labels) == before + 3
    assert value(apis, "minato_api_request_duration_seconds_bucket", le="+Inf", **labels) == before + 3
    assert value(apis, "minato_api_requests_total", code="OK", **labels) == before + 3
    assert value(apis, "minato_api_unknown_requests_total") == unknown + 1
    assert value(apis, "minato_store_revision") > revision and size > 0


@pytest.mark.kernel
def test_all_that_is_listed_is_exposed_and_nothing_else(kernel, network):
    [a] = network.run(network.define(serving(8080)), network.public, network.a)
    gateway = network.ec2.create_nat_gateway(SubnetId=network.private, ConnectivityType="private")
    network.ec2.get_waiter("nat_gateway_available").wait(
        NatGatewayIds=[gateway["NatGateway"]["NatGatewayId"]], WaiterConfig=FAST)
    assert exposed(kernel) == documented()
    assert value(kernel, "minato_interface_info", interface=a.interface, address=a.address, owner=a.arn) == 1
    assert value(kernel, "minato_containers", state="running") == 1
    assert value(kernel, "minato_agent_part_healthy", part="network") == 1
    eventually(lambda: value(kernel, "minato_agent_applied_revision") == value(kernel, "minato_store_revision"))


@pytest.mark.kernel
def test_an_eni_shows_its_packets_and_what_is_left_of_its_allowance(kernel, network):
    family = network.define(streaming(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    network.allow(network.b, network.a, 8080)
    b.listens(8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)

    def packets(task, direction, verdict, what="packets"):
        return value(kernel, f"minato_interface_{what}_total", interface=task.interface, direction=direction, verdict=verdict)

    def conntrack(name, task=a):
        return value(kernel, f"minato_conntrack_{name}", interface=task.interface)

    eventually(lambda: conntrack("flows") == 0)
    limit = conntrack("limit")
    assert limit > 0 and conntrack("allowance_available") == limit
    assert conntrack("allowance_exceeded_total") == 0
    with Stream(a, b, 8080) as stream:
        stream.progresses()
        before = [packets(a, "egress", "accepted"), packets(b, "ingress", "accepted"), packets(a, "egress", "accepted", "bytes")]
        assert (conntrack("flows"), conntrack("allowance_available")) == (1, limit - 1)
        assert (conntrack("flows", b), conntrack("allowance_available", b)) == (0, limit)
        stream.progresses()
        after = [packets(a, "egress", "accepted"), packets(b, "ingress", "accepted"), packets(a, "egress", "accepted", "bytes")]
        assert all(now > then for now, then in zip(after, before, strict=True))
        assert after[2] - before[2] >= 40 * (after[0] - before[0]), "each packet has headers"
    eventually(lambda: conntrack("flows") == 0 and conntrack("allowance_available") == limit)

    denied = packets(b, "ingress", "dropped")
    by_reason = value(kernel, "minato_dropped_packets_total", reason="ingress-denied")
    assert a.connect(b, 9090) == NO_ANSWER
    assert packets(b, "ingress", "dropped") > denied
    assert value(kernel, "minato_dropped_packets_total", reason="ingress-denied") > by_reason
    assert value(kernel, "minato_dropped_packets_total", reason="vxlan") == 0


@pytest.mark.kernel
def test_the_agent_counts_its_own_work(kernel, network):
    def work(name):
        return value(kernel, f"minato_agent_{name}")

    [a] = network.run(network.define(serving(8080)), network.public, network.a)
    applied, written, deleted = work("apply_duration_seconds_count"), work("entries_written_total"), work("entries_deleted_total")
    rules = value(kernel, "minato_table_entries", table="rules")
    network.allow(network.a, network.a, 8080)
    assert work("apply_duration_seconds_count") > applied and work("entries_written_total") > written
    assert work("compile_duration_seconds_count") >= work("apply_duration_seconds_count")
    assert rules < value(kernel, "minato_table_entries", table="rules") < value(kernel, "minato_table_limit", table="rules")
    network.ec2.revoke_security_group_ingress(GroupId=network.a, IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "UserIdGroupPairs": [{"GroupId": network.a}]}])
    assert work("entries_deleted_total") > deleted
    repaired = value(kernel, "minato_agent_repairs_total", what="link")
    assert a.run("ip", "link", "delete", "eth0").returncode == 0
    eventually(lambda: value(kernel, "minato_agent_repairs_total", what="link") > repaired, seconds=60)
    rejected = value(kernel, "minato_flow_events_total", event="rejected")
    assert a.connect("10.0.1.250", 8080) == NO_ANSWER
    eventually(lambda: value(kernel, "minato_flow_events_total", event="rejected") > rejected)
