"""A server that somebody already has: reached by its address, in a database of our own, never the default one.

Nothing here starts, stops or configures it, so it serves only exercises with no config and no control. What is
probed on it stays inside that database: experiments that touch what all databases share are not made.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import os
import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from grader.backends.base import Absent, Endpoint, Identity
from grader.errors import LaunchFailed, MilvusGone

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "course_"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_NO_PROXY = "no_grpc_proxy"
_PROXIES = ("grpc_proxy", "https_proxy", "http_proxy")
"""The variables that gRPC follows, in its order."""


class RemoteBackend:
    """One server by its address; `start` makes a database there."""

    name = "remote"
    profiles = frozenset({"default"})
    controls: frozenset[str] = frozenset()

    def __init__(self, uri: str = "", token: str = "") -> None:
        """Where it is and who we are there.

        Args:
            uri: ``http://host:port`` or ``https://host:port``; ``$GRADER_MILVUS_URI`` by default.
            token: ``user:password`` or a key; ``$GRADER_MILVUS_TOKEN`` by default.
        """
        self.uri = uri or os.environ.get("GRADER_MILVUS_URI", "")
        self.token = token or os.environ.get("GRADER_MILVUS_TOKEN", "")
        if urlsplit(self.uri).hostname in _LOOPBACK:
            os.environ[_NO_PROXY] = ",".join(_LOOPBACK)  # a proxy elsewhere does not lead to this machine

    def absent(self, profile: str = "default") -> Absent | None:
        """None when a server answers at the address."""
        if not self.uri:
            return Absent(
                "no address of a server was given", "grader check --uri http://host:19530 --token user:password …"
            )
        if profile not in self.profiles:
            return Absent(f"a server that others run cannot be given the profile {profile}", "grader check …")
        if importlib.util.find_spec("pymilvus") is None:
            return Absent("the package pymilvus is not installed", 'pip install "pymilvus[milvus-lite]"')
        try:
            _version(self.uri, self.token)
        except Exception as error:
            way = next((f", through the proxy that ${name} names" for name in _PROXIES if os.environ.get(name)), "")
            way = "" if urlsplit(self.uri).hostname in _LOOPBACK else way
            return Absent(f"{self.uri} does not answer{way}: {str(error)[:200]}", f"grader check --uri {self.uri} --token …")
        return None

    def key(self) -> str:
        """Address and reported version."""
        where = hashlib.sha256(self.uri.encode()).hexdigest()[:12]
        try:
            return f"remote {where} {_version(self.uri, self.token)}"
        except Exception:
            return f"remote {where}"

    def version(self, profile: str = "default") -> str:
        """As it reports."""
        return _version(self.uri, self.token)

    def start(self, profile: str, folder: Path) -> RemoteInstance:
        """Make a database of our own there.

        Raises:
            LaunchFailed: it does not answer, or refuses us a database.
        """
        missing = self.absent(profile)
        if missing is not None:
            raise LaunchFailed("The server answers", missing.why, f"`{missing.command}`")
        return RemoteInstance(self.uri, self.token, _version(self.uri, self.token))


class RemoteInstance:
    """Our database on somebody's server."""

    def __init__(self, uri: str, token: str, version: str) -> None:
        self.database = f"{PREFIX}{uuid.uuid4().hex[:12]}"
        self.login: dict[str, Any] = {"token": token} if token else {}
        self.uri = uri
        self.identity = Identity("remote", version, note=f"database {self.database}")
        self.endpoint = Endpoint(uri, {**self.login, "db_name": self.database})
        self.stopped = False
        client = _connect(uri, **self.login)
        try:
            client.create_database(self.database, timeout=10)
        except Exception as error:
            said = str(error)[:300]
            raise LaunchFailed(
                "The server gives us a database of our own", said, "use a token that may create one"
            ) from error
        finally:
            client.close()

    def alive(self) -> bool:
        """Whether it answers within two seconds."""
        try:
            client = _connect(self.uri, db_name=self.database, timeout=2, **self.login)
            client.list_collections(timeout=2)
            client.close()
        except Exception:
            return False
        return True

    def logs(self) -> str:
        """Not ours to read."""
        return ""

    def access_log(self) -> str:
        """Not ours to read."""
        return ""

    def metrics(self) -> str:
        """Not ours to read.

        Raises:
            MilvusGone: always.
        """
        raise MilvusGone("A server gives its metrics", "others run it", "use the backend server or docker")

    def kill(self) -> None:
        """Not ours to kill.

        Raises:
            MilvusGone: always.
        """
        raise MilvusGone("A server can be killed", "others run it", "use the backend server or docker")

    def restart(self) -> None:
        """Not ours to restart.

        Raises:
            MilvusGone: always.
        """
        raise MilvusGone("A server can be restarted", "others run it", "use the backend server or docker")

    def stop(self) -> None:
        """Drop the database and all that is in it; may be called twice.

        Raises:
            MilvusGone: it could not be dropped; the message names it.
        """
        if self.stopped:
            return
        self.stopped = True
        try:
            client = _connect(self.uri, db_name=self.database, **self.login)
            for name in client.list_collections(timeout=10):
                for alias in client.describe_collection(name, timeout=10)["aliases"]:
                    client.drop_alias(alias, timeout=10)
                client.drop_collection(name, timeout=10)
            client.close()
            client = _connect(self.uri, **self.login)
            client.drop_database(self.database, timeout=10)
            client.close()
        except Exception as error:
            command = f"drop the database {self.database} on {self.uri} by hand"
            raise MilvusGone("Our database is dropped in the end", str(error)[:300], command) from error


def _connect(uri: str, **options: Any) -> Any:
    from pymilvus import MilvusClient

    return MilvusClient(uri, dedicated=True, **{"timeout": 5, **options})


@functools.cache
def _version(uri: str, token: str) -> str:
    """As the server reports it."""
    client = _connect(uri, **({"token": token} if token else {}))
    try:
        return str(client.get_server_version(timeout=5)).removeprefix("v").removesuffix("-lite")
    finally:
        with contextlib.suppress(Exception):
            client.close()
