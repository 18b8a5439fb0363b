import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="3 The Architecture of Milvus")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # The Architecture of Milvus

    You call `insert`, and a few milliseconds later it returns. What has happened? The row is not in an index. It is in no
    file of vectors, and a search may not find it yet. All the same it is safe: you may kill the server now.

    Milvus is built around that moment. This chapter follows one write and one read through the system, with your own rows,
    on a server that tells you what it does. Then you kill it.

    **What you will be able to do**

    - *trace* an insert and a search through Milvus, hop by hop,
    - *translate* the component names of older tutorials into those of Milvus 3,
    - *watch* rows go from a growing segment to storage and into a sealed one, and *say* what a flush changes,
    - *predict* what survives a kill, and *check* it row by row,
    - *tell* from its symptoms which component is gone.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import re
    import statistics
    import sys
    import time
    from html import escape
    from pathlib import Path

    import altair as alt
    from pymilvus import DataType

    import grader.lesson as course
    from grader.datasets import words

    sys.path.insert(0, str(mo.notebook_dir()))  # the pictures lie beside this lesson
    from models import trace

    return DataType, Path, alt, course, escape, json, re, statistics, time, trace, words


@app.cell(hide_code=True)
def _(course):
    try:
        server = course.milvus(needs=["segments", "metrics", "durability", "consistency"])
        absent = ""
    except course.NotServed as error:
        server, absent = None, str(error)
    return absent, server


@app.cell(hide_code=True)
def _(absent, mo, server):
    _who = (
        f"A real server answers here. {server.introduced}"
        if server
        else f"No such server is here, so you read what one said when this page was recorded. {absent}"
    )
    mo.md(f"""
    **Before you begin.** Chapter 1 comes before this one. {_who}

    The server is of the 2.3 line, from January 2024. Since then Milvus has moved some jobs from one component to another
    and has renamed the result. The jobs are the same ones. So you watch them being done under the old names, which nearly
    every tutorial shows, and read beside them who does them in Milvus 3. What is said of Milvus 3 is *not run here*; it
    comes from its documentation, and carries the page.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, server):
    def shown(name, make):
        """What the server says now, or what it said when this page was recorded; it scrolls where it is wider than the page."""
        told = mo.md(course.record(name, make(), server.identity)) if server else course.recorded(name)
        return mo.Html(f"<div style='overflow-x:auto' tabindex='0'>{told.text}</div>")



    return (shown,)


@app.cell(hide_code=True)
def _(DataType, server, words):
    VECTORS, NAMES = words(6000, 32)


    def rows(start, stop):
        return [{"id": i, "vector": VECTORS[i].tolist(), "word": NAMES[i]} for i in range(start, stop)]


    def new_collection(name, shards=1, index="IVF_FLAT", **params):
        """An empty, loaded collection of words."""
        client = server.client()
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        schema.add_field("word", DataType.VARCHAR, max_length=100)
        made = client.prepare_index_params()
        made.add_index("vector", index_type=index, metric_type="L2", params=params or ({"nlist": 16} if index == "IVF_FLAT" else {}))
        client.create_collection(name, schema=schema, index_params=made, num_shards=shards)
        return client


    def count(client, name, level="Strong"):
        return client.query(name, filter="", output_fields=["count(*)"], consistency_level=level)[0]["count(*)"]

    return VECTORS, count, new_collection, rows


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Standalone vs Cluster Mode

    Milvus is a set of components that talk to each other. How many *processes* that makes is a choice:

    - **Standalone**: all components in one process. It needs a place for its files and an etcd for its metadata. Both can be
      inside the same process, as on the server of this page.
    - **Cluster** (Milvus Distributed): each component is a process of its own, usually a pod, and there may be several of a kind.
      etcd, the object storage and the log are services outside.

    The code is the same. So is the client: `MilvusClient(uri=…)`.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    one_process = course.predict(
        "Your standalone server is one process. How many *components* does it name when it is asked for its metrics?",
        ["One: that is what standalone means", "Three: reader, writer, storage", "Seven"],
        "Seven",
        "Standalone is a way of packing, not a smaller design. The components are all there and talk to each other as if they were apart.",
        key="ch03 one process",
    )
    one_process
    return (one_process,)


@app.cell(hide_code=True)
def _(course, one_process, re, server, shown):
    course.after(one_process)
    JOBS = {
        "proxy": "takes every call, checks it, joins the answers",
        "rootcoord": "collections and their schemas; hands out ids and timestamps",
        "datacoord": "which segments there are, and what is to be flushed, indexed, merged",
        "querycoord": "what is loaded, and on which query node",
        "querynode": "searches",
        "datanode": "reads the log and writes segments to storage",
        "indexnode": "builds indexes",
    }


    def _components():
        text = server.scrape()
        roles = re.findall(r'^milvus_num_node\{.*role_name="(\w+)"\} 1$', text, flags=re.MULTILINE)
        lines = [f"| `{role}` | {job} |" for role, job in JOBS.items() if role in roles]
        lines += [f"| `{role}` | |" for role in roles if role not in JOBS]
        return "| component | its job |\n|:---|:---|\n" + "\n".join(lines)


    shown("ch03-components", _components)
    return


@app.cell(hide_code=True)
def _(course, mo, one_process):
    course.after(one_process)
    mo.md("""
    Which one do you want? Standalone, until one machine is too small or its failure would cost too much. A standalone cannot be turned
    into a cluster while it runs (docs v3.0.x, *Main Components*): the way over is a backup and a restore. And a cluster does not
    make a small search faster: it adds hops. It pays where the segments of a collection are so many that several nodes
    search them at the same time, or where many searches come at once.

    ## Core Components

    Read this table from the right: first the job, then who does it. That is the way to translate a tutorial.

    Milvus 3 has *five* components: Proxy, Coordinator, Streaming Node, Query Node, Data Node (docs v3.0.x, *Main Components*). Three
    things changed on the way. The coordinators became one. The IndexNode went into the Data Node. And the **streaming node**
    came, and took over everything that has to do with *fresh* rows.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.table(
        "the old name / in Milvus 3 / the job",
        [
            "| Proxy | **Proxy** | takes every call, checks it, joins the answers |",
            "| RootCoord | **Coordinator** | collections, schemas, timestamps |",
            "| DataCoord, and earlier IndexCoord | **Coordinator** | segments: what to flush, to index, to merge |",
            "| QueryCoord | **Coordinator** | what is loaded where |",
            "| *the message queue's clients, everywhere* | **Streaming Node** | writes the log, and reads it |",
            "| QueryNode, for growing rows | **Streaming Node** | holds growing rows, and searches them |",
            "| QueryNode, as a shard's leader | **Streaming Node** | directs the search of a shard (the *delegator*) |",
            "| DataNode, flush | **Streaming Node** | writes growing rows out as a segment |",
            "| QueryNode, for sealed segments | **Query Node** | loads sealed segments, and searches them |",
            "| DataNode, compaction | **Data Node** | merges segments in storage |",
            "| IndexNode | **Data Node** | builds indexes |",
            "| Pulsar, Kafka; RocksMQ in standalone | **Woodpecker**, or Pulsar, Kafka; RocksMQ still in standalone | the log |",
            "| etcd | **etcd** | the metadata |",
            "| MinIO, S3, … | **MinIO, S3, …** | the files |",
        ],
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The table follows docs v3.0.x, *Milvus Architecture Overview*, *Streaming Service*, *Data Processing*. The IndexCoord was merged into the
    DataCoord with 2.3.0 (release notes 2.3.0), and the IndexNode into the Data Node with 2.6.0 (release notes 2.6.0). RocksMQ can
    still be the log of a standalone (docs v3.0.x, *Main Components*, *Switch between RocksMQ and Woodpecker*).

    So a **DataNode is not a Data Node**: of its two jobs the larger one went to the streaming node. Exercise 4 is about that.

    Now watch. 3,000 words are inserted and flushed. Everything below was written by your server into its own log, a moment ago: the
    course only looked for the lines that name your segment.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    who_first = course.predict(
        "`insert` has just returned. Which of these has happened?",
        ["The rows are in the log", "The rows are in a file of vectors in storage", "The rows are in the index", "The query node has the rows"],
        "The rows are in the log",
        "That, and nothing else, is what the answer means. The rest follows: the query node and the data node each read the log by "
        "themselves, at their own pace.",
        key="ch03 who first",
    )
    who_first
    return (who_first,)


@app.cell(hide_code=True)
def _(course, new_collection, rows, server, time, trace, who_first):
    import threading

    course.after(who_first)


    def live_through(name, number):
        """Insert and flush, and look ten times a second at where the rows are."""
        client = new_collection(name)
        collection = str(client.describe_collection(name)["collection_id"])
        samples, start = [], time.time()
        client.insert(name, rows(0, number))
        life = {"returned": time.time() - start}


        def flush():
            client.flush(name)
            life["flushed"] = time.time() - start


        helper = threading.Thread(target=flush)
        helper.start()
        while time.time() - start < 20:
            stored = sum(s.num_rows for s in client.list_persistent_segments(name))
            sealed = sum(s.num_rows for s in client.list_loaded_segments(name))
            growing = trace.numbers(server.scrape(), "milvus_querynode_entity_num", collection_id=collection, segment_state="Growing")
            samples.append((time.time() - start, stored, sealed, growing))
            if sealed == number and growing == 0:
                break
            time.sleep(0.1)
        helper.join()
        time.sleep(0.5)  # for the last lines of the log
        segment = client.list_persistent_segments(name)[0].segment_id
        steps = [
            trace.Step(0.0, "you", "call insert"),
            trace.Step(float("nan"), "Proxy", "checks the rows, and has timestamps from the RootCoord", "to RootCoord"),
            *trace.write_steps(server.logs(), segment, start),
        ]
        place = next((i for i, step in enumerate(steps) if step.at > life["returned"]), len(steps))
        steps.insert(place, trace.Step(life["returned"], "the log", "has the rows: insert returns"))
        return life | {"samples": samples, "steps": steps, "segment": segment, "collection": collection, "rows": number}


    life = live_through("life", 3000) if server else None
    return life, threading


@app.cell(hide_code=True)
def _(course, life, mo, who_first):
    course.after(who_first)
    hop = mo.ui.slider(1, len(life["steps"]) if life else 13, value=len(life["steps"]) if life else 13, label="Show the way up to step", show_value=True)
    hop if life else None
    return (hop,)


@app.cell(hide_code=True)
def _(course, hop, life, mo, server, trace):
    def _way(shown):
        _old = trace.picture(life["steps"], shown, "The way of a write")
        return f"<div>{_old}{trace.listing(life['steps'], shown)}</div>"


    if life:
        course.record("ch03-write", _way(len(life["steps"])), server.identity)
        _out = mo.Html(_way(hop.value))
    else:
        _out = course.recorded("ch03-write")
    _out
    return


@app.cell(hide_code=True)
def _(course, mo, who_first):
    course.after(who_first)
    mo.md("""
    The numbers in a box are the steps at which it had your rows. (The dot follows the path once; hold the pointer over the picture to
    stop it. If your system is set to reduce motion, it stays still. The list says the same in words.)

    Notice three things. *Two readers*: the query node and the data node read the same rows from the log, neither from the other.
    **The coordinators never touch a row**: they decide, note down, and tell others. And **the long part comes after** `insert` has
    returned: writing files, building, loading.

    In Milvus 3 the picture is shorter. The rows go from the proxy to *one* streaming node, which writes the log, keeps the
    growing rows, and later writes the segment; the data node builds the index, a query node loads it (docs v3.0.x, *Milvus Architecture
    Overview*, under “Example Data Flow: Data Insertion”; not run here).
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Data Model

    What you see is a collection with rows. What Milvus sees has more levels:

    **database** › **collection** › **shard** › **segment** › **a file for each field**

    - A **shard** is one stream of writes, a virtual channel of the log. A row's key decides which shard it belongs to.
      You choose the number when you create the collection (`num_shards`).
    - A **segment** is a set of rows that are stored, indexed and loaded together. In Milvus, "the index" always means one
      index per segment.
    - A **partition** is a label by which you group rows; a segment belongs to one shard and one partition (chapter 4).
    - In storage each field is a file of its own, and so is the vector.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    row_count = course.predict(
        "1,500 rows were inserted a second ago, and a `count(*)` at the level Strong, which waits for every write (below), finds all of them. What does "
        "`get_collection_stats` say their `row_count` is?",
        ["1,500", "0", "Somewhere in between, and rising"],
        "0",
        "The statistics add up segments in storage. Nothing was flushed, so there is none. `row_count` is a number about files, not about rows.",
        key="ch03 row count",
    )
    row_count
    return (row_count,)


@app.cell(hide_code=True)
def _(count, course, new_collection, row_count, rows, server, shown):
    course.after(row_count)


    def _counts():
        client = new_collection("counted", index="FLAT")
        lines = []


        def look(what):
            stats = client.get_collection_stats("counted")["row_count"]
            stored = sum(s.num_rows for s in client.list_persistent_segments("counted"))
            lines.append(f"| {what} | {stats} | {stored} | {count(client, 'counted')} |")


        look("an empty collection")
        client.insert("counted", rows(0, 1500))
        look("1,500 rows inserted")
        client.flush("counted")
        look("flushed")
        client.delete("counted", ids=list(range(200)))
        look("200 rows deleted")
        client.insert("counted", rows(1500, 1600))
        look("100 more inserted")
        return "| after | `row_count` | rows of flushed segments | `count(*)`, Strong |\n|:---|---|---|---|\n" + "\n".join(lines)


    shown("ch03-counts", _counts)
    return


@app.cell(hide_code=True)
def _(course, mo, row_count):
    course.after(row_count)
    mo.md("""
    `row_count` is wrong in both directions: it misses unflushed rows, and still counts deleted ones until compaction rewrites the
    segment. (`Collection.num_entities` of the older interface is the same number.) To know how many rows there are, ask for
    `count(*)` at the level Strong. `row_count` answers a different question: how much is in storage? The two calls, as they were made here:

    ```python
    client.get_collection_stats(name)["row_count"]
    client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    ```

    Now the files. This is what your server has on its disk for the collection *life*, the one whose way you followed:
    """)
    return


@app.cell(hide_code=True)
def _(Path, course, life, row_count, server, shown):
    course.after(row_count)


    def _files():
        root = Path(server.files["data"]) / "data"
        names = {"0": "row id, kept by Milvus", "1": "timestamp, kept by Milvus", "100": "`id`", "101": "`vector`", "102": "`word`"}
        lines = []
        for path in sorted((root / "insert_log" / life["collection"]).glob("*/*/*/*")):
            _, segment, field = path.parts[-4:-1]
            lines.append(f"| `insert_log/…/{segment[-4:]}/{field}/{path.name[-4:]}` | {names.get(field, field)} | {path.stat().st_size:,} |")
        for path in sorted(p for p in (root / "index_files").rglob("*") if p.is_file() and str(life["segment"]) in p.parts):
            lines.append(f"| `index_files/…/{path.parent.name[-4:]}/{path.name}` | the index of `vector` | {path.stat().st_size:,} |")
        return "| file (ids cut to their last digits) | holds | bytes |\n|:---|:---|---|\n" + "\n".join(lines)


    shown("ch03-files", _files)
    return


@app.cell(hide_code=True)
def _(course, mo, row_count):
    course.after(row_count)
    mo.md("""
    Two fields are not yours. The **timestamp** of each row is what makes a delete and a consistent read possible: it says
    since when the row exists. (Milvus 3 has another storage format, Storage V3, which is off by default: docs v3.0.x, *Storage V3*. The
    idea, immutable files by segment and column, is the same.)

    Shards are easy to observe. Choose how many; your server then makes a collection, inserts 900 words and flushes.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, row_count):
    course.after(row_count)
    shards = mo.ui.dropdown({"1 shard": 1, "2 shards": 2, "4 shards": 4}, value="2 shards", label="num_shards")
    shards
    return (shards,)


@app.cell(hide_code=True)
def _(new_collection, rows, server, shards, shown):
    def _sharded():
        client = new_collection("sharded", shards=shards.value, index="FLAT")
        client.insert("sharded", rows(0, 900))
        client.flush("sharded")
        found = client.list_persistent_segments("sharded")
        told = ", ".join(f"**{s.num_rows}**" for s in sorted(found, key=lambda s: s.segment_id))
        asked = client.describe_collection("sharded")["num_shards"]
        return f"{asked} shard(s), 900 rows in one `insert`: **{len(found)} segment(s)** in storage, with {told} rows."


    shown("ch03-shards", _sharded)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    One insert became as many messages as there are shards, and each shard has a growing segment of its own. More shards take in
    writes in parallel; they also mean more and smaller segments, and each read has to ask all of them. One is right until
    writing is what limits you.

    ## Storage Engine

    The parts of the picture that keep something are at the bottom: **the log** and **the storage**. Everything above them can be thrown
    away and started again. That is the one idea on which the rest is built: **the log is the database, the segments are its condensed
    form**.

    A segment has a life:

    1. **growing**: fed from the log, in the memory of a node. It does not have the index that you asked for. A server gives it a small
       temporary one, the *interim index*, unless `queryNode.segcore.interimIndex.enableIndex` says no
       (docs v3.0.x, *queryNode-related Configurations*; Milvus Lite has none).
    2. **sealed**: nothing more goes in. It is full, or old, or a client called `flush`.
    3. **flushed**: its files are in storage.
    4. **indexed**: a file more.
    5. **loaded**: a query node has taken files and index into memory, and serves them. Only then may the growing copy go.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    after_flush = course.predict(
        "`flush` takes a few seconds and returns. You search at once. Which copy of the rows answers?",
        ["The sealed segment with its index", "The growing one, without the index you asked for", "Neither: for a moment the rows cannot be found"],
        "The growing one, without the index you asked for",
        "A flush is about storage. Building comes after it, then loading, and the query coordinator looks for what is to be loaded only now and then: "
        "once a second on this server, where the course has set it so; left alone it takes its time. So a measurement right after a flush measures "
        "the wrong thing. Exercise 2 builds the wait.",
        key="ch03 after flush",
    )
    after_flush
    return (after_flush,)


@app.cell(hide_code=True)
def _(after_flush, alt, course, life, mo, server, shown):
    course.after(after_flush)


    def _handoff():
        first = {k: next((t for t, *values in life["samples"] if test(values)), None) for k, test in {
            "stored": lambda v: v[0] == life["rows"], "sealed": lambda v: v[1] == life["rows"], "gone": lambda v: v[1] == life["rows"] and v[2] == 0}.items()}  # fmt: skip
        tell = lambda t: "not seen in 20 s" if t is None else f"{t:.1f} s"
        return (
            f"| what | seconds after the call of `insert` |\n|:---|---|\n| `insert` returned | {life['returned']:.3f} s |\n| all rows in storage | {tell(first['stored'])} |\n"
            f"| `flush` returned | {life['flushed']:.1f} s |\n| all rows served from a sealed segment | {tell(first['sealed'])} |\n| growing copy gone | {tell(first['gone'])} |"
        )


    def _chart():
        kinds = ("growing", "in storage", "sealed, served")
        spans = []
        for kind, column in zip(kinds, (3, 1, 2)):
            there = [sample[0] for sample in life["samples"] if sample[column] == life["rows"]]
            spans += [{"where": kind, "from": there[0], "to": max(there[-1], there[0] + 0.05)}] if there else []
        lines = alt.Chart(alt.Data(values=spans)).mark_bar(height=22, cornerRadius=4).encode(
            x=alt.X("from:Q", title="seconds since insert was called", scale=alt.Scale(domainMin=0)),
            x2="to:Q",
            y=alt.Y("where:N", title=None, sort=list(kinds)),
            color=alt.Color("where:N", legend=None, scale=alt.Scale(domain=list(kinds), range=["#d9772b", "#7a6fc2", "#1592a6"])),
            tooltip=["where:N", alt.Tooltip("from:Q", format=".1f"), alt.Tooltip("to:Q", format=".1f")],
        )
        marks = [{"at": life["flushed"], "what": "flush returns ›"}]
        rule = alt.Chart(alt.Data(values=marks)).mark_rule(color="#8a94a3", strokeDash=[4, 4]).encode(x="at:Q")
        text = alt.Chart(alt.Data(values=marks)).mark_text(align="right", dx=-6, baseline="top", color="#8a94a3", fontSize=12).encode(x="at:Q", y=alt.value(4), text="what:N")
        return course.chart(lines + rule + text, 150, "When all 3,000 rows are in growing segments, in storage, and in sealed segments that are served")


    mo.vstack([*([_chart()] if server else []), shown("ch03-handoff", _handoff)])
    return


@app.cell(hide_code=True)
def _(after_flush, course, mo):
    course.after(after_flush)
    mo.md("""
    Each bar says when *all* rows are there. While both copies are, the node knows it and answers from one. No row may go missing in between or be
    found twice, which is why the swap is so careful. (In 2.6.11 it once was not, and flushed rows could not be found for minutes:
    milvus-io/milvus #47913, 2.6.11.) `flush` returns later than the first files are there: after the coordinator has noted them down, as the
    picture above shows. You rarely have to call it yourself. Segments are flushed when they are full or old; a flush after every insert
    makes many small segments and work for the compaction.

    ### kill -9

    Now the promise. In a moment the course inserts 400 words into *life*, ten at a time, and nothing is flushed. As soon as the last
    insert has returned, the server gets SIGKILL: no goodbye, no last write. Then it is started again.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    killed = course.predict(
        "400 rows were acknowledged, none of them flushed, and the process was killed a few milliseconds after the last answer. How many are "
        "there after the restart?",
        ["None: they were in memory", "All but those of the last fraction of a second", "All 400"],
        "All 400",
        "They were in the log before `insert` returned. The server finds in its metadata up to which point of the log it has written segments, and reads "
        "the rest again. It does not repair anything; it continues to read.",
        key="ch03 killed",
    )
    killed
    return (killed,)


@app.cell(hide_code=True)
def _(course, killed, life, rows, server, shown, time, trace):
    course.after(killed)


    def _kill():
        client = server.client()
        before = len(client.query("life", filter="id >= 4000", output_fields=["id"], consistency_level="Strong"))
        ids = list(range(4000 + before, 4400 + before))
        for start in range(0, 400, 10):
            client.insert("life", [{**row, "id": ids[start + i]} for i, row in enumerate(rows(start, start + 10))])
        last = time.time()
        server.kill()
        dead = time.time() - last
        server.restart()
        back = time.time() - last
        found = {row["id"] for row in server.client().query("life", filter="id >= 4000", output_fields=["id"], consistency_level="Strong")}
        again = trace.numbers(server.scrape(), "milvus_querynode_entity_num", collection_id=life["collection"], segment_state="Growing")
        return (
            f"| what | measured |\n|:---|---|\n| acknowledged, not flushed | {len(ids)} rows |\n| from the last answer to the death of the process | {dead * 1000:.0f} ms |\n"
            f"| until a query was answered again | {back:.1f} s |\n| found, each by its key | {len(found & set(ids))} |\n| **lost** | **{len(set(ids) - found)}** |\n"
            f"| growing rows, read from the log again, those of earlier kills included | {again:.0f} |"
        )


    shown("ch03-kill", _kill)
    return


@app.cell(hide_code=True)
def _(course, killed, mo):
    course.after(killed)
    mo.md("""
    Two remarks, so that the promise is not read for more than it is.

    *Acknowledged* is the word that counts. An insert whose answer never came may be in the log or not; the client cannot know.
    Sent again, it may be there twice, since a normal insert does not look for the key. Exercise 3 sorts that out.

    And the log itself has to survive. Here it is RocksMQ, on this machine's disk: a killed process loses nothing, a lost disk loses
    everything. In a cluster the log is a replicated service. In Milvus 3 it is **Woodpecker** by default, which keeps its metadata in etcd
    and the log in object storage, or on the local disk of a standalone. Writes are collected and synced at an interval: every 10 ms on a
    local file system, every 200 ms to object storage, and a write waits for that and for the sync itself; a separate Woodpecker
    service brings it down to milliseconds (docs v3.0.x, *Woodpecker*; not run here).
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Query Processing Engine

    A read goes down the same picture and comes up again:

    1. The **proxy** looks up which shards the collection has, and who leads each of them. It puts a timestamp on the
       request: *see at least everything up to here*.
    2. The **leader** of a shard (the *delegator*) waits until it has read the log that far. Then it asks every node that holds
       sealed segments of the shard, and searches the growing ones itself.
    3. Each **segment** is searched by itself, with its own index, and gives its own best `limit` hits.
    4. The hits are joined on the way up: per node, per shard, and last in the proxy.

    In 2.3 the leader is a query node; in Milvus 3 it is the streaming node, which is also who reads the log (docs v3.0.x, *Data Processing*).

    Step 2 is where consistency costs. A node that reads a log knows what it has read. It cannot know what is still on the way. So a
    **time tick** is written into the log again and again: *nothing older than this will come any more*. To see everything up to
    now, a read has to wait for a later tick.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    tick = course.predict(
        "A tick comes about every 200 ms. A row is inserted, and at once a read asks for it: at the level *Strong*, and at the level *Bounded*, which is the "
        "default. What happens?",
        [
            "Both see the row; Strong is a little slower",
            "Strong waits for a tick or two and sees it; Bounded answers in milliseconds and does not",
            "Both wait for the tick",
        ],
        "Strong waits for a tick or two and sees it; Bounded answers in milliseconds and does not",
        "Strong asks for a timestamp of now, and waits for the tick that covers it. Bounded asks for one a few seconds back, which the node has passed "
        "long ago. Neither is wrong: they were asked for different things.",
        key="ch03 tick",
    )
    tick
    return (tick,)


@app.cell(hide_code=True)
def _(count, course, new_collection, rows, server, tick, time, trace):
    course.after(tick)
    LEVELS = ("Strong", "Session", "Bounded", "Eventually")


    def measure_levels():
        """For each level ten times: insert a row, read at once; was it seen, how long did it take, how much of it was waiting?"""
        client = new_collection("levels", index="FLAT")
        client.insert("levels", rows(0, 100))
        count(client, "levels")
        found, number = [], 1000
        for level in LEVELS:
            for _ in range(10):
                number += 1
                client.insert("levels", [{**rows(number, number + 1)[0]}])
                waited = trace.numbers(server.scrape(), "milvus_querynode_sq_wait_tsafe_latency_sum", query_type="query")
                start = time.perf_counter()
                seen = client.query("levels", filter=f"id == {number}", output_fields=["id"], consistency_level=level)
                took = time.perf_counter() - start
                waited = trace.numbers(server.scrape(), "milvus_querynode_sq_wait_tsafe_latency_sum", query_type="query") - waited
                found.append({"level": level, "ms": took * 1000, "waited": waited, "seen": len(seen) == 1})
        return found


    level_reads = measure_levels() if server else None
    return LEVELS, level_reads


@app.cell(hide_code=True)
def _(LEVELS, alt, course, level_reads, mo, server, shown, statistics, tick):
    course.after(tick)


    def _levels():
        lines = []
        for level in LEVELS:
            mine = [r for r in level_reads if r["level"] == level]
            took, waited = (statistics.median(r[key] for r in mine) for key in ("ms", "waited"))
            lines.append(f"| {level} | {sum(r['seen'] for r in mine)} of {len(mine)} | {took:.0f} ms | {waited:.0f} ms |")
        return "| level | row seen | median | median of the wait for a tick |\n|:---|---|---|---|\n" + "\n".join(lines)


    def _chart():
        chart = alt.Chart(alt.Data(values=level_reads)).mark_point(size=70, filled=False, strokeWidth=2).encode(
            x=alt.X("ms:Q", title="milliseconds of one read", scale=alt.Scale(type="log")),
            y=alt.Y("level:N", title=None, sort=list(LEVELS)),
            color=alt.Color("seen:N", title="the new row was", scale=alt.Scale(domain=[True, False], range=["#1592a6", "#d9772b"]), legend=alt.Legend(labelExpr="datum.value ? 'seen' : 'not seen'")),
            shape=alt.Shape("seen:N", title="the new row was", scale=alt.Scale(domain=[True, False], range=["circle", "cross"])),
            tooltip=["level:N", alt.Tooltip("ms:Q", format=".0f"), alt.Tooltip("waited:Q", format=".0f"), "seen:N"],
        )
        return course.chart(chart, 190, "Ten reads at each consistency level, right after an insert: how long, and whether the row was seen")


    mo.vstack([*([_chart()] if server else []), shown("ch03-levels", _levels)])
    return


@app.cell(hide_code=True)
def _(course, mo, tick):
    course.after(tick)
    mo.md("""
    *Session* sees your own writes, because your client remembers the timestamp of its last one and asks for at least that; right after a
    write it also waits for a tick. It may miss another process's writes. (Chapter 6 has the four levels in full.)

    Now one search, counted. Choose a level and a limit: your server answers one search of the collection *life*, and the table
    shows which of its counters went up.
    """)
    return


@app.cell(hide_code=True)
def _(LEVELS, course, mo, tick):
    course.after(tick)
    read_level = mo.ui.dropdown(list(LEVELS), value="Strong", label="Consistency level")
    read_limit = mo.ui.slider(steps=[1, 3, 10, 100], value=3, label="limit", show_value=True)
    read_fresh = mo.ui.switch(value=True, label="insert ten rows first, so that there is a growing segment")
    mo.vstack([mo.hstack([read_level, read_limit], justify="start", wrap=True, gap=1.5), read_fresh])
    return read_fresh, read_level, read_limit


@app.cell(hide_code=True)
def _(VECTORS, count, course, life, mo, read_fresh, read_level, read_limit, rows, server, time, trace):
    COUNTED = [
        ("Proxy", "took the search", "milvus_proxy_req_count", {"function_name": "Search", "status": "total"}),
        ("QueryNode", "was asked as the leader of a shard", "milvus_querynode_sq_req_count", {"query_type": "search", "scope": "OnLeader", "status": "total"}),
        ("QueryNode", "milliseconds waited for a time tick", "milvus_querynode_sq_wait_tsafe_latency_sum", {"query_type": "search"}),
        ("QueryNode", "was asked by the leader: growing and sealed are separate", "milvus_querynode_sq_req_count", {"query_type": "search", "scope": "FromLeader", "status": "total"}),
        ("QueryNode", "growing segments searched", "milvus_querynode_sq_segment_latency_count", {"query_type": "search", "segment_state": "Growing"}),
        ("QueryNode", "sealed segments searched", "milvus_querynode_sq_segment_latency_count", {"query_type": "search", "segment_state": "Sealed"}),
        ("QueryNode", "joined the hits of segments", "milvus_querynode_sq_reduce_latency_count", {"query_type": "search", "reduce_level": "segments"}),
        ("QueryNode", "joined the answers of a shard", "milvus_querynode_sq_reduce_latency_count", {"query_type": "search", "reduce_level": "shards"}),
        ("Proxy", "joined the shards", "milvus_proxy_sq_reduce_result_latency_count", {"query_type": "search"}),
    ]


    def _read():
        client = server.client()
        if read_fresh.value:
            client.insert("life", [{**row, "id": 10_000_000 + int(time.time() * 1000) + i} for i, row in enumerate(rows(0, 10))])
        if read_level.value != "Strong":
            count(client, "life")
        before = server.scrape()
        start = time.perf_counter()
        hits = client.search("life", data=[VECTORS[5000].tolist()], limit=read_limit.value, consistency_level=read_level.value, output_fields=["word"])[0]
        took = time.perf_counter() - start
        after = server.scrape()
        moved = [trace.numbers(after, name, **labels) - trace.numbers(before, name, **labels) for *_, name, labels in COUNTED]
        steps = [trace.Step(0.0, "you", "call search"), trace.Step(float("nan"), "Proxy", "takes the search, and puts a timestamp from the RootCoord on it", "to RootCoord")]
        steps += [trace.Step(float("nan"), "QueryNode", f"leads: waits {moved[2]:.0f} ms for a tick, then searches {moved[4]:.0f} growing and {moved[5]:.0f} sealed segment(s), and joins their hits")]
        steps += [trace.Step(float("nan"), "Proxy", "joins the shards"), trace.Step(took, "you", f"have {len(hits)} hits, the nearest is “{hits[0]['entity']['word']}”")]
        lines = "\n".join(f"| {who} | {what} | {value:.0f} |" for (who, what, *_), value in zip(COUNTED, moved))
        return steps, "| who | what | went up by |\n|:---|:---|---|\n" + lines


    if server and life:
        _steps, _table = _read()
        _text = f"<div>{trace.picture(_steps, len(_steps), 'The way of a read')}{trace.listing(_steps, 99, 'ms')}</div>"
        course.record("ch03-read", _text + "\n\n" + _table, server.identity)
        _out = mo.vstack([mo.Html(_text), mo.md(_table)])
    else:
        _out = course.recorded("ch03-read")
    _out
    return


@app.cell(hide_code=True)
def _(course, mo, tick):
    course.after(tick)
    mo.md("""
    No etcd, no storage, no log is in this picture: whatever a search needs is in the memory of the nodes already. That is why a
    search takes milliseconds, and why a collection has to be *loaded*.

    ## Coordination Service

    A cluster needs one place that knows what there is. In Milvus that is **etcd**, a small store that several machines agree on: collections and schemas,
    segments and their state, up to which place of the log everything is written, which nodes are alive. The coordinators are
    programs that read and write it. Their memory is a copy.

    And one authority has to say what *earlier* means. One component hands out all timestamps (the *timestamp oracle*), and each is
    larger than the one before: milliseconds in the upper bits, a counter in the lower 18.
    """)
    return


@app.cell(hide_code=True)
def _(new_collection, server, shown, time):
    def _stamps():
        lines = []
        for name in ("first", "second"):
            client = new_collection(name, index="FLAT")
            stamp = int(client.describe_collection(name)["created_timestamp"])
            clock = time.strftime("%H:%M:%S", time.gmtime((stamp >> 18) / 1000)) + f".{(stamp >> 18) % 1000:03d}"
            lines.append(f"| *{name}* was created | `{stamp}` | {clock} UTC | {stamp & (2**18 - 1)} |")
            client.drop_collection(name)
        return "| what | timestamp | `>> 18`: the clock | the lower 18 bits |\n|:---|---|---|---|\n" + "\n".join(lines)


    shown("ch03-stamps", _stamps)
    return


@app.cell(hide_code=True)
def _(course):
    no_etcd = course.predict(
        "A cluster is at work, and etcd dies. What do people notice in the first seconds?",
        ["Everything stops", "Searches and inserts continue; whatever changes the metadata hangs", "Only inserts stop"],
        "Searches and inserts continue; whatever changes the metadata hangs",
        "To search or to write into the log, no component has to ask etcd: each knows what it knows, for a while (in chapter 7's run, two seconds after the kill, the insert had failed already). Creating, loading and flushing change the metadata. But a node "
        "whose lease in etcd, its right to count as alive, runs out (30 s by default in 2.3.5) takes itself out of service, so this lasts a short while only.",
        key="ch03 no etcd",
    )
    no_etcd
    return (no_etcd,)


@app.cell(hide_code=True)
def _(course, json, mo, no_etcd):
    course.after(no_etcd)
    lost = json.loads((mo.notebook_dir() / "recorded" / "ch03_cluster.json").read_text(encoding="utf-8"))
    BECAUSE = {
        "proxy": "No client gets through. The cluster behind it is well; a second proxy would show it. A proxy keeps nothing.",
        "root coordinator": "Every request needs a timestamp, the searches too. The proxy is there and says so: it answers with an error.",
        "data coordinator": "A write must be assigned a segment; a read needs none.",
        "query coordinator": "The proxy asks it, again and again, who leads which shard. Writing does not need to know.",
        "one of two query nodes": "Half of the shards have no leader. Rows go into the log as ever, and are found once another node has taken over.",
        "data node": "Nothing is written to storage any more. The log keeps it all, and the query nodes read the log themselves. It can take hours to be noticed.",
        "index node": "No call fails. Rows that are flushed get no index from then on: look at the segments, not at the calls.",
        "the log": "What was read is served. What is new cannot be written, and a Strong read waits for a tick that never comes. No client gets an error at first: they wait.",
        "etcd": "Whatever does not change the metadata keeps working.",
    }
    gone = mo.ui.dropdown(list(BECAUSE), value="the log", label="Killed, a second ago:")
    gone
    return BECAUSE, gone, lost


@app.cell(hide_code=True)
def _(BECAUSE, alt, course, gone, lost, mo):
    _rows = [{**r, "call": r["call"].replace(" a collection", "")} for r in lost["rows"]]
    _calls = list(dict.fromkeys(r["call"] for r in _rows))
    _mark = {"works": "✓", "error": "✗", "no answer": "…"}
    _data = [{**r, "mark": _mark[r["outcome"]], "chosen": r["gone"] == gone.value} for r in _rows]
    _base = alt.Chart(alt.Data(values=_data)).encode(
        x=alt.X("call:N", sort=_calls, title=None, axis=alt.Axis(orient="top", labelAngle=-50, labelLimit=160)),
        y=alt.Y("gone:N", sort=list(BECAUSE), title=None, axis=alt.Axis(labelLimit=150)),
        tooltip=["gone:N", "call:N", "outcome:N", alt.Tooltip("seconds:Q", format=".2f")],
    )
    _outcomes = {"works": "#1b7f5a", "error": "#b0413e", "no answer": "#7a6fc2"}
    _rect = _base.mark_rect(strokeWidth=2).encode(
        color=alt.Color("outcome:N", title=None, scale=alt.Scale(domain=list(_outcomes), range=list(_outcomes.values()))),
        stroke=alt.condition("datum.chosen", alt.value("#d9772b"), alt.value("white")),
        strokeWidth=alt.condition("datum.chosen", alt.value(4), alt.value(1)),
    )
    _text = _base.mark_text(color="white", fontSize=13, fontWeight="bold").encode(text="mark:N")
    mo.vstack(
        [
            mo.md(f"/// admonition | **Recorded**, not run here: Milvus *{lost['milvus']}*.\n\nEach component was killed with SIGKILL, and a second later everything was tried.\n\n///"),
            course.chart(_rect + _text, 330, "Which calls work while one component is gone: the table below has the same"),
            mo.md(f"**{gone.value}.** {BECAUSE[gone.value]}"),
            mo.accordion({"The same as a table": mo.Html(f"<div style='overflow-x:auto' tabindex='0'>{mo.md(lost['text']).text}</div>")}),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, no_etcd):
    course.after(no_etcd)
    mo.md("""
    Read a row, and you know what a component is *for*. Read a column, and you know what a call *needs*. Exercise 5 has the same table with
    short names, and one column more: whether flushed rows get their index.

    In Milvus 3 the three coordinators are one process, of which one is active and others may stand by (docs v3.0.x, *Main Components*, *Milvus
    Architecture Overview*). So their rows fall together: while it is away, writing and searching depend on what the others
    have cached. The rows of the query node and the data node move as their jobs did: the loss of a *streaming node* is what stops the
    writes of its shards, until the log is bound to a different one (docs v3.0.x, *Streaming Service*). Not run here.

    ## System Topology

    Four layers, and only the lowest one keeps anything (docs v3.0.x, *Milvus Architecture Overview*):
    """)
    return


@app.cell(hide_code=True)
def _(escape, mo):
    _layers = [
        ("Access", "#1592a6", [("Proxy", "as many as you like, behind a load balancer", "keeps nothing")]),
        ("Coordination", "#7a6fc2", [("Coordinator", "one is active, others stand by", "keeps a copy of etcd")]),
        ("Work", "#d9772b", [("Streaming Node", "by shards: one holds the log of each", "growing rows; they are also in the log"), ("Query Node", "by segments, and replicas", "sealed segments; they are also in storage"), ("Data Node", "by tasks", "nothing")]),
        ("Storage", "#1b7f5a", [("the log", "Woodpecker, Pulsar or Kafka", "keeps every write not yet in storage"), ("etcd", "three machines or five", "keeps the metadata"), ("object storage", "S3, MinIO and others", "keeps segments and indexes")]),
    ]  # fmt: skip


    def _box(name, how_many, keeps, color):
        return (
            f"<div style='flex:1 1 9.5rem;border:1.5px solid {color};border-radius:8px;padding:.45rem .6rem;min-width:0'>"
            f"<div style='font-weight:650'>{escape(name)}</div><div style='font-size:.82rem'>{escape(how_many)}</div>"
            f"<div style='font-size:.82rem;opacity:.8'>{escape(keeps)}</div></div>"
        )


    mo.Html(
        "<div role='list' aria-label='The layers of Milvus 3'>"
        + "".join(
            f"<div role='listitem' style='margin:.5rem 0'><div style='font-size:.8rem;letter-spacing:.05em;text-transform:uppercase;opacity:.75'>{layer}</div>"
            f"<div style='display:flex;flex-wrap:wrap;gap:.5rem'>{''.join(_box(*box, color) for box in boxes)}</div></div>"
            for layer, color, boxes in _layers
        )
        + "</div>"
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Stateless* does not mean that nothing is in memory. It means that whatever is in memory can be recovered: from the log, from
    etcd, from object storage. So a lost node costs *time*, not rows. How much time depends on whether a different node
    has the same segments loaded already. That is what a **replica** is: the same collection loaded twice, on different query nodes.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    node_lost = course.predict(
        "A collection is loaded once, spread over two query nodes. One of them is killed, while a client keeps searching. What does the client see?",
        [
            "Nothing: the other node takes over",
            "Errors for about half a minute, then right answers",
            "Errors for about half a minute, then answers with half of the rows missing, then right answers",
        ],
        "Errors for about half a minute, then answers with half of the rows missing, then right answers",
        "The lease of the dead node has to run out before the cluster believes it. Then a new leader answers, before all segments are loaded again. An answer "
        "without an error is not always a whole answer.",
        key="ch03 node lost",
    )
    node_lost
    return (node_lost,)


@app.cell(hide_code=True)
def _(course, node_lost):
    course.after(node_lost)
    course.recorded("ch03_node_lost")
    return


@app.cell(hide_code=True)
def _(course, mo, node_lost):
    course.after(node_lost)
    mo.md("""
    With a second replica nearly all of it disappears, for the price of the memory. (That a search may leave rows out while segments are
    being loaded is what 2.3.5 did; test it on the version that you run before you rely on either.)

    ## What old tutorials get wrong

    - **Pulsar or Kafka, RootCoord, DataCoord, QueryCoord, IndexCoord, IndexNode.** That is the cluster before 2.6 (release notes 2.6.0). IndexCoord went into DataCoord with
      2.3 (release notes 2.3.0); since 2.6 there is one coordinator, the IndexNode is part of the Data Node, the streaming node is there, and Woodpecker
      is the log by default (release notes 2.6.0). Some pages still show the old names (docs v3.0.x, *Coordinator HA*, *Scale a Milvus Cluster*).
    - **“A DataNode is a Data Node.”** It flushed and it compacted. In Milvus 3 the flush is the streaming node's; see the table above.
    - **“Deploy an index node.”** 2.6 refuses it: `Unknown server type = indexnode` (milvus-io/milvus #45966, 2.6.6).
    - **“`insert`, then `flush`, or the rows are lost.”** They are safe when `insert` returns. A flush after each insert only makes small segments.
    - **“`flush`, and then search.”** You may search before. And after it you wait for the handoff, if you want to measure the index.
    - **“`num_entities` is the number of rows.”** It counts flushed rows, deleted ones included. Ask for `count(*)` at Strong.
    - **“Strong is slow because Milvus asks a quorum.”** It waits for a time tick. On this server
      they come five times a second.

    ## Exercises

    Three of them talk to the server and watch it; one kills it. Two need no Milvus at all.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch03/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch03/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch03/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch03/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch03/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch03/ex06")
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
        "`insert` returned, and the server was killed a millisecond later. Where are the rows?",
        {
            "Lost: nothing had been flushed": "A flush moves rows from the log to storage. They were safe in the log before.",
            "In the log, from which they are read again": "The answer means: it is in the log. Growing segments are rebuilt from it.",
            "In the growing segment": "That was memory, and it is gone. It is rebuilt, and not from itself.",
            "In etcd": "etcd has the metadata: collections, segments, positions. No rows.",
        },
        answer="In the log, from which they are read again",
        key="ch03 quiz power",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A tutorial for 2.4 says: “the DataNode reads the message queue and flushes segments”. Who does that in Milvus 3?",
        {
            "The Data Node": "It has the name and not the job: it compacts and builds indexes.",
            "The Streaming Node": "Everything with fresh rows is there: the log, growing segments, the flush, leading a shard.",
            "The Query Node": "It serves sealed segments, which others have written.",
            "The Coordinator": "It decides and notes down. Rows never pass through it.",
        },
        answer="The Streaming Node",
        key="ch03 quiz datanode",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A dashboard shows `get_collection_stats()[\"row_count\"]`. Yesterday 1,000 rows were inserted and flushed; this morning 300 of them were deleted and 50 others "
        "inserted. What does it show?",
        {
            "750": "That is what `count(*)` at Strong finds. The statistics are about flushed segments.",
            "1,050": "The 50 are not flushed yet: no segment in storage has them.",
            "1,000": "The flushed segment was written with 1,000 rows, and it stays so until a compaction.",
            "700": "A delete is noted beside the segment. The segment is not rewritten at once.",
        },
        answer="1,000",
        key="ch03 quiz stats",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "In a 2.3 cluster, inserts and searches work. `create_collection`, `load_collection` and `flush` have no answer. Who is gone?",
        {
            "The proxy": "Then nothing at all would get through.",
            "The log": "Then an insert would have no answer.",
            "etcd": "What changes the metadata waits for it; what does not keeps working, until the leases run out.",
            "The data node": "Then only the flush would fail, and with an error.",
        },
        answer="etcd",
        key="ch03 quiz etcd",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Why does a Strong read right after an insert take some tenths of a second on this server?",
        {
            "It searches without an index": "A growing segment of a few rows is searched in no time.",
            "It waits for a time tick that is later than the read": "Only the tick says that nothing older is still on the way.",
            "It flushes first": "A read never flushes, at any level.",
            "It asks every replica and compares": "One leader for each shard answers. It only has to have read far enough.",
        },
        answer="It waits for a time tick that is later than the read",
        key="ch03 quiz strong",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - Standalone is all components in one process, a cluster is the same ones apart.
    - Milvus 3: Proxy, Coordinator, Streaming Node, Query Node, Data Node; below them the log, etcd and object storage. Translate old names
      by the **job**.
    - `insert` returns when the rows are in **the log**. What was acknowledged survives a kill.
    - A segment is growing, sealed, flushed, indexed, loaded. After a flush comes the **handoff**; until then the growing copy answers.
    - `row_count` is about segments in storage. `count(*)` at Strong is about rows.
    - A read at Strong waits for a **time tick**. Bounded does not, and may not see the newest rows.
    - Only the lowest layer keeps anything. A lost node costs time, and for a while perhaps answers.

    ## Where to read on

    - Chapter 4, *Data Organization in Milvus*: partitions, keys, and how a segment comes to be large or small.
    - Chapter 6, *Query Processing*: the consistency levels in full.
    - Chapter 16, *Monitoring and Performance Tuning*: the metrics of this chapter, on a dashboard.
    - Chapter 17, *Scaling Milvus*: replicas, and what a failure costs with them.
    - Milvus docs v3.0.x, *Milvus Architecture Overview*, *Main Components*, *Data Processing*, *Streaming Service*, *Woodpecker*.
    """)
    return


@app.cell(hide_code=True)
def test_the_way_of_a_write(course, life):
    """A write is in the log before a query node reads it, and ends in sealed segments, the growing copy gone."""
    _parts = {"DataCoord", "QueryNode", "DataNode", "IndexNode", "QueryCoord"}
    if life:
        _who = [step.who for step in life["steps"]]
        assert _who[0] == "you"
        assert _who.index("the log") < _who.index("QueryNode")
        assert _parts <= set(_who)
        assert life["samples"][-1][2:] == (life["rows"], 0)
    else:
        _shown = course.recorded("ch03-write").text
        assert all(_part in _shown for _part in (*_parts, "the log")), "the record has another way"
    return


@app.cell(hide_code=True)
def test_strong_sees_and_bounded_is_quick(level_reads):
    """Strong and Session see a row inserted just before by the same client; Bounded mostly does not."""
    if level_reads:
        assert all(r["seen"] for r in level_reads if r["level"] in ("Strong", "Session"))
        assert sum(r["seen"] for r in level_reads if r["level"] == "Bounded") <= 3
    return


if __name__ == "__main__":
    app.run()
