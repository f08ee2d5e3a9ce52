"""Commands on a host of their own: for tests that take nothing down when they are interrupted, as Rust's do not.

What such a test makes lies in namespaces that end with it: processes (a containerd and its shims leave their group), links, named
namespaces, mounts, what is pinned. What no namespace keeps, directories and control groups, is found by its place and removed.
"""

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

# The new sysfs is that of the new network; control groups and the BPF file system stay where they were. The shell stays, for
# somebody must wait for those who lose their parents.
ENTER = """
old=$(mktemp -d)
mount --rbind /sys "$old"
mount -t sysfs sysfs /sys
mount --rbind "$old/fs" /sys/fs
umount --lazy "$old"
rmdir "$old"
mkdir -p /run/netns
mount -t tmpfs -o mode=755 tmpfs /run/netns
ip link set lo up
set +e
"$@"
exit $?
"""
WORDS = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-ec", ENTER, "sh"]
# The switch of the whole machine that host/datapath/src/grace.rs sets for a moment, and its note of having done so.
SWITCH, RECORD = Path("/sys/kernel/rcu_expedited"), Path("/run/minato-rcu-expedited")
# The kernel takes killed processes out of their control groups a little later.
SECONDS = 20


@contextmanager
def host():
    """What a command begins with, and the environment that it needs. When the block ends, the command has."""
    with tempfile.TemporaryDirectory(prefix="mt-", ignore_cleanup_errors=True) as directory:
        try:
            yield WORDS, {"TMPDIR": directory}
        finally:
            for data in Path(directory).resolve().glob("*/data"):
                remove_instance(hashlib.sha256(str(data).encode()).hexdigest()[:8])
            put_back_grace_periods()


def put_back_grace_periods(switch=SWITCH, record=RECORD):
    """Puts the switch back that a killed process has left on, as `minato down` does. One that is in use stays."""
    try:
        file = record.open("rb")
    except FileNotFoundError:
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Who held it before us may have removed it, and another made it anew.
            is_there = os.fstat(file.fileno()).st_ino == record.stat().st_ino
        except (BlockingIOError, FileNotFoundError):
            return
        if is_there:
            if file.read() == b"on":
                switch.write_text("0")
            record.unlink()


def remove_instance(name):
    """Removes what an instance has left in places that namespaces do not keep. Its mounts are gone, and its processes."""
    remove_control_groups(f"minato-{name}")
    runtime = Path("/run/minato", name)
    if runtime.is_dir():
        shutil.rmtree(runtime)
        if not any(runtime.parent.iterdir()):
            runtime.parent.rmdir()


def remove_control_groups(name):
    mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
    tops = [Path(place, name) for _, place, kind, *_ in mounts if kind in ("cgroup", "cgroup2")]
    deadline = time.monotonic() + SECONDS
    for top in filter(Path.is_dir, tops):
        for group in [*sorted((path for path in top.rglob("*") if path.is_dir()), reverse=True), top]:
            while group.is_dir():
                try:
                    group.rmdir()
                except OSError:
                    if time.monotonic() >= deadline:
                        raise
                    time.sleep(0.05)
