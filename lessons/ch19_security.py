import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="19 Security and Access Control")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Security and Access Control

    A mail arrives: *your customers' documents can be searched by anyone*. You look at the server. It was
    started with the commands of a tutorial, it has worked for a year, and no client has ever been asked for a password.

    Nothing was broken into. Milvus starts open, because a first search should take five minutes. This chapter closes it,
    one door at a time, and after each door you try to get through.

    **What you will be able to do**

    - *log in*, and see what a server answers to someone who has not,
    - *grant* each user the least that their work needs, and *prove* it by trying,
    - *connect* so that a wrong certificate is refused,
    - *find out* from the access log who was denied what,
    - *harden* a configuration, and say which ports stay closed and why.
    """)
    return


@app.cell(hide_code=True)
def _():
    import base64
    import json
    import re
    import subprocess
    import sys
    import time
    from collections import Counter
    from html import escape
    from pathlib import Path

    import altair as alt
    import grpc
    import numpy as np
    from pymilvus import DataType, MilvusException

    import grader.lesson as course

    return (
        Counter,
        DataType,
        MilvusException,
        Path,
        alt,
        base64,
        course,
        escape,
        grpc,
        json,
        np,
        re,
        subprocess,
        sys,
        time,
    )


@app.cell(hide_code=True)
def _(course):
    try:
        server = course.milvus(needs=["rbac", "accesslog"], config="accesslog")
        absent = ""
    except course.NotServed as error:
        server, absent = None, str(error)
    return absent, server


@app.cell(hide_code=True)
def _(absent, mo, server):
    _who = (
        f"A real server answers here, with passwords on and its access log open. {server.introduced}"
        if server
        else f"No server with passwords is here, so you read what one said when this page was recorded. {absent}"
    )
    mo.md(f"""
    **Before you begin.** Chapter 1 comes before this one. {_who}

    The server is of the 2.3 line, from 2024. What it shows here is how Milvus still works; where Milvus 3 has a newer
    form of a call, both stand side by side, and the newer one is labeled with the version that it needs.
    """)
    return


@app.cell(hide_code=True)
def _(MilvusException, course, grpc, mo, server):
    def outcome(attempt):
        """What came of a call, in a word or two."""
        try:
            return "allowed", attempt()
        except grpc.RpcError as error:
            return {"PERMISSION_DENIED": "denied", "UNAUTHENTICATED": "not logged in"}.get(error.code().name, error.code().name), error.details()
        except MilvusException as error:
            return ("no connection" if error.code == 2 else f"error {error.code}"), error.message


    def login(user, password):
        return server.client(user=user, password=password, dedicated=True)


    def shown(name, make):
        """What the server says now, or what it said when this page was recorded."""
        return mo.md(course.record(name, make(), server.identity)) if server else course.recorded(name)

    return login, outcome, shown


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Authentication and Authorization

    Two questions, and they are not the same. **Authentication**: who are you? **Authorization**: may you do this? A door
    with a guard who asks for your name and then lets everyone in has the first and not the second.

    In Milvus one setting turns both on, `common.security.authorizationEnabled: true` (off by default; docs v3.0.x,
    *Authenticate User Access*). From then on every call carries a user and a password, and the server looks at
    them **with every call**.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    first_login = course.predict(
        "A fresh server has one user, `root`. Authorization was switched on a minute ago and nothing else was done. Who gets in?",
        ["Nobody, until root's password is set", "Whoever knows the default password, which is in the documentation", "Everybody from the same machine"],
        "Whoever knows the default password, which is in the documentation",
        "The password of a new root is `Milvus`. Switching authorization on without changing it is a lock whose key hangs beside the door.",
        key="ch19 first login",
    )
    first_login
    return (first_login,)


@app.cell(hide_code=True)
def _(course, first_login, login, mo, outcome, server, shown):
    course.after(first_login)


    def _tries():
        people = [
            ("nobody", lambda: server.client(token="", dedicated=True).list_collections()),
            ("root, with a guess", lambda: login("root", "123456").list_collections()),
            ("root, with the default password", lambda: login("root", "Milvus").list_collections()),
            ("eve, who does not exist", lambda: login("eve", "eve-2026").list_collections()),
        ]
        lines = []
        for who, attempt in people:
            found, detail = outcome(attempt)
            text = f"collections: {detail}" if found == "allowed" else str(detail).split("\n")[0].replace(server.uri, "…")[:90]
            lines.append(f"| {who} | **{found}** | {text} |")
        return "| who knocks | what came of it | what the server said |\n|---|---|---|\n" + "\n".join(lines)


    mo.vstack([shown("ch19-logins", _tries)])
    return


@app.cell(hide_code=True)
def _(course, first_login, mo):
    course.after(first_login)
    mo.md("""
    A refusal at the door says little on purpose: `Fail connecting to server` tells a guesser neither whether the user
    exists nor whether the password was nearly right. It also costs learners an hour when the password has a typo. Read
    *no connection* as *not logged in* until you have proved otherwise.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Now the most useful experiment of this section. A client is open and working. An administrator changes the password.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    open_client = course.predict(
        "Ann is logged in and has searched a moment ago. An administrator changes her password. What does her open client get on its next call?",
        ["An answer: she is logged in until she disconnects", "A refusal", "An answer for some minutes, until a session expires"],
        "A refusal",
        "There is no session to be in. The client sends user and password again with each call, and the old password is wrong now. "
        "That is what makes rotating a password an effective answer to a leak.",
        key="ch19 open client",
    )
    open_client
    return (open_client,)


@app.cell(hide_code=True)
def _(course, login, open_client, outcome, server, shown):
    course.after(open_client)


    def _rotation():
        admin = server.client()
        if "ann" in admin.list_users():
            admin.drop_user("ann")
        admin.create_user("ann", "Ann-before-1")
        client = login("ann", "Ann-before-1")
        steps = [("her open client", outcome(client.list_collections)[0])]
        client.update_password("ann", "Ann-before-1", "Ann-after-22")
        steps += [
            ("**the password is changed**", ""),
            ("the same open client", outcome(client.list_collections)[0]),
            ("a new client with the old password", outcome(lambda: login("ann", "Ann-before-1").list_collections())[0]),
            ("a new client with the new password", outcome(lambda: login("ann", "Ann-after-22").list_collections())[0]),
        ]
        return "| who calls `list_collections` | what came of it |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in steps)


    shown("ch19-rotation", _rotation)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Rules for names and passwords (docs v3.0.x, *Authenticate User Access*): a user name has at most 32 letters, digits and
    underscores and begins with a letter; a password has 6 to 256 characters. Changing one needs the old one, unless the
    server's `common.security.superUsers` names you: keep that list empty, and write down who may fill it.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Role-Based Access Control

    Ann reads papers. Wim loads papers. Neither should be able to delete the collection, and neither should see salaries.
    You could note that for every person and every collection. **Role-based access control** puts one thing in between:

    **user** is a member of a **role**, a role has **privileges**, a privilege is for one kind of call on one **object**.

    So there are three steps, and forgetting one leaves the others without effect:

    ```python
    client.create_role("readers")
    client.grant_privilege("readers", "Collection", "Search", "papers")   # the role may
    client.grant_role("rita", "readers")                                   # and rita is one
    ```
    """)
    return


@app.cell(hide_code=True)
def _(DataType, np, outcome, server):
    DIM = 8


    def make_collection(name):
        admin = server.client()
        if not admin.has_collection(name):
            schema = admin.create_schema()
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
            index = admin.prepare_index_params()
            index.add_index("vector", index_type="FLAT", metric_type="L2")
            admin.create_collection(name, schema=schema, index_params=index)
            rows = np.random.default_rng(19).normal(size=(40, DIM))
            admin.insert(name, [{"id": i, "vector": v.tolist()} for i, v in enumerate(rows)])


    row = {"id": 999, "vector": [0.5] * DIM}
    tries = {
        "search": lambda c, name: c.search(name, data=[[0.1] * DIM], limit=1),
        "query": lambda c, name: c.query(name, filter="id > 3", limit=1),
        "insert": lambda c, name: c.insert(name, [row]),
        "delete": lambda c, name: c.delete(name, ids=[999]),
        "describe_collection": lambda c, name: c.describe_collection(name),
        "load_collection": lambda c, name: c.load_collection(name),
        "drop_collection": lambda c, name: c.drop_collection(name),
    }


    def matrix(client, names):
        """Every call tried on every collection: rows of (call, name, outcome)."""
        return [(call, name, outcome(lambda c=call, n=name: tries[c](client, n))[0]) for call in tries for name in names]


    if server:
        for _name in ("papers", "salaries"):
            make_collection(_name)
    return (matrix,)


@app.cell(hide_code=True)
def _(course):
    no_roles = course.predict(
        "Rita is a user and a member of no role. What can she do on a collection?",
        ["Nothing at all", "List the collections and describe their schemas, and nothing more", "Read, but not write"],
        "List the collections and describe their schemas, and nothing more",
        "Every user has the built-in role `public`, without being given it, and on this server `public` may look at what there is. Names of "
        "collections and fields are therefore no secret from any user with a login: do not put secrets into names.",
        key="ch19 no roles",
    )
    no_roles
    return (no_roles,)


@app.cell(hide_code=True)
def _(course, mo, no_roles):
    course.after(no_roles)
    privileges = mo.ui.multiselect(
        ["Search", "Query", "Insert", "Upsert", "Delete", "Load", "DropCollection"], value=["Search"], label="Grant the role *readers*"
    )
    scope = mo.ui.dropdown({"papers": "papers", "* (every collection)": "*"}, value="papers", label="on")
    member = mo.ui.switch(value=True, label="rita is a member of *readers*")
    mo.vstack([mo.hstack([privileges, scope], justify="start", gap=2, wrap=True), member])
    return member, privileges, scope


@app.cell(hide_code=True)
def _(login, matrix, member, privileges, scope, server, time):
    def regrant(wanted, object_name, is_member):
        """Make the role's grants exactly these, then try everything as rita."""
        admin = server.client()
        if "readers" not in admin.list_roles():
            admin.create_role("readers")
        if "rita" not in admin.list_users():
            admin.create_user("rita", "Rita-2026")
        for grant in admin.describe_role("readers")["privileges"]:
            admin.revoke_privilege("readers", grant["object_type"], grant["privilege"], grant["object_name"])
        for privilege in wanted:
            kind = "Global" if privilege == "DropCollection" else "Collection"
            admin.grant_privilege("readers", kind, privilege, "*" if kind == "Global" else object_name)
        (admin.grant_role if is_member else admin.revoke_role)("rita", "readers")
        time.sleep(0.3)  # a grant takes a moment to reach every node
        found = matrix(login("rita", "Rita-2026"), ["papers", "salaries"])
        return found


    rows = regrant(privileges.value, scope.value, member.value) if server else []
    return (rows,)


@app.cell(hide_code=True)
def _(alt, course, mo, rows, server):
    _colors = {"allowed": "#1b7f5a", "denied": "#b0413e"}


    def _table():
        calls = list(dict.fromkeys(r[0] for r in rows))
        by = {(c, n): o for c, n, o in rows}
        return "| rita tries | papers | salaries |\n|---|---|---|\n" + "\n".join(f"| {c} | {by[c, 'papers']} | {by[c, 'salaries']} |" for c in calls)


    if server:
        course.record("ch19-matrix", _table(), server.identity)
        _data = [{"call": c, "collection": n, "outcome": o, "mark": "✓" if o == "allowed" else "✗"} for c, n, o in rows]
        _base = alt.Chart(alt.Data(values=_data)).encode(
            y=alt.Y("call:N", sort=None, title=None), x=alt.X("collection:N", title=None, axis=alt.Axis(orient="top", labelAngle=0))
        )
        _out = (
            _base.mark_rect(stroke="white", strokeWidth=2).encode(
                color=alt.Color("outcome:N", scale=alt.Scale(domain=list(_colors), range=list(_colors.values())), legend=alt.Legend(title=None, orient="bottom")),
                tooltip=["call:N", "collection:N", "outcome:N"],
            )
            + _base.mark_text(color="white", fontSize=14).encode(text="mark:N")
        ).properties(width=260, height=220, description="What rita may do on two collections, tried call by call")
    else:
        _out = course.recorded("ch19-matrix")
    mo.vstack([mo.md("Every cell of the table was tried just now as rita:"), _out])
    return


@app.cell(hide_code=True)
def _(course, mo, no_roles):
    course.after(no_roles)
    mo.md("""
    Play with it, and look for three things. Take away the membership: every grant is still there, and nothing works.
    Choose `*`: salaries turn green, although you never mentioned them. Grant *DropCollection*: it is a privilege on the whole
    server (`Global`), so it opens every collection at once.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **Least privilege** is the habit that follows: grant what the work needs on the objects that it touches, one role for
    each kind of work, no stars. A stolen password then does as much harm as its owner could. The two built-in roles are
    at the ends of the scale: `admin` may do everything, `public` is every user.

    **Levels.** A grant is for an object: one collection, all collections of a database, or the server (`Global`:
    creating and dropping, users and roles). There is no level below the collection: **a partition cannot be granted**. Tenants
    who must not see each other need a collection or a database each, or a filter that *your* service adds and no client can
    leave out.

    ### The form of Milvus 2.5 and later

    Newer servers have shorter grants, and **privilege groups**, bundles that come built in: `CollectionReadOnly`,
    `CollectionReadWrite` and `CollectionAdmin` for a collection, `DatabaseReadOnly`, `DatabaseReadWrite` and `DatabaseAdmin` for a
    database, `ClusterReadOnly`, `ClusterReadWrite` and `ClusterAdmin` for the server (in tables the documentation shortens them to
    COLL_RO, DB_RO, Cluster_RO and so on). They do not cascade: a group for the server says nothing about a collection
    (docs v3.0.x, *Create Privilege Group*).

    | this server, 2.3.5 | Milvus 2.5 and later (*not run here*; docs v3.0.x, *Grant Privilege or Privilege Group to Roles*) |
    |---|---|
    | `grant_privilege("readers", "Collection", "Search", "papers")`, once for each privilege | `grant_privilege_v2("readers", "CollectionReadOnly", "papers", "default")` |
    | `revoke_privilege(…)` | `revoke_privilege_v2(…)` |
    | no groups | `create_privilege_group("reviewers")`, `add_privileges_to_group("reviewers", ["Query", "Search"])` |

    *Not run here* is not laziness. Ask this server for the newer form:
    """)
    return


@app.cell(hide_code=True)
def _(mo, outcome, server, shown):
    def _v2():
        found, detail = outcome(lambda: server.client().grant_privilege_v2("readers", "CollectionReadOnly", "papers", "default"))
        return f'```text\ngrant_privilege_v2("readers", "CollectionReadOnly", "papers", "default")\n{found}: {str(detail).splitlines()[0]}\n```'


    mo.vstack([shown("ch19-v2", _v2)])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Data Encryption

    There are two places where data can be read by the wrong person: on the way (**in transit**) and where it lies (**at
    rest**). They need different locks.

    **In transit.** Without TLS a client's password crosses the network with every call. It does not look like a password:
    """)
    return


@app.cell
def _(base64, mo):
    # What pymilvus puts into the header `authorization` of each call:
    header = base64.b64encode(b"rita:Rita-2026").decode()
    read_by_anyone = base64.b64decode(header).decode()
    mo.show_code(mo.plain_text(f"authorization: {header}\nread on the way: {read_by_anyone}"), position="above")
    return


@app.cell(hide_code=True)
def _(course):
    at_rest = course.predict(
        "You insert a row with the text *the safe opens with 4711*, and flush. Authorization is on. Can a person who reads the server's disk find the text?",
        ["No: it is encrypted with the password", "No: the files are binary", "Yes, with a search through the files"],
        "Yes, with a search through the files",
        "Authorization guards the *calls*. It changes nothing about the files. The demonstration searches the server's own folder, byte by byte.",
        key="ch19 at rest",
    )
    at_rest
    return (at_rest,)


@app.cell(hide_code=True)
def _(DataType, Path, at_rest, course, server, shown, time):
    course.after(at_rest)


    def _search_the_disk():
        admin, secret = server.client(), b"the safe opens with 4711"
        if admin.has_collection("diary"):
            admin.drop_collection("diary")
        schema = admin.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
        schema.add_field("note", DataType.VARCHAR, max_length=100)
        admin.create_collection("diary", schema=schema)
        admin.insert("diary", [{"id": 1, "vector": [0.1] * 8, "note": secret.decode()}])
        admin.flush("diary")
        time.sleep(0.5)
        found = []
        for path in Path(server.files["data"]).rglob("*"):
            if path.is_file() and path.stat().st_size < 64 << 20 and secret in path.read_bytes():
                found.append(path.relative_to(server.files["data"]).parts[0])
        kinds = ", ".join(f"`{k}`" for k in sorted(set(found))) or "none"
        return f"{len(found)} file(s) of the server hold the sentence in plain text, below: {kinds}."


    shown("ch19-at-rest", _search_the_disk)
    return


@app.cell(hide_code=True)
def _(at_rest, course, mo):
    course.after(at_rest)
    mo.md("""
    **At rest, honestly.** The documentation describes encryption in transit only (docs v3.0.x, *Encryption in Transit*). What lies on disk is
    protected by what the disk, the object store and the machine offer: encrypted volumes, server-side encryption of the
    bucket, permissions on etcd and on the log's storage. Decide it there, and test it there. If single fields must stay
    secret even from the people who run the database, encrypt them before they are inserted, and accept that they can no
    longer be filtered. And remember what a vector is: it was made from the text, and can give some of it away.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Network Security

    A door that cannot be reached needs no lock, and locks fail. So count the doors first. These are the ports on which the
    server of this page listens, as its own operating system tells it, and what is behind each:
    """)
    return


@app.cell(hide_code=True)
def _(course):
    doors = course.predict(
        "You start one Milvus standalone to be used on port 19530. On how many ports does it listen?",
        ["1", "2, with the metrics", "About ten"],
        "About ten",
        "One process holds what a cluster spreads over many: each coordinator and node has its port, and the meta store, etcd, has its own. "
        "All but one are for the server's own use, and several ask for no password.",
        key="ch19 doors",
    )
    doors
    return (doors,)


@app.cell(hide_code=True)
def _(Path, course, doors, server, shown, sys):
    course.after(doors)


    def _listening():
        known = {
            19530: "the API: gRPC and REST, guarded by passwords", 9091: "health and metrics, **without a password**",
            19529: "the proxy's inner port", 2379: "etcd: all metadata, users included", 2380: "etcd to etcd",
            53100: "root coordinator", 19531: "query coordinator", 13333: "data coordinator", 21123: "query node", 21124: "data node", 21121: "index node", 31000: "index coordinator",
        }  # fmt: skip
        ports = {}
        marker = str(Path(server.files["data"])).encode()
        for entry in Path("/proc").iterdir() if sys.platform == "linux" else []:
            try:
                if not entry.name.isdigit() or b"standalone" not in (entry / "cmdline").read_bytes() or marker not in (entry / "environ").read_bytes() + str((entry / "cwd").readlink()).encode():
                    continue
                for table in ("tcp", "tcp6"):
                    for line in (entry / "net" / table).read_text().splitlines()[1:]:
                        local, state = line.split()[1], line.split()[3]
                        if state == "0A":
                            address, port = local.split(":")
                            everywhere = set(address) == {"0"}
                            ports[int(port, 16)] = "every interface" if everywhere else "this machine only"
            except OSError:
                continue
        if not ports:
            return "This system does not tell which ports another process has open."
        lines = [f"| {p} | {ports[p]} | {known.get(p, 'a node, to the other nodes')} |" for p in sorted(ports)]
        return "| port | listens on | behind it |\n|---|---|---|\n" + "\n".join(lines)


    shown("ch19-ports", _listening)
    return


@app.cell(hide_code=True)
def _(course, doors, mo):
    course.after(doors)
    mo.md("""
    *Every interface* would be alarming, were it not for where this server runs: in a network namespace of its own, with
    no network card at all. The course starts it so, because this version does not take an address for most of its ports.
    In production the same job is done by a container network, a security group, a Kubernetes `NetworkPolicy`:

    - publish **19530** alone, and only to those who call it; with Docker write the address, `127.0.0.1:19530:19530`, since a
      port without one is published on every interface;
    - keep **9091** for the monitoring system alone. It shows the names of your collections, and on this server it does more:
      see below;
    - never publish **2379**: if you can write to etcd, you own the database, whatever its passwords. The convenience script for a
      single container did publish it.

    ### The side door

    Port 9091 serves metrics and asks for no password. One can live with that, you may think: numbers are no secrets, and
    authorization is on. So let a stranger try. The stranger has no client, no user and no password, only HTTP, and sends each
    request twice: to the API's port, and to the port of the metrics.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    side_door = course.predict(
        "Authorization is on, and every password is strong. A stranger reaches port 9091 of this server, the metrics, and no other port. What is the worst that they can do?",
        ["Read the metrics", "Read the names of users and collections", "Drop a collection, and make a user who can log in"],
        "Drop a collection, and make a user who can log in",
        "The guard that asks for a password stands at port 19530. Behind the port of the metrics this server keeps an older HTTP interface, `/api/v1/…`, "
        "which calls the same functions and has no guard.",
        key="ch19 side door",
    )
    side_door
    return (side_door,)


@app.cell(hide_code=True)
def _(Path, base64, course, json, login, mo, outcome, server, shown, side_door, time):
    import http.client
    import socket
    import urllib.parse

    course.after(side_door)


    def without_a_password(door, method, path, body=None):
        """Status and answer of one HTTP request; a door is `unix:/path` or `http://host:port`."""
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(door).netloc or "localhost", timeout=20)
        if door.startswith("unix:"):
            connection.sock = socket.socket(socket.AF_UNIX)
            connection.sock.settimeout(20)
            connection.sock.connect(door.removeprefix("unix:"))
        connection.request(method, path, body and json.dumps(body), {"Content-Type": "application/json"})
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read() or b"{}")


    def try_the_side_door():
        """What a stranger gets at both ports, and what is left behind: users, collections, lines of the access log."""
        admin = server.client()
        if "mallory" in admin.list_users():
            admin.drop_user("mallory")
        if not admin.has_collection("payroll"):
            admin.create_collection("payroll", dimension=4)
        log = Path(server.files["access_log"])
        before = len(log.read_text(errors="replace"))
        password = base64.b64encode(b"Mallory-1").decode()
        requests = [
            ("list the users", "GET", "/api/v1/credential/users", None),
            ("make a user", "POST", "/api/v1/credential", {"username": "mallory", "password": password}),
            ("drop a collection", "DELETE", "/api/v1/collection", {"collection_name": "payroll"}),
        ]
        told = {}
        for door in (server.uri, server.metrics):  # the guarded one first, while the collection is there
            for what, method, path, body in requests:
                status, answer = without_a_password(door, method, path, body)
                told.setdefault(what, (f"{method} {path}", []))[1].append((status, answer))
        entered, end = outcome(lambda: login("mallory", "Mallory-1").list_collections())[0], time.monotonic() + 20
        while "<mallory:" not in (lines := log.read_text(errors="replace")[before:]) and time.monotonic() < end:
            time.sleep(0.2)  # her own call is logged a moment later, and after all that went before it
        return {
            "told": told,
            "named": "root" in told["list the users"][1][1][1].get("usernames", []),
            "mallory": entered,
            "payroll": admin.has_collection("payroll"),
            "login logged": "<mallory:" in lines,
            "logged": [line for line in lines.splitlines() if "DropCollection" in line or "CreateCredential" in line],
        }


    side = try_the_side_door() if server else None


    def _side_door():
        users = len(side["told"]["list the users"][1][1][1]["usernames"])
        came = {
            "list the users": f"all {users} of them, `root` among them",
            "make a user": f"*mallory* is made; with the password just chosen her login is **{side['mallory']}**",
            "drop a collection": "*payroll* is still there" if side["payroll"] else "*payroll* is **gone**",
        }
        lines = [f"| {what} | `{line}` | **{api[0]}**: {api[1].get('message', '')} | **{metrics[0]}**: {came[what]} |" for what, (line, (api, metrics)) in side["told"].items()]
        return (
            "| the stranger tries to | sent | to 19530, the API | to 9091, the metrics |\n|---|---|---|---|\n" + "\n".join(lines)
            + f"\n\nLines that the access log has about what was done at 9091: **{len(side['logged'])}**. About mallory's login at 19530 it has one."
        )


    mo.vstack([shown("ch19-side-door", _side_door)])
    return (side,)


@app.cell(hide_code=True)
def _(course, mo, side_door):
    course.after(side_door)
    mo.md("""
    Nothing was guessed and nothing broken. The last line is the worst: the log that should tell you is written at the guarded
    port, so it has nothing to say.

    **What a rule changes.** Let the network pass 19530 alone, and the right-hand column is out of reach: what is left to the stranger is
    the column before it, three times 401. The rule has to stand *outside* this server, since it binds 9091 to every interface
    whatever its configuration says (the table of ports above shows it):

    | where | the rule |
    |---|---|
    | Docker | `127.0.0.1:9091:9091`, or no `ports` entry for it at all |
    | Linux firewall | `iptables -A INPUT -p tcp --dport 9091 ! -s 10.0.5.7 -j DROP`, where 10.0.5.7 is the monitoring system |
    | Kubernetes | a `NetworkPolicy` that admits to 9091 the pods of the monitoring namespace alone |

    **And newer servers?** The hole has a number, CVE-2026-26190, and was closed in 2.5.27 (release notes 2.5.27) and 2.6.10 (release
    notes 2.6.10): with authorization on, that port asks for a login. Two things were reported after that. A login is enough
    there, whatever its grants (milvus-io/milvus #53415, 2.6.4 and master), and `/management/stop`, which ends a component, asked for
    nothing (milvus-io/milvus #50763, 2.6.15). *Not run here.* So upgrade, and keep the rule.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### TLS: whom are you talking to?

    `tlsMode: 1` is **one-way**: the server shows a certificate. `tlsMode: 2` is **mutual**: the client also shows one, and
    strangers get no further than the handshake. Encryption is half of it. The other half is *verification*, and a client that
    verifies nothing talks, encrypted, to any machine in between. Two things are verified: *who signed* the certificate, and *for
    whom*. Try the combinations; each attempt is made in a process of its own, because within one process pymilvus may share
    a connection that was verified before.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    def _or_none(config):
        try:
            return course.milvus(needs=[config], config=config)
        except course.NotServed:
            return None


    one_way, mutual = _or_none("tls"), _or_none("mtls")
    return mutual, one_way


@app.cell(hide_code=True)
def _(course):
    which_fail = course.predict(
        "The client is given the right authority, and asks for the server under the wrong name. The certificate is genuine. What happens?",
        ["It connects: the signature is right", "It is refused: the certificate is somebody else's", "It connects, with a warning"],
        "It is refused: the certificate is somebody else's",
        "An authority signs for many machines. A genuine certificate of another machine is what an attacker inside your company has.",
        key="ch19 tls name",
    )
    which_fail
    return (which_fail,)


@app.cell(hide_code=True)
def _(course, mo, which_fail):
    course.after(which_fail)
    authority = mo.ui.dropdown({"the right one": "ca", "a different one": "wrong_ca"}, value="the right one", label="Trust the authority")
    server_name = mo.ui.dropdown(["localhost", "milvus.example"], value="localhost", label="and expect the name")
    mode = mo.ui.dropdown({"one-way": "tls", "mutual": "mtls"}, value="one-way", label="Server's TLS")
    shows = mo.ui.dropdown({"no certificate": "", "its own": "client", "one of a different authority": "other_client"}, value="no certificate", label="The client shows")
    mo.hstack([mode, authority, server_name, shows], justify="start", gap=1.5, wrap=True)
    return authority, mode, server_name, shows


@app.cell(hide_code=True)
def _(json, mutual, one_way, subprocess, sys):
    _CODE = """
    import json, logging, sys
    logging.disable(50)
    from pymilvus import MilvusClient
    uri, options = sys.argv[1], json.loads(sys.argv[2])
    try:
        print("connected; collections:", MilvusClient(uri, timeout=5, **options).list_collections())
    except Exception as error:
        print("refused:", type(error).__name__)
    """


    def tls_attempt(kind, ca, name, client):
        target = {"tls": one_way, "mtls": mutual}[kind]
        if target is None:
            return None
        options = {"server_name": name}
        if client:
            options |= {"ca_pem_path": target.files[ca], "client_pem_path": target.files[f"{client}_cert"], "client_key_path": target.files[f"{client}_key"]}
        else:
            options |= {"server_pem_path": target.files[ca]}
        import textwrap

        run = subprocess.run([sys.executable, "-c", textwrap.dedent(_CODE), target.uri, json.dumps(options)], capture_output=True, text=True, timeout=60)
        return (run.stdout.strip().splitlines() or ["refused"])[-1]

    return (tls_attempt,)


@app.cell(hide_code=True)
def _(authority, course, escape, mo, mode, one_way, server_name, shows, tls_attempt):
    _found = tls_attempt(mode.value, authority.value, server_name.value, shows.value)
    if _found is None:
        _out = course.recorded("ch19-tls")
    else:
        course.record("ch19-tls", f"With the chosen settings: **{_found}**.", one_way.identity if one_way else "")
        _good = _found.startswith("connected")
        _out = mo.callout(mo.md(f"**{escape(_found)}**"), kind="success" if _good else "danger")
    _out
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    One-way and mutual, four settings: find the one combination that a mutual server accepts. Notice how little a refusal
    says; every cause reads the same. When TLS fails in earnest, ask with `openssl s_client -connect host:19530 -alpn h2
    -CAfile ca.pem`, which does say why.

    ## Audit Logging

    Prevention fails at some point, and then the question is: *who did what, and when?* The **access log** of the proxy answers:
    one line per call, with the time, the user, the address, the method and how it ended. It is off by default
    (`proxy.accessLog.enable`; docs v3.0.x, *Configure Access Logs*). The server of this page has it on, and has written down everything that you did in this
    chapter.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    denied_code = course.predict(
        "In the log, a denied search has `code: 65535`. May you count the denied calls by counting this code?",
        ["Yes: it is the code of a denial", "No: other failures have it too", "No: a denied call has no line at all"],
        "No: other failures have it too",
        "65535 stands for *some other error*. A failed login also has it. The word after `status:` is what tells them apart; exercise 4 "
        "is about this mistake.",
        key="ch19 denied code",
    )
    denied_code
    return (denied_code,)


@app.cell(hide_code=True)
def _(course, denied_code, mo):
    course.after(denied_code)
    only_status = mo.ui.dropdown(["every status", "OK", "Failed", "GrpcPermissionDenied", "GrpcUnauthenticated"], value="GrpcPermissionDenied", label="Show lines with")
    again = mo.ui.button(label="Read the log again", value=0, on_click=lambda n: n + 1)
    mo.hstack([only_status, again], justify="start", gap=1.5)
    return again, only_status


@app.cell(hide_code=True)
def _(Counter, Path, again, escape, only_status, re, rows, server, shown):
    def _log():
        _ = again.value, rows
        text = Path(server.files["access_log"]).read_text(errors="replace")
        pattern = re.compile(r"^\[(?P<time>\S+ \S+).*?<(?P<user>[^:>]+): (?P<address>[^>]*)> (?P<method>\w+) \[status: (?P<status>\w+)\] \[code: (?P<code>-?\d+)\]", re.MULTILINE)
        lines = [m.groupdict() for m in pattern.finditer(text) if not m["user"].startswith("grader")]
        counts = Counter(line["status"] for line in lines)
        wanted = [line for line in lines if only_status.value in ("every status", line["status"])][-12:]
        head = "Calls so far, without the course's own: " + ", ".join(f"{n} × `{s}`" for s, n in counts.most_common())
        table = "| time | user | method | status | code |\n|---|---|---|---|---|\n" + "\n".join(
            f"| {l['time'].split()[1]} | {escape(l['user'])} | {l['method']} | {l['status']} | {l['code']} |" for l in wanted
        )
        return f"{head}\n\n{table}"


    shown("ch19-log", _log)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Three habits make a log into an audit. Ship it off the machine, so that an intruder cannot edit it. Alert on what is
    rare: `GrpcUnauthenticated` in bursts is a guesser, `GrpcPermissionDenied` is an intruder trying doors, or an
    application that lost a grant. And give every service a user of its own: a log in which everything is done by `root`
    answers no question.

    ## What old tutorials get wrong

    - **They never switch it on.** Authorization is off by default, and a port that is published without an address is open
      to the network.
    - **`root:milvus`.** Parts of the documentation write the default password with a small m. It is `Milvus`, and it is to be
      changed before anything else.
    - **They grant with the 2.3 form**, privilege by privilege, or hand out `admin` and `*`. On 2.5 and later use privilege
      groups with `grant_privilege_v2`.
    - **`secure=True` and nothing else**, or a certificate fetched from the server itself: encrypted, and verified against
      nothing.
    - **The single-container script publishes 2379.** That is the metadata, users included.
    - **`-p 9091:9091`, "because it is only metrics".** It was a way past every password before 2.5.27 (release notes 2.5.27) and 2.6.10 (release notes 2.6.10); see *The side door*.
    - **“Use partitions to separate tenants' rights.”** A partition cannot be granted.
    - **“The upgrade made the passwords safe.”** Releases after 3.0.0 store hashes that are costlier to guess, bcrypt cost 10 instead of 4
      (milvus-io/milvus #52145, after 3.0.0). Passwords set before keep the old hash until they are changed, so rotate them after the upgrade.

    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch19/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch19/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch19/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch19/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch19/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch19/ex06")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Checkpoint
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A service only searches the collection *papers*. What do you give its user?",
        {
            "The role `admin`, and you tighten it later": "Later never comes, and meanwhile its password opens everything.",
            "A role with `Search` on `papers`": "What the work needs, on the object that it touches.",
            "A role with `Search` on `*`": "Then it also searches the collection that a colleague creates next month.",
            "Nothing: `public` can search": "`public` can list and describe. It reads no rows, unless it was granted that by mistake.",
        },
        answer="A role with `Search` on `papers`",
        key="ch19 quiz least",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "An employee leaves. You revoke all their roles. What is left?",
        {
            "Nothing": "The user is still there, and can log in.",
            "A login that can list and describe": "Without roles there is still `public`. Drop the user.",
            "Everything, until their client disconnects": "Each call is looked at anew; revoking works at once.",
        },
        answer="A login that can list and describe",
        key="ch19 quiz leaver",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Your client connects with TLS, and its trust file was downloaded from the server that it connects to. What do you know?",
        {
            "That nobody reads along": "No one but the one you are talking to, and you have not checked who that is.",
            "That the server is yours": "The party that answered also gave you the file.",
            "That the line is encrypted, to the party that answered": "Trust must come from somewhere else than the party that you want to check.",
        },
        answer="That the line is encrypted, to the party that answered",
        key="ch19 quiz tls",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - Milvus starts open. `authorizationEnabled` asks every client for a name; the password of `root` is known until you change it.
    - User, role, privilege, object: each link is a call of its own. The password is looked at with **every** call.
    - Grant the least, on the object that is touched; `*`, `admin` and `public` are wider than they look. Below the collection nothing
      can be granted.
    - TLS encrypts; verification of signature **and** name tells you with whom. At rest, the storage encrypts, or nothing does.
    - Eleven ports are open; one is meant for clients. A password at one port says nothing about the others, and 9091 was a way
      past all of them.
    - The access log says who did what. The status tells a denial, the code does not.

    ## Where to read on

    - Chapter 7, *Installing and Configuring Milvus*: where these settings live, and how to change them safely.
    - Chapter 20, *Deploying Milvus in Production*: the same as a checklist, in Kubernetes.
    - Chapter 24, *Milvus in Enterprise AI*: tenants, erasure, governance.
    - Milvus docs v3.0.x, *Authenticate User Access*, *RBAC Explained*, *Create Privilege Group*, *Encryption in Transit*,
      *Configure Access Logs*.
    """)
    return


@app.cell(hide_code=True)
def test_the_side_door(side):
    """On 2.3.5, with authorization on, the metrics port lists users, makes one and drops a collection without a password; the API's port refuses all three."""
    if side:
        for _line, (_api, _metrics) in side["told"].values():
            assert _api[0] == 401, (_line, _api)
            assert _metrics[0] == 200, (_line, _metrics)
        assert side["named"] and side["mallory"] == "allowed" and not side["payroll"]
        assert side["login logged"] and side["logged"] == [], "the access log speaks of it after all"
    return


if __name__ == "__main__":
    app.run()
