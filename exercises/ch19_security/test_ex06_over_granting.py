"""Checks of ch19/ex06."""

import pytest

from grader.checks import check, fail, misconception

JOIN = "join(client, team, collection, user, password)"


@pytest.fixture
def team(submission, milvus, client, fresh, rng, support):
    """A team of two with its collection, and root's client."""
    root = milvus.client(user="root", password="Milvus")
    with support.swept(client):
        papers = support.collection(client, fresh("papers"), rng)
        name = support.name(rng, "team")
        people = [(support.name(rng, stem), support.password(rng)) for stem in ("ann", "bob")]
        for user, secret in people:
            submission.join(root, name, papers, user, secret)
        yield root, name, papers, people
        for grant in client.describe_role("public")["privileges"]:  # the next check starts with an innocent public
            if grant["object_name"] == papers:
                client.revoke_privilege("public", grant["object_type"], grant["privilege"], grant["object_name"])


@check(points=1)
def test_member_reads(team, milvus, client, support):
    """Each member can search and query"""
    _, _, papers, people = team
    for user, secret in people:
        for what in ("search", "query"):
            found = support.settled(milvus.client(user=user, password=secret), support.calls(papers)[what], "allowed", lambda user=user, what=what: support.granted(client, user, what))
            if found != "allowed":
                fail(called=f"{JOIN}, then {what} as {user}", returned=found, expected="allowed", why="That is what the team is for.")


@check(points=2, after="test_member_reads")
def test_outsider_reads_nothing(team, milvus, client, rng, support):
    """A user in no team can read nothing"""
    _, _, papers, people = team
    user, secret = support.name(rng, "eve"), support.password(rng)
    client.create_user(user, secret)
    visit = milvus.client(user=user, password=secret)
    support.settled(visit, lambda c: c.list_collections(), "allowed")
    member, own = people[0]  # once a member may, every grant of join() has spread
    support.settled(milvus.client(user=member, password=own), support.calls(papers)["search"], "allowed")
    for what in ("search", "query"):
        found = support.outcome(visit, support.calls(papers)[what])
        if found != "denied":
            grants = [g["privilege"] for g in client.describe_role("public")["privileges"] if g["object_name"] == papers]
            if grants:
                misconception("public-is-the-team", evidence=f"the role public has {', '.join(sorted(grants))} on the collection",
                              called=f"{JOIN}, then {what} as a user in no team", returned=found, expected="denied",
                              why="Who is a member of the role public?")
            fail(called=f"{JOIN}, then {what} as a user in no team", returned=found, expected="denied")


@check(points=2, after=("test_member_reads", "test_outsider_reads_nothing"))
def test_other_teams_stay_closed(submission, team, milvus, client, fresh, rng, support):
    """Each team reads its own collection, and not another team's; a user in two teams reads both"""
    root, _, papers, people = team
    salaries, other = support.collection(client, fresh("salaries"), rng), support.name(rng, "other")
    user, secret = support.name(rng, "dan"), support.password(rng)
    client.create_user(user, secret)  # a user before being in a team
    submission.join(root, other, salaries, user, secret)
    visits = {user: milvus.client(user=user, password=secret), people[0][0]: milvus.client(user=people[0][0], password=people[0][1])}
    for who, own, theirs in ((user, salaries, papers), (people[0][0], papers, salaries)):
        found = support.settled(visits[who], support.calls(own)["search"], "allowed", lambda who=who: support.granted(client, who, "search"))
        if found != "allowed":
            fail(called=f"{JOIN} for two teams, then search as {who} in the collection of their team", returned=found, expected="allowed", why="Each team has its own collection.")
        for what in ("search", "query"):
            found = support.outcome(visits[who], support.calls(theirs)[what])
            if found != "denied":
                fail(called=f"{JOIN} for two teams, then {what} as {who} in the other team's collection", returned=found, expected="denied",
                     why="The statement lets a team search and query its one collection. To whom, and on what, does each grant go?")
    both, password = people[1]
    submission.join(root, other, salaries, both, password)
    for collection in (salaries, papers):
        found = support.settled(milvus.client(user=both, password=password), support.calls(collection)["search"], "allowed", lambda: support.granted(client, both, "search"))
        if found != "allowed":
            fail(called=f"{JOIN} for two teams with the same user, then search as {both} in the collection of {'the second' if collection == salaries else 'the first'}",
                 returned=found, expected="allowed", why="A user who joins one more team leaves none.")


@check(points=2, after="test_member_reads")
def test_member_writes_nothing(team, milvus, client, support):
    """A member cannot write"""
    _, name, papers, people = team
    user, secret = people[0]
    visit = milvus.client(user=user, password=secret)
    support.settled(visit, support.calls(papers)["search"], "allowed")  # so that every grant has spread
    for what in ("insert", "delete", "drop_collection"):
        found = support.outcome(visit, support.calls(papers)[what])
        if found == "denied" or (what == "drop_collection" and found.startswith("error")):
            continue
        grants = [g for role in (name, "public") for g in client.describe_role(role)["privileges"]]
        if any(g["privilege"] in ("*", "All") for g in grants):
            misconception("star-is-all-i-need", evidence=f"a grant names the privilege {grants[0]['privilege']}",
                          called=f"{JOIN}, then {what} as a member", returned=found, expected="denied",
                          why="Members may search and query. Which privileges does * stand for?")
        fail(called=f"{JOIN}, then {what} as a member", returned=found, expected="denied")


@check(points=2, after="test_member_reads")
def test_leaver_cannot_log_in(submission, team, milvus, client, support):
    """A user who has left cannot log in, and one who stays still can, until they also leave"""
    root, _, papers, people = team
    (gone, secret), (stays, other) = people
    submission.leave(root, gone)
    visit = milvus.client(user=gone, password=secret)
    found = support.settled(visit, lambda c: c.list_collections(), "no login", lambda: gone not in client.list_users())
    if found != "no login":
        if gone in client.list_users() and not client.describe_user(gone)["roles"]:
            misconception("revoked-is-gone", evidence=f"{gone} has no roles, is still a user, and can list the collections",
                          called=f'leave(client, "{gone}"), then list_collections as {gone}', returned=found, expected="no login",
                          why="A user without roles can still log in. What did the docstring of leave() promise?")
        fail(called=f'leave(client, "{gone}"), then list_collections as {gone}', returned=found, expected="no login")
    found = support.settled(milvus.client(user=stays, password=other), support.calls(papers)["search"], "allowed")
    if found != "allowed":
        fail(called=f'leave(client, "{gone}"), then search as {stays}', returned=found, expected="allowed", why="Only one has left.")
    submission.leave(root, stays)
    found = support.settled(milvus.client(user=stays, password=other), lambda c: c.list_collections(), "no login", lambda: stays not in client.list_users())
    if found != "no login":
        fail(called=f'leave(client, "{gone}") and leave(client, "{stays}"), then list_collections as {stays}', returned=found, expected="no login", why="Now both have left.")
