import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="15 Streaming and Real-time Data")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Streaming and Real-time Data

    A bicycle is sold on Monday and leaves the search results. On Wednesday the consumer that feeds Milvus is restarted, reads an hour of its log again, and the
    bicycle is for sale once more. No component has failed: the log promised to deliver everything *at least* once, and it did.

    Data that arrives all the time arrives twice, late, and out of order. This chapter makes it arrive right. A real broker runs beside Milvus while you read, and a
    tap listens to what the consumers write.

    **What you will be able to do**

    - *say* what topics, partitions, offsets and groups promise, and why the log inside Milvus is not one for you,
    - *consume* a log into Milvus so that crashes and repetitions leave exactly one row per thing,
    - *keep* a promise about freshness, and slow down instead of losing rows when Milvus refuses,
    - *count* and *average* what arrives in windows, and *fire* an event when a row comes near a standing query,
    - *choose* between a sink connector, a consumer of your own and a bulk import, and between brokers.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import random
    import shutil
    import sys
    import tempfile
    import time
    import uuid
    from collections import Counter, defaultdict
    from pathlib import Path

    import altair as alt
    import grpc
    import numpy as np
    from pymilvus import DataType

    import grader.lesson as course
    from grader.datasets import words

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models.sink import Sink

    return (
        Counter,
        DataType,
        Path,
        Sink,
        alt,
        course,
        defaultdict,
        grpc,
        json,
        np,
        random,
        shutil,
        tempfile,
        time,
        uuid,
        words,
    )


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["crud", "upsert", "search", "filters"])
    wire = course.tapped(milvus)
    client = wire.client()
    kafka = course.broker()
    return client, kafka, milvus, wire


@app.cell(hide_code=True)
def _(kafka, milvus, mo):
    mo.md(f"""
    **Before you begin.** You know consistency levels (chapter 6), and how to write from Python without writing twice (chapter 8). {milvus.introduced}
    The messages of this page were carried by **{kafka.identity}**. {"" if kafka.real else "It keeps topics, offsets and groups, and that is enough for most of this page. `grader toolchain kafka` brings Apache Kafka itself (54 MB; Java and Maven have to be here)."}
    A Kafka that you have already serves too: start the lesson with `KAFKA_BOOTSTRAP=localhost:9092`.
    What only Apache Kafka shows is marked where it was recorded.
    """)
    return


@app.cell(hide_code=True)
def _(DataType, client, kafka, np, words):
    DIM = 64
    vectors, names = words(6000, DIM)
    number = {word: n for n, word in enumerate(names)}


    def collection(name, fields, key="id", kind=DataType.INT64):
        """An empty, loaded collection whose reads see every write; `fields` are (name, type, arguments)."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field(key, kind, is_primary=True, **({"max_length": 80} if kind == DataType.VARCHAR else {}))
        for field, of, more in fields:
            schema.add_field(field, of, **more)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        return name


    _made = {}


    def topic(name):
        """A topic of its own for each run of a cell: four partitions."""
        _made[name] = _made.get(name, 0) + 1
        return kafka.topic(f"{name}-{_made[name]}", 4)


    def send(to, messages):
        """Produce (key, value) pairs and wait until the broker has them all; each is kept by an idempotent producer once."""
        producer = kafka.producer(linger_ms=5, sticky_partitioning_linger_ms=0)
        for key, value in messages:
            producer.produce(to, key=key, value=value)
            producer.poll(0)
        assert producer.flush(30) == 0


    def unit(rows):
        rows = np.asarray(rows, dtype=float)
        return rows / np.linalg.norm(rows, axis=-1, keepdims=True)

    return DIM, collection, names, number, send, topic, unit, vectors


@app.cell(hide_code=True)
def _(kafka):
    from confluent_kafka import TopicPartition


    def log_of(to, group, start=None):
        """A consumer of all four partitions, where its group has committed, or at given offsets; `.read(most)`, `.commit(offsets)`, `.close()`."""
        return Log(to, group, start)


    class Log:
        def __init__(self, to, group, start):
            self.to, self.consumer, self.ended = to, kafka.consumer(group, enable_partition_eof=True), set()
            kept = self.consumer.committed([TopicPartition(to, p) for p in range(4)], timeout=20)
            at = {p.partition: max(p.offset, 0) for p in kept} | (start or {})
            self.consumer.assign([TopicPartition(to, p, o) for p, o in at.items()])

        def read(self, most):
            """Up to so many messages; an empty list at the end of every partition."""
            found = []
            while not found and len(self.ended) < 4:
                for message in self.consumer.consume(most, timeout=0.1):
                    if message.error():
                        self.ended.add(message.partition())
                    else:
                        value, key = message.value(), message.key()
                        found.append({"partition": message.partition(), "offset": message.offset(), "key": key and key.decode(), "value": value and value.decode()})
            return found

        def rest(self, most=500):
            found = []
            while batch := self.read(most):
                found += batch
            return found

        def commit(self, offsets):
            self.consumer.commit(offsets=[TopicPartition(self.to, p, o) for p, o in offsets.items()], asynchronous=False)

        def committed(self):
            return {p.partition: max(p.offset, 0) for p in self.consumer.committed([TopicPartition(self.to, p) for p in range(4)], timeout=20)}

        def close(self):
            self.consumer.close()

    return (log_of,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Pub/Sub Architecture

    A publisher does not know its subscribers. Between them stands a broker, and in Kafka the broker is a *log*: a file to which messages are appended and from which nothing is taken away by reading.

    | word | means |
    |:---|:---|
    | **topic** | a name for messages of one kind: `offers` |
    | **partition** | one of the logs that a topic consists of; the order holds inside it, and nowhere else |
    | **offset** | the position of a message in its partition; topic, partition and offset together name a message forever |
    | **key** | the text whose hash chooses the partition, so that one key's messages stay in order |
    | **consumer group** | readers that share the work: each partition is read by one of them |
    | **committed offset** | what the broker remembers for a group: continue here |

    Milvus also has a log. Every insert goes through its *write-ahead log* before anything else (chapter 3). It is tempting to subscribe to it, above all where that log is a Kafka. It is not for you: the format belongs to Milvus and
    changes with it, messages carry time ticks and internal ids, and by default there is no broker to connect to, since Woodpecker writes to object storage (docs v3.0.x, *Message Queue Overview*). The same page allows Kafka 2.x
    or 3.x there, while your own broker may be any. So: **your bus before Milvus, its log inside.**
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    _boxes = [("sellers", 2, 46, 76), ("topic offers", 102, 46, 100), ("group billing", 232, 8, 112), ("group search", 232, 76, 112), ("Milvus", 232, 140, 112)]
    _svg = "".join(
        f"<rect x='{x}' y='{y}' width='{w}' height='32' rx='6' fill='none' stroke='{course.TEAL if n in ('Milvus', 'topic offers') else course.GREY}' stroke-width='2'/><text x='{x + w / 2}' y='{y + 21}' text-anchor='middle' font-size='14' fill='currentColor'>{n}</text>"
        for n, x, y, w in _boxes
    )
    _svg += "".join(
        f"<path d='M{a} {b}L{c} {d}' stroke='currentColor' stroke-width='1.5'/><circle cx='{c}' cy='{d}' r='3.5' fill='{course.ORANGE}'/>"
        for a, b, c, d in ((78, 62, 102, 62), (202, 58, 232, 24), (202, 66, 232, 92), (288, 108, 288, 140))
    )
    _svg += f"<rect x='112' y='143' width='80' height='26' rx='5' fill='none' stroke='{course.PURPLE}' stroke-dasharray='4 3' stroke-width='2'/><text x='152' y='161' text-anchor='middle' font-size='14' fill='currentColor'>its WAL</text><path d='M192 156h40' stroke='currentColor' stroke-width='1.5'/>"
    mo.vstack([
        mo.Html(f"<svg viewBox='0 0 348 180' width='100%' style='max-width:30rem' role='img' aria-label='Sellers publish to a topic; two groups read it independently; one of them writes to Milvus, whose own log lies inside it'>{_svg}</svg>"),
        mo.md("Two groups read the same messages, each at its own pace, and neither takes anything away from the other. The purple log inside Milvus has one reader: Milvus."),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(course):
    by_key = course.predict(
        "Forty events of eight offers go to a topic with four partitions. The key of each message is the id of its offer. In how many partitions are the events of one offer?",
        ["In one", "In up to four, evenly", "In one, as long as there is one producer"],
        "In one",
        "The partition is a hash of the key modulo the number of partitions, the same for every producer. It changes when the number of partitions changes, which is why that number is chosen generously at the start.",
        key="ch15 by key",
    )
    by_key
    return (by_key,)


@app.cell(hide_code=True)
def _(by_key, course, mo):
    course.after(by_key)
    key_choice = mo.ui.dropdown(["the offer", "the event", "none"], value="the offer", label="Key of a message")
    key_offers = mo.ui.slider(steps=[2, 4, 8, 16, 40], value=8, label="Offers", show_value=True)
    mo.hstack([key_choice, key_offers], justify="start", wrap=True)
    return key_choice, key_offers


@app.cell(hide_code=True)
def _(alt, course, defaultdict, json, key_choice, key_offers, log_of, mo, send, topic):
    _to = topic("keys")
    _events = [{"offer": f"offer {n % key_offers.value}", "number": n} for n in range(40)]
    _key = {"the offer": lambda e: e["offer"], "the event": lambda e: f"event {e['number']}", "none": lambda e: None}[key_choice.value]
    send(_to, [(_key(e), json.dumps(e)) for e in _events])
    _log = log_of(_to, "look")
    _read = [{**json.loads(m["value"]), "partition": m["partition"], "offset": m["offset"]} for m in _log.rest()]
    _log.close()
    _where = defaultdict(set)
    for _m in _read:
        _where[_m["offer"]].add(_m["partition"])
    spread = sum(1 for places in _where.values() if len(places) > 1)
    _used = len({m["partition"] for m in _read})
    _chart = alt.Chart(alt.Data(values=_read)).mark_circle(size=130, opacity=1).encode(
        x=alt.X("offset:Q", title="offset", axis=alt.Axis(tickMinStep=1)), y=alt.Y("partition:O", title="partition", scale=alt.Scale(domain=[0, 1, 2, 3])),
        color=alt.Color("offer:N", legend=None, scale=alt.Scale(scheme="tableau20")), tooltip=["offer:N", "number:Q", "partition:O", "offset:Q"],
    )  # fmt: skip
    mo.vstack([
        course.chart(_chart, 190, "Forty messages in four partitions, by offset, colored by offer"),
        mo.md(f"**{spread}** of {len(_where)} offers have events in more than one partition; {_used} of 4 partitions are in use. A partition is read in order. Two partitions have no order between them."),
    ])  # fmt: skip
    return (spread,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    With few keys some partitions stay empty: a hash spreads many keys evenly, not a few. And a partition is also the unit of work, because a group gives each to one reader. So the number of partitions bounds how many
    consumers can write to Milvus side by side, and one very busy key cannot be divided at all.

    ### A group shares, and rebalances
    """)
    return


@app.cell(hide_code=True)
def _(course):
    groups = course.predict(
        "One consumer of a group reads all four partitions. A second one joins the group, and leaves it again. Who tells the first one to let go of two partitions?",
        ["Nobody: it keeps its four, and the second one waits for new ones", "The broker: it takes partitions away from the first and hands them out anew", "The second one, directly"],
        "The broker: it takes partitions away from the first and hands them out anew",
        "A group has a coordinator in the broker. When members come or go, it rebalances: partitions are revoked and assigned again. (Which member gets which is computed by one of them in the classic protocol, and by the broker in the newer one, `group.protocol=consumer`.) What a consumer has read and not yet written at that moment is the danger.",
        key="ch15 groups",
    )
    groups
    return (groups,)


@app.cell(hide_code=True)
def _(course, groups, mo, time):
    course.after(groups)


    def rebalanced(broker):
        """Two members of one group, as they come and go: a table of what each had when."""
        to, begun, seen = broker.topic(f"rebalance-{time.time_ns()}", 4), time.monotonic(), []

        def member(name):
            one = broker.consumer(f"{to}-readers", session_timeout_ms=6000, heartbeat_interval_ms=200)

            def told(what):
                return lambda consumer, parts: seen.append((time.monotonic() - begun, name, what, sorted(p.partition for p in parts)))

            one.subscribe([to], on_assign=told("is given"), on_revoke=told("has to give back"))
            return one

        def until(ready, members, seconds=25):
            end = time.monotonic() + seconds
            while time.monotonic() < end and not ready():
                for one in members:
                    one.poll(0.05)

        def has(name):
            return next((parts for _, who, what, parts in reversed(seen) if who == name), []) if any(who == name for _, who, _, _ in seen) else None

        first = member("first")
        until(lambda: has("first"), [first])
        second = member("second")
        until(lambda: has("second") and len(has("first") or []) == 2, [first, second])
        second.close()
        until(lambda: len(has("first") or []) == 4, [first])
        first.close()
        rows = [f"|{at:.1f} s|{name}|{what}|{', '.join(map(str, parts)) or 'nothing'}|" for at, name, what, parts in seen]
        return "\n".join(["| after | member | | partitions |", "|:---|:---|:---|:---|", *rows])


    mo.vstack([course.on_broker("ch15_groups", rebalanced), mo.accordion({"How it was done": mo.show_code()})])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Between *has to give back* and *is given* no one reads those partitions. And the first member may hold rows in memory that it read from a partition that is no longer its own. It has one chance to deal with them: in the callback of the
    revocation it must **write and commit, or forget them**. If it writes them *afterwards*, the new owner has read the same messages again and perhaps newer ones, and an old row comes over a new one. Exercise 7 hunts that bug.

    A consumer is also thrown out when it does not call `poll()` for five minutes (`max.poll.interval.ms`). A program that waits for a busy Milvus inside its loop gets there easily; the last section has a way to wait and poll.

    ## Real-time Analytics

    A search answers *what is near to this*. A stream also asks *what is going on now*: how many, how fast, about what. That takes **windows**, pieces of time over which to count. Two times matter:

    - **event time**, at which something happened, which stands in the event,
    - **processing time**, at which you read it. A phone that was in a tunnel delivers its events ten minutes late.

    A window is over in *event* time, and no one can be sure that all its events have come. A **watermark** is the guess: the highest event time seen so far, minus the lateness that you allow. When it passes the end of a window, the window is closed, and what
    comes for it afterwards is too late.
    """)
    return


@app.cell(hide_code=True)
def _(np, number, unit, vectors):
    # Looks at offers over an hour: first at guitars and pianos, then dogs, then cameras; some events arrive late.
    THEMES = {"music": ["guitar", "piano", "instrument"], "pets": ["dog", "pet", "fur"], "photo": ["camera", "images", "film"]}
    themes = {name: unit(vectors[[number[w] for w in of]].mean(axis=0)) for name, of in THEMES.items()}
    _rng = np.random.default_rng(15)
    looks = []
    for _n in range(1800):
        _at = float(_rng.uniform(0, 3600))
        _share = {"music": max(0.0, 1 - _at / 1500), "pets": max(0.0, 1 - abs(_at - 1700) / 1200), "photo": max(0.0, (_at - 1900) / 1700)}
        _total = sum(_share.values())
        _theme = _rng.choice(list(_share), p=[s / _total for s in _share.values()])
        _delay = float(_rng.exponential(6) if _rng.random() < 0.85 else _rng.exponential(200))
        _vector = unit(themes[_theme] + _rng.normal(size=vectors.shape[1]) / np.sqrt(vectors.shape[1]) * 0.8)
        looks.append({"at": _at, "arrives": _at + _delay, "theme": str(_theme), "vector": _vector})
    looks.sort(key=lambda look: look["arrives"])
    return looks, themes


@app.cell(hide_code=True)
def _(course):
    lateness = course.predict(
        "You allow events to be 5 seconds late, and then 300. What changes for those who look at the numbers?",
        ["Nothing but memory", "With 300 s fewer events are lost, and each window's result comes minutes later", "With 300 s the results come earlier"],
        "With 300 s fewer events are lost, and each window's result comes minutes later",
        "Completeness is paid for in delay. There is no setting that has both, because no one knows what is still in the tunnel.",
        key="ch15 lateness",
    )
    lateness
    return (lateness,)


@app.cell(hide_code=True)
def _(course, lateness, mo):
    course.after(lateness)
    window_size = mo.ui.slider(steps=[60, 120, 300, 600], value=300, label="Window, s", show_value=True)
    window_late = mo.ui.slider(steps=[0, 5, 30, 120, 300, 900], value=30, label="Allowed lateness, s", show_value=True)
    mo.hstack([window_size, window_late], justify="start", wrap=True)
    return window_late, window_size


@app.cell(hide_code=True)
def _(looks, np, unit):
    def windows(events, size, late):
        """Tumbling windows over events in the order of their arrival: (closed windows by start, how many came too late)."""
        open_, closed, lost, mark = {}, {}, 0, -1e9
        for event in events:
            start = int(event["at"] // size) * size
            if start in closed or start + size <= mark:
                lost += 1
                continue
            count, total = open_.get(start, (0, np.zeros(len(event["vector"]))))
            open_[start] = (count + 1, total + event["vector"])
            mark = max(mark, event["at"] - late)
            for done in [s for s in open_ if s + size <= mark]:
                n, summed = open_.pop(done)
                closed[done] = {"count": n, "centroid": unit(summed), "waited": event["arrives"] - (done + size)}
        for start, (n, summed) in open_.items():  # the end of the stream
            closed[start] = {"count": n, "centroid": unit(summed), "waited": None}
        return dict(sorted(closed.items())), lost


    by_lateness = {late: windows(looks, 300, late) for late in (0, 5, 30, 120, 300, 900)}
    return by_lateness, windows


@app.cell(hide_code=True)
def _(alt, course, looks, mo, themes, window_late, window_size, windows):
    closed, _lost = windows(looks, window_size.value, window_late.value)
    _rows = [{"minute": start / 60, "theme": name, "cosine": float(w["centroid"] @ vector)} for start, w in closed.items() for name, vector in themes.items()]
    _lines = alt.Chart(alt.Data(values=_rows)).mark_line(point=True).encode(
        x=alt.X("minute:Q", title="minute at which the window begins"), y=alt.Y("cosine:Q", title="cosine to the window's centroid"),
        color=alt.Color("theme:N", title=None, scale=alt.Scale(domain=list(themes), range=[course.TEAL, course.ORANGE, course.PURPLE])),
        tooltip=["minute:Q", "theme:N", alt.Tooltip("cosine:Q", format=".2f")],
    )  # fmt: skip
    _waits = [w["waited"] for w in closed.values() if w["waited"] is not None]
    mo.vstack([
        course.chart(_lines, 260, "Cosine of each window's centroid to three themes over an hour: music falls, pets rise and fall, photo rises"),
        mo.md(f"{len(closed)} windows. **{_lost}** of {len(looks):,} looks came too late and are counted nowhere. A result was ready **{sum(_waits) / max(1, len(_waits)):.0f} s** after the end of its window, on average."),
    ])  # fmt: skip
    return (closed,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A *centroid* of what arrived in a window is a vector like any other, so Milvus can be asked what it is about. The mean is a running sum, which takes one vector of memory per window, however many looks there are. Move the window through the hour.
    """)
    return


@app.cell(hide_code=True)
def _(closed, mo):
    window_at = mo.ui.slider(0, max(0, len(closed) - 1), value=0, label="Window", show_value=True)
    window_at
    return (window_at,)


@app.cell(hide_code=True)
def _(DataType, client, collection, names, vectors):
    collection("things", [("word", DataType.VARCHAR, {"max_length": 200})])
    for _start in range(0, len(names), 1000):
        client.insert("things", [{"id": n, "word": names[n], "vector": vectors[n].tolist()} for n in range(_start, min(_start + 1000, len(names)))])
    things = "things"
    return (things,)


@app.cell(hide_code=True)
def _(client, closed, course, mo, things, window_at):
    _start, _window = list(closed.items())[window_at.value]
    _hits = client.search(things, data=[_window["centroid"].tolist()], limit=6, output_fields=["word"])[0]
    mo.vstack([
        mo.md(f"Minute {_start // 60:.0f}: {_window['count']} looks, and what their centroid is nearest to:"),
        course.table("word / cosine", [f"|{h['entity']['word']}|{h['distance']:.2f}|" for h in _hits]),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(client, closed, mo, things):
    _first, *_, _last = [client.search(things, data=[w["centroid"].tolist()], limit=1, output_fields=["word"])[0][0]["entity"]["word"] for w in closed.values()]
    mo.md(f"""
    The first window is about *{_first}*, the last about *{_last}*. No one labeled anything. A centroid of two themes lies between them, though, and may be near to neither: read it together with the count, and with how far the rows lie from it.

    Milvus itself has no windows, no joins and no timers: `count(*)` with a filter on a time field is exact, and reads every row it counts. Keep the running numbers in the consumer, which sees each event anyway, or in a stream processor (Flink, Kafka Streams), and keep
    in Milvus what has to be *found*.

    ## Event-driven Applications

    Usually a query meets stored rows. Turn it around: store the **queries**, and let each row that arrives search among them. A collector wants to hear of every camera that is offered, the moment it is offered. Her query is a row; the new offer is the query vector. That is a *standing query*, or percolation.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    polling = course.predict(
        "2,000 people wait for offers, and 50 offers come per minute. One service asks for each person once a minute what is new; another asks for each offer who waits for it. How many searches per minute does each make?",
        ["2,000 and 50", "50 and 2,000", "2,000 and 2,000"],
        "2,000 and 50",
        "Polling costs per person and interval, whether anything has come or not. Standing queries cost per arrival, and answer at once. With 50 people and 2,000 offers per minute it would be the other way round.",
        key="ch15 polling",
    )
    polling
    return (polling,)


@app.cell(hide_code=True)
def _(course, mo, polling):
    course.after(polling)
    watch_least = mo.ui.slider(steps=[0.3, 0.4, 0.5, 0.6, 0.7, 0.8], value=0.5, label="Each wants offers with a cosine of at least", show_value=True)
    watch_limit = mo.ui.slider(steps=[1, 10, 100, 2000], value=2000, label="limit of the search", show_value=True)
    mo.hstack([watch_least, watch_limit], justify="start", wrap=True)
    return watch_least, watch_limit


@app.cell(hide_code=True)
def _(DataType, client, collection, np, unit, vectors):
    _rng = np.random.default_rng(4)
    _centers = _rng.choice(3000, size=120, replace=False)
    _wanted = [unit(vectors[_rng.choice(_centers)] + 0.5 * _rng.normal(size=vectors.shape[1]) / np.sqrt(vectors.shape[1])) for _ in range(2000)]
    collection("watchers", [("person", DataType.VARCHAR, {"max_length": 40})])
    for _start in range(0, 2000, 500):
        client.insert("watchers", [{"id": n, "person": f"person {n}", "vector": _wanted[n].tolist()} for n in range(_start, _start + 500)])
    offered = [int(n) for n in _rng.choice(_centers, size=50)]
    return (offered,)


@app.cell(hide_code=True)
def _(alt, client, course, mo, names, offered, vectors, watch_least, watch_limit, wire):
    wire.heard()
    _hits = client.search("watchers", data=[vectors[n].tolist() for n in offered], limit=watch_limit.value)
    fired = [(n, hit["id"]) for n, found in zip(offered, _hits, strict=True) for hit in found if hit["distance"] >= watch_least.value]
    _searches = [c for c in wire.heard() if c.method == "Search"]
    _counts = [{"offer": f"{place + 1} {names[n]}", "order": place, "events": sum(1 for hit in found if hit["distance"] >= watch_least.value)} for place, (n, found) in enumerate(zip(offered, _hits, strict=True))][:20]
    _bars = alt.Chart(alt.Data(values=_counts)).mark_bar(color=course.TEAL).encode(
        x=alt.X("events:Q", title="people who are told"), y=alt.Y("offer:N", title=None, sort=alt.SortField("order")), tooltip=["offer:N", "events:Q"],
    )  # fmt: skip
    mo.vstack([
        course.chart(_bars, 340, "For each of the first twenty offers, how many people are told"),
        mo.md(f"50 offers with {sum(c.rows for c in _searches)} query vectors, in one search request: **{len(fired):,}** events. With `limit` {watch_limit.value} at most {watch_limit.value} people hear of one offer."),
    ])  # fmt: skip
    return (fired,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Set the limit to 10: events vanish, without an error. In a standing query **`limit` cuts people off**, so it has to be larger than the largest number who may want the same thing (16,384 rows at most in one search, docs v3.0.x, *Milvus Limits*), or the search
    has to be a range search with pages. And if each person has a *threshold* of their own, it is a field of their row, compared after the search with the lowest one. Exercise 6 builds that.

    Three more things decide whether such a service can be trusted:

    - **Told once.** The offer's message may come twice. An event needs an id made of its causes, `(offer, version, person)`, and the service that sends the mail remembers it.
    - **The order of two events.** A price falls, then the offer is withdrawn. Key the events by offer, as the offers were.
    - **No write inside a trigger without a bound.** A service that writes a row for each event into the collection it watches feeds itself.

    ## Integration with Kafka and Other Message Queues

    ### What delivery promises

    | promise | how it comes about | what it costs |
    |:---|:---|:---|
    | at most once | commit, then write | rows are lost at each crash |
    | at least once | write, then commit | rows come again after each crash |
    | effectively once | at least once, and a write that may be repeated | a key from the data, and a comparison of versions |

    “Exactly once” inside Kafka means: messages and offsets in one transaction *of Kafka*. Milvus is not part of it, and has no transaction to join. So with Milvus it is always the third row.

    Four consumers read a log in which each offer has several versions. The log was keyed by offer or not, and in the middle the consumer restarts and reads part of it again.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    replay = course.predict(
        "Messages have no key, so an offer's versions lie in several partitions. The consumer upserts each row as it comes. What is in Milvus at the end, compared with the newest versions?",
        ["The same: upsert keeps the newest", "For many offers an older version", "Rows are there twice"],
        "For many offers an older version",
        "An upsert replaces, and looks at no version. Whichever was *read* last stays. With upsert nothing is there twice; that is half of the promise.",
        key="ch15 replay",
    )
    replay
    return (replay,)


@app.cell(hide_code=True)
def _(course, mo, replay):
    course.after(replay)
    replay_key = mo.ui.dropdown(["none", "the offer"], value="none", label="Key of a message")
    replay_way = mo.ui.dropdown(["upsert as it comes", "compare with what is stored"], value="upsert as it comes", label="The consumer")
    replay_stop = mo.ui.switch(value=False, label="stopped in the middle of the second reading")
    mo.hstack([replay_key, replay_way, replay_stop], justify="start", wrap=True)
    return replay_key, replay_stop, replay_way


@app.cell(hide_code=True)
def _(DataType, client, collection, json, log_of, np, random, send, topic, vectors):
    def newest_of(events):
        best = {}
        for event in events:
            if event["id"] not in best or event["version"] > best[event["id"]]["version"]:
                best[event["id"]] = event
        return best


    def as_it_comes(name, events):
        """The last of each offer in the batch, whatever its version."""
        client.upsert(name, list({event["id"]: event for event in events}.values()))


    def compared(name, events):
        """The newest of each offer in the batch, where it is newer than what is stored."""
        best = newest_of(events)
        stored = {row["id"]: row["version"] for row in client.get(name, ids=list(best), output_fields=["version"])}
        late = [event for id, event in best.items() if event["version"] > stored.get(id, 0)]
        if late:
            client.upsert(name, late)


    def played(key, apply, stop=False):
        """Read a log of 60 offers with four versions each, then its second half again; (offers in an older version, offers, events read)."""
        rng = np.random.default_rng(8)
        events = [{"id": n, "version": v, "price": int(rng.integers(1, 900)), "vector": vectors[int(rng.integers(3000))].tolist()} for v in range(1, 5) for n in range(60)]
        random.Random(3).shuffle(events) if key is None else None
        to = topic("offers")
        send(to, [(None if key is None else str(e["id"]), json.dumps(e)) for e in events])
        name = collection("offers", [("version", DataType.INT64, {}), ("price", DataType.INT64, {})])
        log, ends, read = log_of(to, "first"), {}, 0
        while batch := log.read(50):
            apply(name, [json.loads(m["value"]) for m in batch])
            read += len(batch)
            ends |= {m["partition"]: m["offset"] + 1 for m in batch}
        log.close()
        again = log_of(to, "again", {p: end // 2 for p, end in ends.items()})
        batches = 0
        while (batch := again.read(50)) and not (stop and batches == 1):
            apply(name, [json.loads(m["value"]) for m in batch])
            read, batches = read + len(batch), batches + 1
        again.close()
        best = newest_of(events)
        rows = {r["id"]: r["version"] for r in client.query(name, filter="id >= 0", output_fields=["version"], limit=1000)}
        return sum(1 for id, event in best.items() if rows[id] < event["version"]), len(best), read

    return as_it_comes, compared, played


@app.cell(hide_code=True)
def _(as_it_comes, compared, mo, played, replay_key, replay_stop, replay_way):
    _wrong, _of, _read = played(None if replay_key.value == "none" else "id", as_it_comes if replay_way.value.startswith("upsert") else compared, replay_stop.value)
    mo.md(f"**{_wrong}** of {_of} offers are in an older version than the newest one, after {_read} events of 240, some of them read twice.")
    return


@app.cell(hide_code=True)
def _(as_it_comes, compared, course, mo, played, replay):
    course.after(replay)
    replayed = {(key, way, stop): played(key, apply, stop) for key in (None, "id") for way, apply in (("upsert as it comes", as_it_comes), ("compare", compared)) for stop in (False, True)}
    mo.vstack([
        course.table(
            "key / the consumer / read again to the end / stopped on the way",
            [f"|{'none' if key is None else 'the offer'}|{way}|{replayed[key, way, False][0]} wrong|{replayed[key, way, True][0]} wrong|" for key in (None, "id") for way in ("upsert as it comes", "compare")],
        ),
        mo.md("""
    Read line by line. Without a key, order is lost, and upsert alone gives old rows. With the offer as the key each partition is in order, so a second reading *to its end* repairs itself: the newest version comes last again. While it is under way, though, the rows are old, and a search finds
    yesterday's prices. Only comparing with what is stored is right at every moment. Exercise 1 builds it.

    The comparison has a hole: two consumers that read the stored version at the same moment may both write. Milvus has no conditional write (docs v3.0.x, *Upsert Entities*). The group closes the hole: one partition has one reader, so with the offer as the key **one offer has one writer**. You need both.
    """),
    ])  # fmt: skip
    return (replayed,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Tombstones

    In Kafka a message without a value is a **tombstone**: this key is gone. A *compacted* topic keeps the last message of each key, so that a new reader gets the present state without the whole history, and removes tombstones too, after a while
    (`delete.retention.ms`, a day by default). What should a consumer do with one?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    ghosts = course.predict(
        "The consumer compares versions, and calls `delete()` for a tombstone. Then an older put of the same offer is delivered once more. What happens?",
        ["It is skipped: its version is old", "The offer is back", "An error: the row was deleted"],
        "The offer is back",
        "The row was deleted, and its version with it. There is nothing left to compare with, so the old event looks like the first of a new offer.",
        key="ch15 ghosts",
    )
    ghosts
    return (ghosts,)


@app.cell(hide_code=True)
def _(DataType, client, collection, course, ghosts, mo, vectors):
    course.after(ghosts)


    def _apply(name, event, keep):
        stored = client.get(name, ids=[event["id"]], output_fields=["version"])
        if stored and stored[0]["version"] >= event["version"]:
            return
        if event["gone"] and not keep:
            client.delete(name, ids=[event["id"]])
        else:
            client.upsert(name, [event])


    _vector = vectors[20].tolist()
    _events = [{"id": 7, "version": v, "gone": g, "vector": _vector} for v, g in ((1, False), (2, False), (3, True), (2, False))]
    ghost = {}
    for _way, _keep in (("the row is deleted", False), ("the tombstone is a row", True)):
        _name = collection("ghosts", [("version", DataType.INT64, {}), ("gone", DataType.BOOL, {})])
        _seen = []
        for _event in _events:
            _apply(_name, _event, _keep)
            _found = client.search(_name, data=[_vector], limit=1, filter="gone == false", output_fields=["version"])[0]
            _seen.append(f"version {_found[0]['entity']['version']}" if _found else "nothing")
        ghost[_way] = _seen
    mo.vstack([
        course.table("a tombstone / after put 1 / put 2 / tombstone 3 / put 2 again", [f"|{way}|{'|'.join(seen)}|" for way, seen in ghost.items()]),
        mo.md("""
    So a tombstone is a fact with a version, and has to be stored like one: a row with `gone = true`, which searches leave out by a filter, and which goes when nothing older can come any more. That is when the log's retention is over; until then it takes the room of a row.
    """),
    ])  # fmt: skip
    return (ghost,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Killed between write and commit

    A consumer does two things that no transaction joins: it writes to Milvus, and it commits an offset to the broker. It may be killed between them. The order decides what is damaged, and the key of the row decides whether that matters.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    between = course.predict(
        "400 clicks without an id of their own. The consumer writes a batch, then commits; it is killed between the two, twice. Each row gets a random id. How many rows are there at the end?",
        ["400", "Fewer", "More"],
        "More",
        "The batches come again, and get new random ids. Topic, partition and offset name a message forever: a key made of them is the same each time, and the second write replaces the first.",
        key="ch15 between",
    )
    between
    return (between,)


@app.cell(hide_code=True)
def _(DataType, between, client, collection, course, json, log_of, mo, send, topic, uuid, vectors):
    course.after(between)


    def _killed(order, key):
        """Rows that are there at the end, of 400: killed twice, and started again."""
        to = topic("clicks")
        send(to, [(f"visitor {n % 7}", json.dumps({"offer": n})) for n in range(400)])
        name = collection("clicks", [("offer", DataType.INT64, {})], kind=DataType.VARCHAR)
        for life in range(3):
            log, batches = log_of(to, "loader"), 0
            while batch := log.read(60):
                batches += 1
                rows = [{"id": uuid.uuid4().hex if key == "random" else f"{m['partition']}-{m['offset']}", "offer": json.loads(m["value"])["offer"], "vector": vectors[m["offset"]].tolist()} for m in batch]
                done = {m["partition"]: m["offset"] + 1 for m in batch}
                steps = [lambda rows=rows: client.upsert(name, rows), lambda done=done: log.commit(done)]
                first, second = steps if order == "write, commit" else steps[::-1]
                first()
                if life < 2 and batches == 2:
                    break  # killed here
                second()
            log.close()
        rows = client.query(name, filter="offer >= 0", output_fields=["offer"], limit=2000)
        return 400 - len({r["offer"] for r in rows}), len(rows) - len({r["offer"] for r in rows})


    killed = {(order, key): _killed(order, key) for order in ("commit, write", "write, commit") for key in ("random", "partition and offset")}
    course.table("order / key of the row / lost / there twice", [f"|{order}|{key}|**{lost}**|**{twice}**|" for (order, key), (lost, twice) in killed.items()])
    return (killed,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The automatic commit of Kafka clients (`enable.auto.commit`, on by default) commits in the background what your loop was *given*, every five seconds, whether it is written or not. Turn it off, and commit after the write. Note also *what* is committed: the offset at which
    to continue, one more than the last that is done.

    ### Transactions, and who has the right to write

    Inside Kafka there are transactions: messages and offsets that become visible together. Consumers that ask for `read_committed` never see what was aborted. Each producer with the same `transactional.id` fences its predecessor: a program that was thought dead and wakes up can no
    longer commit. Both are seen here on Apache Kafka.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, time):
    def transactions(broker):
        """What two isolation levels see of an aborted and a committed transaction; and a zombie that is fenced."""
        from confluent_kafka import KafkaException, TopicPartition

        to = broker.topic(f"transactions-{time.time_ns()}", 1)
        producer = broker.producer(transactional_id=f"{to}-t")
        producer.init_transactions(30)
        for value, count, end in (("aborted", 10, producer.abort_transaction), ("committed", 5, producer.commit_transaction)):
            producer.begin_transaction()
            for _ in range(count):
                producer.produce(to, value=value)
            producer.flush(10)  # so that the aborted ones have left this process too
            end(30)
        seen = {}
        for level in ("read_committed", "read_uncommitted"):
            reader, values = broker.consumer(f"{to}-{level}", isolation_level=level, enable_partition_eof=True), []
            reader.assign([TopicPartition(to, 0, 0)])
            while (message := reader.poll(10)) is not None and not message.error():
                values.append(message.value().decode())
            reader.close()
            seen[level] = {v: values.count(v) for v in ("aborted", "committed")}
        zombie = broker.producer(transactional_id=f"{to}-z")
        zombie.init_transactions(30)
        zombie.begin_transaction()
        zombie.produce(to, value="from the dead")
        zombie.flush(10)
        broker.producer(transactional_id=f"{to}-z").init_transactions(30)  # its successor
        try:
            zombie.commit_transaction(15)
            ended = "committed"
        except KafkaException as error:
            ended = f"refused: `{error.args[0].name()}`"
        rows = [f"|`{level}`|{of['aborted']}|{of['committed']}|" for level, of in seen.items()]
        return "\n".join(["| a reader with | sees aborted | sees committed |", "|:---|:---|:---|", *rows, "", f"A second producer with the same id starts. The first one's commit: {ended}."])


    mo.vstack([course.on_broker("ch15_transactions", transactions), mo.accordion({"How it was done": mo.show_code()})])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The row *read_committed* shows what a transaction is good for: a service that reads from one topic and writes to another. Milvus can take no part in it, and it *has* no fence. A consumer that lost its partitions and wakes up can still write an old row. The comparison of
    versions narrows that gap to the time between its read and its write, and no further.

    ### The sink connector, as it is

    For many the consumer is a ready-made part: a **sink connector** that runs in Kafka Connect. For Milvus there is `kafka-connect-milvus`. Its page (docs v3.0.x, *Connect Apache Kafka® with Milvus/Zilliz Cloud for Real-Time Vector Data Ingestion*) shows a sink, with
    exactly one vector field, and field names that equal those of the collection; it starts ZooKeeper on the way, which Kafka since version 4 does not have. What it does about versions and tombstones the page does not say: try it before you rely on it.

    What *any* sink connector does fits on a page. Read how `put` and `flushed` work together: what is waiting is not promised.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.model("sink.py")
    return


@app.cell(hide_code=True)
def _(course):
    poison = course.predict(
        "Among 200 messages three cannot be written: one is no JSON, one has a vector of 3 numbers, one has a field too many. A consumer raises at the first of them, and is restarted by its supervisor. What is in Milvus an hour later?",
        ["The 197 others", "Whatever stood before the first bad message of each partition", "Nothing"],
        "Whatever stood before the first bad message of each partition",
        "It starts again at the committed offset, meets the same message, and raises again. A message that can never be written blocks its partition for good, unless it is set aside.",
        key="ch15 poison",
    )
    poison
    return (poison,)


@app.cell(hide_code=True)
def _(DataType, Sink, client, collection, course, json, log_of, mo, poison, send, topic, vectors, wire):
    course.after(poison)
    _to, _aside = topic("listings"), topic("dead-letters")
    _bad = {40: "not JSON", 90: json.dumps({"id": 90, "title": "t", "vector": [1, 2, 3]}), 150: json.dumps({"id": 150, "title": "t", "color": "red", "vector": vectors[150].tolist()})}
    send(_to, [(str(n), _bad.get(n) or json.dumps({"id": n, "title": f"listing {n}", "vector": vectors[n].tolist()})) for n in range(200)])
    _name = collection("listings", [("title", DataType.VARCHAR, {"max_length": 80})])
    _dead = []
    _sink = Sink(client, _name, lambda record, reason: _dead.append((record["key"], json.dumps({"reason": reason, "partition": record["partition"], "offset": record["offset"], "value": record["value"][:60]}))))
    _log = log_of(_to, "sink")
    wire.heard()
    while _batch := _log.read(40):
        _sink.put(_batch)
    send(_aside, _dead)
    _log.commit(_sink.flushed())
    sunk = {"rows": client.query(_name, filter="", output_fields=["count(*)"])[0]["count(*)"], "dead": len(_dead), "writes": sum(1 for c in wire.heard() if c.method == "Upsert"), "committed": sum(_log.committed().values())}
    _log.close()
    mo.vstack([
        mo.md(f"**{sunk['rows']}** rows in {sunk['writes']} writes, **{sunk['dead']}** dead letters, and all {sunk['committed']} messages committed. In the topic of dead letters:"),
        course.table("message / reason", [f"|{json.loads(v)['partition']}-{json.loads(v)['offset']}|{json.loads(v)['reason']}|" for _, v in _dead]),
        mo.md("A dead letter carries where it came from and why it failed, so that it can be repaired and sent again. Someone has to look: an alert on the topic's growth is part of it. What *passes* (Milvus is busy) never belongs there; it is tried again."),
    ])  # fmt: skip
    return (sunk,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Kafka Connect itself, with a connector that Kafka brings along: it reads the lines of a file into a topic, and a second one writes the topic to a file. No line of code, two files of settings.
    """)
    return


@app.cell(hide_code=True)
def _(Path, course, mo, shutil, tempfile, time):
    def connect(broker):
        """Two lines of a file, through a topic, into a second file: run by Kafka Connect."""
        folder = Path(tempfile.mkdtemp(prefix="connect-"))
        try:
            to = broker.topic(f"lines-{time.time_ns()}", 1)
            (folder / "in.txt").write_text("bicycle, blue\nguitar, six strings\n")
            (folder / "worker.properties").write_text(
                f"bootstrap.servers={broker.bootstrap}\nkey.converter=org.apache.kafka.connect.storage.StringConverter\nvalue.converter=org.apache.kafka.connect.storage.StringConverter\n"
                f"offset.storage.file.filename={folder}/offsets\noffset.flush.interval.ms=1000\nlisteners=http://127.0.0.1:0\nplugin.discovery=service_load\n"
            )
            (folder / "source.properties").write_text(f"name=source\nconnector.class=FileStreamSource\ntasks.max=1\nfile={folder}/in.txt\ntopic={to}\n")
            (folder / "sink.properties").write_text(f"name=sink\nconnector.class=FileStreamSink\ntasks.max=1\nfile={folder}/out.txt\ntopics={to}\n")
            out = folder / "out.txt"
            took = broker.tool(
                "org.apache.kafka.connect.cli.ConnectStandalone", *(str(folder / f"{name}.properties") for name in ("worker", "source", "sink")),
                done=lambda: out.is_file() and len(out.read_text().splitlines()) == 2, folder=folder,
            )  # fmt: skip
            return f"After {took:.0f} s `out.txt` has:\n\n```text\n{out.read_text().strip()}\n```"
        finally:
            shutil.rmtree(folder, ignore_errors=True)


    mo.vstack([course.on_broker("ch15_connect", connect), mo.accordion({"How it was done": mo.show_code()})])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### How fresh, how large

    A promise: *a new offer is found within two seconds*. The way has three parts: waiting for company in a batch, the write itself, and the moment from which a reader sees it. A larger batch makes the write cheaper per row, and each row in it older.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    fresh = course.predict(
        "20 offers per second arrive. Batches of 1, 10, 100 and 1,000 rows. Which batch has the freshest rows, counting waiting and writing?",
        ["1,000: the cheapest write", "A small one", "All the same"],
        "A small one",
        "To fill 1,000 rows at 20 per second takes 50 seconds, which the first of them waits. Only where many arrive, and single writes cannot keep up, do larger batches make rows younger.",
        key="ch15 fresh",
    )
    fresh
    return (fresh,)


@app.cell(hide_code=True)
def _(DataType, client, collection, course, fresh, time, vectors):
    course.after(fresh)
    write_ms = {}
    for _size in (1, 10, 100, 500):
        _name = collection("sizes", [("price", DataType.INT64, {})])
        _rows = [{"id": n, "price": n, "vector": vectors[n % 6000].tolist()} for n in range(_size)]
        client.upsert(_name, _rows)
        _times = []
        for _ in range(7):
            _start = time.perf_counter()
            client.upsert(_name, _rows)
            _times.append(1000 * (time.perf_counter() - _start))
        write_ms[_size] = sorted(_times)[3]
    course.table("rows in a write / ms (median of 7, just now) / rows per second at most", [f"|{size}|{ms:.1f}|{1000 * size / ms:,.0f}|" for size, ms in write_ms.items()])
    return (write_ms,)


@app.cell(hide_code=True)
def _(course, fresh, mo):
    course.after(fresh)
    fresh_rate = mo.ui.slider(steps=[1, 5, 20, 100, 500, 2000], value=20, label="Rows arriving per second", show_value=True)
    fresh_wait = mo.ui.slider(steps=[0.1, 0.5, 1, 2, 10, 60], value=60, label="Longest wait for company, s", show_value=True)
    mo.hstack([fresh_rate, fresh_wait], justify="start", wrap=True)
    return fresh_rate, fresh_wait


@app.cell(hide_code=True)
def _(alt, course, fresh_rate, fresh_wait, mo, np, write_ms):
    def age(size, rate, wait):
        """(age of the oldest row of a batch in s, share of the time that is spent writing) by the measured costs."""
        rows = max(1.0, min(size, rate * wait))
        cost = float(np.interp(rows, list(write_ms), list(write_ms.values()))) / 1000
        return (rows - 1) / rate + cost, cost * rate / rows


    _rows = []
    for _size in (1, 2, 5, 10, 20, 50, 100, 200, 500):
        _age, _busy = age(_size, fresh_rate.value, fresh_wait.value)
        _rows.append({"rows": _size, "age": _age, "busy": _busy, "pace": "keeps up" if _busy < 1 else "falls behind"})
    _line = alt.Chart(alt.Data(values=_rows)).mark_line(color=course.GREY).encode(x=alt.X("rows:Q", title="rows per write, at most", scale=alt.Scale(type="log")), y=alt.Y("age:Q", title="age of the oldest row, s"))
    _dots = alt.Chart(alt.Data(values=_rows)).mark_circle(size=110, opacity=1).encode(
        x="rows:Q", y="age:Q", color=alt.Color("pace:N", title=None, scale=alt.Scale(domain=["keeps up", "falls behind"], range=[course.TEAL, course.ORANGE])),
        tooltip=["rows:Q", alt.Tooltip("age:Q", format=".3f"), alt.Tooltip("busy:Q", format=".0%", title="time spent writing")],
    )  # fmt: skip
    _fit = [r for r in _rows if r["busy"] < 1]
    _best = min(_fit, key=lambda r: r["age"]) if _fit else None
    mo.vstack([
        course.chart(_line + _dots, 260, "Age of the oldest row against rows per write, by the measured cost of a write"),
        mo.md(f"Freshest of those that keep up: rows per write **{_best['rows']}**, age {_best['age']:.3f} s, writing {_best['busy']:.0%} of the time." if _best else "**No batch keeps up** at this rate: the log grows, and rows become older and older."),
    ])  # fmt: skip
    return (age,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    So a consumer has two limits, and acts at whichever comes first: **so many rows, or so many milliseconds** since the first of them. A timer that is looked at only when a message arrives is no timer: in a silence the last rows wait until the next message. Exercise 4 keeps such a promise.

    The third part is the reader's. On a server a row that is written is not seen at once by everyone (chapter 6).
    """)
    return


@app.cell(hide_code=True)
def _(DataType, course, mo, np, time):
    def levels(server, admin):
        """Rows just written, asked for at once by the same client: how many of 10 attempts see them, and how long that takes."""
        schema = admin.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
        if admin.has_collection("fresh_rows"):
            admin.drop_collection("fresh_rows")
        admin.create_collection("fresh_rows", schema=schema, index_params=admin.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
        rng, key, rows = np.random.default_rng(1), 0, []
        for level in ("Strong", "Session", "Bounded", "Eventually"):
            seen, took = 0, []
            for _ in range(10):
                key += 1
                vector = rng.normal(size=8).tolist()
                admin.upsert("fresh_rows", [{"id": key, "vector": vector}])
                begun = time.perf_counter()
                hits = admin.search("fresh_rows", data=[vector], limit=1, consistency_level=level)[0]
                took.append(1000 * (time.perf_counter() - begun))
                seen += bool(hits) and hits[0]["id"] == key
            rows.append(f"|{level}|{seen} of 10|{sorted(took)[5]:.0f} ms|")
        admin.drop_collection("fresh_rows")
        return "\n".join(["| level | sees the row just written | median |", "|:---|:---|:---|", *rows])


    course.on_server("ch15_levels", ["consistency"], levels)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A freshness promise is therefore measured from outside: write a marked row, search for it at the level that your users have, and take the time until it is found. *Session* promises a client its own writes, which is what you need to prove it, and nothing about other clients.

    ### When Milvus refuses

    A server protects itself: rates can be limited, and writes are refused when memory or disk runs short (docs v3.0.x, *quotaAndLimits-related Configurations*). A client that does not repeat by itself sees `RESOURCE_EXHAUSTED`, or code 8 with `rate limit exceeded`. pymilvus repeats the second one for a long time (chapter 8), so give the call a `timeout`. The log is the buffer: it holds what you do not read.
    The wrong reactions are the usual ones: keep reading, and hold it all in memory, throw the batch away, or sleep until the group throws *you* out.

    **Pause.** A paused partition gives no messages while you keep calling `poll()`, so the broker knows that you are alive. Then the same batch again, after a wait that grows. Then *resume*.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    pressure = course.predict(
        "100 rows arrive per tick, and for twenty ticks Milvus refuses every write. A consumer keeps reading into a list. One that pauses leaves them in the log. Both write again when Milvus takes rows. What differs?",
        ["The second one loses rows", "The memory of the first one, and what a kill costs", "Nothing"],
        "The memory of the first one, and what a kill costs",
        "The rows have to be somewhere. In the log they are on disk, and survive you; in a list they take the memory of a process that is about to be killed for it.",
        key="ch15 pressure",
    )
    pressure
    return (pressure,)


@app.cell(hide_code=True)
def _(DataType, alt, client, collection, course, grpc, mo, pressure, vectors, wire):
    course.after(pressure)


    def _pressed(pauses):
        """(tick, rows in memory) while 20 of the writes are refused, and how many rows are there at the end."""
        name = collection("pressed", [("price", DataType.INT64, {})])
        waiting, read, curve = [], 0, []
        wire.tap.bend("Upsert", 20, code="RESOURCE_EXHAUSTED")
        for tick in range(60):
            arrived = min(3000, 100 * (tick + 1))
            if not (pauses and waiting):
                some = min(arrived - read, 300)
                waiting += [{"id": n, "price": n, "vector": vectors[n % 6000].tolist()} for n in range(read, read + some)]
                read += some
            if waiting:
                try:
                    client.upsert(name, waiting[:600])
                    waiting = waiting[600:]
                except grpc.RpcError:
                    pass
            curve.append({"tick": tick, "rows in memory": len(waiting), "consumer": "pauses" if pauses else "keeps reading"})
        return curve, client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]


    _curves = {pauses: _pressed(pauses) for pauses in (False, True)}
    wire.heard()
    pressed = {("pauses" if pauses else "reads on"): (max(c["rows in memory"] for c in curve), rows) for pauses, (curve, rows) in _curves.items()}
    _chart = alt.Chart(alt.Data(values=[*_curves[False][0], *_curves[True][0]])).mark_line(interpolate="step-after", strokeWidth=2.5).encode(
        x=alt.X("tick:Q", title="tick"), y=alt.Y("rows in memory:Q"), color=alt.Color("consumer:N", title=None, scale=alt.Scale(domain=["pauses", "keeps reading"], range=[course.TEAL, course.ORANGE])),
    )  # fmt: skip
    mo.vstack([
        course.chart(_chart, 240, "Rows in the memory of two consumers while twenty writes are refused: one grows, one stays"),
        mo.md(f"At most {pressed['reads on'][0]:,} rows in memory against {pressed['pauses'][0]:,}. In the end Milvus has {pressed['pauses'][1]:,} of 3,000 rows of the one that pauses, and {pressed['reads on'][1]:,} of the other. Exercise 5 builds the one that pauses."),
    ])  # fmt: skip
    return (pressed,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The **lag**, the end of each partition minus what is committed, is the number to watch. A lag that falls after a refusal is health; one that grows for an hour says that the consumers, or Milvus, are too small.

    ### Stream or bulk

    | | stream, row by row | bulk import |
    |:---|:---|:---|
    | for | what happens from now on | what is there already: the first fill, a new model's vectors |
    | way | insert or upsert, through the write-ahead log | files in object storage, made into segments (docs v3.0.x, *Import data*) |
    | seen | after moments, row by row | when the job is completed, in a loaded collection after a refresh (same page) |
    | replaces rows | upsert does | no: the import does not look at keys that are there |
    | together | note the offset **first**, import, then stream from that offset | |

    The last line is the one that is forgotten. Note where the log is *before* the snapshot for the bulk import is taken. Streaming from there repeats some events, which is harmless by now; beginning later loses some.

    ### Other brokers beside it

    The questions are the same everywhere; the words differ. *Not run here*: this table is from the documentation of each, of [Pulsar](https://pulsar.apache.org/docs/concepts-messaging/) (*Messaging*),
    [Redis](https://redis.io/docs/latest/develop/data-types/streams/) (*Streams*, and the commands `XACK` and `XAUTOCLAIM`) and [RabbitMQ](https://www.rabbitmq.com/docs/confirms) (*Consumer Acknowledgements*, *Consumers*).

    | | Kafka | Pulsar | Redis Streams | RabbitMQ |
    |:---|:---|:---|:---|:---|
    | order holds in | a partition | a partition, or a key with `Key_Shared` | a stream | a queue, with one consumer |
    | “done” is | an offset per group | an acknowledgment per message, or cumulative (not with `Key_Shared`) | `XACK` per message | an acknowledgment per message |
    | name of a message | topic, partition, offset | message id (ledger, entry) | stream id | none that stays: bring your own |
    | read again | seek to any offset | seek, while it is retained | any id, while it is kept | no, except streams |
    | what cannot be used | a topic of your own | dead letter topic, built in | `XAUTOCLAIM` and a stream of your own | dead letter exchange, built in |
    | slow down | pause | receiver queue size | read less | prefetch |

    Acknowledging *single* messages, as three of the four do, means that a message can overtake one that failed: after a failure order is gone unless you do something for it. And without a lasting name for each message the row's key has to come from the data.

    **What comes out of Milvus.** Changes of one Milvus can be replicated into a second cluster by its own change data capture; that is for standby clusters (chapter 18), and nothing that applications subscribe to. If others need to hear of rows, publish the event *before* Milvus, from the same log.
    """)
    return


@app.cell(hide_code=True)
def test_a_key_keeps_order_and_none_does_not(as_it_comes, compared, played):
    """Without a message key a plain upsert leaves old versions, with the offer as the key it does not; comparing versions is right with either."""
    assert played(None, as_it_comes)[0] > 0
    assert played("id", as_it_comes)[0] == 0
    assert played(None, compared)[0] == 0
    assert played("id", compared, True)[0] == 0
    return


@app.cell(hide_code=True)
def test_a_deleted_row_comes_back(ghost):
    """An old put after delete() makes the row anew; a tombstone that is a row keeps it away."""
    assert ghost["the row is deleted"] == ["version 1", "version 2", "nothing", "version 2"]
    assert ghost["the tombstone is a row"] == ["version 1", "version 2", "nothing", "nothing"]
    return


@app.cell(hide_code=True)
def test_order_and_key_decide_what_a_kill_costs(killed):
    """Commit before write loses rows; write before commit doubles them under random keys, and does neither under keys of partition and offset."""
    assert killed["commit, write", "random"][0] > 0
    assert killed["commit, write", "partition and offset"][0] > 0
    assert killed["write, commit", "random"][0] == 0
    assert killed["write, commit", "random"][1] > 0
    assert killed["write, commit", "partition and offset"] == (0, 0)
    return


@app.cell(hide_code=True)
def test_a_sink_sets_aside_what_it_cannot_write(sunk):
    """197 of 200 messages become rows, three become dead letters, and everything is committed."""
    assert (sunk["rows"], sunk["dead"], sunk["committed"]) == (197, 3, 200)
    return


@app.cell(hide_code=True)
def test_lateness_buys_completeness(by_lateness):
    """The more lateness is allowed, the fewer events are lost and the later a window closes."""
    lost = [n for _, n in by_lateness.values()]
    assert lost == sorted(lost, reverse=True)
    assert lost[0] > lost[-1]
    waited = [sum(w["waited"] for w in closed.values() if w["waited"] is not None) / max(1, sum(w["waited"] is not None for w in closed.values())) for closed, _ in (by_lateness[0], by_lateness[300])]
    assert waited[0] < waited[1]
    return


@app.cell(hide_code=True)
def test_a_pause_bounds_memory_and_loses_nothing(pressed):
    """A consumer that pauses holds one batch while writes are refused; both end with every row."""
    assert pressed["pauses"][1] == pressed["reads on"][1] == 3000
    assert pressed["pauses"][0] < pressed["reads on"][0] / 2
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“`insert` each message.”** A server keeps both rows of two inserts with one key. Consumers upsert.
    - **“Exactly once: set `enable.idempotence`.”** That keeps a *producer's* retries out of the topic. It says nothing of what your consumer writes twice.
    - **“Start ZooKeeper, then Kafka.”** Kafka 4 has no ZooKeeper, and the connector's page still starts one (docs v3.0.x, *Connect Apache Kafka® with Milvus/Zilliz Cloud for Real-Time Vector Data Ingestion*).
    - **“Milvus runs on Kafka, so subscribe to its topics.”** Its log is its own, and by default it is Woodpecker (docs v3.0.x, *Message Queue Overview*).
    - **`flush()` after every message**, so that “the data is visible”. Visibility is a matter of levels. A flush makes small segments, and Milvus 3.0 takes one in ten seconds for each collection (`quotaAndLimits.flushRate.collection.max`, docs v3.0.x, *quotaAndLimits-related Configurations*; 2.3.5 has no such limit by itself).
    - **“Commit automatically, it is simpler.”** It commits what was delivered, not what was written.
    - **“More consumers make it faster.”** Not beyond the number of partitions.
    - **`connections.connect()` and `Collection.insert` in a consumer.** The client of this course is `MilvusClient`; the other interface warns that it will be removed (pymilvus 3.0.2).
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
    course.panel("ch15/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex07")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch15/ex08")
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
        "A consumer upserts, then commits. It is killed after the upsert. What does its successor do?",
        {
            "It continues after the batch": "The broker knows only what was committed.",
            "It reads the batch again, and the rows are replaced": "At least once, and a write that may be repeated.",
            "It reads the batch again, and the rows are there twice": "With an upsert and a key from the data there is one row per key.",
            "It waits for the old one": "The group has given its partitions away.",
        },
        answer="It reads the batch again, and the rows are replaced",
        key="ch15 quiz killed",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Why is a tombstone stored as a row, and not carried out with `delete()` at once?",
        {
            "delete() is slower": "It is not what matters here.",
            "An older put may come later, and needs something to lose against": "Without the row there is no version to compare with.",
            "Milvus cannot delete by key": "It can.",
            "Compaction needs it": "Compaction of segments has nothing to do with your events.",
        },
        answer="An older put may come later, and needs something to lose against",
        key="ch15 quiz tombstone",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A topic has 6 partitions. A group of 10 consumers writes to Milvus, and is too slow. What helps?",
        {
            "Ten more consumers": "Four of the ten already have nothing to do.",
            "Larger batches, or more partitions": "Batches make writes cheaper; more partitions give the idle ones work, and change which key lies where.",
            "A second group": "It would read everything once more.",
            "Automatic commits": "They change what a crash loses, not the pace.",
        },
        answer="Larger batches, or more partitions",
        key="ch15 quiz partitions",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "5,000 people have stored what they are looking for. The service searches them with each new offer, `limit` 100. What goes wrong?",
        {
            "The search is too slow": "5,000 rows are few.",
            "Where more than 100 people match, the others are not told": "Limit is a cut, and no error says so.",
            "People are told twice": "One search returns each row once.",
            "Nothing, the nearest 100 are enough": "Each of them was promised to be told.",
        },
        answer="Where more than 100 people match, the others are not told",
        key="ch15 quiz limit",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You fill a collection by bulk import and then follow the log. When do you note the offset from which to follow?",
        {
            "After the import": "What happened during the import would be missing.",
            "Before the data for the import is read": "Some events come twice, which a comparison of versions makes harmless.",
            "It does not matter": "A gap is a gap forever.",
            "At the end of the log, when the import starts": "The data may have been read before that.",
        },
        answer="Before the data for the import is read",
        key="ch15 quiz offset",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - A log is read without being emptied. **Order** holds in a partition, a **key** chooses it, a **group** shares the partitions, an **offset** names a message.
    - Milvus' write-ahead log is its own. Your bus stands before it.
    - Windows close by a **watermark**; lateness buys completeness and costs delay. A window's centroid is a vector that can be searched with.
    - **Standing queries** are rows, and what arrives is the query. Their limit must not cut anyone off.
    - Effectively once is **write, then commit**, a key from the data, and a **comparison of versions**. A tombstone is a fact with a version.
    - So many rows or so many milliseconds, whichever comes first, keeps a promise about **freshness**; the reader's level is part of it.
    - When Milvus refuses: **pause**, poll, try the same batch again, resume. What can never be written is a **dead letter**.

    ## Where to read on

    - Milvus docs v3.0.x, *Message Queue Overview*, *Upsert Entities*, *Consistency Level*, *Import data*.
    - Jay Kreps, *The Log: What every software engineer should know about real-time data's unifying abstraction*, 2013.
    - Tyler Akidau and others, *The Dataflow Model*, 2015: event time, windows, watermarks, and what they cost.
    - Apache Kafka's documentation, *Design*: delivery semantics, compaction, groups.
    - Chapter 6 explains the levels; chapter 12 keeps the history that an upsert replaces; chapter 16 watches the lag; chapter 18 has replication.
    """)
    return


if __name__ == "__main__":
    app.run()
