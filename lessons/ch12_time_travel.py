import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="12 Time Travel and Data Versioning")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Time Travel and Data Versioning

    "What did the search show on Tuesday?" A customer complains, an auditor asks, a job has overwritten half of the rows: each of them wants the data of then, and the collection has the data of now.
    Milvus once had an answer to that by itself. It was called Time Travel, it is described in many tutorials, and it is gone. This chapter shows it on a server that still has it, why it went, and
    what you build in its place.

    **What you will be able to do**

    - *say* what Time Travel did, what it did not do, and why it went,
    - *keep* versions as rows, and read them as of any moment by a filter,
    - *bring* data back to a moment: from a log, by an alias, or by undoing one writer,
    - *decide* how long history is kept, and erase a person from it all the same,
    - *choose* between snapshots, versioned rows, aliases, backups and expiry.
    """)
    return


@app.cell(hide_code=True)
def _():
    import inspect
    import json
    import time
    from html import escape

    import altair as alt
    import numpy as np
    from pymilvus import DataType, MilvusClient
    from pymilvus.grpc_gen import milvus_pb2

    import grader.lesson as course
    from grader.datasets import words
    return DataType, MilvusClient, alt, course, escape, inspect, json, milvus_pb2, np, time, words


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "query", "filters", "upsert", "iterators", "aliases", "ivf_flat"]
    milvus = course.milvus(needs=_needs)
    client = milvus.client()
    return client, milvus


@app.cell(hide_code=True)
def _(course):
    try:
        old, absent = course.milvus(["time_travel"], config="time-travel"), ""
        old_client = old.client()
    except course.NotServed as _error:
        old, old_client, absent = None, None, f"To have it here: `{_error.next}`."
    return absent, old, old_client


@app.cell(hide_code=True)
def _(absent, milvus, mo, old):
    _who = f"Beside it runs a server of 2023, {old.identity}, which still travels in time." if old else f"The server of 2023 that still travels in time is not here, so you read what one said when this page was recorded. {absent}"
    mo.md(f"""
    **Before you begin.** You know what an upsert and an alias do (chapters 4 and 8) and how a filter decides what a search ranks (chapter 6).
    {milvus.introduced} {_who}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Understanding Time Travel in Milvus

    Milvus stamps every insert and every delete with the time (chapter 3). A deleted row is not gone at once: its segment stays as it is, and a record beside it says at which time the row was deleted. A search at
    time T takes a row if it was inserted up to T and not deleted up to T.

    Nothing in this rule says that T has to be *now*. Until Milvus 2.2 a search and a query could name another T, and that was **Time Travel**: `travel_timestamp` in the request (docs v2.2.x, *Time Travel*). It
    needed no copy and no schema. It was there because the stamps were.

    The stamp is one number of 64 bits: milliseconds since 1970 in front, and 18 bits to count within one millisecond. Turn one into the other:
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    stamp_ms = mo.ui.number(value=1_690_000_000_123, start=0, stop=4_000_000_000_000, step=1, label="Milliseconds since 1970")
    stamp_ms
    return (stamp_ms,)


@app.cell(hide_code=True)
def _(course, stamp_ms, time):
    _ms = int(stamp_ms.value or 0)
    _stamp = _ms << 18
    _utc = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(_ms // 1000))
    course.table(
        "what / value",
        [f"|the moment, in UTC|{_utc}.{_ms % 1000:03}|", f"|the stamp, `ms << 18`|{_stamp}|", f"|back again, `stamp >> 18`|{_stamp >> 18}|", f"|seconds by mistake, `(ms // 1000) << 18`, read as a stamp|{time.strftime('%Y-%m-%d', time.gmtime((_ms // 1000) / 1000))}|"],
    )
    return


@app.cell
def _(DataType, mo, words):
    def make(client, name, *fields, dim=32, index="FLAT", metric="COSINE", **params):
        """A collection made anew, loaded, whose every read sees every row; `fields` are (name, type, further arguments)."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        key = bool(fields) and fields[0][0] == "key"
        for field, kind, *more in fields if key else [("id", "INT64"), *fields]:
            schema.add_field(field, DataType[kind], is_primary=field in ("id", "key"), **(more[0] if more else {}))
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
        indexes = client.prepare_index_params()
        indexes.add_index("vector", index_type=index, metric_type=metric, params=params)
        client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")
        return name


    vectors, _ = words(2000, dim=32)
    # What happened to a small catalog of goods, step by step.
    STEPS = [
        ("five goods are listed", "put", {1: "Tea", 2: "Salt", 3: "Pepper", 4: "Coffee", 5: "Sugar"}),
        ("three more are listed", "put", {6: "Cocoa", 7: "Rice", 8: "Wheat"}),
        ("Salt and Cocoa are deleted", "delete", {2: "", 6: ""}),
        ("Pepper is corrected to Black pepper", "put", {3: "Black pepper"}),
        ("Salt comes back as Sea salt", "put", {2: "Sea salt"}),
    ]
    mo.accordion({"How this chapter makes a collection, and what happens to it": mo.show_code()})
    return STEPS, make, vectors


@app.cell(hide_code=True)
def _(course):
    deleted_row = course.predict(
        "On the old server, eight goods are listed and then Salt and Cocoa are deleted. A query asks with a time *before* the deletion. What does it return?",
        ["Six goods", "Eight goods", "Eight goods, with the two deleted ones empty", "An error"],
        "Eight goods",
        "The two rows are still in their segment. At the time that the query names they had not been deleted, so they count, with everything in them.",
        key="ch12 deleted row",
    )
    deleted_row
    return (deleted_row,)


@app.cell(hide_code=True)
def _(STEPS, course, deleted_row, json, make, milvus_pb2, mo, old, old_client, time, vectors):
    course.after(deleted_row)


    def _then(at):
        """The goods at a moment, as the old server answers: the message has a field for it, which today's client no longer fills."""
        stub = old_client._get_connection()._stub
        reply = stub.Query(milvus_pb2.QueryRequest(collection_name="goods", expr="id >= 0", output_fields=["id", "name"], travel_timestamp=at << 18), timeout=10)
        if reply.status.reason:
            return reply.status.reason
        columns = {c.field_name: c for c in reply.fields_data}
        return dict(sorted(zip(columns["id"].scalars.long_data.data, columns["name"].scalars.string_data.data, strict=True))) if columns else {}


    if old is None:
        travelled = json.loads(json.loads((mo.notebook_dir() / "recorded" / "ch12_time_travel.json").read_text(encoding="utf-8"))["text"])
    else:
        make(old_client, "goods", ("name", "VARCHAR", {"max_length": 40}), metric="L2")  # COSINE came with 2.3
        _moments = []
        for _number in range(len(STEPS) + 1):
            if _number:
                _, _op, _goods = STEPS[_number - 1]
                _there = [row["id"] for row in old_client.query("goods", filter=f"id in {list(_goods)}", output_fields=["id"], limit=20)]
                if _there:
                    old_client.delete("goods", ids=_there)
                if _op == "put":
                    old_client.insert("goods", [{"id": i, "name": name, "vector": vectors[i].tolist()} for i, name in _goods.items()])
                old_client.query("goods", filter="id >= 0", output_fields=["id"], limit=20)
            time.sleep(0.3)
            _moments.append(int(time.time() * 1000))
            time.sleep(0.3)
        old_client.flush("goods")
        travelled = {
            "answers": [{str(i): name for i, name in _then(at).items()} for at in _moments],
            "now": {str(i): name for i, name in _then(0).items()},
            "after": [at - _moments[0] for at in _moments],
            "rows": old_client.get_collection_stats("goods")["row_count"],
            "too old": _then(_moments[0] - 10 * 86_400_000),
        }
        course.record("ch12_time_travel", json.dumps(travelled), old.identity)
    return (travelled,)


@app.cell(hide_code=True)
def _(STEPS, course, deleted_row, mo):
    course.after(deleted_row)
    how_far = mo.ui.slider(0, len(STEPS), 1, value=2, label="Travel to the moment after so many steps", show_value=True)
    how_far
    return (how_far,)


@app.cell(hide_code=True)
def _(STEPS, alt, course, how_far, mo, old, travelled):
    _answer, _now = travelled["answers"][how_far.value], travelled["now"]
    _goods = sorted({i for a in travelled["answers"] for i in a})
    _bars = []
    for _id in _goods:
        for _step, _there in enumerate(travelled["answers"]):
            if _id in _there:
                _bars.append({"good": f"{_id} {list(a[_id] for a in travelled['answers'] if _id in a)[0]}", "from": _step, "to": _step + 1, "name": _there[_id]})
    _chart = (
        alt.Chart(alt.Data(values=_bars)).mark_bar(color=course.TEAL, height=12, opacity=0.55).encode(
            x=alt.X("from:Q", title="steps that have happened", axis=alt.Axis(tickMinStep=1), scale=alt.Scale(domain=[0, len(STEPS) + 1])), x2="to:Q", y=alt.Y("good:N", title=None), tooltip=["name:N", "from:Q"])
        + alt.Chart(alt.Data(values=[{"x": how_far.value + 0.5}])).mark_rule(color=course.ORANGE, strokeWidth=3).encode(x="x:Q")
    )
    mo.vstack([
        mo.md(f"**{STEPS[how_far.value - 1][0]}**, {travelled['after'][how_far.value] / 1000:.1f} s after the beginning:" if how_far.value else "**Before anything was listed:**"),
        course.chart(_chart, 210, f"Which of {len(_goods)} goods the server returned at each of {len(STEPS) + 1} moments; the line is the moment chosen."),
        course.table("id / at that moment / now", [f"|{i}|{_answer.get(i, '')}|{_now.get(i, '')}|" for i in _goods]),
        mo.md(f"Answered by Milvus {old.identity}." if old else "**Recorded**: answered by Milvus server 2.2.16 [time-travel] when this page was made."),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(course, deleted_row, mo, travelled):
    course.after(deleted_row)
    mo.md(f"""
    Move the line. Each answer is whole: Pepper has its old name before the correction, and Salt is there, away, and back. The same held after a flush, a compaction and a reload of the collection (measured on 2.2.16).

    There were limits, and they are the first half of the reason why it went:

    - It was **off by default**. `common.retentionDuration` said for how many seconds deleted rows are kept. It was 432,000, five days, in 2.1 (docs v2.1.x, *Search with Time Travel*), and 0 in the server of this page unless told otherwise (measured: 2.2.16 answers
      `only support to travel back to 0s so far, but got 1s`). Many a reader of a tutorial met that line (milvus-io/milvus #21717, 2.2.x).
    - It ended at a **fixed distance**. This server keeps five days. Asked for ten days ago it says: `{travelled['too old']}`. What is older is refused at first, and later gone: compaction removes it.
    - It knew one time only, that at which Milvus **received** the row. A price that is valid from the first of next month, or an article that was corrected for last week, was beyond it.
    - `num_entities` counted every row, the deleted ones included: {travelled['rows']} after these steps, where {len(travelled['now'])} goods were there.
    - It could be **wrong**. A key that was inserted, replaced, deleted and inserted again gave, at the moment after the replacement, the row from before it. After a flush and a reload the answer was right (measured on 2.2.16).
    - A dropped collection was gone, with its history (measured on 2.2.16).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    still_there = course.predict(
        "The field `travel_timestamp` is still in the message that today's client sends. You fill it by hand, with a time before a deletion, and send it to the Milvus of this page. What comes back?",
        ["The rows of then", "An error: unknown parameter", "The rows of now", "Nothing"],
        "The rows of now",
        "The field was kept so that old programs can still be understood, and no server reads it. A program that relies on it gets an answer that looks right, of another day.",
        key="ch12 still there",
    )
    still_there
    return (still_there,)


@app.cell(hide_code=True)
def _(client, course, make, milvus, milvus_pb2, mo, still_there, time, vectors):
    course.after(still_there)
    make(client, "goods", ("name", "VARCHAR", {"max_length": 40}))
    client.insert("goods", [{"id": i, "name": f"good {i}", "vector": vectors[i].tolist()} for i in range(5)])
    time.sleep(0.05)
    _then = int(time.time() * 1000)
    time.sleep(0.05)
    client.delete("goods", ids=[0, 1])
    _asked = milvus_pb2.QueryRequest(collection_name="goods", expr="id >= 0", output_fields=["id"], travel_timestamp=_then << 18)
    _reply = client._get_connection()._stub.Query(_asked, timeout=10)
    ignored = sorted(next(c for c in _reply.fields_data if c.field_name == "id").scalars.long_data.data)
    try:
        _said = sorted(r["id"] for r in client.query("goods", filter="id >= 0", output_fields=["id"], travel_timestamp=_then << 18))
    except Exception as _error:
        _said = str(_error)
    mo.vstack([
        course.table("asked / ids returned", ["|before the deletion, by the rule|[0, 1, 2, 3, 4]|", f"|the message with `travel_timestamp`, sent now|{ignored}|", f"|`client.query(…, travel_timestamp=…)`|{_said}|"]),
        mo.md(f"Answered by Milvus {milvus.identity}. No error, no warning."),
    ])  # fmt: skip
    return (ignored,)


@app.cell(hide_code=True)
def _(course, mo, still_there):
    course.after(still_there)
    mo.md("""
    ### Why it went

    The request to abandon it gives the reasons (milvus-io/milvus #26070, 2.3.0). Few used it. It also stood in the way of everything else that touches old rows: expiry, compaction and garbage collection each had to ask whether a traveler
    might still want what they were about to remove, and a search could not prepare which rows are deleted, because that depended on the T of each request. The parameter left the servers in 2.3.0 (milvus-io/milvus #26119, 2.3.0) and the
    Python client with it (milvus-io/pymilvus #1635, 2.3.0).

    Milvus still uses stamps for itself: the consistency levels of chapter 6 compare the same numbers, under the name guarantee timestamp. Reading *your own past* was the part that went.

    ### What is in its place

    No single thing is. Five mechanisms share the work, and each answers a different question:

    | mechanism | the question it answers | since |
    |:---|:---|:---|
    | **versioned rows** | what was true at *any* moment, by a time that you define | always: it is a schema and a filter |
    | **alias** | go back to the *previous edition*, at once | 2.0 (docs v3.0.x, *Manage Aliases*) |
    | **snapshot** | the collection as it was at *moments chosen beforehand*, as a second collection | 3.0 (docs v3.0.x, *Snapshots*) |
    | **backup** | the data after the *storage is lost* | a tool of its own (docs v3.0.x, *Snapshots*) |
    | **TTL** | the opposite: history that has to *end* | per collection; per entity since 3.0 (docs v3.0.x, *Set Collection TTL*) |

    A **snapshot** is the nearest relative. It stores references to the segment files of a collection under a name, in milliseconds, and keeps compaction's garbage collection from removing them; restoring makes a **new** collection in the same cluster (docs v3.0.x,
    *Snapshots*). You can go back to the moments of which you took one, and to no other. No Milvus 3 server runs here, so it is *not run here*. What can be run is the client, and it disagrees with the guide:
    """)
    return


@app.cell(hide_code=True)
def _(MilvusClient, client, course, escape, inspect, milvus, mo, still_there):
    course.after(still_there)
    # Arguments as the guide's Python examples give them: docs v3.0.x, *Manage Snapshots*.
    _guide = {
        "create_snapshot": {"collection_name": "goods", "snapshot_name": "monday", "description": "…"},
        "describe_snapshot": {"snapshot_name": "monday", "include_collection_info": True},
        "restore_snapshot": {"snapshot_name": "monday", "collection_name": "restored"},
        "drop_snapshot": {"snapshot_name": "monday"},
    }
    snapshot_calls = {}
    _lines = []
    for _name, _arguments in _guide.items():
        _call = getattr(MilvusClient, _name)
        _needed = [p.name for p in list(inspect.signature(_call).parameters.values())[1:] if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
        try:
            inspect.signature(_call).bind(client, **_arguments)
            _said = "is accepted"
        except TypeError as _error:
            _said = str(_error)
        snapshot_calls[_name] = (_needed, _said)
        _lines.append(f"|`{_name}`|{', '.join(f'`{n}`' for n in _needed)}|{', '.join(f'`{a}`' for a in _arguments)}|{_said}|")
    try:
        client.create_snapshot("monday", "goods")
        _here = "It was made."
    except Exception as _error:
        _here = str(getattr(_error, "details", lambda: _error)()).splitlines()[0][:160]
    mo.vstack([course.table("method of pymilvus 3.0.2 / arguments it needs / arguments in the guide / the guide's call", _lines), mo.md(f"And the Milvus of this page, {milvus.identity}, asked for a snapshot:\n\n> {escape(_here)}")])
    return (snapshot_calls,)


@app.cell(hide_code=True)
def _(course, mo, still_there):
    course.after(still_there)
    mo.md("""
    Read the signatures, and not the examples. Two more lines of the guide matter (docs v3.0.x, *Manage Snapshots*): stop the writers and call `flush()` first, because a snapshot holds **what has been flushed**; and drop old snapshots, because their
    files are kept for as long as they exist (docs v3.0.x, *Snapshots*). The section on recovery shows what a forgotten flush leaves out.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Querying Historical Data

    Build it yourself, then. A row becomes a **version**: it says *what* it is a version of, and *from when to when* it holds. A change never overwrites. It ends one version and begins the next.

    | `key` | `good` | `name` | `valid_from` | `valid_to` |
    |:---|:---|:---|:---|:---|
    | `3@1` | 3 | Pepper | 1 | 4 |
    | `3@4` | 3 | Black pepper | 4 | 9,999 (forever) |

    Databases know this shape: SQL:2011 calls it an application-time period, and it is as old as bookkeeping, which never erases an entry either. The interval is **half-open**: a version holds at its first moment and no longer at its last, so two
    neighbors share a number and no moment.
    """)
    return


@app.cell
def _(STEPS, client, make, mo, vectors):
    FOREVER = 9_999
    FIELDS = [("key", "VARCHAR", {"max_length": 60}), ("good", "INT64"), ("name", "VARCHAR", {"max_length": 40}), ("valid_from", "INT64"), ("valid_to", "INT64")]


    def record(name, at, op, goods):
        """Record a change: end the versions that hold, and begin new ones."""
        open_now = client.query(name, filter=f"good in {list(goods)} and valid_to == {FOREVER}", output_fields=["*"], limit=100)
        if open_now:
            client.upsert(name, [{**row, "valid_to": at} for row in open_now])
        if op == "put":
            client.insert(name, [{"key": f"{i}@{at}", "good": i, "name": title, "vector": vectors[i].tolist(), "valid_from": at, "valid_to": FOREVER} for i, title in goods.items()])


    def as_of(name, at, compare=("<=", ">")):
        """The rows that held at a moment, as pairs (good, name)."""
        first, last = compare
        rows = client.query(name, filter=f"valid_from {first} {at} and valid_to {last} {at}", output_fields=["good", "name"], limit=1000)
        return sorted((row["good"], row["name"]) for row in rows)


    make(client, "versions", *FIELDS)
    for _number, (_, _op, _goods) in enumerate(STEPS, 1):
        record("versions", _number, _op, _goods)
    mo.accordion({"The two functions": mo.show_code()})
    return FIELDS, FOREVER, as_of, record


@app.cell(hide_code=True)
def _(course):
    which_ends = course.predict(
        "At moment 4 Pepper becomes Black pepper. A colleague writes `valid_from <= 4 and valid_to >= 4`, as BETWEEN would. What does article 3 give at moment 4?",
        ["Pepper", "Black pepper", "Both", "Neither"],
        "Both",
        "The old version ends at 4 and the new one begins at 4. With both ends included, both hold at 4. At every other moment the filter is right, so no test at noon finds it.",
        key="ch12 which ends",
    )
    which_ends
    return (which_ends,)


@app.cell(hide_code=True)
def _(course, mo, which_ends):
    course.after(which_ends)
    compare_from = mo.ui.dropdown(["<=", "<"], value="<=", label="valid_from … at")
    compare_to = mo.ui.dropdown([">", ">="], value=">", label="valid_to … at")
    compare_at = mo.ui.slider(0, 6, 1, value=4, label="at", show_value=True)
    mo.hstack([compare_from, compare_to, compare_at], justify="start", wrap=True)
    return compare_at, compare_from, compare_to


@app.cell(hide_code=True)
def _(STEPS, as_of, compare_at, compare_from, compare_to, course, mo, travelled):
    _found = as_of("versions", compare_at.value, (compare_from.value, compare_to.value))
    _at = min(compare_at.value, len(STEPS))
    _old = {int(i): n for i, n in travelled["answers"][_at].items()}
    _goods = sorted({g for g, _ in _found} | set(_old))
    _lines = [f"|{g}|{', '.join(n for i, n in _found if i == g)}|{_old.get(g, '')}|{'' if [n for i, n in _found if i == g] == [_old[g]] * (g in _old) else '**differs**'}|" for g in _goods]
    mo.vstack([course.table("good / by this filter / Time Travel on 2.2.16 / ", _lines), mo.md(f"The filter was `valid_from {compare_from.value} {compare_at.value} and valid_to {compare_to.value} {compare_at.value}`.")])
    return


@app.cell(hide_code=True)
def _(STEPS, as_of, course, mo, travelled, which_ends):
    course.after(which_ends)
    same_answers = [dict(as_of("versions", n)) == {int(i): name for i, name in travelled["answers"][n].items()} for n in range(len(STEPS) + 1)]
    mo.md(f"""
    With `<=` and `>` the versioned rows gave the answer of Time Travel at **{sum(same_answers)} of {len(same_answers)}** moments, on the same events. They cost two functions and a filter in every read, and they give three things that Time Travel did not: there is no
    five-day border, the moment is one that *you* define (a price list may begin tomorrow), and a row can say who wrote it and why.

    They also take something away. Milvus no longer knows which row is *the* row, so **every** read needs the filter: a program that forgets it searches the whole history. Put the filter into one function, and let everything read through it.
    """)
    return (same_answers,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Searching as of a moment

    A search with that filter ranks the versions that held, and only those. The tempting other way is to search first and throw away what did not hold. Here are 60 goods with 30 versions each, all of a good's versions near each other, and a moment at which each has one.
    """)
    return


@app.cell(hide_code=True)
def _(FIELDS, client, make, np, vectors):
    GOODS, VERSIONS = 60, 30
    make(client, "many", *FIELDS)
    _rng = np.random.default_rng(12)
    _rows = []
    for _good in range(GOODS):
        _near = vectors[_good] + 0.08 * _rng.normal(size=(VERSIONS, 32))
        for _v in range(VERSIONS):
            _rows.append({"key": f"{_good}@{_v}", "good": _good, "name": f"{_good} v{_v}", "vector": _near[_v].tolist(), "valid_from": 10 * _v, "valid_to": 10 * _v + 10})
    client.insert("many", _rows)


    def five_at(query, at, fetch=None):
        """Five goods as of a moment: by filter, or by fetching so many and keeping those that held."""
        if fetch is None:
            hits = client.search("many", data=[query], limit=5, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["good"])[0]
            return [h["entity"]["good"] for h in hits]
        hits = client.search("many", data=[query], limit=fetch, output_fields=["good", "valid_from", "valid_to"])[0]
        return [h["entity"]["good"] for h in hits if h["entity"]["valid_from"] <= at < h["entity"]["valid_to"]][:5]
    return GOODS, VERSIONS, five_at


@app.cell(hide_code=True)
def _(course):
    afterwards = course.predict(
        "Each of 60 goods has 30 versions. You want the 5 nearest goods of one moment, fetch ten times as many hits (50), and keep those that held. How many of the 5 do you get?",
        ["All 5", "About 4", "About 2", "None, ever"],
        "About 2",
        "The 50 nearest rows are the versions of two goods or so, and each good has one version that held. Ten times more is little where the history is thirty deep.",
        key="ch12 afterwards",
    )
    afterwards
    return (afterwards,)


@app.cell(hide_code=True)
def _(afterwards, course, mo):
    course.after(afterwards)
    fetch_rows = mo.ui.slider(steps=[5, 10, 25, 50, 100, 200, 400, 800, 1600], value=50, label="Hits fetched before the filter is applied", show_value=True)
    fetch_rows
    return (fetch_rows,)


@app.cell(hide_code=True)
def _(VERSIONS, afterwards, course, fetch_rows, five_at, mo, vectors):
    course.after(afterwards)
    _queries = [vectors[k].tolist() for k in range(20)]
    _filter = [five_at(q, 155) for q in _queries]
    _after = [five_at(q, 155, fetch_rows.value) for q in _queries]
    _right = sum(len(set(a) & set(b)) for a, b in zip(_filter, _after, strict=True)) / len(_queries)
    found_after = _right
    mo.vstack([
        course.table("way / of the 5 nearest goods of that moment, found on average", [f"|filter in the search|{sum(map(len, _filter)) / len(_queries):.1f}|", f"|{fetch_rows.value} hits, then keep what held|{_right:.1f}|"]),
        mo.md(f"20 queries, {VERSIONS} versions of each good. Chapter 6 met the same (“Before, during, after”); with history, *rare* is the normal case, since of a deep history nearly every row has ended."),
    ])  # fmt: skip
    return (found_after,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Two times, and a clock

    Time Travel knew when Milvus had *received* a row. A `valid_from` of yours can say when something *became true*. To answer "what did we believe on Tuesday about Monday?", keep both, four columns instead of two; the field calls that **bitemporal**. Begin with one pair, and decide which time it is.

    Write moments as **one integer, in UTC, in milliseconds**. `2026-03-29T02:30` in Berlin does not exist, `2026-10-25T02:30` exists twice, and a text compares letter by letter. Turn a text with an offset into a number where it enters the program, and refuse a
    text without one, or say in writing what it means. Exercise 7 is what happens otherwise.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Time-based Recovery

    At 14:02 a job writes nonsense. At 15:30 you notice. Between the two, other people did honest work. Recovery has three forms, and they cost differently:

    1. **Replay**: you have every change in a log, and build the collection anew from its beginning to 14:01:59.
    2. **Switch back**: yesterday's collection still exists, and one alias moves.
    3. **Undo**: the history is in the rows, so the versions of that one writer are ended, and what they replaced is continued. The work of all other writers stays.

    ### Replay a log to a moment

    An **append-only log** has one line per change: a running number, the time, what was done. It may be a file, a topic of a message queue (chapter 15), or a collection. Its order is the running number and not the time: two changes can have the same millisecond, and clocks of
    two machines disagree.
    """)
    return


@app.cell
def _(client, make, mo, np, vectors):
    def write_log(n, seed=7):
        """n changes of 80 notes; four writers, and from change 600 on `bot` overwrites whatever it meets."""
        rng, log = np.random.default_rng(seed), []
        for number in range(n):
            by = "bot" if 600 <= number < 700 else ["ada", "ben", "cem"][int(rng.integers(3))]
            op = "put" if by == "bot" or rng.random() < 0.8 else "delete"
            log.append({"number": number, "op": op, "note": int(rng.integers(80)), "text": f"{by} {number}", "by": by})
        return log


    def fold(log, upto):
        """What the first changes leave: {note: text}."""
        there = {}
        for change in log[:upto]:
            if change["op"] == "put":
                there[change["note"]] = change["text"]
            else:
                there.pop(change["note"], None)
        return there


    def replay(log, upto, name):
        """A collection with exactly what the first changes leave."""
        make(client, name, ("text", "VARCHAR", {"max_length": 60}))
        rows = [{"id": note, "text": text, "vector": vectors[note].tolist()} for note, text in fold(log, upto).items()]
        if rows:
            client.insert(name, rows)
        return {row["id"]: row["text"] for row in client.query(name, filter="id >= 0", output_fields=["text"], limit=1000)}


    log = write_log(1000)
    mo.accordion({"The log, and its replay": mo.show_code()})
    return fold, log, replay


@app.cell(hide_code=True)
def _(mo):
    upto = mo.ui.slider(0, 1000, 25, value=600, label="Replay so many of the 1,000 changes", show_value=True)
    upto
    return (upto,)


@app.cell(hide_code=True)
def _(course, fold, log, mo, replay, upto):
    recovered = replay(log, upto.value, "recovered")
    _now = fold(log, len(log))
    _bot = sum(text.startswith("bot") for text in recovered.values())
    _lost = sum(c["by"] != "bot" and c["number"] >= upto.value for c in log)
    mo.vstack([
        course.table("after the replay / count", [f"|notes in the new collection|{len(recovered)}|", f"|of them written by `bot`|{_bot}|", f"|notes in use today|{len(_now)}|", f"|honest changes after that point, which this recovery leaves out|{_lost}|"]),
        mo.md("The job wrote changes 600 to 699. Stop at 600, and its damage is gone, with everything that others did later. Every recovery to a moment has this price; an undo has not."),
    ])  # fmt: skip
    return (recovered,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The replay makes a **new** collection and the alias moves afterwards. The damaged one stays until you have compared the two: it is the evidence, and a recovery to the wrong moment is common.

    ### A consistent cut

    Two collections that refer to each other have to be brought back to the **same** moment. A copy of the first and, a little later, a copy of the second is not one: what was written between the two is in one half. Here orders refer to customers. A shop writes a customer, then an order of that customer,
    all the time; the backup copies customers, needs a while, and copies orders.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    torn_copy = course.predict(
        "Customers are copied first, orders a little later, while both are written. What will the copy contain?",
        ["Orders without a customer", "Customers without an order", "Both", "Neither: each copy is complete"],
        "Orders without a customer",
        "A customer of the minute between the copies is in no copy, and their order is in the second one. In the other order of copying, the customers come without orders, which is no contradiction.",
        key="ch12 torn copy",
    )
    torn_copy
    return (torn_copy,)


@app.cell(hide_code=True)
def _(course, mo, torn_copy):
    course.after(torn_copy)
    writes_between = mo.ui.slider(0, 40, 1, value=10, label="Customers who come and order between the two copies", show_value=True)
    copied_first = mo.ui.dropdown(["customers", "orders"], value="customers", label="Copied first")
    mo.hstack([writes_between, copied_first], justify="start", wrap=True)
    return copied_first, writes_between


@app.cell(hide_code=True)
def _(client, copied_first, course, make, mo, torn_copy, vectors, writes_between):
    course.after(torn_copy)


    def _shop(n, start=0):
        for k in range(start, start + n):
            client.insert("customers", [{"id": k, "at": k, "vector": vectors[k].tolist()}])
            client.insert("orders", [{"id": k, "at": k, "customer": k, "vector": vectors[k].tolist()}])


    def _ids(name, upto=10_000, field="id"):
        return {r[field] for r in client.query(name, filter=f"at < {upto}", output_fields=[field], limit=1000)}


    make(client, "customers", ("at", "INT64"))
    make(client, "orders", ("at", "INT64"), ("customer", "INT64"))
    _shop(20)
    _copies = {}
    _first, _second = copied_first.value, "orders" if copied_first.value == "customers" else "customers"
    _field = {"customers": "id", "orders": "customer"}
    _copies[_first] = _ids(_first, field=_field[_first])
    _shop(writes_between.value, 20)
    _copies[_second] = _ids(_second, field=_field[_second])
    dangling = len(_copies["orders"] - _copies["customers"])
    _cut = {n: _ids(n, 20, _field[n]) for n in _copies}
    course.table(
        "copy / customers / orders / orders whose customer is missing",
        [f"|{_first} first, then {_second}|{len(_copies['customers'])}|{len(_copies['orders'])}|**{dangling}**|", f"|both up to the same moment, by a filter|{len(_cut['customers'])}|{len(_cut['orders'])}|{len(_cut['orders'] - _cut['customers'])}|"],
    )
    return (dangling,)


@app.cell(hide_code=True)
def _(course, mo, torn_copy):
    course.after(torn_copy)
    mo.md("""
    Three ways lead to a **consistent cut**: a time in the rows and one moment for all collections, as in the last line; writers that stop while all copies are made; or a log that both collections are replayed from, up to one number. A snapshot is taken per collection (docs v3.0.x, *Manage Snapshots*),
    so two snapshots of two collections are two moments, unless writers pause.

    ### What a forgotten flush leaves out

    Rows that were acknowledged are in the write-ahead log, and safe: a server that is killed reads them again from there (chapter 3). In *segment files* they are only after a flush. Whatever copies files sees the files.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    unflushed = course.predict(
        "A server has 300 flushed rows. 200 more are inserted, and every search finds them. A script copies the segments that are on disk. How many rows are in the copy?",
        ["500", "300", "Between 300 and 500, by chance"],
        "300",
        "The 200 are growing rows: in memory and in the log. A search covers them, the list of persistent segments does not.",
        key="ch12 unflushed",
    )
    unflushed
    return (unflushed,)


@app.cell(hide_code=True)
def _(course, make, unflushed, vectors):
    course.after(unflushed)


    def _flush(server, client):
        def counted():
            found = client.query("notes", filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
            return found, sum(s.num_rows for s in client.list_persistent_segments("notes") if "Flush" in str(s.state))

        make(client, "notes")
        client.insert("notes", [{"id": i, "vector": vectors[i].tolist()} for i in range(300)])
        client.flush("notes")
        lines = [("300 rows, flushed", *counted())]
        client.insert("notes", [{"id": i, "vector": vectors[i].tolist()} for i in range(300, 500)])
        lines.append(("200 more inserted", *counted()))
        client.flush("notes")
        lines.append(("flushed again", *counted()))
        return "| after | rows that a query counts | rows in flushed segments |\n|:---|---:|---:|\n" + "\n".join(f"| {a} | {b} | {c} |" for a, b, c in lines)


    course.on_server("ch12_flush", ["segments"], _flush)
    return


@app.cell(hide_code=True)
def _(course, mo, unflushed):
    course.after(unflushed)
    mo.md("""
    So: stop the writers or note the moment, `flush`, then copy. And afterwards **compare**: a count of the copy against a count taken at the moment, and ids, not only numbers (chapter 13). There is no point-in-time restore of a Milvus backup to a moment between two backups
    (zilliztech/milvus-backup #748, 0.5.16); between the two lies your log.

    ### Switch back, and undo

    An **alias** is the quickest recovery there is, if the edition before still exists. Readers ask for `goods`; `goods` points to `goods_17`; a new edition is built beside it as `goods_18`, filled, counted, and only then the alias moves, in one call. Going back is the same call. While it moves, a reader sees
    the old edition or the new one:
    """)
    return


@app.cell(hide_code=True)
def _(course):
    in_between = course.predict(
        "A reader asks the alias 200 times while it is moved back and forth between an edition of 100 rows and one of 140. Which counts does it see?",
        ["100 and 140", "100, 140, and sometimes 0", "100, 140, and numbers in between", "100 only, until the client reconnects"],
        "100 and 140",
        "An alias is one entry in the metadata, and it is replaced in one step. There is no moment without it, unless a program drops it and makes it anew.",
        key="ch12 in between",
    )
    in_between
    return (in_between,)


@app.cell(hide_code=True)
def _(client, course, in_between, make, milvus, mo, vectors):
    course.after(in_between)
    import collections
    import threading

    for _name, _n in (("goods_17", 100), ("goods_18", 140)):
        make(client, _name)
        client.insert(_name, [{"id": i, "vector": vectors[i].tolist()} for i in range(_n)])
    client.create_alias("goods_17", "catalog")
    _other, _stop = milvus.client(), threading.Event()


    def _move(drop):
        k = 0
        while not _stop.is_set():
            k += 1
            target = f"goods_{17 + k % 2}"
            if drop:
                _other.drop_alias("catalog")
                _other.create_alias(target, "catalog")
            else:
                _other.alter_alias(target, "catalog")


    seen = {}
    for _drop in (False, True):
        _stop.clear()
        _mover = threading.Thread(target=_move, args=(_drop,), daemon=True)
        _mover.start()
        _counts = collections.Counter()
        for _ in range(200):
            try:
                _counts[client.query("catalog", filter="", output_fields=["count(*)"])[0]["count(*)"]] += 1
            except Exception:
                _counts["an error"] += 1
        _stop.set()
        _mover.join(10)
        seen[_drop] = dict(_counts)
    client.drop_alias("catalog")
    mo.vstack([
        course.table("the alias is moved by / what 200 reads saw", [f"|`alter_alias`|{', '.join(f'{v}: {k}×' for v, k in sorted(seen[False].items(), key=str))}|", f"|`drop_alias`, then `create_alias`|{', '.join(f'{v}: {k}×' for v, k in sorted(seen[True].items(), key=str))}|"]),
        mo.md(f"Asked of Milvus {milvus.identity}, by two clients."),
    ])  # fmt: skip
    return (seen,)


@app.cell(hide_code=True)
def _(course, in_between, mo):
    course.after(in_between)
    mo.md("""
    An **undo** is the finest tool, and the one that needs versions. For every article that a writer touched, the version that the writer made ends now, and the last version by another writer begins again now. Nothing is taken back: tomorrow's reader can see that the article was wrong from 14:02 to 15:30.
    Where another writer has corrected an article in the meantime, there is nothing to undo. Exercise 5 is this.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Implementation Considerations

    ### What history costs

    Every version is a row with a vector. The index holds them all, although nearly every search wants those that hold now. What does that do? 600 articles with 1, 4 and 16 versions each, in an IVF_FLAT index; ten nearest among the versions that hold, against the exact answer.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    deep_history = course.predict(
        "The history grows from 1 to 16 versions per article; the number that hold now stays 600. The index looks at 4 of its 64 cells for a search. What happens to recall among the versions that hold?",
        ["It stays about as it was", "It falls to a sixteenth", "It rises to 1"],
        "It stays about as it was",
        "The cells become fuller, and the filter removes the ended versions before the ranking. Which cells are near the query hardly changes. What grows is rows, bytes and work.",
        key="ch12 deep history",
    )
    deep_history
    return (deep_history,)


@app.cell(hide_code=True)
def _(client, course, deep_history, make, np, time, vectors):
    course.after(deep_history)
    ARTICLES, DEPTHS = 600, (1, 4, 16)
    _rng = np.random.default_rng(3)
    depth_cost = []
    for _depth in DEPTHS:
        make(client, "deep", ("article", "INT64"), ("valid_to", "INT64"))
        _current = {}
        for _v in range(_depth):
            _noise = 0.06 * _rng.normal(size=(ARTICLES, 32))
            _rows = []
            for _a in range(ARTICLES):
                _vector = vectors[_a] + _noise[_a]
                _rows.append({"id": _v * ARTICLES + _a, "article": _a, "valid_to": 9999 if _v == _depth - 1 else _v + 1, "vector": _vector.tolist()})
                _current[_a] = _vector
            client.insert("deep", _rows)
        client.flush("deep")
        client.release_collection("deep")
        client.drop_index("deep", "vector")
        _index = client.prepare_index_params()
        _index.add_index("vector", index_type="IVF_FLAT", metric_type="COSINE", params={"params": {"nlist": 64}})  # so that Lite reads it too
        client.create_index("deep", _index)
        client.load_collection("deep")
        _exact = np.array([_current[a] / np.linalg.norm(_current[a]) for a in range(ARTICLES)])
        _queries = [vectors[700 + k] for k in range(100)]
        client.search("deep", data=[_queries[0].tolist()], limit=10, filter="valid_to == 9999")  # the first one warms up
        _began = time.perf_counter()
        _hits = client.search("deep", data=[q.tolist() for q in _queries], limit=10, filter="valid_to == 9999", output_fields=["article"], search_params={"params": {"nprobe": 4}})
        _ms = 1000 * (time.perf_counter() - _began)
        _recall = np.mean([len({h["entity"]["article"] for h in hits} & set(np.argsort(-(_exact @ q))[:10].tolist())) / 10 for hits, q in zip(_hits, _queries, strict=True)])
        depth_cost.append({"versions": _depth, "rows": ARTICLES * _depth, "bytes": ARTICLES * _depth * 32 * 4, "recall": float(_recall), "ms": _ms})
    course.table("versions per article / rows / bytes of vectors / 100 searches / recall@10 among what holds", [f"|{d['versions']}|{d['rows']:,}|{d['bytes']:,}|{d['ms']:.0f} ms|{d['recall']:.2f}|" for d in depth_cost])
    return (depth_cost,)


@app.cell(hide_code=True)
def _(course, deep_history, mo):
    course.after(deep_history)
    mo.md("""
    If history is large and seldom asked, give it a collection of its own: the current versions in one that every search uses, the ended ones in a second. A change then moves a row, and as-of reads ask both. Between the two there is no transaction, so write the ended version **first**, and remove the
    current one when the next is in place.

    ### How long to keep it

    A **retention** rule removes versions that ended before a horizon. The word *ended* carries the rule. Versions that began long ago may hold today, and the last version of an article that was not touched for years is the oldest row of all. Move the horizon over the versions of the goods:
    """)
    return


@app.cell(hide_code=True)
def _(STEPS, mo):
    horizon = mo.ui.slider(0, len(STEPS) + 1, 1, value=3, label="Horizon", show_value=True)
    rule = mo.ui.dropdown({"valid_to <= horizon": "valid_to <= {}", "valid_from < horizon": "valid_from < {}"}, value="valid_to <= horizon", label="Remove where")
    mo.hstack([rule, horizon], justify="start", wrap=True)
    return horizon, rule


@app.cell(hide_code=True)
def _(FIELDS, STEPS, as_of, client, course, horizon, make, mo, record, rule, travelled):
    make(client, "kept", *FIELDS)
    for _number, (_, _op, _goods) in enumerate(STEPS, 1):
        record("kept", _number, _op, _goods)
    _before = client.query("kept", filter="", output_fields=["count(*)"])[0]["count(*)"]
    client.delete("kept", filter=rule.value.format(horizon.value))
    _left = client.query("kept", filter="", output_fields=["count(*)"])[0]["count(*)"]
    _lines = []
    for _at, _then in enumerate(travelled["answers"]):
        _right = dict(as_of("kept", _at)) == {int(i): n for i, n in _then.items()}
        _lines.append(f"|{_at}|{'right' if _right else 'wrong'}|{'may be asked' if _at >= horizon.value else 'before the horizon'}|")
    mo.vstack([mo.md(f"{_before} versions, {_left} left."), course.table("as of moment / the answer is / and that moment", _lines)])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Remove by `valid_to`, and every moment from the horizon on is answered as before. Remove by `valid_from`, and what holds today is gone. After a removal, say so: a question about a moment before the horizon needs a **refusal** and not a half-empty answer.

    Milvus can do a part by itself. A collection's TTL removes rows so many seconds after their **insert**, which is the wrong clock for versions: a row that still holds also grows old. Since 3.0 an entity may carry its own end in a `TIMESTAMPTZ` field (`ttl_field`), and NULL means never (docs v3.0.x, *Set Collection TTL*;
    *not run here*). Set it when the version ends, to the end plus the retention, and the last version is safe.

    ### Erasure against history

    A person asks to be erased, and the history is full of them. The law does not distinguish rows of now from rows of then, and neither does the delete: all versions go, those that have ended first of all. But look at where else the person is:

    | place | after `delete` of all versions | what is left to do |
    |:---|:---|:---|
    | search, query, as-of reads | gone at once, at the level Strong | nothing |
    | segment files on disk | still there until compaction rewrites the segment (chapter 3) | compact, and know how long it takes |
    | snapshots | still there: their files are not collected while the snapshot exists (docs v3.0.x, *Snapshots*) | drop snapshots older than the request |
    | backups, editions behind an alias | still there | a date on which each of them ends, and no restore without repeating the erasures |
    | your own log | still there | a key per person, thrown away, or the person's text outside of the log |

    The last line is why an append-only log holds references rather than people. And it is why a **list of erasures** outlives everything else: after every restore it is replayed at once.
    """)
    return


@app.cell(hide_code=True)
def _(FIELDS, STEPS, client, course, make, mo, record):
    make(client, "erased", *FIELDS)
    for _number, (_, _op, _goods) in enumerate(STEPS, 1):
        record("erased", _number, _op, _goods)
    _all = len(client.query("erased", filter="good == 2", output_fields=["name"], limit=50))
    client.delete("erased", filter="good == 2 and valid_to == 9999")
    _history = [r["name"] for r in client.query("erased", filter="good == 2", output_fields=["name"], limit=50)]
    client.delete("erased", filter="good == 2")
    left_after_erasure = [r["name"] for r in client.query("erased", filter="good == 2", output_fields=["name"], limit=50)]
    mo.vstack([course.table("good 2 / versions in the collection", [f"|before|{_all}|", f"|the version that holds is deleted|{len(_history)}: {', '.join(_history)}|", f"|all versions are deleted|{len(left_after_erasure)}|"])])
    return (left_after_erasure,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Which one?

    | you need | take | and know that |
    |:---|:---|:---|
    | what was true at any moment, for single rows | versioned rows | every read needs the filter |
    | back to the edition before, within a second | two collections and an alias | it costs both of them |
    | a state of last week, to try something on | a snapshot (Milvus 3) | flush first; only the moments you chose |
    | the data after a fire | a backup elsewhere | practice the restore |
    | who did what, and undo it | versioned rows with a writer | a deletion has a writer too |
    | rows that must not outlive a date | TTL, or a retention job | it is the opposite of history |
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Pass `travel_timestamp` to search in the past.”** It worked on old servers, if retention was turned on. Since 2.3.0 (milvus-io/milvus #26119, 2.3.0) no server reads it, and none says so.
    - **“A Milvus timestamp is Unix time.”** It is milliseconds shifted left by 18 bits. In seconds it is a day in January 1970.
    - **“`restore_snapshot(snapshot_name, collection_name)`.”** The client wants the source and the target; the guide's call raises a `TypeError` (pymilvus 3.0.2).
    - **“A snapshot is everything up to now.”** It is everything up to the last flush (docs v3.0.x, *Manage Snapshots*).
    - **“Rename the collection, then make it anew.”** Between the two calls there is nothing. An alias moves in one.
    - **“TTL keeps the last thirty days of versions.”** It counts from the insert, so it also removes what still holds.
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
    course.panel("ch12/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex07")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch12/ex08")
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
        "A program of 2022 passes `travel_timestamp` and is moved to Milvus 3 with a client of its own that still sends it. What do its users notice?",
        {
            "An error at the first search": "The field is still part of the message, so nothing is refused.",
            "Nothing: they see rows of now and take them for rows of then": "That is the dangerous case. The parameter is not read.",
            "Slower searches": "Nothing more is done than without it.",
            "Empty results": "The rows of now come back.",
        },
        answer="Nothing: they see rows of now and take them for rows of then",
        key="ch12 quiz silent",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A version holds from 100 to 200, the next one from 200. Which filter gives exactly one of them at any moment from 100 on?",
        {
            "`valid_from <= t and valid_to >= t`": "At 200 both hold.",
            "`valid_from < t and valid_to > t`": "At 100 and at 200 neither holds.",
            "`valid_from <= t and valid_to > t`": "Half-open: the beginning counts, the end does not.",
            "`valid_from < t and valid_to >= t`": "One at a time, but at 100 there is none yet, and at 200 the old one.",
        },
        answer="`valid_from <= t and valid_to > t`",
        key="ch12 quiz half-open",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A nightly job makes a snapshot of `customers` and, a minute later, one of `orders`. Writers do not stop. What is the danger?",
        {
            "The second snapshot overwrites the first": "They have names of their own.",
            "Orders whose customer is in no snapshot": "The minute between the two is in one half only.",
            "Snapshots are slow": "They are metadata, made in milliseconds.",
            "None, each is consistent": "Each by itself. Together they are two moments.",
        },
        answer="Orders whose customer is in no snapshot",
        key="ch12 quiz cut",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Retention is 90 days. Which versions may the job remove?",
        {
            "Those whose `valid_from` is older than 90 days": "Some of them still hold.",
            "Those whose `valid_to` is older than 90 days": "They ended before every moment that may still be asked about.",
            "All but the newest 90": "Days are no rows.",
            "Those inserted more than 90 days ago": "That is what a collection's TTL does, with the clock of the insert.",
        },
        answer="Those whose `valid_to` is older than 90 days",
        key="ch12 quiz retention",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A bot has overwritten 4,000 articles since noon; people have edited others meanwhile, and some of the 4,000. What brings back the least damage?",
        {
            "Replay the log to noon": "The people's work since noon is lost.",
            "Move the alias to yesterday's edition": "A day of all writers' work is lost.",
            "End the bot's versions that still hold, and begin again what they replaced": "Only what the bot wrote, and no other writer has corrected since, changes.",
            "Delete every row that the bot wrote": "Then the articles are gone, and so is the evidence.",
        },
        answer="End the bot's versions that still hold, and begin again what they replaced",
        key="ch12 quiz bot",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **Time Travel** let a search name the time at which rows count. It needed deleted rows to be kept, was off by default, and left in 2.3.0 (milvus-io/milvus #26070, 2.3.0). Today the parameter is ignored without a word.
    - **Versioned rows** hold from `valid_from` on and until `valid_to`, not at it. `valid_from <= t and valid_to > t`, in every read, and in the search rather than after it.
    - **Replay** goes back to a moment and loses all later work; an **alias** goes back one edition at once; an **undo** takes out one writer.
    - Collections that refer to each other need a **consistent cut**: one moment for all.
    - **Flush** before you copy files. A search sees what a copy does not.
    - **Retention** goes by the end of a version, **erasure** by the person, in every copy there is.

    ## Where to read on

    - Milvus docs v3.0.x, *Snapshots*, *Manage Snapshots*, *Snapshot Use Cases*, *Manage Aliases*, *Set Collection TTL*; docs v2.2.x, *Time Travel*, for what it was.
    - milvus-io/milvus #26070, 2.3.0: the request to abandon it, with its reasons.
    - Richard Snodgrass, *Developing Time-Oriented Database Applications in SQL*: valid time, transaction time, and every mistake with them.
    - Chandy and Lamport, *Distributed Snapshots: Determining Global States of Distributed Systems*, 1985: what a consistent cut is.
    - Chapter 13 changes the shape of rows; chapter 15 brings the log as a stream; chapter 18 practices backups.
    """)
    return


@app.cell(hide_code=True)
def test_the_answers_of_time_travel(STEPS, travelled):
    """Time Travel on 2.2.16 gives, at every moment, what the steps up to then leave"""
    there = {}
    assert travelled["answers"][0] == {}
    for number, (_, op, goods) in enumerate(STEPS, 1):
        for key, name in goods.items():
            there.pop(str(key), None)
            if op == "put":
                there[str(key)] = name
        assert travelled["answers"][number] == there
    assert travelled["now"] == there
    assert travelled["rows"] > len(there)
    assert "only support to travel back to 120h0m0s so far" in travelled["too old"]
    return


@app.cell(hide_code=True)
def test_the_field_is_ignored(ignored):
    """The Milvus of this page answers a message with travel_timestamp with the rows of now"""
    assert ignored == [2, 3, 4]
    return


@app.cell(hide_code=True)
def test_the_guides_calls(snapshot_calls):
    """pymilvus 3.0.2 refuses the guide's arguments of describe, restore and drop, and takes those of create"""
    assert snapshot_calls["create_snapshot"][1] == "is accepted"
    assert snapshot_calls["restore_snapshot"][0] == ["snapshot_name", "source_collection_name", "target_collection_name"]
    assert all("missing" in snapshot_calls[name][1] for name in ("describe_snapshot", "restore_snapshot", "drop_snapshot"))
    return


@app.cell(hide_code=True)
def test_versioned_rows_answer_as_time_travel_did(same_answers):
    """Versioned rows give the answers of Time Travel on the same events"""
    assert all(same_answers)
    return


@app.cell(hide_code=True)
def test_filter_after_the_search(five_at, found_after, fetch_rows, vectors):
    """Ten times as many hits, filtered afterwards, find a part of the five; the filter finds all"""
    assert len(five_at(vectors[0].tolist(), 155)) == 5
    assert fetch_rows.value != 50 or 1.0 <= found_after <= 3.4
    return


@app.cell(hide_code=True)
def test_the_torn_copy(copied_first, dangling, writes_between):
    """Copied one after the other, orders come without their customers"""
    assert dangling == (writes_between.value if copied_first.value == "customers" else 0)
    return


@app.cell(hide_code=True)
def test_the_alias_moves_in_one_step(seen):
    """Readers of an alias that alter_alias moves see one edition or the other; those of one that is dropped get errors"""
    assert set(seen[False]) <= {100, 140}
    assert "an error" in seen[True]
    return


@app.cell(hide_code=True)
def test_history_costs_rows_and_hardly_recall(depth_cost):
    """Sixteen versions are sixteen times the rows; recall among the versions that hold stays about as it was"""
    assert depth_cost[-1]["rows"] == 16 * depth_cost[0]["rows"]
    assert abs(depth_cost[-1]["recall"] - depth_cost[0]["recall"]) < 0.15
    return


@app.cell(hide_code=True)
def test_erasure_reaches_every_version(left_after_erasure):
    """A delete of all versions leaves none"""
    assert left_after_erasure == []
    return


if __name__ == "__main__":
    app.run()
