"""How each call of the tests ended, by operation: success, or an error's code.

Every client of a `Server` notes here. `outcomes.toml` says what must have been seen when all tests have run.
"""

import tomllib
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUCCESS = "success"
# The tests that need no packet: together they show every outcome.
OF_THE_APIS = ("test_ec2_*.py", "test_terraform_*.py", "test_wire.py")

# How often an operation ended so: {operation: {outcome: calls}}.
SEEN = defaultdict(Counter)


def note(parsed, model, **_):
    """Botocore's `after-call`."""
    if "Error" in parsed:
        SEEN[model.name][parsed["Error"]["Code"]] += 1
        return
    SEEN[model.name][SUCCESS] += 1
    # Operations on several resources tell of each that could not be done.
    for each in parsed.get("Unsuccessful", []):
        SEEN[model.name][each["Error"]["Code"]] += 1


def honoured():
    """The operations of EC2 that are answered, with the members of their inputs that are honoured."""
    wire = tomllib.loads((HERE.parent / "api" / "wire" / "operations.toml").read_text())
    return wire["service"]["ec2"]["operations"]


def table():
    """`outcomes.toml`: the reasons why an operation cannot end in some way, and how each operation must have ended."""
    read = tomllib.loads((HERE / "outcomes.toml").read_text())
    return read["reasons"], read["operations"]
