"""What is common to Terraform's resources: reading one twice."""

from copy import deepcopy


class Answers:
    """What a client's calls answer while the block runs, whole but for what belongs to the request itself."""

    def __init__(self, ec2):
        self.events, self.seen = ec2.meta.events, []

    def note(self, parsed, model, **_):
        answer = {key: value for key, value in parsed.items() if key != "ResponseMetadata"}
        self.seen.append((model.name, deepcopy(answer)))

    def __enter__(self):
        self.events.register("after-call.ec2", self.note, unique_id="terraform-answers")
        return self

    def __exit__(self, *_):
        self.events.unregister("after-call.ec2", unique_id="terraform-answers")


def state(resource):
    """The state that Terraform keeps: what a second read gives as well, by the same calls with the same answers."""
    with Answers(resource.ec2) as first:
        kept = resource.read()
    with Answers(resource.ec2) as second:
        assert resource.read() == kept
    assert second.seen == first.seen
    return kept
