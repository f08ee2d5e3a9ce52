"""A real `minato serve` with its own data directory and port, and its end."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import outcomes
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
MINATO = Path(os.environ.get("MINATO", TARGET / "debug" / "minato"))
PROBE = Path(os.environ.get("PROBE", TARGET / "x86_64-unknown-linux-gnu" / "release" / "minato-probe"))
AWS = ROOT / ".venv" / "bin" / "aws"
REGION = "us-east-1"
ACCOUNT = "123456789012"


def eventually(what, seconds=20, every=0.05):
    """Waits until `what()` is true and returns it; a deadline that passes is a failure with its last value or error."""
    deadline = time.monotonic() + seconds
    while True:
        last = None
        try:
            last = what()
            if last:
                return last
        except (AssertionError, OSError) as error:
            last = error
        assert time.monotonic() < deadline, f"not within {seconds} s; last seen: {last!r}"
        time.sleep(every)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """One instance, with an image if it is given the archive. As a context manager it leaves nothing behind, however the block
    ends."""

    def __init__(self, *arguments, data_plane="kernel", program=(str(MINATO),), port=None, image=None):
        self.directory = Path(tempfile.mkdtemp(prefix="minato-test-"))
        self.data_dir = self.directory / "data"
        self.data_plane = data_plane
        self.arguments = list(arguments)
        self.program = list(program)
        self.image = image
        self.port = port or free_port()
        self.endpoint = f"http://127.0.0.1:{self.port}"
        self.process = None

    def __enter__(self):
        try:
            self.start()
            if self.image:
                self.minato("image", "import", str(self.image))
            return self
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            if self.data_plane == "kernel":
                down = self.minato("down", "--data-dir", str(self.data_dir), check=False)
            shutil.rmtree(self.directory, ignore_errors=True)
        if self.data_plane == "kernel":
            assert down.returncode == 0, down.stderr

    @property
    def log(self):
        path = self.directory / "serve.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def command(self):
        return [
            *self.program, "serve", "--data-dir", str(self.data_dir), "--data-plane", self.data_plane,
            *([] if "--listen" in self.arguments else ["--listen", f"127.0.0.1:{self.port}"]), *self.arguments,
        ]

    def start(self):
        with open(self.directory / "serve.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        eventually(self.is_up, seconds=30)
        return self

    def is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"serve ended with {self.process.returncode}:\n{self.log}")
        return self.http("/_minato/health")[0] == 200

    def stop(self):
        """Asks it to end, as a user's Ctrl-C does."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"serve did not end on SIGTERM:\n{self.log}") from None

    def kill(self):
        """Ends it at whatever instruction it is."""
        self.process.kill()
        self.process.wait()

    def http(self, path, method="GET", body=None, headers=None):
        """Status, headers and body of a plain request."""
        request = urllib.request.Request(self.endpoint + path, method=method, data=body, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def reset(self):
        """Ends all that it has."""
        status, _, body = self.http("/_minato/reset", method="POST")
        assert status == 200, body

    def signed(self, service, body, headers):
        """A plain request with a signature."""
        request = AWSRequest("POST", self.endpoint + "/", headers, body)
        SigV4Auth(Credentials("test", "test"), service, REGION).add_auth(request)
        return self.http("/", "POST", body, dict(request.headers))

    def client(self, service, region=REGION, key="test", secret="test", **settings):
        settings = {"retries": {"total_max_attempts": 1}, "parameter_validation": False, **settings}
        made = boto3.client(
            service, endpoint_url=self.endpoint, region_name=region, aws_access_key_id=key,
            aws_secret_access_key=secret, config=Config(**settings),
        )
        made.meta.events.register(f"after-call.{service}", outcomes.note)
        return made

    def settled_client(self, service):
        """A client whose changes hold for packets when its calls return: AWS, and so Minato, promises that for later."""
        client = self.client(service)

        def settle(model, **_):
            if not model.name.startswith(("Describe", "Get")):
                status, _, body = self.http("/_minato/status?settled=true")
                assert status == 200, body
        client.meta.events.register(f"after-call.{service}", settle)
        return client

    def environment(self):
        return {
            **os.environ,
            "AWS_ENDPOINT_URL": self.endpoint, "MINATO_ENDPOINT": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION,
            "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_PAGER": "",
            "AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true", "NO_COLOR": "1",
        }

    def aws(self, *arguments, check=True):
        """The AWS CLI. Returns what it printed, from JSON; with check=False the finished process."""
        command = [str(AWS), *arguments, "--output", "json"]
        done = subprocess.run(
            command, env=self.environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
        )
        if not check:
            return done
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def minato(self, *arguments, check=True, timeout=60):
        done = subprocess.run(
            [str(MINATO), *arguments], env=self.environment(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=timeout,
        )
        assert not check or done.returncode == 0, f"minato {' '.join(arguments)}: {done.stderr}"
        return done

    def status(self):
        return json.loads(self.minato("status", "--json").stdout)

    def dropped(self, reason):
        """How many packets were dropped for a reason."""
        return sum(drop["packets"] for drop in self.status()["drops"] if drop["reason"] == reason)

    def flows(self, *arguments):
        return [json.loads(line) for line in self.minato("flows", "--json", *arguments).stdout.splitlines()]
