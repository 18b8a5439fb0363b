"""Ready means that a real query was answered; ``/healthz`` says OK long before (milvus-facts: up to 30 s)."""

from __future__ import annotations

import secrets
import time
import uuid
from typing import TYPE_CHECKING, Any

from grader.backends.plainhttp import healthy

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.backends.base import Endpoint

POLL = 0.05


class NotReady(Exception):
    """What was still the matter when the time was over."""


def answers(uri: str, timeout: float = 2.0) -> bool:
    """Whether a server without a password answers the cheapest call of all in time.

    Args:
        uri: ``unix:/path`` or ``http://127.0.0.1:port``.
        timeout: seconds.
    """
    import grpc

    channel = grpc.insecure_channel(uri.removeprefix("http://"), options=[("grpc.use_local_subchannel_pool", 1)])
    try:
        channel.unary_unary("/milvus.proto.milvus.MilvusService/GetVersion")(b"", timeout=timeout)
    except grpc.RpcError:
        return False
    finally:
        channel.close()
    return True


def wait_healthy(endpoint: Endpoint, alive: Callable[[], bool], deadline: float) -> None:
    """Wait for ``/healthz``.

    Raises:
        NotReady: the process ended, or `deadline` (`time.monotonic`) passed.
    """
    while not healthy(endpoint.metrics or ""):
        if not alive():
            raise NotReady("the process ended")
        if time.monotonic() > deadline:
            raise NotReady("/healthz never said OK")
        time.sleep(POLL)


def connect(endpoint: Endpoint, deadline: float, **login: Any) -> Any:
    """A client on a channel of its own, as soon as one is accepted; the caller closes it.

    Args:
        login: what differs from the endpoint's administrator: another user, a database.

    Raises:
        NotReady: none was accepted in time.
    """
    from pymilvus import MilvusClient

    while True:
        try:
            return MilvusClient(endpoint.uri, dedicated=True, timeout=5, **{**endpoint.admin, **login})
        except Exception as error:
            if time.monotonic() > deadline:
                raise NotReady(f"no client is accepted: {error}") from error
            time.sleep(POLL)


def make_administrator(endpoint: Endpoint, deadline: float) -> dict[str, str]:
    """Make an administrator that is not root, so that a learner may rotate root's password; user and password.

    Raises:
        NotReady: root is not let in, in time.
    """
    root = connect(endpoint, deadline, user="root", password="Milvus")  # noqa: S106  as Milvus ships
    name, password = f"grader_{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    try:
        root.create_user(name, password)
        root.grant_role(name, "admin")
    finally:
        root.close()
    return {"user": name, "password": password}


def first_query(endpoint: Endpoint, deadline: float) -> str:
    """Prove that a fresh server answers a query; the version that it reports.

    The wheel's build of 2.3.5 calls itself ``v2.3.5-lite``, years before the Milvus Lite of today was written: the
    suffix is dropped.

    Raises:
        NotReady: it does not in time.
    """
    client = connect(endpoint, deadline)
    try:
        query_something_new(client, deadline)
        return str(client.get_server_version()).removeprefix("v").removesuffix("-lite")
    finally:
        client.close()


def query_something_new(client: Any, deadline: float) -> None:
    """Create a collection, load it, query it, drop it: every part of an empty server works.

    Raises:
        NotReady: it did not in time.
    """
    name = f"ready_{uuid.uuid4().hex[:8]}"
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", 5, is_primary=True)
    schema.add_field("vector", 101, dim=2)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    last: Exception | None = None
    while time.monotonic() < deadline:
        try:
            if not client.has_collection(name):
                client.create_collection(name, schema=schema)
            _index_and_load(client, name, index, deadline)
            client.query(name, filter="id >= 0", limit=1, consistency_level="Eventually", timeout=10)
            client.drop_collection(name)
            return
        except Exception as error:
            last = error
            time.sleep(POLL)
    raise NotReady(f"no query is answered: {last}")


def query_what_is_there(connected: Callable[[str], Any], deadline: float) -> None:
    """Query every loaded collection of every database until each answers.

    Args:
        connected: gives a client for a database's name; this closes them.

    Raises:
        NotReady: one did not in time.
    """
    from grader.backends.quiet_clients import quiet_clients

    quiet_clients()  # each refusal on the way up would be a traceback on somebody's terminal
    last: Exception | None = None
    databases: list[str] = []
    while time.monotonic() < deadline:
        try:
            default = connected("default")
            databases = default.list_databases()
            clients = [default, *(connected(name) for name in databases if name != "default")]
            try:
                for client in clients:
                    for name in client.list_collections():
                        if _loaded(client, name):
                            client.query(name, filter="", limit=1, consistency_level="Strong", timeout=2)
            finally:
                for client in clients:
                    client.close()
            return
        except Exception as error:
            last = error
            time.sleep(4 * POLL)
    raise NotReady(f"a loaded collection does not answer: {last}")


def _loaded(client: Any, name: str) -> bool:
    return str(client.get_load_state(name)["state"]) in ("Loaded", "Loading", "3", "2")


def _index_and_load(client: Any, name: str, index: Any, deadline: float) -> None:
    """Without pymilvus' half second before it first asks how the index is doing."""
    client.create_index(name, index, sync=False)
    client.load_collection(name, _async=True)
    while str(client.get_load_state(name)["state"]) not in ("Loaded", "3"):
        if time.monotonic() > deadline:
            raise NotReady("an empty collection does not load")
        time.sleep(POLL)
