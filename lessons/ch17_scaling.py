import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="17 Scaling Milvus")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Scaling Milvus

    Search has become slow, so someone doubles the query nodes. Nothing changes: the new ones are empty, and every search still goes to the old ones. A week later a node dies. For half a minute there are errors, and that is expected. Then the errors stop, and for some seconds the answers have only half of the rows to choose from. No error says so.

    A cluster does not become faster by being larger. It becomes faster if the part that a load waits for has become more, and if the work has moved there. This chapter takes a real cluster of eight processes, kills a node, adds one, moves segments by hand, and measures who works and who waits.

    **What you will be able to do**

    - *say* which part of a cluster a load waits for, and what more of it would change,
    - *take* a query node away and *add* one, and *follow* the segments,
    - *notice* an answer with rows missing, which has no error,
    - *tell* replicas, shards and partitions apart by what each makes faster, safer or smaller,
    - *plan* a cluster by a model that you have compared with a real one first.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import sys
    import threading
    import time

    import altair as alt
    import numpy as np
    from pymilvus import DataType

    import grader.lesson as course

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models import exposition, placement

    return (
        DataType,
        alt,
        course,
        exposition,
        np,
        placement,
        threading,
        time,
    )


@app.cell(hide_code=True)
def _(course):
    try:
        cluster = course.milvus(needs=["roles", "replicas"], config="cluster")
        absent = ""
    except course.NotServed as error:
        cluster, absent = None, str(error)
    return absent, cluster


@app.cell(hide_code=True)
def _(absent, cluster, mo):
    _who = f"A cluster of eight processes with two query nodes answers here. {cluster.introduced}" if cluster else f"No cluster is here, so you read what one said when this page was recorded. {absent}"
    mo.md(f"""
    **Before you begin.** You know the components and what a segment is (chapter 3), how the processes of a cluster find each other (chapter 7), and how to read metrics (chapter 16). {_who}
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    measured = course.measured


    def line(text):
        """A line that says where the numbers come from."""
        return mo.md(f"*{text}*")

    return line, measured


@app.cell(hide_code=True)
def _(DataType, cluster, exposition, measured, np, threading, time):
    DIM, ROWS, PARTS = 32, 12000, 8
    WHO = f"{cluster.identity}, eight processes on one machine" if cluster else ""
    MADE = {"once": {"shards": 2, "replicas": 1}, "twice": {"shards": 2, "replicas": 2}, "drained": {"shards": 1, "replicas": 1}}
    corpus = np.random.default_rng(17).normal(size=(ROWS, DIM)).astype(np.float32)


    def connected():
        """A client with a channel of its own."""
        return cluster.client(uri=cluster.uri, dedicated=True, timeout=30)


    def make(name, shards, replicas):
        """A collection of 12,000 rows in eight partitions, so that no compaction merges its segments; loaded."""
        client = connected()
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
        client.create_collection(name, schema=schema, num_shards=shards, consistency_level="Bounded")
        # Before the rows: an index that was asked for right after a flush sometimes took 2.3.5 three quarters of a minute.
        client.create_index(name, client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
        for part in range(PARTS):
            client.create_partition(name, f"part_{part}")
            first = part * ROWS // PARTS
            client.insert(name, [{"id": i, "vector": corpus[i].tolist()} for i in range(first, first + ROWS // PARTS)], partition_name=f"part_{part}")
        client.flush(name)
        client.load_collection(name, replica_number=replicas)
        client.close()


    def nodes():
        """Process name to the number that the cluster knows it by, of the query nodes that run."""
        there = {}
        for process in cluster.processes():
            if process.role == "querynode" and process.state == "running":
                labels = (has for _name, has, _value in exposition.samples(cluster.role_metrics(process.name)))
                there[process.name] = int(next(has["node_id"] for has in labels if "node_id" in has))
        return there


    def layout(client, name):
        """Node number to {segment: rows}; a segment that is being moved is on two for a moment."""
        held = {}
        for segment in client.list_loaded_segments(name):
            for node in segment.node_ids:
                held.setdefault(str(node), {})[str(segment.segment_id)] = segment.num_rows
        return held


    def leaders(client, name):
        """Of each replica, the leader of each shard, as node numbers."""
        return [[str(shard.shard_leader) for shard in replica.shards] for replica in client.describe_replica(name)]


    def move(client, name, segments, source, target):
        """Move sealed segments; returns when the target serves them. MilvusClient has no name for this call yet."""
        client._get_connection().load_balance(name, int(source), [int(target)], [int(s) for s in segments], timeout=30)


    def eventually(true, seconds=60.0):
        """Whether it became true in time; an error counts as not yet."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if true():
                    return True
            except Exception as error:
                _ = error
            time.sleep(0.2)
        return False


    def _build():
        """The three collections, made side by side; then `drained` is moved off the node that does not lead its shard."""
        threads = [threading.Thread(target=make, args=(name,), kwargs=how, daemon=True) for name, how in MADE.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(90)
        client = connected()
        named = nodes()
        before = {name: layout(client, name) for name in MADE}
        leads = {name: leaders(client, name) for name in MADE}
        stays = leads["drained"][0][0]
        goes = next(str(number) for number in named.values() if str(number) != stays)
        began = time.monotonic()
        if before["drained"].get(goes):
            move(client, "drained", before["drained"][goes], goes, stays)
        took = time.monotonic() - began
        emptied = eventually(lambda: not layout(client, "drained").get(goes))
        client.close()
        return {"named": {k: str(v) for k, v in named.items()}, "layout": before, "leaders": leads, "goes": goes, "stays": stays, "took": took, "emptied": emptied, "moved": len(before["drained"].get(goes, {}))}


    built, built_where = measured("ch17_built", _build if cluster else None, WHO)
    return (
        DIM,
        PARTS,
        ROWS,
        WHO,
        built,
        built_where,
        connected,
        corpus,
        eventually,
        layout,
        leaders,
        move,
        nodes,
    )


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Horizontal and Vertical Scaling

    **Vertical** scaling makes one machine larger: more memory, more cores. Nothing else changes, no data moves, and it is the first thing to try. A standalone Milvus scales in no other way: stop it, give its container more memory and cores, start it on the same data (docs v3.0.x, *Scale Milvus Standalone*). It ends where the largest machine ends, and the machine is still one: when it restarts, everyone waits.

    **Horizontal** scaling adds machines. Only a cluster can do it, and there is no way to turn a running standalone into one (docs v3.0.x, *Main Components*): you set up a cluster and bring the data over (chapter 18). Workers can be added, coordinators cannot (docs v3.0.x, *Scale a Milvus Cluster*).

    What is spread over query nodes is **segments**. Behind this page three collections have just been made, each with the same 12,000 rows in eight partitions:

    | collection | shards | replicas | and |
    |:---|:---|:---|:---|
    | `once` | 2 | 1 | |
    | `twice` | 2 | 2 | |
    | `drained` | 1 | 1 | its segments were then moved off one of the two nodes |
    """)
    return


@app.cell(hide_code=True)
def _(course):
    second_copy = course.predict(
        "Both query nodes together hold 12,000 rows of `once`, which has one replica. How many do they hold of `twice`, which has two?",
        ["12,000: replicas share the rows", "24,000: every row is in memory twice", "12,000 on the first node, and none on the second until the first one fails"],
        "24,000: every row is in memory twice",
        "A replica is the whole collection once more, in memory, on nodes of its own. It answers searches all the time, so it is no spare part.",
        key="ch17 second copy",
    )
    second_copy
    return (second_copy,)


@app.cell(hide_code=True)
def _(alt, built, built_where, course, line, mo, placement, second_copy):
    course.after(second_copy)
    _name = {number: process for process, number in built["named"].items()}
    _rows = [
        {"collection": c, "node": _name[n], "rows": r}
        for c, held in built["layout"].items()
        for n, r in placement.rows_of(held).items()
    ]
    _bars = alt.Chart(alt.Data(values=_rows)).mark_bar().encode(
        y=alt.Y("collection:N", title=None, sort=None), x=alt.X("rows:Q", title="rows in memory, right after loading"),
        color=alt.Color("node:N", title=None, scale=alt.Scale(domain=["querynode1", "querynode2"], range=[course.TEAL, course.ORANGE])), tooltip=["collection:N", "node:N", "rows:Q"],
    )
    _leads = [
        f"|`{c}`|{sum(len(h) for h in built['layout'][c].values())}|" + "; ".join(", ".join(f"`{_name[n]}`" for n in replica) for replica in built["leaders"][c]) + "|"
        for c in built["layout"]
    ]
    mo.vstack(
        [
            line(built_where),
            course.chart(_bars, 150, "; ".join(f"{r['collection']} on {r['node']}: {r['rows']} rows" for r in _rows)),
            course.table("collection / segments in memory / leader of each shard, replica by replica", _leads),
            mo.md("""
    Three things to read off:

    - **One replica is spread over all nodes.** A search of `once` needs both nodes, each searches its segments, and the answer waits for the slower one.
    - **Each shard has a leader.** The leader knows which node holds which segment of its shard, asks them, and joins their hits. So a node has two jobs, and a node without a single segment may still be a leader. In Milvus 3 the streaming node does the leader's job (docs v3.0.x, *Data Processing*).
    - **Two replicas on two nodes are two complete copies.** A search goes to one of them, and needs one node.

    How much faster is *one search* with twice the nodes? Not twice. It has parts that are not divided: the proxy, the merge, the network, the slowest node. How many searches *per second*? Up to twice, if the segments are spread. Move the controls of the model: it divides the segments over the nodes, and counts.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    many = mo.ui.slider(steps=[1, 2, 4, 8, 16], value=4, label="Query nodes", show_value=True)
    pieces = mo.ui.slider(steps=[1, 2, 4, 8, 16, 32, 64], value=16, label="Segments of the collection", show_value=True)
    copies = mo.ui.slider(steps=[1, 2, 4], value=1, label="Replicas", show_value=True)
    mo.hstack([many, pieces, copies], justify="start", gap=2, wrap=True)
    return copies, many, pieces


@app.cell(hide_code=True)
def _(alt, copies, course, many, mo, pieces):
    FIXED, WORK = 2.0, 64.0


    def speed(count, segments, replicas):
        """Milliseconds of one search, and searches per second of all nodes together, with a core each; None where it cannot be loaded."""
        if replicas > count:
            return None
        nodes_each = count // replicas  # of one replica
        busiest = -(-segments // nodes_each)
        each = WORK / segments
        return FIXED + busiest * each, replicas * 1000 / (busiest * each)


    _rows = []
    for _n in (1, 2, 4, 8, 16):
        _s = speed(_n, pieces.value, copies.value)
        if _s:
            _rows.append({"nodes": str(_n), "ms": _s[0], "per second": _s[1], "chosen": _n == many.value})
    _base = alt.Chart(alt.Data(values=_rows)).encode(x=alt.X("nodes:N", sort=None, title="query nodes"), color=alt.condition("datum.chosen", alt.value(course.ORANGE), alt.value(course.TEAL)))
    _left = _base.mark_bar().encode(y=alt.Y("per second:Q", title="searches per second"))
    _now = speed(many.value, pieces.value, copies.value)
    mo.vstack(
        [
            course.chart(_left, 200, "; ".join(f"{r['nodes']} nodes: {r['per second']:.0f} searches per second, one takes {r['ms']:.0f} ms" for r in _rows) or "nothing fits"),
            mo.md(
                f"**Nodes: {many.value}, segments: {pieces.value}, replicas: {copies.value}.** One search takes {_now[0]:.0f} ms, all nodes together answer {_now[1]:.0f} per second."
                if _now
                else f"**{copies.value} replicas need at least {copies.value} nodes.** The load is refused."
            ),
            mo.md("""
    The model's search costs 2 ms that cannot be divided, and 64 ms of work that is divided among the segments. Try one segment: more nodes change nothing, only a replica does, because one segment lies on one node. Try 64 segments with one replica: nodes help all the way. So *replicas* add throughput to a collection that is too small to occupy all nodes, and *nodes* to one that is large enough.
    """),
        ]
    )
    return (speed,)


@app.cell(hide_code=True)
def _(course):
    three_on_two = course.predict(
        "The cluster has two query nodes. What does `load_collection(…, replica_number=3)` do?",
        ["It loads two replicas, and the third when a node arrives", "It raises an exception", "It loads three, two of them on one node"],
        "It raises an exception",
        "Two copies on one node would protect from nothing, so a replica wants a node of its own. The call is refused, and nothing is loaded.",
        key="ch17 three on two",
    )
    three_on_two
    return (three_on_two,)


@app.cell(hide_code=True)
def _(DataType, WHO, built, cluster, connected, course, line, measured, mo, three_on_two):
    course.after(three_on_two)
    _ = built


    def _refused():
        client = connected()
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        client.create_collection("three", schema=schema)
        client.create_index("three", client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
        try:
            client.load_collection("three", replica_number=3)
            said = "nothing"
        except Exception as error:
            said = str(error)
        state = str(client.get_load_state("three")["state"])
        client.drop_collection("three")
        client.close()
        return {"said": said, "state": state}


    refused, _where = measured("ch17_refused", _refused if cluster else None, WHO)
    mo.vstack([line(_where), mo.md(f"```text\n{refused['said']}\n```\n\nAfterwards the collection is `{refused['state']}`.")])
    return (refused,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Cluster Expansion

    To see a node arrive, one has to be missing. So first one is killed, with SIGKILL, as a machine dies. Three clients search beside it, one in each collection, ten times a second. Each search carries 24 vectors of rows that are known to be there. Such rows are **canaries**: if a canary is not its own nearest hit, the answer was not whole.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    how_long = course.predict(
        "The query node is dead at second 0. `once` has a single replica, spread over both nodes. When is the first whole answer?",
        ["After about a second: the connection broke, and the cluster knows", "After about 10 seconds: three heartbeats were missed", "After 20 to 30 seconds: a lease has to run out"],
        "After 20 to 30 seconds: a lease has to run out",
        "Every process holds a lease in etcd, 30 seconds by default in 2.3.5 (`common.session.ttl`), and renews it every few seconds. Until it has run out the node counts as alive, and its segments and shards are given to no other node.",
        key="ch17 how long",
    )
    how_long
    return (how_long,)


@app.cell(hide_code=True)
def _(WHO, built, cluster, connected, corpus, course, eventually, how_long, layout, leaders, measured, np, refused, threading, time):
    course.after(how_long)
    _ = refused
    CANARIES = [int(i) for i in np.linspace(0, len(corpus) - 1, 24)]


    def watch(name, seen, stop, patience=5):
        """Search until told to stop, each time with so many seconds of patience; notes (moment, seconds it took, share of canaries found, or None for an error, what it said)."""
        client = connected()
        while not stop.is_set():
            began = time.monotonic()
            try:
                hits = client.search(name, corpus[CANARIES].tolist(), limit=1, timeout=patience)
                found = sum(bool(row) and row[0]["id"] == id for row, id in zip(hits, CANARIES, strict=True)) / len(CANARIES)
                seen.append((began, time.monotonic() - began, found, ""))
            except Exception as error:
                seen.append((began, time.monotonic() - began, None, str(error)))
            time.sleep(0.1)
        client.close()


    def _kill():
        """Two seconds in peace, then a node dies; until `once` is whole again, at most 70 s."""
        victim = next(process for process, number in built["named"].items() if number == built["goes"])
        seen, stop = {name: [] for name in built["layout"]}, threading.Event()
        threads = [threading.Thread(target=watch, args=(name, seen[name], stop, 5 if name == "once" else 20), daemon=True) for name in seen]
        for thread in threads:
            thread.start()
        time.sleep(2)
        killed = time.monotonic()
        cluster.stop_role(victim)
        whole = lambda: [found for began, _t, found, _s in seen["once"] if began > killed + 3][-5:] == [1.0] * 5
        again = eventually(whole, 70)
        time.sleep(1)
        stop.set()
        for thread in threads:
            thread.join(25)
        client = connected()
        after, leads = layout(client, "once"), leaders(client, "once")
        client.close()
        return {
            "victim": victim, "again": again, "after": after, "leaders": leads,
            "seen": {name: [[round(b - killed, 2), round(took, 2), None if f is None else round(f, 3)] for b, took, f, _s in events] for name, events in seen.items()},
            "said": next((s for b, _t, f, s in seen["once"] if f is None and b > killed), ""),
        }  # fmt: skip


    killed, killed_where = measured("ch17_killed", _kill if cluster else None, WHO)
    return CANARIES, killed, killed_where, watch


@app.cell(hide_code=True)
def _(alt, course, how_long, killed, killed_where, line, mo):
    course.after(how_long)


    def summary(events):
        """Of what a client saw after the kill: searches, errors, answers with rows missing, when the last of both was, the longest wait."""
        after = [e for e in events if e[0] >= 0]
        bad = [e for e in after if e[2] != 1.0]
        return {
            "searches": len(after), "errors": sum(e[2] is None for e in after), "partial": sum(e[2] is not None and e[2] < 1 for e in after),
            "least": min((e[2] for e in after if e[2] is not None), default=1.0),
            "until": max((e[0] + e[1] for e in bad), default=0.0), "longest": max((e[1] for e in after), default=0.0),
            "late": max((e[0] + e[1] for e in after if e[1] > 1), default=0.0),
        }  # fmt: skip


    told = {name: summary(events) for name, events in killed["seen"].items()}
    WORDS = {None: "an error", 1.0: "whole"}
    _marks = []
    for _name, _events in killed["seen"].items():
        for _at, _took, _found in _events:
            _what = "whole, after a wait" if _found == 1.0 and _took > 1 else WORDS.get(_found, "rows are missing")
            for _half in range(int(_at * 2 // 1), int((_at + _took) * 2 // 1) + 1):
                _marks.append({"collection": _name, "from": _half / 2, "to": _half / 2 + 0.5, "answer": _what})
    ORDER = ["whole", "whole, after a wait", "an error", "rows are missing"]
    _worst = {}
    for _m in _marks:  # the worst of each half second; missing rows before errors, because they are rarer
        _key = (_m["collection"], _m["from"])
        if _key not in _worst or ORDER.index(_m["answer"]) > ORDER.index(_worst[_key]["answer"]):
            _worst[_key] = _m
    _c = alt.Chart(alt.Data(values=list(_worst.values()))).mark_bar(height=22).encode(
        y=alt.Y("collection:N", title=None, sort=None), x=alt.X("from:Q", title="seconds after the kill"), x2="to:Q",
        color=alt.Color("answer:N", title=None, scale=alt.Scale(domain=ORDER, range=[course.TEAL, course.GREY, course.ORANGE, course.PURPLE])), tooltip=["collection:N", "from:Q", "answer:N"],
    )
    _rows = [f"|`{n}`|{t['searches']}|{t['errors']}|{t['partial']}|{t['least']:.0%}|{t['until']:.1f} s|{t['longest']:.1f} s|" for n, t in told.items()]
    mo.vstack(
        [
            line(killed_where),
            course.chart(_c, 150, columns=2, words="; ".join(f"{n}: {t['errors']} errors and {t['partial']} answers with rows missing in {t['searches']} searches, the last after {t['until']:.1f} s" for n, t in told.items())),
            course.table("collection / searches / errors / answers with rows missing / fewest canaries found / the last bad one / longest wait", _rows),
            mo.md(f"What the first error of `once` said:\n\n```text\n{killed['said'][:330]}\n```"),
            mo.md(f"""
    - **`once` was gone for {told['once']['until']:.0f} seconds.** Half of its shards had their leader on the dead node, and a search needs all shards. {'Answers with rows missing before it was whole: ' + str(told['once']['partial']) + ', the worst with ' + format(told['once']['least'], '.0%') + ' of the canaries, and **no error**. The new leader answered before all segments were loaded.' if told['once']['partial'] else 'In this run no answer had rows missing; in others the new leader answered for up to ten seconds before all segments were loaded (chapter 3 has such a run of 2.3.5), and **no error** said so.'}
    - **`twice` had {told['twice']['errors'] or 'no'} errors.** The other replica answered. But not at once: until {told['twice']['late']:.0f} s after the kill some searches waited, up to {told['twice']['longest']:.1f} s each. A timeout of one second in the client would have made errors of them.
    - **`drained` had {told['drained']['errors'] or 'no'} errors**, with a single replica. Nothing of it lay on the node that died, neither segment nor leader. That is how a node is taken away on purpose, and section *Load Balancing* does it step by step.

    Errors can be retried. An answer that lacks rows is worse, because it looks like any other. Exercise 1 writes the client that notices.
    """),
        ]
    )
    return (told,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A node arrives

    One node now carries everything. The other one is started again: to the cluster it is a new node, with a new number and empty hands. In Kubernetes this is `helm upgrade … --set queryNode.replicas=…` (docs v3.0.x, *Scale a Milvus Cluster*).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    arrives = course.predict(
        "The new query node has been healthy for five seconds. Who moved onto it?",
        ["Half of the segments of every collection", "Nothing", "The second replica of `twice`, and nothing of `once`"],
        "The second replica of `twice`, and nothing of `once`",
        "A replica that has lost its nodes is *incomplete*, and gets the first node that is free. `once` is complete: all of it is on one node. To move it is balancing, which is a different job, and in this package of 2.3.5 it is switched off (`queryCoord.autoBalance: false`).",
        key="ch17 arrives",
    )
    arrives
    return (arrives,)


@app.cell(hide_code=True)
def _(WHO, arrives, cluster, connected, course, eventually, killed, layout, line, measured, mo, nodes, placement, time, told):
    course.after(arrives)
    _ = told


    def _start():
        """Start the node that was killed, and note what lies on it, second by second."""
        began = time.monotonic()
        cluster.start_role(killed["victim"])
        healthy = time.monotonic() - began
        client = connected()
        number = str(nodes()[killed["victim"]])
        eventually(lambda: layout(client, "twice").get(number), 40)
        filled = time.monotonic() - began
        time.sleep(max(0.0, 5 - (time.monotonic() - began)))
        found = {name: placement.rows_of(layout(client, name)) for name in killed["seen"]}
        client.close()
        return {"healthy": healthy, "filled": filled, "number": number, "old": next(n for n in found["once"] if n != number), "rows": found}


    arrived, _where = measured("ch17_arrived", _start if cluster else None, WHO)
    _new = arrived["number"]
    mo.vstack(
        [
            line(_where),
            course.table(
                "collection / rows on the old node / rows on the new one",
                [f"|`{n}`|{sum(r for k, r in rows.items() if k != _new):,}|{rows.get(_new, 0):,}|" for n, rows in arrived["rows"].items()],
            ),
            mo.md(f"""
    Healthy after {arrived['healthy']:.1f} s; the second replica of `twice` was complete again after {arrived['filled']:.1f} s. `once` stays where it is, and so do its searches: **the new node is paid for, and does nothing for it.** If you size a cluster by the number of its nodes, this is what you measure.

    Current versions have the balancer on by default (docs v3.0.x, *queryCoord-related Configurations*), and it looks once a minute. Even so: look where the segments are before you say that more nodes do not help. `client.list_loaded_segments("once")` has the `node_ids` of each.
    """),
        ]
    )
    return (arrived,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Load Balancing

    A balancer answers three questions: *what is even* (segments, rows, memory), *when is it uneven enough* to be worth a move, and *what may not happen* meanwhile. Moving a segment has a price: the target reads it from storage, and for a moment it is in memory twice. The searches do not notice if the target serves first and the source lets go second.

    ### Fix it yourself

    The new node does nothing for `once`, and here no balancer will change that: you are the balancer. Choose what to do. It is done to the real cluster, while a client searches and counts its canaries. Where segments are moved, the model predicts the result. (On a page three remedies were tried, one after the other.)
    """)
    return


@app.cell(hide_code=True)
def _(course):
    during = course.predict(
        "Half of the segments of `once` move to the new node while a client searches. How many of its answers lack rows?",
        ["None", "As many as there are moves", "All of them until the last segment has arrived"],
        "None",
        "The leader learns of the new place when the segment is loaded there, and the old copy goes afterwards. A planned move differs from an accident in its order.",
        key="ch17 during",
    )
    during
    return (during,)


@app.cell(hide_code=True)
def _(course, during, mo):
    course.after(during)
    REMEDIES = ["wait and see", "move: even in rows", "move: even in segments", "move: everything to the new node", "release and load again"]
    remedy = mo.ui.dropdown(REMEDIES, value="move: even in rows", label="Do this")
    remedy
    return (remedy,)


@app.cell(hide_code=True)
def _(ROWS, WHO, arrived, cluster, connected, course, during, eventually, layout, line, measured, mo, move, placement, remedy, threading, time, watch):
    course.after(during)


    def wanted(now, old, new, kind):
        """(segment, from, to) by the chosen policy."""
        now = {old: now.get(old, {}), new: now.get(new, {})}
        if kind.endswith("rows"):
            return placement.even_moves(now, 1.02)
        if kind.endswith("new node"):
            return [(s, old, new) for s in now[old]]
        full = max(now, key=lambda n: len(now[n]))
        free = new if full == old else old
        return [(s, full, free) for s in sorted(now[full])[: (len(now[full]) - len(now[free])) // 2]]


    def _done(client, kind):
        """Do it, wait until it has happened, and say what the model had predicted for each node, where it has an opinion."""
        old, new = arrived["old"], arrived["number"]
        before = layout(client, "once")
        goal = None
        if kind == "wait and see":
            time.sleep(3)
        elif kind.startswith("move"):
            moves = wanted(before, old, new, kind)
            goal = placement.apply({old: before.get(old, {}), new: before.get(new, {})}, moves)
            for source, target in ((old, new), (new, old)):
                mine = [s for s, f, _t in moves if f == source]
                if mine:
                    move(client, "once", mine, source, target)
            eventually(lambda: {n: set(h) for n, h in layout(client, "once").items() if h} == {n: set(h) for n, h in goal.items() if h}, 30)
        else:
            client.release_collection("once")
            client.load_collection("once")
            eventually(lambda: sum(placement.rows_of(layout(client, "once")).values()) == ROWS, 30)
        return before, goal


    def _mend():
        found = {}
        for kind in [remedy.value] if course.live() else ["wait and see", "move: even in rows", "release and load again"]:
            client, seen, stop = connected(), [], threading.Event()
            thread = threading.Thread(target=watch, args=("once", seen, stop), daemon=True)
            thread.start()
            time.sleep(0.7)
            began = time.monotonic()
            before, goal = _done(client, kind)
            took = time.monotonic() - began
            time.sleep(0.7)
            stop.set()
            thread.join(25)
            after = layout(client, "once")
            client.close()
            found[kind] = {
                "took": took, "searches": len(seen), "errors": sum(f is None for _b, _t, f, _s in seen), "partial": sum(f is not None and f < 1 for _b, _t, f, _s in seen), "longest": max((t for _b, t, _f, _s in seen), default=0.0),
                **{name: rows and placement.rows_of(rows).get(arrived["number"], 0) for name, rows in (("before", before), ("goal", goal), ("after", after))},
            }  # fmt: skip
        return found


    balanced, _where = measured("ch17_balanced", _mend if cluster else None, WHO)
    _rows = [
        f"|{kind}|{one['before']:,}|{'-' if one['goal'] is None else format(one['goal'], ',')}|{one['after']:,}|{one['took']:.1f} s|{one['searches']}|{one['errors']}|{one['partial']}|{one['longest']:.1f} s|"
        for kind, one in balanced.items()
    ]
    mo.vstack(
        [
            line(_where),
            course.table("done / rows on the new node before / the model says / afterwards / it took / searches meanwhile / errors / answers with rows missing / longest wait", _rows),
            mo.md("""
    *Wait* brings nothing here, where the balancer is off. *Move* costs the searches nothing. *Release and load again* is what many people do. It also ends spread over both nodes, if not evenly: the coordinator gives a node's other collections a small weight (`queryCoord.globalRowCountFactor`; docs v3.0.x, *queryCoord-related Configurations*). But between the two calls the collection is gone: searches fail, or the client repeats them until they are late.

    What moves segments is one call below the client, `LoadBalance`. `MilvusClient` has no name of its own for it, and the page about it is marked as outdated (docs v3.0.x, *Balance Query Load*): it is a tool for the day on which the automatic one is wrong.
    """),
            course.model("placement.py"),
        ]
    )
    return (balanced,)


@app.cell(hide_code=True)
def _(killed, mo, told):
    mo.md(f"""
    ### Taking a node away without a gap

    `drained` is the proof that it can be done with one replica. In this order:

    1. Ask where everything is: `list_loaded_segments` for the segments, `describe_replica` for the leaders.
    2. Move its **segments** to other nodes *of the same replica*, and look again until none is left. A call that has been accepted is not a move that has happened.
    3. Look at the **leaders**. If the node leads a shard whose replica is the only one, it is not free to go: a leader does not move with the segments. A second replica makes it easy. (For a node that ends in an orderly way Milvus has a switch, `queryCoord.enableStoppingBalance`, on by default: docs v3.0.x, *queryCoord-related Configurations*. It was not tried here.)
    4. Only then stop it, and search with canaries while you do.

    The client of `drained` saw {told['drained']['searches']} answers after the kill, {told['drained']['errors'] or 'none'} of them an error{', and the process that it did not need any more was `' + killed['victim'] + '`'}. Exercise 2 has you do all of it on a cluster of your own.

    ### Replicas and resource groups

    A **replica** protects against the loss of a node, and adds throughput, for the price of the whole memory once more. It does not protect against the loss of rows: all replicas read the same storage.

    A **resource group** is a set of query nodes with a name. A collection that is loaded into a group uses its nodes and no others, so the nightly report cannot slow the shop down. Since 2.4.1 you declare what you want, `requests` and `limits` for each group, and the nodes move by themselves; groups that have too many give to those that have too few (docs v3.0.x, *Manage Resource Groups*). Replicas can be placed one per group, and so one per availability zone.

    **Automatic scaling** in Kubernetes (docs v3.0.x, *Configure Horizontal Pod Autoscaling (HPA) for Milvus*) adds pods by CPU or memory. Think of what this section measured: a query node that arrives has to load before it helps, and one that leaves has to be emptied before it may go. Scale in slowly, one node at a time (docs v3.0.x, *Scale a Milvus Cluster*).
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Handling Large Datasets

    A collection grows by segments. Each sealed segment has an index of its own, and a search looks into every segment that it cannot exclude. So two numbers decide: how many segments there are, and how many of them a search has to touch.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    touched = course.predict(
        "`once` has 16 segments in eight partitions. A search names one partition. How many segments are searched?",
        ["16, and the hits of the others are thrown away", "2", "1"],
        "2",
        "Two shards, and in each of them one segment of this partition. The others are not opened.",
        key="ch17 touched",
    )
    touched
    return (touched,)


@app.cell(hide_code=True)
def _(course, mo, touched):
    course.after(touched)
    named = mo.ui.slider(steps=[1, 2, 4, 8], value=1, label="Partitions that the search names", show_value=True)
    named
    return (named,)


@app.cell(hide_code=True)
def _(PARTS, WHO, balanced, cluster, connected, corpus, course, exposition, line, measured, mo, named, time, touched):
    course.after(touched)
    _ = balanced


    def _searched():
        """Segments searched by twenty searches, as the query nodes count them: in some partitions, and in all."""
        client = connected()

        def count():
            return sum(exposition.total(cluster.role_metrics(n), "milvus_querynode_sq_segment_latency_count", query_type="search", segment_state="Sealed") for n in ("querynode1", "querynode2"))

        found = {}
        for what, options in (("named", {"partition_names": [f"part_{p}" for p in range(named.value)]}), ("all", {})):
            before = count()
            for i in range(20):
                client.search("once", [corpus[i].tolist()], limit=10, **options)
            time.sleep(0.3)
            found[what] = (count() - before) / 20
        client.close()
        return {"partitions": named.value, **found}


    searched, _where = measured("ch17_searched", _searched if cluster else None, WHO)
    mo.vstack(
        [
            line(_where),
            course.table(f"search in / segments searched, of {2 * PARTS}", [f"|{searched['partitions']} of {PARTS} partitions|{searched['named']:g}|", f"|the whole collection|{searched['all']:g}|"]),
            mo.md("""
    A **partition key** does the same by a value: rows of one tenant lie in one of 16 partitions, and a filter on the key opens only that one (chapter 4). It is how one collection serves many tenants: a collection per tenant ends at 65,536, a partition per tenant at 1,024 (docs v3.0.x, *Implement Multi-tenancy*). **Clustering compaction** sorts rows by a key across segments, so that a filter on it can skip whole segments (docs v2.6.x, *Clustering Compaction*). And **compaction** merges small segments: ten thousand rows in a hundred segments are a hundred searches in tiny indexes. Force merge makes them as large as you say, as a preview (docs v3.0.x, *Force Merge Compaction*).

    ### What has to be in memory

    Loaded data may take at most 90% of the memory of the query nodes (docs v3.0.x, *Milvus Limits*). HNSW, and four ways to need less than it does:

    | | in memory | on local disk | a search |
    |:---|:---|:---|:---|
    | **HNSW** | vectors and edges | | is fastest |
    | **IVF_SQ8** | a byte per dimension | | is a little less exact |
    | **DISKANN** | compressed vectors, an eighth of the size by default (docs v3.0.x, *DISKANN*) | graph and vectors | reads the disk several times |
    | **mmap** | what was used lately | everything | waits for the disk where the page is not in memory (docs v3.0.x, *Use mmap*) |
    | **tiered storage** (2.6.4 and later) | what was used lately | what was used lately | waits for the object storage the first time (docs v3.0.x, *Tiered Storage Overview*) |

    The last two move the boundary of the cache, and promise nothing about the first query. The two before them change what is stored.
    """),
        ]
    )
    return (searched,)


@app.cell(hide_code=True)
def _(mo):
    million = mo.ui.slider(steps=[10, 50, 100, 500, 1000], value=100, label="Million rows", show_value=True)
    dims = mo.ui.slider(steps=[128, 384, 768, 1536], value=768, label="Dimensions", show_value=True)
    node_gib = mo.ui.slider(steps=[16, 32, 64, 128, 256], value=64, label="GiB of one query node", show_value=True)
    mo.hstack([million, dims, node_gib], justify="start", gap=2, wrap=True)
    return dims, million, node_gib


@app.cell(hide_code=True)
def _(alt, course, dims, million, mo, node_gib):
    def bytes_per_row(kind, dim, links=16):
        """Bytes of one row in memory: vector as the index keeps it, edges of the lowest layer, and the key."""
        vector = {"HNSW": 4 * dim + 2 * links * 4, "IVF_SQ8": dim, "DISKANN": dim * 4 / 8}[kind]
        return vector + 8


    def need(kind, rows, dim, gib, replicas=1, spare=1):
        """GiB of all replicas together, and nodes: 90% of each may be filled, and `spare` of them may be lost."""
        total = rows * bytes_per_row(kind, dim) / 2**30
        fits = -(-total // (0.9 * gib))
        return total * replicas, int(fits * replicas + spare)


    _kinds = ("HNSW", "IVF_SQ8", "DISKANN")
    _found = {k: need(k, million.value * 10**6, dims.value, node_gib.value) for k in _kinds}
    _rows = [{"index": k, "GiB": g} for k, (g, _n) in _found.items()]
    _bars = alt.Chart(alt.Data(values=_rows)).encode(y=alt.Y("index:N", sort=None, title=None), x=alt.X("GiB:Q", title="GiB in memory, one replica"))
    mo.vstack(
        [
            course.chart(_bars.mark_bar(color=course.TEAL) + _bars.mark_text(align="left", dx=4, color="currentColor").encode(text=alt.Text("GiB:Q", format=",.0f")), 150, "; ".join(f"{r['index']}: {r['GiB']:.0f} GiB" for r in _rows)),
            course.table(f"index / bytes per row / query nodes of {node_gib.value} GiB, one of which may be lost", [f"|{k}|{bytes_per_row(k, dims.value):,.0f}|{_found[k][1]}|" for k in _kinds]),
            mo.md(f"""
    {million.value} million rows of {dims.value} dimensions. The sums are simple on purpose: a float has 4 bytes, HNSW with `M` = 16 has up to 32 edges of 4 bytes on its lowest layer, the key 8. Scalar fields, growing rows and the process itself come on top. With all rows on *n* nodes, the loss of one moves 1/*n* of them to the others: they must have room for it **before** it happens, which is what the spare node is for.
    """),
        ]
    )
    return bytes_per_row, need


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Scaling for Read vs Write Workloads

    Reads and writes wear out different parts. Which ones is not a matter of opinion: every process counts the seconds of CPU that it has used (`process_cpu_seconds_total`). Two loads follow. The first sends searches of 20 vectors from three clients. The second inserts 12,000 rows into a new collection, flushes, and waits for an HNSW index.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    works = course.predict(
        "Which process uses most CPU while rows are inserted, flushed and indexed?",
        ["The proxy, which takes the rows", "The data node, which writes the segments", "The index node, which builds the index"],
        "The index node, which builds the index",
        "To write a row is cheap: check, append to the log, later a file. To build an index compares every vector with many others. Since 2.6 the data node does it (release notes 2.6.0), so there one knob scales both.",
        key="ch17 works",
    )
    works
    return (works,)


@app.cell(hide_code=True)
def _(DIM, DataType, WHO, alt, cluster, connected, corpus, course, eventually, exposition, line, measured, mo, searched, threading, time, works):
    course.after(works)
    _ = searched
    ROLES = ("proxy", "rootcoord", "datacoord", "querycoord", "datanode", "indexnode", "querynode1", "querynode2")


    def _cpu():
        return {name: exposition.total(cluster.role_metrics(name), "process_cpu_seconds_total") for name in ROLES}


    def _during(act):
        """CPU seconds of each process while `act` runs, and how long it took."""
        before, began = _cpu(), time.monotonic()
        act()
        took, after = time.monotonic() - began, _cpu()
        return {"seconds": took, "cpu": {name: after[name] - before[name] for name in ROLES}}


    def _read():
        def client_of(first):
            client, end, number = connected(), time.monotonic() + 4, first
            while time.monotonic() < end:
                client.search("once", corpus[number : number + 20].tolist(), limit=10)
                number = (number + 20) % 10000
            client.close()

        threads = [threading.Thread(target=client_of, args=(k * 3000,), daemon=True) for k in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)


    def _write():
        client = connected()
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
        if client.has_collection("written"):
            client.drop_collection("written")
        client.create_collection("written", schema=schema, num_shards=2)
        client.create_index("written", client.prepare_index_params("vector", index_type="HNSW", metric_type="L2", params={"M": 16, "efConstruction": 200}))
        for first in range(0, len(corpus), 2000):
            client.insert("written", [{"id": i, "vector": corpus[i].tolist()} for i in range(first, first + 2000)])
        client.flush("written")
        eventually(lambda: client.describe_index("written", "vector")["indexed_rows"] >= len(corpus), 60)
        client.drop_collection("written")
        client.close()


    def _both():
        return {"searches": _during(_read), "inserts, flush and index": _during(_write)}


    loads, _where = measured("ch17_loads", _both if cluster else None, WHO)
    _rows = [{"load": load, "process": name, "share": used / sum(one["cpu"].values())} for load, one in loads.items() for name, used in one["cpu"].items()]
    _c = alt.Chart(alt.Data(values=_rows)).mark_bar().encode(
        y=alt.Y("process:N", sort=None, title=None), x=alt.X("share:Q", title="share of the CPU seconds", axis=alt.Axis(format="%")), yOffset=alt.YOffset("load:N", sort=None),
        color=alt.Color("load:N", title=None, sort=None, scale=alt.Scale(domain=list(loads), range=[course.PURPLE, course.ORANGE])), tooltip=["load:N", "process:N", alt.Tooltip("share:Q", format=".0%")],
    )
    busiest = {load: max(one["cpu"], key=one["cpu"].get) for load, one in loads.items()}
    _query = sum(loads["searches"]["cpu"][n] for n in ("querynode1", "querynode2")) / sum(loads["searches"]["cpu"].values())
    mo.vstack(
        [
            line(_where),
            course.chart(_c, 320, "; ".join(f"{r['load']}: {r['process']} {r['share']:.0%}" for r in _rows), columns=1),
            mo.md(f"""
    Of the searches' CPU seconds the two query nodes used **{_query:.0%}**. Of those of the writes, `{busiest['inserts, flush and index']}` used most. (All processes share one machine here, so *seconds of work* can be compared, and *how long it took* cannot be transferred.)

    | symptom | waits for | more of | does not help |
    |:---|:---|:---|:---|
    | searches queue, query nodes are busy, segments are spread | CPU of query nodes | query nodes, and balance | replicas on the same nodes |
    | one query node is busy, the others are idle | the place of the segments | balance; a replica, if there is one segment | nodes |
    | nothing is busy, a search waits 200 ms | a time tick (chapter 6) | patience: a weaker consistency level | everything else |
    | memory is full, CPU is idle | memory | nodes; a smaller index; fewer replicas | replicas |
    | `flush` and fresh indexes are late | index building | index nodes, since 2.6 data nodes (release notes 2.6.0) | query nodes, shards |
    | inserts are throttled, one collection takes all of them | the channels of its shards | shards, chosen when the collection is made | replicas |
    | the proxy is busy, everyone else is idle | the proxy | proxies, and a balancer before them | query nodes |

    ### Shards and replicas are not the same

    A **shard** divides the *writes* of a collection: each row belongs to one of them, by the hash of its key, and each has a channel in the log of its own. Up to 16 (docs v3.0.x, *Milvus Limits*). More shards do not make the rows fewer, and each search has to ask every shard's leader. A **replica** repeats the *reads*: each has all shards, and a search asks one of them. Two shards with two replicas are four leaders and twice the memory, and every row is written once.
    """),
        ]
    )
    return busiest, loads


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Beyond one machine: a model, checked first

    A plan for twenty nodes cannot be tried on a laptop. A model can, but who says that it is right? So it is compared with the real cluster where both have an answer: where it puts segments, and how many rows are missing while a node is gone.
    """)
    return


@app.cell(hide_code=True)
def _(built, course, killed, mo, placement):
    _real = built["layout"]["once"]
    _segments = {s: r for held in _real.values() for s, r in held.items()}
    _model = placement.place(_segments, sorted(_real))
    checked = {
        "skew": (placement.skew(_model), placement.skew(_real)),
        "missing": (placement.missing(_real, [built["goes"]]), 1 - min((f for at, _t, f in killed["seen"]["once"] if f is not None and at > 0), default=1.0)),
    }
    _partial = [f for at, _t, f in killed["seen"]["once"] if f is not None and f < 1 and at > 0]
    mo.vstack(
        [
            course.table(
                "`once` / the model / the cluster",
                [
                    f"|rows of the fullest node, divided by the mean|{checked['skew'][0]:.3f}|{checked['skew'][1]:.3f}|",
                    f"|share of rows that lay on the killed node|{checked['missing'][0]:.0%}|" + (f"{checked['missing'][1]:.0%} of the canaries were missing at worst|" if _partial else "no answer with rows missing was seen in this run|"),
                ],
            ),
            mo.md("""
    For *where* things lie the model is close: rows are additive, and the cluster also puts segments where there are few. It knows nothing of other collections on the same nodes, and the cluster does. For *how many rows are missing* it gives the worst moment, when nothing has been loaded again. For *how long* it says nothing at all, and the lease of 30 seconds, which dominates, is no property of the layout. A model is checked for a question, not in general.

    With that in mind, ask it about a cluster that does not exist.
    """),
        ]
    )
    return (checked,)


@app.cell(hide_code=True)
def _(mo):
    fleet = mo.ui.slider(steps=[2, 3, 4, 8, 16, 32], value=8, label="Query nodes", show_value=True)
    sealed = mo.ui.slider(steps=[10, 40, 200, 1000], value=40, label="Segments", show_value=True)
    rate = mo.ui.slider(steps=[0.1, 0.5, 1, 2], value=0.5, label="GiB per second from storage, per node", show_value=True)
    mo.hstack([fleet, sealed, rate], justify="start", gap=2, wrap=True)
    return fleet, rate, sealed


@app.cell(hide_code=True)
def _(course, fleet, mo, np, placement, rate, sealed):
    _sizes = np.random.default_rng(3).uniform(0.3, 1.0, size=sealed.value)
    _layout = placement.place({f"s{i}": int(1_000_000 * s) for i, s in enumerate(_sizes)}, [f"n{i}" for i in range(fleet.value)])
    _rows = placement.rows_of(_layout)
    _gone = max(_rows, key=_rows.get)
    _lost = placement.missing(_layout, [_gone])
    _others = fleet.value - 1
    _grows = 1 / _others
    _gib = _rows[_gone] * 3208 / 2**30  # HNSW, 768 dimensions, M = 16
    _empty = {**_layout, "new": {}}
    _moves = placement.even_moves(_empty)
    mo.vstack(
        [
            course.table(
                "question / the model's answer",
                [
                    f"|how even is it?|the fullest node has {placement.skew(_layout):.2f} times the mean|",
                    f"|a node is lost: rows that are away|{_lost:.1%}|",
                    f"|… and that must be read again, by the others|{_gib:,.1f} GiB, {_gib / _others / rate.value:,.0f} s at {rate.value:g} GiB per second each|",
                    f"|… each of them becomes fuller by|{_grows:.0%}|",
                    f"|a node is added: moves until it is even|{len(_moves)} of {sealed.value} segments, skew {placement.skew(placement.apply(_empty, _moves)):.2f}|",
                ],
            ),
            mo.md("""
    768 dimensions, HNSW with `M` = 16. Three rules of thumb to find with the sliders. With few segments per node nothing can be even, because a segment is not divided: have at least ten per node. With *n* nodes each needs a reserve of 1/(*n* - 1): many small ones waste less than few large ones. And a node that is added gets about 1/(*n* + 1) of the segments, so an addition costs little, and a lost node costs about the same amount of reading, at a worse moment.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Scale the index nodes.”** There are none since 2.6: the data nodes build indexes (release notes 2.6.0). The page about scaling still lists them (docs v3.0.x, *Scale a Milvus Cluster*).
    - **“Start with standalone, switch to cluster mode later.”** There is no switch (docs v3.0.x, *Main Components*): it is a migration.
    - **A replica for every problem.** It doubles memory, and adds no throughput where the nodes are busy already.
    - **More shards for faster searches.** Shards divide writes. Each search asks all of them.
    - **A collection per user.** Every collection has channels, segments and leaders of its own. A partition key has none of that per tenant (docs v3.0.x, *Implement Multi-tenancy*).
    - **`utility.load_balance` in a nightly script.** The page is marked as outdated (docs v3.0.x, *Balance Query Load*). Balancing is the coordinator's work; by hand only before a node goes.
    - **`transfer_node` between resource groups.** The old calls are deprecated since 2.4.1; groups are declared (docs v3.0.x, *Manage Resource Groups*).
    - **“No error, so it was right.”** You have seen the chart.

    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch17/ex07")
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
        "Eight query nodes, one collection with one segment and one replica. Searches queue. What helps?",
        {
            "Eight more query nodes": "The segment lies on one node. Fifteen would be idle instead of seven.",
            "More replicas": "Each puts the segment on a further node, and searches are shared among them.",
            "More shards": "They divide writes, and need a new collection.",
        },
        answer="More replicas",
        key="ch17 quiz one segment",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A query node has to go for a repair. All its segments have been moved away, and `list_loaded_segments` shows none on it. Is it free to go?",
        {
            "Yes: it holds nothing": "It may still lead a shard, and every search of that collection asks the leader.",
            "Only if it leads no shard whose replica is the only one": "Segments and leaders are two things. `describe_replica` shows the leaders.",
            "No: a node may never be stopped while a collection is loaded": "`drained` lost its node without a single error.",
        },
        answer="Only if it leads no shard whose replica is the only one",
        key="ch17 quiz drained",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A collection of 90 GiB is loaded on three nodes of 40 GiB each, one replica. Is that safe?",
        {
            "Yes: 90 of 120 GiB are used": "As long as all three are there.",
            "No: when a node is lost, 90 GiB have to fit on 80": "They do not. Four nodes would do: 90 of 120.",
            "Yes, if a second replica is loaded": "It would need 180 GiB.",
        },
        answer="No: when a node is lost, 90 GiB have to fit on 80",
        key="ch17 quiz reserve",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - Vertical first; horizontal when one machine is too small or its loss too expensive. A standalone does not become a cluster.
    - Segments are what is spread. A search waits for all nodes of one replica, and needs a leader for every shard.
    - A node that dies keeps its lease for half a minute. With one replica this means errors, then perhaps answers with rows missing and no error. Canaries in the same request notice.
    - A node that arrives is empty. Incomplete replicas are filled at once; everything else waits for a balancer.
    - A node that is to go: segments first, then leaders, then stop.
    - Query nodes for reads, data nodes for writes and indexes, shards for the writes of one collection, replicas for reads and safety, memory for all of it.
    - Check a model against something real, for each question that you ask it.

    ## Where to read on

    - Chapter 3, *The Architecture of Milvus*: shards, segments, and what each process keeps. Chapter 7: memory by index.
    - Chapter 16, *Monitoring and Performance Tuning*: which hop a search waits for.
    - Chapter 18, *Backup and Recovery*: what replicas do not protect against. Chapter 20: production.
    - Milvus docs v3.0.x, *Scale a Milvus Cluster*, *Manage Resource Groups*, *Tiered Storage Overview*, *Use mmap*, *Milvus Limits*.
    - Dean and Barroso, *The Tail at Scale* (2013): why a search that waits for many nodes is slower than each of them.
    """)
    return


@app.cell(hide_code=True)
def test_a_replica_is_the_collection_once_more(ROWS, built, placement):
    """On a cluster of 2.3.5 one replica holds every row once, two hold every row twice, on both nodes."""
    _rows = {name: sum(placement.rows_of(held).values()) for name, held in built["layout"].items()}
    assert _rows == {"once": ROWS, "twice": 2 * ROWS, "drained": ROWS}, _rows
    assert len(built["layout"]["once"]) == 2, built["layout"]["once"]
    return


@app.cell(hide_code=True)
def test_more_replicas_than_nodes_are_refused(refused):
    """Three replicas on two query nodes of 2.3.5 are refused, and nothing is loaded."""
    assert refused["said"] != "nothing" and "Loaded" not in refused["state"].replace("NotLoaded", ""), refused
    return


@app.cell(hide_code=True)
def test_one_replica_is_gone_for_a_lease(killed, told):
    """After a query node of 2.3.5 is killed, searches of a collection with one replica fail for most of its lease of 30 s, then are whole again."""
    assert killed["again"] and told["once"]["errors"] > 0 and told["once"]["until"] > 15, told
    return


@app.cell(hide_code=True)
def test_two_replicas_have_no_errors(told):
    """With two replicas no search of 2.3.5 fails or lacks rows when a query node is killed."""
    assert (told["twice"]["errors"], told["twice"]["partial"]) == (0, 0), told
    return


@app.cell(hide_code=True)
def test_a_drained_node_is_not_missed(built, told):
    """A query node of 2.3.5 whose segments were moved away, and that leads no shard of the collection, is killed: no search fails or lacks rows."""
    assert built["emptied"] and (told["drained"]["errors"], told["drained"]["partial"]) == (0, 0), told
    return


@app.cell(hide_code=True)
def test_a_new_node_is_not_used_by_itself(arrived):
    """A query node that arrives gets the replica that lacks nodes, and nothing of a complete one, where autoBalance is off (2.3.5)."""
    assert arrived["rows"]["once"].get(arrived["number"], 0) == 0 and arrived["rows"]["twice"].get(arrived["number"], 0) > 0, arrived
    return


@app.cell(hide_code=True)
def test_moving_segments_loses_no_rows(balanced):
    """While segments of 2.3.5 move from one node to another, no search fails or lacks rows, and they end where they were sent."""
    _moved = [one for kind, one in balanced.items() if kind.startswith("move")]
    assert all((one["errors"], one["partial"], one["after"]) == (0, 0, one["goal"]) for one in _moved), balanced
    return


@app.cell(hide_code=True)
def test_a_release_is_noticed(balanced):
    """Releasing and loading a collection of 2.3.5 makes searches fail or wait meanwhile; to wait for a balancer that is off changes nothing."""
    _released, _waited = balanced.get("release and load again"), balanced.get("wait and see")
    assert _released is None or _released["errors"] > 0 or _released["longest"] > 1, balanced
    assert _waited is None or _waited["before"] == _waited["after"], balanced
    return


@app.cell(hide_code=True)
def test_a_partition_excludes_segments(PARTS, searched):
    """A search in some partitions of 2.3.5 opens their segments only: two for each, one per shard."""
    assert (searched["named"], searched["all"]) == (2 * searched["partitions"], 2 * PARTS), searched
    return


@app.cell(hide_code=True)
def test_reads_and_writes_use_different_processes(busiest, loads):
    """Searches of 2.3.5 use most CPU in the query nodes, writes with an index in the index node."""
    assert busiest["searches"].startswith("querynode") and busiest["inserts, flush and index"] == "indexnode", loads
    return


@app.cell(hide_code=True)
def test_the_model_is_close_to_the_cluster(checked):
    """The model's fullest node and that of a cluster of 2.3.5 differ by less than a third, and a node of two holds about half of the rows."""
    assert abs(checked["skew"][0] - checked["skew"][1]) < 0.33 * checked["skew"][1] and 0.3 < checked["missing"][0] < 0.7, checked
    return


if __name__ == "__main__":
    app.run()
