"""The demo: it passes, and whatever ends it, nothing of it stays."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from server import MINATO, PROBE, ROOT, eventually

pytestmark = pytest.mark.kernel

RUN = ROOT / "examples/ecs-awsvpc/run"


def environment(**changes):
    return {**os.environ, "MINATO": str(MINATO), "PROBE": str(PROBE), "NO_COLOR": "1", "KEEP": "", **changes}


def left_of(output):
    """What is still there of the ENIs that a run of the demo printed, and of its directory."""
    enis = set(re.findall(r"eni-[0-9a-f]{17}", output))
    assert enis
    links = {"m" + eni.removeprefix("eni-")[:13] for eni in enis}
    there = {path.name for path in Path("/sys/class/net").iterdir()} | {path.name for path in Path("/run/netns").iterdir()}
    return (enis | links) & there


def test_the_demo_has_no_surprise():
    done = subprocess.run([RUN], env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    rows = [line for line in done.stdout.splitlines() if "✓" in line]
    assert len(rows) >= 15 and "✗" not in done.stdout
    assert f"No surprise: {len(rows)} of {len(rows)} as expected" in done.stdout
    # Each is shown once, below titles, and names nobody who was not introduced.
    assert len(set(rows)) == len(rows)
    assert len(re.findall(r"^ +from +to +what +expected +observed +why$", done.stdout, re.M)) == 1
    assert {row.split()[1] for row in rows} == {"A1", "A2", "B1", "B2", "host"}
    for reason in ("ingress-denied", "egress-denied", "source-address-spoofed", "no-route", "no-public-address"):
        assert re.search(rf"REJECT .* {reason}:", done.stdout), reason
    assert left_of(done.stdout) == set()


def listen():
    """Takes signals as a terminal's programs do, also where the tests run in the background, which ignores SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_demo_leaves_nothing(tmp_path, number, code):
    output = tmp_path / "output"
    with open(output, "w") as file:
        process = subprocess.Popen([RUN], env=environment(), stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                                   start_new_session=True, preexec_fn=listen)
    try:
        eventually(lambda: "B2 is eni-" in output.read_text(), seconds=120)
        # A terminal's Ctrl-C reaches every process of the group.
        os.killpg(process.pid, number)
        assert process.wait(60) == code
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert left_of(output.read_text()) == set()


def test_a_kept_demo_prints_commands_that_work():
    done = subprocess.run([RUN], env=environment(KEEP="1"), stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=200)
    lines = done.stdout[done.stdout.index("Look around"):].splitlines()
    commands = [line.split("#")[0] for line in lines if line.startswith("  ")]
    *look, end = commands
    try:
        assert done.returncode == 0 and left_of(done.stdout)
        # One goes on until it is interrupted, and one is a ping that a group denies.
        script = "\n".join(f"{line} || exit 1" for line in look if "--follow" not in line and "ping" not in line)
        looked = subprocess.run(["bash", "-c", script], env=environment(), capture_output=True, text=True, timeout=60)
        assert looked.returncode == 0, looked.stderr
    finally:
        ended = subprocess.run(["bash", "-c", end], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stderr
    assert left_of(done.stdout) == set()
