"""What ``grader doctor`` says of a cluster."""

import sys

import pytest

from grader.backends.cluster import found
from grader.backends.server_backend import ServerBackend
from grader.cli.commands import doctor
from tests.conftest import required


@pytest.mark.skipif(sys.platform != "linux", reason="a cluster runs on Linux; next: use Linux x86-64")
@pytest.mark.parametrize(
    ("missing", "command"),
    [("etcd", "apt-get install etcd-server"), ("broker", "pip install -e '.[cluster]'"), ("librdkafka", "pip install -e '.[cluster]'")],
)
def test_a_missing_part_of_the_cluster_is_a_hint_and_no_error(monkeypatch, tmp_path, missing, command):
    absent = ServerBackend().absent()
    if absent is not None:
        required(f"server: {absent.why}", f"`{absent.command}`")
    for name in ("etcd", "broker", "librdkafka"):
        monkeypatch.setattr(found, name, (lambda: None) if name == missing else lambda: tmp_path)
    ok, text, remedy = doctor._cluster()
    assert ok is None, "it is optional: the command still ends with 0"
    assert text.startswith("Milvus cluster: ")
    assert remedy == command


def test_a_cluster_that_can_be_started_is_listed_with_its_versions():
    absent = ServerBackend().absent("cluster")
    if absent is not None:
        required(f"server: {absent.why}", f"`{absent.command}`")
    ok, text, remedy = doctor._cluster()
    assert ok is True
    assert remedy == ""
    versions = found.versions()
    assert versions["milvus"] == "2.3.5"
    assert versions["etcd"].startswith("3.")
    assert all(f"{name} {version}" in text for name, version in versions.items())
