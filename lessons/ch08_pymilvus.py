import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="8 Getting Started with PyMilvus")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Getting Started with PyMilvus

    A script loads ten thousand rows, and everything works. Then the network hiccups during one insert. The script reports no error, the number
    that it prints is right, and eight rows are in the collection twice. The code has no bug: the client library did what it always does.

    This chapter is about the client. You have called it since chapter 1; here you look at what it sends, what it keeps to itself, what it repeats
    without asking, and how to write programs that survive a bad day. All along, a *tap* stands between the client and Milvus: it passes every
    call on, writes down what went by, and can lose a reply on purpose.

    **What you will be able to do**

    - *set up* an environment in which pymilvus, Milvus Lite and the server are the versions that you meant,
    - *connect*, *create* and *load* so that a second run changes nothing,
    - *fit* batches to the message limit, and *read* what search, query and get return,
    - *tell* an error that passes from one that stays, and *retry* only the first kind, without writing twice,
    - *port* a script from the ORM, and *send* many searches at once without flooding the server.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import asyncio
    import importlib.metadata
    import json
    import re
    import socket
    import subprocess
    import sys
    import tempfile
    import time
    import warnings
    from collections import Counter
    from textwrap import dedent

    import altair as alt
    import grpc
    import numpy as np
    from pymilvus import AsyncMilvusClient, DataType, MilvusClient, MilvusException

    import grader.lesson as course
    from grader.datasets import words

    return (
        AsyncMilvusClient,
        Counter,
        DataType,
        MilvusClient,
        MilvusException,
        alt,
        asyncio,
        course,
        dedent,
        grpc,
        importlib,
        json,
        np,
        re,
        socket,
        subprocess,
        sys,
        tempfile,
        time,
        warnings,
        words,
    )


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["crud", "upsert", "search", "filters"])
    wire = course.tapped(milvus)
    client = wire.client()
    _ = wire.heard()
    return client, milvus, wire


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You have searched a collection (chapter 1), and know what a schema, a primary key and a consistency level are (chapters 4
    and 6). {milvus.introduced} A few demonstrations need a server; where there is none, you see what it said
    when this course was made, with its version.
    """)
    return


@app.cell(hide_code=True)
def _(Counter, course, re):
    def said(calls, empty="nothing"):
        """What the tap heard, a row for each kind of call, in the order of the first."""
        kinds = Counter((c.method, "lost" if c.status == "LOST" else c.status if c.status != "OK" else f"code {c.code}" if c.code else "ok") for c in calls)
        sizes = Counter()
        for c in calls:
            sizes[c.method] += c.size
        return course.table(
            "heard / times / bytes sent / ended",
            [f"|`{method}`|{n}|{sizes[method]:,}|{end}|" for (method, end), n in kinds.items()] or [f"|{empty}| | | |"],
        )



    def plain(value, most=90):
        """Any text as code in a cell of a table: one line, without what would end the cell, and without a folder of this machine."""
        text = re.sub(r"unix:\S*/", "unix:…/", " ".join(str(value).split())).replace("|", "¦").replace("`", "'")
        return f"`{text[:most]}{'…' if len(text) > most else ''}`"

    return plain, said


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Setting Up Python Environment

    One line gives you a client, and another one a client with a Milvus inside:

    ```sh
    python -m venv .venv && . .venv/bin/activate
    pip install "pymilvus==3.0.2"                # the client alone
    pip install "pymilvus[milvus-lite]==3.0.2"   # and Milvus Lite
    ```

    The two are separate packages with separate versions. `pymilvus` is Python code around gRPC; `milvus-lite` is an engine. Here is what each
    of them brought into *your* environment.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    without_lite = course.predict(
        "In an environment with `pymilvus` alone, a script says `MilvusClient(\"films.db\")`. What happens?",
        ["It works: the client contains Milvus Lite", "It raises an exception that names the missing package", "It waits ten seconds for a server called films.db"],
        "It raises an exception that names the missing package",
        "A path that ends in `.db` means Milvus Lite, and the client does not contain it. The official quick start says it does (docs v3.0.x, *Quickstart*); "
        "since the extra was split off, that is no longer so.",
        key="ch08 without lite",
    )
    without_lite
    return (without_lite,)


@app.cell(hide_code=True)
def _(course, dedent, mo, plain, subprocess, sys, without_lite):
    course.after(without_lite)
    _script = dedent("""\
    import sys
    sys.modules["milvus_lite"] = None          # as if it had not been installed
    from pymilvus import MilvusClient
    MilvusClient("films.db")
    """)
    _ran = subprocess.run([sys.executable, "-c", _script], capture_output=True, text=True, timeout=120)
    _last = (_ran.stderr.strip().splitlines() or ["nothing"])[-1]
    mo.vstack([mo.md(f"```python\n{_script.strip()}\n```"), mo.md(f"Its last line, just now: {plain(_last, 300)}")])
    return


@app.cell(hide_code=True)
def _(alt, course, importlib, re, without_lite):
    course.after(without_lite)


    def _brought(name):
        """The packages that one needs by itself, without extras, and all that these need."""
        todo, seen = [name], []
        while todo:
            one = todo.pop()
            try:
                needed = importlib.metadata.requires(one) or []
            except importlib.metadata.PackageNotFoundError:
                continue
            if one in seen:
                continue
            seen.append(one)
            todo += [re.split(r"[ ;<>=!~\[(]", line)[0].lower() for line in needed if "extra ==" not in line and "python_version <" not in line.replace("python_version < '3.14'", "")]
        return seen


    def _mib(name):
        return sum(f.size or 0 for f in importlib.metadata.files(name) or ()) / 2**20


    _client, _lite = _brought("pymilvus"), _brought("milvus-lite")
    _rows = [
        {"package": f"{n} {importlib.metadata.version(n)}", "MiB": round(_mib(n), 1), "comes with": "pymilvus" if n in _client else "the extra milvus-lite"}
        for n in dict.fromkeys(_client + _lite)
    ]
    _small = [row for row in _rows if row["MiB"] < 0.5]
    _rows = [row for row in _rows if row not in _small] + [{"package": f"{len(_small)} smaller ones", "MiB": round(sum(row["MiB"] for row in _small), 1), "comes with": "pymilvus"}]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_bar().encode(
        x=alt.X("MiB:Q", title="MiB on this disk"),
        y=alt.Y("package:N", sort="-x", title=None, axis=alt.Axis(labelLimit=220)),
        color=alt.Color("comes with:N", title="comes with", scale=alt.Scale(domain=["pymilvus", "the extra milvus-lite"], range=[course.TEAL, course.ORANGE])),
        tooltip=["package:N", "MiB:Q", "comes with:N"],
    )
    course.chart(_chart, 22 * len(_rows) + 30, "Sizes of the packages that pymilvus brings, and of those that its extra milvus-lite adds")
    return


@app.cell(hide_code=True)
def _(course, mo, subprocess, sys, time, without_lite):
    course.after(without_lite)
    _start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import pymilvus"], check=True, timeout=120, capture_output=True)
    _took = time.perf_counter() - _start
    mo.md(f"""
    `pandas` is there for one way of inserting, and is the largest part of an import: `import pymilvus` took {_took:.1f} s in a new process just now.
    For a service that is nothing; for a command-line tool that answers `--help`, import it where it is used.

    **Pin what you deploy.** `pip install pymilvus` today and in a month are two programs. Write the exact version down, with its hash where you can
    (`pip install --require-hashes -r requirements.lock`). Three pins belong together, and each is about something else:

    | pin | because |
    |:---|:---|
    | `pymilvus==3.0.2` | methods come and go between versions, as the ORM will |
    | `milvus-lite==3.2.2` | it is an engine with bugs of its own, and its files have a format |
    | the server's image, `milvusdb/milvus:v3.0.2` | what it can do decides which calls of the client mean anything |

    Client and server need not have one version. The documentation recommends a client that matches the server (docs v3.0.x, *Install Milvus Python SDK*), and
    that is what to do; but one client, pymilvus 3.0.2, drives both engines in this course, the server 2.3.5 included. It knows calls that an old server does not: those fail loudly, with
    `UNIMPLEMENTED`, or worse, are ignored (`group_by_field` on 2.3.5).

    **Its log goes to stderr.** For each call that fails, pymilvus writes a traceback there, whether you catch the exception or not. A program that
    expects failures says `logging.getLogger("pymilvus").setLevel(logging.CRITICAL)`, as this lesson does.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Connecting to a Milvus Instance

    ```python
    client = MilvusClient(
        "http://localhost:19530", token="root:Milvus", db_name="shop", timeout=5
    )
    ```

    | `uri` | connects to |
    |:---|:---|
    | `http://host:19530` | a server; the port is that of gRPC, whatever the `http` suggests |
    | `https://host:19530` | the same with TLS; the CA and your own certificate in further arguments (chapter 19) |
    | `unix:/run/milvus.sock` | a socket on this machine: no port, and file permissions decide who may connect |
    | `films.db` | Milvus Lite, which it starts for you; one process for each path |

    `token` is `user:password`, or an API key; `db_name` chooses a database for every call of this client; `timeout` is how long to wait **for the
    connection**. It is no default for later calls (docs v3.0.x, *Connect to Milvus Server*): without a `timeout` of its own a call waits as long as it
    takes.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    ten_clients = course.predict(
        "A program makes ten `MilvusClient` objects with the same address and token, one for each of its threads. How many connections does Milvus see?",
        ["Ten", "One", "None, until the first call"],
        "One",
        "pymilvus keeps one channel for each address and token of a process, and every client with these two shares it. `client.close()` "
        "gives it back; it does not cut the others off.",
        key="ch08 ten clients",
    )
    ten_clients
    return (ten_clients,)


@app.cell(hide_code=True)
def _(course, mo, ten_clients):
    course.after(ten_clients)
    how_many = mo.ui.slider(1, 20, value=10, label="Clients", show_value=True)
    own_channel = mo.ui.switch(value=False, label="dedicated=True")
    two_tokens = mo.ui.switch(value=False, label="every second one with a different token")
    mo.hstack([how_many, own_channel, two_tokens], justify="start", wrap=True)
    return how_many, own_channel, two_tokens


@app.cell(hide_code=True)
def _(MilvusClient, course, how_many, milvus, mo, own_channel, said, time, two_tokens):
    _line = course.tapped(milvus)  # a new address, so that nothing is shared with the rest of the lesson
    _start = time.perf_counter()
    _more = {"dedicated": True} if own_channel.value else {}
    _made = [MilvusClient(_line.uri, token="a:b" if two_tokens.value and i % 2 else "c:d", **_more) for i in range(how_many.value)]
    _took = time.perf_counter() - _start
    for _one in _made:
        _one.list_collections()
    _calls = _line.heard()
    _channels = sum(c.method == "Connect" for c in _calls)
    for _one in _made:
        _one.close()
    _dots = "".join(f"<circle cx='22' cy='{14 + 17 * i}' r='6' fill='{course.TEAL if not (two_tokens.value and i % 2) else course.PURPLE}'/>" for i in range(how_many.value))
    _height = 17 * how_many.value + 14
    _lines = "".join(
        f"<path d='M28 {14 + 17 * i}C120 {14 + 17 * i} 130 {_y} 220 {_y}' fill='none' stroke='{course.TEAL if not (two_tokens.value and i % 2) else course.PURPLE}' stroke-width='1.5' opacity='.7'/>"
        for i in range(how_many.value)
        for _y in [14 + 17 * i if own_channel.value else _height / 2 + (14 if two_tokens.value and i % 2 else -14 if two_tokens.value else 0)]
    )
    mo.vstack(
        [
            mo.md(f"**{how_many.value}** clients were made in {_took * 1000:.0f} ms; Milvus heard **{_channels}** `Connect`."),
            mo.Html(
                f"<svg viewBox='0 0 320 {_height}' width='100%' style='max-width:30rem' role='img' aria-label='{how_many.value} clients share {_channels} connections'>{_lines}{_dots}"
                f"<rect x='220' y='4' width='90' height='{_height - 8}' rx='6' fill='none' stroke='{course.GREY}'/><text x='265' y='{_height / 2 + 4:.0f}' text-anchor='middle' font-size='13' fill='currentColor'>Milvus</text></svg>"
            ),
            said(_calls),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, ten_clients):
    course.after(ten_clients)
    mo.md("""
    What follows from the shared channel:

    - **A client is cheap, a connection is not.** Keep one client for the life of the process. Threads may share it. A client per request costs nothing if another
      one is alive, and a handshake each time if you ask for `dedicated=True`.
    - **`with` does not work on it.** In pymilvus 3.0.2 `MilvusClient` is no context manager, and `AsyncMilvusClient` is one (`async with`). Close it yourself, or let it live as long as the process.
    - **Who you are is part of the key.** Two users are two connections. But *the session* of consistency (chapter 6) is the process's: to see what another
      client would see, start another process.
    - **A fork breaks it.** gRPC's threads do not survive `os.fork`. Make the client in the child: after the fork in gunicorn, not at import time.
    - **The schema is remembered too.** Before its first insert a client asks for the schema once and keeps it. You will see `DescribeCollection` in the lists below, once.

    The argument `timeout` decides how long you wait when no server answers. There are two ways of not answering:
    """)
    return


@app.cell
def _(MilvusClient, MilvusException, course, mo, plain, socket, tempfile, ten_clients, time):
    course.after(ten_clients)


    def knock(uri, timeout):
        """(seconds, the exception) of an attempt to connect."""
        start = time.perf_counter()
        try:
            MilvusClient(uri, timeout=timeout)
        except MilvusException as error:
            return time.perf_counter() - start, error
        return time.perf_counter() - start, None


    with tempfile.TemporaryDirectory() as _folder, socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"{_folder}/s")
        silent.listen()  # takes connections, and never says a word
        answers = {"no server at the address": knock(f"unix:{_folder}/nobody", 1), "a server that says nothing": knock(f"unix:{_folder}/s", 1)}

    mo.show_code(
        course.table("with timeout=1 / seconds / what came", [f"|{_who}|{_s:.2f}|`{type(_e).__name__}`, code {_e.code}: {plain(_e.message, 80)}|" for _who, (_s, _e) in answers.items()]),
        position="above",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Both say the same words, and so does a server that refuses your certificate. So a program that has to start together with its server
    asks again for a while, and a person who debugs looks at the address, the port and TLS in turn (chapter 7 waits for a server that is
    *really* ready).
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Creating Collections

    A collection is made in three steps, and `create_collection` does one or all of them: **make** it, from a schema; give the vector field an
    **index**; **load** it. Only then can it be searched. Here they are one by one.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    half_made = course.predict(
        "`create_collection(\"films\", schema=schema)`, without `index_params`; then an insert of three rows, then a search. What is the first thing that fails?",
        ["The create: a vector field needs an index", "The insert: there is nowhere to put the rows", "The search: the collection is not loaded", "Nothing"],
        "The search: the collection is not loaded",
        "Rows can be written at any time. To load, a server wants an index; to search, a loaded collection. With `index_params` the same call does all three steps.",
        key="ch08 half made",
    )
    half_made
    return (half_made,)


@app.cell
def _(DataType, MilvusException, client, course, half_made, mo):
    course.after(half_made)


    def steps(server, _client):
        """Make a collection step by step; what was heard, which state follows, and whether a search works."""
        line = course.tapped(server)
        who = line.client()
        if who.has_collection("films"):
            who.drop_collection("films")
        schema = who.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("title", DataType.VARCHAR, max_length=200)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        index = who.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
        three = [{"id": i, "title": f"film {i}", "vector": [1, i, 0, 0]} for i in range(3)]
        rows = []
        for words, call in (
            ("create_collection", lambda: who.create_collection("films", schema=schema)),
            ("insert of three rows", lambda: who.insert("films", three)),
            ("create_index", lambda: who.create_index("films", index)),
            ("load_collection", lambda: who.load_collection("films")),
        ):
            line.heard()
            call()
            heard = ", ".join(dict.fromkeys(c.method for c in line.heard()))
            state = who.get_load_state("films")["state"]
            try:
                who.search("films", data=[[1, 0, 0, 0]], limit=1)
                works = "**a search works**"
            except MilvusException as error:
                works = f"a search fails with code {error.code}"
            rows.append(f"| {words} | {heard} | {len(who.list_indexes('films'))} indexes, {state}; {works} |")
        return "| step | heard | and then |\n|:---|:---|:---|\n" + "\n".join(rows)


    index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
    if not client.has_collection("films"):
        _schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("title", DataType.VARCHAR, max_length=200)
        _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        client.create_collection("films", schema=_schema, index_params=index)

    mo.vstack([course.on_server("ch08_steps", ["consistency"], steps), mo.accordion({"How it was done": mo.show_code()})])
    return (index,)


@app.cell(hide_code=True)
def _(course, mo):
    _boxes = [("nothing", 10, 20), ("made", 130, 20), ("indexed", 250, 20), ("loaded", 370, 20)]
    _arrows = [(70, 130, "create_collection"), (190, 250, "create_index"), (310, 370, "load_collection")]
    _svg = "".join(
        f"<rect x='{x}' y='{y}' width='60' height='30' rx='6' fill='none' stroke='{course.TEAL if n == 'loaded' else course.GREY}' stroke-width='2'/><text x='{x + 30}' y='{y + 20}' text-anchor='middle' font-size='12' fill='currentColor'>{n}</text>"
        for n, x, y in _boxes
    )
    _svg += "".join(
        f"<path d='M{a + 3} 35H{b - 8}' stroke='currentColor' stroke-width='1.5'/><path d='M{b - 9} 31l6 4-6 4z' fill='currentColor'/><text x='{(a + b) / 2}' y='13' text-anchor='middle' font-size='9.5' fill='currentColor'>{w}</text>"
        f"<path d='M{(a + b) / 2} 40v22' stroke='{course.ORANGE}' stroke-width='2' stroke-dasharray='3 3'/><text x='{(a + b) / 2}' y='76' text-anchor='middle' font-size='11' fill='{course.ORANGE}'>killed here?</text>"
        for a, b, w in _arrows
    )
    mo.vstack(
        [
            mo.Html(f"<svg viewBox='0 0 440 84' width='100%' style='max-width:38rem' role='img' aria-label='A collection goes from nothing to made, indexed and loaded; a program may be killed between any two steps'>{_svg}</svg>"),
            mo.md("""
    A program may be killed between any two of them, and then there *is* a collection that cannot be searched. `has_collection` answers only whether there is one. So a
    loader that can be run again asks before each step: `has_collection`, then `list_indexes`; `load_collection` may be repeated as often as you like.

    (Milvus Lite 3.2.2 calls a collection without an index *loaded* and searches it row by row; so on Lite such a loader seems to work.)

    Creating twice is a different matter: **Milvus Lite 3.2.2 refuses it** (`collection 'films' already exists`), and **the 2.3.5 server takes it without a word**, if the schema is
    the same. Code that relies on either of the two is wrong on the other.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    quick_or_not = course.predict(
        "`create_collection(\"quick\", dimension=4)`, the short form of every quick start. You insert `{\"id\": 1, \"vector\": […], \"titel\": \"Alien\"}`: the field is misspelled. What happens?",
        ["It is refused: there is no such field", "It is stored, and `titel` is a field of this row", "It is stored without the title"],
        "It is stored, and `titel` is a field of this row",
        "The short form makes a schema of its own: `id`, `vector`, COSINE, and a *dynamic field* that takes whatever comes. A schema that you wrote refuses it.",
        key="ch08 quick",
    )
    quick_or_not
    return (quick_or_not,)


@app.cell(hide_code=True)
def _(MilvusException, client, course, index, mo, plain, quick_or_not, wire):
    course.after(quick_or_not)
    _ = index  # the collection films is there
    if client.has_collection("quick"):
        client.drop_collection("quick")
    client.create_collection("quick", dimension=4)
    _rows = []
    for _name, _row in (("quick", {"id": 1, "vector": [1, 0, 0, 0], "titel": "Alien"}), ("films", {"id": 9, "vector": [1, 0, 0, 0], "title": "Alien", "titel": "Alien"})):
        _facts = client.describe_collection(_name)
        try:
            client.insert(_name, [_row])
            _said = "stored"
        except MilvusException as _error:
            _said = f"`{type(_error).__name__}`: {plain(_error.message)}"
        _rows.append(f"|`{_name}`|{', '.join(f['name'] for f in _facts['fields'])}|{_facts.get('enable_dynamic_field')}|{_said}|")
    _refused = [c.method for c in wire.heard()]
    mo.vstack(
        [
            course.table("collection / fields / dynamic / the misspelled row", _rows),
            mo.md(f"""
    The refusal came from the client itself, which knows the schema: Milvus heard {_refused.count('Insert')} `Insert`, that of `quick`. (After a refusal it asks for the schema again, in
    case the collection has changed, and then gives up.)

    **The builder, whole:**

    - `create_schema(auto_id=False, enable_dynamic_field=False)`: say both, and the reader need not know the defaults.
    - `add_field(name, type, …)`: `is_primary`, `max_length` (of a VARCHAR, in **bytes**), `dim`, `nullable`, `default_value`, `element_type` and `max_capacity`.
    - `prepare_index_params()` and `add_index(field, index_type=, metric_type=, …)`: the parameters of the index (`M`, `nlist`) stand beside them.
    - `create_collection(name, schema=, index_params=, consistency_level=)`: the level is the *collection's*, and what each reader gets who names none.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Inserting Data

    Rows are dicts, and `insert` takes a list of them. What goes over the wire are columns: for each field all its values, packed. A number of a
    FLOAT_VECTOR takes four bytes there, a text its bytes in UTF-8. Make a row, and compare three sizes.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    json_or_wire = course.predict(
        "A row with a vector of 256 numbers and a text of 100 letters. As JSON it has about 5,300 characters. How many bytes does it take in an insert?",
        ["About 5,300", "About 1,150", "About 10,000"],
        "About 1,150",
        "256 × 4 is 1,024, and 100 for the text. JSON writes each number out, in some twenty characters. To estimate a message by its JSON is to send a fifth of what fits.",
        key="ch08 json or wire",
    )
    json_or_wire
    return (json_or_wire,)


@app.cell(hide_code=True)
def _(course, json_or_wire, mo):
    course.after(json_or_wire)
    row_dim = mo.ui.slider(steps=[8, 64, 256, 768, 1536], value=256, label="Numbers of the vector", show_value=True)
    row_text = mo.ui.slider(steps=[0, 100, 1000, 5000], value=100, label="Characters of the text", show_value=True)
    row_script = mo.ui.dropdown({"latin": "a", "greek": "λ", "chinese": "漢", "emoji": "🌊"}, value="latin", label="Script")
    row_count = mo.ui.slider(steps=[1, 10, 100], value=10, label="Rows", show_value=True)
    mo.hstack([row_dim, row_text, row_script, row_count], justify="start", wrap=True)
    return row_count, row_dim, row_script, row_text


@app.cell(hide_code=True)
def _(DataType, client, course, json, mo, np, row_count, row_dim, row_script, row_text, wire):
    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("text", DataType.VARCHAR, max_length=65_000)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=row_dim.value)
    if client.has_collection("sizes"):
        client.drop_collection("sizes")
    client.create_collection("sizes", schema=_schema)
    _rng = np.random.default_rng(8)
    _rows = [{"id": i, "text": row_script.value * row_text.value, "vector": _rng.normal(size=row_dim.value).tolist()} for i in range(row_count.value)]
    wire.heard()
    client.insert("sizes", _rows)
    _sent = sum(c.size for c in wire.heard() if c.method == "Insert")
    _estimate = sum(4 * len(r["vector"]) + len(r["text"].encode()) for r in _rows)
    _letters = sum(4 * len(r["vector"]) + len(r["text"]) for r in _rows)
    _json = sum(len(json.dumps(r, ensure_ascii=False).encode()) for r in _rows)
    mo.vstack(
        [
            course.table(
                "counted how / bytes / of what was sent",
                [
                    f"|**on the wire, heard by the tap**|**{_sent:,}**|**100%**|",
                    f"|4 × numbers + bytes of the text|{_estimate:,}|{_estimate / _sent:.0%}|",
                    f"|4 × numbers + `len(text)`|{_letters:,}|{_letters / _sent:.0%}|",
                    f"|as JSON|{_json:,}|{_json / _sent:.0%}|",
                ],
            ),
            mo.md(f"At this size **{int(64 * 2**20 / (_sent / row_count.value)):,}** rows fit into the 64 MiB of one message."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The limit of a message is 64 MB (docs v3.0.x, *Milvus Limits*). It is one of **bytes**. What is too large is refused as a whole, before Milvus has looked at it: an insert of 68,630,744 bytes
    ended as `RESOURCE_EXHAUSTED: Received message larger than max (68630744 vs. 67108864)`, on the 2.3.5 server as on Lite 3.2.2. That is a raw gRPC error, and the same code as
    *busy*: the one passes, the other never will. Tell them apart before you send, by counting.

    Nor should messages be as large as may be. A client needs the memory of the rows, of the columns and of the packed message at once. The question is rather from
    where on a larger batch stops helping.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    batches = course.predict(
        "1,000 rows, one by one, by tens, by hundreds, and all at once. How does the number of rows per second grow from the smallest batch to the largest?",
        ["Hardly: the rows are the work", "Ten times or more, most of it in the first steps", "In proportion: a thousand times"],
        "Ten times or more, most of it in the first steps",
        "Each message costs a round trip and a fixed amount of work, whatever is in it. Spread over a hundred rows it is almost gone; after that, the rows themselves are the work.",
        key="ch08 batches",
    )
    batches
    return (batches,)


@app.cell(hide_code=True)
def _(DataType, alt, batches, client, course, mo, np, time, wire):
    course.after(batches)
    _N, _DIM = 1000, 64
    _rng = np.random.default_rng(5)
    _rows = [{"id": i, "vector": v.tolist(), "text": f"line {i}"} for i, v in enumerate(_rng.normal(size=(_N, _DIM)))]
    _found = []
    for _size in (1, 10, 100, 1000):
        _name = f"batch_{_size}"
        if client.has_collection(_name):
            client.drop_collection(_name)
        _schema = client.create_schema(auto_id=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("text", DataType.VARCHAR, max_length=100)
        _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=_DIM)
        client.create_collection(_name, schema=_schema)
        client.insert(_name, _rows[:1])
        wire.heard()
        _some = _rows[: min(_N, 300 * _size)]  # one by one, 300 are enough to measure
        _start = time.perf_counter()
        for _at in range(0, len(_some), _size):
            client.insert(_name, _some[_at : _at + _size])
        _took = time.perf_counter() - _start
        _calls = [c for c in wire.heard() if c.method == "Insert"]
        _found.append({"batch": _size, "rows per second": len(_some) / _took, "messages": len(_calls), "bytes": sum(c.size for c in _calls) / len(_some), "busy": sum(c.seconds for c in _calls) / _took})
        client.drop_collection(_name)
    wire.heard()
    _chart = alt.Chart(alt.Data(values=_found)).mark_line(point=alt.OverlayMarkDef(size=80, filled=True, color=course.TEAL), color=course.TEAL).encode(
        x=alt.X("batch:Q", title="rows in a message", scale=alt.Scale(type="log"), axis=alt.Axis(values=[1, 10, 100, 1000])),
        y=alt.Y("rows per second:Q", title="rows per second"),
        tooltip=["batch:Q", alt.Tooltip("rows per second:Q", format=",.0f"), "messages:Q", alt.Tooltip("bytes:Q", format=".0f", title="bytes per row")],
    )
    mo.vstack(
        [
            course.chart(_chart, 260, "Rows per second over the number of rows in a message: steep at first, then flat"),
            course.table(
                "rows in a message / rows per second / messages heard / bytes per row / Milvus at work",
                [f"|{f['batch']:,}|**{f['rows per second']:,.0f}**|{f['messages']:,}|{f['bytes']:.0f}|{f['busy']:.0%} of the time|" for f in _found],
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(batches, course, mo):
    course.after(batches)
    mo.md("""
    A few hundred to a few thousand rows, or a megabyte or two, is a good batch. What the tap calls *at work* is the time from a request to its reply; the rest is the client, packing. (Row by row, the first 300 are enough to measure.)

    For a source that does not fit into memory, or never ends, take rows one by one and send when the next would no longer fit:

    ```python
    def batches(rows, room):
        batch, size = [], 0
        for row in rows:               # or iter(function, None)
            needed = 4 * len(row["vector"]) + len(row["text"].encode()) + 20
            if batch and size + needed > room:
                yield batch
                batch, size = [], 0
            batch.append(row)
            size += needed
        if batch:
            yield batch                # what is left
    ```
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 4 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### An answer gets lost

    Milvus takes the rows and answers, and the answer does not arrive: a proxy restarts, a cable is pulled. The client knows only that
    the connection broke. The tap does that now, on purpose, to one insert of three rows.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    lost_reply = course.predict(
        "`client.insert(name, three_rows)`, the answer is lost once. What does your program see, and how many rows are in the collection of a server afterwards?",
        ["An exception, and three rows", "An exception, and none", "Success, and three rows", "Success, and six rows"],
        "Success, and six rows",
        "A broken connection is `UNAVAILABLE`, and pymilvus repeats such a call by itself, an insert like any other. The second one succeeds. A server does not look whether a key is there, so it has taken the rows twice.",
        key="ch08 lost reply",
    )
    lost_reply
    return (lost_reply,)


@app.cell(hide_code=True)
def _(DataType, course, lost_reply):
    course.after(lost_reply)


    def _twice(server, _client):
        line = course.tapped(server)
        who = line.client()
        rows = []
        for method in ("insert", "upsert"):
            if who.has_collection("lost"):
                who.drop_collection("lost")
            schema = who.create_schema(auto_id=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
            who.create_collection("lost", schema=schema, index_params=who.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
            line.heard()
            line.tap.bend(method.capitalize(), 1, lose_reply=True)
            told = getattr(who, method)("lost", [{"id": i, "vector": [float(i), 0.0]} for i in (1, 2, 3)])
            heard = ", ".join(f"{c.method}{' (answer lost)' if c.status == 'LOST' else ''}" for c in line.heard() if c.method.lower() in (method, "connect"))
            count = who.query("lost", filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
            rows.append(f"| {method} of three rows | {told[method + '_count']} | {heard} | **{count}** |")
        return "| call | it says | heard | rows afterwards |\n|:---|:---|:---|:---|\n" + "\n".join(rows)


    course.on_server("ch08_lost_reply", ["pk_duplicates", "consistency"], _twice)
    return


@app.cell(hide_code=True)
def _(course, lost_reply, mo):
    course.after(lost_reply)
    mo.md("""
    So the rule for whatever loads data: **the key comes from the data, and the call is an upsert.** An upsert may be repeated; the second time it changes nothing. With
    `auto_id=True` neither helps: an insert makes new keys each time, and an upsert wants the key, which you do not know (docs v3.0.x, *Upsert Entities*). (Milvus Lite replaces a row with the same key even at an insert, so a test that passes there shows nothing about
    this. The documentation says of a server that it does not check: docs v3.0.x, *Insert Entities*.)

    Where does a key come from? The name by which the source itself knows the thing: an address, an order number, a path. If it has to be a number, make one from
    the name with `hashlib`, and not with `hash()`: Python draws a new seed for that in every process, so tomorrow's key is a different one.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 1 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Basic Searches

    Three calls read. Here are 600 words with their vectors, and what each of the calls returns, taken apart.
    """)
    return


@app.cell
def _(DataType, client, mo, wire, words):
    vectors, names = words(600, dim=32)
    _schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    _schema.add_field("word", DataType.VARCHAR, max_length=100, is_primary=True)
    _schema.add_field("letters", DataType.INT64)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    if client.has_collection("words"):
        client.drop_collection("words")
    client.create_collection("words", schema=_schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.upsert("words", [{"word": w, "letters": len(w), "vector": v.tolist()} for w, v in zip(names, vectors)])
    client.upsert("words", [{"word": "rock 'n' roll", "letters": 13, "vector": vectors[0].tolist()}])
    found = client.search("words", data=[vectors[7].tolist(), vectors[8].tolist()], limit=3, output_fields=["letters"], consistency_level="Strong")
    wire.heard()

    mo.accordion({"How the collection is made, and the search": mo.show_code()})
    return found, names, vectors


@app.cell(hide_code=True)
def _(course, found, plain):
    _hit = found[0][0]
    course.table(
        "write / get / which is",
        [
            f"|`len(found)`|{len(found)}|a list for each query vector, in their order|",
            f"|`found[0]`|{len(found[0])} hits|for the first query, best first; at most `limit`|",
            f"|`found[0][0][\"word\"]`|{plain(_hit['word'])}|the primary key, under its own name…|",
            f"|`found[0][0].id`|{plain(_hit.id)}|…and for a key of any name, as `id`|",
            f"|`found[0][0][\"distance\"]`|{_hit['distance']:.4f}|what the metric says: with COSINE the *similarity*, so the larger the nearer|",
            f"|`found[0][0][\"entity\"]`|{plain(dict(_hit['entity']))}|the fields that you named in `output_fields`, and no others|",
            f"|`found[0][0].get(\"letters\")`|{_hit.get('letters')}|the same without the step in between|",
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A hit is a `dict` with a few attributes, so `json.dumps` takes it. The distance is what trips people: 1.0 is a perfect match for COSINE and for IP on normalized vectors,
    and 0.0 is one for L2, which is squared besides (chapter 2). Turning `distance` into `1 - distance` "to get the similarity" reverses the order.

    `get` wants keys, `query` wants a filter. Both return plain dicts, in an order that is not promised: a server sorts by key, others do not. A key that is not there is not an
    error and has no place in the list. And there is one more thing about `get`.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    quoted_ids = course.predict(
        "The collection has a word with apostrophes: `rock 'n' roll`. What does `client.get(\"words\", ids=[\"rock 'n' roll\"])` do?",
        ["Returns its row: ids are values, not text of a filter", "Raises an exception", "Returns nothing"],
        "Raises an exception",
        "pymilvus writes the ids into a filter, each between two apostrophes and otherwise as it is. An apostrophe inside ends the text, and what follows is read as part of the language.",
        key="ch08 quoted ids",
    )
    quoted_ids
    return (quoted_ids,)


@app.cell(hide_code=True)
def _(client, course, mo, names, plain, quoted_ids, wire):
    course.after(quoted_ids)
    _typed = ["rock 'n' roll", names[3], "x'] or word not in ['"]
    _rows = []
    for _id in _typed:
        wire.heard()
        try:
            _said = f"{len(client.get('words', ids=[_id], output_fields=['word'], consistency_level='Strong')):,} rows"
        except Exception as _error:
            _said = f"`{type(_error).__name__}`, code {getattr(_error, 'code', '')}"
        _expr = next((c.request.expr for c in wire.heard() if c.method == "Query"), "nothing was sent")
        _rows.append(f"|{plain(_id)}|{plain(_expr)}|{_said}|")
    mo.vstack(
        [
            course.table("get(ids=[…]) of / the filter that Milvus heard / came back", _rows),
            mo.md("""
    The last one is no joke: a "key" that a stranger typed has read the whole collection. `delete(ids=…)` builds its filter in the same way. So for keys that are text and come from outside,
    quote them yourself and use a filter (chapter 6 has the function: backslash first, then quotes, then line breaks), or make keys that need no quoting, such as the hex digits of a hash.
    Keys that are numbers are safe.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Many at once

    One search spends most of its time waiting. Many that use one filter and one limit go into one call: `data` takes a list of vectors. Those that
    differ can be sent side by side, by threads that share the client, or by `AsyncMilvusClient`, which has the same methods with `await`:

    ```python
    client = AsyncMilvusClient(uri)
    gate = asyncio.Semaphore(at_once)

    async def one(vector):
        async with gate:             # at most so many past this line
            found = await client.search("words", data=[vector], limit=3)
        return found[0]

    # in the order of the vectors
    answers = await asyncio.gather(*[one(v) for v in vectors])
    ```
    """)
    return


@app.cell(hide_code=True)
def _(course):
    gathered = course.predict(
        "The same code without the two lines about the gate, and a list of 10,000 vectors. How many searches are on their way at a time?",
        ["As many as there are cores", "About a hundred, a default of asyncio", "All 10,000"],
        "All 10,000",
        "gather() starts everything that it is given. Nothing in asyncio, and nothing in pymilvus, knows how much the server can bear. The gate is yours to put there.",
        key="ch08 gathered",
    )
    gathered
    return (gathered,)


@app.cell(hide_code=True)
def _(course, gathered, mo):
    course.after(gathered)
    at_once = mo.ui.slider(1, 12, value=4, label="at_once", show_value=True)
    one_slow = mo.ui.switch(value=True, label="one search is slow")
    mo.hstack([at_once, one_slow], justify="start", wrap=True)
    return at_once, one_slow


@app.cell(hide_code=True)
def _(AsyncMilvusClient, asyncio, at_once, course, mo, one_slow, time, vectors, wire):
    _N, _HOLD = 12, 0.15
    wire.tap.bends.clear()
    wire.tap.bend("Search", _N, delay=_HOLD)
    wire.heard()


    async def _all():
        client = AsyncMilvusClient(wire.uri)
        gate = asyncio.Semaphore(at_once.value)

        async def one(number):
            async with gate:
                if one_slow.value and number == 2:
                    wire.tap.bend("Search", 1, delay=0.6)  # for whichever search comes by next
                return await client.search("words", data=[vectors[number].tolist()], limit=3)

        try:
            return await asyncio.gather(*[one(n) for n in range(_N)])
        finally:
            await client.close()


    def _in_a_thread():
        """marimo has an event loop of its own, and a loop cannot be started inside another."""
        import threading

        thread = threading.Thread(target=lambda: asyncio.run(_all()))
        thread.start()
        thread.join(60)


    _start = time.perf_counter()
    _in_a_thread()
    _took = time.perf_counter() - _start
    wire.tap.bends.clear()
    _calls = sorted((c for c in wire.heard() if c.method == "Search"), key=lambda c: c.at)
    _zero = _calls[0].at
    _end = max(c.at + c.seconds for c in _calls) - _zero
    _moments = sorted([(c.at, 1) for c in _calls] + [(c.at + c.seconds, -1) for c in _calls])
    _now = _peak = 0
    for _, _step in _moments:
        _now += _step
        _peak = max(_peak, _now)
    _bars = "".join(
        f"<rect x='{30 + (c.at - _zero) / _end * 350:.1f}' y='{6 + 14 * i}' width='{max(2.0, c.seconds / _end * 350):.1f}' height='10' rx='2' fill='{course.ORANGE if c.seconds > 3 * _HOLD else course.TEAL}'/>"
        f"<text x='24' y='{15 + 14 * i}' text-anchor='end' font-size='10' fill='currentColor'>{i + 1}</text>"
        for i, c in enumerate(_calls)
    )
    mo.vstack(
        [
            mo.Html(
                f"<svg viewBox='0 0 390 {14 * len(_calls) + 26}' width='100%' style='max-width:40rem' role='img' aria-label='{len(_calls)} searches on a line of time; at most {_peak} at the same moment'>{_bars}"
                f"<text x='30' y='{14 * len(_calls) + 22}' font-size='10' fill='currentColor'>0 s</text><text x='380' y='{14 * len(_calls) + 22}' font-size='10' text-anchor='end' fill='currentColor'>{_end:.2f} s</text></svg>"
            ),
            mo.md(
                f"Each bar is a search on its way, as the tap saw it; the tap holds each for {_HOLD:.2f} s. At most **{_peak}** at the same moment, **{len(_calls)}** in {_took:.2f} s. "
                "A slow one (orange) takes up one place of the gate, and the others pass it by."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, gathered, mo):
    course.after(gathered)
    mo.md("""
    Threads do the same: `ThreadPoolExecutor(max_workers=at_once).map(one, vectors)` is a gate, keeps the order, and works with the plain client, which is safe to share. Sending in slices
    (`gather` of four, then of the next four) also keeps the cap, but each slice waits for its slowest. How large should the gate be? Raise it until the number of answers per second stops
    growing; from there on a larger one only makes each wait longer.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 5 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Managing Your Data

    What was written changes: rows are replaced, changed in part, deleted; collections get an alias, are renamed, or are dropped. Each call says
    something when it returns, and not always what one thinks.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    deleted_count = course.predict(
        "On a server, `client.delete(\"films\", ids=[1, 2, 99])` returns. There is no film 99. What does `delete_count` say?",
        ["2", "3", "It raises an exception"],
        "3",
        "A delete is a note in the log: *these keys are gone from here on*. Milvus does not look whether they were there. The answer counts the keys that you named.",
        key="ch08 deleted count",
    )
    deleted_count
    return (deleted_count,)


@app.cell(hide_code=True)
def _(DataType, MilvusException, client, course, deleted_count, index, plain, wire):
    course.after(deleted_count)
    for _name in ("library", "archive"):
        if client.has_collection(_name):
            client.drop_collection(_name)
    _schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("title", DataType.VARCHAR, max_length=100)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
    client.create_collection("library", schema=_schema, index_params=index)
    _rows = []


    def _do(words, call, name="library"):
        wire.heard()
        try:
            told = str(call())[:70]
        except MilvusException as error:
            told = f"`{type(error).__name__}`, code {error.code}: {plain(error.message, 60)}"
        heard = ", ".join(dict.fromkeys(c.method for c in wire.heard()))
        try:
            count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        except MilvusException as error:
            count = f"code {error.code}"
        wire.heard()
        _rows.append(f"|{words}|{heard}|{told}|{count}|")


    _do("`insert` of films 1, 2, 3", lambda: client.insert("library", [{"id": i, "title": f"film {i}", "vector": [1.0, i, 0, 0]} for i in (1, 2, 3)]))
    _do("`upsert` of film 3, whole", lambda: client.upsert("library", [{"id": 3, "title": "film 3, restored", "vector": [1.0, 3, 0, 0]}]))
    _do("`upsert` of its title alone", lambda: client.upsert("library", [{"id": 3, "title": "film 3"}]))
    _do("the same with `partial_update=True`", lambda: client.upsert("library", [{"id": 3, "title": "film 3"}], partial_update=True))
    _do("`get(ids=[3, 1, 99])`", lambda: [r["id"] for r in client.get("library", ids=[3, 1, 99], consistency_level="Strong")])
    _do("`delete(ids=[1, 2, 99])`", lambda: client.delete("library", ids=[1, 2, 99]))
    _do("`create_alias`: *films_now*", lambda: client.create_alias("library", "films_now"))
    _do("`insert` by the alias", lambda: client.insert("films_now", [{"id": 4, "title": "film 4", "vector": [1.0, 4, 0, 0]}]))
    _do("`rename_collection` to *archive*", lambda: client.rename_collection("library", "archive"), "archive")
    _do("`drop_alias`", lambda: client.drop_alias("films_now"), "archive")
    _do("`drop_collection`", lambda: client.drop_collection("archive"), "archive")
    _do("`drop_collection` again", lambda: client.drop_collection("archive"), "archive")
    course.table("call / heard / it says / rows afterwards", _rows)
    return


@app.cell(hide_code=True)
def _(course, deleted_count, mo):
    course.after(deleted_count)
    mo.md("""
    - **`upsert` replaces the whole row.** What you leave out is missing, and so is refused, or NULL where it may be. `partial_update=True` merges instead (since 2.6.2: docs v3.0.x, *Upsert Entities*); the
      2.3.5 server does not know the word, and refuses.
    - **`delete` says what it was asked**, on a server (milvus-io/milvus #51566, 2.6.18: by design). Milvus Lite returns the keys themselves. To say what *was* there, look before.
    - **`get` leaves out what is missing.** Make a dict of what came, and look each key up.
    - **An alias** stands wherever a name stands, and moves in one call, which readers do not notice (docs v3.0.x, *Manage Aliases*; exercise ch04/ex05 moves house with one).
    - **Dropping what is not there** is no error. Creating what is there may be one.
    - **`flush` belongs to none of this.** It seals a segment and waits for it. A read sees rows that were not flushed, if it asks for them: `consistency_level="Session"` for your own, `"Strong"` for
      everyone's (chapter 6). `get_collection_stats` counts what was *inserted and flushed*; `count(*)` counts rows.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Errors as they come

    Ten things that go wrong, done just now. Look at the class of each exception, and at what Milvus heard: some never left the client.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    busy_error = course.predict(
        "A server is overloaded and refuses a search with the gRPC status `RESOURCE_EXHAUSTED`. What reaches `except MilvusException:` around it?",
        ["A MilvusException with the code 8", "Nothing: pymilvus repeats the search until it works", "Nothing: a `grpc.RpcError` comes through, which is no MilvusException"],
        "Nothing: a `grpc.RpcError` comes through, which is no MilvusException",
        "MilvusException is for what Milvus says in its answer. Where there is no answer, the exception is gRPC's own, and has its code in a method, `error.code()`.",
        key="ch08 busy error",
    )
    busy_error
    return (busy_error,)


@app.cell(hide_code=True)
def _(busy_error, client, course, grpc, plain, vectors, wire):
    course.after(busy_error)
    _v = vectors[0].tolist()
    _good = {"word": "fine", "letters": 4, "vector": _v}


    def _searched(**more):
        return client.search("words", data=[_v], limit=1, **more)


    _cases = [
        ("a field is missing", lambda: client.insert("words", [{"word": "x", "vector": _v}]), {}),
        ("a number where a text belongs", lambda: client.insert("words", [{**_good, "word": 7}]), {}),
        ("a vector of the wrong length", lambda: client.insert("words", [{**_good, "vector": [1.0, 2.0]}]), {}),
        ("a text that is too long", lambda: client.insert("words", [{**_good, "word": "x" * 200}]), {}),
        ("a filter that cannot be read", lambda: client.query("words", filter="letters ="), {}),
        ("no such collection", lambda: client.search("wrods", data=[_v]), {}),
        ("not allowed", _searched, {"code": "PERMISSION_DENIED"}),
        ("the server is busy", _searched, {"code": "RESOURCE_EXHAUSTED"}),
        ("no answer in time (`timeout=0.3`)", lambda: _searched(timeout=0.3), {"delay": 1.0}),
        ("no connection, for longer than `timeout=0.3`", lambda: _searched(timeout=0.3), {"code": "UNAVAILABLE", "times": 50}),
    ]
    _rows = []
    for _words, _call, _fault in _cases:
        wire.tap.bends.clear()
        if _fault:
            wire.tap.bend("Search", _fault.get("times", 1), **{k: v for k, v in _fault.items() if k != "times"})
        wire.heard()
        try:
            _call()
            _class, _code, _text = "none", "", ""
        except grpc.RpcError as _error:
            _class, _code, _text = "**grpc.RpcError**", f"`code()` {_error.code().name}", _error.details()
        except Exception as _error:
            _kind = getattr(_error, "code", "")
            _class, _code, _text = f"`{type(_error).__name__}`", f"`code` {getattr(_kind, 'name', _kind)}", getattr(_error, "message", str(_error))
        _heard = [c for c in wire.heard() if c.method in ("Insert", "Query", "Search")]
        _rows.append(f"|{_words}|{_class}, {_code}<br>{plain(_text, 80)}|{len(_heard)}|")
    wire.tap.bends.clear()
    course.table("what / exception, its code and its words / attempts heard", _rows)
    return


@app.cell(hide_code=True)
def _(busy_error, course, mo):
    course.after(busy_error)
    mo.md("""
    So there are four kinds. Another attempt is worth it for the fourth, for two codes of the third, and for one answer of the second, the *rate limit* below:

    1. **The client refuses** (`DataNotMatchException` and others, all of them MilvusException): nothing was sent. The row is wrong.
    2. **Milvus answers with an error** (`MilvusException`, `code` a number): it has understood and will not. 100 is *no such collection*, 101 *not loaded*, 1100 *invalid parameter*, 65535 *anything
       else*. The numbers of Lite are other ones (6 for a bad value), and so are the words: do not match on them.
    3. **gRPC refuses** (`grpc.RpcError`, raw): `PERMISSION_DENIED`, `UNAUTHENTICATED`, `INVALID_ARGUMENT`, `UNIMPLEMENTED` stay; `RESOURCE_EXHAUSTED` and `DEADLINE_EXCEEDED` may pass.
    4. **The connection** (`MilvusException` whose `code` is a `grpc.StatusCode`, after pymilvus has repeated in vain): it may pass.

    ### What pymilvus repeats by itself

    Between you and the tap there is a loop. Choose what the tap answers, and how often, and see what your program notices.
    """)
    return


@app.cell(hide_code=True)
def _(busy_error, course, mo):
    course.after(busy_error)
    fault_code = mo.ui.dropdown(["UNAVAILABLE", "INTERNAL", "ABORTED", "NOT_FOUND", "RESOURCE_EXHAUSTED", "PERMISSION_DENIED", "INVALID_ARGUMENT", "UNIMPLEMENTED"], value="UNAVAILABLE", label="The tap refuses with")
    fault_times = mo.ui.slider(1, 8, value=4, label="times", show_value=True)
    fault_timeout = mo.ui.dropdown({"none": None, "0.3 s": 0.3, "1 s": 1.0}, value="none", label="timeout=")
    fault_retries = mo.ui.dropdown({"as it is": None, "0": 0, "2": 2}, value="as it is", label="retry_times=")
    mo.hstack([fault_code, fault_times, fault_timeout, fault_retries], justify="start", wrap=True)
    return fault_code, fault_retries, fault_timeout, fault_times


@app.cell(hide_code=True)
def _(client, course, fault_code, fault_retries, fault_timeout, fault_times, mo, time, vectors, wire):
    wire.tap.bends.clear()
    wire.tap.bend("Search", fault_times.value, code=fault_code.value)
    wire.heard()
    _more = {k: v for k, v in (("timeout", fault_timeout.value), ("retry_times", fault_retries.value)) if v is not None}
    _start = time.perf_counter()
    try:
        client.search("words", data=[vectors[0].tolist()], limit=1, **_more)
        _outcome, _color = "a result, and nothing noticed", course.TEAL
    except Exception as _error:
        _outcome, _color = f"{type(_error).__name__.strip('_')}", course.ORANGE
    _took = time.perf_counter() - _start
    wire.tap.bends.clear()
    _calls = [c for c in wire.heard() if c.method in ("Search", "Connect")]
    _zero = _calls[0].at
    _span = max(0.05, _took)
    _marks = "".join(
        f"<circle cx='{20 + (c.at - _zero) / _span * 350:.1f}' cy='{24 if c.method == 'Search' else 46}' r='{6 if c.method == 'Search' else 4}' fill='{course.TEAL if c.status == 'OK' and c.method == 'Search' else course.ORANGE if c.method == 'Search' else course.GREY}'/>"
        for c in _calls
    )
    mo.vstack(
        [
            mo.Html(
                f"<svg viewBox='0 0 390 76' width='100%' style='max-width:40rem' role='img' aria-label='{sum(c.method == 'Search' for c in _calls)} attempts in {_took:.2f} seconds'>"
                f"<line x1='14' x2='376' y1='24' y2='24' stroke='currentColor' opacity='.3'/>{_marks}<text x='20' y='70' font-size='11' fill='currentColor'>0 s</text><text x='376' y='70' font-size='11' text-anchor='end' fill='currentColor'>{_took:.2f} s</text></svg>"
            ),
            mo.md(f"{sum(c.method == 'Search' for c in _calls)} searches heard (orange: refused; the small dots below are new `Connect` calls). Your program sees: **{_outcome}**."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(busy_error, course, mo):
    course.after(busy_error)
    mo.md("""
    - Everything is repeated that is **not** on a list of seven: `DEADLINE_EXCEEDED`, `PERMISSION_DENIED`, `UNAUTHENTICATED`, `INVALID_ARGUMENT`, `ALREADY_EXISTS`, `RESOURCE_EXHAUSTED`, `UNIMPLEMENTED` (pymilvus 3.0.2,
      `decorators.py`). That includes writes: there is no difference between a search and an insert.
    - Up to **75 times**, resting 10 ms, 30, 90 and so on up to 3 s: more than three minutes, in which your program stands still.
    - A `timeout` **replaces** the count: it repeats until the time is over, and each attempt has the whole time for itself. `retry_times=0` switches it off.
    - An answer of Milvus' own that says *rate limit* is also repeated.

    A wrapper of your own therefore gives each attempt a short `timeout`, looks at both kinds of exception, repeats only what may pass, rests in between, longer each time, and gives up after a time that your
    callers know. And it repeats a write only if the write may be repeated.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 3 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### The ORM, as history

    For years every example began with `connections.connect()` and `Collection(...)`: objects that stand for what is on the server, as an object-relational mapper has
    them. It is still there in pymilvus 3.0.2, warns at each call, and goes in 3.1. You will meet it in every older program. The same small job in both:
    """)
    return


@app.cell(hide_code=True)
def _(course):
    orm_calls = course.predict(
        "Both scripts make a collection, insert 20 rows, search and count. Which of them sends more calls?",
        ["The ORM", "MilvusClient", "They send the same"],
        "They send the same",
        "Both are thin layers over the same generated stubs. What the ORM adds is on your side: objects that stand for a collection, aliases of connections, columns. What it costs you is the day on which it goes.",
        key="ch08 orm calls",
    )
    orm_calls
    return (orm_calls,)


@app.cell(hide_code=True)
def _(course, dedent, milvus, mo, orm_calls, said, vectors, warnings):
    course.after(orm_calls)
    ORM = dedent("""\
    from pymilvus import Collection, CollectionSchema, FieldSchema
    from pymilvus import DataType, connections, utility

    connections.connect("old", uri=uri)
    if utility.has_collection("orm", using="old"):
        utility.drop_collection("orm", using="old")
    fields = [
        FieldSchema("id", DataType.INT64, is_primary=True),
        FieldSchema("vector", DataType.FLOAT_VECTOR, dim=32),
    ]
    schema = CollectionSchema(fields)
    c = Collection("orm", schema, using="old", consistency_level="Strong")
    c.insert([list(range(20)), vectors])  # columns
    c.create_index(
        "vector", {"index_type": "FLAT", "metric_type": "COSINE", "params": {}}
    )
    c.load()
    hits = c.search(
        [vectors[3]], "vector", param={"metric_type": "COSINE"},
        limit=2, expr="id > 0",
    )[0]
    answer = [(hit.id, round(hit.distance, 3)) for hit in hits]
    rows = c.query("id >= 0", output_fields=["count(*)"])
    count = rows[0]["count(*)"]
    """)
    NOW = dedent("""\
    from pymilvus import DataType, MilvusClient

    client = MilvusClient(uri)
    if client.has_collection("now"):
        client.drop_collection("now")
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params(
        "vector", index_type="FLAT", metric_type="COSINE"
    )
    client.create_collection(
        "now", schema=schema, index_params=index, consistency_level="Strong"
    )
    client.insert("now", [{"id": i, "vector": v} for i, v in enumerate(vectors)])

    hits = client.search(
        "now", data=[vectors[3]], limit=2, filter="id > 0"
    )[0]
    answer = [(hit["id"], round(hit["distance"], 3)) for hit in hits]
    rows = client.query("now", filter="id >= 0", output_fields=["count(*)"])
    count = rows[0]["count(*)"]
    """)
    _shown = {}
    for _title, _source in (("ORM", ORM), ("MilvusClient", NOW)):
        _line = course.tapped(milvus)
        _names = {"uri": _line.uri, "vectors": [v.tolist() for v in vectors[:20]]}
        with warnings.catch_warnings(record=True) as _warned:
            warnings.simplefilter("always")
            exec(_source, _names)  # noqa: S102  the two scripts above, as they are shown
        _calls = _line.heard()
        _warnings = sum("ORM-style" in str(w.message) for w in _warned)
        _shown[_title] = mo.vstack(
            [
                mo.md(f"```python\n{_source.strip()}\n```"),
                mo.md(f"`answer` is {_names['answer']}, `count` is {_names['count']}. **{len(_calls)}** calls, **{_warnings}** deprecation warnings."),
                said(_calls),
            ]
        )
    mo.ui.tabs(_shown)
    return


@app.cell(hide_code=True)
def _(course, mo, orm_calls):
    course.after(orm_calls)
    mo.md("""
    | ORM | MilvusClient | mind |
    |:---|:---|:---|
    | `connections.connect(alias, uri=)` | `MilvusClient(uri)` | no aliases of connections: the client is the connection |
    | `utility.has_collection(n)` | `client.has_collection(n)` | |
    | `Collection(n, schema, consistency_level=)` | `create_collection(n, schema=, index_params=, consistency_level=)` | leave the level out, and the collection is Bounded |
    | `c.create_index(f, {"index_type": …, "params": {…}})` | `prepare_index_params`, `add_index(f, index_type=, …)` | a list of indexes, one call |
    | `c.insert([column, column])` | `insert(n, [row, row])` | rows are dicts |
    | `c.search(data, field, param=, limit=, expr=)` | `search(n, data=, anns_field=, search_params=, limit=, filter=)` | two arguments renamed |
    | `hit.entity.get("title")` | `hit["entity"]["title"]` | |
    | `c.num_entities` | `query(n, output_fields=["count(*)"])` | `num_entities` counts what was inserted |
    | `c.delete(expr)` | `delete(n, filter=)`, or `ids=` | |
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 2 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### What happens between calls

    A search takes two milliseconds and the page two seconds. Where is the rest? Listen to what a program *sends*. Four habits are behind most of it, and each is easy to
    hear: a connection for each request (`Connect`), readiness checks that were true yesterday (`DescribeCollection`, `LoadCollection`), a flush to "make it visible" (`Flush`), and one call per row where
    one call takes a list.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    same_work = course.predict(
        "Two programs answer the same ten requests with the same search. One opens a connection for each request, checks that the collection is there and loaded, searches, and reads the five hits one by one. "
        "The other has kept its client and names the fields it wants. How many calls does Milvus hear from each?",
        ["About 30 and 10", "About 100 and 10", "10 and 10: the work is the same"],
        "About 100 and 10",
        "Connect, describe, load, wait for the load, search and five reads: ten calls for one answer. Each is quick, and each is a round trip.",
        key="ch08 same work",
    )
    same_work
    return (same_work,)


@app.cell(hide_code=True)
def _(MilvusClient, course, milvus, same_work, time, vectors):
    course.after(same_work)
    _line = course.tapped(milvus)
    _kept = _line.client()
    _kept.list_collections()


    def _busy(vector):
        one = MilvusClient(_line.uri, dedicated=True)
        if one.has_collection("words"):
            one.load_collection("words")
        hits = one.search("words", data=[vector], limit=5)[0]
        found = [one.query("words", filter="letters >= 0", limit=1, output_fields=["letters"]) for _ in hits]
        one.close()
        return found


    def _calm(vector):
        return _kept.search("words", data=[vector], limit=5, output_fields=["letters"])[0]


    _rows = []
    for _name, _answer in (("a connection for each request", _busy), ("a client that was kept", _calm)):
        _line.heard()
        _start = time.perf_counter()
        for _vector in vectors[20:30]:
            _answer(_vector.tolist())
        _took = time.perf_counter() - _start
        _calls = _line.heard()
        _kinds = ", ".join(dict.fromkeys(c.method for c in _calls))
        _rows.append(f"|{_name}|**{len(_calls)}**|{_took * 1000:.0f} ms|{sum(c.seconds for c in _calls if c.method == 'Search') * 1000:.0f} ms|{_kinds}|")
    course.table("ten requests by / calls heard / all together / of it, in searches / which calls", _rows)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 6 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### One place that knows Milvus

    You have seen a dozen facts in this chapter that a program has to respect: two kinds of exception, keys that have to be quoted, levels, lengths in bytes, a distance that is a similarity. If each of the program's
    files talks to the client, each has to know all of them. A **repository** is one class that does: it has methods in the program's own words (*add, find, remove*), takes and returns plain values, and turns
    whatever comes from below into exceptions of its own. What it gains you notice on the day when something below changes, the ORM for instance.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Exercise 7 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **`pip install pymilvus` and then `MilvusClient("demo.db")`.** Since the extra was split off you need `pymilvus[milvus-lite]`. The quick start still says otherwise (docs v3.0.x, *Quickstart*).
    - **“Install protobuf 3.20.0 and grpcio-tools; Python 3.7 will do.”** So says the page about the client (docs v3.0.x, *Install Milvus Python SDK*). pymilvus 3.0.2 asks for Python 3.9
      and for protobuf 5.27.2 or later, which pip finds by itself; it contradicts the pin of that page.
    - **“Verify with `from pymilvus import Collection`.”** The same page. It imports the ORM, of which pymilvus 3.0.2 warns that it goes. Call `MilvusClient(uri).list_collections()`, which talks to a server.
    - **Drop the collection first, "to start clean".** In a quick start it is. In a loader it takes the data away from everyone who reads, and if the loader dies, for good.
    - **“Insert in batches of 1,000.”** The limit is one of bytes.
    - **`except MilvusException` catches everything.** Not what gRPC itself refuses.
    - **“pymilvus retries, so you need not.”** It retries what it likes, writes included, and stops at just the codes that a busy server sends.
    - **`client.close()` after each request.** It gives a shared channel back; it does not make the next request faster.
    - **`num_entities` as a count.** It counts what was inserted and flushed; `count(*)` counts rows.
    - **`using_database()` in the middle of a program.** It changes the client for everyone who shares it. Make a second client with `db_name=`.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch08/ex07")
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
        "A loader inserts into a collection with `auto_id=True`. It is killed near its end and run again with the same rows. What is in the collection?",
        {
            "The rows once: Milvus sees that they are there": "By what? The rows came without a key, and each time Milvus made new ones.",
            "Most of the rows twice": "Nothing in the rows says that they are the same. Give them a key from the data, and upsert.",
            "The second run fails": "Nothing is wrong with either run, as far as Milvus can see.",
        },
        answer="Most of the rows twice",
        key="ch08 quiz auto id",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`client.search(…)` raised `grpc.RpcError` with `error.code() == StatusCode.RESOURCE_EXHAUSTED` and the words *received message larger than max*. Try again?",
        {
            "Yes, after a rest: the server is busy": "Busy has the same code. This message will also be too large the next time.",
            "No: send less": "The same code stands for *busy* and for *too large*. Only the second has to do with you, so count bytes before you send.",
            "pymilvus has done that already": "RESOURCE_EXHAUSTED is one of the seven codes that it does not repeat.",
        },
        answer="No: send less",
        key="ch08 quiz too large",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A web service answers slowly. The tap hears, for each request: `Connect`, `DescribeCollection`, `LoadCollection`, `GetLoadingProgress`, `Search`. What do you change first?",
        {
            "The index: a faster one": "The search is one of five calls, and probably the quickest.",
            "`timeout=` on the search": "A time limit makes nothing faster.",
            "Keep one client, and load once, at the start": "Four of five calls ask for what has been known since the first request.",
            "`AsyncMilvusClient`": "Then five calls per request wait asynchronously.",
        },
        answer="Keep one client, and load once, at the start",
        key="ch08 quiz between",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`rows = client.get(\"films\", ids=[30, 10, 20])`, and only 10 and 30 exist. What is `rows[0]`?",
        {
            "Film 30": "Where the order asked for is kept, yes. That is promised nowhere.",
            "Film 10": "A server sorts by key, so often. That is promised nowhere either.",
            "One of the two: look at its `id`": "The order is not promised and what is missing has no place, so a position says nothing. Make a dict by id.",
            "An exception: 20 is missing": "A missing key is just left out.",
        },
        answer="One of the two: look at its `id`",
        key="ch08 quiz get",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Your loader was killed between `create_collection(name, schema=…)` and `create_index`. The next run begins with `if not client.has_collection(name): make(name)`. What happens?",
        {
            "It continues where the first one stopped": "It believes that everything is there, because one thing is.",
            "It inserts, and every search fails": "There is a collection, so nothing is made; it has no index and is not loaded. Ask before each step, not before all of them.",
            "The insert fails": "Rows can be written into a collection without an index.",
            "Milvus removes half-made collections": "It does not know that it is half made.",
        },
        answer="It inserts, and every search fails",
        key="ch08 quiz half made",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **Three pins**: the client, Milvus Lite, the server. `pymilvus` alone has no engine.
    - **One channel** per address and token of a process. Keep one client; give each call a `timeout` of its own.
    - **Make, index, load**: three steps, and a program may die between any two. Ask before each.
    - **Bytes**, not rows, fill a message: 4 per number, UTF-8 for text, 64 MB at most. A few hundred rows are a good batch.
    - **Keys from the data, and upsert**: then anything may be repeated, by you, by pymilvus, or by a lost answer.
    - `search` returns a list per query of hits; `distance` is a similarity for COSINE and IP. `get` keeps no order, and does not quote text keys.
    - **Two kinds of exception.** What the client and Milvus say: `MilvusException`. What gRPC says: `grpc.RpcError`. Only *busy*, *late* and *no connection* pass.
    - pymilvus **repeats by itself** what is not on its list of seven, up to 75 times, writes included.
    - **A gate** keeps many searches within what the server bears. **A repository** keeps all of this in one place.

    ## Where to read on

    - Milvus docs v3.0.x, *Connect to Milvus Server*, *Create Collection*, *Insert Entities*, *Upsert Entities*, *Delete Entities*, *Manage Aliases*, *Milvus Limits*.
    - pymilvus 3.0.2, `pymilvus/decorators.py`: three hundred lines that decide what you notice of a bad day.
    - The guide to gRPC in Python, *Status codes*, and the Builders' Library of AWS, *Timeouts, retries, and backoff with jitter*.
    - Percival and Gregory, *Architecture Patterns with Python*, on repositories.
    - Chapter 9 asks every kind of question; chapter 10 does this chapter's work in four other languages; chapter 15 loads without end; chapter 18 gets everything back.
    """)
    return


@app.cell(hide_code=True)
def test_clients_share_a_channel(MilvusClient, course, milvus):
    """All clients of a process with one address and token share one connection; with `dedicated=True` each has its own."""
    _line = course.tapped(milvus)
    _clients = [MilvusClient(_line.uri, token="a:b") for _ in range(5)]
    assert [c.method for c in _line.heard()].count("Connect") == 1
    _clients += [MilvusClient(_line.uri, token="a:b", dedicated=True) for _ in range(3)]
    assert [c.method for c in _line.heard()].count("Connect") == 3
    for _client in _clients:
        _client.close()
    return


@app.cell(hide_code=True)
def test_an_insert_is_repeated(DataType, course, milvus):
    """pymilvus repeats an insert whose answer was lost, and says nothing of it."""
    _line = course.tapped(milvus)
    _client = _line.client()
    _schema = _client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
    if _client.has_collection("repeated"):
        _client.drop_collection("repeated")
    _client.create_collection("repeated", schema=_schema)
    _line.heard()
    _line.tap.bend("Insert", 1, lose_reply=True)
    assert _client.insert("repeated", [{"id": 1, "vector": [0.0, 1.0]}])["insert_count"] == 1
    assert [c.status for c in _line.heard() if c.method == "Insert"] == ["LOST", "OK"]
    _line.tap.bend("Insert", 1, code="RESOURCE_EXHAUSTED")
    try:
        _client.insert("repeated", [{"id": 2, "vector": [0.0, 1.0]}])
    except Exception as _error:
        assert "RpcError" in [k.__name__ for k in type(_error).__mro__]
        assert "MilvusException" not in [k.__name__ for k in type(_error).__mro__]
    assert [c.status for c in _line.heard() if c.method == "Insert"] == ["RESOURCE_EXHAUSTED"]
    return


@app.cell(hide_code=True)
def test_ids_are_not_quoted(client, names, wire):
    """`get` writes text keys into a filter between apostrophes, as they are: a key can read the whole collection."""
    wire.heard()
    _rows = client.get("words", ids=["x'] or word not in ['"], output_fields=["word"], consistency_level="Strong")
    assert len(_rows) > len(names)
    return


if __name__ == "__main__":
    app.run()
