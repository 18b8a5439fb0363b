"""The compose file: valid, pinned, on loopback, and the same image as the Docker backend's."""

import re
import shutil
import subprocess

import pytest
import yaml

from grader.backends import docker
from tests.conftest import ROOT, required

COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def services():
    return yaml.safe_load(COMPOSE.read_text())["services"]


@pytest.mark.parametrize("profile", [[], ["--profile", "monitoring"], ["--profile", "applications"]], ids=["default", "monitoring", "applications"])
def test_compose_accepts_it(profile):
    command = ["docker-compose"] if shutil.which("docker-compose") else ["docker", "compose"]
    if not shutil.which(command[0]):
        required("docker-compose is not here", "apt-get install docker-compose")
    done = subprocess.run([*command, *profile, "config", "-q"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    if "is not a docker command" in done.stderr:
        required("docker compose is not here", "apt-get install docker-compose")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_image_is_pinned(services):
    """What is fetched has a version; what is built here, from a Containerfile of this repository, is as this repository is."""
    for name, service in services.items():
        if "build" in service:
            assert (ROOT / service["build"]["dockerfile"]).is_file(), name
            continue
        image = re.sub(r"^\$\{\w+:-(.*)\}$", r"\1", service["image"])
        assert re.search(r":(v?\d|RELEASE\.)", image), f"{name}: {image}"


def test_the_image_is_the_backends(services, monkeypatch):
    monkeypatch.delenv("GRADER_MILVUS_IMAGE", raising=False)
    assert services["milvus"]["image"] == "${GRADER_MILVUS_IMAGE:-" + docker.DockerBackend().image + "}"


def test_every_port_is_on_loopback(services):
    for name, service in services.items():
        for port in service.get("ports", ()):
            assert str(port).startswith("127.0.0.1:"), f"{name}: {port}"


def test_every_service_has_a_health_check_and_only_named_volumes(services):
    named = yaml.safe_load(COMPOSE.read_text())["volumes"]
    for name, service in services.items():
        assert service["healthcheck"]["test"], name
        for volume in service.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in named or (
                source.startswith("./deploy/") and volume.endswith(":ro") and (ROOT / source).exists()
            ), volume
