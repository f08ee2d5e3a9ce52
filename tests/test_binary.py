"""The binary: what it says, to whom it listens, and what it refuses."""

import json
import os
import re
import socket
import subprocess
from pathlib import Path

import pytest
from errors import code_of
from metrics import samples, value
from server import MINATO, Server, eventually, free_port
from tasks import NO_ANSWER, REACHED, serving

as_nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]


def run(*arguments, program=()):
    return subprocess.run([*program, str(MINATO), *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60, env={**os.environ, "NO_COLOR": "1"})


def one_line(done):
    """A command that failed with one line on its standard error: the line."""
    assert done.returncode != 0
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def needs_root():
    return pytest.mark.skipif(os.geteuid() != 0, reason="needs root to give it up")


@pytest.fixture
def nobodys_binary(tmp_path):
    """The binary where another user may run it."""
    directory = subprocess.run(["mktemp", "-d", "/tmp/minato-test-XXXXXX"], capture_output=True, text=True, check=True)
    directory = directory.stdout.strip()
    try:
        subprocess.run(["cp", str(MINATO), directory + "/minato"], check=True)
        subprocess.run(["chown", "-R", "65534:65534", directory], check=True)
        yield directory
    finally:
        subprocess.run(["rm", "-rf", directory], check=True)


@needs_root()
def test_without_root_serve_says_what_to_do(nobodys_binary):
    done = subprocess.run([*as_nobody, nobodys_binary + "/minato", "serve", "--data-dir", nobodys_binary + "/data",
                           "--listen", f"127.0.0.1:{free_port()}"], capture_output=True, text=True, timeout=30)
    line = one_line(done)
    assert "root" in line and "--data-plane none" in line


@needs_root()
def test_the_apis_alone_run_without_privileges(nobodys_binary):
    server = Server(data_plane="none", program=[*as_nobody, nobodys_binary + "/minato"])
    os.chown(server.directory, 65534, 65534)
    with server:
        assert server.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["State"] == "pending"
        status = f"/proc/{server.process.pid}/status"
        assert re.search(r"^Uid:\s+65534\s+65534\s", open(status).read(), re.M)


@pytest.mark.kernel
def test_another_containerd_that_does_not_answer_is_named(tmp_path):
    done = run("serve", "--data-dir", str(tmp_path / "data"), "--listen", f"127.0.0.1:{free_port()}",
               "--containerd", str(tmp_path / "none.sock"))
    assert "none.sock" in one_line(done)


def test_listening_to_others_needs_keys(tmp_path):
    line = one_line(run("serve", "--data-plane", "none", "--data-dir", str(tmp_path), "--listen", "0.0.0.0:0"))
    assert "loopback" in line and "--access-key" in line


@pytest.mark.parametrize("arguments, said", [
    (["--ipv6-range", "fe80::/32"], "inside fd00::/8 (private) or 2000::/3"),
    (["--ipv6-range", "::/0"], "inside fd00::/8 (private) or 2000::/3"),
    (["--on-premises", "0.0.0.0/0"], "give the networks behind the VPN each"),
    (["--on-premises", "127.0.0.0/8"], "it overlaps 127.0.0.0/8"),
    (["--on-premises", "198.18.7.0/24"], "choose another --public-pool"),
    (["--on-premises", "10.0.0.0/8", "--on-premises", "10.1.0.0/16"], "the larger one alone"),
    (["--access-key", "AKIAONE=one", "--access-key", "AKIAONE=two"], "AKIAONE is given twice"),
])
def test_arguments_that_cannot_be_meant_are_refused(tmp_path, arguments, said):
    done = run("serve", "--data-plane", "none", "--data-dir", str(tmp_path / "data"), "--listen", "127.0.0.1:0", *arguments)
    assert done.returncode != 0 and said in done.stderr, done.stderr
    assert not (tmp_path / "data").exists(), "nothing was begun"


def test_a_file_that_is_no_state_is_named_and_left(tmp_path):
    state = tmp_path / "state.redb"
    state.write_text("something else " * 1000)
    line = one_line(run("serve", "--data-plane", "none", "--data-dir", str(tmp_path), "--listen", "127.0.0.1:0"))
    assert f"{state} holds no state of Minato's" in line and "--data-dir" in line
    assert state.read_text() == "something else " * 1000


def test_a_port_that_is_taken_is_named(apis, tmp_path):
    line = one_line(run("serve", "--data-plane", "none", "--data-dir", str(tmp_path),
                        "--listen", f"127.0.0.1:{apis.port}"))
    assert f"another program listens on 127.0.0.1:{apis.port} already" in line
    assert line.endswith("name another address with --listen")


def test_a_data_directory_has_one_server(apis):
    line = one_line(run("serve", "--data-plane", "none", "--data-dir", str(apis.data_dir),
                        "--listen", f"127.0.0.1:{free_port()}"))
    assert str(apis.data_dir) in line


def test_commands_without_a_server_say_how_to_start_one():
    for command in (["status"], ["flows"], ["image", "ls"]):
        line = one_line(run(*command, "--endpoint", f"http://127.0.0.1:{free_port()}"))
        assert "minato serve" in line


def test_serve_says_what_it_does(apis):
    assert f"127.0.0.1:{apis.port}" in apis.log
    assert str(apis.data_dir) in apis.log
    assert "no signature is verified" in apis.log.lower()


def test_every_response_without_a_data_plane_says_so(apis):
    for path in ("/_minato/health", "/_minato/status", "/metrics", "/"):
        assert apis.http(path)[1]["x-minato-data-plane"] == "none", path
    answer = apis.client("sts").get_caller_identity()
    assert answer["ResponseMetadata"]["HTTPHeaders"]["x-minato-data-plane"] == "none"


def test_pages_of_other_sites_reach_no_admin_path(apis):
    for path, method in [("/_minato/health", "GET"), ("/_minato/status", "GET"), ("/_minato/flows", "GET"),
                         ("/_minato/reach", "GET"), ("/_minato/trace", "GET"), ("/_minato/reset", "POST"),
                         ("/_minato/images", "POST")]:
        assert apis.http(path, method=method, headers={"Origin": "http://evil.example"})[0] == 403, path


def test_other_machines_reach_no_admin_path():
    """A server with keys may listen to others; what asks for no signature stays closed to them."""
    port = free_port()
    with Server("--listen", f"0.0.0.0:{port}", "--access-key", "AKIAONE=one", data_plane="none", port=port) as server:
        address = subprocess.run(["hostname", "-I"], capture_output=True, text=True, check=True).stdout.split()[0]
        theirs = f"http://{address}:{port}"
        for path in ("/_minato/status", "/metrics"):
            assert server.http(path)[0] == 200
            assert subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", theirs + path],
                                  capture_output=True, text=True, check=True).stdout == "403"


def test_a_client_that_stops_amid_its_request_is_closed_and_stops_nobody(apis):
    with socket.create_connection(("127.0.0.1", apis.port), timeout=30) as slow:
        slow.sendall(b"GET /_minato/health HTTP/1.1\r\nHost: local")
        assert apis.http("/_minato/health")[0] == 200
        # It waits longer than the server does: the end of the connection is the server's.
        assert b"200 OK" not in slow.recv(1024)
        assert apis.http("/_minato/health")[0] == 200


def test_unknown_admin_paths_and_methods_are_refused(apis):
    assert apis.http("/_minato/nothing")[0] == 404
    assert apis.http("/_minato/reset", method="GET")[0] == 405
    assert apis.http("/_minato/health", method="POST")[0] == 405


def test_metrics_are_prometheus_text(apis):
    apis.client("sts").get_caller_identity()
    code_of(apis.client("ec2").delete_vpc, VpcId="vpc-00000000000000000")
    labels = [labels for name, labels, _ in samples(apis)[1] if name == "minato_api_requests_total"]
    assert {"service": "sts", "operation": "GetCallerIdentity", "code": "OK"} in labels
    assert {"service": "ec2", "operation": "DeleteVpc", "code": "InvalidVpcID.NotFound"} in labels


def test_reset_gives_a_fresh_state():
    with Server(data_plane="none") as server:
        ec2 = server.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        server.client("ecs").create_cluster(clusterName="gone")
        west = server.client("ec2", region="us-west-2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        assert server.http("/_minato/reset", method="POST")[0] == 200
        assert code_of(ec2.describe_vpcs, VpcIds=[vpc]) == "InvalidVpcID.NotFound"
        assert code_of(server.client("ec2", region="us-west-2").describe_vpcs, VpcIds=[west]) == "InvalidVpcID.NotFound"
        assert [v["IsDefault"] for v in ec2.describe_vpcs()["Vpcs"]] == [True]
        assert server.client("ecs").list_clusters()["clusterArns"] == []


def test_state_outlives_the_server():
    with Server(data_plane="none") as server:
        vpc = server.client("ec2").create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        server.kill()
        server.start()
        assert server.client("ec2").describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["CidrBlock"] == "10.0.0.0/16"


def test_with_keys_only_their_signatures_are_accepted(tmp_path):
    file = tmp_path / "keys"
    file.write_text("# two accounts\nAKIAFILE=filesecret=000000000002\n")
    with Server("--access-key", "AKIAONE=onesecret", "--access-keys-file", str(file), data_plane="none") as server:
        identity = server.client("sts", key="AKIAONE", secret="onesecret").get_caller_identity()
        assert identity["Account"] == "123456789012"
        ours = server.client("ec2", key="AKIAONE", secret="onesecret")
        theirs = server.client("ec2", key="AKIAFILE", secret="filesecret")
        vpc = ours.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        assert code_of(theirs.describe_vpcs, VpcIds=[vpc]) == "InvalidVpcID.NotFound"
        assert server.client("sts", key="AKIAFILE", secret="filesecret").get_caller_identity()["Account"] == "000000000002"
        for key, secret, codes in [
            ("AKIAONE", "wrong", ("AuthFailure", "InvalidSignatureException", "SignatureDoesNotMatch")),
            ("AKIANONE", "onesecret", ("AuthFailure", "UnrecognizedClientException", "InvalidClientTokenId")),
        ]:
            operations = [("ec2", "describe_vpcs"), ("ecs", "list_clusters"), ("sts", "get_caller_identity")]
            clients = {service: server.client(service, key=key, secret=secret) for service, _ in operations}
            assert tuple(code_of(getattr(clients[service], operation)) for service, operation in operations) == codes
        assert "secret" not in server.log


def test_doctor_names_everything_it_tries():
    # Of ranges that no other server here routes.
    done = run("doctor", "--public-pool", "198.51.100.240/28", "--ipv6-range", "2001:db8:de60::/44")
    names = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("ok", "missing", "unknown", "absent"))]
    for name in ("root", "BTF", "bpffs", "tcx", "cgroups", "overlayfs", "containerd", "runc", "addresses", "AWS"):
        assert name in names
    if os.geteuid() == 0:
        assert done.returncode == 0, done.stdout


@needs_root()
@pytest.mark.parametrize("pool, ipv6, thing, said", [
    ("198.51.100.240/28", "2001:db8:de60::/44", ["route", "unreachable", "198.51.100.248/29"],
     "somebody else has a route to 198.51.100.248/29; choose others with --public-pool"),
    ("198.51.100.240/28", "2001:db8:de60::/44", ["address", "198.51.100.250/32", "dev", "lo"],
     "link lo has the address 198.51.100.250; choose others with --public-pool"),
    pytest.param("198.51.100.240/28", "2001:db8:de60::/44", ["address", "2001:db8:de61::7/128", "dev", "lo"],
                 "link lo has the address 2001:db8:de61::7; choose others with --ipv6-range",
                 marks=pytest.mark.skipif(not Path("/proc/sys/net/ipv6").exists(), reason="this kernel has no IPv6")),
])
def test_doctor_says_who_has_the_public_addresses(pool, ipv6, thing, said):
    def addresses():
        done = run("doctor", "--public-pool", pool, "--ipv6-range", ipv6)
        [line] = [line for line in done.stdout.splitlines() if line.split()[1:2] == ["addresses"]]
        return line, done.returncode

    line, code = addresses()
    assert line.startswith("ok") and pool in line and ipv6 in line and code == 0
    what, *rest = thing
    subprocess.run(["ip", what, "add", *rest], check=True)
    try:
        line, code = addresses()
    finally:
        subprocess.run(["ip", what, "delete", *rest], check=True)
    assert line.startswith("conflict") and said in line and code == 1


@pytest.mark.parametrize("script, word, said", [
    ("echo aws-cli/2.31.3 Python/3.13", "ok", "2.31.3"),
    ("echo aws-cli/1.27.1 Python/3.9", "absent", "1.27.1, .* reads no AWS_ENDPOINT_URL → .*--endpoint-url"),
    ("exit 1", "absent", "does not run → `scripts/setup`"),
    (None, "absent", "no program `aws` on the search path → `scripts/setup`"),
])
def test_doctor_looks_for_an_aws_cli(tmp_path, script, word, said):
    if script:
        (tmp_path / "aws").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "aws").chmod(0o755)
    done = subprocess.run([str(MINATO), "doctor"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60,
                          env={**os.environ, "NO_COLOR": "1", "PATH": str(tmp_path)})
    [line] = [line for line in done.stdout.splitlines() if " AWS CLI " in line]
    assert line.startswith(word) and re.search(said, line)


@needs_root()
def test_doctor_without_root_says_what_is_missing(nobodys_binary):
    done = subprocess.run([*as_nobody, nobodys_binary + "/minato", "doctor"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert re.search(r"^missing +root ", done.stdout, re.M)
    assert "--data-plane none" in done.stdout


def test_status_is_readable_and_json(apis, vpc):
    text = apis.minato("status").stdout
    assert vpc in text and "data plane none" in text and "\x1b" not in text
    assert vpc in {each["id"] for each in json.loads(apis.minato("status", "--json").stdout)["vpcs"]}


@pytest.mark.kernel
def test_every_column_of_status_has_a_title(kernel):
    assert re.search(r"^ON THIS MACHINE +NUMBER +NAMES$", kernel.minato("status").stdout, re.M)


@pytest.mark.kernel
def test_flows_tell_who_was_rejected_and_why(kernel, network):
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    b.listens(8080)
    network.allow(network.b, network.a, 8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    assert a.connect(b, 9090, timeout_ms=300) == NO_ANSWER

    def rejected():
        return [flow for flow in kernel.flows("--rejected", "--eni", a.interface)
                if flow["destination"].get("port") == 9090]

    flow = eventually(rejected)[0]
    assert flow["event"] == "rejected"
    assert (flow["source"]["address"], flow["destination"]["address"]) == (a.address, b.address)
    assert flow["source"]["interface"] == a.interface
    assert (flow["rejection"]["layer"], flow["rejection"]["reason"]) == ("ingress-groups", "ingress-denied")
    opened = [flow for flow in kernel.flows() if flow["event"] == "opened"
              and flow["destination"] == {"address": b.address, "port": 8080, "interface": b.interface}]
    assert opened
    text = kernel.minato("flows").stdout
    assert "\x1b" not in text
    assert re.search(rf"REJECT +tcp +{a.address}:\d+ → {b.address}:9090 +ingress-denied", text)
    assert re.search(rf"ACCEPT +tcp +{a.address}:\d+ → {b.address}:8080", text)


@pytest.mark.kernel
def test_flows_follow_what_happens(kernel, network):
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    process = subprocess.Popen([str(MINATO), "flows", "--follow", "--rejected", "--eni", a.interface],
                               stdout=subprocess.PIPE, text=True, env=kernel.environment())
    try:
        assert a.connect(b, 8181, timeout_ms=300) == NO_ANSWER
        assert f"{b.address}:8181" in process.stdout.readline()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.kernel
def test_images_are_listed_by_the_names_that_task_definitions_use(kernel, image):
    assert "minato-example" in kernel.minato("image", "ls").stdout
    assert "other:1" in kernel.minato("image", "import", str(image), "--name", "other:1").stdout
    assert any(entry["name"].endswith("/other:1") for entry in json.loads(kernel.minato("image", "ls", "--json").stdout))


@pytest.mark.kernel
def test_what_is_no_image_is_refused_in_one_line(kernel, tmp_path):
    file = tmp_path / "none.tar"
    file.write_bytes(b"not an archive" * 1000)
    line = one_line(kernel.minato("image", "import", str(file), check=False))
    assert re.search(r"cannot import \S+none.tar: it holds no image \(.*\): give an archive that `docker save` wrote", line)
    assert "400" not in line
    assert "is a directory" in one_line(kernel.minato("image", "import", str(tmp_path), check=False))
    assert "absent.tar" in one_line(kernel.minato("image", "import", str(tmp_path / "absent.tar"), check=False))


@pytest.mark.kernel
def test_kernel_metrics_count_drops_flows_and_tasks(kernel, network):
    family = network.define(serving(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    network.allow(network.b, network.a, 8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    assert a.connect(b, 9090, timeout_ms=300) == NO_ANSWER
    assert value(kernel, "minato_dropped_packets_total", reason="ingress-denied") > 0
    assert value(kernel, "minato_tasks", phase="running") == 2
    assert 0 < value(kernel, "minato_table_entries", table="flows") < value(kernel, "minato_table_limit", table="flows")
