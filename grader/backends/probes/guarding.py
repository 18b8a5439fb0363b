"""Who may do what, and over which wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.backends.probes.lab import DIM, refused, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.backends.probes.lab import Lab

_PASSWORD = "Secret-1234"  # noqa: S105  of users that live for a second


class _Person:
    """A user with a role of their own, who may do nothing yet."""

    def __init__(self, lab: Lab, **login: Any) -> None:
        self.lab = lab
        self.user, self.role = lab.name("user"), lab.name("role")
        lab.client.create_user(self.user, _PASSWORD)
        lab.client.create_role(self.role)
        lab.client.grant_role(self.user, self.role)
        self.client = lab.connect(user=self.user, password=_PASSWORD, **login)

    def may_search(self, name: str) -> bool:
        return not refused(lambda: self.client.search(name, data=[[0.0] * DIM], limit=1, consistency_level="Strong"))

    def leave(self) -> None:
        self.client.close()
        self.lab.client.drop_user(self.user)
        self.lab.client.drop_role(self.role, force_drop=True)


def authentication(lab: Lab) -> bool:
    person = _Person(lab)

    def login(password: str) -> Callable[[], object]:
        return lambda: lab.connect(user=person.user, password=password).list_collections()

    try:
        nobody = refused(lambda: lab.connect(token="").list_collections())
        wrong, right = refused(login("Wrong-1234")), not refused(login(_PASSWORD))
        lab.client.update_password(person.user, _PASSWORD, "Changed-1234")
        return (
            nobody
            and wrong
            and right
            and wait_for(lambda: refused(login(_PASSWORD)), 5)
            and not refused(login("Changed-1234"))
        )
    finally:
        person.leave()


def rbac(lab: Lab) -> bool:
    open_, shut = lab.collection(lab.rows(3)), lab.collection(lab.rows(3))
    person = _Person(lab)
    try:
        before = person.may_search(open_)
        lab.client.grant_privilege(person.role, "Collection", "Search", open_)
        granted = wait_for(lambda: person.may_search(open_), 5)
        insert = {"id": 9, "vector": [0.0] * DIM}
        denied = not person.may_search(shut) and refused(lambda: person.client.insert(open_, [insert]))
        lab.client.revoke_privilege(person.role, "Collection", "Search", open_)
        return not before and granted and denied and wait_for(lambda: not person.may_search(open_), 5)
    finally:
        person.leave()


def rbac_v2(lab: Lab) -> bool:
    open_, shut = lab.collection(lab.rows(3)), lab.collection(lab.rows(3))
    person = _Person(lab)
    group = lab.name("group")
    try:
        lab.client.create_privilege_group(group)
        lab.client.add_privileges_to_group(group, ["Search"])
        before = person.may_search(open_)
        lab.client.grant_privilege_v2(person.role, group, open_, db_name="default")
        return not before and wait_for(lambda: person.may_search(open_), 5) and not person.may_search(shut)
    finally:
        person.leave()


def database_grants(lab: Lab) -> bool:
    database, name = lab.name("db"), lab.collection(lab.rows(3))
    lab.client.create_database(database)
    other = lab.connect(db_name=database)
    person = _Person(lab, db_name=database)
    outside = lab.connect(user=person.user, password=_PASSWORD)
    try:
        other.create_collection(name, schema=lab.schema(), index_params=lab.index())
        lab.client.grant_privilege(person.role, "Collection", "Search", name, db_name=database)
        inside = wait_for(lambda: person.may_search(name), 5)
        return inside and refused(lambda: outside.search(name, data=[[0.0] * DIM], limit=1))
    finally:
        other.drop_collection(name)
        other.close()
        outside.close()
        person.leave()
        lab.client.drop_database(database)


def tls(lab: Lab) -> bool:
    files = lab.instance.endpoint.files
    trusting = _enters(lab, server_pem_path=files["ca"], server_name="localhost")
    return (
        trusting
        and not _enters(lab, server_pem_path=files["wrong_ca"], server_name="localhost")
        and not _enters(lab, plain=True)
    )


def mtls(lab: Lab) -> bool:
    files = lab.instance.endpoint.files

    def shows(who: str) -> dict[str, Any]:
        own = {"client_pem_path": files[f"{who}_cert"], "client_key_path": files[f"{who}_key"]}
        return {**own, "ca_pem_path": files["ca"], "server_name": "localhost"}

    nobody = _enters(lab, server_pem_path=files["ca"], server_name="localhost")
    return _enters(lab, **shows("client")) and not _enters(lab, **shows("other_client")) and not nobody


def accesslog(lab: Lab) -> bool:
    name = lab.collection(lab.rows(3))
    person = _Person(lab)
    try:
        denied = not person.may_search(name)
        mine = [line for line in lab.instance.access_log().splitlines() if person.user in line and "> Search " in line]
        return denied and len(mine) == 1 and "Denied" in mine[0]
    finally:
        person.leave()


def _enters(lab: Lab, *, plain: bool = False, **login: Any) -> bool:
    """Whether a client with these files gets in; each in a process of its own, for pymilvus shares channels."""
    code = """
uri = given["uri"].replace("https:", "http:") if given["plain"] else given["uri"]
try:
    MilvusClient(uri, timeout=4, **given["login"]).list_collections()
    answer = True
except Exception:
    answer = False
"""
    return bool(lab.elsewhere(code, plain=plain, login=login))
