"""`minato top`: rates of real traffic, printed once, and on a terminal of whatever size."""

import codecs
import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import urllib.request

import pytest
from metrics import value
from server import MINATO, eventually
from tasks import REACHED, Stream, streaming


def top(server, *arguments):
    return json.loads(server.minato("top", "--json", *arguments).stdout)


def interfaces(seen):
    return {it["interface"]: it for it in seen["interfaces"]}


@contextlib.contextmanager
def knocking(source, target, port):
    """Datagrams from one task to another, a hundred a second."""
    script = (f"import socket, time\ns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n"
              f"while True:\n s.sendto(b'x', ('{target.address}', {port}))\n time.sleep(0.01)")
    process = subprocess.Popen(source.command("python3", "-c", script))
    try:
        yield
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def pair(kernel, network):
    """Two tasks, of which the first one reaches the other on port 8080."""
    family = network.define(streaming(8080))
    [a] = network.run(family, network.public, network.a)
    [b] = network.run(family, network.private, network.b)
    network.allow(network.b, network.a, 8080)
    b.listens(8080)
    eventually(lambda: a.connect(b, 8080, timeout_ms=200) == REACHED)
    return a, b


@pytest.mark.kernel
def test_the_rates_of_enis_and_flows_are_those_of_their_packets(kernel, pair):
    a, b = pair

    def sent():
        return value(kernel, "minato_interface_packets_total", interface=a.interface, direction="egress", verdict="accepted")

    with Stream(a, b, 8080) as stream:
        stream.progresses()
        before = sent()
        seen = top(kernel)
        after = sent()
        eni = interfaces(seen)[a.interface]
        assert (eni["owner"], eni["address"], eni["flows"]) == (a.arn, a.address, 1)
        assert 0 < eni["egress"]["packets"] * seen["interval"] <= after - before
        # Each packet has an IP and a TCP header.
        assert eni["egress"]["bits"] >= eni["egress"]["packets"] * 40 * 8
        other = interfaces(seen)[b.interface]
        assert other["ingress"]["packets"] > 0 and other["flowLimit"] > 0

        end = {"address": b.address, "port": 8080, "interface": b.interface}
        [flow] = [flow for flow in seen["flows"] if flow["destination"] == end and flow["state"] == "established"]
        assert (flow["protocol"], flow["source"]["interface"]) == ("tcp", a.interface)
        assert 0 < flow["sent"]["packets"] * seen["interval"] <= after - before
        assert flow["received"]["bits"] > 0 and flow["totalSent"]["packets"] >= flow["sent"]["packets"] * seen["interval"]
        assert flow["age"] > 0 and seen["tracked"] >= 1
        assert seen["flows"][0] == flow, "the busiest is first"
        tables = {table["table"]: table for table in seen["tables"]}
        assert 1 <= tables["established"]["entries"] < tables["established"]["limit"]

        # What is looked for, and what is not.
        assert interfaces(top(kernel, "--filter", b.arn)).keys() == {b.interface}
        only = top(kernel, "--filter", f"{b.address}:8080", "--flows", "1")
        assert only["interfaces"] == [] and [flow["destination"] for flow in only["flows"]] == [end]
        assert top(kernel, "--filter", "10.9.9.9")["flows"] == []
    eventually(lambda: interfaces(top(kernel, "--interval", "0.1"))[a.interface]["flows"] == 0)


@pytest.mark.kernel
def test_drops_have_rates_by_reason(kernel, pair):
    a, b = pair
    with knocking(a, b, 9):
        def dropped():
            seen = top(kernel, "--interval", "0.3")
            found = [drop for drop in seen["drops"] if drop["reason"] == "ingress-denied" and drop["rate"]["packets"] > 0]
            return found and interfaces(seen)[b.interface]["dropped"] > 0 and found[0]

        drop = eventually(dropped)
        assert (drop["layer"], "ingress rule" in drop["text"]) == ("ingress-groups", True)
        assert drop["packets"] >= drop["rate"]["packets"] * 0.3
    eventually(lambda: all(it["rate"]["packets"] == 0 for it in top(kernel, "--interval", "0.3")["drops"]))


@pytest.mark.kernel
def test_without_a_terminal_one_interval_is_printed_as_text(kernel, pair):
    a, b = pair
    with Stream(a, b, 8080) as stream:
        stream.progresses()
        texts = [kernel.minato("top").stdout, kernel.minato("top", "--once", "--interval", "0.5").stdout]
    for text in texts:
        assert re.search(rf"^{a.interface} +{a.address} ", text, re.M), text
        assert re.search(rf"^{a.address}:\d+ → {b.address}:8080 +tcp +open ", text, re.M), text
        assert re.search(r"^interfaces +<1% ", text, re.M), text
        assert "\x1b" not in text
    assert "over 0.5 s" in texts[1]


@contextlib.contextmanager
def terminal(server, rows, columns, *arguments):
    """`minato top` on a terminal: its process, the terminal's other end, and its own."""
    ours, its = pty.openpty()
    try:
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**server.environment(), "TERM": "xterm"}
        process = subprocess.Popen([str(MINATO), "top", *arguments], stdin=its, stdout=its, stderr=its,
                                   env=environment, start_new_session=True)
        try:
            yield process, ours, its
        finally:
            process.kill()
            process.wait()
    finally:
        os.close(ours)
        os.close(its)


class Screen:
    """What a terminal of some size shows of what is written to its other end: letters, and where they are put."""

    WRITTEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|\x1b[^\[]|([^\x1b])")

    def __init__(self, end, rows, columns):
        self.end, self.rows, self.columns = end, rows, columns
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.rest, self.has_left = "", False
        self.clear()

    def clear(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]
        self.row = self.column = 0

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)

    def read(self):
        """Takes in what is there."""
        while select.select([self.end], [], [], 0)[0]:
            self.rest += self.decoder.decode(os.read(self.end, 65536))
        while found := self.WRITTEN.match(self.rest):
            self.rest = self.rest[found.end():]
            numbers, command, letter = found.groups()
            if letter:
                self.put(letter)
            elif command == "H":
                self.row, self.column = [int(number) - 1 for number in (numbers or "1;1").split(";")]
            elif command == "J":
                self.clear()
            elif (numbers, command) == ("?1049", "l"):
                self.has_left = True

    def put(self, letter):
        if letter == "\r":
            self.column = 0
        elif letter == "\n":
            self.row += 1
        elif self.row < self.rows and self.column < self.columns:
            self.cells[self.row][self.column] = letter
            self.column += 1

    def shows(self, *texts):
        """Waits until all of that is on the screen."""
        def there():
            self.read()
            missing = [text for text in texts if text not in self.text()]
            assert not missing, f"{missing} not in\n{self.text()}"
            return True

        eventually(there)


@pytest.mark.kernel
@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (8, 41)])
def test_on_a_terminal_it_shows_rates_until_a_key_ends_it(kernel, pair, rows, columns):
    a, b = pair
    with terminal(kernel, rows, columns, "--interval", "0.2") as (process, ours, its):
        settings = termios.tcgetattr(its)
        screen = Screen(ours, rows, columns)
        screen.shows(a.interface, b.interface, "OUT BIT/S", "q quit  tab list  / filter")
        # The keys that it shows do what they say.
        os.write(ours, b"\t")
        with Stream(a, b, 8080) as stream:
            stream.progresses()
            screen.shows(f"{a.address}:", "2 Flows", "OUT BIT/S")
        os.write(ours, b"1/")
        screen.shows("filter: ")
        os.write(ours, a.interface.encode() + b"\r")
        screen.shows("1 ENIs 1, filter eni-", a.interface)
        assert b.interface not in screen.text()
        os.write(ours, b"q")
        eventually(lambda: screen.read() or screen.has_left)
        assert process.wait(30) == 0
        assert termios.tcgetattr(its) == settings


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_who_ends_it_by_a_signal_has_the_terminal_back(apis, number):
    with terminal(apis, 24, 80) as (process, ours, its):
        settings = termios.tcgetattr(its)
        screen = Screen(ours, 24, 80)
        screen.shows("without a data plane there are no rates", "q quit")
        assert termios.tcgetattr(its) != settings
        process.send_signal(number)
        eventually(lambda: screen.read() or screen.has_left)
        assert process.wait(30) == -number, "and it ends as others do"
        assert termios.tcgetattr(its) == settings


@pytest.mark.kernel
def test_only_so_many_may_follow_at_a_time(kernel):
    for wrong in ("interval_ms=5", "interval_ms=60001", "flows=1001", "count=x"):
        assert kernel.http(f"/_minato/top?{wrong}&count=1")[0] == 400, wrong
    path = kernel.endpoint + "/_minato/top?interval_ms=60000"
    with contextlib.ExitStack() as following:
        for _ in range(8):
            following.enter_context(urllib.request.urlopen(path, timeout=30))
        refused = kernel.minato("top", "--once", check=False)
        assert refused.returncode == 1 and "end another `minato top` first" in refused.stderr
    # Those who left have given their places back.
    eventually(lambda: kernel.minato("top", "--once", "--interval", "0.1", check=False).returncode == 0)


def test_what_cannot_be_shown_is_refused(apis):
    done = apis.minato("top", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "minato: without a data plane there are no rates: nothing runs\n"
    for arguments in [("--interval", "0.01"), ("--interval", "x"), ("--flows", "0"), ("--once", "--json")]:
        assert apis.minato("top", *arguments, check=False).returncode == 2
