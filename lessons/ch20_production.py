import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="20 Deploying Milvus in Production")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Deploying Milvus in Production

    Production is the moment from which other people notice. Nothing in this chapter makes a search faster. It is about a machine that disappears, a version that has to change while people search, a client that
    runs wild, and an engineer who has to know at three in the morning which of ten processes to look at. So this chapter breaks a cluster, on purpose, and watches what the callers see.

    **What you will be able to do**

    - *write* a checklist for production as a program, and run it against your Milvus and its configuration,
    - *say* for each part of a cluster what fails with it, for how long, and what has to be there twice,
    - *choose* network, disks, object storage and machines in a cloud and on your own premises, and estimate what they cost,
    - *carry out* a rolling update and a drain in Kubernetes, and see where each of them gets stuck,
    - *plan* an upgrade with its order, its checks and its way back, and act on symptoms in an incident.
    """)
    return


@app.cell(hide_code=True)
def _():
    import json
    import math
    import os
    import shutil
    import subprocess
    import sys
    import tempfile
    import time
    from pathlib import Path

    import altair as alt
    import marimo
    import numpy as np
    import yaml
    from pymilvus import DataType

    import grader.lesson as course

    return DataType, Path, alt, course, json, marimo, math, np, os, shutil, subprocess, sys, tempfile, time, yaml


@app.cell(hide_code=True)
def _(Path, json, marimo, sys):
    HERE = Path(marimo.notebook_dir())
    sys.path.insert(0, str(HERE))  # the models lie beside this lesson
    from models import checklist, outage, rollout

    DEPLOY = HERE.parent / "deploy" / "kubernetes"


    def kept(name):
        """A record of this chapter."""
        return json.loads((HERE / "recorded" / f"{name}.json").read_text(encoding="utf-8"))

    return DEPLOY, HERE, checklist, kept, outage, rollout


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["search", "query", "crud"])
    client = milvus.client()
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know the parts of Milvus (chapter 3), how it is installed and configured (chapter 7), what its metrics say (chapter 16), what a restore needs (chapter 18) and which doors it has
    (chapter 19). {milvus.introduced} A cluster of eight processes and a server with limits are started further down where they can run; Kubernetes was recorded.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Production Checklists

    A checklist on paper is read once, on the day before the launch. The same checklist as a program runs on every change, and says which line no longer holds. Two kinds of lines can be executed:

    - lines about the **configuration**: they read the values, need nothing that runs, and belong in the pipeline of the repository,
    - lines about the **running Milvus**: they ask it, and belong after each rollout and into the night.

    ### The configuration

    Twelve lines, each with the accident that it is against. They are asked of the values of the Helm chart, merged as Helm merges them.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    four_left = course.predict(
        "`deploy/kubernetes/helm-cluster.yaml` of chapter 7 survives the loss of any one machine. Is it ready for production?",
        ["Yes: surviving a machine is what production means", "No: it has no encryption, no limits, and a rollout may take pods away before the new ones are there"],
        "No: it has no encryption, no limits, and a rollout may take pods away before the new ones are there",
        "A lost machine is one accident of many. Changes, floods and doors left open are others, and each of them has lines of its own.",
        key="ch20 four left",
    )
    four_left
    return (four_left,)


@app.cell(hide_code=True)
def _(course, four_left, mo):
    course.after(four_left)
    FILES = {"no values at all": [], "helm-cluster.yaml": ["helm-cluster.yaml"], "helm-cluster.yaml, then helm-production.yaml": ["helm-cluster.yaml", "helm-production.yaml"]}
    which_values = mo.ui.dropdown(list(FILES), value="helm-cluster.yaml", label="Ask")
    broken = mo.ui.dropdown(
        {
            "nothing": {},
            "two etcds": {"etcd": {"replicaCount": 2}},
            "tag: latest": {"image": {"all": {"tag": "latest"}}},
            "a user.yaml that only switches TLS on": {"extraConfigFiles": {"user.yaml": "common: {security: {tlsMode: 1}}"}},
            "limits without `enabled`": {"extraConfigFiles": {"user.yaml": "common: {security: {authorizationEnabled: true, tlsMode: 1}}\nquotaAndLimits: {dml: {insertRate: {max: 16}}}"}},
        },
        value="nothing",
        label="and change",
    )
    mo.hstack([which_values, broken], justify="start", wrap=True)
    return FILES, broken, which_values


@app.cell(hide_code=True)
def _(DEPLOY, FILES, broken, checklist, course, four_left, mo, which_values):
    course.after(four_left)
    asked_values = checklist.merge(checklist.values(*[DEPLOY / name for name in FILES[which_values.value]]), broken.value)
    answers = checklist.run(asked_values)
    _open = sum(bool(found) for _, found in answers)
    mo.vstack([
        course.table("line / is against / found", [f"|{line.name}|{line.against}|{'**✗** ' + found if found else '✓'}|" for line, found in answers]),
        mo.md(f"**{_open}** of {len(answers)} lines are open."),
        course.model("checklist.py"),
    ])
    return (answers,)


@app.cell(hide_code=True)
def _(course, four_left, mo):
    course.after(four_left)
    mo.md("""
    Choose both files, then the change *a user.yaml that only switches TLS on*: authorization is gone. `user.yaml` is a section to you and a **text** to Helm, and a text replaces a text. Neither `helm lint` nor the API
    server can see it, because nothing is wrong with the form. A line of a checklist is the only one to notice.

    ### The Milvus that runs

    The second kind of line is a conversation. Each of these was just held with your Milvus. A line that can be *asked* is worth ten that can be ticked.
    """)
    return


@app.cell(hide_code=True)
def _(DataType, client, course, milvus, mo, np, time):
    def _smoke():
        """Make, write, read back, search, delete and drop: the shortest whole use of Milvus."""
        name, rng = "smoke_trial", np.random.default_rng(int(time.time() * 1000) % 2**32)
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
        client.create_collection(name, schema=schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"), consistency_level="Strong")
        try:
            vectors = rng.normal(size=(20, 8)).astype("f4")
            client.insert(name, [{"id": k, "vector": vectors[k].tolist()} for k in range(20)])
            counted = client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
            nearest = [hits[0]["id"] for hits in client.search(name, data=vectors[:3].tolist(), limit=1)]
            client.delete(name, ids=[0])
            again = client.search(name, data=[vectors[0].tolist()], limit=1)[0][0]["id"]
        finally:
            client.drop_collection(name)
        wrong = [f"{counted} of 20 rows"] * (counted != 20) + ["a row does not find itself"] * (nearest != [0, 1, 2]) + ["a deleted row is found"] * (again == 0)
        return "; ".join(wrong)


    def _door():
        other = milvus.client(uri=milvus.uri, timeout=3, dedicated=True)
        try:
            return f"a client without a name lists {len(other.list_collections())} collections" if not milvus.admin else ""
        except Exception as error:
            return "" if "auth" in str(error).lower() else type(error).__name__
        finally:
            other.close()


    def _version():
        return "" if client.get_server_version() else "no version"


    def _left_behind():
        there = [name for name in client.list_collections() if name.startswith("smoke")]
        return ", ".join(there)


    said_live = {}
    for _name, _ask in {"a whole use works (smoke test)": _smoke, "nothing is left behind by it": _left_behind, "it says which version it is": _version, "a client without a name is refused": _door}.items():
        _begin = time.perf_counter()
        try:
            _found = _ask()
        except Exception as _error:
            _found = f"{type(_error).__name__}: {str(_error)[:80]}"
        said_live[_name] = (_found, time.perf_counter() - _begin)
    mo.vstack([
        course.table("line / found / seconds", [f"|{name}|{'**✗** ' + found if found else '✓'}|{seconds:.2f}|" for name, (found, seconds) in said_live.items()]),
        mo.md("""
    A smoke test is short, complete and harmless: it uses data of its own under a name of its own, says what it expected, cleans up also when it fails, and may run while customers do. Exercise 4 is
    one that has to catch three faults, and must not cry at three healthy Milvuses.
    """),
    ])  # fmt: skip
    return (said_live,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A limit that you have seen refuse

    Milvus can limit what clients ask for (docs v3.0.x, *quotaAndLimits-related Configurations*). Two properties of these limits surprise people, so the next server, a 2.3.5 with
    `dql.searchRate.max: 50`, is asked for as many searches as it gives. You choose how many vectors each request carries.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    fifty = course.predict(
        "`quotaAndLimits.dql.searchRate.max` is 50 and `dql.enabled` is true. A client searches with **10 vectors in each request**, as fast as it can. What happens?",
        ["50 requests per second are answered, the others get an error", "About 5 requests per second are answered, and the client sees no error", "Nothing is limited: the rate is per collection"],
        "About 5 requests per second are answered, and the client sees no error",
        "The rate counts vectors, not requests. And pymilvus waits and asks again by itself when it is told that a rate is exceeded, so a limit looks like slowness to your users, not like an error.",
        key="ch20 fifty",
    )
    fifty
    return (fifty,)


@app.cell(hide_code=True)
def _(course, fifty, mo):
    course.after(fifty)
    vectors_each = mo.ui.slider(steps=[1, 5, 10, 25], value=10, label="Vectors in each request", show_value=True)
    limit_on = mo.ui.switch(value=True, label="`dql.enabled`")
    mo.hstack([vectors_each, limit_on], justify="start", wrap=True)
    return limit_on, vectors_each


@app.cell(hide_code=True)
def _(DataType, HERE, Path, course, fifty, json, kept, limit_on, mo, np, os, tempfile, time, vectors_each):
    course.after(fifty)


    def _flooded():
        """A server of this lesson's own with a limit, and a client in a hurry for two seconds."""
        from models.configured import Configured
        from pymilvus import MilvusClient

        with tempfile.TemporaryDirectory(prefix="c20") as folder:
            server = Configured(Path(folder) / "s", {"quotaAndLimits.dql.enabled": limit_on.value, "quotaAndLimits.dql.searchRate.max": 50})
            try:
                server.first_start()
                asks = MilvusClient(server.endpoint.uri, dedicated=True)
                schema = asks.create_schema(auto_id=False)
                schema.add_field("id", DataType.INT64, is_primary=True)
                schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
                asks.create_collection("few", schema=schema, index_params=asks.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
                vectors = np.random.default_rng(3).normal(size=(200, 16)).astype("f4")
                asks.insert("few", [{"id": k, "vector": vectors[k].tolist()} for k in range(200)])
                time.sleep(3.5)  # the limits are handed to the proxy every three seconds
                answered, refused, begin = 0, 0, time.perf_counter()
                while time.perf_counter() - begin < 3:
                    try:
                        asks.search("few", data=vectors[: vectors_each.value].tolist(), limit=3, timeout=10)
                        answered += 1
                    except Exception:
                        refused += 1
                took = time.perf_counter() - begin
                asks.close()
            finally:
                server.stop()
        return {"answered": answered, "refused": refused, "seconds": took, "each": vectors_each.value, "on": limit_on.value}


    from grader.backends.server_backend import ServerBackend

    if ServerBackend().absent() is None:
        flood, _where = _flooded(), "Measured just now, on a server 2.3.5 of this lesson."
        if os.environ.get("GRADER_RECORD") == "1":
            (HERE / "recorded" / "ch20_flood.json").write_text(json.dumps({"milvus": "server 2.3.5, dql.searchRate.max 50", **flood}, indent=1) + "\n", encoding="utf-8")
    else:
        flood, _where = kept("ch20_flood"), f"**Recorded**, not run here: {kept('ch20_flood')['milvus']}."
    mo.vstack([
        mo.md(_where),
        course.table(
            "limit / vectors in each request / requests per second / vectors per second / errors that the client saw",
            [f"|{'50 vectors per second' if flood['on'] else 'written down, not enabled'}|{flood['each']}|{flood['answered'] / flood['seconds']:.1f}|**{flood['answered'] * flood['each'] / flood['seconds']:.0f}**|{flood['refused']}|"],
        ),
    ])
    return (flood,)


@app.cell(hide_code=True)
def _(course, fifty, mo):
    course.after(fifty)
    mo.md("""
    Move the slider: requests per second change, vectors per second stay near the limit. (They lie a little above it: what was saved up may be spent at once.) Switch `dql.enabled` off: the number is still in the file, and does nothing. So
    a limit belongs on the checklist twice: as a line about the file, and as a test that floods a Milvus which is not production and counts.

    **Which limits?** Not “what the machine can do”, but what your neighbors may expect of you: a total a little below the measured capacity (chapter 16), a share for a single collection, and on the client a deadline, so that waiting ends. Beside
    the rates stand limits on what must never happen, such as the size of the object storage (`diskProtection`) and water levels for memory, above which writes are refused (docs v3.0.x, *quotaAndLimits-related Configurations*). Exercise 5 is a flood.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## High Availability Setup

    *Available* is a word about callers. It says nothing about processes: a cluster whose ten processes are healthy may answer no one, and one in which three are dead may serve everyone. So look at what the callers see.

    A cluster of Milvus 2.3.5 was started for this page, where it can run: eight processes, an etcd and a log. Three kinds of calls repeat, each from a thread of its own: a search, an insert, and a collection made and dropped. Then one
    process gets SIGKILL, and four seconds later it is started again.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    who_stops = course.predict(
        "The **data coordinator** is killed for four seconds. Which calls fail meanwhile?",
        ["All of them: a coordinator is in charge", "Searches continue; inserts wait or fail, and no collection can be made", "Only searches fail"],
        "Searches continue; inserts wait or fail, and no collection can be made",
        "A search needs a proxy, a query coordinator that was asked before, and query nodes. A write has to be assigned a segment, and that is the data coordinator's job. In Milvus 3 the coordinators are one process, so their losses come together.",
        key="ch20 who stops",
    )
    who_stops
    return (who_stops,)


@app.cell(hide_code=True)
def _(course, mo, who_stops):
    course.after(who_stops)
    NAMES = {"proxy": "proxy", "root coordinator": "rootcoord", "data coordinator": "datacoord", "query coordinator": "querycoord", "one of two query nodes": "querynode1", "data node": "datanode", "index node": "indexnode", "the log (paused)": "log"}
    victim = mo.ui.dropdown(NAMES, value="data coordinator", label="Kill")
    victim
    return NAMES, victim


@app.cell(hide_code=True)
def _(course, kept, outage, victim, who_stops):
    course.after(who_stops)


    def _watched():
        """Your cluster, now; or what was recorded of one."""
        try:
            cluster = course.milvus(["roles"], config="cluster")
        except course.NotServed as error:
            record = kept("ch20_parts")
            one = record["parts"][victim.value]
            return [outage.Seen(*each) for each in one["seen"]], (one["left"], one["back"]), f"**Recorded**, not run here: {record['milvus']}. To run it: `{error.next}`"
        vectors = outage.prepare(cluster.client())
        calls = outage.calls(lambda: cluster.client(uri=cluster.uri, timeout=3, dedicated=True), vectors)
        seen, when = outage.watch(calls, lambda: cluster.stop_role(victim.value), lambda: cluster.start_role(victim.value))
        return seen, when, f"Measured just now: {cluster.identity}."


    seen, moments, seen_where = _watched()
    return moments, seen, seen_where


@app.cell(hide_code=True)
def _(alt, course, mo, moments, outage, seen, seen_where, victim, who_stops):
    course.after(who_stops)
    _left, _back = moments
    _points = [{"call": one.call.removesuffix(" a collection"), "from": round(one.at, 2), "to": round(one.at + max(one.took, 0.06), 2), "answer": "right" if one.good else "error or no answer", "said": one.said} for one in seen]
    _bars = alt.Chart(alt.Data(values=_points)).mark_bar(height=12, cornerRadius=3).encode(
        x=alt.X("from:Q", title="seconds"), x2="to:Q", y=alt.Y("call:N", sort=None, title=None, axis=alt.Axis(labelLimit=130)), tooltip=["call:N", "from:Q", "to:Q", "answer:N", "said:N"],
        color=alt.Color("answer:N", title=None, scale=alt.Scale(domain=["right", "error or no answer"], range=[course.TEAL, course.ORANGE])))  # fmt: skip
    _lines = alt.Chart(alt.Data(values=[{"at": _left, "what": "killed"}, {"at": _back, "what": "started"}])).mark_rule(strokeDash=[5, 4], color="currentColor").encode(x="at:Q", tooltip=["what:N", "at:Q"])
    outcome = outage.summary(seen, _back)


    def _row(name, one):
        slowest = "-" if one["slowest"] is None else f"{one['slowest']:.1f} s"
        again = "at once" if one["again"] == 0 and one["works"] else f"{one['again']:.1f} s later" if one["works"] else "not within the time watched"
        return f"|{name}|{one['failed']} of {one['tried']}|{slowest}|{again}|"


    mo.vstack([
        mo.md(f"**{victim.selected_key}.** {seen_where}"),
        course.chart(_bars + _lines, 190, f"Every attempt of three calls; the process is away from second {_left:.1f} to {_back:.1f}."),
        course.table("call / failed / slowest right answer / after the start, right for good", [_row(name, one) for name, one in outcome.items()]),
        course.model("outage.py"),
    ])  # fmt: skip
    return (outcome,)


@app.cell(hide_code=True)
def _(NAMES, course, kept, mo, outage, who_stops):
    course.after(who_stops)
    all_parts = kept("ch20_parts")
    _labels = {code: label for label, code in NAMES.items()}


    def _cell(one):
        if not one["failed"]:
            return f"✓ up to {one['slowest']:.1f} s"
        later = f"{one['again']:.0f} s more"
        return f"✗ {one['failed']} of {one['tried']}, {'not again' if not one['works'] else 'right at once' if one['again'] == 0 else later}"


    _rows = []
    for _code, _one in all_parts["parts"].items():
        _sum = outage.summary([outage.Seen(*each) for each in _one["seen"]], _one["back"])
        _rows.append(f"|{_labels[_code]}|" + "|".join(_cell(each) for each in _sum.values()) + "|")
    mo.vstack([
        mo.md(f"All of them, one after the other. **Recorded**: {all_parts['milvus']}; `python scripts/record_deploying.py parts` makes it again."),
        course.table("killed for 4 s / search / insert / create and drop a collection", _rows),
        mo.md("""
    Read the last words of each cell: *seconds more* counts from the moment at which the process was **started again**. A query node or a proxy of which there is one costs more time after its return than it was away. A liveness probe
    that restarts a process at the first slow answer makes such gaps by itself.

    What the table means for a setup:

    | part | what has to be there | why |
    |:---|:---|:---|
    | proxy | two or more, behind a load balancer that checks them | it keeps nothing; one of it is a single door |
    | coordinator | one active, one standby (`activeStandby`) | two in charge would both hand out timestamps; one alone is away for as long as its start takes |
    | query nodes | as many as the data needs, plus one, and `replica_number=2` | with one replica each lost node is a gap (chapter 3); with two, the other answers |
    | streaming nodes | two or more | one holds the log of each shard; a different one takes over (docs v3.0.x, *Streaming Service*) |
    | data nodes | two | no search and no insert fails while one is away; a flush does, and what waits for it adds up |
    | etcd | three, on three machines | a majority decides |
    | object storage | the cloud's, or one that survives a machine | everything that was flushed is there, and only there |
    """),
    ])  # fmt: skip
    return (all_parts,)


@app.cell(hide_code=True)
def _(course):
    two_etcds = course.predict(
        "A machine is up 99% of the time. You run etcd on **two** machines instead of one. What does that do to the share of time in which etcd can decide?",
        ["It rises: there are two now", "It falls: both have to be there", "It stays at 99%"],
        "It falls: both have to be there",
        "A majority of two is two. The chance that both are up is smaller than the chance that one is. Three are the first number that gains anything.",
        key="ch20 two etcds",
    )
    two_etcds
    return (two_etcds,)


@app.cell(hide_code=True)
def _(course, mo, two_etcds):
    course.after(two_etcds)
    up = mo.ui.slider(steps=[0.9, 0.95, 0.98, 0.99, 0.995, 0.999], value=0.99, label="A machine is up", show_value=True)
    together = mo.ui.slider(steps=[0, 0.0005, 0.001, 0.005, 0.01], value=0, label="All of them are down together (a switch, a zone, a bad configuration)", show_value=True)
    mo.hstack([up, together], justify="start", wrap=True)
    return together, up


@app.cell(hide_code=True)
def _(alt, course, math, mo, together, two_etcds, up):
    course.after(two_etcds)


    def at_least(k, n, p):
        """The chance that k of n machines are up, if they fail independently."""
        return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


    _rows = []
    for _n in (1, 2, 3, 4, 5):
        for _kind, _k in (("a majority (etcd)", _n // 2 + 1), ("any one (proxies)", 1)):
            _down = 1 - (1 - together.value) * at_least(_k, _n, up.value)
            _rows.append({"machines": _n, "needs": _kind, "minutes": max(_down * 365 * 24 * 60, 1e-4)})
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point={"size": 70}, strokeWidth=2).encode(
        x=alt.X("machines:O", title="machines", axis=alt.Axis(labelAngle=0)), y=alt.Y("minutes:Q", title="minutes down per year", scale=alt.Scale(type="log")),
        color=alt.Color("needs:N", title=None, scale=alt.Scale(range=[course.PURPLE, course.TEAL])), tooltip=["machines:O", "needs:N", alt.Tooltip("minutes:Q", format=",.1f")])  # fmt: skip
    _of = {(r["machines"], r["needs"]): r["minutes"] for r in _rows}


    def _few(minutes):
        return f"{minutes:,.1f}" if minutes >= 0.1 else "under 0.1"


    mo.vstack([
        course.chart(_chart, 260, "Minutes per year without a majority, and without any machine, for one to five machines."),
        course.table("machines / a majority is missing, minutes per year / none is there, minutes per year", [f"|{n}|{_few(_of[n, 'a majority (etcd)'])}|{_few(_of[n, 'any one (proxies)'])}|" for n in (1, 2, 3, 4, 5)]),
        mo.md("""
    Two sentences are in this picture. **Even numbers of etcds gain nothing**: the line goes up from one to two and from three to four. And: move the second slider off zero, and more machines stop helping: all lines end on one floor. What machines have *in common* is the
    limit, however many there are. That is why spread comes before number: over racks, over zones, over power supplies, and over the minute in which a configuration is rolled out.
    """),
    ])  # fmt: skip
    return (at_least,)


@app.cell(hide_code=True)
def _(course, mo, two_etcds):
    course.after(two_etcds)
    mo.md("""
    **The client belongs to the setup.** A cluster that recovers in five seconds is unavailable to a client that gives up after one, and to one that never gives up while it holds its users' requests. Give each call a timeout, retry what
    is safe to repeat (a search, an upsert; an insert only with keys of your own), wait a little longer each time, and stop at a deadline (chapter 8). And hold *one* address that leads to all proxies.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Cloud Deployment Considerations

    In a cloud you rent what you would have to build. Five decisions are specific to Milvus.

    **Object storage: take the cloud's.** It survives a zone, and you need not operate it. The log writes there too, and Woodpecker needs *conditional writes*: S3, GCS and Azure Blob Storage have them; of others the documentation keeps a list (docs v3.0.x, *Woodpecker*).

    **Keys: have none.** A role that the pod carries opens the bucket (`externalS3.useIAM`; docs v3.0.x, *Configure S3 Access by IAM Role*). Keys in values end in a repository.

    **Load balancer: it has to speak gRPC.** One that works on connections (layer 4) passes everything, and spreads *connections*: a client with one long connection stays with one proxy. One that works on requests (layer 7) spreads those, needs HTTP/2 to the
    proxies (docs v3.0.x, *Set up a Layer-7 Load Balancer for Milvus on AWS*), and usually ends calls that are silent for too long. Keep it internal, unless you mean to serve the whole internet.

    **Machines: memory first.** Query nodes are chosen by gigabytes, index builds by cores. Machines that the cloud may take back at short notice fit data nodes, whose work is repeated without loss; not query nodes, unless a second replica stands on others.

    **Zones: count the traffic.** Replicas in two zones survive one; and each search whose proxy and query node lie in different zones pays for its way, as does each write of the log's copies.

    ### What it costs

    The prices are examples; put in those of your provider, and look at which line is the long one.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    rows_millions = mo.ui.slider(steps=[10, 50, 100, 500, 1000], value=100, label="Millions of vectors", show_value=True)
    dims = mo.ui.dropdown(["256", "768", "1536"], value="768", label="dimensions")
    copies = mo.ui.slider(1, 3, 1, value=2, label="Replicas in memory", show_value=True)
    held = mo.ui.dropdown({"HNSW, 4-byte floats": 1.25, "IVF_SQ8, one byte": 0.28, "on disk, memory as cache": 0.15}, value="HNSW, 4-byte floats", label="held as")
    per_gib = mo.ui.number(0, 0.1, step=0.001, value=0.006, label="memory with its cores, per GiB and hour")
    per_stored = mo.ui.number(0, 0.2, step=0.001, value=0.023, label="object storage, per GB and month")
    searches = mo.ui.slider(steps=[10, 100, 1000, 5000], value=100, label="Searches per second", show_value=True)
    per_zone = mo.ui.number(0, 0.1, step=0.001, value=0.01, label="between zones, per GB")
    mo.vstack([mo.hstack([rows_millions, dims, copies, held], justify="start", wrap=True), mo.hstack([searches, per_gib, per_stored, per_zone], justify="start", wrap=True)])
    return copies, dims, held, per_gib, per_stored, per_zone, rows_millions, searches


@app.cell(hide_code=True)
def _(alt, copies, course, dims, held, mo, per_gib, per_stored, per_zone, rows_millions, searches):
    HOURS = 730
    raw_gib = rows_millions.value * 1e6 * int(dims.value) * 4 / 2**30
    loaded_gib = raw_gib * held.value * copies.value / 0.75  # query nodes are filled to three quarters
    bill = {
        "query nodes": loaded_gib * per_gib.value * HOURS,
        "other parts": 40 * per_gib.value * HOURS,
        "object storage": 2 * raw_gib * 2**30 / 1e9 * per_stored.value,
        "between zones": searches.value * 60e3 * 3600 * HOURS / 1e9 * per_zone.value * 2 / 3,
    }
    _bars = alt.Chart(alt.Data(values=[{"part": k, "cost": round(v)} for k, v in bill.items()])).mark_bar(color=course.TEAL).encode(
        x=alt.X("cost:Q", title="per month", axis=alt.Axis(tickCount=5)), y=alt.Y("part:N", sort=None, title=None, axis=alt.Axis(labelLimit=170)), tooltip=["part:N", alt.Tooltip("cost:Q", format=",.0f")])  # fmt: skip
    mo.vstack([
        course.chart(_bars, 190, "Cost per month by part: " + "; ".join(f"{k} {v:,.0f}" for k, v in bill.items())),
        mo.md(f"**{sum(bill.values()):,.0f}** per month: {raw_gib:,.0f} GiB of vectors, {loaded_gib:,.0f} GiB of memory for query nodes. One replica fewer saves {bill['query nodes'] / copies.value:,.0f}."),
    ])
    return bill, loaded_gib, raw_gib


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Two levers move everything: what is held in memory, and how many times. Compare *HNSW* with *one byte* at the same number of vectors before you negotiate a price (chapters 5 and 16). The assumptions: query nodes filled to three quarters (a cautious plan: chapter 17 has the limit, 90%), 40 GiB for all other parts, twice the raw size in the object store, 60 KB per search between
    proxy and query nodes, two thirds of it to a different zone. Measure yours.

    ## On-premises Best Practices

    On your own premises the same five decisions come back as hardware, and three more: disks for etcd, an object store, and a way in for images and updates.

    **Disks: etcd waits for them.** Each change of metadata is on the disks of a majority before it counts. The documentation asks for a 99th percentile of `fdatasync` below 10 ms and more than 500 writes per second (docs v3.0.x, *Requirements for running Milvus on Kubernetes*). Do not believe a data sheet: measure. This
    is what the disk under your temporary folder does, with writes of the size that etcd makes:
    """)
    return


@app.cell(hide_code=True)
def _(course):
    sync_slower = course.predict(
        "The same small write, once with `fdatasync` after each and once without. How do the two compare?",
        ["About the same: it is the same number of bytes", "With `fdatasync` it takes many times as long", "Without it is slower: the system has to guess"],
        "With `fdatasync` it takes many times as long",
        "Without it, a write ends when the kernel has the bytes in memory. With it, when the device has promised them. Everything that must survive a power cut pays that price: etcd, the log, the object store.",
        key="ch20 sync",
    )
    sync_slower
    return (sync_slower,)


@app.cell(hide_code=True)
def _(course, mo, sync_slower):
    course.after(sync_slower)
    write_size = mo.ui.slider(steps=[512, 2300, 16384, 65536], value=2300, label="Bytes per write", show_value=True)
    write_size
    return (write_size,)


@app.cell(hide_code=True)
def _(alt, course, mo, np, os, sync_slower, tempfile, time, write_size):
    course.after(sync_slower)


    def probe(size, sync, number=250, most=3.0):
        """Milliseconds of each write."""
        data, took = os.urandom(size), []
        with tempfile.TemporaryFile() as file:
            end = time.perf_counter() + most
            while len(took) < number and time.perf_counter() < end:
                begin = time.perf_counter()
                os.write(file.fileno(), data)
                if sync:
                    getattr(os, "fdatasync", os.fsync)(file.fileno())
                took.append((time.perf_counter() - begin) * 1000)
        return np.array(took)


    synced, plain = probe(write_size.value, True), probe(write_size.value, False)
    p99 = float(np.percentile(synced, 99))
    _sorted = [{"share": round(100 * (i + 1) / len(w), 1), "ms": max(float(v), 1e-3), "how": how} for how, w in (("with fdatasync", synced), ("without", plain)) for i, v in enumerate(np.sort(w))][::5]
    _chart = alt.Chart(alt.Data(values=_sorted)).mark_line(strokeWidth=2).encode(x=alt.X("share:Q", title="percent of the writes"), y=alt.Y("ms:Q", title="at most, milliseconds", scale=alt.Scale(type="log")), color=alt.Color("how:N", title=None, scale=alt.Scale(domain=["with fdatasync", "without"], range=[course.TEAL, course.GREY])))
    _limit = alt.Chart(alt.Data(values=[{"ms": 10}])).mark_rule(strokeDash=[5, 4], color=course.ORANGE).encode(y="ms:Q")
    mo.vstack([
        course.chart(_chart + _limit, 240, f"Sorted durations of {len(synced)} writes; the dashed line is 10 ms."),
        course.table("writes of this disk / median / p99 / per second", [f"|with `fdatasync`|{np.median(synced):.2f} ms|**{p99:.2f} ms**|{1000 / synced.mean():,.0f}|", f"|without|{np.median(plain):.3f} ms|{np.percentile(plain, 99):.3f} ms|{1000 / plain.mean():,.0f}|"]),
        mo.md(f"This disk is {'**fit**' if p99 < 10 else '**not fit**'} for etcd by the documented bound, at this moment and with whatever else it was doing. Beside a Milvus that compacts, ask again."),
    ])  # fmt: skip
    return plain, probe, synced


@app.cell(hide_code=True)
def _(course, mo, sync_slower):
    course.after(sync_slower)
    mo.md("""
    **Disks, by part.** etcd: local NVMe of its own, small. Object store: many large disks, erasure coding, at least four machines for MinIO in the mode `distributed`, so that one may go. Query nodes: local NVMe if collections are mapped from disk or use DISKANN. Everything else needs none. Network
    file systems look like disks and lose their promises at `fdatasync`: none for etcd.

    **An object store of your own is a second product**, with its own upgrades, its own backups and its own release that Woodpecker needs (MinIO `RELEASE.2024-12-18T13-15-44Z` or later; docs v3.0.x, *Woodpecker*). Plan a person for it.

    **Network.** 10 Gbit/s or more between query nodes and object store: loading is copying. A load time that you can compute: gigabytes to load, divided by the gigabytes per second that the store gives to all nodes together. Milvus' own ports, etcd and the object store belong in a network that no user
    reaches (chapter 19).

    **The machine.** No swap for query nodes: a search that waits for swap is slower than no answer. The same clock everywhere (`chrony`): timestamps order writes. Instruction sets alike on all machines: at least SSE4.2 (docs v3.0.x, *Requirements for running Milvus on Kubernetes*). Limits for open files raised. Room for one node more than you need,
    because a rollout needs it too.

    **The way in.** Images, charts and wheels go through a registry and a mirror of your own; they are pulled by digest and scanned. Rehearse an upgrade from there once without the internet.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Kubernetes Orchestration

    Chapter 7 wrote values for a cluster that survives a machine. Here is what production adds: an overlay for the same chart, and plain Kubernetes beside it.
    """)
    return


@app.cell(hide_code=True)
def _(DEPLOY, course, mo):
    mo.accordion({f"deploy/kubernetes/{name}": course.code((DEPLOY / name).read_text(encoding="utf-8"), "yaml") for name in ("helm-production.yaml", "budgets.yaml")})
    return


@app.cell(hide_code=True)
def _(course):
    budgets_made = course.predict(
        "The chart 5.0.19 is rendered with `helm-cluster.yaml` and `helm-production.yaml`. For how many of Milvus' five own components does it make a PodDisruptionBudget?",
        ["Five", "One, for the query nodes", "None"],
        "None",
        "It makes one for etcd, because the values ask for it. For Milvus' own parts the chart has no template. So there is a file beside it: budgets.yaml.",
        key="ch20 budgets made",
    )
    budgets_made
    return (budgets_made,)


@app.cell(hide_code=True)
def _(budgets_made, course, kept, mo):
    course.after(budgets_made)
    by_helm = kept("ch20_helm")
    _r = by_helm["renders"]
    _two = ("helm-cluster.yaml", "both")
    _kinds = list(dict.fromkeys(k for name in _two for k in _r[name]["kinds"]))
    mo.vstack([
        course.table("kind / helm-cluster.yaml / with helm-production.yaml", [f"|{k}|{_r[_two[0]]['kinds'].get(k, 0)}|{_r[_two[1]]['kinds'].get(k, 0)}|" for k in _kinds]
                     + [f"|**valid**|{_r[_two[0]]['passed']}|{_r[_two[1]]['passed']}|", f"|unknown to the validator|{_r[_two[0]]['unknown']}|{_r[_two[1]]['unknown']} (ServiceMonitor is a kind of its own)|"]),
        mo.md(f"""
    **Rendered and checked, not run here**: {by_helm['with']}; `helm lint` says “{by_helm['lint']}”. `python scripts/record_deploying.py helm CHART` makes it again.

    Reading what was rendered, instead of what was meant, has found four things:

    - **Budgets**: {', '.join(f'`{b}`' for b in _r['both']['budgets'])}, and no other.
    - **The proxies have no number** (`replicas: -1` leaves the field out). With a number there, each `helm upgrade` would put the proxies back to it while the autoscaler has just raised them.
    - **`proxy.tls` mounts nothing**: with it switched on, the Secret is mentioned in {_r['proxy.tls mounts']} of the rendered Deployments. `volumes` and `volumeMounts` do it.
    - **MinIO's Secret is MinIO's alone**: with `minio.existingSecret` the configuration of Milvus still says `accessKeyID: {_r['helm-cluster.yaml']['access key']}`. Unless the Secret holds that very name, Milvus is refused. So `helm-cluster.yaml` hands the Secret to each component (`extraEnv`), as `MINIO_ACCESS_KEY_ID` (docs v3.0.x, *minio-related Configurations*). With a role there are no keys to hand over.

    And what was *not* found: with `queryNodes.replicas=9`, one letter too many, the rendering is {'the same, byte by byte, and nothing complains' if _r['a typo changes nothing'] else 'different'}. Helm hands values to templates; a key that no template reads is no error. Exercise 6 is a file full of such lines.
    """),
    ])  # fmt: skip
    return (by_helm,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A rolling update

    A Deployment replaces its pods within two bounds: how many may be missing (`maxUnavailable`), and how many more than wanted may be there (`maxSurge`). By default both are 25%, the first rounded down, the second up. There is a third bound that stands in no manifest: **room**.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    no_room = course.predict(
        "Three query nodes, each as large as a machine, on **three** machines. `maxUnavailable: 0`, `maxSurge: 1`. You change the image. What happens?",
        ["One by one they are replaced", "Nothing: the first new pod finds no machine, and waits forever", "All three restart at once"],
        "Nothing: the first new pod finds no machine, and waits forever",
        "None may go before a new one is ready, and a new one has no place before one has gone. No error, no outage, no progress: the update just does not end. A progress deadline, or `helm upgrade --wait`, is what tells you.",
        key="ch20 no room",
    )
    no_room
    return (no_room,)


@app.cell(hide_code=True)
def _(course, mo, no_room):
    course.after(no_room)
    wanted = mo.ui.slider(2, 6, 1, value=3, label="Pods", show_value=True)
    missing = mo.ui.slider(0, 3, 1, value=0, label="maxUnavailable", show_value=True)
    more = mo.ui.slider(0, 3, 1, value=1, label="maxSurge", show_value=True)
    room = mo.ui.slider(2, 8, 1, value=3, label="Room for", show_value=True)
    mo.hstack([wanted, missing, more, room], justify="start", wrap=True)
    return missing, more, room, wanted


@app.cell(hide_code=True)
def _(alt, course, missing, mo, more, no_room, rollout, room, wanted):
    course.after(no_room)
    ticks, finished = rollout.roll(wanted.value, missing.value, more.value, max(room.value, wanted.value))
    _shown = ticks if finished else ticks[:14]
    _parts = [{"tick": i, "pods": n, "state": state, "order": k} for i, t in enumerate(_shown) for k, (state, n) in enumerate((("old, ready", t.old), ("new, ready", t.ready), ("new, starting", t.starting), ("new, no machine", t.pending)))]
    _chart = alt.Chart(alt.Data(values=_parts)).mark_bar().encode(
        x=alt.X("tick:O", title="time", axis=alt.Axis(labelAngle=0)), y=alt.Y("pods:Q", title="pods", axis=alt.Axis(tickMinStep=1)), order="order:Q", tooltip=["tick:O", "state:N", "pods:Q"],
        color=alt.Color("state:N", title=None, scale=alt.Scale(domain=["old, ready", "new, ready", "new, starting", "new, no machine"], range=[course.GREY, course.TEAL, course.PURPLE, course.ORANGE])))  # fmt: skip
    _least = min(t.old + t.ready for t in ticks)
    mo.vstack([
        course.chart(_chart, 230, "Pods of both versions at each moment of the update.", columns=2),
        mo.md(f"{'**It ends** after ' + str(len(ticks)) + ' steps.' if finished else '**It never ends.**'} At the worst moment **{_least}** of {wanted.value} pods answer."),
        course.model("rollout.py"),
    ])
    return finished, ticks


@app.cell(hide_code=True)
def _(kept, mo):
    kube = kept("ch20_kubernetes")
    mo.md(f"""
    That was a model. The same on an API server: **recorded**, not run here: {kube['with']}.

    {kube['rollout']}
    """)
    return (kube,)


@app.cell(hide_code=True)
def _(course):
    drain_two = course.predict(
        "Two administrators drain two machines at the same time. Three query nodes, a budget with `maxUnavailable: 1`. What does the second `kubectl drain` do?",
        ["It takes its pod away as well", "It waits and tries again until the first query node is ready elsewhere", "It fails, and the machine stays as it is"],
        "It waits and tries again until the first query node is ready elsewhere",
        "An eviction is a request, and the budget may refuse it. `kubectl drain` repeats it every few seconds. If no other machine has room, it waits until someone gives up: a budget protects against impatience, not against a lack of machines.",
        key="ch20 drain two",
    )
    drain_two
    return (drain_two,)


@app.cell(hide_code=True)
def _(course, drain_two, kube, mo):
    course.after(drain_two)
    mo.md(f"""
    ### A drain, and a budget

    {kube['drain']}

    A *disruption budget* counts voluntary disruptions only: drains, not power cuts. And it is a promise to the administrators of the machines that one pod may always go. `minAvailable: 3` of three is no promise at all, and ends with `--force`.

    ### Autoscaling

    {kube['autoscaler']}

    **Proxies** are the right thing to scale by CPU: they keep nothing, and start in seconds. **Query nodes** are not scaled by memory: loaded segments fill it whether or not anyone searches, and the chart's own autoscaler for them has 40% of memory as a second target (chart 5.0.19). A new query node
    also has to *load* before it helps: it comes for the second hour of the load, not for the first minute. **Data nodes** may follow their queue of tasks. For the operator, `replicas: -1` gives the number away in the same manner (docs v3.0.x, *Configure Horizontal Pod Autoscaling (HPA) for Milvus*).
    """)
    return


@app.cell(hide_code=True)
def _(DEPLOY, course, mo, os, shutil, subprocess):
    def _dry(*files):
        """What the reader's own API server says to these files, without keeping anything."""
        run = subprocess.run(["kubectl", "apply", "--dry-run=server", "--request-timeout=5s", *[part for f in files for part in ("-f", str(f))]], capture_output=True, text=True, timeout=30, check=False)
        return (run.stdout + run.stderr).strip()


    _said = _dry(DEPLOY / "budgets.yaml") if shutil.which("kubectl") and os.environ.get("KUBECONFIG") else ""
    mo.vstack([
        mo.md("**On an API server of your own** (kind, minikube, k3s): the server looks at the budgets as if you had applied them, and keeps nothing."),
        course.code(_said, "text") if _said else mo.md("*Not run here:* there is no `kubectl` with a `KUBECONFIG`. On yours: `kubectl apply --dry-run=server -f deploy/kubernetes/budgets.yaml`. A dry run on the client would not ask the server, and does not know its admission rules."),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Upgrade and rollback

    For a while both versions are there. Whether they understand each other is decided by the **order**. Milvus Operator 1.3.8 has it as a graph (its file `dependency_graph.go`): a component is replaced when the one before it is complete.

    | from | order |
    |:---|:---|
    | a version with streaming nodes to a later one | coordinator → streaming nodes → query nodes → data nodes → proxies |
    | 2.5 to 2.6 | streaming nodes → coordinator → query nodes → data nodes → proxies |
    | a downgrade by the operator | the reverse |

    The rule behind it: *those who answer are upgraded before those who ask*, so that no new question meets an old ear. Proxies ask everyone, so they come last. Helm knows no order: `helm upgrade` changes all Deployments at once, and the probes decide. The documentation has validated that from 2.6.20 to 3.0.0, with the chart that is
    installed and only the tag changed (docs v3.0.x, *Upgrade Milvus Cluster with Helm Chart*).

    **Before.** Write down what runs (`helm get values`, versions, counts of rows). Make a backup *and restore it elsewhere* (chapter 18). Keep the log that you have: a change of the message queue is an upgrade of its own (docs v3.0.x, *Upgrade Milvus Cluster with Helm Chart*). Rehearse with a copy of the data.

    **Between the steps.** Wait for complete, not for started. Run the smoke test. Look at the error rate for as long as an alert takes to fire.

    **The way back** is open for a shorter time than people think. As soon as the new version has written, putting the old image back *can fail to read the updated state*: the documented way is to stop writes and restore metadata and data from before (docs v3.0.x, *Upgrade Milvus Cluster with Helm Chart*). So the moment of no return is the first write, not the last pod. And a
    new format that you switch on, such as Storage V3, closes the way for good (docs v3.0.x, *Storage V3*). Upgrade first, verify for days, then switch on.

    Exercise 2 plans an upgrade whose invariants hold at every step.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Pulsar is mandatory.”** Woodpecker is the default log since 2.6 (docs v3.0.x, *Woodpecker*); chart 5.0.19 still starts a Pulsar unless you say no (rendered in chapter 7).
    - **“Three replicas of everything.”** Three coordinators without `activeStandby` are a mistake, two etcds are worse than one, and a `replica_number` of three triples the memory.
    - **“Set `podDisruptionBudget` in the values.”** No template of chart 5.0.19 reads it (rendered here). A key that nobody reads is no error.
    - **“`minAvailable` equal to the number of pods is the safest.”** It makes every drain impossible, until someone uses force.
    - **“Autoscale the query nodes.”** By memory they grow with the data and never shrink. Plan them.
    - **“Upgrade the proxies first, they are the easiest.”** They ask everyone. They come last.
    - **“Roll back with `helm rollback`.”** It restores the values, not what the new version has written.
    - **“The liveness probe should ask for a search.”** Then a slow minute becomes a restart, and each restart a gap. Readiness may be strict, liveness has to be lenient.
    - **“RootCoord, QueryCoord, DataCoord and IndexNode, two of each.”** In Milvus 3 they are one coordinator, and index builds are done by data nodes (docs v3.0.x, *Main Components*).
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
    course.panel("ch20/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch20/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch20/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch20/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch20/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch20/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch20/ex07")
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
        "`helm-cluster.yaml` has a `user.yaml` with authorization. Your overlay has a `user.yaml` with TLS. What does Milvus get?",
        {
            "Both: Helm merges values": "It merges sections. `user.yaml` is a text.",
            "TLS alone": "The later text replaces the earlier one. Authorization is off, and nothing says so.",
            "Authorization alone": "The later file wins.",
            "An error": "Both texts are well formed. Only a line of a checklist notices.",
        },
        answer="TLS alone",
        key="ch20 quiz merge",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Searches work, inserts work. For some seconds no collection has been created, and no flush has ended. Which process do you look at first?",
        {
            "The proxy": "Then nothing would work.",
            "A query node": "Then searches would fail.",
            "etcd": "A call that needs only what is known already still works; a call that changes the metadata waits. Look at its disks and its majority, and be quick: when the leases run out, all of them end (chapter 7).",
            "The object store": "Making a collection writes no object.",
        },
        answer="etcd",
        key="ch20 quiz symptoms",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A rollout of query nodes has shown “1 of 3 updated” for an hour. All callers are content. What is the most likely cause?",
        {
            "The new version is broken": "Then the new pod would restart, and you would see it.",
            "The new pod is pending: no machine has room for a fourth one": "`maxUnavailable: 0` keeps the three, and the fourth finds no place.",
            "The budget forbids it": "A budget is about evictions. A rollout does not ask it.",
            "The autoscaler": "It changes the number, not the version.",
        },
        answer="The new pod is pending: no machine has room for a fourth one",
        key="ch20 quiz rollout",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "The upgrade to a new major version is done since yesterday, people write, and today a search is wrong. May you put the old image back?",
        {
            "Yes: a rollback is always possible": "Not since the first write of the new version.",
            "Yes, in the reverse order": "The order is right for an operator's downgrade. What was written stays.",
            "No. Stop writes, and restore metadata and data from before, which you have rehearsed": "That is the documented way, and it loses a day. So verify before you let people write.",
            "No: there is no way back": "The backup is one.",
        },
        answer="No. Stop writes, and restore metadata and data from before, which you have rehearsed",
        key="ch20 quiz rollback",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`searchRate.max: 100`, enabled. A client sends 4 requests per second with 50 vectors each. What do its users notice?",
        {
            "Nothing: 4 is less than 100": "The rate counts vectors: 200 per second are asked for.",
            "Answers that take longer": "About half of the requests can be served. The client library waits and asks again, so the limit shows as latency, until a timeout.",
            "Errors at once": "The library hides the first refusals.",
            "Half of the hits": "A request is answered as a whole, or not at all.",
        },
        answer="Answers that take longer",
        key="ch20 quiz flood",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - A **checklist** is a program: lines about the configuration run on each change, lines about the running Milvus run after each rollout. A limit counts when it was seen to refuse.
    - **Available** is what callers see. Each part has its own failure: proxy and root coordinator stop everything, the data coordinator stops writes, a query node stops its share of the searches, a data node stops flushes, which no user sees at once.
    - Recovery takes **longer than the outage**. Two of what answers, a standby for what decides, three of etcd, a second replica of what is searched.
    - What machines have **in common** limits them all. Spread before number.
    - In the **cloud** rent the object store, use roles instead of keys, count memory first. On your own machines **measure the disk** under etcd.
    - A rolling update has three bounds, and the third is **room**. A budget lets one go, always.
    - **Upgrade** those who answer before those who ask. The way back closes with the first write.

    ## Where to read on

    - Docs v3.0.x: the pages on installing with Helm, upgrading a cluster, Woodpecker, quotas and limits.
    - Kubernetes documentation: *Disruptions*, *Deployments*, *Pod Topology Spread Constraints*, *Horizontal Pod Autoscaling*.
    - Beyer and others, *Site Reliability Engineering*, 2016, chapters 8, 21 and 22: release engineering, overload, cascading failures.
    - Yuan and others, *Simple Testing Can Prevent Most Critical Failures*, 2014: most catastrophic failures of distributed systems began in code that handles errors.
    - Chapter 17 scales what this chapter keeps alive; chapters 16, 18 and 19 are its alerts, its backups and its doors.
    """)
    return


@app.cell(hide_code=True)
def test_the_checklist(DEPLOY, checklist):
    """Of twelve lines four are open for helm-cluster.yaml and none with helm-production.yaml on top; a user.yaml replaces a user.yaml"""
    _cluster, _whole = checklist.values(DEPLOY / "helm-cluster.yaml"), checklist.values(DEPLOY / "helm-cluster.yaml", DEPLOY / "helm-production.yaml")
    assert [line.name for line, found in checklist.run(_cluster) if found] == ["TLS", "no gap in a rollout", "limits that count", "scraped"]
    assert not [line.name for line, found in checklist.run(_whole) if found]
    tls = checklist.merge(_whole, {"extraConfigFiles": {"user.yaml": "common: {security: {tlsMode: 1}}"}})
    assert [line.name for line, found in checklist.run(tls) if found] == ["authorization", "limits that count"]
    return


@app.cell(hide_code=True)
def test_the_smoke_test(said_live):
    """A whole use of Milvus works, and leaves nothing behind"""
    assert [name for name, (found, _) in said_live.items() if found][:1] in ([], ["a client without a name is refused"])
    return


@app.cell(hide_code=True)
def test_the_rate_counts_vectors(flood):
    """A searchRate of 50 lets about 50 vectors per second through, however many a request carries, and the client sees no error"""
    assert flood["refused"] == 0
    if flood["on"]:
        assert flood["answered"] * flood["each"] / flood["seconds"] < 120
    return


@app.cell(hide_code=True)
def test_what_callers_see(outcome, victim):
    """Without a data coordinator no collection is made; each call was tried before, while and after"""
    assert list(outcome) == ["search", "insert", "create and drop a collection"]
    if victim.value in ("datacoord", "rootcoord", "proxy"):
        assert outcome["create and drop a collection"]["failed"] > 0
    return


@app.cell(hide_code=True)
def test_the_record_of_the_parts(all_parts, outage):
    """Recorded on 2.3.5: without proxy or root coordinator everything fails, without data coordinator searches do not, without data node or index node nothing does"""
    failed = {}
    for part, one in all_parts["parts"].items():
        found = outage.summary([outage.Seen(*each) for each in one["seen"]], one["back"])
        failed[part] = {call for call, each in found.items() if each["failed"]}
    everything = {"search", "insert", "create and drop a collection"}
    assert failed["proxy"] == failed["rootcoord"] == everything
    assert "search" not in failed["datacoord"]
    assert failed["querynode1"] == {"search"}
    assert failed["datanode"] == failed["indexnode"] == set()
    return


@app.cell(hide_code=True)
def test_majorities(at_least):
    """Two etcds are up less of the time than one, four less than three, and three more than one"""
    for p in (0.9, 0.99, 0.999):
        up_of = {n: at_least(n // 2 + 1, n, p) for n in (1, 2, 3, 4, 5)}
        assert up_of[2] < up_of[1] < up_of[3] < up_of[5]
        assert up_of[4] < up_of[3]
    return


@app.cell(hide_code=True)
def test_the_disk_was_asked(plain, synced):
    """Both kinds of writes were measured"""
    assert min(len(plain), len(synced)) > 0
    return


@app.cell(hide_code=True)
def test_a_rollout_needs_room(rollout):
    """Without room and without a gap a rolling update never ends; with either it does, and a gap is seen"""
    def least(ticks):
        return min(t.old + t.ready for t in ticks)

    stuck, ends = rollout.roll(3, 0, 1, 3)
    assert not ends
    assert least(stuck) == 3
    roomy, ends = rollout.roll(3, 0, 1, 4)
    assert ends
    assert least(roomy) == 3
    gap, ends = rollout.roll(3, 1, 0, 3)
    assert ends
    assert least(gap) == 2
    return


@app.cell(hide_code=True)
def test_what_helm_renders(by_helm):
    """Recorded with chart 5.0.19: valid, one budget only, no number of proxies, no mount from proxy.tls, and a typo that changes nothing"""
    _whole = by_helm["renders"]["both"]
    assert _whole["failed"] == 0
    assert _whole["budgets"] == ["papers-etcd"]
    assert _whole["replicas"]["proxy"] is None
    assert by_helm["renders"]["proxy.tls mounts"] == 0
    assert by_helm["renders"]["a typo changes nothing"] is True
    return


if __name__ == "__main__":
    app.run()
