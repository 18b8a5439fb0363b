"""What the checks of chapter 19 share: collections, and a call's outcome as somebody."""

import contextlib
import time

import grpc
from pymilvus import DataType, MilvusException

DIM = 8
PATIENCE = 25.0


def collection(client, name, rng, rows=30):
    """A small loaded collection, made by the grader's administrator."""
    schema = client.create_schema()
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index)
    client.insert(name, [{"id": i, "vector": rng.normal(size=DIM).tolist()} for i in range(rows)])
    return name


def calls(name):
    """What can be tried on a collection, by name."""
    row = {"id": 990, "vector": [0.5] * DIM}
    return {
        "search": lambda c: c.search(name, data=[[0.1] * DIM], limit=2),
        "query": lambda c: c.query(name, filter="id > 3", limit=2),
        "insert": lambda c: c.insert(name, [row]),
        "upsert": lambda c: c.upsert(name, [row]),
        "delete": lambda c: c.delete(name, ids=[990]),
        "drop_collection": lambda c: c.drop_collection(name),
        "load_collection": lambda c: c.load_collection(name),
        "release_collection": lambda c: c.release_collection(name),
        "create_user": lambda c: c.create_user("mallory", "Mallory-2026"),
        "create_collection": lambda c: c.create_collection(f"{name}_new", dimension=DIM),
    }


def outcome(client, call):
    """``allowed``, ``denied``, ``no login`` or another error, by trying."""
    try:
        call(client)
    except grpc.RpcError as error:
        name = error.code().name
        return {"PERMISSION_DENIED": "denied", "UNAUTHENTICATED": "no login"}.get(name, name)
    except MilvusException as error:
        return "no login" if error.code == 2 else f"error {error.code}"
    return "allowed"


def settled(client, call, wanted, can_come=lambda: True):
    """The outcome, once it is the one that is wanted or patience ends: a grant takes a moment to spread.

    Args:
        can_come: whether there is anything to wait for; asked after each try that came out otherwise.
    """
    end = time.monotonic() + PATIENCE
    while True:
        found = outcome(client, call)
        if found == wanted or time.monotonic() > end:
            return found
        if not can_come():
            return outcome(client, call)
        time.sleep(0.2)


def granted(client, user, what):
    """Whether a role of the user, or of everybody, was granted one of the `calls` on anything: then it may only have to spread."""
    if user not in client.list_users():
        return False
    roles = {*client.describe_user(user).get("roles", ()), "public"}
    held = {grant["privilege"] for role in roles for grant in client.describe_role(role)["privileges"]}
    return "admin" in roles or bool(held & {what.capitalize(), "*", "All"})


@contextlib.contextmanager
def swept(client):
    """Take away what roles and users were made inside: a server holds ten roles, and each check begins with what it makes."""
    users, roles = set(client.list_users()), set(client.list_roles())
    try:
        yield
    finally:
        for user in set(client.list_users()) - users:
            with contextlib.suppress(MilvusException, grpc.RpcError):
                client.drop_user(user)
        for role in set(client.list_roles()) - roles:
            with contextlib.suppress(MilvusException, grpc.RpcError):
                for grant in client.describe_role(role)["privileges"]:
                    client.revoke_privilege(role, grant["object_type"], grant["privilege"], grant["object_name"], db_name=grant.get("db_name") or "default")
                client.drop_role(role)


def password(rng):
    return f"Pw-{int(rng.integers(10**9, 10**10))}"


def name(rng, stem):
    return f"{stem}{int(rng.integers(1000, 9999))}"
