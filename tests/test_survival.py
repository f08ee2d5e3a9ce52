"""What must outlive `serve`: flows, tasks, and the truth about both, killed at any instruction."""

import hashlib
import json
import signal
import subprocess
import threading
from pathlib import Path

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from server import MINATO, Server, eventually
from tasks import NO_ANSWER, REACHED, Network, Stream, serving, streaming

pytestmark = pytest.mark.kernel


@pytest.fixture
def server(image):
    """A server of the test's own, to be killed."""
    with Server(image=image) as server:
        yield server


@pytest.mark.parametrize("end", ["kill", "stop"])
def test_a_stream_survives_the_end_and_restart_of_serve(server, end):
    net = Network(server)
    [a] = net.run(net.define(streaming(8080)), net.public, net.a)
    [b] = net.run(net.define(streaming(8080)), net.private, net.b)
    net.allow(net.b, net.a, 8080)
    b.listens(8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    with Stream(a, b, 8080) as stream:
        stream.progresses()
        getattr(server, end)()
        stream.progresses()
        # Nobody serves: what was not allowed is not, and a new flow that was allowed is.
        assert b.connect(a, 8080) == NO_ANSWER
        assert a.connect(b, 8080) == REACHED
        server.start()
        stream.progresses()
        assert {task["lastStatus"] for task in net.describe([a.arn, b.arn])} == {"RUNNING"}
        # The server that took over still decides.
        net.ec2.revoke_security_group_ingress(GroupId=net.b, IpPermissions=[
            {"IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "UserIdGroupPairs": [{"GroupId": net.a}]}])
        eventually(lambda: a.connect(b, 8080, timeout_ms=200) == NO_ANSWER)
        # A tracked connection outlives its rule.
        stream.progresses()
    net.stop(a, b)
    assert (net.free(net.public), net.free(net.private)) == (251, 251)


def alias(*arguments):
    """The alias of a link, by which everything of an instance is known."""
    shown = subprocess.run(["ip", *arguments], capture_output=True, text=True)
    # What went meanwhile has none.
    return json.loads(shown.stdout)[0].get("ifalias", "") if shown.returncode == 0 and shown.stdout else ""


def on_the_host(server):
    """The ENIs of a server's instance that have a namespace, and those that have a link."""
    owned = f"minato:{hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8]}:"
    names = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=True).stdout.split()
    namespaces = {name for name in names
                  if name.startswith("eni-") and alias("-n", name, "-json", "link", "show", "lo") == owned + name}
    links = json.loads(subprocess.run(["ip", "-json", "link"], capture_output=True, text=True, check=True).stdout)
    aliases = [link.get("ifalias", "") for link in links]
    # The public side's links are there with and without tasks.
    return namespaces, {each.removeprefix(owned) for each in aliases if each.startswith(f"{owned}eni-")}


NOTHING = (set(), set())
# What the kernel knows beside ENIs: the host's end of the public side.
ALWAYS = ["gateway"]


def containers(server):
    """How many containers of a server's instance the host runs: each has a shim of its own."""
    instance = hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8]
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout.splitlines()
    return sum("containerd-shim" in line and f"minato-{instance}" in line.split() for line in listed)


def attached(server):
    """How many ENIs the kernel's programs know, by the kernel's own list of the instance's pinned attachments."""
    instance = hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8]
    return len([pin for pin in Path("/run/minato", instance, "bpf").rglob("*") if pin.name.startswith("eni-")])


def in_the_kernels_maps(server):
    """What the kernel's own tables hold for the instance's ENIs, by table: entries, and of arrays those that are not zero."""
    instance = hashlib.sha256(str(server.data_dir).encode()).hexdigest()[:8]
    maps = Path("/run/minato", instance, "bpf/maps")

    def entries(name):
        dump = ["bpftool", "-j", "map", "dump", "pinned", str(maps / name)]
        return json.loads(subprocess.run(dump, capture_output=True, text=True, check=True).stdout)

    def is_zero(entry):
        return all(int(byte, 16) == 0 for byte in entry["value"])

    tables = {name: len(entries(name)) for name in ("endpoints", "ranges", "rules", "routes")}
    arrays = {name: sum(not is_zero(entry) for entry in entries(name)) for name in ("interfaces", "usage")}
    return {name: count for name, count in {**tables, **arrays}.items() if count}


def in_use(net):
    """ENIs of the VPC, and addresses that are taken in its subnets."""
    enis = net.ec2.describe_network_interfaces(Filters=[{"Name": "vpc-id", "Values": [net.vpc]}])["NetworkInterfaces"]
    return ({eni["NetworkInterfaceId"] for eni in enis}, 502 - net.free(net.public) - net.free(net.private))


@pytest.mark.parametrize("delay", [0.05, 0.4, 1.2])
def test_a_kill_amid_twenty_calls_loses_and_leaks_nothing(server, delay):
    net = Network(server)
    family = net.define(serving(8080))
    first = [task.arn for task in net.run(family, net.public, net.a, count=10)]

    answered, lock, ready = [], threading.Lock(), threading.Barrier(21)

    def call(operation):
        ready.wait()
        try:
            arns = operation(server.client("ecs"))
        except (BotoCoreError, ClientError):
            return  # The server was killed before it answered: either outcome is right.
        with lock:
            answered.extend(arns)

    def run(ecs):
        return net.request(family, net.private, net.b, ecs=ecs)

    def stop(arn):
        return lambda ecs: [ecs.stop_task(cluster=net.cluster, task=arn)["task"]["taskArn"]]

    operations = [run] * 10 + [stop(arn) for arn in first]
    threads = [threading.Thread(target=call, args=[operation]) for operation in operations]
    for thread in threads:
        thread.start()
    ready.wait()
    # The one wait for nothing in particular: the moment of the kill is arbitrary on purpose.
    threading.Event().wait(delay)
    server.kill()
    for thread in threads:
        thread.join()
    server.start()

    # What was answered is known, and every task comes to where it was told to be.
    known = {task["taskArn"] for task in net.describe(answered)} if answered else set()
    assert known == set(answered)

    def settled():
        listed = [arn for status in ("RUNNING", "STOPPED") for arn in
                  net.ecs.list_tasks(cluster=net.cluster, desiredStatus=status)["taskArns"]]
        tasks = [task for task in net.describe(listed)] if listed else []
        return all(task["lastStatus"] == task["desiredStatus"] for task in tasks) and tasks

    tasks = eventually(settled, seconds=90)
    running = [task for task in tasks if task["lastStatus"] == "RUNNING"]
    wanted = {next(d["value"] for d in task["attachments"][0]["details"] if d["name"] == "networkInterfaceId")
              for task in running}

    def equal():
        assert on_the_host(server) == (wanted, wanted)
        assert in_use(net) == (wanted, len(wanted))
        assert (containers(server), attached(server)) == (len(wanted), len(wanted))
        assert in_the_kernels_maps(server)["interfaces"] == len(wanted) + len(ALWAYS)
        assert {task["interface"] for task in server.status()["tasks"] if task["phase"] == "running"} == wanted
        return True

    eventually(equal, seconds=30)

    net.stop(*(task["taskArn"] for task in running))
    eventually(lambda: on_the_host(server) == NOTHING and (containers(server), attached(server)) == (0, 0))

    def empty():
        """Of what the kernel holds, whatever serve believes that it applied."""
        assert in_the_kernels_maps(server) == {"interfaces": len(ALWAYS)}
        return True

    eventually(empty)
    # What was refused is remembered for a while, whoever is gone.
    assert {table["table"]: table["entries"] for table in server.status()["tables"]
            if table["entries"] and table["table"] != "rejected"} == {"interfaces": len(ALWAYS)}
    assert in_use(net) == (set(), 0)


def test_what_others_delete_comes_back(server):
    net = Network(server)
    family = net.define(serving(8080))
    [a] = net.run(family, net.public, net.a)
    [b] = net.run(family, net.private, net.b)
    net.allow(net.b, net.a, 8080)
    b.listens(8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    assert a.run("ip", "link", "delete", "eth0").returncode == 0
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED, seconds=60)
    assert b.connect(a, 8080) == NO_ANSWER


def test_down_removes_every_trace_of_running_tasks(server):
    net = Network(server)
    tasks = net.run(net.define(serving(8080)), net.public, net.a, count=2)
    enis = {task.interface for task in tasks}
    assert on_the_host(server) == (enis, enis)
    instance = server.status()["instance"]
    server.stop()
    assert server.minato("down", "--data-dir", str(server.data_dir)).returncode == 0
    assert on_the_host(server) == NOTHING
    # A hierarchy for each controller, or a single one.
    cgroups = [found for where in ("", "*/") for found in Path("/sys/fs/cgroup").glob(f"{where}minato-{instance}")]
    assert cgroups == [] and not Path("/run/minato", instance).exists()
    # Again: there is nothing left to do, and that is no error.
    assert server.minato("down", "--data-dir", str(server.data_dir)).returncode == 0


def test_a_first_start_warns_of_nothing(server):
    assert "connected to containerd" in server.log
    assert " WARN " not in server.log and " ERROR " not in server.log


def test_down_while_serve_runs_is_refused(server):
    done = server.minato("down", "--data-dir", str(server.data_dir), check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "minato serve" in done.stderr and "nothing was removed" in done.stderr and "end it first" in done.stderr
    assert server.http("/_minato/health")[0] == 200


def test_down_waits_for_the_end_of_a_server_that_is_ending(server):
    """One that was killed, and whose tables nothing else holds, takes a while to be gone."""
    net = Network(server)
    net.run(net.define(serving(8080)), net.public, net.a)
    subprocess.run(["umount", "-l", f"/run/minato/{server.status()['instance']}/bpf"], check=True)
    server.process.send_signal(signal.SIGSTOP)
    command = [str(MINATO), "down", "--data-dir", str(server.data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as down:
        eventually(lambda: Path(f"/proc/{down.pid}/stat").read_text().rpartition(")")[2].split()[0] in "SZ")
        server.kill()
        _, error = down.communicate(timeout=60)
    assert (down.returncode, error) == (0, "")
    assert on_the_host(server) == NOTHING
