"""Network insights as tests ask for them: a path, and an analysis of it to its end."""

import uuid

from server import ACCOUNT, REGION, eventually


def path_between(ec2, source, destination=None, port=8080, **more):
    """The id of a new path."""
    ends = {"Source": source, **({"Destination": destination} if destination else {})}
    port = {"DestinationPort": port} if port is not None else {}
    made = ec2.create_network_insights_path(**ends, **port, **{"Protocol": "tcp", **more})
    return made["NetworkInsightsPath"]["NetworkInsightsPathId"]


def two_interfaces(ec2, vpc):
    """The ids of two ENIs of one subnet, in the VPC's default group, which lets everything of its own pass."""
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24")["Subnet"]["SubnetId"]
    made = (ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"] for _ in range(2))
    return [each["NetworkInterfaceId"] for each in made]


def arn(kind, resource):
    return f"arn:aws:ec2:{REGION}:{ACCOUNT}:{kind}/{resource}"


def ended(ec2, analysis):
    """The analysis, once it does not run any more."""
    def read():
        [each] = ec2.describe_network_insights_analyses(NetworkInsightsAnalysisIds=[analysis])["NetworkInsightsAnalyses"]
        return each["Status"] != "running" and each

    return eventually(read)


def analysed(ec2, path, **more):
    """An analysis of a path, ended."""
    started = ec2.start_network_insights_analysis(NetworkInsightsPathId=path, **more)["NetworkInsightsAnalysis"]
    assert started["Status"] in ("running", "succeeded", "failed") and started["NetworkInsightsPathId"] == path
    return ended(ec2, started["NetworkInsightsAnalysisId"])


def asked(ec2, *ends, **more):
    """An analysis of a new path, succeeded."""
    analysis = analysed(ec2, path_between(ec2, *ends, **more))
    assert analysis["Status"] == "succeeded", analysis
    return analysis


def code(analysis):
    """The one code of an analysis that found no way, and the explanation."""
    assert analysis["NetworkPathFound"] is False, analysis
    [explanation] = analysis["Explanations"]
    return explanation["ExplanationCode"], explanation


def ids(components):
    """The ids of components, in their order, which their numbers say too."""
    assert [each["SequenceNumber"] for each in components] == list(range(1, len(components) + 1))
    return [each["Component"]["Id"] for each in components]


def token():
    return f"token-{uuid.uuid4()}"
