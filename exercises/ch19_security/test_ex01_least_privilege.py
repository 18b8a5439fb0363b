"""Checks of ch19/ex01."""

import pytest

from grader.checks import check, fail, misconception

CALL = "grant_access(client, collection, reader, writer)"
GIVEN, MOST_ROLES = ("admin", "public"), 10
MAY = {"reader": ("search", "query"), "writer": ("insert", "upsert", "delete")}


@pytest.fixture
def setting(submission, milvus, client, fresh, rng, support):
    """One collection with its reader and writer, one that is nobody's."""
    with support.swept(client):
        papers = support.collection(client, fresh("papers"), rng)
        people = {w: (support.name(rng, w), support.password(rng)) for w in ("reader", "writer")}
        submission.grant_access(milvus.client(user="root", password="Milvus"), papers, people["reader"], people["writer"])
        yield papers, people, {w: milvus.client(user=user, password=secret) for w, (user, secret) in people.items()}


def members_of_nothing(client, user):
    return not client.describe_user(user).get("roles")


def allowed(who, setting, client, support):
    papers, people, visits = setting
    for what in MAY[who]:
        found = support.settled(visits[who], support.calls(papers)[what], "allowed", lambda what=what: support.granted(client, people[who][0], what))
        if found == "allowed":
            continue
        if found == "denied" and members_of_nothing(client, people[who][0]):
            misconception("roles-without-members", evidence=f"{people[who][0]} is a member of no role",
                          called=f"{CALL}, then {what} as the {who}", returned=found, expected="allowed",
                          why="The privileges belong to a role. Who has said that this user is a member of it?")
        fail(called=f"{CALL}, then {what} as the {who}", returned=found, expected="allowed",
             why=f"The {who} cannot do their work without it.")


@check(points=2)
def test_reader_reads(setting, client, support):
    """The reader can search and query"""
    allowed("reader", setting, client, support)


@check(points=2)
def test_writer_writes(setting, client, support):
    """The writer can insert, upsert and delete"""
    allowed("writer", setting, client, support)


def admins(client, people):
    return [user for user, _ in people.values() if "admin" in client.describe_user(user).get("roles", ())]


def spread(papers, visits, support):
    """Wait until the grants have reached every node: what is refused before proves nothing."""
    support.settled(visits["reader"], support.calls(papers)["search"], "allowed")
    support.settled(visits["writer"], support.calls(papers)["insert"], "allowed")


@check(points=3, after=("test_reader_reads", "test_writer_writes"))
def test_nobody_does_more(setting, client, support):
    """No user can do more than their work needs"""
    papers, people, visits = setting
    spread(papers, visits, support)
    for who in MAY:
        for what, call in support.calls(papers).items():
            if what in MAY[who]:
                continue
            found = support.outcome(visits[who], call)
            if found != "denied" and admins(client, people):
                misconception("admin-is-simpler", evidence=f"{', '.join(admins(client, people))}: member of the role admin",
                              called=f"{CALL}, then {what} as the {who}", returned=found, expected="denied",
                              why="The role admin may do everything. What is the least that this work needs?")
            if found != "denied":
                fail(called=f"{CALL}, then {what} as the {who}", returned=found, expected="denied",
                     why="A stolen password does as much harm as its owner may do.")


def hired(submission, milvus, client, other, roles, rng, support):
    """Another collection gets a reader and a writer too; a server holds ten roles, so only where as many again find room."""
    if len(client.list_roles()) + roles > MOST_ROLES:
        return
    people = {w: (support.name(rng, f"other_{w}"), support.password(rng)) for w in MAY}
    submission.grant_access(milvus.client(user="root", password="Milvus"), other, people["reader"], people["writer"])
    for who, what in (("reader", "search"), ("writer", "insert")):
        user, secret = people[who]
        found = support.settled(milvus.client(user=user, password=secret), support.calls(other)[what], "allowed", lambda user=user, what=what: support.granted(client, user, what))
        if found != "allowed":
            fail(called=f"{CALL} for a second collection and two other people, then {what} as its {who}", returned=found, expected="allowed",
                 why="Each collection has its own people.")


@check(points=2, after=("test_reader_reads", "test_writer_writes"))
def test_other_collections_stay_closed(submission, setting, milvus, client, fresh, rng, support):
    """Other collections stay closed to both, also one with a reader and a writer of its own"""
    papers, people, visits = setting
    spread(papers, visits, support)
    other = support.collection(client, fresh("salaries"), rng)
    hired(submission, milvus, client, other, len(client.list_roles()) - len(GIVEN), rng, support)
    for who in MAY:
        for what in ("search", "query", "insert", "delete"):
            found = support.outcome(visits[who], support.calls(other)[what])
            if found == "denied":
                continue
            if admins(client, people):
                misconception("admin-is-simpler", evidence=f"{', '.join(admins(client, people))}: member of the role admin",
                              called=f"{what} on another collection as the {who}", returned=found, expected="denied",
                              why="The role admin covers every collection. What is the least that this work needs?")
            grants = [g for role in client.describe_user(people[who][0])["roles"] for g in client.describe_role(role)["privileges"]]
            if any(g["object_name"] == "*" for g in grants):
                misconception("star-is-simpler", evidence=f"a grant of {people[who][0]} names the object *",
                              called=f"{what} on another collection as the {who}", returned=found, expected="denied",
                              why="The collection “salaries” did not exist when you granted. Which collections does * cover?")
            fail(called=f"{what} on another collection as the {who}", returned=found, expected="denied",
                 why="They were given one collection.")
