"""Somebody else's server: a database of our own, and nothing else touched."""

import pytest

from grader import backends
from grader.backends import features
from grader.backends.remote import PREFIX, RemoteBackend
from grader.errors import LaunchFailed, MilvusGone, NoBackend
from tests.backends.helpers import client, count, films

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def somebody(start):
    """A server with a collection of its owner's, and an alias."""
    instance = start("server", "auth")
    owner = client(instance, user="root", password="Milvus")
    films(owner, "precious", 7)
    owner.create_alias("precious", "treasure")
    return instance


@pytest.fixture
def remote(somebody):
    return RemoteBackend(somebody.endpoint.uri, "root:Milvus")


@pytest.fixture
def ours(remote, tmp_path):
    instance = remote.start("default", tmp_path)
    yield instance
    instance.stop()


def test_everything_happens_in_a_database_of_our_own(ours, somebody):
    owner = client(somebody)
    milvus = client(ours)
    films(milvus, "films", 9)
    assert count(milvus, "films") == 9
    assert owner.list_collections() == ["precious"]
    assert ours.database.startswith(PREFIX)
    assert set(owner.list_databases()) == {"default", ours.database}
    assert str(ours.identity) == f"remote 2.3.5 (database {ours.database})"
    assert ours.alive()


def test_it_is_dropped_in_the_end_with_all_that_is_in_it(remote, somebody, tmp_path):
    instance = remote.start("default", tmp_path)
    milvus = client(instance)
    films(milvus, "films", 9)
    milvus.create_alias("films", "pictures")
    instance.stop()
    instance.stop()
    owner = client(somebody)
    assert owner.list_databases() == ["default"]
    assert count(owner, "treasure") == 7


def test_two_at_once_do_not_meet(remote, ours, tmp_path):
    other = remote.start("default", tmp_path)
    try:
        client(ours).create_collection("mine", dimension=2)
        assert client(other).list_collections() == []
    finally:
        other.stop()


def test_it_cannot_be_stopped_or_read(ours):
    for act in (ours.kill, ours.restart, ours.metrics):
        with pytest.raises(MilvusGone, match="others run it"):
            act()
    assert (ours.logs(), ours.access_log()) == ("", "")


def test_probes_stay_inside(ours, somebody):
    """Those that reach beyond a database are not made, and say no."""
    names = ["query", "pk_duplicates", "databases", "resource_groups", "durability", "bulk_insert", "rbac"]
    found = features.probe(ours, names)
    assert found == {**dict.fromkeys(names, False), "query": True, "pk_duplicates": True}
    owner = client(somebody)
    assert set(owner.list_databases()) == {"default", ours.database}
    assert owner.list_collections() == ["precious"]


def test_it_is_chosen_when_it_was_given_and_serves(remote, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    where = (remote.uri, remote.token)
    assert backends.choose(["query"], remote=where).name == "remote"
    with pytest.raises(NoBackend, match="cannot show hybrid"):
        backends.choose(["hybrid"], remote=where)
    with pytest.raises(NoBackend, match="no profile auth"):
        backends.choose(["query"], config="auth", remote=where)
    with pytest.raises(NoBackend, match="gives no restart"):
        backends.choose(["query"], control=["restart"], remote=where)


def test_nobody_at_the_address(tmp_path):
    nobody = RemoteBackend(f"unix:{tmp_path}/nobody", "")
    assert "does not answer" in nobody.absent().why
    with pytest.raises(LaunchFailed):
        nobody.start("default", tmp_path)
    assert "no address" in RemoteBackend("", "").absent().why


def test_a_wrong_token_is_told(somebody):
    assert "does not answer" in RemoteBackend(somebody.endpoint.uri, "root:wrong").absent().why


def test_who_may_not_make_a_database_is_told(somebody, tmp_path):
    owner = client(somebody)
    owner.create_user("poor", "pass1234")
    with pytest.raises(LaunchFailed, match="a database of our own"):
        RemoteBackend(somebody.endpoint.uri, "poor:pass1234").start("default", tmp_path)
