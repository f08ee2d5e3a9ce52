"""Paths and analyses of network insights as resources: success, unknown ids, malformed input, what is in use."""

import pytest
from errors import code_of, error_of
from insights import analysed, arn, ended, path_between, token, two_interfaces
from server import ACCOUNT, REGION

PATH, ANALYSIS = "nip-0123456789abcdef0", "nia-0123456789abcdef0"
NO_ENI = "eni-0123456789abcdef0"


@pytest.fixture
def enis(ec2, vpc):
    return two_interfaces(ec2, vpc)


def described(ec2, *paths, **more):
    return ec2.describe_network_insights_paths(**({"NetworkInsightsPathIds": list(paths)} if paths else {}), **more)[
        "NetworkInsightsPaths"]


def test_the_life_of_a_path(ec2, enis):
    one, other = enis
    tags = [{"Key": "Name", "Value": "web"}]
    made = ec2.create_network_insights_path(
        Source=one, Destination=arn("network-interface", other), Protocol="tcp", DestinationPort=443,
        TagSpecifications=[{"ResourceType": "network-insights-path", "Tags": tags}],
    )["NetworkInsightsPath"]
    path = made["NetworkInsightsPathId"]
    assert path.startswith("nip-") and made.pop("CreatedDate")
    assert made == {
        "NetworkInsightsPathId": path, "NetworkInsightsPathArn": arn("network-insights-path", path),
        "Source": one, "SourceArn": arn("network-interface", one),
        "Destination": other, "DestinationArn": arn("network-interface", other),
        "Protocol": "tcp", "DestinationPort": 443, "Tags": tags,
    }
    [shown] = described(ec2, path)
    assert shown.pop("CreatedDate") and shown == made
    assert ec2.delete_network_insights_path(NetworkInsightsPathId=path)["NetworkInsightsPathId"] == path
    assert code_of(ec2.delete_network_insights_path, NetworkInsightsPathId=path) == "InvalidNetworkInsightsPathId.NotFound"


def test_the_life_of_an_analysis(ec2, enis):
    path = path_between(ec2, *enis)
    tags = [{"Key": "Name", "Value": "look"}]
    specification = [{"ResourceType": "network-insights-analysis", "Tags": tags}]
    started = ec2.start_network_insights_analysis(NetworkInsightsPathId=path, TagSpecifications=specification)[
        "NetworkInsightsAnalysis"]
    analysis = started["NetworkInsightsAnalysisId"]
    assert started.pop("StartDate") and started == {
        "NetworkInsightsAnalysisId": analysis,
        "NetworkInsightsAnalysisArn": arn("network-insights-analysis", analysis),
        "NetworkInsightsPathId": path, "Status": "running", "Tags": tags,
    }
    shown = ended(ec2, analysis)
    assert (shown["Status"], shown["NetworkPathFound"], shown["Tags"]) == ("succeeded", True, tags)
    assert "Explanations" not in shown and "StatusMessage" not in shown

    # The path stays as long as its analysis.
    code, message, status = error_of(ec2.delete_network_insights_path, NetworkInsightsPathId=path)
    assert (code, status) == ("AnalysisExistsForNetworkInsightsPath", 400) and path in message
    gone = ec2.delete_network_insights_analysis(NetworkInsightsAnalysisId=analysis)
    assert gone["NetworkInsightsAnalysisId"] == analysis
    assert code_of(ec2.delete_network_insights_analysis, NetworkInsightsAnalysisId=analysis) == \
        "InvalidNetworkInsightsAnalysisId.NotFound"
    ec2.delete_network_insights_path(NetworkInsightsPathId=path)


def test_unknown_and_malformed_ids(ec2):
    for call, member in [
        (ec2.delete_network_insights_path, "NetworkInsightsPathId"),
        (ec2.start_network_insights_analysis, "NetworkInsightsPathId"),
        (ec2.describe_network_insights_analyses, "NetworkInsightsPathId"),
    ]:
        assert code_of(call, **{member: PATH}) == "InvalidNetworkInsightsPathId.NotFound"
        assert code_of(call, **{member: "nonsense"}) == "InvalidNetworkInsightsPathId.Malformed"
        assert code_of(call, **{member: ANALYSIS}) == "InvalidNetworkInsightsPathId.Malformed"
    assert code_of(ec2.describe_network_insights_paths, NetworkInsightsPathIds=[PATH]) == \
        "InvalidNetworkInsightsPathId.NotFound"
    assert code_of(ec2.describe_network_insights_paths, NetworkInsightsPathIds=["nip-1"]) == \
        "InvalidNetworkInsightsPathId.Malformed"
    for call, member in [
        (ec2.delete_network_insights_analysis, "NetworkInsightsAnalysisId"),
        (ec2.describe_network_insights_analyses, "NetworkInsightsAnalysisIds"),
    ]:
        as_member = (lambda text: [text]) if member.endswith("s") else (lambda text: text)
        assert code_of(call, **{member: as_member(ANALYSIS)}) == "InvalidNetworkInsightsAnalysisId.NotFound"
        assert code_of(call, **{member: as_member("nonsense")}) == "InvalidNetworkInsightsAnalysisId.Malformed"
    for call in (ec2.delete_network_insights_path, ec2.start_network_insights_analysis,
                 ec2.delete_network_insights_analysis):
        assert code_of(call) == "MissingParameter"


def test_ends_that_are_not_there(ec2, enis):
    one, other = enis

    def refused(**parameters):
        return error_of(ec2.create_network_insights_path, **{"Source": one, "Protocol": "tcp", **parameters})[:2]

    absent = (NO_ENI, "i-0123456789abcdef0", "igw-0123456789abcdef0", "vgw-0123456789abcdef0", "pcx-0123456789abcdef0",
              "vpce-0123456789abcdef0", "tgw-0123456789abcdef0", arn("network-interface", NO_ENI),
              arn("network-interface", other).replace(ACCOUNT, "210987654321"),
              arn("network-interface", other).replace(REGION, "eu-west-1"))
    for end in absent:
        code, message = refused(Destination=end)
        assert code == "NetworkInsightsDestination.NotFound" and end.rsplit("/")[-1] in message
        assert refused(Source=end, Destination=other)[0] == "NetworkInsightsSource.NotFound"
    subnet = ec2.describe_network_interfaces(NetworkInterfaceIds=[one])["NetworkInterfaces"][0]["SubnetId"]
    for end in ("nonsense", "eni-xyz", subnet, "arn:aws:ec2:nonsense", "10.0.1.4"):
        code, message = refused(Destination=end)
        assert code == "InvalidParameterValue" and end in message
        assert refused(Source=end, Destination=other)[0] == "InvalidParameterValue"


def test_questions_that_are_none(ec2, enis):
    one, other = enis

    def refused(**parameters):
        return code_of(ec2.create_network_insights_path,
                       **{"Source": one, "Destination": other, "Protocol": "tcp", **parameters})

    ports = {"DestinationPortRange": {"FromPort": 80, "ToPort": 81}}
    for bad in ({"FilterAtSource": ports, "DestinationPort": 80}, {"FilterAtSource": ports, "SourceIp": "10.0.1.4"},
                {"FilterAtDestination": ports, "DestinationIp": "10.0.1.5"}):
        assert refused(**bad) == "InvalidParameterCombination", bad
    for bad in ({"SourceIp": "10.0.1"}, {"DestinationIp": "300.1.1.1"}, {"SourceIp": "::1"},
                {"FilterAtSource": {"SourceAddress": "x"}},
                {"FilterAtSource": {"SourcePortRange": {"FromPort": 2, "ToPort": 1}}},
                {"DestinationPort": -1}, {"DestinationPort": 65536}, {"Protocol": "icmp"}):
        assert refused(**bad) == "InvalidParameterValue", bad
    assert refused(FilterAtDestination={"SourcePortRange": {"FromPort": 1}}) == "MissingParameter"
    assert code_of(ec2.create_network_insights_path, Source=one, Protocol="tcp", DestinationPort=80) == "MissingParameter"
    assert code_of(ec2.create_network_insights_path, Destination=one, Protocol="tcp") == "MissingParameter"
    assert refused(TagSpecifications=[{"ResourceType": "vpc", "Tags": []}]) == "InvalidParameterValue"
    path = path_between(ec2, one, other)
    code, message, _ = error_of(ec2.start_network_insights_analysis, NetworkInsightsPathId=path,
                                AdditionalAccounts=["210987654321"])
    assert code == "UnsupportedOperation" and "AdditionalAccount" in message
    for bad in ("nat-0123456789abcdef0", "arn:aws:ec2"):
        for member in ("FilterInArns", "FilterOutArns"):
            assert code_of(ec2.start_network_insights_analysis, NetworkInsightsPathId=path, **{member: [bad]}) == \
                "InvalidParameterValue"


def test_a_client_token_makes_each_once(ec2, enis):
    one, other = enis
    wanted = {"Source": one, "Destination": other, "Protocol": "tcp", "DestinationPort": 80, "ClientToken": token()}
    first = ec2.create_network_insights_path(**wanted)["NetworkInsightsPath"]
    assert ec2.create_network_insights_path(**wanted)["NetworkInsightsPath"] == first
    for other_wish in ({"DestinationPort": 81}, {"Destination": one}, {"Protocol": "udp"}):
        assert code_of(ec2.create_network_insights_path, **{**wanted, **other_wish}) == "IdempotentParameterMismatch"
    path = first["NetworkInsightsPathId"]
    look = {"NetworkInsightsPathId": path, "ClientToken": token()}
    analysis = ec2.start_network_insights_analysis(**look)["NetworkInsightsAnalysis"]["NetworkInsightsAnalysisId"]
    again = ec2.start_network_insights_analysis(**look)["NetworkInsightsAnalysis"]
    assert again["NetworkInsightsAnalysisId"] == analysis
    assert code_of(ec2.start_network_insights_analysis, **look, FilterInArns=[arn("network-interface", other)]) == \
        "IdempotentParameterMismatch"
    assert len(ec2.describe_network_insights_analyses(NetworkInsightsPathId=path)["NetworkInsightsAnalyses"]) == 1


def test_dry_runs_check_and_change_nothing(ec2, enis):
    path = path_between(ec2, *enis)
    analysis = analysed(ec2, path)["NetworkInsightsAnalysisId"]
    before = described(ec2), ec2.describe_network_insights_analyses()["NetworkInsightsAnalyses"]
    for call, parameters, bad in [
        (ec2.create_network_insights_path, {"Source": enis[0], "Destination": enis[1], "Protocol": "tcp"},
         {"Source": NO_ENI}),
        (ec2.describe_network_insights_paths, {}, {"NetworkInsightsPathIds": [PATH]}),
        (ec2.start_network_insights_analysis, {"NetworkInsightsPathId": path}, {"NetworkInsightsPathId": PATH}),
        (ec2.describe_network_insights_analyses, {}, {"NetworkInsightsAnalysisIds": [ANALYSIS]}),
        (ec2.delete_network_insights_analysis, {"NetworkInsightsAnalysisId": analysis},
         {"NetworkInsightsAnalysisId": ANALYSIS}),
    ]:
        assert error_of(call, **parameters, DryRun=True)[::2] == ("DryRunOperation", 412)
        assert code_of(call, **{**parameters, **bad}, DryRun=True).endswith(".NotFound")
    assert code_of(ec2.delete_network_insights_path, NetworkInsightsPathId=path, DryRun=True) == \
        "AnalysisExistsForNetworkInsightsPath"
    assert before == (described(ec2), ec2.describe_network_insights_analyses()["NetworkInsightsAnalyses"])


def test_filters_of_paths(ec2, enis):
    one, other = enis
    at_source = {"SourceAddress": "10.0.1.4", "SourcePortRange": {"FromPort": 1024, "ToPort": 2048},
                 "DestinationAddress": "10.0.1.5", "DestinationPortRange": {"FromPort": 80, "ToPort": 90}}
    at_destination = {"DestinationAddress": "10.0.1.6", "DestinationPortRange": {"FromPort": 81, "ToPort": 91}}
    path = path_between(ec2, one, other, port=None, FilterAtSource=at_source, FilterAtDestination=at_destination,
                        TagSpecifications=[{"ResourceType": "network-insights-path",
                                            "Tags": [{"Key": "ship", "Value": "maru"}]}])
    back = path_between(ec2, other, one, Protocol="udp")
    [shown] = described(ec2, path)
    assert (shown["FilterAtSource"], shown["FilterAtDestination"]) == (at_source, at_destination)

    def found(name, value):
        return {each["NetworkInsightsPathId"] for each in described(ec2, Filters=[{"Name": name, "Values": [value]}])} & \
            {path, back}

    for name, value in {
        "source": one, "destination": other, "protocol": "tcp", "tag:ship": "ma*",
        "filter-at-source.source-address": "10.0.1.4", "filter-at-source.source-port-range": "1024-2048",
        "filter-at-source.destination-address": "10.0.1.5", "filter-at-source.destination-port-range": "80-90",
        "filter-at-destination.destination-address": "10.0.1.6", "filter-at-destination.destination-port-range": "81-91",
    }.items():
        assert found(name, value) == {path}, name
    assert found("source", other) == found("protocol", "udp") == {back}
    for name in ("filter-at-destination.source-address", "filter-at-destination.source-port-range"):
        assert found(name, "*") == set()
    assert code_of(ec2.describe_network_insights_paths, Filters=[{"Name": "colour", "Values": ["red"]}]) == \
        "InvalidParameterValue"


def test_filters_and_times_of_analyses(ec2, enis):
    path = path_between(ec2, *enis)
    one = analysed(ec2, path)
    two = analysed(ec2, path)
    assert one["StartDate"] < two["StartDate"]

    def found(**parameters):
        answer = ec2.describe_network_insights_analyses(NetworkInsightsPathId=path, **parameters)
        return {each["NetworkInsightsAnalysisId"] for each in answer["NetworkInsightsAnalyses"]}

    def by(name, value):
        return found(Filters=[{"Name": name, "Values": [value]}])

    first, second = (each["NetworkInsightsAnalysisId"] for each in (one, two))
    assert found() == by("status", "succeeded") == by("path-found", "true") == {first, second}
    assert by("status", "failed") == by("path-found", "false") == set()
    assert found(NetworkInsightsAnalysisIds=[first]) == {first}
    assert found(AnalysisStartTime=two["StartDate"]) == {second}
    assert found(AnalysisEndTime=two["StartDate"]) == {first}
    other = path_between(ec2, *reversed(enis))
    answer = ec2.describe_network_insights_analyses(NetworkInsightsPathId=other, NetworkInsightsAnalysisIds=[first])
    assert answer["NetworkInsightsAnalyses"] == []
    assert code_of(ec2.describe_network_insights_analyses, Filters=[{"Name": "colour", "Values": ["red"]}]) == \
        "InvalidParameterValue"


def test_pages(ec2, enis):
    paths = [path_between(ec2, *enis, port=port) for port in range(1, 8)]
    started = [ec2.start_network_insights_analysis(NetworkInsightsPathId=paths[0]) for _ in range(5)]
    analyses = [each["NetworkInsightsAnalysis"]["NetworkInsightsAnalysisId"] for each in started]

    def pages(operation, member, size, **parameters):
        paginator = ec2.get_paginator(operation)
        each = list(paginator.paginate(**parameters, PaginationConfig={"PageSize": size}))
        assert all(len(page[member]) <= size for page in each) and len(each) >= 2
        return [item for page in each for item in page[member]]

    found = pages("describe_network_insights_paths", "NetworkInsightsPaths", 3)
    assert sorted(paths) == sorted({each["NetworkInsightsPathId"] for each in found} & set(paths))
    assert len(found) == len({each["NetworkInsightsPathId"] for each in found})
    found = pages("describe_network_insights_analyses", "NetworkInsightsAnalyses", 2, NetworkInsightsPathId=paths[0])
    assert [each["NetworkInsightsAnalysisId"] for each in found] == sorted(analyses)
    for call in (ec2.describe_network_insights_paths, ec2.describe_network_insights_analyses):
        for size in (0, 101):
            assert code_of(call, MaxResults=size) == "InvalidParameterValue"
        assert code_of(call, NextToken="nonsense") == "InvalidNextToken"


def test_tags_come_and_go(ec2, enis):
    path = path_between(ec2, *enis)
    analysis = analysed(ec2, path)["NetworkInsightsAnalysisId"]
    ec2.create_tags(Resources=[path, analysis], Tags=[{"Key": "ship", "Value": "maru"}])
    filters = [{"Name": "resource-id", "Values": [path, analysis]}]
    assert {(tag["ResourceId"], tag["ResourceType"], tag["Value"]) for tag in ec2.describe_tags(Filters=filters)["Tags"]} == {
        (path, "network-insights-path", "maru"), (analysis, "network-insights-analysis", "maru")}
    ec2.delete_tags(Resources=[path, analysis], Tags=[{"Key": "ship"}])
    assert ec2.describe_tags(Filters=filters)["Tags"] == []
    assert code_of(ec2.create_tags, Resources=[PATH], Tags=[{"Key": "a", "Value": "b"}]) == \
        "InvalidNetworkInsightsPathId.NotFound"


def test_nobody_sees_what_is_anothers(apis, ec2, enis):
    path = path_between(ec2, *enis)
    stranger = apis.client("ec2", region="eu-west-1")
    assert path not in {each["NetworkInsightsPathId"] for each in described(stranger)}
    assert code_of(stranger.start_network_insights_analysis, NetworkInsightsPathId=path) == \
        "InvalidNetworkInsightsPathId.NotFound"


def test_the_aws_cli(apis, ec2, enis):
    one, other = enis
    made = apis.aws("ec2", "create-network-insights-path", "--source", one, "--destination", other, "--protocol", "TCP",
                    "--filter-at-source", '{"DestinationPortRange": {"FromPort": 22, "ToPort": 22}}')
    # As the guide writes it, and as it is shown.
    assert made["NetworkInsightsPath"]["Protocol"] == "tcp"
    path = made["NetworkInsightsPath"]["NetworkInsightsPathId"]
    started = apis.aws("ec2", "start-network-insights-analysis", "--network-insights-path-id", path)
    analysis = started["NetworkInsightsAnalysis"]["NetworkInsightsAnalysisId"]
    shown = ended(ec2, analysis)
    seen = apis.aws("ec2", "describe-network-insights-analyses", "--network-insights-analysis-ids", analysis)
    assert seen["NetworkInsightsAnalyses"][0]["NetworkPathFound"] is shown["NetworkPathFound"] is True
    apis.aws("ec2", "delete-network-insights-analysis", "--network-insights-analysis-id", analysis)
    apis.aws("ec2", "delete-network-insights-path", "--network-insights-path-id", path)
    assert described(ec2, Filters=[{"Name": "source", "Values": [one]}]) == []
