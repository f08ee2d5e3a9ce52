"""What Terraform does with network insights: create, read, update, delete.

After each step a second read must give what the first one gave, and that what was written: a second plan is empty.
"""

import pytest
from insights import arn, ids, two_interfaces
from terraform import state
from terraform_insights import NetworkInsightsAnalysis, NetworkInsightsPath


@pytest.fixture
def enis(ec2, vpc):
    return two_interfaces(ec2, vpc)


def test_path(ec2, enis):
    one, other = enis
    path = NetworkInsightsPath(ec2, one, "tcp", {"Name": "a"}, Destination=arn("network-interface", other), DestinationPort=443,
                               SourceIp="10.0.1.4", DestinationIp="10.0.1.5")
    wanted = {
        "arn": arn("network-insights-path", path.id), "source": one, "source_arn": arn("network-interface", one),
        "destination": other, "destination_arn": arn("network-interface", other), "source_ip": "10.0.1.4",
        "destination_ip": "10.0.1.5", "destination_port": 443, "protocol": "tcp", "filter_at_source": None,
        "filter_at_destination": None, "tags": {"Name": "a"},
    }
    assert state(path) == wanted
    path.update({"team": "harbour"})
    assert state(path) == {**wanted, "tags": {"team": "harbour"}}
    path.delete()
    assert path.read() is None
    path.delete()


def test_path_with_filters_and_no_destination(ec2, enis):
    at_source = {"source_address": "10.0.1.4", "destination_address": "10.0.1.5", "destination_port_range": (22, 22)}
    at_destination = {"source_port_range": (1024, 65535), "destination_port_range": (22, 80)}
    path = NetworkInsightsPath(ec2, enis[0], "udp", filter_at_source=at_source, filter_at_destination=at_destination)
    read = state(path)
    assert (read["filter_at_source"], read["filter_at_destination"]) == (at_source, at_destination)
    assert (read["destination"], read["destination_arn"], read["destination_port"], read["protocol"]) == ("", "", 0, "udp")
    path.delete()


def test_analysis(ec2, enis):
    path = NetworkInsightsPath(ec2, enis[0], "tcp", Destination=enis[1])
    through = [arn("network-interface", enis[1])]
    analysis = NetworkInsightsAnalysis(ec2, path.id, {"Name": "a"}, through)
    read = state(analysis)
    assert (read["path"], read["path_found"], read["status"], read["filter_in_arns"]) == (path.id, True, "succeeded", set(through))
    assert (read["arn"], read["tags"]) == (arn("network-insights-analysis", analysis.id), {"Name": "a"})
    assert ids(read["forward_path_components"])[-1] == enis[1] and ids(read["return_path_components"])[-1] == enis[0]
    assert read["explanations"] == read["alternate_path_hints"] == []
    analysis.update({"team": "harbour"})
    assert state(analysis) == {**read, "tags": {"team": "harbour"}}

    # Destroyed in the order of their dependencies; the other order waits.
    analysis.delete()
    assert analysis.read() is None
    path.delete()
    assert path.read() is None
    analysis.delete()


def test_analysis_of_a_path_that_is_not_open(ec2, vpc, enis):
    group = ec2.create_security_group(VpcId=vpc, GroupName="closed", Description="closed")["GroupId"]
    ec2.modify_network_interface_attribute(NetworkInterfaceId=enis[1], Groups=[group])
    path = NetworkInsightsPath(ec2, enis[0], "tcp", Destination=enis[1], DestinationPort=22)
    analysis = NetworkInsightsAnalysis(ec2, path.id)
    read = state(analysis)
    [explanation] = read["explanations"]
    assert (read["path_found"], explanation["ExplanationCode"], explanation["Direction"]) == (
        False, "ENI_SG_RULES_MISMATCH", "ingress")
    assert [each["Id"] for each in explanation["SecurityGroups"]] == [group]
    analysis.delete()
    path.delete()
