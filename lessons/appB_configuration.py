import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="B Configuration Parameters Reference")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Configuration Parameters Reference

    Someone cleans up a configuration file: a limit that no one remembers is deleted, but only the number, not its name. The file is saved. Five seconds later the server reads it, says nothing, and keeps answering. With the next
    `create_collection` the process is gone. You will see this happen below.

    Milvus has more than six hundred parameters. This appendix lists them, made by a program from the template that server 2.3.5 ships and from the pages of the 3.0 documentation. But a list says what *may* stand
    in a file. What a server really works with depends on which layer says it, how it is spelled, and when it is read. So the first half asks a real server, and the second half is a reference that you search with Milvus itself.

    **What you will be able to do**

    - *say* which value a server works with, and which layer it comes from,
    - *change* a setting while a server runs, and *prove* that it counts,
    - *find* a parameter by what it does, and *see* what 3.0 changed about it,
    - *plan* a change: what is unknown, what needs a restart, and in which order.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import os
    import re
    import sys
    import tempfile
    import time
    from collections import Counter
    from html import escape
    from pathlib import Path

    import altair as alt
    import numpy as np
    from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusClient, RRFRanker

    import grader.lesson as course
    from applications.answers import model
    from grader.backends.server_backend import ServerBackend
    from grader.lesson import mode

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models.told import Told, plain

    return (
        AnnSearchRequest,
        Counter,
        DataType,
        Function,
        FunctionType,
        MilvusClient,
        Path,
        RRFRanker,
        ServerBackend,
        Told,
        alt,
        course,
        escape,
        json,
        mode,
        model,
        np,
        os,
        plain,
        re,
        tempfile,
        time,
    )


@app.cell(hide_code=True)
def _(json, mo):
    _record = json.loads((mo.notebook_dir() / "recorded" / "configuration.json").read_text(encoding="utf-8"))
    parameters, docs_commit = _record["parameters"], _record["docs"]["commit"]
    by_name = {row["name"]: row for row in parameters}
    return by_name, docs_commit, parameters


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["search", "bm25", "hybrid", "multi_vector", "filters"])
    client = milvus.client()
    return client, milvus


@app.cell(hide_code=True)
def _(ServerBackend, milvus, mo):
    absent = ServerBackend().absent()
    _server = "A server 2.3.5 is started below, with settings in its file and in its environment." if absent is None else f"No server 2.3.5 can be started here ({absent.why}; `{absent.command}`), so you read what one said when this page was recorded."
    mo.md(f"""
    **Before you begin.** You know the layers of a configuration from chapter 7, which counted fields to see who wins. {milvus.introduced} {_server}
    """)
    return (absent,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Where a Value Comes From

    Chapter 7 found out by what a server *does* which layer wins. There is also a way to *ask*: the coordinators of Milvus answer a call named `ShowConfigurations`, which is in no client library. Birdwatcher can list the configuration of a node in this way (docs v3.0.x, *Configure Milvus on the Fly*).
    The model `lessons/models/told.py` describes its two messages and asks the root coordinator of a server of its own.

    The server is started once. Its `milvus.yaml`, a `user.yaml` beside it and its environment say different things about nine parameters, under nine spellings.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.model("told.py")
    return


@app.cell(hide_code=True)
def _(course):
    empty_wins = course.predict(
        "`milvus.yaml` has `common.preCreatedTopic.names: ['topic1', 'topic2']`. The environment has `COMMON_PRECREATEDTOPIC_NAMES=`, with nothing behind the sign. What does the server work with?",
        ["topic1,topic2: an empty variable is no variable", "The default: the two contradict each other", "An empty text: the environment wins, also with nothing", "It refuses to start"],
        "An empty text: the environment wins, also with nothing",
        "A variable that is set and empty is set. Compose files with `NAME=${NAME}` produce exactly this on every machine where someone forgot to set NAME.",
        key="appB empty wins",
    )
    empty_wins
    return (empty_wins,)


@app.cell(hide_code=True)
def _(Path, Told, absent, course, empty_wins, mode, plain, tempfile):
    course.after(empty_wins)
    GIVEN = [
        # place, what milvus.yaml says, name and text in the environment
        ("common.gracefulTime", 4000, "", ""),
        ("common.entityExpiration", -1, "COMMON_ENTITYEXPIRATION", "86400"),
        ("log.level", "info", "log.level", "warn"),
        ("common.indexSliceSize", 16, "Common__Index_Slice_Size", "32"),
        ("quotaAndLimits.limits.maxCollectionNum", 65536, "MILVUS_QUOTAANDLIMITS_LIMITS_MAXCOLLECTIONNUM", "5"),
        ("rootCoord.maxDatabaseNum", 64, "ROOTCOORD-MAXDATABASENUM", "3"),
        ("rootCoord.maxPartitionNum", 4096, "", ""),
        ("common.preCreatedTopic.names", ["topic1", "topic2"], "COMMON_PRECREATEDTOPIC_NAMES", ""),
        ("common.noSuchThing", "", "COMMON_NOSUCHTHING", "7"),
    ]


    def _started():
        folder = tempfile.TemporaryDirectory(prefix="aB")
        made = Told(Path(folder.name) / "s", {place: value for place, value, _, _ in GIVEN if value != ""}, {name: text for _, _, name, text in GIVEN if name}, {"user.yaml": "rootCoord:\n  maxPartitionNum: 100\n"})
        mode.when_session_ends(folder.cleanup)
        mode.when_session_ends(made.stop)
        made.first_start()
        return made


    def _rows():
        _said = server.effective()
        return [[place, value, f"{name}={text}" if name else "", _said.get(plain(place))] for place, value, name, text in GIVEN]


    server = _started() if absent is None else None
    layered, layered_where = course.measured("appB_layers", _rows if server else None, "server 2.3.5, started once")
    return layered, layered_where, server


@app.cell(hide_code=True)
def _(course, layered, layered_where, mo):
    def _cell(value):
        text = ", ".join(value) if isinstance(value, list) else str(value)
        return f"`{text}`" if text else ""


    _rows = [f"|`{place}`|{_cell(value)}|{_cell(variable)}|{_cell(said) or '*empty*'}|" for place, value, variable, said in layered]
    mo.vstack([mo.md(layered_where), course.table("place / milvus.yaml / environment / the server works with", _rows)])
    return


@app.cell(hide_code=True)
def _(course, empty_wins, mo):
    course.after(empty_wins)
    mo.md("""
    Read it from the top:

    - **Names.** Capitals, dots and underscores do not count: `log.level`, `LOG_LEVEL` and `Common__Index_Slice_Size` all reach their place. Hyphens do count, and so does anything in front of the name: a prefix such as `MILVUS_` makes it a different name, and the file keeps its word.
    - **`user.yaml`** said 100 for `rootCoord.maxPartitionNum`, and nothing happened: 2.3.5 does not read it. On 3.0 it is the right place for what differs (docs v3.0.x, *Run Milvus in Docker (Linux)*). *Not run here.*
    - **Empty** is a value.
    - **A name that no part of Milvus knows** is kept like any other, and no warning is given. That a server shows a setting does not mean that it uses it.

    ### A value is a text

    A YAML reader knows numbers, switches and lists. The server turns all of them into texts, and each parameter reads its text again when it is needed. Twelve values were written into the file of the running server, below `common.lesson`, a section that does not exist.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    which_text = course.predict(
        "The file says `retries: 010`. Which text does the server make of it?",
        ["010", "10", "8", "It is refused: a number has no zero in front"],
        "8",
        "To this YAML reader a zero in front means octal. In quotes it stays `010`, and a parameter that reads whole numbers takes that for ten.",
        key="appB octal",
    )
    which_text
    return (which_text,)


@app.cell(hide_code=True)
def _(course, server, time, which_text):
    course.after(which_text)
    WRITTEN = ["010", '"010"', "2.50", '"2.50"', "1e3", "1_000", "yes", '"yes"', "[0, 0, 7]", "~", "10s", "128MB"]


    def wait_for(true, seconds=15):
        """Whether it comes true, and after how long: the file is read every five seconds."""
        begin = time.perf_counter()
        while not (found := true()) and time.perf_counter() - begin < seconds:
            time.sleep(0.2)
        return found, time.perf_counter() - begin


    def _texts():
        lines = "".join(f"    v{number}: {text}\n" for number, text in enumerate(WRITTEN))
        server.write_text("\ncommon:\n", f"\ncommon:\n  lesson:\n{lines}")
        _, took = wait_for(lambda: "commonlessonv0" in server.effective("lesson"))
        said = server.effective("lesson")
        return {"took": round(took, 1), "texts": [[text, said.get(f"commonlessonv{number}", "")] for number, text in enumerate(WRITTEN)]}


    texts, texts_where = course.measured("appB_texts", _texts if server else None, "server 2.3.5, its file edited while it ran")
    return texts, texts_where, wait_for


@app.cell(hide_code=True)
def _(course, mo, texts, texts_where):
    mo.vstack([mo.md(texts_where), course.table("in the file / the text / in the file, continued / the text, continued", [
        "|" + "|".join(f"`{written}`|{f'`{text}`' if text else '*empty*'}" for written, text in (texts["texts"][i], texts["texts"][i + 6])) + "|" for i in range(6)])])
    return


@app.cell(hide_code=True)
def _(course, mo, which_text):
    course.after(which_text)
    mo.md("""
    Units are no exception: `10s` stays a text, and a parameter that reads a whole number cannot use it. The unit is part of the parameter, not of the value, so *The Reference* below has a column for it.

    And a switch: `yes` without quotes is true, because YAML made it so. In quotes, in the environment or in etcd it is the text `yes`, and 2.3.5 counts it as *off*. Here is what it did with texts for a number, `proxy.maxFieldNum`, and for a switch,
    `quotaAndLimits.limitWriting.forceDeny`, which refuses every insert while it is on:
    """)
    return


@app.cell(hide_code=True)
def _(MilvusClient, DataType, course, os, server, time, wait_for, which_text):
    course.after(which_text)


    def schema_of(asked, fields):
        """A schema with so many fields, vector and primary key among them."""
        schema = asked.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        for number in range(fields - 2):
            schema.add_field(f"f{number}", DataType.INT64)
        return schema


    def makes(asked, fields):
        """Whether the server makes a collection with so many fields; it is dropped again."""
        try:
            asked.create_collection("how_many", schema=schema_of(asked, fields))
        except Exception:
            return False
        asked.drop_collection("how_many")
        return True


    def most_fields(asked, most=70):
        """The largest number of fields that is accepted now; 0 if none is."""
        low, high = 1, most
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if makes(asked, middle) else (low, middle - 1)
        return low if low > 1 else 0


    def _numbers():
        """Each text in turn; a mark beside it shows when the file was read."""
        asked = MilvusClient(server.endpoint.uri, dedicated=True)
        numbers, switches, path = [], [], server.configs / "milvus.yaml"
        before = path.read_text()
        asked.create_collection("switched", schema=schema_of(asked, 2))
        try:
            for text in ("20", "+12", "010", "0x10", "12.5", " 12", "1_0", "12 fields"):
                path.write_text(before.replace("  maxFieldNum: 64\n", f'  maxFieldNum: "{text}"\n').replace("    v0: 010\n", f'    v0: "mark {text}"\n'))
                wait_for(lambda text=text: server.effective("lesson")["commonlessonv0"] == f"mark {text}")
                time.sleep(0.5)
                numbers.append([text, most_fields(asked)])
            for text in ("true", "TRUE", "t", "1", "yes", "on", " true", "false"):
                path.write_text(before.replace("    forceDeny: false\n", f'    forceDeny: "{text}"\n', 1).replace("    v0: 010\n", f'    v0: "mark {text}"\n'))
                wait_for(lambda text=text: server.effective("lesson")["commonlessonv0"] == f"mark {text}")
                time.sleep(4)  # the quota center looks every three seconds
                try:
                    asked.insert("switched", [{"id": 1, "vector": [1.0, 2.0, 3.0, 4.0]}], timeout=2)
                    switches.append([text, False])
                except Exception:
                    switches.append([text, True])
        finally:
            path.write_text(before)
            asked.close()
        return {"numbers": numbers, "switches": switches}


    # A minute and a half of waiting for one file, so it is measured when the page is recorded, and shown from there otherwise.
    read_as, read_where = course.measured("appB_numbers", _numbers if server and os.environ.get("GRADER_RECORD") == "1" else None, "server 2.3.5, its file edited sixteen times while it ran")
    return makes, most_fields, read_as, read_where


@app.cell(hide_code=True)
def _(course, mo, read_as, read_where):
    mo.vstack([mo.md(read_where), course.table("text of the number / fields accepted / text of the switch / inserts refused", [
        f"|`{n}`|{fields or 'no collection at all'}|`{s}`|{'yes' if on else 'no'}|" for (n, fields), (s, on) in zip(read_as["numbers"], read_as["switches"])])])
    return


@app.cell(hide_code=True)
def _(course, mo, which_text):
    course.after(which_text)
    mo.md("""
    A text that is no number is not refused. It counts as 0, and for a limit 0 means that nothing is allowed. Exercise 1 asks for all of these rules.

    Ask the server yourself: type a part of a name. It knows the sections that all parts share, `rootCoord`, and what this lesson invented.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, which_text):
    course.after(which_text)
    part = mo.ui.text("common.session", label="Ask the server for names with", max_length=60)
    part
    return (part,)


@app.cell(hide_code=True)
def _(course, mo, part, plain, server):
    def _asked():
        return sorted([name, text] for name, text in server.effective().items() if plain(part.value) in name)[:20]


    _found, _where = course.measured("appB_asked", _asked if server else None, "server 2.3.5")
    mo.vstack([mo.md(_where + " Names are shown as the server compares them; at most twenty."), course.table("name / value", [f"|`{name}`|{f'`{text}`' if text else '*empty*'}|" for name, text in _found] or ["|none||"])])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What Can Change While It Runs

    Three ways lead to a change without a restart, and not all of them exist everywhere:

    | way | 2.3.5 | where it is described |
    |:---|:---|:---|
    | edit the file that the server reads | it is read again about every five seconds (seen above) | |
    | a key below `by-dev/config/` in etcd | counts within seconds on a cluster; with the embedded etcd nothing happened (chapter 7) | docs v3.0.x, *Configure Milvus on the Fly* |
    | an HTTP call to the metrics port | `/v1/config`, `/management/config` and `/management/config/alter` all answer 404; `/log/level` answers | |

    What is *read* again is not necessarily *used* again. A server looks up some values with each call, some at intervals, and some once, when it starts. The third kind is the trap.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    shown_or_used = course.predict(
        "`rootCoord.port: 1234` is written into the file of the running server. Five seconds later you ask it for `rootCoord.port`. What does it say, and on which port does the root coordinator answer?",
        ["It says 53100 and answers there: ports cannot change", "It says 1234 and answers on 1234", "It says 1234, and still answers on 53100", "It stops: the port is gone"],
        "It says 1234, and still answers on 53100",
        "The settings were read again; the socket was opened once, at the start. What a server shows is what it would use if it looked.",
        key="appB shown or used",
    )
    shown_or_used
    return (shown_or_used,)


@app.cell(hide_code=True)
def _(course, mo, re, server, shown_or_used, texts, wait_for):
    course.after(shown_or_used)


    def _port():
        path = server.configs / "milvus.yaml"
        before = path.read_text()
        old = server.effective("rootcoord.port")["rootcoordport"]
        try:
            path.write_text(re.sub(r"(\nrootCoord:\n(?:  .*\n)*?  port: )\d+", r"\g<1>1234", before))
            wait_for(lambda: server.effective("rootcoord.port")["rootcoordport"] == "1234")
            return [old, server.effective("rootcoord.port")["rootcoordport"]]  # asked on the old port, both times
        finally:
            path.write_text(before)


    _ = texts  # the file was edited before
    port_said, _where = course.measured("appB_port", _port if server else None, "server 2.3.5, asked on its first port both times")
    mo.md(f"{_where} Before: `{port_said[0]}`. After the edit it said `{port_said[1]}`, over a connection to port {port_said[0]}.")
    return (port_said,)


@app.cell(hide_code=True)
def _(course, mo, parameters, shown_or_used):
    course.after(shown_or_used)
    _live = [row for row in parameters if row["live"] is not None]
    _elsewhere = [row for row in _live if row["3.0"] is not None]
    _differ = [row for row in _elsewhere if row["live"] != row["3.0"] and row["live"] not in ("+INF", "9223372036854775807")]
    mo.vstack([
        mo.md(f"""
    So the proof of a change is never the setting itself. It is the behavior: a field too many that is refused, an insert that is denied, a line in the log.

    The documentation lists **{len(_live)}** parameters that may change while Milvus runs (docs v3.0.x, *Configure Milvus on the Fly*). It is a list with a history: only {len(_elsewhere)} of them have an entry on the pages of the reference, and for {len(_differ)} of those the two give different defaults.
        """),
        course.table("parameter / default in the list / default on its page / in the template of 2.3.5", [f"|`{r['name']}`|`{r['live']}`|`{r['3.0']}`|{'`' + r['2.3.5'] + '`' if r['2.3.5'] is not None else 'not there'}|" for r in _differ]),
        mo.md("A parameter that is not on the list may still be one that is looked up again, and the page about Helm says that every change needs a restart (docs v3.0.x, *Configure Milvus with Helm Charts*). Where it matters: try it on a server that may fail, and watch what it does."),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### An empty line ends a server

    The same edit, with nothing behind the colon. Some parameters must not be empty: reading one of them ends the process. The file is not what ends it, and not the moment at which it is read again; it is the first call that needs the number.
    """)
    return


@app.cell(hide_code=True)
def _(absent, mo):
    kill_it = mo.ui.run_button(label="Start a server and empty a line of its file", disabled=absent is not None)
    kill_it
    return (kill_it,)


@app.cell(hide_code=True)
def _(MilvusClient, Path, Told, course, kill_it, makes, mo, os, tempfile, wait_for):
    def _emptied():
        with tempfile.TemporaryDirectory(prefix="aB") as folder:
            victim = Told(Path(folder) / "s", {"common.lesson.mark": "before"})
            try:
                victim.first_start()
                asked = MilvusClient(victim.endpoint.uri, dedicated=True, timeout=5)
                good = makes(asked, 5)
                victim.write_text("  maxFieldNum: 64\n", "  maxFieldNum:\n")
                victim.write_text("    mark: before\n", "    mark: after\n")
                _, took = wait_for(lambda: victim.effective("lesson.mark")["commonlessonmark"] == "after")
                runs = victim.alive()
                made = makes(asked, 5)
                asked.close()
                ended, _ = wait_for(lambda: not victim.alive())
                return [["a collection with five fields, before", "made" if good else "refused"], [f"`maxFieldNum:` read again after {took:.1f} s; /healthz", "OK" if runs else "no answer"],
                        ["a collection with five fields", "made" if made else "no answer"], ["/healthz", "no answer" if ended else "OK"], ["its last words", f"panic: {victim.last_words()}"]]
            finally:
                victim.stop()


    emptied, _where = course.measured("appB_empty", _emptied if kill_it.value or os.environ.get("GRADER_RECORD") == "1" else None, "server 2.3.5")
    mo.vstack([mo.md(_where), course.table("step / outcome", [f"|{what}|{said}|" for what, said in emptied])])
    return (emptied,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A file under version control, a review of the difference, and a program that reads it before the server does: exercise 2 writes that program. It finds names that no version knows, splits the rest into what counts at once and what waits for a restart, and says in which order to restart.
    """)
    return


@app.cell(hide_code=True)
def _(docs_commit, mo, parameters):
    _old = sum(row["2.3.5"] is not None for row in parameters)
    _new = sum(row["3.0"] is not None for row in parameters)
    _both = sum(row["2.3.5"] is not None and row["3.0"] is not None for row in parameters)
    mo.md(f"""
    ## The Reference

    {len(parameters)} parameters: {_old} from the template of server 2.3.5, {_new} from the pages of the 3.0 documentation (docs v3.0.x, *Milvus System Configurations Checklist*, as of revision `{docs_commit[:10]}`), {_both} in both, and a few that stand only in the list of the section above. Whether the template that
    is installed here still says what is recorded is a test of this course.

    Two limits of such a list. A parameter that is not listed may still exist: the grader of this course speeds a server 2.3.5 up with `queryCoord.checkSegmentInterval`, which its template does not have. And one that is listed may no longer do anything. The column *what it does* is in this course's own words, and only where there is something to say.

    How do you find one of six hundred names? Not by its name, if you know only what is wrong: *too many collections*, *slow searches in the log*. So the reference is a collection in Milvus. Each row has the words of its name (`maxFieldNum` becomes *max field num*) and of its description, searched by BM25 (by the words they share, rare ones counting most: chapter 23), and a vector of what they mean.
    """)
    return


@app.cell(hide_code=True)
def _(AnnSearchRequest, DataType, Function, FunctionType, RRFRanker, client, model, parameters, re):
    REFERENCE = "parameters"


    def words_of(name):
        """A name as words: sections and parts of compounds."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])|[._]", " ", name).lower()


    def build(asked):
        """The collection of all parameters, filled and loaded."""
        schema = asked.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("name", DataType.VARCHAR, max_length=200)
        schema.add_field("old", DataType.BOOL)
        schema.add_field("new", DataType.BOOL)
        schema.add_field("text", DataType.VARCHAR, max_length=1000, enable_analyzer=True)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=model.DIM)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
        index = asked.prepare_index_params()
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        index.add_index("meaning", index_type="FLAT", metric_type="COSINE")
        asked.create_collection(REFERENCE, schema=schema, index_params=index)
        texts = [f"{words_of(row['name'])}. {row['note']}" for row in parameters]
        rows = [{"id": i, "name": row["name"], "old": row["2.3.5"] is not None, "new": row["3.0"] is not None, "text": text, "meaning": vector.tolist()} for i, (row, text, vector) in enumerate(zip(parameters, texts, model.embed(texts)))]
        asked.insert(REFERENCE, rows)


    def find(text, way="both", where="", limit=8):
        """Names of parameters, best first: by `words`, by `meaning`, or by `both`."""
        if not text.strip():
            return []
        asked = {"words": text, "meaning": model.embed([text])[0].tolist()}
        if way == "both":
            parts = [AnnSearchRequest([query], field, {}, limit=50, expr=where or None) for field, query in asked.items()]
            hits = client.hybrid_search(REFERENCE, parts, RRFRanker(60), limit=limit, output_fields=["name"])[0]
        else:
            hits = client.search(REFERENCE, data=[asked[way]], anns_field=way, filter=where, limit=limit, output_fields=["name"])[0]
        return [hit["entity"]["name"] for hit in hits]


    build(client)
    return find, words_of


@app.cell(hide_code=True)
def _(mo):
    query = mo.ui.text("stop all writes right now", label="What should it do?", full_width=True, max_length=200)
    way = mo.ui.dropdown({"words and meaning": "both", "words (BM25)": "words", "meaning (vectors)": "meaning"}, value="words and meaning", label="by")
    version = mo.ui.dropdown({"any version": "", "the template of 2.3.5": "old == true", "the pages of the documentation": "new == true"}, value="any version", label="in")
    mo.vstack([query, mo.hstack([way, version], justify="start", wrap=True)])
    return query, version, way


@app.cell(hide_code=True)
def _(by_name, course, escape, find, query, version, way):
    def row_of(row):
        """A line of the table of the reference."""
        _value = lambda v: "not there" if v is None else f"`{v[:40]}`" if v else "*empty*"
        return f"|`{row['name']}`|{_value(row['2.3.5'])}|{_value(row['3.0'])}|{row['unit']}|{'yes' if row['live'] is not None else ''}|{escape(row['note'])}|"


    HEAD = "parameter / 2.3.5 / 3.0 / unit / on the fly / what it does"
    course.table(HEAD, [row_of(by_name[name]) for name in find(query.value, way.value, version.value)] or ["|nothing found||||||"])
    return HEAD, row_of


@app.cell(hide_code=True)
def _(course):
    best_way = course.predict(
        "Sixteen wishes, each with the parameters that fulfill it, are searched three ways. Which way finds a right one among the first three most often?",
        ["Words: names are words", "Meaning: no one who searches knows the names", "Both, fused by their places"],
        "Both, fused by their places",
        "Some wishes use the words of a name, some do not. A fusion of places needs no choice in advance.",
        key="appB best way",
    )
    best_way
    return (best_way,)


@app.cell(hide_code=True)
def _(best_way, course, find):
    course.after(best_way)
    WISHES = {
        "encrypt the connections of clients": ["common.security.tlsMode", "tls.serverPemPath", "minio.useSSL"],
        "users have to log in": ["common.security.authorizationEnabled"],
        "how many columns may a table have": ["proxy.maxFieldNum"],
        "stop all writes right now": ["quotaAndLimits.limitWriting.forceDeny"],
        "limit how much is inserted per second": ["quotaAndLimits.dml.insertRate.max", "quotaAndLimits.dml.enabled"],
        "rows should disappear after a month": ["common.entityExpiration"],
        "audit who called what": ["proxy.accessLog.enable"],
        "report searches that take too long": ["proxy.slowQuerySpanInSeconds"],
        "vectors on disk instead of in memory": ["queryNode.mmap.vectorField", "queryNode.mmap.vectorIndex", "queryNode.enableDisk"],
        "where is the metadata stored": ["metastore.type", "etcd.endpoints", "etcd.rootPath"],
        "biggest segment": ["dataCoord.segment.maxSize", "dataCoord.segment.diskSegmentMaxSize"],
        "move data to idle query nodes by itself": ["queryCoord.autoBalance"],
        "second coordinator takes over": ["queryCoord.enableActiveStandby", "rootCoord.enableActiveStandby", "dataCoord.enableActiveStandby"],
        "shortest password": ["proxy.minPasswordLength"],
        "how far may reads lag behind": ["common.gracefulTime"],
        "how long is a deleted file kept": ["dataCoord.gc.dropTolerance", "dataCoord.gc.missingTolerance", "common.retentionDuration"],
    }
    FIRST = (1, 3, 8)


    def place_of(wish, way):
        """Where the first right parameter stands, from 1; 0 where none is among eight."""
        names = find(wish, way)
        return next((place for place, name in enumerate(names, 1) if name in WISHES[wish]), 0)


    places = {way: [place_of(wish, way) for wish in WISHES] for way in ("words", "meaning", "both")}
    among = {way: {first: sum(0 < place <= first for place in found) for first in FIRST} for way, found in places.items()}
    return FIRST, WISHES, among, places


@app.cell(hide_code=True)
def _(FIRST, WISHES, alt, among, course, mo, places):
    _names = {"words": "words (BM25)", "meaning": "meaning", "both": "both"}
    _values = [{"way": _names[w], "first": f"first {n}" if n > 1 else "first", "found": among[w][n]} for w in _names for n in FIRST]
    _bars = alt.Chart(alt.Data(values=_values)).mark_bar().encode(
        x=alt.X("found:Q", title=f"wishes fulfilled, of {len(WISHES)}", scale=alt.Scale(domain=[0, len(WISHES)]), axis=alt.Axis(tickMinStep=1)), y=alt.Y("first:N", title=None, sort=["first", "first 3", "first 8"]),
        yOffset=alt.YOffset("way:N", sort=list(_names.values())), color=alt.Color("way:N", title=None, sort=list(_names.values()), scale=alt.Scale(domain=list(_names.values()), range=[course.ORANGE, course.PURPLE, course.TEAL])), tooltip=["way:N", "first:N", "found:Q"],
    )
    _worst = sorted((w for w in WISHES), key=lambda w: -(places["both"][list(WISHES).index(w)] or 99))[:2]
    mo.vstack([
        course.chart(_bars, 260, "How many of the wishes find a right parameter as the first, among the first three and among the first eight, by words, by meaning and by both", columns=3, labels=120),
        mo.md(f"Among the first three: words {among['words'][3]}, meaning {among['meaning'][3]}, both {among['both'][3]} of {len(WISHES)}. The hardest for both together: *{_worst[0]}* and *{_worst[1]}*. Sixteen wishes by one author are a small test: it says that neither way alone is enough here, not by how much."),
    ])
    return


@app.cell(hide_code=True)
def _(HEAD, course, mo, parameters, row_of):
    _sections = {}
    for _row in parameters:
        _sections.setdefault(_row["name"].partition(".")[0], []).append(_row)
    mo.vstack([
        mo.md("The whole list, section by section. *Not there* means: not in the template of 2.3.5, or not on the pages of 3.0. *Empty* is a default of its own. *On the fly*: the documentation lists it as changeable while Milvus runs."),
        mo.accordion({f"{name} ({len(rows)})": course.table(HEAD, [row_of(row) for row in rows]) for name, rows in sorted(_sections.items(), key=lambda pair: pair[0].lower())}),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What Changed Between 2.3 and 3.0

    Each parameter stands in one of four groups. Before you look: which group is the largest?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    largest = course.predict(
        "An old `milvus.yaml` is taken from 2.3.5 to 3.0. What happens to most of its lines?",
        ["They mean the same, with the same default", "The default is a different one", "The name is no longer on the pages of 3.0"],
        "They mean the same, with the same default",
        "But almost a third of the names is gone from the pages, and a server says nothing about a line whose name it does not know. That third is the work.",
        key="appB largest group",
    )
    largest
    return (largest,)


@app.cell(hide_code=True)
def _(Counter, course, largest, parameters):
    course.after(largest)
    GROUPS = ["only 2.3.5", "both, same default", "both, other default", "only 3.0"]


    def group_of(row):
        """One of the groups; None for what stands in the list of changeable ones alone."""
        old, new = row["2.3.5"], row["3.0"]
        if old is None or new is None:
            return "only 2.3.5" if old is not None else "only 3.0" if new is not None else None
        return "both, same default" if old == new else "both, other default"


    counts = Counter((row["name"].partition(".")[0], group_of(row)) for row in parameters if group_of(row))
    totals = Counter()
    for (_, _group), _n in counts.items():
        totals[_group] += _n
    return GROUPS, counts, group_of, totals


@app.cell(hide_code=True)
def _(GROUPS, alt, counts, course, mo, totals):
    _values = [{"section": section, "group": group, "n": n, "order": GROUPS.index(group)} for (section, group), n in counts.items()]
    _bars = alt.Chart(alt.Data(values=_values)).mark_bar().encode(
        x=alt.X("n:Q", title="parameters"), y=alt.Y("section:N", title=None, sort=alt.EncodingSortField(field="n", op="sum", order="descending"), axis=alt.Axis(labelLimit=110)), order="order:Q",
        color=alt.Color("group:N", title=None, sort=GROUPS, scale=alt.Scale(domain=GROUPS, range=[course.GREY, course.TEAL, course.ORANGE, course.PURPLE])), tooltip=["section:N", "group:N", "n:Q"],
    )
    mo.vstack([
        course.chart(_bars, 620, "Parameters by section, in four groups: only in 2.3.5, in both with the same default, in both with a different default, only in 3.0", columns=2, labels=160),
        mo.md(f"Of the {totals['only 2.3.5'] + totals['both, same default'] + totals['both, other default']} names in the template of 2.3.5, {totals['both, same default']} have the same default on the pages of 3.0, {totals['both, other default']} a different one, and {totals['only 2.3.5']} are not there. {totals['only 3.0']} are there for the first time."),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    section = mo.ui.dropdown(["(all)", "common", "dataCoord", "dataNode", "etcd", "indexNode", "minio", "mq", "proxy", "pulsar", "queryCoord", "queryNode", "quotaAndLimits", "rocksmq", "rootCoord", "trace"], value="(all)", label="Section")
    kind = mo.ui.dropdown(["both, other default", "only 2.3.5", "only 3.0"], value="both, other default", label="group")
    mo.hstack([section, kind], justify="start", wrap=True)
    return kind, section


@app.cell(hide_code=True)
def _(HEAD, course, group_of, kind, largest, parameters, row_of, section):
    course.after(largest)
    course.table(HEAD, [row_of(r) for r in parameters if group_of(r) == kind.value and section.value in ("(all)", r["name"].partition(".")[0])] or ["|none||||||"])
    return


@app.cell(hide_code=True)
def _(course, largest, mo):
    course.after(largest)
    mo.md("""
    What to look at when you move:

    - **Other defaults that you feel.** `dataCoord.segment.maxSize` went from 512 to 1024 MB: fewer, larger segments. `rootCoord.maxPartitionNum` went from 4096 to 1024: a collection cannot have more than that. `queryCoord.autoBalance` is on, so segments move. (docs v3.0.x, *dataCoord-related Configurations*,
      *rootCoord-related Configurations*, *queryCoord-related Configurations*.)
    - **The template is no default.** `etcd.use.embed`, `common.storageType`, `mq.type` are set by the package from PyPI for one process on one machine.
    - **Names that moved.** `common.chanNamePrefix.cluster` is `msgChannel.chanNamePrefix.cluster` on the pages of 3.0, `common.DiskIndex.MaxDegree` has its counterpart in `knowhere.DISKANN.build.max_degree` (docs v3.0.x, *msgChannel-related Configurations*, *knowhere-related Configurations*).
    - **Not listed is not gone.** `common.security.authorizationEnabled` and `tlsMode` have no entry on the pages of the reference, and are documented on pages of their own (docs v3.0.x, *Authenticate User Access*, *Encryption in Transit*).
    - **New sections.** `streaming`, `streamingNode`, `queryNode.mmap`, `queryNode.lazyload`, `dataCoord.compaction.clustering`, limits per database and per partition below `quotaAndLimits`.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Set it with `MILVUS_PROXY_MAXFIELDNUM`.”** There is no prefix. The variable is kept as a setting that no part reads (measured above).
    - **“An empty variable means the default.”** It means empty. For some parameters that ends the process.
    - **“Wrong values are refused at the start.”** A text that is no number counts as 0, a switch that says “yes” in quotes is off, an unknown name is kept.
    - **“Copy the `milvus.yaml` of the old version.”** It says every default of the old version, loudly. Take over what you changed, and nothing else.
    - **“Durations may be written `10s`, sizes `128MB`.”** The unit belongs to the parameter. Look it up.
    - **“The configuration shows 1234, so it is 1234.”** What is shown was read. Whether it is used shows in what the server does.

    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("appB/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("appB/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("appB/ex03")
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
        "Compose sets `PROXY_MAXSHARDNUM=${SHARDS}`, and SHARDS is not set. What does a server 2.3.5 do?",
        {
            "It takes the value of milvus.yaml": "The environment wins, also with an empty text.",
            "It takes the built-in default": "The default counts only where no layer says anything.",
            "It starts, and ends as soon as a call needs the number": "The empty text wins, and this parameter must not be empty: the process panics. Write `${SHARDS:?}` so that Compose refuses it instead.",
            "It refuses the configuration when it starts": "Nothing checks the configuration as a whole.",
        },
        answer="It starts, and ends as soon as a call needs the number",
        key="appB quiz empty",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You switched a limit on in etcd with the value `yes`. Milvus shows `yes`, and nothing is limited. Why?",
        {
            "etcd is the weakest layer": "It is the strongest: it beats the environment and the files.",
            "A change in etcd needs a restart": "Not for parameters that are looked up again, and it is shown already.",
            "The text is not one of those that count as on": "YAML would have turned yes into true. etcd holds texts, and `yes` as a text is off.",
        },
        answer="The text is not one of those that count as on",
        key="appB quiz yes",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A parameter of your file has no entry on the pages of the documentation. What follows?",
        {
            "It does nothing any more": "Perhaps. `common.security.authorizationEnabled` has no entry in the reference either, and a page of its own that explains it.",
            "It may have moved, gone, or merely not be listed: search for what it does, then try it": "A list says what someone wrote down. Behavior decides.",
            "Milvus refuses to start with it": "The server of this lesson kept a name that no part of it knows, without a word.",
        },
        answer="It may have moved, gone, or merely not be listed: search for what it does, then try it",
        key="appB quiz missing",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - etcd, environment, `user.yaml` (3.0), `milvus.yaml`, default: the first that says something counts, and empty is something.
    - In names, capitals, dots and underscores do not count; hyphens and prefixes do. Unknown names are kept in silence.
    - Every value is a text, read when it is needed: a bad number is 0, a bad switch is off, and an empty required value ends the process.
    - Read again is not used again: prove a change by behavior.
    - Search the reference by what a parameter does; when you move to 3.0, look at what is gone and at the defaults that differ.

    ## Where to read on

    - Chapter 7, *Installing and Configuring Milvus*: the layers by behavior, and a cluster with etcd.
    - Chapter 16, *Monitoring and Performance Tuning*, and chapter 17, *Scaling Milvus*: which parameters change what you measure; chapter 19, *Security and Access Control*: those that lock doors.
    - Milvus docs v3.0.x, *Milvus System Configurations Checklist*, *Configure Milvus on the Fly*, *Configure Milvus with Docker Compose*, *Configure Milvus with Helm Charts*.
    """)
    return


@app.cell(hide_code=True)
def test_the_environment_beats_the_file(layered):
    """Every layer and spelling of the table gives what the prose says of it."""
    _said = {place: said for place, _, _, said in layered}
    assert _said["common.gracefulTime"] == "4000" and _said["common.entityExpiration"] == "86400" and _said["log.level"] == "warn", _said
    assert _said["common.indexSliceSize"] == "32" and _said["rootCoord.maxDatabaseNum"] == "64" and _said["rootCoord.maxPartitionNum"] == "4096", _said
    assert _said["quotaAndLimits.limits.maxCollectionNum"] == "65536" and _said["common.preCreatedTopic.names"] == "" and _said["common.noSuchThing"] == "7", _said
    return


@app.cell(hide_code=True)
def test_values_become_texts(read_as, texts):
    """Octal, floats, switches and lists, and what texts mean for a number and for a switch."""
    _texts = dict(texts["texts"])
    assert _texts["010"] == "8" and _texts['"010"'] == "010" and _texts["2.50"] == "2.5" and _texts["1e3"] == "1000" and _texts["yes"] == "true" and _texts['"yes"'] == "yes" and _texts["~"] == "", _texts
    assert dict(read_as["numbers"]) == {"20": 20, "+12": 12, "010": 10, "0x10": 0, "12.5": 0, " 12": 0, "1_0": 0, "12 fields": 0}, read_as
    assert [text for text, on in read_as["switches"] if on] == ["true", "TRUE", "t", "1"], read_as
    return


@app.cell(hide_code=True)
def test_shown_is_not_used(emptied, port_said):
    """The port that is shown is not the one that answers, and an empty value ends the process."""
    assert port_said[1] == "1234" != port_said[0], port_said
    assert "maxFieldNum is empty" in emptied[-1][1] and emptied[1][1] == "OK", emptied
    return


@app.cell(hide_code=True)
def test_the_search_finds_what_the_prose_says(among, find, totals):
    """Both ways together find at least as many as the better one among the first three, and a filter keeps to its version."""
    assert among["both"][3] >= max(among["words"][3], among["meaning"][3]), among
    assert "proxy.slowQuerySpanInSeconds" not in find("searches that take too long", "both", "old == true"), "2.3.5 has no slow query span"
    assert totals["both, same default"] > totals["only 2.3.5"] > totals["both, other default"], totals
    return


if __name__ == "__main__":
    app.run()
