"""Exercises of chapters 5, 6 and 19, graded on a real container engine with an image built here from the 2.3.5 binary."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from grader.backends import docker
from tests.conftest import ROOT, required

TAG = "milvusdb/milvus:v2.3.5"
pytestmark = [pytest.mark.docker, pytest.mark.soak]


@pytest.fixture(scope="module")
def image():
    absent = docker.DockerBackend(TAG).absent()
    if absent is not None and f"the image {TAG}" in absent.why and os.environ.get("GRADER_REQUIRE_ALL") == "1":
        build = [sys.executable, str(ROOT / "tests/images/build.py")]
        subprocess.run(build, check=True, timeout=300, env={**os.environ, "PYTHONPATH": str(ROOT)})
        absent = docker.DockerBackend(TAG).absent()
    if absent is not None:
        required(f"docker: {absent.why}", f"`{absent.command}`")
    return TAG


@pytest.mark.parametrize(
    ("exercise", "name", "more"),
    [("ch05/ex01", "ex01_recall.py", ()), ("ch06/ex02", "ex02_read_what_was_written.py", ()), ("ch19/ex01", "ex01_least_privilege.py", ()), ("ch19/ex03", "ex03_verify_the_server.py", ("--sandbox", "namespaces"))],
)
def test_a_container_grades(image, tmp_path, exercise, name, more):
    """With a tap before it too, and in a sandbox, where the container's port is reached through a socket, TLS unchanged."""
    chapter = exercise[:4]
    solutions = next((ROOT / "solutions").glob(f"{chapter}_*"))
    desk = tmp_path / chapter
    desk.mkdir()
    shutil.copy(solutions / name, desk / name)
    done = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", "check", exercise, "--backend", "docker", "--json", "--work", str(tmp_path), *more],
        cwd=ROOT, capture_output=True, text=True, timeout=400, check=False, env={**os.environ, "GRADER_MILVUS_IMAGE": image},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    result = json.loads(done.stdout)
    assert result["status"] == "passed", json.dumps(result)[:3000]
    assert result["milvus"]["backend"] == "docker"
    assert result["milvus"]["digest"]
