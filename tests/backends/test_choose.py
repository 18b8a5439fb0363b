"""Which backend serves, why another does not, and what that costs."""

import json
import subprocess
import sys

import pytest

from grader import backends
from grader.backends import features
from grader.backends.base import Absent
from grader.backends.keeper import environment
from grader.errors import NoBackend, UsageError


class Fake:
    """A backend that says what it is told to say, and must not be started."""

    def __init__(self, name, seen, *, absent=None, profiles=("default", "auth"), controls=("restart", "kill")):
        self.name, self.seen, self._absent = name, seen, absent
        self.profiles, self.controls = frozenset(profiles), frozenset(controls)

    def absent(self, profile="default"):
        return self._absent

    def key(self):
        return f"{self.name} fake"

    def start(self, profile, folder):
        raise AssertionError("nothing was to be started")


@pytest.fixture
def engines(monkeypatch):
    """``engines(lite={...}, server=Fake(...))``: what is known of each, and which is here."""

    def install(**given):
        made = {n: g if isinstance(g, Fake) else Fake(n, g) for n, g in given.items()}
        everything = {n: made.get(n, Fake(n, {}, profiles=())) for n in ("lite", "server", "docker")}
        monkeypatch.setattr(backends, "backend", lambda name, **_: everything[name])
        monkeypatch.setattr(features, "known", lambda key: everything[key.split()[0]].seen)
        return everything

    return install


def test_the_cheapest_that_serves(engines):
    engines(lite={"search": True, "segments": False}, server={"search": True, "segments": True})
    assert backends.choose(["search"]).name == "lite"
    assert backends.choose(["search"], only="server").name == "server"
    with pytest.raises(NoBackend):
        backends.choose(["segments"], only="lite")


def test_what_it_was_seen_not_to_do_it_does_not_serve(engines):
    engines(lite={"segments": False}, server={"segments": True})
    assert backends.choose(["segments"]).name == "server"


def test_profile_and_control_count(engines):
    engines(lite=Fake("lite", {"search": True}, profiles=("default",), controls=()), server={"search": True})
    assert backends.choose(["search"], config="auth").name == "server"
    assert backends.choose(["search"], control=["restart"]).name == "server"
    with pytest.raises(NoBackend, match="gives no logs"):
        backends.choose(["search"], control=["logs"])


def test_an_absent_one_names_the_one_command_that_brings_it(engines):
    absent = Absent("the package milvus is not installed", "pip install milvus==2.3.5")
    engines(lite={"segments": False}, server=Fake("server", {"segments": True}, absent=absent))
    with pytest.raises(NoBackend) as failure:
        backends.choose(["segments"])
    assert failure.value.next == "`pip install milvus==2.3.5`"
    assert "lite: it cannot show segments; server: the package milvus is not installed" in str(failure.value)


def test_no_command_is_named_for_what_it_would_not_bring(engines):
    """An engine that is absent, and known not to do it; a feature that Milvus gave up."""
    absent = Absent("not here", "docker pull x")
    engines(
        lite={"segments": False}, server={"segments": False}, docker=Fake("docker", {"segments": False}, absent=absent)
    )
    with pytest.raises(NoBackend) as failure:
        backends.choose(["segments"])
    assert "docker pull" not in str(failure.value)
    engines(lite={"annoy": False}, server={"annoy": False}, docker=Fake("docker", {}, absent=absent))
    with pytest.raises(NoBackend, match=r"gave up annoy in 2\.3\.0") as failure:
        backends.choose(["annoy"])
    assert "docker pull" not in str(failure.value)


def test_a_feature_of_a_profile_wants_that_profile(engines):
    engines(server=Fake("server", {"rbac": True}, profiles=("default", "auth", "accesslog")))
    assert backends.choose(["rbac"], config="auth").name == "server"
    assert backends.choose(["rbac"], config="accesslog").name == "server"
    with pytest.raises(NoBackend, match='rbac shows on a server with config = "auth" only'):
        backends.choose(["rbac"])


def test_what_is_not_known_is_learned_once(engines, monkeypatch):
    made = engines(docker=Fake("docker", {}), lite={"segments": False}, server={"segments": False})
    asked = []

    def learn(backend, names):
        asked.append((backend.name, list(names)))
        made["docker"].seen = {"segments": True}
        return made["docker"].seen

    monkeypatch.setattr(features, "learn", learn)
    assert backends.choose(["segments"]).name == "docker"
    assert backends.choose(["segments"]).name == "docker"
    assert asked == [("docker", ["segments"])]


def test_an_unknown_need_names_the_nearest():
    with pytest.raises(UsageError) as failure:
        backends.choose(["rbak"])
    assert "rbac" in failure.value.next


def test_a_remote_server_serves_nothing_with_config_or_control():
    for asked in ({"config": "auth"}, {"control": ["restart"]}):
        with pytest.raises(NoBackend):
            backends.choose(["search"], remote=("http://127.0.0.1:1", ""), **asked)


def test_choosing_imports_nothing_heavy_and_starts_nothing():
    """`grader status` and `grader --help` go this way."""
    code = """
import json, sys, threading
from grader.backends import choose, matrix, available
choose(["search"])
matrix()
available()
heavy = [m for m in ("numpy", "pymilvus", "grpc", "docker", "milvus_lite", "pandas", "yaml", "milvus") if m in sys.modules]
print(json.dumps([heavy, threading.active_count()]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, timeout=60, check=True
    )
    heavy, threads = json.loads(done.stdout)
    assert [m for m in heavy if m != "yaml"] == []
    assert threads == 1


def test_the_matrix_has_a_word_for_each_case(engines):
    absent = Absent("not here", "docker pull x")
    engines(
        lite={"search": True, "segments": False}, server={}, docker=Fake("docker", {"segments": False}, absent=absent)
    )
    rows = backends.matrix()
    assert set(rows) == set(features.NAMES)
    assert rows["search"] == {"lite": "yes", "server": "?", "docker": "docker pull x"}
    assert rows["segments"] == {"lite": "no", "server": "?", "docker": "no"}
