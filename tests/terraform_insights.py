"""Resources of Terraform's AWS provider for network insights, call by call.

Each class creates, reads, updates and deletes as the provider does, waits included. `read` gives the state that Terraform
would keep, and None once the resource is gone.
"""

from insights import token
from server import eventually
from terraform_routing import code_of_failure
from terraform_rules import change_tags, not_found, tag_specifications, tags_of


def sent_filter(state):
    """A filter as the provider sends it: both ends of a range always, and no empty address."""
    sent = {name: state[key] for name, key in (("SourceAddress", "source_address"), ("DestinationAddress", "destination_address"))
            if state.get(key)}
    for name, key in (("SourcePortRange", "source_port_range"), ("DestinationPortRange", "destination_port_range")):
        if state.get(key):
            sent[name] = dict(zip(("FromPort", "ToPort"), state[key]))
    return sent


def read_filter(shown):
    """A filter as the provider keeps it; None where there is none."""
    if shown is None:
        return None
    state = {key: shown[name] for name, key in (("SourceAddress", "source_address"), ("DestinationAddress", "destination_address"))
             if name in shown}
    for name, key in (("SourcePortRange", "source_port_range"), ("DestinationPortRange", "destination_port_range")):
        if name in shown:
            state[key] = (shown[name]["FromPort"], shown[name]["ToPort"])
    return state


class NetworkInsightsPath:
    """aws_ec2_network_insights_path."""

    def __init__(self, ec2, source, protocol, tags=None, filter_at_source=None, filter_at_destination=None, **more):
        self.ec2 = ec2
        sent = {"FilterAtSource": filter_at_source, "FilterAtDestination": filter_at_destination}
        made = ec2.create_network_insights_path(
            ClientToken=token(), Source=source, Protocol=protocol,
            TagSpecifications=tag_specifications("network-insights-path", tags or {}),
            **{name: sent_filter(state) for name, state in sent.items() if state}, **more,
        )
        self.id = made["NetworkInsightsPath"]["NetworkInsightsPathId"]

    def read(self):
        found = not_found("InvalidNetworkInsightsPathId.NotFound", self.ec2.describe_network_insights_paths,
                          NetworkInsightsPathIds=[self.id])
        if found is None:
            return None
        [path] = found["NetworkInsightsPaths"]
        assert path["NetworkInsightsPathId"] == self.id
        return {
            "arn": path["NetworkInsightsPathArn"], "source": path["Source"], "source_arn": path["SourceArn"],
            "destination": path.get("Destination", ""), "destination_arn": path.get("DestinationArn", ""),
            "source_ip": path.get("SourceIp", ""), "destination_ip": path.get("DestinationIp", ""),
            "destination_port": path.get("DestinationPort", 0), "protocol": path["Protocol"],
            "filter_at_source": read_filter(path.get("FilterAtSource")),
            "filter_at_destination": read_filter(path.get("FilterAtDestination")), "tags": tags_of(path),
        }

    def update(self, tags):
        change_tags(self.ec2, self.id, self.read()["tags"], tags)

    def delete(self):
        """Tries again while the path's analyses are there."""
        codes = (None, "InvalidNetworkInsightsPathId.NotFound")

        def gone():
            code = code_of_failure(self.ec2.delete_network_insights_path, NetworkInsightsPathId=self.id)
            assert code in (*codes, "AnalysisExistsForNetworkInsightsPath")
            return code in codes

        eventually(gone)


class NetworkInsightsAnalysis:
    """aws_ec2_network_insights_analysis."""

    def __init__(self, ec2, path, tags=None, filter_in_arns=()):
        self.ec2 = ec2
        through = {"FilterInArns": list(filter_in_arns)} if filter_in_arns else {}
        made = ec2.start_network_insights_analysis(
            NetworkInsightsPathId=path, TagSpecifications=tag_specifications("network-insights-analysis", tags or {}), **through)
        self.id = made["NetworkInsightsAnalysis"]["NetworkInsightsAnalysisId"]
        # wait_for_completion
        status = eventually(lambda: (now := self.shown()["Status"]) != "running" and now)
        assert status == "succeeded"

    def shown(self):
        found = not_found("InvalidNetworkInsightsAnalysisId.NotFound", self.ec2.describe_network_insights_analyses,
                          NetworkInsightsAnalysisIds=[self.id])
        if found is None:
            return None
        [analysis] = found["NetworkInsightsAnalyses"]
        assert analysis["NetworkInsightsAnalysisId"] == self.id
        return analysis

    def read(self):
        analysis = self.shown()
        if analysis is None:
            return None
        return {
            "arn": analysis["NetworkInsightsAnalysisArn"], "path": analysis["NetworkInsightsPathId"],
            "path_found": analysis["NetworkPathFound"], "status": analysis["Status"],
            "status_message": analysis.get("StatusMessage", ""), "warning_message": analysis.get("WarningMessage", ""),
            "start_date": analysis["StartDate"], "filter_in_arns": set(analysis.get("FilterInArns", [])),
            "forward_path_components": analysis.get("ForwardPathComponents", []),
            "return_path_components": analysis.get("ReturnPathComponents", []),
            "explanations": analysis.get("Explanations", []), "alternate_path_hints": analysis.get("AlternatePathHints", []),
            "tags": tags_of(analysis),
        }

    def update(self, tags):
        change_tags(self.ec2, self.id, self.read()["tags"], tags)

    def delete(self):
        code = code_of_failure(self.ec2.delete_network_insights_analysis, NetworkInsightsAnalysisId=self.id)
        assert code in (None, "InvalidNetworkInsightsAnalysisId.NotFound")
