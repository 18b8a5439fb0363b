import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="10 Working with Other Client SDKs")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Working with Other Client SDKs

    Your service is written in Go, the website in JavaScript, the nightly report in Java, and a colleague has nothing but `curl`. All of them want the same rows.
    Is that five databases to learn? Below every client lies one protocol, and below every surprise lies a decision of one client.

    This chapter has the same small program in five clients. It stores three films, searches with a filter, deletes one, counts what is left, and asks for something
    that does not exist. You read the five side by side, run those whose toolchain you have, and listen to what each of them *sends*.

    **What you will be able to do**

    - *write* the same small program for Milvus in Node.js, Go, Java, over REST and with the generated stubs,
    - *keep* ids above 2⁵³ exact in JavaScript and in JSON,
    - *give* a call a deadline that holds, and *close* what you open,
    - *tell* an error of the transport from an error of Milvus, in each client.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import struct
    import time

    import altair as alt
    import grpc
    from pymilvus import DataType
    from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc

    import grader.lesson as course
    from grader.lesson import clients
    return DataType, alt, clients, common_pb2, course, grpc, json, milvus_pb2, milvus_pb2_grpc, struct, time


@app.cell(hide_code=True)
def _(clients, course):
    milvus = course.milvus(needs=["crud", "upsert", "search", "filters", "query"])
    wire = course.tapped(milvus)
    client = milvus.client()
    address = clients.port(wire.uri)
    return address, client, milvus, wire


@app.cell(hide_code=True)
def _(clients, milvus, mo):
    _tools = {"Node.js": "films.mjs", "Go": "films.go", "Java": "Films.java"}
    _missing = {name: clients.absent(file) for name, file in _tools.items()}
    _here = [name for name, command in _missing.items() if not command]
    _not_here = "; ".join(f"{name}: `{command}`" for name, command in _missing.items() if command)
    mo.md(f"""
    **Before you begin.** You have loaded and searched a collection with pymilvus (chapter 8), and know what a schema and a consistency level are (chapters 4
    and 6). You need not know Go or Java to read their programs; each is a page long. {milvus.introduced}

    Python runs here in any case. {"Of the other languages, " + ", ".join(_here) + " ran here too." if _here else "The other languages are shown as they were recorded, with their versions."}
    {"To run the rest yourself, fetch its toolchain once; compiler and runtime are your machine's own, and the libraries come with checksums. " + _not_here if _not_here else ""}
    """)
    return


@app.cell(hide_code=True)
def _(DataType, address, client, clients, course, milvus, mo, wire):
    TITLES = {
        "films.mjs": "@zilliz/milvus2-sdk-node 3.0.6", "films.go": "client/v2 2.6.2 for Go", "Films.java": "milvus-sdk-java 2.6.22",
        "films_by_hand.py": "the stubs of pymilvus 3.0.2", "films_over_rest.py": "urllib",
    }


    def films(who):
        """A new collection of films that reads at Strong by itself."""
        if who.has_collection("films"):
            who.drop_collection("films")
        schema = who.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        schema.add_field("title", DataType.VARCHAR, max_length=100)
        schema.add_field("year", DataType.INT64)
        index = who.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        who.create_collection("films", schema=schema, index_params=index, consistency_level="Strong")


    def heard(calls):
        """What the tap heard, in order, as a table in Markdown."""
        rows = [f"| `{c.method.rsplit('/', 1)[-1]}` | {c.size} | {'ok' if c.answered else f'gRPC OK, Milvus code {c.code}' if c.status == 'OK' else c.status} |" for c in calls]
        return "\n".join(["| heard | bytes | ended |", "|:---|---:|:---|", *rows])


    def run(file, *more):
        """The program's output, and what was heard meanwhile."""
        films(client)
        wire.heard()
        said = clients.program(file, address, "films", *more)
        return said.text, wire.heard()


    def shown(name, files, make):
        """What `make` says now, or what was recorded where a toolchain is missing."""
        missing = next((clients.absent(file) for file in files if clients.absent(file)), "")
        if missing:
            return mo.vstack([course.recorded(name), mo.md(f"To run it here: `{missing}`")])
        return mo.md(course.record(name, make(), f"{milvus.identity}, with {', '.join(TITLES[file] for file in files)}"))


    def both(file):
        """Output and record of one program."""
        text, calls = run(file)
        return f"It printed\n\n```text\n{text}\n```\n\nand Milvus heard\n\n{heard(calls)}"
    return both, films, run, shown


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Here is the program five times. Read the one whose language you know best, then compare: which lines are the language's, and which are Milvus'?
    """)
    return


@app.cell(hide_code=True)
def _(clients, mo):
    mo.ui.tabs({
        "Node.js": clients.source("films.mjs"),
        "Go": clients.source("films.go"),
        "Java": clients.source("Films.java"),
        "REST": clients.source("films_over_rest.py"),
        "gRPC": clients.source("films_by_hand.py"),
    })
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    | | Node.js | Go | Java | REST | gRPC |
    |:---|:---|:---|:---|:---|:---|
    | get it | `npm install @zilliz/milvus2-sdk-node@3.0.6` | `go get github.com/milvus-io/milvus/client/v2@v2.6.2` | `io.milvus:milvus-sdk-java:2.6.22` | nothing | `pip install pymilvus`, or `protoc` |
    | speaks | gRPC | gRPC | gRPC | HTTP and JSON | gRPC |
    | an INT64 comes back as | text | `int64` | `Long` | text (v1) | `int` |
    | Milvus refuses: you get | a `status`, or a TypeError | an `error` | an exception | HTTP 200 and a `code` | gRPC OK and a `status` |
    | gRPC fails: you get | an exception | an `error` with a code | an exception | a socket error | an exception with a code |
    | a deadline is | `timeout:` in ms, per call | the context | `withTimeout`, `rpcDeadlineMs` | your HTTP client's | `timeout=` in s, per call |

    The versions are those that run here. The documentation recommends a client of the
    server's own line, and lists which (docs v3.0.x, *Install Milvus Nodejs SDK*).

    ## Node.js SDK

    The client is made with an address, and `connectPromise` resolves when it has connected. Every method takes one object, with names in `snake_case` as in Python.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    node_number = course.predict(
        'A program stores `{ id: 2 ** 60 + 1, … }` with this SDK. JavaScript says that `2 ** 60 + 1` is 1152921504606847000. Which id is in Milvus?',
        ['1152921504606846977, as written', '1152921504606846976, the nearest number that JavaScript has', 'None: the SDK refuses a number that it cannot send exactly'],
        '1152921504606846976, the nearest number that JavaScript has',
        'The digit was gone before the SDK saw it: `2 ** 60 + 1` *is* 2 ** 60 in JavaScript. The zeros at the end are only how it prints. There is no error, because only you know that you meant a different number.',
        key="ch10 node number",
    )
    node_number
    return (node_number,)


@app.cell(hide_code=True)
def _(both, course, node_number, shown):
    course.after(node_number)
    shown("ch10_node", ["films.mjs"], lambda: both("films.mjs"))
    return


@app.cell(hide_code=True)
def _(course, mo, node_number):
    course.after(node_number)
    mo.md("""
    Three things to see:

    - **The ids are text**, on the way in and on the way out. That is no oddity but the only exact way: a JavaScript number is a 64-bit float.
    - **A refusal is returned.** `query` with a field that does not exist did not throw; its `status` has a code and a reason. If you do not look at `status`, you continue with no rows.
    - **And sometimes it is thrown after all, by accident.** `search` in a collection that does not exist throws a `TypeError`: the SDK asks for the schema first and does not look at that
      refusal either. Catch both.

    The heartbeat among the calls is the SDK's own; an older server does not know it, and nothing depends on it. What a server answers with `UNIMPLEMENTED` this SDK turns into an empty
    success (read in its `Grpc.js`, 3.0.6): `hybridSearch` on Milvus 2.3.5 ends with *Cannot read properties of undefined*.

    ### Ids that a number cannot hold

    Between 2⁵³ and 2⁵⁴ a float has every second whole number, then every fourth, and so on. Move the slider. Eight parcels whose ids follow one another are stored, with each id as the
    number that JavaScript makes of it; each is upserted, so an id that is there already replaces its row.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, node_number):
    course.after(node_number)
    exponent = mo.ui.slider(50, 62, value=54, label="ids from 2 to the power of", show_value=True)
    exponent
    return (exponent,)


@app.cell(hide_code=True)
def _(DataType, alt, client, course, exponent, mo):
    if not client.has_collection("parcels"):
        _schema = client.create_schema(auto_id=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        client.create_collection("parcels", schema=_schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"), consistency_level="Strong")
    _base = 2**exponent.value
    _sent = [_base + i for i in range(8)]
    client.delete("parcels", filter="id > 0")
    for _id in _sent:
        client.upsert("parcels", [{"id": int(float(_id)), "vector": [0.0, 1.0]}])
    _stored = sorted(row["id"] for row in client.query("parcels", filter="id > 0", output_fields=["id"], consistency_level="Strong"))
    _points = [{"offset": i, "line": "id meant"} for i in range(8)] + [{"offset": s - _base, "line": "row stored"} for s in _stored]
    _links = [{"offset": i, "to": int(float(_base + i)) - _base, "a": "id meant", "b": "row stored"} for i in range(8)]
    _chart = alt.Chart(alt.Data(values=_links)).mark_rule(color=course.GREY).encode(x=alt.X("offset:Q", title=f"2^{exponent.value} + …", axis=alt.Axis(tickMinStep=1)), x2="to:Q", y=alt.Y("a:N", title=None), y2="b:N") + alt.Chart(
        alt.Data(values=_points)
    ).mark_circle(size=140, opacity=1).encode(
        x="offset:Q", y=alt.Y("line:N", title=None, sort=["id meant", "row stored"]),
        color=alt.Color("line:N", legend=None, scale=alt.Scale(domain=["id meant", "row stored"], range=[course.TEAL, course.ORANGE])), tooltip=["line:N", "offset:Q"],
    )
    mo.vstack([mo.md(f"Eight parcels were stored at 2^{exponent.value}, and Milvus has **{len(_stored)}** rows. As text, or as `int64`, there would be eight."), course.chart(_chart, 150, f"Eight ids that follow one another become {len(_stored)} rows")])
    return


@app.cell(hide_code=True)
def _(course, mo, node_number):
    course.after(node_number)
    mo.md("""
    The same happens in JSON, and earlier. `JSON.parse('{"id": 1152921504606846977}')` gives the rounded number although the text is exact, because it makes a float of every number. So the digits
    have to become text *before* the parser sees them. A `BigInt` is exact, but this SDK cannot send one: the call fails with *Do not know how to serialize a BigInt*, and some seconds later the
    whole process ends, because a retry throws the same where nothing catches it.

    *Exercise 4 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Go SDK

    `github.com/milvus-io/milvus/client/v2`. Options are built (`NewSearchOption(…).WithFilter(…)`), every call takes a `context.Context` first and returns an error last. Columns or rows
    go in, columns come out.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    go_late = course.predict(
        'Milvus holds a search for 3 seconds. The Go program gave it a context of 500 ms. What does `Search` return, and when?',
        ['After 3 s, the rows and an error', 'After 0.5 s, an error for which `errors.Is(err, context.DeadlineExceeded)` is true', 'After 0.5 s, an error whose gRPC code is DeadlineExceeded, and errors.Is says false'],
        'After 0.5 s, an error whose gRPC code is DeadlineExceeded, and errors.Is says false',
        'gRPC ends the call when the context is over, and reports it in its own type. Its text says `context deadline exceeded`, which makes it look like the other one. Ask for its code: `status.Code(err) == codes.DeadlineExceeded`.',
        key="ch10 go late",
    )
    go_late
    return (go_late,)


@app.cell(hide_code=True)
def _(both, course, go_late, shown):
    course.after(go_late)
    shown("ch10_go", ["films.go"], lambda: both("films.go"))
    return


@app.cell(hide_code=True)
def _(course, go_late, mo):
    course.after(go_late)
    mo.md("""
    - **An id is an `int64`**, exact to the last digit.
    - **Long acts come as tasks.** `CreateIndex`, `LoadCollection` and `Flush` return a task, and `task.Await(ctx)` waits for its end. If you forget it, the next line runs before the index is there.
    - **An error is an error**, whether gRPC or Milvus said it: here the search in a collection that does not exist. The SDK asks for the schema first, so you see `DescribeCollection` refused and no search.
    - **The binary needs nothing.** It is one file of some 26 MB with everything in it.

    ### Deadlines, in every client

    A call without a deadline takes as long as it takes. Who ends it when the time is over? Not a clock that you read afterwards: that knows it was late, and has waited. The deadline goes *with* the call,
    and gRPC on your side ends it. Choose a client, how long Milvus holds the reply, and the deadline.
    """)
    return


@app.cell(hide_code=True)
def _(course, go_late, mo):
    course.after(go_late)
    late_client = mo.ui.dropdown({"gRPC, by hand": "films_by_hand.py", "Go": "films.go", "Node.js": "films.mjs", "Java": "Films.java"}, value="gRPC, by hand", label="Client")
    held_for = mo.ui.slider(0, 3000, step=500, value=2000, label="Milvus holds the reply for (ms)", show_value=True)
    deadline = mo.ui.slider(250, 3000, step=250, value=500, label="deadline (ms)", show_value=True)
    mo.hstack([late_client, held_for, deadline], justify="start", wrap=True)
    return deadline, held_for, late_client


@app.cell(hide_code=True)
def _(address, client, clients, course, deadline, films, go_late, held_for, late_client, mo, time, wire):
    course.after(go_late)


    def late(file, held, limit):
        """What one client says of one search that is held, and what the tap saw."""
        films(client)
        wire.heard()
        if held:
            wire.tap.bend("Search", 1, delay=held / 1000)
        said = clients.program(file, address, "films", str(limit))
        time.sleep(max(0, (held - limit) / 1000) + 0.2)
        return said.text, [c for c in wire.heard() if c.method == "Search"]


    if clients.absent(late_client.value):
        _out = mo.md(f"This client is not here. To bring it: `{clients.absent(late_client.value)}`")
    else:
        _text, _calls = late(late_client.value, held_for.value, deadline.value)
        _out = mo.md(f"It says:\n\n```text\n{_text}\n```\n\nThe tap heard {len(_calls)} search{'es' * (len(_calls) != 1)}, which ended: {', '.join(c.status for c in _calls) or 'not yet'}.")
    _out
    return (late,)


@app.cell(hide_code=True)
def _(course, go_late, late, shown):
    course.after(go_late)


    def _every():
        rows = []
        for name, file in (("Node.js", "films.mjs"), ("Go", "films.go"), ("Java", "Films.java"), ("gRPC, by hand", "films_by_hand.py")):
            text, _ = late(file, 2000, 500)
            text = "; ".join(text.splitlines())
            short = text if len(text) < 170 else text[:170] + "…"
            rows.append(f"| {name} | `{short.replace('|', '¦')}` |")
        return "Held for 2,000 ms, with a deadline of 500 ms:\n\n| client | it says |\n|:---|:---|\n" + "\n".join(rows)


    shown("ch10_deadlines", ["films.mjs", "films.go", "Films.java", "films_by_hand.py"], _every)
    return


@app.cell(hide_code=True)
def _(course, go_late, mo):
    course.after(go_late)
    mo.md("""
    **Each search its own context.** `context.WithTimeout` starts a clock at the moment when you write it. One context for the whole program is a deadline for the whole program: after that
    moment every call fails at once, and Milvus does not even hear of it.

    **Cancel what is no longer waited for.** A user closes the page; the search need not finish. In Go that is `cancel()`, and `r.Context()` of an HTTP request does it for you. With the Python stubs a call
    is a future, and `future.cancel()` ends it. Java has a deadline, and so has Node.js. An `AbortSignal` does not reach a gRPC call of the Node.js SDK 3.0.6: only its HTTP client uses one, for
    its own time limit (read in its sources).

    *Exercise 3 asks for this.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Java SDK

    `MilvusClientV2` is the client to use; `MilvusServiceClient` is the older one. Requests are built, answers have getters, and what goes wrong is
    an exception. Rows are Gson's `JsonObject`. Besides the SDK you need a binding of SLF4J on the class path (`slf4j-nop` is enough): without one the first line ends with
    `NoClassDefFoundError`.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    java_close = course.predict(
        'A method makes a `MilvusClientV2`, counts, and returns without `close()`. No variable refers to the client any more. What becomes of its connection?',
        ['The garbage collector closes it, sooner or later', 'It stays open as long as the process lives', 'Milvus closes it after the reply'],
        'It stays open as long as the process lives',
        "The channel's own threads refer to it. What the collector finds is only the wrapper, about which gRPC then writes *was not shutdown properly* into the log. That warning closes nothing.",
        key="ch10 java close",
    )
    java_close
    return (java_close,)


@app.cell(hide_code=True)
def _(both, course, java_close, shown):
    course.after(java_close)
    shown("ch10_java", ["Films.java"], lambda: both("Films.java"))
    return


@app.cell(hide_code=True)
def _(client, clients, course, films, java_close, milvus, shown):
    course.after(java_close)


    def _connections():
        """Ten clients each way, counted by a relay between the program and Milvus."""
        from grader.worker.doors import Port

        films(client)
        rows = []
        for way, words in (("never", "no `close()`"), ("last line", "`close()` in the last line"), ("finally", "`close()` in `finally`")):
            for collection, fails in (("films", "none fails"), ("no_such_films", "each is refused")):
                relay = Port(milvus.uri.removeprefix("unix:"))
                said = clients.program("Ten.java", f"http://127.0.0.1:{relay.number}", collection, way)
                rows.append(f"| {words} | {fails} | **{relay.peak}** | {said.text} |")
                relay.close()
        return "Ten jobs, each with a client of its own:\n\n| in the method | jobs | open at once | it printed |\n|:---|:---|---:|:---|\n" + "\n".join(rows)


    shown("ch10_connections", ["Films.java"], _connections)
    return


@app.cell(hide_code=True)
def _(clients, course, java_close, mo):
    course.after(java_close)
    mo.vstack([
        mo.md("The program:"),
        mo.accordion({"Read lessons/clients/Ten.java": clients.source("Ten.java")}),
        mo.md("""
    Where 2 stands for 1, the end of the last connection was still under way when the next one began. An exception leaves the method by another door, past the last line. `finally` is on every way out. In Java one would write `try (var client = new MilvusClientV2(config))`, and
    the compiler refuses: the class has `close()` and is no `AutoCloseable` (2.6.22). So write `try … finally`, or a small class of your own that is one.

    Better still, **keep one client** for the life of the process, as in chapter 8. A client per job is right where each job has its own database or its own login.

    What can go wrong has two classes. What Milvus or gRPC said during a call is a `MilvusClientException`, whose `getServerErrCode()` is Milvus' own code. What went wrong while *connecting* is not one: a database that does not exist is
    a plain `RuntimeException`, a wrong password a `StatusRuntimeException` of the gRPC that is packed into the SDK.

    *Exercise 5 asks for this.*
    """),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## RESTful API

    No library: a path, JSON, and an HTTP client. That makes REST the client for `curl`, for a language without an SDK, and for a function in the cloud that is to start at once.

    There are two APIs, and they look alike. **v2** is the current one: `POST /v2/vectordb/entities/search`, with `data` as a list of vectors and `code: 0` for success (docs v3.0.x, *Basic Vector
    Search*). **v1** is the old one: `/v1/vector/search`, with one `vector` and `code: 200` for success. The server 2.3.5 that runs here without Docker has v1 only and answers `404` to v2; v2 is *not run here*. Milvus Lite has no REST
    at all.

    | | v1, run here on 2.3.5 | v2, not run here |
    |:---|:---|:---|
    | search | `POST /v1/vector/search` | `POST /v2/vectordb/entities/search` |
    | vectors per search | one, `"vector": […]` | a list, `"data": [[…], […]]`, with `"annsField"` |
    | success | `"code": 200` | `"code": 0` |
    | schema, indexes, users | not there | there, under `collections`, `indexes`, `users` |
    | consistency level | none | `"consistencyLevel"` (docs v3.0.x, *Consistency Level*) |
    | login | `Authorization: Bearer root:Milvus` | the same |
    """)
    return


@app.cell(hide_code=True)
def _(course):
    rest_read = course.predict(
        'The program inserts three films over REST v1 and searches at once, in a collection whose own level is Strong. How many films does the search find?',
        ['Three', 'Two: the filter leaves one out', 'None'],
        'None',
        "v1 sends no level and does not use the collection's: it reads what is there without waiting for the newest rows. A moment later they are found. With v2 or an SDK you ask for Strong.",
        key="ch10 rest read",
    )
    rest_read
    return (rest_read,)


@app.cell(hide_code=True)
def _(address, clients, course, films, mo, rest_read):
    course.after(rest_read)


    def _rest(server, who):
        films(who)
        said = clients.program("films_over_rest.py", clients.port(server.uri), "films")
        return f"```text\n{said.text}\n```"


    course.on_server("ch10_rest", ["rest_v1", "consistency"], _rest)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Three layers of an answer

    **HTTP** says whether anyone is there who speaks REST: no connection, `404`, `401`. **`code`** says whether Milvus did it. **`data`** is what it gave. A program that looks at the first layer only takes
    a refusal for an empty answer.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    rest_code = course.predict(
        'A search over REST names a collection that does not exist. What does HTTP say?',
        ['404 Not Found', '400 Bad Request', '200 OK'],
        '200 OK',
        'The request reached Milvus and was answered. The answer says no, in `code` and `message`. So it is in v2 too: all but a missing or wrong login comes with 200 (milvus-io/milvus #52991, after 3.0.0; milvus-io/milvus #50353, 2.6.17).',
        key="ch10 rest code",
    )
    rest_code
    return (rest_code,)


@app.cell(hide_code=True)
def _(DataType, clients, course, films, json, rest_code):
    course.after(rest_code)


    def _answers(server, who):
        import urllib.error
        import urllib.request

        films(who)
        base = clients.port(server.uri)
        rows = []
        for words, path, body in (
            ("a search", "search", {"collectionName": "films", "vector": [0.9, 0.1, 0.3, 0.2], "limit": 2}),
            ("a collection that does not exist", "search", {"collectionName": "nope", "vector": [0.9, 0.1, 0.3, 0.2]}),
            ("a vector that is too short", "insert", {"collectionName": "films", "data": [{"id": 1, "vector": [1, 2], "title": "x", "year": 1}]}),
            ("a filter that cannot be read", "query", {"collectionName": "films", "filter": "yaer > 1950"}),
            ("a parameter left out", "insert", {"collectionName": "films"}),
            ("a path of v2", "../../v2/vectordb/collections/list", {}),
        ):
            request = urllib.request.Request(f"{base}/v1/vector/{path}".replace("/v1/vector/../..", ""), json.dumps(body).encode(), {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=20) as reply:
                    status, text = reply.status, reply.read().decode()
            except urllib.error.HTTPError as error:
                status, text = error.code, error.read().decode()
            short = text if len(text) < 110 else text[:110] + "…"
            rows.append(f"| {words} | {status} | `{short.replace('|', '¦')}` |")
        return "| asked for | HTTP | body |\n|:---|---:|:---|\n" + "\n".join(rows)


    course.on_server("ch10_rest_answers", ["rest_v1", "consistency"], _answers)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    More of v1 that surprises: an INT64 comes back as text and may be sent as either; a query without `limit` gives 100 rows and does not say that there were more; a VARCHAR field that a row leaves out is stored as empty
    text, where an SDK refuses the row (all run on 2.3.5). With authorization on, a missing or wrong login is the one error with an HTTP status of its own: `401`, code 1800.

    For cancellation there is the HTTP client: `timeout=` in Python, an `AbortSignal` for `fetch`. The server is not told; it finishes the search all the same.

    *Exercise 1 asks for this; exercise 6 lets REST write what gRPC reads.*

    ## gRPC API

    All the SDKs do is fill in messages and read messages. The messages are defined in files (`milvus.proto` and its neighbors, in the repository `milvus-io/milvus-proto`), and a generator makes a **stub** of them
    for each language: a class with a method per call. pymilvus carries its own in `pymilvus.grpc_gen`. A server could describe its protocol itself (*reflection*), but neither 2.3.5 nor Lite does.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    grpc_vector = course.predict(
        'A search for one vector of four numbers. In how many bytes do the numbers travel?',
        ['16, in each client', '32 in JavaScript, whose numbers have eight bytes, and 16 in the others', 'It depends on how many digits each number has'],
        '16, in each client',
        'The placeholder for the query vector is a string of bytes: four per float, least significant byte first, whatever the language calls a number.',
        key="ch10 grpc vector",
    )
    grpc_vector
    return (grpc_vector,)


@app.cell(hide_code=True)
def _(both, course, grpc_vector, shown):
    course.after(grpc_vector)
    shown("ch10_by_hand", ["films_by_hand.py"], lambda: both("films_by_hand.py"))
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    No `Connect`, no `DescribeCollection`: five messages for five acts. What the SDKs add before is their own: they say who they are, and ask for the schema so that they can turn rows into columns and check them.

    Here is the message of the search, field by field, as it arrived from each client. They differ in small things and agree in all that matters.
    """)
    return


@app.cell(hide_code=True)
def _(client, common_pb2, course, films, grpc_vector, run, shown, struct, wire):
    course.after(grpc_vector)


    def _vector(request):
        group = common_pb2.PlaceholderGroup.FromString(request.placeholder_group)
        value = group.placeholders[0]
        return f"{value.tag}, {len(value.values[0])} bytes: " + ", ".join(f"{x:.1f}" for x in struct.unpack("<4f", value.values[0]))


    def _compare():
        requests = {}
        for name, file in (("Node.js", "films.mjs"), ("Go", "films.go"), ("Java", "Films.java"), ("by hand", "films_by_hand.py")):
            _, calls = run(file)
            requests[name] = next(c for c in calls if c.method == "Search" and c.collection == "films")
        films(client)
        _, calls = wire.during(lambda: wire.client().search("films", data=[[0.9, 0.1, 0.3, 0.2]], limit=2, filter="year > 1950", output_fields=["title"], consistency_level="Strong"), "Search")
        requests["pymilvus"] = calls[-1]
        fields = {
            "`dsl`, the filter": lambda c: f"`{c.request.dsl}`",
            "`nq`": lambda c: c.request.nq,
            "`placeholder_group`": lambda c: _vector(c.request),
            "`output_fields`": lambda c: ", ".join(c.request.output_fields),
            "`consistency_level`": lambda c: c.consistency,
            "`search_params`": lambda c: ", ".join(f"{p.key}={p.value or '∅'}" for p in c.request.search_params),
            "bytes": lambda c: c.size,
        }
        rows = [f"| {name} | " + " | ".join(str(read(c)) for c in requests.values()) + " |" for name, read in fields.items()]
        return "| | " + " | ".join(requests) + " |\n|:---" * 1 + "|:---" * len(requests) + "|\n" + "\n".join(rows)


    shown("ch10_compare", ["films.mjs", "films.go", "Films.java", "films_by_hand.py"], _compare)
    return


@app.cell(hide_code=True)
def _(course, grpc_vector, mo):
    course.after(grpc_vector)
    mo.md("""
    ### The reply: one list for all

    A search for several vectors has one reply, and its hits are **flat**: all ids one after the other, all scores one after the other, and `topks` with the number of hits of each query. Move the sliders; the stub asks Milvus
    each time. With a filter a query may have fewer hits than k, and if you cut the list every k, the first query gets hits of the second.
    """)
    return


@app.cell(hide_code=True)
def _(course, grpc_vector, mo):
    course.after(grpc_vector)
    hand_k = mo.ui.slider(1, 6, value=4, label="k", show_value=True)
    hand_year = mo.ui.slider(1920, 2000, step=10, value=1960, label="year >", show_value=True)
    mo.hstack([hand_k, hand_year], justify="start", wrap=True)
    return hand_k, hand_year


@app.cell(hide_code=True)
def _(client, common_pb2, course, films, grpc, grpc_vector, hand_k, hand_year, milvus, milvus_pb2, milvus_pb2_grpc, mo, struct):
    course.after(grpc_vector)
    films(client)
    client.insert("films", [{"id": 10 + i, "vector": [0.1 * i, 0.2, 0.3, 1.0 - 0.1 * i], "title": f"Film {i}", "year": 1925 + 10 * i} for i in range(8)])
    _value = common_pb2.PlaceholderValue(tag="$0", type=common_pb2.PlaceholderType.FloatVector, values=[struct.pack("<4f", *v) for v in ([0.0, 0.2, 0.3, 1.0], [0.7, 0.2, 0.3, 0.3])])
    _params = {"anns_field": "vector", "metric_type": "L2", "topk": hand_k.value, "params": "{}"}
    _request = milvus_pb2.SearchRequest(
        collection_name="films", dsl=f"year > {hand_year.value}", dsl_type=common_pb2.DslType.BoolExprV1, nq=2, consistency_level=common_pb2.ConsistencyLevel.Strong,
        placeholder_group=common_pb2.PlaceholderGroup(placeholders=[_value]).SerializeToString(), search_params=[common_pb2.KeyValuePair(key=k, value=str(v)) for k, v in _params.items()],
    )
    with grpc.insecure_channel(milvus.uri) as _channel:
        _reply = milvus_pb2_grpc.MilvusServiceStub(_channel).Search(_request, timeout=20)
    _ids, _topks = list(_reply.results.ids.int_id.data), list(_reply.results.topks)
    _boxes, _x = "", 4
    for _n, _count in enumerate(_topks):
        for _id in _ids[sum(_topks[:_n]) : sum(_topks[: _n + 1])]:
            _boxes += f"<rect x='{_x}' y='8' width='40' height='26' rx='4' fill='{(course.TEAL, course.PURPLE)[_n % 2]}'/><text x='{_x + 20}' y='26' text-anchor='middle' font-size='13' fill='#fff'>{_id}</text>"
            _x += 44
    _cuts = "".join(f"<path d='M{4 + 44 * hand_k.value * i - 2} 2V40' stroke='{course.ORANGE}' stroke-width='2' stroke-dasharray='3 2'/>" for i in range(1, 3) if hand_k.value * i <= len(_ids))
    mo.vstack([
        mo.md(f"`topks` = {_topks}, and {len(_ids)} ids in one list; the first query's in one color, the second's in the other. The dashed line is where cutting every {hand_k.value} would cut."),
        mo.Html(f"<svg viewBox='0 0 540 44' width='100%' style='max-width:34rem' role='img' aria-label='{len(_ids)} ids in one list, of which {_topks} belong to the queries'>{_boxes}{_cuts}</svg>"),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Two kinds of "no"

    Every reply of Milvus has a `status` with a code of its own, and gRPC has status codes too. The last line of the program by hand shows how they miss each other: *gRPC says OK, Milvus says 100*. It is the same in each client, and each hides it in its own way.

    | who says no | for instance | Node.js | Go | Java | stubs |
    |:---|:---|:---|:---|:---|:---|
    | Milvus, in the reply | no such collection, a filter that cannot be read | `status.code` | `err` | `MilvusClientException` | `reply.status.code` |
    | gRPC | late, no connection, not logged in, unknown method | thrown | `err`, with `status.Code(err)` | `MilvusClientException`, while connecting `StatusRuntimeException` | `grpc.RpcError`, with `error.code()` |

    **What may be tried again** does not depend on the language: *late*, *busy*, *no connection* (chapter 8). And what may be sent twice does not either: an upsert may, an insert may not.

    *Exercise 2 asks for this, and exercise 7 hides five mistakes of this chapter in one program.*

    ## What old tutorials get wrong

    - **`github.com/milvus-io/milvus-sdk-go`.** The old Go SDK. The current one is `github.com/milvus-io/milvus/client/v2` (docs v3.0.x, *Install Milvus Go SDK*).
    - **“Go 1.17 or later is required.”** So says that page. The `go.mod` of client/v2 2.6.2 asks for 1.24.11, and an older compiler stops there.
    - **`MilvusServiceClient` in Java.** The client of the first generation. Write `MilvusClientV2`.
    - **`/v1/vector/…`.** Not in the current reference any more, which has v2 only. And **`code: 200` is success** is true for v1 alone.
    - **`root:milvus`.** The REST reference writes the password small in its first example; it is `Milvus` (docs v3.0.x, *Authenticate User Access*).
    - **“HTTP 200, so it worked.”** It was answered.
    - **`Number(id)`, `parseInt(id)`.** Right up to 2⁵³, and `autoID` makes larger ones.
    - **`connect` in the handler of each request.** One client per process, in every language.
    - **The old Node.js form `client.dataManager.insert(…)`, `collectionManager`.** The methods are the client's own now.
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
    course.panel("ch10/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex07")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch10/ex08")
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
        'A Node.js service reads `{"id": 1152921504606846977}` from a queue with `JSON.parse` and deletes `id in [${row.id}]`. What is deleted?',
        {'Nothing, or the row of a neighbor': 'The id was rounded when it was parsed, to 1152921504606846976, and printing it adds zeros. The parcel that has that id is lost.', 'The right row: Milvus takes INT64': 'Milvus would. The digit was gone before it was asked.', 'It throws': 'No part of the program notices that a digit is missing.'},
        answer='Nothing, or the row of a neighbor',
        key="ch10 quiz json",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        'A Go service makes `ctx, cancel := context.WithTimeout(context.Background(), time.Second)` at its start and passes it to every search. What happens?',
        {'Each search has one second': 'The second began when the line was executed, once.', 'After the first second every search fails at once': 'A deadline is a point in time, not a length. Make a context for each search.', 'The process ends after one second': 'Only the context is over.'},
        answer='After the first second every search fails at once',
        key="ch10 quiz context",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        '`POST /v1/vector/insert` answers HTTP 200 with `{"code":1804,"message":"fail to deal the insert data …"}`. Were the rows stored?',
        {'Yes: 200 is success': 'It says that there is an answer.', 'No': 'The code says it. In v1 success is 200 in `code`, in v2 it is 0.', 'Some of them': 'An insert is stored as a whole or refused as a whole.'},
        answer='No',
        key="ch10 quiz code",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        'A Java report opens a client for each customer and closes it in the last line of the method. Some customers have no collection. What do you see after a night?',
        {'Nothing: exceptions close what they leave': 'Only `finally` is on their way.', 'One open connection for each customer without a collection': 'The exception leaves before the last line.', 'One open connection in all': 'Each client has its own.'},
        answer='One open connection for each customer without a collection',
        key="ch10 quiz finally",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        'With the stubs you search for 3 vectors with k = 5 and a filter. `topks` is [5, 2, 4]. Where are the hits of the third vector in the flat list?',
        {'From place 10 on': 'That is where they would be if the second had five.', 'From place 7 on, four of them': '5 + 2 come before.', 'There are none': '`topks` says four.'},
        answer='From place 7 on, four of them',
        key="ch10 quiz topks",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **One protocol.** Node.js, Go, Java and Python fill in the same message; the vector is the same 16 bytes from each of them.
    - **Ids are names.** Where a number is a float (JavaScript, JSON's usual readers), an INT64 travels as text from the first byte to the last.
    - **A deadline goes with the call** and is made for each call: the context in Go, `timeout` in Node.js and Python, `withTimeout` in Java. Late has a code: `DEADLINE_EXCEEDED`.
    - **Close in `finally`.** Java's client is no `AutoCloseable`, and the garbage collector closes no connection.
    - **REST has three layers:** HTTP, `code`, `data`. v1's success is 200, v2's is 0. v1 has no consistency level.
    - **gRPC OK is not Milvus OK.** The reply has a status of its own.

    ## Where to read on

    - docs v3.0.x, *Install Milvus Nodejs SDK*, *Install Milvus Go SDK*, *Install Milvus Java SDK*, *Basic Vector Search* (every example in six languages).
    - The REST reference of Milvus 3.0, whose first page explains endpoints and the token.
    - `milvus-io/milvus-proto`: `milvus.proto` for the calls, `schema.proto` for rows and results, `common.proto` for `Status`.
    - The guide to gRPC on deadlines and on status codes; the package documentation of Go's `context`.
    - RFC 8259, section 6, on what JSON promises about numbers.
    - Chapter 15 streams rows in with a Java client; chapter 19 adds logins and TLS to any of the five.
    """)
    return


@app.cell(hide_code=True)
def test_by_hand_is_enough(run):
    """Five messages make the whole program; the refusal is Milvus' own, and gRPC says OK."""
    _text, _calls = run("films_by_hand.py")
    assert [c.method for c in _calls] == ["Upsert", "Search", "Delete", "Query", "Search"], _text
    assert _calls[-1].status == "OK"
    assert _calls[-1].code == 100
    assert "near 1152921504606846977 Solaris" in _text
    return


@app.cell(hide_code=True)
def test_each_client_sends_the_same_vector(clients, common_pb2, run, struct):
    """Whichever of the clients is here sends the same sixteen bytes, and reads the id exactly."""
    for _file in ("films.mjs", "films.go", "Films.java"):
        if not clients.absent(_file):
            _text, _calls = run(_file)
            _search = next(c for c in _calls if c.method == "Search")
            _group = common_pb2.PlaceholderGroup.FromString(_search.request.placeholder_group)
            assert list(_group.placeholders[0].values) == [struct.pack("<4f", 0.9, 0.1, 0.3, 0.2)]
            assert "near 1152921504606846977 Solaris" in _text
    return


@app.cell(hide_code=True)
def test_a_deadline_holds(clients, late):
    """A reply that is held for two seconds is not waited for, and says that it was late."""
    for _file in ("films_by_hand.py", "films.mjs", "films.go", "Films.java"):
        if not clients.absent(_file):
            _text, _ = late(_file, 2000, 500)
            assert "eadline" in _text or "DEADLINE" in _text, _text
    return


if __name__ == "__main__":
    app.run()
