import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="A Milvus Command-line Tools")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Milvus Command-line Tools

    How many rows does a collection have, and is it loaded? Ask three tools, and they disagree. Most of the answers are right: each tool counts something else. One of them says the same whatever you ask.

    This appendix puts the tools beside each other, on one server, and beside the client that you know. It ends with a tool of your own that a script can trust.

    **What you will be able to do**

    - *choose* the tool that knows the fact: the client, milvus-cli, birdwatcher, the WebUI,
    - *read* what etcd says of a Milvus, and explain where it differs from the client,
    - *tell* from a tool's exit status and streams whether a script may use it,
    - *write* a small command-line tool that a script can trust.
    """)
    return


@app.cell(hide_code=True)
def _():
    import json
    import re
    import subprocess
    import sys
    import tempfile
    from datetime import UTC, datetime
    from textwrap import dedent

    import altair as alt
    from pymilvus import DataType

    import grader.lesson as course
    return DataType, UTC, alt, course, datetime, dedent, json, re, subprocess, sys, tempfile


@app.cell(hide_code=True)
def _(json, mo):
    _folder = mo.notebook_dir() / "recorded"
    tools, scene = (json.loads((_folder / f"appA_{name}.json").read_text(encoding="utf-8")) for name in ("tools", "scene"))
    said = {}
    for _line, _answer in scene["milvus-cli"]:
        said.setdefault(_line, []).append(_answer)
    printed, by_client, of = scene["birdwatcher"], scene["client"], scene["versions"]
    return by_client, of, printed, said, scene, tools


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["query", "aliases", "filters", "fresh_reads"])
    client = milvus.client()
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo, of):
    mo.md(f"""
    **Before you begin.** You know how a Milvus is deployed (chapter 7), the client (chapter 8), and what segments and their states are (chapter 3). {milvus.introduced}

    The tools need a server, with its etcd. `scripts/record_command_line.py` started a server 2.3.5 and asked it with milvus-cli {of["milvus-cli"]}, birdwatcher {of["birdwatcher"]} (from the package `pybirdwatcher` {of["pybirdwatcher"]}) and the client, one after the other; what they said is shown here. To run them yourself: `pip install milvus-cli pybirdwatcher`, best in an environment of their own.

    Five collections were made for it, each of which differs from the others in one thing:

    | collection | what was done to it |
    |:---|:---|
    | `films` | 5,000 rows, flushed, an HNSW index, loaded; then 100 rows were deleted. It has an alias, `movies` |
    | `letters` | 500 rows, flushed, an HNSW index, loaded |
    | `drafts` | 700 rows, an HNSW index, loaded; not flushed |
    | `plain` | 1,500 rows, flushed; no index, never loaded |
    | `gone` | 2,000 rows, flushed, an index; then dropped |
    """)
    return


@app.cell(hide_code=True)
def _(mo, of, tools):
    mo.md(f"""
    ## milvus-cli

    milvus-cli is a prompt around the Python client: connect, then type commands. It is a program of its own (`pip install milvus-cli`), asks the proxy like any client, and so sees what a client sees. The documentation recommends 1.2.1 for Milvus 2.6 and names no version for 3.0 (docs v3.0.x, *Milvus Command-Line Interface*). Version {of["milvus-cli"]} has {len(tools["milvus-cli"])} commands. Its session with the server began like this:
    """)
    return


@app.cell(hide_code=True)
def _(mo, scene):
    def session(lines):
        """Some lines of the recorded session."""
        return mo.md("```text\n" + "\n".join(f"milvus_cli > {line}\n{answer}" for line, answer in lines) + "\n```")


    session(scene["milvus-cli"][:4])
    return (session,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The first answer explains itself: every session begins with `connect`. The last one is the statistics of `films`: 5,000, although 100 rows had been deleted. That is what the client's `get_collection_stats` says too, and the last section comes back to it.

    Now two questions about `plain`, which was never loaded.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    progress = course.predict(
        "`plain` was never loaded. What does milvus-cli 1.2.1 answer to `show loading_progress -c plain`?",
        ["0%", "NotLoad", "100%", "An error: it is not being loaded"],
        "100%",
        "The command asks for the statistics, drops them, and prints a constant. `show load_state` asks Milvus for the state.",
        key="appA loading progress",
    )
    progress
    return (progress,)


@app.cell(hide_code=True)
def _(course, progress, scene, session):
    course.after(progress)
    session([one for one in scene["milvus-cli"] if one[0].endswith("-c plain") and one[0].startswith("show")])
    return


@app.cell(hide_code=True)
def test_a_constant_is_no_answer(by_client, said):
    """Recorded: the progress of what was never loaded is 100%, of an index that does not exist 100%, and the load state is right."""
    assert by_client["plain"]["load state"] == "NotLoad" and by_client["plain"]["indexes"] == []
    assert "100%" in said["show loading_progress -c plain"][0] and "100%" in said["show index_progress -c plain"][0]
    assert "NotLoad" in said["show load_state -c plain"][0]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Both progress commands print `100%`: for a collection that is not loaded, and for an index that does not exist. So does `show index_progress` for any other. An answer that would be the same whatever is asked is not an answer. You find that out by asking *where you know that it must say no*.

    In the same session `list indexes -c letters` showed the parameters as `{}`, although the index was made with M = 8, and stayed a table after `set output json`. So a script cannot rely on the format either.

    ### May a script use it?

    A script looks at two things: the **exit status**, where 0 means success, and **standard output**, which holds the answer. Errors belong on **standard error**, where they do not get mixed up with answers.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    status = course.predict(
        "milvus-cli reads lines from a pipe too. It connects, and then is asked for a collection that does not exist. Which exit status?",
        ["0", "1", "2", "The number of the error in Milvus: 100"],
        "0",
        "It ends well: it has read all lines and said goodbye. That one of them failed stands in a message.",
        key="appA exit status",
    )
    status
    return (status,)


@app.cell(hide_code=True)
def _(course, re, scene, status):
    course.after(status)


    def _cell(text):
        """The line that says most: an error before everything else, then an answer."""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for telling in (r"can't find|[Ee]rror!|^Error:|^failed|Total Segments|films", r"^Usage:", r"."):
            for line in lines:
                if re.search(telling, line) and "not a terminal" not in line:
                    found = re.sub(r"^.*(?=can't find)", "… ", line)[:60].replace("|", "¦").strip()
                    return "banner and prompt" if "__" in found else f"`{found}`"
        return "nothing"


    course.table("run / exit status / on standard output / on standard error", [f"|`{one['run'].replace('|', '¦')}`|**{one['exit']}**|{_cell(one['stdout'])}|{_cell(one['stderr'])}|" for one in scene["exits"]])
    return


@app.cell(hide_code=True)
def test_errors_end_with_success(scene):
    """Recorded: of ten calls, nine that fail or find nothing among them, one ends with a status other than 0."""
    assert len(scene["exits"]) == 10
    assert [one["run"].split()[-1] for one in scene["exits"] if one["exit"]] == ["nonsense"]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    (`¦` stands for the pipe.) The second call is as it should be. Of the nine others, one ended with a status other than 0: a command that the module does not know. Eight ended with 0, whether no Milvus was there, no etcd, no collection, or no such option. Through a pipe, the banner and the prompts stand between the answers.

    The last line is the dangerous kind: `show segment` of a collection that does not exist is a well-formed answer, “0 segments”.

    So use these tools to *look*, with your own eyes. In a script use the client: it raises. What that means for a script is seen best with two tools that differ in one line. Both look for a collection; if there is none, both say so, and one of them also says so in its exit status.
    """)
    return


@app.cell
def _(DataType, client, dedent, milvus, subprocess, sys, tempfile):
    def make(name, rows=0):
        """A loaded collection with rows."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        if rows:
            client.insert(name, [{"id": key, "vector": [float(key), 1.0]} for key in range(rows)])


    TOOL = """
    import sys
    from pymilvus import MilvusClient
    client, name = MilvusClient(sys.argv[1]), sys.argv[2]
    if name in client.list_collections():
        print(client.query(name, output_fields=["count(*)"])[0]["count(*)"])
    else:
        print(name, "is no collection", file=sys.stderr)
        sys.exit(STATUS)
    """


    def call(status, name):
        """Run the tool as a script would: (exit status, standard output, standard error)."""
        program = dedent(TOOL).replace("STATUS", str(status))
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run([sys.executable, "-c", program, milvus.uri, name], cwd=folder, capture_output=True, text=True, timeout=60, check=False)
        return done.returncode, done.stdout.strip(), done.stderr.strip().rpartition("\n")[2]


    make("letters", 500)
    called = {"asked for `letters`": call(1, "letters"), "asked for `leters`, status 0": call(0, "leters"), "asked for `leters`, status 1": call(1, "leters")}
    return called, make


@app.cell(hide_code=True)
def _(called, course):
    course.table("the tool, called just now / exit status / standard output / standard error / does `tool && drop the old copy` drop?", [f"|{what}|**{code}**|{f'`{out}`' if out else 'nothing'}|{f'`{err}`' if err else 'nothing'}|{'yes' if code == 0 else 'no'}|" for what, (code, out, err) in called.items()])
    return


@app.cell(hide_code=True)
def test_the_status_decides(called):
    """The right name is counted; the wrong one stops a script only where the status says so."""
    assert [code for code, _, _ in called.values()] == [0, 0, 1]
    assert list(called.values())[0][1] == "500" and all("no collection" in err for _, _, err in list(called.values())[1:])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    In the second row a typo in a nightly script makes it drop the old copy of a table whose new copy was never counted.

    ### The commands

    The tool's own list, with its own words. Choose a group:
    """)
    return


@app.cell(hide_code=True)
def _(mo, tools):
    def groups(listed):
        """The first words of the commands, those alone last."""
        found = {}
        for command, told in listed:
            first, _, rest = command.partition(" ")
            found.setdefault(first if rest else "(single words)", []).append((command, told))
        return dict(sorted(found.items(), key=lambda one: (one[0].startswith("("), one[0])))


    cli_groups = groups(tools["milvus-cli"])
    cli_group = mo.ui.dropdown(list(cli_groups), value="show", label="Commands of milvus-cli that begin with")
    cli_group
    return cli_group, cli_groups, groups


@app.cell(hide_code=True)
def _(cli_group, cli_groups, course):
    course.table("command / what the tool says of it", [f"|`{command}`|{told or '(nothing)'}|" for command, told in cli_groups[cli_group.value]])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Birdwatcher

    Everything that a client knows comes from the proxy. Birdwatcher goes around it: it connects to **etcd**, where the coordinators keep the metadata, and prints what stands there. So it also works while Milvus is down, sees what no client is shown, and knows nothing that is only in memory. (An *embedded* etcd, as in the server 2.3.5 of this course, is a part of Milvus and goes down with it.)

    | tool | asks | at the port | works while Milvus is down |
    |:---|:---|---:|:---|
    | a client, milvus-cli, Attu | the proxy | 19530 | no |
    | WebUI | a server built into Milvus | 9091 | no |
    | **birdwatcher** | etcd; for some commands also the nodes | 2379 | yes |
    | milvus-backup | the proxy, and the object storage | 19530, 9000 | no |

    One line asks one or more questions: `birdwatcher -olc "connect --etcd 127.0.0.1:2379, show segment"`. Every call leaves `audit_….log`, `.bw_config` and `bw_workspace` where it runs, so give it a folder of its own. If the root path is not `by-dev`, `connect` takes `--rootPath` (docs v3.0.x, *Use Birdwatcher*).

    ### Three texts

    `show collections`, two of its six entries:
    """)
    return


@app.cell(hide_code=True)
def _(mo, printed, re):
    _entries = re.split(r"(?m)^=+\n", printed["show collections"])
    _shown = [one for one in _entries if "Collection Name: films" in one or "Collection Name: gone" in one]
    _text = ("=" * 80 + "\n").join(["", *_shown])
    mo.md("```text\n" + re.sub(r"(?m)^(\t?) - ", "\\1\u00a0- ", _text) + "```")  # with a plain blank, Markdown takes them for list items
    return


@app.cell(hide_code=True)
def _(mo, printed, re):
    mo.md(f"""
    The names of the others are `letters`, `drafts`, `plain`, and `{re.search(r"ready_[0-9a-f]+", printed["show collections"])[0]}`: the course itself makes and drops a collection to see whether a fresh server answers. `gone` and it are `CollectionDropping`. No client lists them, and a new collection may take such a name at once: the same name then stands there twice, with two ids. The text also has the collections of *every* database, by `DBID`.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    dropped = course.predict(
        "`gone` had 2,000 flushed rows and was dropped ten seconds ago. What does `show segment` print of them?",
        ["Nothing: they are deleted", "A segment in state Dropped with 2,000 rows", "A segment in state Flushed with 0 rows"],
        "A segment in state Dropped with 2,000 rows",
        "A drop marks. Files and metadata go when the garbage collection comes, much later (chapter 18 looks at the files).",
        key="appA dropped",
    )
    dropped
    return (dropped,)


@app.cell(hide_code=True)
def _(course, dropped, mo, printed):
    course.after(dropped)
    mo.md("`show segment`:\n\n```text\n" + printed["show segment"] + "\n```")
    return


@app.cell(hide_code=True)
def test_the_segments(printed):
    """Recorded: a dropped segment keeps its rows, a growing one has none yet, and the total leaves the dropped one out."""
    assert "State: Dropped, Level: Legacy, Row Count:2000" in printed["show segment"]
    assert "State: Growing, Level: Legacy, Row Count:0" in printed["show segment"]
    assert "Total Segments: 4, row count: 7000" in printed["show segment"]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Read it by state:

    - **Flushed**: its rows are in the object storage. `films` has 5,000 here: the 100 deletions lie beside them, as a list of keys, until a compaction.
    - **Growing** or **Sealed**: on the way there. `drafts` shows 0 rows, because the count is written when they are flushed. The 700 rows are in the log and in memory.
    - **Dropped**: replaced by a compaction, or of a dropped collection. Its rows are no longer part of anything. The total at the end leaves them out.

    ### Finished, without a file

    `letters` has 500 rows and an HNSW index. The client says `state: Finished, indexed_rows: 500, pending_index_rows: 0`.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    files = course.predict(
        "How many index files does the segment of `letters` have?",
        ["One", "None", "One for every 100 rows"],
        "None",
        "Segments of fewer than 1,024 rows are searched row by row. There is nothing to build, so the work is finished.",
        key="appA index files",
    )
    files
    return (files,)


@app.cell(hide_code=True)
def _(course, files, mo, printed):
    course.after(files)
    mo.md("`show segment-index`:\n\n```text\n" + printed["show segment-index"] + "\n```")
    return


@app.cell(hide_code=True)
def test_finished_without_files(by_client, printed):
    """Recorded: 500 rows are Finished for the client and have no index files; 5,000 have; 1,500 without an index have no entry."""
    _of = {name: one["persistent segments"][0][0] for name, one in by_client.items() if one["persistent segments"]}
    _blocks = {int(block.split()[0]): block for block in printed["show segment-index"].split("SegmentID: ")[1:]}
    assert by_client["letters"]["indexes"][0]["state"] == "Finished" and by_client["letters"]["indexes"][0]["indexed_rows"] == 500
    assert "Index Files: []" in _blocks[_of["letters"]] and "Index Files: [HNSW]" in _blocks[_of["films"]]
    assert "IndexID" not in _blocks[_of["plain"]]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The number is the setting `indexCoord.segment.minSegmentNumRowsToEnableIndex` (appendix B). It counts per *segment*, so a collection of a million rows can have a segment that is searched row by row.

    ### An id is a time

    Ids of collections and segments, and every timestamp in the metadata, are *hybrid timestamps*: milliseconds since 1970, shifted by 18 bits, with a counter below. `parse-ts` turns one into a time. Two lines of Python do the same:
    """)
    return


@app.cell
def _(UTC, datetime, mo, scene):
    def when(number):
        """The moment in a hybrid timestamp."""
        return datetime.fromtimestamp((number >> 18) / 1000, UTC)


    _lines = [f"{name:8} {id} {when(id):%Y-%m-%d %H:%M:%S.%f}"[:-3] for name, id in scene["ids"].items()]
    mo.plain_text("\n".join(_lines))
    return (when,)


@app.cell(hide_code=True)
def test_an_id_is_a_time(printed, scene, when):
    """The moment in the id of each collection is at most a minute before the one at which etcd says it was created."""
    for _name, _id in scene["ids"].items():
        _entry = next(one for one in printed["show collections"].split("DBID: ") if f"Collection Name: {_name}\n" in one)
        _made = _entry.split("Create Time: ")[1].split("\n")[0]
        assert 0 <= (when(int(_id)).replace(tzinfo=None) - when(0).replace(tzinfo=None)).days
        assert _made.startswith(when(_id).strftime("%Y-%m-%d"))
    return


@app.cell(hide_code=True)
def _(mo, printed):
    _checkpoint = next(text for command, text in printed.items() if command.startswith("show checkpoint"))
    mo.md(f"""
    The ids came a little before their collections: Milvus hands them out from a range that it reserved.

    The **checkpoint** of a channel is such a moment too: everything before it is flushed, and after a crash the log is read from there. If it stays behind the clock by more than minutes, flushing does not keep up (chapter 16).

    ```text
    {_checkpoint}
    ```

    ### Commands that change

    Birdwatcher can also change what it shows, and it does so behind the back of the coordinators, which believe that etcd says what they wrote. Make a copy first: `backup` writes the keys to a file. And use `remove`, `repair` and `set` with the advice of someone who knows the version, for one problem that you have understood. Choose a group:
    """)
    return


@app.cell(hide_code=True)
def _(groups, mo, tools):
    bird_groups = groups(tools["birdwatcher"])
    bird_group = mo.ui.dropdown(list(bird_groups), value="show", label="Commands of birdwatcher that begin with")
    bird_group
    return bird_group, bird_groups


@app.cell(hide_code=True)
def _(bird_group, bird_groups, course):
    course.table("command / what the tool says of it", [f"|`{command}`|{told or '(nothing)'}|" for command, told in bird_groups[bird_group.value]])
    return


@app.cell(hide_code=True)
def _(bird_groups, mo, tools):
    _changing = sum(len(bird_groups[group]) for group in ("remove", "repair", "set"))
    mo.md(f"""
    {_changing} of its {len(tools["birdwatcher"])} commands begin with `remove`, `repair` or `set`.

    ## Attu and the WebUI

    Two graphical tools are often confused; the documentation's own quick start calls Attu “the Web UI of Milvus” in its title, and that is not the WebUI. Neither could be run for this course, so this section has only what the documentation says.

    | | **Attu** | **WebUI** |
    |:---|:---|:---|
    | what it is | an application of its own: desktop or container | built into Milvus since 2.5.0 (docs v3.0.x, *Milvus WebUI*) |
    | where | you give it an address and a login (docs v3.0.x, *Quick Start with Attu Desktop*) | `http://PROXY:9091/webui` |
    | for whom | developers: schemas, rows, searches (docs v3.0.x, *Milvus WebUI*) | those who run it: components, segments, channels, tasks, slow requests, settings (docs v3.0.x, *Milvus WebUI*) |
    | changes data | yes | it is for looking |

    Three things of the WebUI are worth a bookmark (docs v3.0.x, *Milvus WebUI*):

    - **Slow requests**: the searches and queries of the last 15 minutes that took longer than `proxy.slowQuerySpanInSeconds`.
    - **Tasks**: compactions of the last 15 minutes, index builds of the last 30: the answer to “is it still working on something?”
    - **Configurations**: the settings that the running server uses (appendix B asks for them without a browser).

    The WebUI is on port 9091, beside `/metrics` and `/healthz`. On a server 2.3.5 whatever answers on that port wants no password (chapter 19). Keep it inside your network.

    ## milvus-backup

    milvus-backup copies collections, with their schemas, to object storage and back. It is a Go program and is in no package registry that this course uses, so it was *not run here*; chapter 18 measures a backup of its own making, and why every backup has to be compared with the original.

    | command | what it does |
    |:---|:---|
    | `milvus-backup create -n NAME` | makes a backup (docs v3.0.x, *Back up and Restore Data Using Commands*) |
    | `milvus-backup restore -n NAME -s _recover` | restores each collection under its name with a suffix (docs v3.0.x, *Back up and Restore Data Using Commands*) |
    | `milvus-backup server` | offers the same over HTTP (docs v3.0.x, *Back up and Restore Data Using APIs*) |

    Before the first use, three lines of its documentation:

    - It reads `configs/backup.yaml`, and there the address, the **bucket** and the **root path** have to be those of your deployment: with Docker Compose they are `a-bucket` and `files`, with Helm `milvus-bucket` and `file` (docs v3.0.x, *Back up and Restore Data Using Commands*).
    - It cannot back up to a local path (docs v3.0.x, *Back up and Restore Data Using Commands*). A server with local storage, such as the 2.3.5 of this course, is not for it.
    - A backup goes forward, never back: what was taken from 2.6 restores into 2.6, not into 2.5 (docs v3.0.x, *Milvus Backup*).

    ## The Same Facts, by Tool and by SDK

    | fact | milvus-cli | birdwatcher | client |
    |:---|:---|:---|:---|
    | which collections | `list collections` | `show collections` | `list_collections()` |
    | rows in segments | `show collection_stats -c` | `show segment` | `get_collection_stats()`, `list_persistent_segments()` |
    | rows that can be found | `query` with `count(*)` | – | `query(output_fields=["count(*)"])` |
    | loaded? | `show load_state -c` | `show collection-loaded` | `get_load_state()` |
    | which index | `list indexes -c` | `show index` | `describe_index()` |
    | index files of a segment | – | `show segment-index` | – |
    | which alias | `list aliases` | `show alias` | `list_aliases()` |
    | what was dropped | – | `show segment`, `show collections` | – |
    | how far the log is flushed | – | `show checkpoint --collection` | – |

    A dash is the reason why there is more than one tool. Here are the numbers that they gave for the four collections that a client still lists:
    """)
    return


@app.cell(hide_code=True)
def _(by_client, printed, re, scene):
    flushed = {}
    for _block in printed["show segment"].split("CollectionID: ")[1:]:
        flushed[int(_block[: _block.index("=")])] = sum(int(rows) for state, rows in re.findall(r"State: (\w+),.*?Row Count:(\d+)", _block) if state == "Flushed")
    numbers = {name: (flushed[scene["ids"][name]], by_client[name]["row_count"], by_client[name]["count(*)"]) for name in ("films", "letters", "drafts", "plain")}
    return (numbers,)


@app.cell(hide_code=True)
def _(alt, by_client, course, mo, numbers):
    _who = ["birdwatcher: rows of flushed segments", "client: row_count", "client: count(*)"]
    _points = [{"collection": name, "who": who, "rows": n} for name, row in numbers.items() for who, n in zip(_who, row, strict=True) if n is not None]
    mo.vstack([
        course.chart(
            alt.Chart(alt.Data(values=_points)).mark_bar().encode(
                y=alt.Y("collection:N", title=None, sort=list(numbers)), yOffset=alt.YOffset("who:N", sort=_who), x=alt.X("rows:Q", title="rows"),
                color=alt.Color("who:N", title=None, sort=_who, scale=alt.Scale(domain=_who, range=[course.GREY, course.TEAL, course.ORANGE])), tooltip=["collection:N", "who:N", "rows:Q"],
            ),
            260, "Rows of four collections by three ways of counting: two always agree, the count of rows that can be found differs for films and drafts and is missing for plain", columns=1, labels=260,
        ),
        course.table("collection / flushed segments / `row_count` / `count(*)` / state of the index, by the client", [
            f"|`{name}`|{a:,}|{b:,}|{'not loaded' if c is None else f'{c:,}'}|{', '.join(one['state'] for one in by_client[name]['indexes']) or 'no index'}|" for name, (a, b, c) in numbers.items()
        ]),
    ])
    return


@app.cell(hide_code=True)
def test_who_agrees_with_whom(numbers):
    """Recorded on 2.3.5: the statistics are the flushed segments; the count is what can be found."""
    assert all(a == b for a, b, _ in numbers.values())
    assert numbers["films"][2] - numbers["films"][0] == -100 and numbers["drafts"][2] - numbers["drafts"][0] == 700
    assert numbers["letters"][2] == numbers["letters"][0] and numbers["plain"][2] is None
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    `row_count` and birdwatcher agree everywhere, because they read the same metadata. If you compare these two, you compare a number with itself. `count(*)` asks the query nodes, and so the difference has a meaning: **above** the segments are rows that are not flushed yet, **below** are deletions that no compaction has worked in yet. Both at once can cancel each other.

    ### Now on your Milvus

    The rows and the deletions are yours. On Lite the statistics count living rows; on a server they would be those of the flushed segments.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    written = mo.ui.slider(100, 2000, step=100, value=700, label="Rows written", show_value=True, full_width=True)
    deleted = mo.ui.slider(0, 100, step=10, value=30, label="Rows deleted", show_value=True, full_width=True)
    mo.vstack([written, deleted])
    return deleted, written


@app.cell(hide_code=True)
def _(client, course, deleted, make, written):
    make("counted", written.value)
    if deleted.value:
        client.delete("counted", filter=f"id < {deleted.value}")
    counts = client.get_collection_stats("counted")["row_count"], client.query("counted", output_fields=["count(*)"])[0]["count(*)"]
    client.drop_collection("counted")
    course.table("asked / answered just now", [f"|`get_collection_stats`|{counts[0]:,}|", f"|`count(*)`|{counts[1]:,}|"])
    return (counts,)


@app.cell(hide_code=True)
def test_the_count_is_exact(counts, deleted, written):
    """count(*) knows the deletions at once."""
    assert counts[1] == written.value - deleted.value
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Names that are no names

    `films` has the alias `movies`. The tools and the client's calls do not agree about what a name is, and for a command that destroys this matters.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    by_alias = course.predict(
        "`movies` is an alias of `films`. What does `drop_collection(\"movies\")` do on Lite 3.2.2, and what on a server 2.3.5?",
        ["Both refuse", "Both drop films", "Lite drops films, the server refuses", "Lite refuses, the server drops films"],
        "Lite drops films, the server refuses",
        "The server says: cannot drop the collection via alias. Lite follows the alias. So a tool that must be right on both looks for itself.",
        key="appA by alias",
    )
    by_alias
    return (by_alias,)


@app.cell(hide_code=True)
def _(by_alias, client, course, make):
    course.after(by_alias)


    def drop_by(name):
        """Make `films` with its alias, look at the name, drop by it: what each call said."""
        for alias in client.list_aliases("films")["aliases"] if client.has_collection("films") else ():
            client.drop_alias(alias)
        make("films", 20)
        client.create_alias(collection_name="films", alias="movies")
        facts = {"`has_collection`": client.has_collection(name), "in `list_collections()`": name in client.list_collections()}
        try:
            facts["`drop_collection`"] = client.drop_collection(name) or "no error"
        except Exception as error:
            facts["`drop_collection`"] = str(error)
        facts["is `films` still there?"] = "films" in client.list_collections()
        return facts


    dropped_by = {name: drop_by(name) for name in ("films", "movies", "fims")}
    course.table("asked / of `films` / of its alias `movies` / of `fims`, a typo", [f"|{what}|" + "|".join(f"`{dropped_by[name][what]}`" for name in dropped_by) + "|" for what in dropped_by["films"]])
    return drop_by, dropped_by


@app.cell(hide_code=True)
def test_only_the_list_knows(dropped_by, milvus, scene):
    """has_collection knows aliases, list_collections does not; Lite drops by an alias, a server 2.3.5 refused; a typo is no error."""
    assert [one["`has_collection`"] for one in dropped_by.values()] == [True, True, False]
    assert [one["in `list_collections()`"] for one in dropped_by.values()] == [True, False, False]
    assert dropped_by["fims"]["`drop_collection`"] == "no error"
    assert "lite" not in milvus.identity.lower() or dropped_by["movies"]["is `films` still there?"] is False
    assert "cannot drop the collection via alias" in scene["dropped by alias"]
    assert scene["dropped without being there"].startswith("no error")
    return


@app.cell(hide_code=True)
def _(mo):
    name_of = mo.ui.dropdown(["films", "movies", "fims"], value="movies", label="Make films again, with its alias, and drop the collection")
    name_of
    return (name_of,)


@app.cell(hide_code=True)
def _(course, drop_by, name_of):
    course.table("asked / answered just now", [f"|{what}|`{answer}`|" for what, answer in drop_by(name_of.value).items()])
    return


@app.cell(hide_code=True)
def _(client, name_of):
    name_of.value
    for _name in ("letters", "films"):
        if client.has_collection(_name):
            for _alias in client.list_aliases(_name)["aliases"]:
                client.drop_alias(_alias)
            client.drop_collection(_name)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The third column is worth a second look: to drop what does not exist is no error, here and on a server 2.3.5. “No error” does not mean “done”. It means that the name is not there now, which is also true of a name that you misspelled.

    ## What old tutorials get wrong

    - **“`num_entities` is the number of rows.”** It is the sum of the flushed segments: without the newest rows, with the deleted ones.
    - **“State Finished: the index is built.”** It says that nothing is left to do. Below 1,024 rows per segment nothing was done.
    - **“milvus-cli shows the loading progress.”** Version 1.2.1 shows `100%`, whatever the state.
    - **“milvus-cli works in a terminal only.”** Version 1.2.1 reads lines from a pipe too. What it cannot do is tell a script that a line failed.
    - **“Attu is the WebUI.”** One is an application of its own, the other a page of Milvus.
    - **“Dropped is deleted, so the disk is free.”** The segment stays, marked, until the garbage collection.
    - **“Remove the keys with birdwatcher, then the problem is gone.”** So is the evidence, and perhaps the data. Copy etcd first.
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
    course.panel("appA/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("appA/ex02")
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
        "Birdwatcher shows 80,000 rows in flushed segments of a collection, count(*) says 80,000. Was nothing deleted, and is everything flushed?",
        {
            "Yes, both": "The same number of deletions and of rows not flushed gives the same sum.",
            "Not shown: the two may cancel each other": "Look at the growing segments, and at what was deleted.",
            "Nothing was deleted, but something may not be flushed": "Then the count would be larger.",
        },
        answer="Not shown: the two may cancel each other",
        key="appA quiz cancel",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Milvus does not start, and you want to know which collections it had. Which tool?",
        {
            "milvus-cli": "It asks the proxy, which does not answer.",
            "birdwatcher": "It reads etcd, which has the metadata whether Milvus runs or not.",
            "The WebUI": "It is a part of Milvus.",
        },
        answer="birdwatcher",
        key="appA quiz down",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A nightly script runs `birdwatcher … show segment --collection 17` and checks its exit status. What does a status of 0 tell it?",
        {
            "That the collection 17 exists": "For one that does not exist the answer is 0 segments, and the status 0.",
            "That etcd answered": "It was also 0 where nothing listened.",
            "Nothing": "It was 0 in every case that was tried.",
        },
        answer="Nothing",
        key="appA quiz status",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You write a tool with --dry-run. The collection to drop does not exist. What should the dry run do?",
        {
            "End with 0: nothing would be changed": "Then the rehearsal passes and the performance fails.",
            "End as the drop itself would: with an error": "A rehearsal that hides the refusal is of no use.",
            "Ask the user": "A script has no user.",
        },
        answer="End as the drop itself would: with an error",
        key="appA quiz dry run",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **milvus-cli** is a client with a prompt. Two of its progress commands print a constant.
    - **Birdwatcher** reads etcd: segments and their states, index files, what was dropped, checkpoints, also while Milvus is down. It can change etcd, so copy it first.
    - **Attu** is an application of its own; the **WebUI** is built into Milvus. **milvus-backup** needs object storage and goes forward only.
    - Flushed segments and `row_count` are one number. `count(*)` is another one, and their difference tells of rows not flushed and of deletions.
    - *Finished* is not *built*: below 1,024 rows per segment there are no index files.
    - A script trusts an **exit status** and **standard output**. These tools ended with 0 after errors, so scripts use the client.
    - `has_collection` knows aliases, `list_collections` does not, and dropping a name that is not there is no error. *Done* means that you have looked.

    ## Where to read on

    - Milvus docs v3.0.x, *Milvus Command-Line Interface*, *Use Birdwatcher*, *Milvus WebUI*, *Milvus Backup*.
    - milvus-io/birdwatcher and zilliztech/milvus_cli on GitHub.
    - *Command Line Interface Guidelines* (clig.dev): exit status, streams, and `--dry-run`.
    - Chapter 16 watches a Milvus by its metrics, chapter 18 copies one, appendix B asks a server for its settings, appendix D begins with a symptom.
    """)
    return


if __name__ == "__main__":
    app.run()
