import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="16 Monitoring and Performance Tuning")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Monitoring and Performance Tuning

    The dashboard is green: average latency 6 ms, no errors, 40% memory. In the same hour a customer writes that search “hangs all the time”. Both are right. Two requests in a hundred take 200 ms, the customer's page sends thirty of them, and an average has never
    waited for anything.

    Monitoring is the craft of choosing numbers that cannot be right while your users are unhappy. This chapter reads such numbers from a running Milvus line by line, lets a real Prometheus collect them and a real Alertmanager send an alert, kills the server to see it
    arrive, and then turns from watching to acting: it drives a load, finds the slow part, and asks how much memory the next year needs.

    **What you will be able to do**

    - *read* the metrics of a Milvus line by line, and *say* which of them count, which show a state, and which hold a distribution,
    - *ask* Prometheus for rate, errors and duration of each hop, and *see* what an average hides,
    - *write* alert rules, *test* them before a night does, and *follow* an alert from a kill to a webhook,
    - *drive* a load, *draw* latency and recall together, and *find* the slow hop,
    - *fit* a model of memory to your own measurements, and *say* how far it may be trusted.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import inspect
    import json
    import sys
    import threading
    import time
    import tomllib

    import altair as alt
    import numpy as np
    from pymilvus import DataType

    import grader.lesson as course
    from grader.lesson import monitoring

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models import exposition

    ROOT = mo.notebook_dir().parent
    return (
        DataType,
        ROOT,
        alt,
        course,
        exposition,
        inspect,
        json,
        monitoring,
        np,
        threading,
        time,
        tomllib,
    )


@app.cell(hide_code=True)
def _(course, monitoring):
    lite = course.milvus(needs=["query"])
    try:
        server = course.milvus(needs=["segments", "metrics", "durability"])
        absent = ""
    except course.NotServed as error:
        server, absent = None, str(error)
    no_prometheus = monitoring.absent()
    return absent, lite, no_prometheus, server


@app.cell(hide_code=True)
def _(absent, lite, mo, no_prometheus, server):
    _who = f"A real server answers here. {server.introduced}" if server else f"No server is here, so you read what one said when this page was recorded. {absent}"
    _what = f"**Prometheus is not here** ({no_prometheus}), so what it said was recorded." if no_prometheus else "Prometheus and Alertmanager are started by the lesson, on ports of their own, and end with it."
    mo.md(f"""
    **Before you begin.** You know what the components of Milvus do (chapter 3), what `ef` buys (chapter 5), and that *healthy* is not *ready* (chapter 7). {_who}
    {_what} Milvus Lite has no metrics at all (its address for them is `{lite.metrics}`): it is a library in your process, and your process is what you would watch.
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
def _(DataType, exposition, measured, np, server, time):
    DIM, STEP, STEPS = 96, 4000, 4


    def _vectors(seed, number):
        """Clustered vectors, as embeddings are."""
        rng = np.random.default_rng(seed)
        centers = np.random.default_rng(7).normal(size=(150, DIM)) * 0.9
        return (centers[rng.integers(150, size=number)] + rng.normal(size=(number, DIM))).astype(np.float32)


    def connected():
        """A client with a channel of its own: the server is going to be killed under it."""
        return server.client(uri=server.uri, dedicated=True)


    def _facts(rows):
        text = server.scrape()
        return {
            "rows": rows,
            "resident": exposition.total(text, "process_resident_memory_bytes"),
            "binlog": exposition.total(text, "milvus_datacoord_stored_binlog_size"),
            "segments": exposition.total(text, "milvus_querynode_segment_num", segment_state="Sealed"),
        }


    def _grow():
        """Build the collection of this lesson in steps, and read the metrics after each."""
        client = connected()
        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
        index = client.prepare_index_params("vector", index_type="HNSW", metric_type="L2", params={"M": 6, "efConstruction": 60})
        if client.has_collection("papers"):
            client.drop_collection("papers")
        client.create_collection("papers", schema=schema, consistency_level="Bounded")
        # Each step has a partition: three small segments of one partition would be merged by a compaction some seconds
        # after the third, and until the garbage collector comes, storage holds both.
        for step in range(STEPS):
            client.create_partition("papers", f"step_{step}")
        client.create_index("papers", index)
        client.load_collection("papers")
        found = [_facts(0)]
        for step in range(STEPS):
            first = step * STEP
            client.insert("papers", [{"id": first + i, "vector": v.tolist()} for i, v in enumerate(_vectors(step, STEP))], partition_name=f"step_{step}")
            client.flush("papers")
            end = time.monotonic() + 60
            while client.describe_index("papers", "vector")["indexed_rows"] < first + STEP and time.monotonic() < end:
                time.sleep(0.1)
            end = time.monotonic() + 15
            while exposition.total(server.scrape(), "milvus_querynode_entity_num", segment_state="Sealed") < first + STEP and time.monotonic() < end:  # the query node takes the sealed segment a moment later
                time.sleep(0.1)
            found.append(_facts(first + STEP))
        client.close()
        return found


    grown, grown_where = measured("ch16_growth", _grow if server else None, server.identity if server else "")
    queries = _vectors(99, 200)
    corpus = np.concatenate([_vectors(step, STEP) for step in range(STEPS)])
    return connected, corpus, grown, grown_where, queries


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Key Metrics to Monitor

    Milvus answers one question about itself at any time: `GET /metrics` on port 9091. The answer is text in the **exposition format**, and a person can read it. Behind this page a collection `papers` of 16,000 vectors has just been built; now the text is fetched once.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    how_many = course.predict(
        "One Milvus with one small collection gives its metrics. How many numbers are in the text?",
        ["About fifty", "Three or four hundred", "More than a thousand"],
        "More than a thousand",
        "Most of them are buckets: a histogram has some twenty lines for every combination of its labels. No one looks at a thousand numbers, so the craft is to know the dozen that matter.",
        key="ch16 how many",
    )
    how_many
    return (how_many,)


@app.cell(hide_code=True)
def _(alt, connected, course, exposition, grown, how_many, line, measured, mo, queries, server, time):
    course.after(how_many)
    _ = grown


    def _census():
        """What one scrape holds, after one search and one query: a line is only written at its first event."""
        client = connected()
        client.search("papers", [queries[0].tolist()], limit=10, consistency_level="Strong")
        client.query("papers", filter="id < 3", consistency_level="Strong")
        client.close()
        time.sleep(0.3)
        text = server.scrape()
        lines = list(exposition.samples(text))
        kinds = exposition.kinds(text)
        parts = {}
        for name, _labels, _value in lines:
            part = name.split("_")[1] if name.startswith("milvus_") else "the process"
            parts[part] = parts.get(part, 0) + 1
        return {
            "lines": len(lines),
            "kinds": {kind: sum(k == kind for k in kinds.values()) for kind in ("counter", "gauge", "histogram", "summary")},
            "buckets": sum(name.endswith("_bucket") for name, *_ in lines),
            "parts": dict(sorted(parts.items(), key=lambda p: -p[1])),
            "head": [x for x in text.splitlines() if "milvus_proxy_req_count" in x][:5],
            "names": sorted({name for name, *_ in lines} | set(kinds)),
        }


    census, _where = measured("ch16_census", _census if server else None, server.identity if server else "")
    _rows = [{"part": p, "lines": n} for p, n in list(census["parts"].items())[:10]]
    _bars = alt.Chart(alt.Data(values=_rows)).mark_bar(color=course.TEAL).encode(
        y=alt.Y("part:N", sort=None, title=None), x=alt.X("lines:Q", title="numbers in one scrape"), tooltip=["part:N", "lines:Q"]
    )
    _kinds = census["kinds"]
    mo.vstack(
        [
            line(_where),
            course.chart(_bars, 240, "Numbers by component: " + ", ".join(f"{r['part']} {r['lines']}" for r in _rows)),
            mo.md(f"""
    **{census['lines']:,} numbers**, {census['buckets'] / census['lines']:.0%} of them buckets. They belong to {_kinds['counter']} counters, {_kinds['gauge']} gauges, {_kinds['histogram']} histograms and {_kinds['summary']} summary. The second word of a name is the component
    that counts: `proxy` is where your clients arrive, `querynode` searches, `datanode` and `datacoord` write and keep, `rootcoord` has the metadata. (`indexnode` builds indexes in 2.3.5; current documentation has it merged into the data node: docs v3.0.x, *Run Milvus in Kubernetes with Helm*.)

    Five lines of it:
    """),
            mo.md("```text\n" + "\n".join(census["head"]) + "\n```"),
            mo.md("""
    A comment says what it is (`HELP`) and which kind (`TYPE`). Then comes one line per combination of **labels**, and its number. `node_id` tells which process counted; with four proxies there are four times as many lines, and nothing adds them up for you.
    """),
        ]
    )
    return (census,)


@app.cell(hide_code=True)
def _(course):
    seven = course.predict(
        "A search with 7 vectors (nq = 7) is sent 50 times; one more search has a wrong dimension and is refused. What does `milvus_proxy_search_vectors_count` rise by?",
        ["50", "51", "350", "357"],
        "350",
        "It counts vectors that were searched, not requests, and a refused request searches none. `milvus_proxy_req_count` counts requests, with a line for each outcome: `total` 51, `success` 50, `fail` 1.",
        key="ch16 seven",
    )
    seven
    return (seven,)


@app.cell(hide_code=True)
def _(course, mo, seven):
    course.after(seven)
    nq = mo.ui.slider(steps=[1, 7, 40], value=7, label="Vectors per search (nq)", show_value=True)
    nq
    return (nq,)


@app.cell(hide_code=True)
def _(connected, course, exposition, grown, line, measured, mo, nq, queries, server, seven, time):
    course.after(seven)
    _ = grown
    LINES = [
        ("milvus_proxy_req_count", {"function_name": "Search", "status": "total"}, "counter"),
        ("milvus_proxy_req_count", {"function_name": "Search", "status": "success"}, "counter"),
        ("milvus_proxy_req_count", {"function_name": "Search", "status": "fail"}, "counter"),
        ("milvus_proxy_search_vectors_count", {}, "counter"),
        ("milvus_proxy_sq_latency_count", {"query_type": "search"}, "histogram"),
        ("milvus_proxy_sq_latency_sum", {"query_type": "search"}, "histogram"),
        ("milvus_querynode_entity_num", {"segment_state": "Sealed"}, "gauge"),
        ("process_open_fds", {}, "gauge"),
    ]


    def _difference():
        """Fifty searches and a refused one; each line before and after."""
        client = connected()
        client.search("papers", [queries[0].tolist()], limit=10)
        before = server.scrape()
        for i in range(50):
            client.search("papers", queries[i : i + nq.value].tolist(), limit=10)
        try:
            client.search("papers", [[1.0, 2.0]], limit=10)
        except Exception:
            refused = True
        time.sleep(0.3)
        after = server.scrape()
        client.close()
        return {"nq": nq.value, "refused": refused, "lines": [[exposition.total(t, name, **labels) for t in (before, after)] for name, labels, _kind in LINES]}


    counted, _where = measured("ch16_difference", _difference if server else None, server.identity if server else "")
    _rows = [
        f"|`{name}{'{' + ', '.join(f'{k}={v}' for k, v in labels.items()) + '}' if labels else ''}`|{kind}|{was:,.0f}|{now:,.0f}|{now - was:+,.0f}|"
        for (name, labels, kind), (was, now) in zip(LINES, counted["lines"], strict=True)
    ]
    _many, _took = (counted["lines"][i][1] - counted["lines"][i][0] for i in (4, 5))
    mo.vstack(
        [
            line(_where),
            course.table("line / kind / before / after / difference", _rows),
            mo.md(f"""
    Fifty searches of {counted['nq']} vectors each, and one that was refused. Three kinds of metric, three ways to read them:

    - A **counter** only grows. Its value says how old the process is; only its *difference* says anything about now. After a restart it begins at 0.
    - A **gauge** is a state: rows in memory, open files. Its value counts, and its difference mostly does not.
    - A **histogram** is a group of counters. `_count` has {_many:.0f} new observations, `_sum` {_took:.0f} ms: on average {_took / max(_many, 1):.1f} ms. The refused search is **not** among them: this histogram observes what succeeded. If a tenth of the
      requests fail at once, latency gets *better*. So errors and latency are always read together.
    """),
        ]
    )
    return (counted,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### What a histogram keeps, and what an average throws away

    Most reads can use rows that are a little old. A read at *Strong* consistency waits until a time tick has passed that is later than itself (chapter 6): with the ticks of 2.3.5 that takes about 200 ms. Suppose that one caller among many asks for it. The next cell sends 200 searches, a few of them *Strong*.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    hides = course.predict(
        "196 of 200 searches take about 2 ms, four wait 200 ms for a time tick. What does the average say, and what does p99?",
        ["Both are above 100 ms: something is wrong", "The average stays far below 100 ms, p99 is above it", "Both stay far below 100 ms: four are too few"],
        "The average stays far below 100 ms, p99 is above it",
        "Four times 200 ms, spread over 200 searches, is 4 ms for each, and the average hardly moves. The slowest in a hundred is one of these four.",
        key="ch16 hides",
    )
    hides
    return (hides,)


@app.cell(hide_code=True)
def _(course, hides, mo):
    course.after(hides)
    strong = mo.ui.slider(steps=[0, 1, 4, 12], value=4, label="Of 200 searches, so many are Strong", show_value=True)
    strong
    return (strong,)


@app.cell(hide_code=True)
def _(alt, connected, course, exposition, grown, hides, line, measured, mo, np, queries, server, strong, time):
    course.after(hides)
    _ = grown
    SEARCH = {"query_type": "search"}


    def _distribution():
        """200 searches, some of them Strong: the histogram's increase, and what the client itself measured."""
        client = connected()
        for i in range(10):
            client.search("papers", [queries[i].tolist()], limit=10)
        before, waited = server.scrape(), []
        for i in range(200):
            level = "Strong" if strong.value and i % (200 // strong.value) == 0 and i // (200 // strong.value) < strong.value else "Bounded"
            start = time.perf_counter()
            client.search("papers", [queries[i].tolist()], limit=10, consistency_level=level)
            waited.append(1000 * (time.perf_counter() - start))
        time.sleep(0.3)
        after = server.scrape()
        client.close()
        was, now = (exposition.buckets(t, "milvus_proxy_sq_latency", **SEARCH) for t in (before, after))
        return {
            "strong": strong.value,
            "bounds": [le if np.isfinite(le) else None for le in now],
            "counts": [now[le] - was.get(le, 0) for le in now],
            "sum": exposition.total(after, "milvus_proxy_sq_latency_sum", **SEARCH) - exposition.total(before, "milvus_proxy_sq_latency_sum", **SEARCH),
            "client": [float(np.mean(waited)), float(np.quantile(waited, 0.5)), float(np.quantile(waited, 0.99))],
        }


    def place(bounds, counts, q):
        """Where the q-quantile lies in cumulative counts, spread evenly within its bucket."""
        rank = q * counts[-1]
        at = next(i for i, c in enumerate(counts) if c >= rank)
        low, under = (bounds[at - 1], counts[at - 1]) if at else (0.0, 0.0)
        return bounds[at - 1] if bounds[at] is None else low + (bounds[at] - low) * (rank - under) / max(counts[at] - under, 1e-9)


    spread, _where = measured("ch16_distribution", _distribution if server else None, server.identity if server else "")
    mean, p50, p99 = spread["sum"] / spread["counts"][-1], place(spread["bounds"], spread["counts"], 0.5), place(spread["bounds"], spread["counts"], 0.99)
    _each = [
        {"bucket": f"≤ {b:.0f} ms", "searches": c - (spread["counts"][i - 1] if i else 0)}
        for i, (b, c) in enumerate(zip(spread["bounds"], spread["counts"], strict=True))
        if b is not None and b <= 1024
    ]
    _bars = alt.Chart(alt.Data(values=_each)).encode(x=alt.X("bucket:N", sort=None, title="bucket of milvus_proxy_sq_latency", axis=alt.Axis(labelAngle=-45)), y=alt.Y("searches:Q", title="searches"))
    mo.vstack(
        [
            line(_where),
            course.chart(_bars.mark_bar(color=course.TEAL) + _bars.mark_text(dy=-6, color="currentColor").encode(text="searches:Q"), 220, "Searches by bucket: " + ", ".join(f"{r['bucket']}: {r['searches']:.0f}" for r in _each)),
            course.table(
                "of the same 200 searches / by the server's histogram / by the client's clock",
                [
                    f"|average|{mean:.1f} ms|{spread['client'][0]:.1f} ms|",
                    f"|p50|{p50:.1f} ms|{spread['client'][1]:.1f} ms|",
                    f"|p99|{p99:.0f} ms|{spread['client'][2]:.0f} ms|",
                ],
            ),
            mo.md("""
    Three things to take away:

    1. **An average hides a few slow requests completely.** Watch a high **quantile**: p99 is what one request in a hundred exceeds. A page that sends thirty requests meets it every fourth time.
    2. **A quantile from buckets is no finer than its bucket.** Between 128 and 256 ms the histogram knows nothing; Prometheus spreads the requests evenly in there. A p99 of exactly 190 ms is a bucket, not a measurement. So choose limits of alerts that are bounds of buckets.
    3. **The client waits longer than the server counts.** Its clock also sees encoding, the network and the queue of its own process. If only the left column is on the wall, a slow network is invisible.

    Exercise 1 has you compute such a quantile, as Prometheus does.
    """),
        ]
    )
    return mean, p50, p99, place, spread


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Rate, errors, duration: at every hop

    Three questions are enough to describe any service from outside: how much is it asked (**rate**), how much of it fails (**errors**), how long does it take (**duration**). Together they are called RED. One such triple at the front door says *that* something is wrong; the same triple at every **hop**
    of a request says *where*. A search has these hops, and Milvus measures each:

    | hop | rate and errors | duration |
    |:---|:---|:---|
    | proxy, from request to answer | `milvus_proxy_req_count` by `status` | `milvus_proxy_sq_latency` |
    | proxy waits for the query nodes | | `milvus_proxy_sq_wait_result_latency` |
    | query node, the shard's leader | `milvus_querynode_sq_req_count`, `scope="OnLeader"` | `milvus_querynode_sq_req_latency`, `scope="OnLeader"` |
    | … waits for a time tick | | `milvus_querynode_sq_wait_tsafe_latency` |
    | … waits for its turn | | `milvus_querynode_sq_queue_latency` |
    | … computes, segment by segment | | `milvus_querynode_sq_core_latency` |
    | proxy merges | | `milvus_proxy_sq_reduce_result_latency` |

    Beside RED stand the numbers of **saturation**, which are mostly gauges: memory, rows and segments that are loaded, the length of queues, the delay of time ticks. They say how near the end is while RED still looks well.

    ### Which names are gone

    Names of metrics are an interface without a version. Here are those that the documentation's page of the dashboard uses (docs v3.0.x, *Milvus Metrics Dashboard*; the pages for 2.2 to 3.0 name the same ones), looked up in the server of this page.
    """)
    return


@app.cell(hide_code=True)
def _(ROOT, census, course, json, mo):
    listed = json.loads((ROOT / "lessons" / "data" / "dashboard_names.json").read_text(encoding="utf-8"))["names"]
    _here = {n.removesuffix(e) for n in census["names"] for e in ("", "_bucket", "_sum", "_count")}
    gone = [n for n in listed if n not in _here]
    _why = {
        "milvus_indexcoord": "There is no index coordinator any more: its work belongs to the data coordinator, and so do the metrics (`milvus_datacoord_index_…`).",
        "sync_epoch_time": "Replaced by a delay in milliseconds: `milvus_proxy_tt_lag_ms` and its like.",
        "compaction": "It has a label, and no compaction has run yet: a line appears with its first event.",
    }
    _rows = [f"|`{n}`|{next((w for part, w in _why.items() if part in n), 'not on this server')}|" for n in gone]
    mo.vstack(
        [
            mo.md(f"**{len(listed) - len(gone)} of {len(listed)}** are there. The {len(gone)} others:"),
            mo.accordion({f"The {len(gone)} names without a line on this server": course.table("name / why", _rows)}),
            mo.md("""
    A panel whose metric does not exist shows *No data*, and an alert on it **never fires**: there is nothing to compare. Two habits follow. After every upgrade, ask your Prometheus for each name that your dashboards and rules use (exercise 7 and `tests/` of this course do). And
    where a line is only written at the first event, say what silence means: `… or vector(0)`.

    Units also change. In 2.3.5 the latencies are whole milliseconds, so everything below 1 ms is 0; since 2.6.15 they are measured in microseconds (release notes 2.6.15). Look at the `le` bounds of your own server before you write a limit.
    """),
        ]
    )
    return gone, listed


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Prometheus and Grafana Setup

    A scrape is one moment. **Prometheus** fetches the text again and again, keeps every number with its time, and answers questions about them in a language of its own, PromQL. It *pulls*: Milvus knows nothing of it, needs no address of it, and a Milvus that
    does not answer is itself a fact (`up` becomes 0). **Alertmanager** gets the alerts that Prometheus' rules raise, groups them, and tells people. **Grafana** stores nothing: it asks Prometheus, and draws.

    The lesson has started the first two beside your Milvus, with a scrape every second. (A second is for impatient readers. Fifteen to thirty is usual; the compose file of this course takes five.)
    """)
    return


@app.cell(hide_code=True)
def _(course, grown, inspect, mo, monitoring, no_prometheus, server):
    _ = grown
    FIRST = inspect.cleandoc("""
    groups:
      - name: lesson
        rules:
          - alert: MilvusDown
            expr: up{job="milvus"} == 0
            for: 3s
            labels: {severity: page}
            annotations: {summary: "{{ $labels.job }} gives no metrics"}
    """)
    watch = monitoring.Monitoring(server, FIRST) if server and not no_prometheus else None
    who = f"{server.identity}, watched by {monitoring.version()}" if watch else ""
    mo.vstack([mo.md("The rule that it begins with:"), course.code(FIRST, "yaml"), mo.md(f"Prometheus' own page, while this lesson lives: {watch.url}" if watch else "*Not started here.*")])
    return FIRST, watch, who


@app.cell(hide_code=True)
def _(connected, queries, server, threading, watch):
    def steady(seconds, per_second=20.0, **options):
        """Searches at a steady pace beside the lesson; returns the thread, and a list with one entry per refused search."""
        refused = []

        def run():
            import time

            client, end = connected(), time.monotonic() + seconds
            number = 0
            while time.monotonic() < end:
                try:
                    client.search("papers", [queries[number % 200].tolist()], limit=10, timeout=3, **options)
                except Exception as error:
                    refused.append(str(error))
                number += 1
                time.sleep(1 / per_second)
            client.close()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread, refused


    if server and watch:
        _thread, _refused = steady(5)
        _thread.join(30)
        warmed = len(_refused) == 0
    else:
        warmed = True
    return steady, warmed


@app.cell(hide_code=True)
def _(course):
    counter_panel = course.predict(
        "A panel shows `milvus_proxy_req_count` as it is. What does the line look like on a healthy day?",
        ["Flat, at the number of requests per second", "It climbs all day, and falls to 0 at a restart", "It goes up and down with the traffic"],
        "It climbs all day, and falls to 0 at a restart",
        "It is a counter. `rate(…[1m])` makes requests per second of it, and understands the fall as a restart.",
        key="ch16 counter panel",
    )
    counter_panel
    return (counter_panel,)


@app.cell(hide_code=True)
def _(mo):
    ASK = {
        "the counter itself": 'sum(milvus_proxy_req_count{function_name="Search",status="total"})',
        "rate: searches per second": 'sum(rate(milvus_proxy_req_count{function_name="Search",status="total"}[10s]))',
        "errors: the share that fails": 'sum(rate(milvus_proxy_req_count{function_name="Search",status="fail"}[10s])) / sum(rate(milvus_proxy_req_count{function_name="Search",status="total"}[10s]))',
        "duration: p99 in ms": 'histogram_quantile(0.99, sum by (le) (rate(milvus_proxy_sq_latency_bucket{query_type="search"}[10s])))',
        "a quantile without rate (wrong)": 'histogram_quantile(0.99, sum by (le) (milvus_proxy_sq_latency_bucket{query_type="search"}))',
        "rows in memory, by state": "sum by (segment_state) (milvus_querynode_entity_num)",
        "a name that does not exist": "milvus_indexcoord_indexnode_num",
    }
    preset = mo.ui.dropdown(list(ASK), value="rate: searches per second", label="Ask for")
    preset
    return ASK, preset


@app.cell(hide_code=True)
def _(ASK, mo, preset):
    own = mo.ui.text(value=ASK[preset.value], label="or type PromQL of your own", full_width=True)
    own
    return (own,)


@app.cell(hide_code=True)
def _(ASK, counter_panel, course, line, measured, mo, own, steady, warmed, watch, who):
    course.after(counter_panel)
    _ = warmed


    def asked(expression):
        """What Prometheus answers: rows of labels and values, or its own words about a mistake."""
        try:
            return [[", ".join(f"{k}={v}" for k, v in labels.items() if k not in ("instance", "job", "__name__")), value] for labels, value in watch.ask(expression)]
        except ValueError as error:
            return str(error)


    def _all_presets():
        thread, _refused = steady(3)
        thread.join(30)
        return {name: asked(expression) for name, expression in ASK.items()}


    answers, _where = measured("ch16_promql", _all_presets if watch else None, who)
    _name = next((n for n, e in ASK.items() if e == own.value), "")
    _said = asked(own.value) if watch else answers.get(_name, "Without a Prometheus only the questions of the list have an answer, which was recorded.")
    _shown = (
        mo.md(f"Prometheus does not take it: `{_said}`")
        if isinstance(_said, str)
        else course.table("labels / value", [f"|{k or '(none)'}|{v:,.3f}|" for k, v in _said]) if _said else mo.md("**No data.** No error, no zero: there is no such series. An alert on this expression would never fire.")
    )
    mo.vstack([line(_where), mo.md(f"```promql\n{own.value}\n```"), _shown])
    return (answers,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Four rules cover most of PromQL for a Milvus:

    - `rate(counter[window])` first, `sum` after it. The window spans at least four scrapes, so that a missed one does not make a hole.
    - `histogram_quantile(q, sum by (le) (rate(…_bucket[window])))`: add up **buckets**, never quantiles. Without `rate` the quantile is about the whole life of the process.
    - Keep the label by which you want to tell things apart (`by (function_name)`), and let the others go.
    - A division of two rates is a share; where nothing was asked, it is 0/0, which is `NaN`, and no alert compares with it.

    ### Rules that are tested before the night does it

    An alert rule is a program that runs when everyone sleeps. It gets a test like any other: `promtool test rules` is given series by hand and says what would have fired. The rules of this course's compose profile `monitoring` lie in `deploy/prometheus/rules.yml`, their tests beside them.
    """)
    return


@app.cell(hide_code=True)
def _(ROOT, course, json, line, mo, monitoring, no_prometheus):
    _folder = ROOT / "deploy" / "prometheus"
    _files = {name: (_folder / name).read_text(encoding="utf-8") for name in ("rules.yml", "rules_test.yml")}
    if no_prometheus:
        tested = json.loads((mo.notebook_dir() / "recorded" / "ch16_promtool.json").read_text(encoding="utf-8"))["text"]
    else:
        tested = course.record("ch16_promtool", monitoring.promtool("test", "rules", "rules_test.yml", files=_files), monitoring.version())
    mo.vstack(
        [
            mo.accordion({name: course.code(text, "yaml") for name, text in _files.items()}),
            line("What `promtool test rules rules_test.yml` says:"),
            mo.md(f"```text\n{tested}\n```"),
            mo.md("""
    Read the tests as sentences. *A restart of one minute wakes no one, a death does.* *At night there is one search in 15 seconds, and every second one fails*: and no one is woken, because the rule also asks for traffic. *The mean is fine, one search in fifty is not.* Each of them is a night that
    someone had. A **recording rule** (`record:`) computes an expression once per interval and gives it a name, so that dashboard and alert use the same number.
    """),
        ]
    )
    return (tested,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Kill it

    Now the whole chain, for real. Choose how long the rule waits (`for:`), then the server is killed with SIGKILL, and a clock runs until the webhook is called. After that it is started again.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    first_word = course.predict(
        "A scrape every second, rules evaluated every second, `for: 3s`, and Alertmanager waits one second for further alerts of the group. How long after the kill does the message arrive?",
        ["At once: Prometheus notices that the connection broke", "After about 3 s, the `for:`", "After about 4 to 8 s: every stage adds its own interval"],
        "After about 4 to 8 s: every stage adds its own interval",
        "Up to one scrape until it is seen, one evaluation, the `for:`, one more evaluation, the wait of the group. With the usual 15 s, 15 s, 2 m and 30 s it is three minutes. That time is a decision, and belongs in the service's promise.",
        key="ch16 first word",
    )
    first_word
    return (first_word,)


@app.cell(hide_code=True)
def _(course, first_word, mo):
    course.after(first_word)
    patience = mo.ui.slider(steps=[1, 3, 8], value=3, label="for: (seconds)", show_value=True)
    patience
    return (patience,)


@app.cell(hide_code=True)
def _(FIRST, alt, answers, course, first_word, json, line, measured, mo, patience, server, time, watch, who):
    course.after(first_word)
    _ = answers


    def _chain():
        """Kill the server, note when each stage of the alert sees it, and start it again."""
        watch.rule(FIRST.replace("for: 3s", f"for: {patience.value}s"))
        time.sleep(2.5)
        watch.heard.clear()
        moments, start = {}, time.monotonic()
        server.kill()
        stages = {
            "up is 0": lambda: any(v == 0 for _l, v in watch.ask('up{job="milvus"}')),
            "alert pending": lambda: watch.alerts().get("MilvusDown") in ("pending", "firing"),
            "alert firing": lambda: watch.alerts().get("MilvusDown") == "firing",
            "webhook called": lambda: any(told["status"] == "firing" for _at, told in watch.heard),
        }
        while len(moments) < len(stages) and time.monotonic() < start + 60:
            for name, seen in stages.items():
                if name not in moments and seen():
                    moments[name] = time.monotonic() - start
            time.sleep(0.05)
        told = next((t for _at, t in watch.heard), {})
        again = time.monotonic()
        server.restart()
        moments["started again, and a query is answered"] = time.monotonic() - start
        while not any(t["status"] == "resolved" for _at, t in watch.heard) and time.monotonic() < again + 60:
            time.sleep(0.1)
        moments["webhook: resolved"] = time.monotonic() - start
        kept = [{k: one[k] for k in ("status", "annotations")} | {"labels": {k: v for k, v in one["labels"].items() if k != "instance"}} for one in told.get("alerts", ())]
        return {"for": patience.value, "moments": moments, "told": kept}


    chain, _where = measured("ch16_chain", _chain if watch else None, who)
    _rows = [{"moment": m, "s": round(s, 2)} for m, s in chain["moments"].items()]
    _base = alt.Chart(alt.Data(values=_rows)).encode(y=alt.Y("moment:N", sort=None, title=None, axis=alt.Axis(labelLimit=240)))
    _bar = _base.mark_bar(height=10, color=course.TEAL).encode(x=alt.X("s:Q", title="seconds after the kill"))
    _label = _base.mark_text(align="left", dx=5, color="currentColor").encode(x="s:Q", text=alt.Text("s:Q", format=".1f"))
    mo.vstack(
        [
            line(_where),
            course.chart(_bar + _label, 190, "; ".join(f"{r['moment']} after {r['s']} s" for r in _rows)),
            mo.md(f"With `for: {chain['for']}s`. What the webhook was sent, its addresses left out:"),
            mo.md("```json\n" + json.dumps(chain["told"], indent=1) + "\n```"),
            mo.md("""
    A longer `for:` means fewer false alarms and a later message. Note what *resolved* means here: `up` is 1 again, so the metrics port answers. Whether **queries** are answered is a different question (chapter 7), and an alert that only looks at `up` is content too early. That is why the next one looks at searches.
    """),
        ]
    )
    return (chain,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Fix it yourself

    `up` is 1, `/healthz` says OK, memory is lower than ever, and every search fails. Something was done to the collection; the searches of a steady load run beside this page. Choose what you would do. It is done, and the share that fails is asked for again. (On a page the first two were tried one after the other.)
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    REMEDIES = ["Restart Milvus", "Load the collection", "Give the clients more time", "Build the index again"]
    remedy = mo.ui.dropdown(REMEDIES, value="Load the collection", label="Do this")
    remedy
    return (remedy,)


@app.cell(hide_code=True)
def _(chain, connected, course, line, measured, mo, remedy, server, steady, time, watch, who):
    _ = chain
    SHARE = 'sum(rate(milvus_proxy_req_count{function_name="Search",status="fail"}[3s])) / sum(rate(milvus_proxy_req_count{function_name="Search",status="total"}[3s]))'


    def _failing():
        """Five seconds of searches; the share that failed at the end, by Prometheus, and the last refusal."""
        thread, refused = steady(5)
        time.sleep(4.5)
        share = watch.ask(SHARE)
        thread.join(30)
        return (share[0][1] if share else 0.0), (refused[-1] if refused else "")


    def _do(client, what):
        if what == "Load the collection":
            client.load_collection("papers")
        elif what == "Restart Milvus":
            server.restart()
        elif what == "Build the index again":
            client.drop_index("papers", "vector")
            client.create_index("papers", client.prepare_index_params("vector", index_type="HNSW", metric_type="L2", params={"M": 6, "efConstruction": 60}))


    def _mend():
        client, found = connected(), {}
        client.release_collection("papers")
        before, said = _failing()
        for what in ([remedy.value] if course.live() else ["Restart Milvus", "Load the collection"]):
            _do(client, what)
            client.close()
            client = connected()
            after, _said = _failing()
            found[what] = [before, after, said[:160]]
        client.load_collection("papers")
        client.close()
        return found


    mended, _where = measured("ch16_mended", _mend if watch else None, who)
    _rows = [f"|{what}|{before:.0%}|{after:.0%}|{'fixed' if after < 0.5 else 'still broken'}|" for what, (before, after, _said) in mended.items()]
    _said = next(iter(mended.values()))[2].replace("<", "‹").replace(">", "›").replace("|", "¦")
    mo.vstack(
        [
            line(_where),
            course.table("done / failed before / failed after / so", _rows),
            mo.md(f"""
    What the clients were told: `{_said}`

    The collection had been **released**: it is on disk, and in no node's memory. Its index is whole and its rows are safe; only `load_collection` brings it back. A restart does not, because Milvus remembers that it was released, and loads only what was loaded before. `up`, `/healthz` and the memory all looked
    well, and the one number that did not was the share of failing searches. **Alert on what your users feel; keep the causes for the dashboard.**
    """),
        ]
    )
    return (mended,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A dashboard is code

    A dashboard that someone has clicked together exists once, and has no history. Grafana also reads dashboards from files (*provisioning*), and files can be generated. Here the panels stand in `deploy/grafana/panels.toml`; `scripts/draw_dashboard.py` makes Grafana's JSON of them with Grafana's own SDK
    (`grafana-foundation-sdk`); a test compares the two and asks a live Prometheus for each query. `docker compose --profile monitoring up -d --wait` starts Prometheus with these rules, an Alertmanager, and a Grafana with this dashboard on port 3000.

    A Grafana server comes as a container or a system package and is not part of this page. So the same panels are drawn here, from the Prometheus of this lesson, over its last two minutes: you see the load, the kill, and the searches that failed.
    """)
    return


@app.cell(hide_code=True)
def _(ROOT, alt, course, line, measured, mended, mo, steady, time, tomllib, watch, who):
    _ = mended
    panels = tomllib.loads((ROOT / "deploy" / "grafana" / "panels.toml").read_text(encoding="utf-8"))["panel"]


    def _drawn():
        """Each panel's series over the last two minutes, named as its legend says."""
        thread, _refused = steady(3)
        thread.join(30)
        time.sleep(1.2)
        found = {}
        for panel in panels:
            rows, weight = [], {}
            for query in panel["query"]:
                for labels, points in watch.over(query["expr"].replace("[1m]", "[10s]"), 120, 3):
                    name = query["legend"]
                    for key, value in labels.items():
                        name = name.replace("{{" + key + "}}", "milvus" if key == "instance" else value)
                    weight[name] = max([abs(value) for _at, value in points if value == value], default=0)
                    rows += [[name, round(at), float(f"{value:.4g}")] for at, value in points if value == value]
            most = sorted(weight, key=lambda n: -weight[n])[:4]  # a line that lies on the ground says nothing
            found[panel["title"]] = [row for row in rows if row[0] in most]
        return found


    series, _where = measured("ch16_panels", _drawn if watch else None, who)


    _UNITS = {"reqps": "per second", "percentunit": "share", "short": "number"}  # as Grafana calls them, and as people do


    def _panel(panel):
        rows = [{"series": n, "s": at, "value": v} for n, at, v in series[panel["title"]]]
        rows = rows or [{"series": "no data", "s": 0, "value": 0}]
        chart = alt.Chart(alt.Data(values=rows)).mark_line().encode(
            x=alt.X("s:Q", title="seconds before now"), y=alt.Y("value:Q", title=_UNITS.get(panel["unit"], panel["unit"]), axis=alt.Axis(format="~s")), color=alt.Color("series:N", title=None, scale=alt.Scale(range=[course.TEAL, course.ORANGE, course.PURPLE, course.GREY]))
        )
        names = ", ".join(sorted({r["series"] for r in rows}))
        return mo.vstack([mo.md(f"**{panel['title']}.** {panel['asks']}"), course.chart(chart, 150, f"{panel['title']}: {names}", columns=2)])


    mo.vstack([line(_where), *[_panel(panel) for panel in panels]])
    return panels, series


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Performance Optimization

    To tune is to move one knob and watch **two** numbers: what it costs and what it buys. A faster search that finds less is not an improvement, and a benchmark that reports latency without recall has left out half of its result. So both are drawn together here. The true neighbors are known: NumPy has computed them.
    """)
    return


@app.cell(hide_code=True)
def _(connected, corpus, exposition, np, queries, server, threading, time):
    def _truth(k=10):
        """The true ids for each query, by the whole matrix of distances."""
        square = (corpus**2).sum(1)[None, :] - 2 * queries @ corpus.T
        return np.argsort(square, axis=1, kind="stable")[:, :k]


    truth = _truth()


    def drive(seconds, threads=1, nq=1, ef=64, most=10**9):
        """A load: so many threads, each with a channel of its own, each search with nq vectors; what came of it."""
        waits, hits, asked, lock = [], [], [0], threading.Lock()
        begin = time.monotonic()

        def run(number):
            client, at = connected(), number * 17
            client.search("papers", [queries[0].tolist()], limit=10)
            while time.monotonic() < begin + seconds + 0.2 and asked[0] < most:
                rows = [(at + i) % 200 for i in range(nq)]
                sent = queries[rows].tolist()
                start = time.perf_counter()
                found = client.search("papers", sent, limit=10, search_params={"params": {"ef": ef}})
                took = 1000 * (time.perf_counter() - start)
                with lock:
                    waits.append(took)
                    asked[0] += 1
                    hits.extend(len({h["id"] for h in one} & set(truth[r].tolist())) / 10 for r, one in zip(rows, found, strict=True))
                at += nq
            client.close()

        workers = [threading.Thread(target=run, args=(n,), daemon=True) for n in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(60)
        took = time.monotonic() - begin
        return {"requests": len(waits) / took, "vectors": len(waits) * nq / took, "p50": float(np.quantile(waits, 0.5)), "p99": float(np.quantile(waits, 0.99)), "recall": float(np.mean(hits))}


    HOPS = {
        "proxy, all of it": ("milvus_proxy_sq_latency", {"query_type": "search"}),
        "proxy waits for nodes": ("milvus_proxy_sq_wait_result_latency", {"query_type": "search"}),
        "node, all of it": ("milvus_querynode_sq_req_latency", {"query_type": "search", "scope": "OnLeader"}),
        "waits for a time tick": ("milvus_querynode_sq_wait_tsafe_latency", {"query_type": "search"}),
        "waits for its turn": ("milvus_querynode_sq_queue_latency", {"query_type": "search"}),
        "computes": ("milvus_querynode_sq_core_latency", {"query_type": "search"}),
    }


    def hops(before, after):
        """Milliseconds per search at each hop between two scrapes, and how many segments one search has computed on."""
        found, searches = {}, 0.0
        for name, (metric, labels) in HOPS.items():
            count, total = (exposition.total(after, f"{metric}_{e}", **labels) - exposition.total(before, f"{metric}_{e}", **labels) for e in ("count", "sum"))
            searches = searches or count
            found[name] = total / max(count if name != "computes" else searches, 1)
            if name == "computes":
                found["segments"] = count / max(searches, 1)
        return found


    _ = server
    return drive, hops, truth


@app.cell(hide_code=True)
def _(course):
    twice = course.predict(
        "`ef` goes from 20 to 320, sixteen times as much. What happens to recall and to the time?",
        ["Both grow about sixteenfold", "Recall climbs and then stays; the time grows by much less than sixteen times", "Recall falls, because more candidates are noise"],
        "Recall climbs and then stays; the time grows by much less than sixteen times",
        "A search also pays for the way: the client, the network, the proxy. ef only makes the part that computes longer. So from some value on you pay for nothing, and up to there the price is small.",
        key="ch16 twice",
    )
    twice
    return (twice,)


@app.cell(hide_code=True)
def _(alt, course, drive, line, measured, mended, server, mo, twice):
    course.after(twice)
    _ = mended
    EFS = [10, 20, 40, 80, 160, 320]
    tuned, _where = measured("ch16_tuned", (lambda: [{"ef": ef, **drive(20, ef=ef, most=80)} for ef in EFS]) if server else None, server.identity if server else "")
    _rows = [{"ef": f"ef {r['ef']}", "recall": r["recall"], "ms": r[q], "of": q} for r in tuned for q in ("p50", "p99")]
    _base = alt.Chart(alt.Data(values=_rows)).encode(
        x=alt.X("recall:Q", title="recall@10", scale=alt.Scale(zero=False)), y=alt.Y("ms:Q", title="ms, at the client"), color=alt.Color("of:N", title=None, scale=alt.Scale(domain=["p50", "p99"], range=[course.TEAL, course.ORANGE]))
    )
    _labels = _base.transform_filter("datum.of == 'p99'").mark_text(dy=-10, fontSize=11, color="currentColor").encode(text="ef:N", color=alt.value("currentColor"))
    mo.vstack(
        [
            line(_where),
            course.chart(_base.mark_line(point=True) + _labels, 260, "; ".join(f"ef {r['ef']}: recall {r['recall']:.2f}, p99 {r['p99']:.0f} ms" for r in tuned)),
            course.table("ef / recall@10 / p50 / p99 / searches per second", [f"|{r['ef']}|{r['recall']:.3f}|{r['p50']:.1f} ms|{r['p99']:.1f} ms|{r['requests']:.0f}|" for r in tuned]),
            mo.md("""
    Choose a target for recall first, from what your users need; then take the smallest `ef` that reaches it on queries **of yours**; then look whether p99 keeps its promise. Not the other way round. With 80 searches each, p99 is nearly the slowest one: a second run gives different milliseconds, and the
    same recall. Recall belongs to the index, milliseconds belong to the hour. (Exercise 4 tunes by the work that is done, for that reason.)
    """),
        ]
    )
    return (tuned,)


@app.cell(hide_code=True)
def _(course):
    crowd = course.predict(
        "One thread searches; then eight do, as fast as they can. What happens?",
        ["Eight times the throughput, the same latency", "Throughput rises until the cores are busy; from there on only latency does", "Throughput falls"],
        "Throughput rises until the cores are busy; from there on only latency does",
        "A core that is busy cannot be busier. Further requests wait, and waiting is latency. By Little's law requests in flight = throughput × latency: once throughput is fixed, every further request in flight is paid in time.",
        key="ch16 crowd",
    )
    crowd
    return (crowd,)


@app.cell(hide_code=True)
def _(course, crowd, mo):
    course.after(crowd)
    together = mo.ui.slider(steps=[1, 10, 50], value=1, label="Vectors per search (nq)", show_value=True)
    width = mo.ui.slider(steps=[20, 64, 320], value=64, label="ef", show_value=True)
    mo.hstack([together, width], justify="start", gap=2, wrap=True)
    return together, width


@app.cell(hide_code=True)
def _(alt, course, crowd, drive, hops, line, measured, mo, server, time, together, tuned, width):
    course.after(crowd)
    _ = tuned


    def _crowd():
        found = []
        for threads in (1, 2, 4, 8):
            before = server.scrape()
            run = drive(0.8, threads=threads, nq=together.value, ef=width.value)
            time.sleep(0.2)
            found.append({"threads": threads, "nq": together.value, **run, "hops": hops(before, server.scrape())})
        return found


    crowded, _where = measured("ch16_crowded", _crowd if server else None, server.identity if server else "")
    _rows = [{"threads": str(r["threads"]), "per second": r["vectors"], "p99": r["p99"]} for r in crowded]
    _x = alt.X("threads:N", title="threads", axis=alt.Axis(labelAngle=0))
    _left = alt.Chart(alt.Data(values=_rows)).mark_bar(color=course.TEAL, opacity=0.6).encode(x=_x, y=alt.Y("per second:Q", title="vectors per second (bars)"))
    _right = alt.Chart(alt.Data(values=_rows)).mark_line(color=course.ORANGE, point=alt.OverlayMarkDef(color=course.ORANGE)).encode(x=_x, y=alt.Y("p99:Q", title="p99 in ms (line)"))
    mo.vstack(
        [
            line(_where),
            course.chart(alt.layer(_left, _right).resolve_scale(y="independent"), 240, "; ".join(f"{r['threads']} threads: {r['vectors']:.0f} vectors per second, p99 {r['p99']:.0f} ms" for r in crowded)),
            course.table(
                "threads / vectors per second / p50 / p99 at the client / mean at the proxy / waits for its turn / computes",
                [f"|{r['threads']}|{r['vectors']:.0f}|{r['p50']:.1f}|{r['p99']:.1f}|{r['hops']['proxy, all of it']:.1f}|{r['hops']['waits for its turn']:.1f}|{r['hops']['computes']:.1f}|" for r in crowded],
            ),
            mo.md(f"""
    nq = {crowded[0]['nq']}; all times in ms. Read the last columns from right to left: what a search computes, what it waits for its turn at the node, what the proxy has in all, and what the client sees beyond that. Here client and server share the cores of one machine, and the client is a single Python process, so each takes time
    from the other. **A load test that saturates its own client measures the client**: look at its CPU before you believe a curve. Move `nq` up: fewer, larger requests carry more vectors per second, because the way is paid once per request; and each of them takes longer, because it is more work. Which of the two you want depends on who waits.
    """),
        ]
    )
    return (crowded,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Find the slow hop

    “Search is slow” has at least four causes that need four different remedies. Here are four kinds of search, twelve of each. The table says where each of them spends its time, by the difference of the same counters that you have read above.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    which_hop = course.predict(
        "A search asks for 2,000 hits *with their vectors*. Which hop is slow?",
        ["The query node computes longer: ef has to be at least 2,000", "It waits for its turn in the queue", "Neither: the proxy waits for something that is not the search"],
        "Neither: the proxy waits for something that is not the search",
        "The search itself returns ids. The vectors of 2,000 rows are then fetched by a second request, a query, and travel as text or bytes to the client. In the metrics of the *search* there is a gap between the time at the proxy and the time at the node. Ask for the fields that you need.",
        key="ch16 which hop",
    )
    which_hop
    return (which_hop,)


@app.cell(hide_code=True)
def _(connected, course, crowded, hops, line, measured, mo, queries, server, time, which_hop):
    course.after(which_hop)
    _ = crowded


    def _slow():
        client = connected()
        one = [queries[0].tolist()]
        acts = {
            "one vector, ten hits": lambda: client.search("papers", one, limit=10, search_params={"params": {"ef": 64}}),
            "Strong": lambda: client.search("papers", one, limit=10, search_params={"params": {"ef": 64}}, consistency_level="Strong"),
            "200 vectors at once": lambda: client.search("papers", queries.tolist(), limit=10, search_params={"params": {"ef": 64}}),
            "2,000 hits with vectors": lambda: client.search("papers", one, limit=2000, search_params={"params": {"ef": 2000}}, output_fields=["vector"]),
        }
        found = {}
        for name, act in acts.items():
            act()
            time.sleep(0.3)
            before, start = server.scrape(), time.monotonic()
            for _ in range(12):
                act()
            took = 1000 * (time.monotonic() - start) / 12
            time.sleep(0.3)
            found[name] = {"client": took, **hops(before, server.scrape())}
        client.close()
        return found


    slow, _where = measured("ch16_slow", _slow if server else None, server.identity if server else "")
    _shown = ["client", "proxy, all of it", "proxy waits for nodes", "node, all of it", "waits for a time tick", "computes"]
    mo.vstack(
        [
            line(_where),
            course.table("ms per search / " + " / ".join(["at the client", *_shown[1:]]) + " / segments", [f"|{name}|" + "|".join(f"{h[c]:.1f}" for c in _shown) + f"|{h['segments']:.0f}|" for name, h in slow.items()]),
            mo.md("""
    Read each row from left to right, and stop where the time disappears:

    - **Strong** waits for a time tick. No index parameter helps; a weaker level does (chapter 6).
    - **200 vectors** compute. That is honest work: a smaller `ef`, a different index, more cores.
    - **2,000 hits with vectors**: between the proxy's wait and the node's search lies the second request. Ask for fewer hits or fewer fields, or page with an iterator.
    - In every row the client sees more than the proxy: it encodes, sends, receives and decodes. For large answers this is the larger part.

    *computes* is the sum over segments, of which there are as many as the last column says: each is searched by itself, side by side, so the sum may exceed what the node took. Many small segments are many small searches. Metrics know hops and collections, not single requests. For those there are two places: the access log (chapter 19), and since 2.5 the WebUI's list of slow requests, of
    those that took longer than `proxy.slowQuerySpanInSeconds` (docs v3.0.x, *Milvus WebUI*, *proxy-related Configurations*).
    """),
        ]
    )
    return (slow,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Resource Planning

    What does a Milvus need while it works? **Memory** for what is loaded, **CPU** for what is searched and built, **disk** in the object storage for everything that was written, twice for a while when a compaction rewrites it. The collection of this page was built in four steps, and after each the metrics were read.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    flat_line = course.predict(
        "After each 4,000 rows of 96 float32 numbers (1.5 MB), `process_resident_memory_bytes` is read. How does it grow?",
        ["By 1.5 MB each time", "By about 3 MB each time: vectors and index", "By something else each time, ten times as much, or not at all"],
        "By something else each time, ten times as much, or not at all",
        "Rows arrive in buffers, are written, sealed, indexed and loaded again; a runtime with garbage collection gives memory back when it likes. At this size you measure the machinery, not the data.",
        key="ch16 flat line",
    )
    flat_line
    return (flat_line,)


@app.cell(hide_code=True)
def _(alt, course, flat_line, grown, grown_where, line, mo):
    course.after(flat_line)
    _first = grown[0]
    _rows = [{"rows": g["rows"], "MiB": (g[k] - _first[k]) / 2**20, "what": name} for g in grown for k, name in (("resident", "resident memory"), ("binlog", "written to storage"))]
    _lines = alt.Chart(alt.Data(values=_rows)).mark_line(point=True).encode(
        x=alt.X("rows:Q"), y=alt.Y("MiB:Q", title="MiB more than with no rows"), color=alt.Color("what:N", title=None, scale=alt.Scale(domain=["resident memory", "written to storage"], range=[course.ORANGE, course.TEAL]))
    )
    _steps = ", ".join(f"{(b['resident'] - a['resident']) / 2**20:+.0f}" for a, b in zip(grown, grown[1:], strict=False))
    mo.vstack(
        [
            line(grown_where),
            course.chart(_lines, 240, "; ".join(f"{r['what']} at {r['rows']} rows: {r['MiB']:.1f} MiB" for r in _rows)),
            mo.md(f"""
    Resident memory changed by {_steps} MiB; the empty server already had {_first['resident'] / 2**20:.0f}. What was written to storage grew evenly, {grown[-1]['binlog'] / grown[-1]['rows']:.0f} bytes per row: 384 for the vector, and the rest for key, timestamp, row id and the format. It is even because each step went into a partition of its own: as segments of one partition they are merged by a compaction within seconds, and until the old ones are collected storage holds both. (Leave `partition_name` out of `_grow` in this lesson's file, and read `milvus_datacoord_stored_binlog_size` again after ten seconds: 6.6 MB became 11.3.)

    Four things that a plan has to count, and that a glance at this chart does not show:

    - **Loaded, not stored.** Only loaded collections take memory (exercise 4 of chapter 7 has the sums). `milvus_querynode_entity_num` says how many rows are.
    - **Growing and sealed.** Rows arrive in growing segments, are sealed, indexed, and loaded again; for a moment they are there twice. Leave room for it.
    - **Peaks.** Building an index and compacting take CPU and memory of data nodes beside the searches. Plan for the worst hour, not for the mean day.
    - **A limit of your own.** When memory runs out, the kernel ends the process without a word, or the quota refuses writes first: `milvus_rootcoord_quota_states` is 1 then. An alert at 80% gives you a day instead of a second.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Capacity Planning

    Resource planning asks what is needed now; capacity planning asks **when it is no longer enough**. It needs a model, numbers of your own to fit it, and the honesty to say how far it reaches. The simplest model is a line: `bytes = base + slope × rows`. Fitted by least squares, it also says how uncertain the slope is.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    hundredfold = course.predict(
        "The line is fitted to the five points of resident memory, and asked about a hundred times as many rows. How wide is the interval that contains the answer in 95 of 100 cases?",
        ["A few percent, the points are nearly on a line", "Half as wide as the answer, or wider", "It cannot be computed from five points"],
        "Half as wide as the answer, or wider",
        "The uncertainty of the slope is multiplied by the distance. Five noisy points close to zero hardly fix it. The same line through the bytes in storage is exact to a fraction of a percent, so fit what you can measure well, and compute the rest.",
        key="ch16 hundredfold",
    )
    hundredfold
    return (hundredfold,)


@app.cell(hide_code=True)
def _(course, hundredfold, mo):
    course.after(hundredfold)
    times = mo.ui.slider(steps=[1, 10, 100, 1000], value=100, label="So many times the rows", show_value=True)
    daily = mo.ui.slider(steps=[1000, 10000, 50000, 200000], value=50000, label="Rows added per day", show_value=True)
    limit = mo.ui.slider(steps=[2, 4, 8, 16], value=4, label="GiB of memory", show_value=True)
    mo.hstack([times, daily, limit], justify="start", gap=2, wrap=True)
    return daily, limit, times


@app.cell(hide_code=True)
def _(alt, course, daily, grown, hundredfold, limit, mo, np, times):
    course.after(hundredfold)


    def fitted(rows, values):
        """Base, slope, and a function that gives the half-width of the 95% interval of a prediction."""
        x, y = np.asarray(rows, float), np.asarray(values, float)
        slope, base = np.polyfit(x, y, 1)
        free = len(x) - 2
        t = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78}.get(free, 2.0)  # Student's t, both sides, 95%
        spread = np.sqrt(((y - base - slope * x) ** 2).sum() / free)
        half = lambda at: t * spread * np.sqrt(1 + 1 / len(x) + (at - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
        return float(base), float(slope), half


    _rows = [g["rows"] for g in grown]
    _fits = {"resident memory": fitted(_rows, [g["resident"] for g in grown]), "bytes in storage": fitted(_rows, [g["binlog"] for g in grown])}
    _at = grown[-1]["rows"] * times.value
    forecast = {name: (base + slope * _at, float(half(_at))) for name, (base, slope, half) in _fits.items()}
    _base, _slope, _half = _fits["resident memory"]
    # What is certain: a vector and its edges in HNSW (M = 6: up to 12 at the lowest level), and the key.
    _sure = 96 * 4 + 12 * 4 + 8
    _days = lambda slope: (limit.value * 2**30 * 0.8 - _base) / max(slope, 1e-9) / daily.value
    _values = [{"rows": f"{_at:,}", "what": name, "GiB": v / 2**30, "low": max(0, v - h) / 2**30, "high": (v + h) / 2**30} for name, (v, h) in forecast.items()]
    _values.append({"rows": f"{_at:,}", "what": "computed: vector, edges, key", "GiB": (_base + _sure * _at) / 2**30, "low": (_base + _sure * _at) / 2**30, "high": (_base + _sure * _at) / 2**30})
    _c = alt.Chart(alt.Data(values=_values)).encode(y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=200)))
    _band = _c.mark_rule(strokeWidth=6, color=course.GREY, opacity=0.5).encode(x=alt.X("low:Q", title=f"GiB at {_at:,} rows"), x2="high:Q")
    _dot = _c.mark_point(filled=True, size=90, color=course.TEAL).encode(x="GiB:Q")
    mo.vstack(
        [
            course.chart(_band + _dot, 150, "; ".join(f"{v['what']}: {v['GiB']:.2f} GiB, from {v['low']:.2f} to {v['high']:.2f}" for v in _values)),
            course.table("fitted to / bytes per row / answer / half-width of the 95% interval", [f"|{name}|{_fits[name][1]:,.0f}|{v / 2**30:,.2f} GiB|± {h / 2**30:,.2f} GiB ({h / max(v, 1):.0%})|" for name, (v, h) in forecast.items()]),
            mo.md(f"""
    With {daily.value:,} rows a day, {limit.value} GiB are filled to 80% after **{_days(_slope):,.0f} days** by the line through resident memory, and after **{_days(_sure):,.0f} days** by the bytes that a loaded row certainly takes. When two models disagree like this, the answer is not their mean: it is *measure again, at a size where they differ*. Load a tenth of the real data once, and the line has something to hold on to.

    The interval knows the **noise** of your points. It does not know that the world bends: a compaction that merges segments, a different index, a second replica, longer texts in new rows. So a forecast has a date on which it is made again, and an alert that says when it was wrong.
    """),
        ]
    )
    return fitted, forecast


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **Averages on the wall.** The documentation's own page offers `avg` beside p99 for every latency (docs v3.0.x, *Milvus Metrics Dashboard*). Take p99, and add up buckets before, never quantiles after.
    - **Panels of `indexcoord` and `indexnode`.** The first had no metric left on the 2.3.5 of this page, and the second is merged into the data node in current versions (docs v3.0.x, *Run Milvus in Kubernetes with Helm*). Such panels show nothing, and such alerts never fire.
    - **“The time unit is milliseconds.”** It was, in whole ones; since 2.6.15 latencies keep what is below a millisecond (release notes 2.6.15). Look at your server's own buckets.
    - **Copying a figure from the benchmark page.** It is still the report on Milvus 2.2 (docs v3.0.x, *Milvus 2.2 Benchmark Test Report*). Your vectors, your filters and your machine give different ones.
    - **`/healthz` as monitoring.** It said OK while every search failed, in the section above.
    - **Port 9091 open to all, “for Prometheus”.** It asks for no password (chapter 19). Let Prometheus stand in the same network.

    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch16/ex07")
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
        "Two proxies. One has a p99 of 40 ms and 9,000 searches a minute, the other 400 ms and 100. What is the p99 of the service?",
        {
            "220 ms, the mean": "A mean of quantiles describes no request at all.",
            "400 ms, the worse one": "It describes 100 requests of 9,100.",
            "It cannot be computed from these; add up the buckets of both and ask again": "Buckets are counts, and counts can be added. Quantiles cannot.",
        },
        answer="It cannot be computed from these; add up the buckets of both and ask again",
        key="ch16 quiz quantiles",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "At night the alert *more than 5% of the searches fail* goes off. In ten minutes there were three searches, one of which had a wrong dimension. How do you change the rule?",
        {
            "A longer `for:`": "It delays. Three searches in ten minutes can stay at a third for an hour.",
            "A higher share, 50%": "Then a service that fails every third request by day is quiet.",
            "`and` a rate of searches above a minimum": "A share says little when there is hardly anything to share. Below the minimum, look at `up` and at a probe of your own.",
        },
        answer="`and` a rate of searches above a minimum",
        key="ch16 quiz night",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "p99 at the proxy is 210 ms; *computes* 2 ms, *waits for its turn* 0, *waits for a time tick* 204. What do you do?",
        {
            "Lower `ef`": "It shortens the 2 ms.",
            "Add a query node": "No search waits for a core.",
            "Ask which caller really needs Strong": "The wait is the level's. The callers that can take rows that are a little old lose 200 ms of latency, and nothing else.",
        },
        answer="Ask which caller really needs Strong",
        key="ch16 quiz hop",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - Metrics are text: counters count, gauges show a state, histograms are counters by bound. A histogram of latencies may observe only what succeeded.
    - Rate, errors, duration at each hop, and a few numbers of saturation. Quantiles from added buckets; averages hide.
    - Prometheus pulls, and its silence is a fact. A name that is gone gives *No data*, and its alert never fires.
    - Alert on what users feel; test rules with `promtool`; know how many seconds lie between a death and a message.
    - Tune with two numbers in sight, recall and p99. Find the hop before you turn a knob. A saturated client measures itself.
    - Fit models to what you can measure well, give an interval, and measure again where two models disagree.

    ## Where to read on

    - Chapter 6, *Query Processing*: consistency levels and what a Strong read waits for.
    - Chapter 7, *Installing and Configuring Milvus*: memory by index, and what *ready* means.
    - Chapter 17, *Scaling Milvus*: what to do when the forecast says so. Chapter 19: the access log.
    - Milvus docs v3.0.x, *Milvus Metrics Dashboard*, *Create an Alert for Milvus Services*, *Deploying Monitoring Services on Kubernetes*, *Milvus WebUI*.
    - Beyer and others, *Site Reliability Engineering* (2016), chapters 4 and 6.
    """)
    return


@app.cell(hide_code=True)
def test_a_scrape_has_more_than_a_thousand_numbers(census):
    """On 2.3.5 with one collection a scrape has more than a thousand numbers, most of them buckets."""
    assert census["lines"] > 1000 and census["buckets"] > census["lines"] / 2, census["lines"]
    return


@app.cell(hide_code=True)
def test_search_vectors_are_counted(counted):
    """Fifty searches of nq vectors raise milvus_proxy_search_vectors_count by 50 times nq; a refused one is in fail, and in no latency."""
    _rise = [now - was for was, now in counted["lines"]]
    assert _rise[:5] == [51, 50, 1, 50 * counted["nq"], 50], _rise
    return


@app.cell(hide_code=True)
def test_an_average_hides_what_a_quantile_shows(mean, p99, spread):
    """With four Strong searches among 200, p99 is several times the average."""
    assert spread["strong"] < 4 or p99 > 2 * mean, (mean, p99)
    return


@app.cell(hide_code=True)
def test_a_released_collection_is_healthy_and_fails(mended):
    """Every search of a released collection fails, also after a restart of 2.3.5; after load_collection none does."""
    for _what, (_before, _after, _said) in mended.items():
        assert _before > 0.9 and (_after < 0.1 if _what == "Load the collection" else _after > 0.9) and "not loaded" in _said, mended
    return


@app.cell(hide_code=True)
def test_the_message_comes_after_the_wait(chain):
    """An alert reaches the webhook later than its for:, and is resolved after the start."""
    assert chain["moments"]["webhook called"] > chain["for"] and chain["told"][0]["labels"]["alertname"] == "MilvusDown", chain
    return


@app.cell(hide_code=True)
def test_strong_waits_for_a_tick(slow):
    """A Strong search of 2.3.5 spends most of its time waiting for a time tick; a plain one does not."""
    assert slow["Strong"]["waits for a time tick"] > 0.5 * slow["Strong"]["proxy, all of it"], slow["Strong"]
    assert slow["one vector, ten hits"]["waits for a time tick"] < slow["Strong"]["waits for a time tick"] / 3, slow
    return


@app.cell(hide_code=True)
def test_recall_grows_with_ef(tuned):
    """Recall at ef 320 is higher than at ef 10."""
    assert tuned[-1]["recall"] > tuned[0]["recall"], tuned
    return


@app.cell(hide_code=True)
def test_storage_grows_evenly(fitted, grown):
    """Bytes in storage are a line in the rows: its interval at the last point is within 2%."""
    _base, _slope, _half = fitted([g["rows"] for g in grown], [g["binlog"] for g in grown])
    assert _half(grown[-1]["rows"]) < 0.02 * grown[-1]["binlog"], (_base, _slope)
    return


@app.cell(hide_code=True)
def test_rules_pass_their_tests(tested):
    """promtool says that the rules do what their tests say."""
    assert "SUCCESS" in tested and "FAILED" not in tested, tested
    return


if __name__ == "__main__":
    app.run()
