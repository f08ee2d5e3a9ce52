"""What a command on a host of its own leaves when it is interrupted, or killed: nothing."""

import fcntl
import hashlib
import os
import signal
import subprocess
from pathlib import Path

import apart
import pytest
from server import eventually

pytestmark = pytest.mark.kernel

# Something of each kind; the process leaves its group as a daemon does, and has a control group.
LEAVING = """
ip netns add mt-apart
ip link add mt-apart type veth peer name mt-apart1
mkdir -p "$TMPDIR/world/data"
mount -t tmpfs mt-apart "$TMPDIR/world"
for group in $GROUPS_OF_IT; do mkdir -p "$group/inner"; done
setsid sh -c 'for group in $GROUPS_OF_IT; do echo $$ > "$group/inner/cgroup.procs" || true; done; exec sleep 1009' &
mkdir -p "$TMPDIR/other/data" "$RUNTIME"
mount -t tmpfs mt-apart "$RUNTIME"
[ -d /sys/class/net/mt-apart ] && [ ! -d /sys/class/net/eth0 ] && [ "$(cat /sys/class/net/lo/flags)" = 0x9 ]
echo ready
exec sleep 1013
"""


def there():
    """What of it is on this machine."""
    found = [path for path in (Path("/run/netns/mt-apart"), Path("/sys/class/net/mt-apart")) if path.exists()]
    found += [line for line in Path("/proc/self/mounts").read_text().splitlines() if line.startswith("mt-apart ")]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.joinpath("cmdline").read_bytes() in (b"sleep\0001009\0", b"sleep\0001013\0"):
                found.append(process)
        except OSError:
            pass
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_whatever_ends_it_nothing_is_left(number):
    hierarchies = [Path(line.split()[1]) for line in Path("/proc/self/mounts").read_text().splitlines()
                   if line.split()[2] == "cgroup2" or "pids" in line.split()[3].split(",")]
    assert hierarchies
    with apart.host() as (words, environment):
        directory = environment["TMPDIR"]
        name = "minato-" + hashlib.sha256(f"{directory}/other/data".encode()).hexdigest()[:8]
        groups = [hierarchy / name for hierarchy in hierarchies]
        runtime = Path("/run/minato", name.removeprefix("minato-"))
        environment = {**environment, "GROUPS_OF_IT": " ".join(map(str, groups)), "RUNTIME": str(runtime)}
        process = subprocess.Popen([*words, "sh", "-ec", LEAVING], stdout=subprocess.PIPE, text=True, start_new_session=True,
                                   env={**os.environ, **environment})
        try:
            assert process.stdout.readline() == "ready\n"
            assert all(group.is_dir() for group in groups)
            # Its two processes are seen, and nothing else.
            eventually(lambda: len(there()) == 2)
        finally:
            os.killpg(process.pid, number)
            process.wait(30)
            process.stdout.close()
    assert not any(path.exists() for path in (Path(directory), runtime, *groups))
    assert there() == []


@pytest.mark.parametrize("mark, is_held, after", [
    ("on", False, ("0", False)),
    ("on", True, ("1", True)),
    # An administrator's own setting: the process was killed before it had changed anything.
    ("", False, ("1", False)),
    (None, False, ("1", False)),
])
def test_the_switch_that_a_killed_process_left_on_is_put_back(tmp_path, mark, is_held, after):
    switch, record = tmp_path / "switch", tmp_path / "record"
    switch.write_text("1")
    if mark is not None:
        record.write_text(mark)
    with switch.open() if mark is None else record.open() as file:
        if is_held:
            fcntl.flock(file, fcntl.LOCK_EX)
        apart.put_back_grace_periods(switch, record)
    assert (switch.read_text(), record.exists()) == after
