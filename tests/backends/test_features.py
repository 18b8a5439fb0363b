"""The vocabulary and its experiments: each can say no, and what is shipped is what they say."""

import importlib
import inspect
from concurrent import futures

import grpc
import pytest

from grader.backends import features, observed
from grader.backends.base import Endpoint, Identity
from grader.backends.lite_backend import LiteBackend
from grader.backends.probes import lab
from tests.backends.conftest import need


def test_every_word_has_its_experiment_and_every_experiment_its_word():
    for feature in features.FEATURES.values():
        assert callable(feature.probe()), feature.name
    for module in {feature.module for feature in features.FEATURES.values()}:
        code = importlib.import_module(f"grader.backends.probes.{module}")
        public = {
            n
            for n, f in inspect.getmembers(code, inspect.isfunction)
            if f.__module__ == code.__name__ and not n.startswith("_")
        }
        assert public == {f.name for f in features.FEATURES.values() if f.module == module}


def test_every_line_says_something():
    lines = [feature.line for feature in features.FEATURES.values()]
    assert len(set(lines)) == len(lines)
    assert all(len(line.split()) >= 4 for line in lines)


def test_the_shipped_table_was_made_by_these_experiments():
    """If not: ``python -m grader.backends.features --write``."""
    assert features.shipped_digest() == features.code_digest()
    for table in features._shipped().values():
        assert set(table) == set(features.NAMES)


@pytest.mark.parametrize("name", ["lite", pytest.param("server", marks=pytest.mark.server)])
def test_a_probing_says_what_is_shipped(name):
    """Thirteen seconds on Lite, three minutes on the server, once a machine for the same engine and experiments."""
    backend = need(name)
    for profile in ("tls", "auth", "cluster", "time-travel") if name == "server" else ():
        need(name, profile)
    assert observed.observed(backend)[0] == features._shipped()[backend.key()]


@pytest.mark.parametrize("name", ["lite", pytest.param("server", marks=pytest.mark.server)])
def test_a_sample_is_probed_anew(start, name):
    """What is kept of a whole probing is not the only word: these run every time."""
    sample = ["crud", "aliases", "pk_duplicates", "filters", "index_checked", "bm25"]
    shipped = features._shipped()[need(name).key()]
    assert features.probe(start(name), sample) == {word: shipped[word] for word in sample}


def test_a_probing_is_kept_until_anything_that_it_depends_on_changes(monkeypatch, tmp_path):
    """The second asks the file; another engine, another experiment or a damaged file asks Milvus."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    engine, probes = tmp_path / "engine", tmp_path / "probe.py"
    engine.write_bytes(b"one")
    probes.write_text("one")
    monkeypatch.setattr(observed, "_engine", lambda name: [engine])
    monkeypatch.setattr(observed, "_package", lambda: [probes])
    runs = []
    monkeypatch.setattr(features, "observe", lambda backend: runs.append(backend) or dict.fromkeys(features.NAMES, True))
    backend = LiteBackend()
    assert [observed.observed(backend)[1] for _ in range(2)] == [False, True]
    engine.write_bytes(b"two")
    assert [observed.observed(backend)[1] for _ in range(2)] == [False, True]
    probes.write_text("two")
    assert [observed.observed(backend)[1] for _ in range(2)] == [False, True]
    for kept in (tmp_path / "cache").rglob("*.json"):
        kept.write_text("{}")
    assert observed.observed(backend) == (dict.fromkeys(features.NAMES, True), False)
    assert len(runs) == 4


class YesMan(grpc.GenericRpcHandler):
    """A Milvus that says yes to everything, and does nothing: every reply is an empty message, which means success."""

    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(lambda request, context: b"")


class FakeInstance:
    def __init__(self, uri):
        self.endpoint, self.identity = Endpoint(uri), Identity("server", "0")

    def alive(self):
        return True

    def restart(self):
        pass

    kill = restart

    def metrics(self):
        return ""

    access_log = logs = metrics


@pytest.mark.parametrize("name", features.NAMES)
def test_a_milvus_that_only_says_yes_shows_nothing(tmp_path, name, monkeypatch):
    monkeypatch.setattr(lab, "SECONDS", 2)
    server = grpc.server(futures.ThreadPoolExecutor(8), handlers=[YesMan()])
    server.add_insecure_port(f"unix:{tmp_path}/s")
    server.start()
    try:
        monkeypatch.setattr("time.sleep", lambda seconds: None)
        assert lab.one(FakeInstance(f"unix:{tmp_path}/s"), features.FEATURES[name].probe()) is False
    finally:
        server.stop(0)


def test_an_experiment_of_another_profile_says_no(start):
    assert features.probe(start("lite"), ["rbac", "tls", "search"]) == {"rbac": False, "tls": False, "search": True}


def test_an_experiment_that_kills_milvus_does_not_take_the_next_along(start):
    instance = start("lite")

    def deadly(bench):
        instance.kill()
        return bench.count("nothing") == 0

    def harmless(bench):
        return bench.count(bench.collection(bench.rows(3))) == 3

    assert lab.run(instance, {"deadly": deadly, "harmless": harmless}) == {"deadly": False, "harmless": True}


def test_what_was_learned_is_remembered_until_an_experiment_changes(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(LiteBackend, "key", lambda self: "lite of another version")
    assert features.known("lite of another version") == {}
    seen = features.learn(LiteBackend(), ["query", "pk_duplicates", "rbac"])
    assert {n: seen[n] for n in ("query", "pk_duplicates", "rbac")} == {
        "query": True,
        "pk_duplicates": False,
        "rbac": False,
    }
    monkeypatch.setattr(LiteBackend, "start", lambda *_: pytest.fail("it was known already"))
    assert features.learn(LiteBackend(), ["query"])["query"] is True
    monkeypatch.setattr(features, "code_digest", lambda: "changed")
    assert features.known("lite of another version") == {}


def test_a_damaged_memory_is_no_memory(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    features._remember("x", {"query": True})
    assert features.known("x") == {"query": True}
    features._memory("x").write_text("{")
    assert features.known("x") == {}
