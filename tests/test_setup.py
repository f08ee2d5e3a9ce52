"""`scripts/setup` where something is missing, and the README's commands wherever cargo builds."""

import os
import re
import shutil
import subprocess

import pytest
from server import ROOT

REQUIREMENTS = (ROOT / "tests/requirements.txt").read_text()


def program(path, script):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)


@pytest.fixture
def project(tmp_path):
    """A project whose `pip` reaches no index, on a machine that has every Debian package."""
    for file in ("scripts/setup", "Cargo.toml", "tests/requirements.txt"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    program(tmp_path / ".venv/bin/python", "")
    program(tmp_path / ".venv/bin/pip", f'echo "$@" >{tmp_path}/asked; echo "pip: no network" >&2; exit 1')
    program(tmp_path / "bin/dpkg-query", 'shift 2; for name; do echo "installed $name"; done')
    return tmp_path


def setup(project, *arguments, aws):
    program(project / "bin/aws", aws)
    environment = {**os.environ, "PATH": f"{project}/bin:{os.environ['PATH']}"}
    return subprocess.run([project / "scripts/setup", *arguments], env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, timeout=60)


NO_AWS = "exit 127"
OURS = re.search(r"^awscli==(\d+)", REQUIREMENTS, re.M).group(1)


@pytest.mark.parametrize("arguments, aws", [
    ((), NO_AWS), (("demo",), NO_AWS), (("demo",), f"echo aws-cli/{int(OURS) + 1}.1.1"), ((), f"echo aws-cli/{OURS}.1.1"),
])
def test_without_a_package_index_setup_says_what_is_missing_and_for_what(project, arguments, aws):
    done = setup(project, *arguments, aws=aws)
    assert done.returncode == 1
    *_, said = done.stderr.splitlines()
    assert said.startswith("setup: pip could not install awscli==") and "pytest==" in said
    assert "demo" in said and "tests" in said and "cargo build" in said and "run this again" in said
    # Its patience is ours, whatever is configured.
    assert re.search(r"--timeout 20 --retries 2\b", (project / "asked").read_text())
    assert not (project / ".venv/requirements.txt").exists()


def test_the_demo_takes_the_aws_cli_that_is_there(project):
    done = setup(project, "demo", aws=f"echo aws-cli/{OURS}.99.0 Python/3.11")
    assert done.returncode == 0, done.stderr
    assert f"using the AWS CLI that is there: {project}/bin/aws" in done.stdout
    assert not (project / "asked").exists()


@pytest.mark.parametrize("target", [None, "/somewhere/else"])
def test_the_tour_finds_what_was_built_wherever_cargo_builds(tmp_path, target):
    tour = (ROOT / "README.md").read_text()
    [export] = re.findall(r"^export PATH=.*$", tour, re.M)
    [serve] = re.findall(r"^# (\S*/minato) serve$", tour, re.M)
    [archive] = re.findall(r"^minato image import (\S+)$", tour, re.M)
    environment = {key: value for key, value in os.environ.items() if key != "CARGO_TARGET_DIR"}
    if target:
        environment["CARGO_TARGET_DIR"] = target
    shown = subprocess.run(["bash", "-c", f"{export}\nprintf '%s\\n' $PATH {serve} {archive}"], cwd=tmp_path, env=environment,
                           capture_output=True, text=True, check=True).stdout.splitlines()
    path, *files = shown
    built = target or f"{tmp_path}/target"
    assert f"{built}/release" in path.split(":")
    assert [str(tmp_path / file) for file in files] == [f"{built}/release/minato", f"{built}/example-image.tar"]
