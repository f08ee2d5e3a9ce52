"""A disk that is full: changes are refused, what is there is read, and with room again the server goes on as it is."""

import subprocess

import pytest
from botocore.exceptions import ClientError
from server import MINATO, Server

# In a mount namespace of the server's own, so that the disk goes with it.
SMALL_DISK = 'mkdir "$1" && mount -t tmpfs -o size=4m none "$1" && shift && exec "$@"'


@pytest.mark.kernel
def test_a_full_disk_needs_no_restart():
    server = Server(data_plane="none")
    server.program = ["unshare", "--mount", "sh", "-c", SMALL_DISK, "sh", str(server.data_dir), str(MINATO)]
    with server:
        ec2 = server.client("ec2", retries={"total_max_attempts": 1})
        lists = []
        with pytest.raises(ClientError) as refused:
            for number in range(1000):
                lists.append(fill(ec2, f"list-{number}"))
        assert refused.value.response["Error"]["Code"] == "InternalError"
        assert "disk is full; free space" in server.log
        found = ec2.describe_managed_prefix_lists(PrefixListIds=lists)["PrefixLists"]
        assert len(found) == len(lists) > 0
        assert server.http("/_minato/health")[0] == 200

        inside = ["nsenter", "--target", str(server.process.pid), "--mount"]
        subprocess.run([*inside, "mount", "-o", "remount,size=64m", str(server.data_dir)], check=True)
        lists.append(fill(ec2, "with room"))
        assert len(ec2.describe_managed_prefix_lists(PrefixListIds=lists)["PrefixLists"]) == len(lists)
        server.stop()
        assert server.process.returncode == 0


def fill(ec2, name):
    entries = [{"Cidr": f"10.{number}.0.0/16", "Description": "x" * 255} for number in range(100)]
    made = ec2.create_managed_prefix_list(PrefixListName=name, AddressFamily="IPv4", MaxEntries=100, Entries=entries)
    return made["PrefixList"]["PrefixListId"]
