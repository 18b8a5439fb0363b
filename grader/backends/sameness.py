"""Used again only if it is proved equal to a new one: tidy a server up, then compare what its etcd says.

Compared are collections with their fields and partitions, databases, aliases, users with their password hashes,
roles, grants, resource groups, replicas, and settings changed while it ran. Not compared: how far its clocks and
counters have run, and the remains of dropped collections that its garbage collector has not met yet, whose names
nobody can reach any more.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.backends.base import Endpoint

COMPARED = (
    "by-dev/config", "by-dev/meta/root-coord/", "by-dev/meta/queryCoord-ResourceGroup/",
    "by-dev/meta/querycoord-collection-loadinfo/", "by-dev/meta/querycoord-partition-loadinfo/",
    "by-dev/meta/querycoord-replica/",
)  # fmt: skip
SECONDS = 10.0
"""What a drop may take to go through."""

_TOMBSTONE = b"\xe2\x9b\xbc"
"""What the root coordinator writes for a name that was dropped, until it collects garbage."""
_RIGHTS = "by-dev/meta/root-coord/credential/"
_GRANTS = "by-dev/meta/root-coord/credential/grantee-id/"
_GRANTEES = "by-dev/meta/root-coord/credential/grantee-privileges/"
_COLLECTIONS = "by-dev/meta/root-coord/database/collection-info/"
_STATE = 13
"""Number of the field ``state`` in a CollectionInfo."""
_BUILT_IN_ROLES = {"admin", "public"}
_DEFAULT_GROUP = "__default_resource_group"


def state(everything: Mapping[str, bytes]) -> dict[str, bytes]:
    """What two servers must have in common to be equal, out of all that etcd says."""
    there = {key: value for key, value in everything.items() if key.startswith(COMPARED) and value != _TOMBSTONE}
    dropped = {
        key.rsplit("/", 1)[1] for key, value in there.items() if key.startswith(_COLLECTIONS) and _dropping(value)
    }
    there = {key: value for key, value in there.items() if not dropped & set(key.split("/"))}
    granting = {key.removeprefix(_GRANTS).split("/")[0].encode() for key in there if key.startswith(_GRANTS)}
    # A revoked grant leaves its id behind, with no privilege at it.
    return {key: value for key, value in there.items() if not key.startswith(_GRANTEES) or value in granting}


def rights(everything: Mapping[str, bytes]) -> dict[str, bytes]:
    """Users, roles and grants, revoked ones too. The proxy keeps a copy in memory, which no comparison reaches: where
    they were changed and changed back, a new grant under an old name was refused for good in 2 of 8 runs of ch19/ex06 on one server.
    """
    return {key: value for key, value in everything.items() if key.startswith(_RIGHTS)}


def _dropping(collection: bytes) -> bool:
    """Whether a CollectionInfo (a protobuf message) has state Dropping or Dropped; 2.3.5 keeps it for hours."""
    at = 0
    while at < len(collection):
        tag, at = _varint(collection, at)
        value, at = _varint(collection, at)
        if tag == _STATE << 3:
            return value >= 2
        if tag & 7 == 2:
            at += value
    return False


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            return value, at


def proved_equal(etcd: Any, new: Mapping[str, bytes]) -> bool:
    """Whether etcd says what it said when the server was new; drops go through within seconds."""
    end = time.monotonic() + SECONDS
    while state(etcd.everything()) != new:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def tidy(endpoint: Endpoint) -> None:
    """Drop what an exercise may have made.

    Raises:
        Exception: whatever Milvus says when it refuses; then the server is not to be used again.
    """
    client = _connect(endpoint)
    try:
        for database in client.list_databases(timeout=5):
            _empty(endpoint, database)
            if database != "default":
                client.drop_database(database, timeout=5)
        for group in set(client.list_resource_groups(timeout=5)) - {_DEFAULT_GROUP}:
            client.drop_resource_group(group, timeout=5)
        if "user" in endpoint.admin:
            for user in set(client.list_users(timeout=5)) - {"root", endpoint.admin["user"]}:
                client.drop_user(user, timeout=5)
            for role in set(client.list_roles(timeout=5)) - _BUILT_IN_ROLES:
                client.drop_role(role, timeout=5)
    finally:
        client.close()


def _empty(endpoint: Endpoint, database: str) -> None:
    """Revoke the grants in a database, and drop its aliases and collections.

    Grants outlive their role and their collection: whoever makes a role of that name again would inherit them.
    Those of the two built-in roles are left; what was changed there shows in the comparison.
    """
    client = _connect(endpoint, db_name=database)
    try:
        if "user" in endpoint.admin:
            for role in set(client.list_roles(timeout=5)) - _BUILT_IN_ROLES:
                for grant in client.describe_role(role, timeout=5)["privileges"]:
                    what = (grant["object_type"], grant["privilege"], grant["object_name"])
                    client.revoke_privilege(role, *what, db_name=database, timeout=5)
        for name in client.list_collections(timeout=5):
            # list_aliases of 2.3.5 looks into the default database whichever was asked.
            for alias in client.describe_collection(name, timeout=5)["aliases"]:
                client.drop_alias(alias, timeout=5)
            client.drop_collection(name, timeout=5)
    finally:
        client.close()


def _connect(endpoint: Endpoint, **login: str) -> Any:
    from pymilvus import MilvusClient

    return MilvusClient(endpoint.uri, dedicated=True, timeout=5, **{**endpoint.admin, **login})
