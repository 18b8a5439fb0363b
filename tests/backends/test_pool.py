"""The pool: few at a time, ready before they are asked for, used again only when proved equal to a new one."""

import threading
import time

import pytest

from grader.backends.pool import Pool
from grader.errors import LaunchFailed
from tests.backends.conftest import need
from tests.backends.helpers import client, films, runs
from tests.waiting import holds


class FakeInstance:
    def __init__(self, backend, profile):
        self.backend, self.profile, self.clean, self.dead = backend, profile, True, False

    def alive(self):
        return not self.dead

    def renew(self):
        return self.clean

    def stop(self):
        self.backend.stopped.append(self)


class FakeBackend:
    def __init__(self, name="fake", *, slow=0.0, broken=False):
        self.name, self.slow, self.broken = name, slow, broken
        self.started, self.stopped = [], []

    def key(self):
        return self.name

    def start(self, profile, folder):
        time.sleep(self.slow)
        if self.broken:
            raise LaunchFailed("it starts", "it does not")
        self.started.append(FakeInstance(self, profile))
        return self.started[-1]

    @property
    def living(self):
        return len(self.started) - len(self.stopped)


def test_a_clean_one_is_used_again_and_a_dirty_one_is_not():
    backend = FakeBackend()
    with Pool(limit=2, ahead=0) as pool:
        first = pool.take(backend)
        pool.give_back(first)
        again = pool.take(backend)
        assert again is first
        again.clean = False
        pool.give_back(again)
        third = pool.take(backend)
        assert third is not first
        assert backend.stopped == [first]
        pool.give_back(third, reuse=False)
        assert holds(lambda: third in backend.stopped)
    assert backend.living == 0


def test_one_that_died_while_it_waited_is_not_given_out():
    backend = FakeBackend()
    with Pool(limit=1, ahead=0) as pool:
        first = pool.take(backend)
        pool.give_back(first)
        assert holds(lambda: pool.waiting["fake", "default"][0].done())
        first.dead = True
        assert pool.take(backend) is not first


def test_profiles_are_kept_apart():
    backend = FakeBackend()
    with Pool(limit=4, ahead=0) as pool:
        plain = pool.take(backend, "default")
        pool.give_back(plain)
        assert pool.take(backend, "auth").profile == "auth"
        assert pool.take(backend, "default") is plain


def test_the_limit_holds_and_nobody_starves():
    backend = FakeBackend(slow=0.005)
    highest, lock = [0], threading.Lock()

    def work(number):
        for _ in range(5):
            instance = pool.take(backend, ("default", "auth", "tls")[number % 3])
            with lock:
                highest[0] = max(highest[0], backend.living)
            instance.clean = number % 4 != 0
            pool.give_back(instance, reuse=number % 5 != 0)

    with Pool(limit=3, ahead=1) as pool:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)
    assert highest[0] <= 3
    assert backend.living == 0


def test_spares_start_before_they_are_asked_for():
    backend = FakeBackend()
    with Pool(limit=3, ahead=1) as pool:
        pool.prepare(backend, "default", 2)
        assert holds(lambda: len(backend.started) == 2)
        pool.take(backend)
        assert len(backend.started) == 2  # one waits still: no other is started
        pool.take(backend)
        assert holds(lambda: len(backend.started) == 3)
        pool.prepare(backend, "default", 9)
        assert not holds(lambda: len(backend.started) > 3, 0.2)


def test_a_start_that_fails_frees_its_place():
    backend, sound = FakeBackend("broken", broken=True), FakeBackend("sound")
    taken = []

    def work():
        for _ in range(3):
            with pytest.raises(LaunchFailed):
                pool.take(backend)
        taken.append(pool.take(sound))

    pool = Pool(limit=1, ahead=0)
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(10)
    assert [instance.backend for instance in taken] == [sound]
    pool.close()


def test_a_closed_pool_ends_what_was_lent_and_gives_no_more():
    backend = FakeBackend()
    pool = Pool(limit=2, ahead=1)
    lent = pool.take(backend)
    pool.close()
    pool.give_back(lent)
    assert backend.living == 0
    with pytest.raises(LaunchFailed):
        pool.take(backend)


def test_who_waits_for_a_place_hears_that_the_pool_is_closed():
    backend = FakeBackend()
    pool = Pool(limit=1, ahead=0)
    pool.take(backend)
    heard = []

    def wait():
        try:
            pool.take(backend)
        except LaunchFailed as error:
            heard.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    pool.close()
    thread.join(10)
    assert len(heard) == 1


# -- on a real server ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pool():
    need("server")
    with Pool(limit=2, ahead=0) as made:
        yield made


def everything(milvus):
    """What a clean-up can undo, and be used again after."""
    films(milvus, "films", 5)
    milvus.flush("films")
    milvus.create_alias("films", "pictures")
    milvus.create_database("other")
    inside = type(milvus)(milvus._config.uri, dedicated=True, db_name="other", token=milvus._config.token)
    inside.create_collection("films", dimension=2)
    milvus.create_resource_group("group")
    inside.close()


@pytest.mark.server
def test_a_server_is_used_again_after_all_was_undone(pool):
    backend = need("server")
    first = pool.take(backend, "accesslog")
    milvus = client(first)
    everything(milvus)
    milvus.close()
    pool.give_back(first)
    again = pool.take(backend, "accesslog")
    assert again is first
    milvus = client(again)
    assert (milvus.list_collections(), milvus.list_databases(), milvus.list_resource_groups()) == (
        [],
        ["default"],
        ["__default_resource_group"],
    )
    assert set(milvus.list_users()) == {"root", again.endpoint.admin["user"]}
    assert set(milvus.list_roles()) == {"admin", "public"}
    assert "bob" not in again.logs()
    milvus.close()
    pool.give_back(again)


DIRT = {
    "a user came and may search": lambda milvus: (milvus.create_user("bob", "pass1234"), milvus.create_role("reader"), milvus.grant_role("bob", "reader"), milvus.grant_privilege("reader", "Collection", "Search", "films")),
    "root has another password": lambda milvus: milvus.update_password("root", "Milvus", "Rotated-1"),
    "everybody may search": lambda milvus: milvus.grant_privilege("public", "Collection", "Search", "*"),
    "the administrator has another role": lambda milvus: (milvus.create_role("x"), milvus.grant_role("root", "admin")),
}


@pytest.mark.server
@pytest.mark.parametrize("dirt", DIRT)
def test_what_cannot_be_undone_ends_the_server(pool, dirt, monkeypatch):
    monkeypatch.setattr("grader.backends.sameness.SECONDS", 1.0)
    backend = need("server")
    first = pool.take(backend, "accesslog")
    pid = first.server
    milvus = client(first)
    DIRT[dirt](milvus)
    milvus.close()
    pool.give_back(first)
    assert pool.take(backend, "accesslog") is not first
    assert not runs(pid)
    pool.give_back(next(iter(pool.lent.values())).instance)


@pytest.mark.server
def test_a_restarted_server_is_not_used_again(pool, monkeypatch):
    """Nor is it tidied up first: what a restart leaves behind is not all in etcd."""
    tidied = []
    monkeypatch.setattr("grader.backends.sameness.tidy", tidied.append)
    backend = need("server")
    first = pool.take(backend, "accesslog")
    tidied.clear()  # of what the test before gave back
    first.restart()
    pool.give_back(first)
    second = pool.take(backend, "accesslog")
    assert second is not first
    assert tidied == []
    pool.give_back(second, reuse=False)
