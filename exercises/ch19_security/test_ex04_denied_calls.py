"""Checks of ch19/ex04. The log is real: the grader makes the calls, the server writes the lines."""

import json
import re
from collections import Counter, defaultdict

from grader.checks import check, fail, misconception, same

LINE = re.compile(r"<([^:>]+): [^>]*> (\w+) \[status: (\w+)\] \[code: (-?\d+)\]")


def traffic(client, milvus, fresh, rng, support):
    """Calls that pass, fail, are refused a login, and are denied; how many of each is drawn."""
    papers = support.collection(client, fresh("papers"), rng)
    people = [(support.name(rng, stem), support.password(rng)) for stem in ("ann", "bob", "cyd")]
    role = support.name(rng, "readers")
    client.create_role(role)
    client.grant_privilege(role, "Collection", "Search", papers)
    for user, secret in people:
        client.create_user(user, secret)
        client.grant_role(user, role)
    tries = support.calls(papers)
    for user, secret in people:
        visit = milvus.client(user=user, password=secret)
        support.settled(visit, tries["search"], "allowed")
        for what in ("insert", "query", "drop_collection"):
            for _ in range(int(rng.integers(0, 4))):
                support.outcome(visit, tries[what])
        support.outcome(visit, lambda c: c.describe_collection("no_such_collection"))
        support.outcome(milvus.client(user=user, password="wrong-" + secret), lambda c: c.list_collections())
    support.outcome(milvus.client(user=people[0][0], password=people[0][1]), tries["insert"])
    return milvus.access_log()


def counted(log, keep):
    found = defaultdict(Counter)
    for user, method, status, code in LINE.findall(log):
        if keep(status, code):
            found[user][method] += 1
    return {user: dict(methods) for user, methods in found.items()}


def answer(ran):
    call = "python ex04_denied_calls.py access.log"
    if ran.exit != 0:
        last = ran.stderr.strip().splitlines()[-1:] or ["nothing"]
        fail(called=call, returned=f"exit status {ran.exit}; it said: {last[0]}", expected="exit status 0")
    try:
        found = json.loads(ran.stdout)
        return call, {user: {m: n for m, n in methods.items() if n} for user, methods in found.items() if methods}
    except (ValueError, AttributeError):
        fail(called=call, returned=ran.stdout[:200] or "no output", expected="one JSON object of users and methods")


@check(points=3)
def test_denied_calls(program, client, milvus, fresh, rng, support):
    """Each denied call is counted, and no other"""
    log = traffic(client, milvus, fresh, rng, support)
    ran = program.run(log="access.log", files={"access.log": log})
    call, found = answer(ran)
    expected = counted(log, lambda status, code: status == "GrpcPermissionDenied")
    others = Counter(status for _, _, status, _ in LINE.findall(log))
    if found == counted(log, lambda status, code: status != "OK"):
        misconception("every-failure-is-a-denial", evidence=f"the log has the statuses {dict(others)}, and every one but OK was counted",
                      called=call, returned=found, expected=expected,
                      why="A wrong password and a missing collection fail too. Which status says that a privilege was missing?")
    if found == counted(log, lambda status, code: code == "65535"):
        misconception("the-code-tells", evidence="exactly the lines with the code 65535 were counted",
                      called=call, returned=found, expected=expected,
                      why="65535 stands for any other error. Which part of the line names the denial?")
    same(found, expected, called=call, why="An auditor acts on these numbers.")


def line(user, method, status, code, msg):
    return f"[2026/03/01 10:02:11.514 +00:00] [ACCESS] <{user}: tcp-10.0.0.7:4> {method} [status: {status}] [code: {code}] [sdk: x] [msg: {msg}] [traceID: 0] [timeCost: 1ms]\n"


@check(points=1, after="test_denied_calls")
def test_messages(program, rng):
    """The status decides, whatever a message says; what is no call is skipped"""
    denied = int(rng.integers(2, 6))
    lines = [
        line("ann", "Search", "OK", 0, "the last call of bob ended with status: GrpcPermissionDenied, code: 65535, permission deny"),
        line("bob", "Insert", "GrpcUnauthenticated", 65535, "auth check failure, no permission: permission denied"),
        *[line("cyd", "Query", "GrpcPermissionDenied", 65535, "")] * denied,
        line("cyd", "Search", "GrpcPermissionDenied", 65535, "status: OK"),
        "[2026/03/01 10:02:12.000 +00:00] [INFO] access log rotated, GrpcPermissionDenied so far: 7\n",
        "\n",
    ]
    ran = program.run(log="access.log", files={"access.log": "".join(lines[i] for i in rng.permutation(len(lines)))})
    call, found = answer(ran)
    same(found, {"cyd": {"Query": denied, "Search": 1}}, called=f"{call} on a log whose messages quote other calls, with a blank line and one of another shape",
         why="A message is free text. Which part of the line says how this call ended?")


@check(points=1, after="test_denied_calls")
def test_nobody(program):
    """A log without a denial gives an empty object"""
    ran = program.run(log="access.log", files={"access.log": line("ann", "Search", "OK", 0, "") * 3})
    call, _ = answer(ran)
    same(json.loads(ran.stdout), {}, called=f"{call} on a log where all went well")
