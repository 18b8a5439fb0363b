"""The one way to start an application: what it prints, what it refuses, and that nothing of it stays."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from applications import serve
from tests.applications.conftest import started
from tests.conftest import ROOT
from tests.pings import hangs_up
from tests.waiting import until


def get(url: str, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def alive(uri: str) -> bool:
    host, _, port = uri.removeprefix("http://").partition(":")
    with socket.socket() as probe:
        probe.settimeout(2)
        return probe.connect_ex((host, int(port))) == 0


@pytest.mark.soak
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda s: s.name)
def test_an_application_ends_with_its_milvus(scratch: Path, how: int) -> None:
    """Ctrl-C and SIGTERM leave nothing; after SIGKILL, which no handler sees, Milvus ends all the same."""
    with started("films", scratch=scratch) as films:
        assert films.url, films.said
        status, text = get(films.url)
        assert status == 200
        assert "Films" in text
        assert get(films.url, Host="films.example")[0] == 403
        assert get(films.url, Origin="http://films.example")[0] == 403
        assert alive(films.milvus)
        assert films.stop(how) == (0 if how != signal.SIGKILL else -signal.SIGKILL)
        until(lambda: not alive(films.milvus))
        assert not any("Traceback" in line for line in films.said)
    if how == signal.SIGKILL:  # only the folder stays, which the system's own tidying removes
        subprocess.run(["rm", "-rf", *map(str, scratch.iterdir())], check=True, timeout=20)


def say(*arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "applications.films", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return done.returncode, done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--uri", "./films.db"), "For a folder of Milvus Lite: --data ./films.db"),
        (("--uri", "http://127.0.0.1:1", "--data", "x"), "give one of the two"),
        (("--uri", "http://127.0.0.1:1"), "Next: look at its address and token"),
    ],
)
def test_what_cannot_start_says_what_to_do(arguments: tuple[str, ...], words: str) -> None:
    """One line, with the next command, and no traceback."""
    status, last = say(*arguments)
    assert status != 0
    assert words in last


def test_rows_outlive_a_restart(tmp_path: Path) -> None:
    """The same folder again has the same rows, loaded, on the address that it had."""
    from pymilvus import DataType, MilvusClient

    with serve.milvus(tmp_path) as uri:
        client = MilvusClient(uri=uri)
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        client.create_collection("kept", schema=schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="IP"))
        client.upsert("kept", [{"id": 7, "vector": [1.0, 2.0]}])
        with pytest.raises(SystemExit, match="end the other application"), serve.milvus(tmp_path):
            pass
    port = int(uri.rpartition(":")[2])
    with serve.milvus(tmp_path, port) as again:
        assert again == uri
        assert MilvusClient(uri=again).search("kept", data=[[1.0, 0.0]], limit=3)[0][0]["id"] == 7


def test_a_page_that_is_idle_is_kept(lite: str) -> None:
    """Its client pings while no visitor searches, and the Milvus does not hang up on it."""
    assert not hangs_up(lite.removeprefix("http://"))


def test_a_page_without_its_milvus_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page alone, not by `serve.py`: the command is named."""
    monkeypatch.delenv(serve.URI, raising=False)
    serve.connect.cache_clear()
    with pytest.raises(SystemExit, match=r"python -m applications\.films"):
        serve.connect()
