"""Servers and networks that tests share. Each ends with what it made, also after a failure."""

import os
import subprocess

import pytest
from apart import put_back_grace_periods
from outcomes import HERE, OF_THE_APIS
from server import MINATO, PROBE, ROOT, Server
from tasks import Network


# Whether some of what was collected is not to run.
DESELECTED = pytest.StashKey[bool]()
# Whether a test of the APIs alone has failed.
FAILED = pytest.StashKey[bool]()


def files_of_the_apis():
    return {path for pattern in OF_THE_APIS for path in HERE.glob(pattern)}


def pytest_collection_modifyitems(items):
    for item in items:
        if "kernel" in item.keywords and os.geteuid() != 0:
            item.add_marker(pytest.mark.skip(reason="needs root"))
    # What looks back at all other tests comes after them.
    items.sort(key=lambda item: "everything" in item.fixturenames)


def pytest_deselected(items):
    for item in items:
        item.config.stash[DESELECTED] = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.failed and item.path in files_of_the_apis():
        item.config.stash[FAILED] = True
    return report


@pytest.fixture
def everything(request):
    """Skips a test unless every test of the APIs alone has run in this session, and none has failed."""
    files = files_of_the_apis()
    by_name = any("::" in argument for argument in request.config.args)
    is_whole = files <= {item.path for item in request.session.items}
    if by_name or not is_whole or request.config.stash.get(DESELECTED, False):
        pytest.skip("not all tests of the APIs were to run")
    if request.config.stash.get(FAILED, False):
        # What they would have seen next is not there, and that says nothing of its own.
        pytest.skip("tests of the APIs failed")


def pytest_configure():
    for program in (MINATO, PROBE):
        if not program.exists():
            pytest.exit(f"{program} is missing: run this by `make test-system`", returncode=2)


def pytest_sessionfinish():
    # Also after Ctrl-C; tests kill servers at whatever instruction they are.
    if os.geteuid() == 0:
        put_back_grace_periods()


@pytest.fixture(scope="session")
def image(tmp_path_factory):
    """The archive of the image that the tests run."""
    archive = tmp_path_factory.mktemp("image") / "image.tar"
    subprocess.run([ROOT / "examples/image/build", archive], env={**os.environ, "PROBE": str(PROBE)}, check=True)
    return archive


@pytest.fixture(scope="session")
def apis():
    """The APIs alone, for what needs no packet."""
    with Server(data_plane="none") as server:
        yield server


@pytest.fixture
def ec2(apis):
    return apis.client("ec2")


@pytest.fixture
def ecs(apis):
    return apis.client("ecs")


@pytest.fixture(scope="module")
def kernel(image):
    """A server with the kernel as its data plane, and the image."""
    with Server(image=image) as server:
        yield server


@pytest.fixture
def network(kernel):
    """A VPC of the test's own on `kernel`; all resources of the server go after the test."""
    yield Network(kernel)
    kernel.reset()


@pytest.fixture
def vpc(ec2):
    """A VPC of the test's own on `apis`."""
    return ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
