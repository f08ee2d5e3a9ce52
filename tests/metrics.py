"""What a server tells of itself at `/metrics`."""

import re


def samples(server):
    """What is exposed: the text, and values by name and labels."""
    status, headers, body = server.http("/metrics")
    text = body.decode()
    assert status == 200 and "openmetrics-text" in headers["content-type"] and text.endswith("# EOF\n"), text
    lines = re.findall(r"^(minato_\w+)(?:\{(.*)\})? (\S+)$", text, re.M)
    assert len(lines) == sum(not line.startswith("#") for line in text.splitlines())
    return text, [(name, dict(re.findall(r'(\w+)="([^"]*)"', labels)), float(value)) for name, labels, value in lines]


def value(server, name, **labels):
    """The one sample of these labels."""
    [found] = [value for each, its, value in samples(server)[1]
               if each == name and labels.items() <= its.items()]
    return found
