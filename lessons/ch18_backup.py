import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="18 Backup and Recovery")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Backup and Recovery

    A backup is easy. What is hard is the restore: at four in the morning, with a tool that you have used once, from files of which you do not know whether they are whole. This chapter
    breaks things on purpose, on a Milvus that is yours to break, and looks at what comes back.

    **What you will be able to do**

    - *tell* what a snapshot, a backup, a standby, an export and the source each protect against, and measure what each costs,
    - *export* a collection and restore it so that every value, every row and every search is as it was,
    - *find out*, before the fire, whether a backup can be restored,
    - *bring* a collection back to a moment, from an export and a log,
    - *rehearse* a disaster, and write down what the runbook has to say.
    """)
    return


@app.cell(hide_code=True)
def _():
    import csv
    import io
    import json
    import math
    import shutil
    import subprocess
    import sys
    import tempfile
    import time
    from html import escape
    from pathlib import Path

    import altair as alt
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pymilvus import DataType

    import grader.lesson as course
    from grader.datasets import words
    return DataType, Path, alt, course, csv, escape, io, json, math, np, pa, pq, shutil, subprocess, sys, tempfile, time, words


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["search", "query", "filters", "upsert", "dynamic", "json", "nullable", "iterators", "aliases", "fresh_reads"])
    client = milvus.client()
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know what a flush, an upsert and an alias do (chapters 3, 4 and 8), and how a log is replayed to a moment (chapter 12).
    {milvus.introduced} The drill of the last section starts further ones, of Milvus Lite, and damages their folders.
    """)
    return


@app.cell
def _(DataType, mo, words):
    def make(client, name, *fields, dynamic=False, key="INT64"):
        """A collection made anew, loaded, whose every read sees every row; `fields` are (name, type, further arguments)."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
        schema.add_field("id", DataType[key], is_primary=True, **({"max_length": 80} if key == "VARCHAR" else {}))
        for field, kind, *more in fields:
            schema.add_field(field, DataType[kind], **(more[0] if more else {}))
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        indexes = client.prepare_index_params()
        indexes.add_index("vector", index_type="FLAT", metric_type="COSINE")
        client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")
        return name


    def put(client, name, rows):
        for start in range(0, len(rows), 1000):
            client.insert(name, rows[start : start + 1000])


    def everything(client, name, batch=1000):
        """All rows, page after page."""
        found, pages = [], client.query_iterator(name, batch_size=batch, output_fields=["*"])
        while page := pages.next():
            found += [dict(row) for row in page]
        pages.close()
        return found


    def count(client, name):
        return client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]


    vectors, _ = words(2600, dim=32)
    mo.accordion({"How this chapter makes a collection, fills it, and reads all of it": mo.show_code()})
    return count, everything, make, put, vectors


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Backup Strategies

    Ask two questions before you ask for a tool. **How much may be lost?** The time between the last change that you can bring back and the accident is the *recovery point*; the largest that you accept is the **RPO**, the recovery point
    objective. **How long may it take?** From the accident until the service answers again is the *recovery time*; the largest that you accept is the **RTO**.

    And ask a third one: **what happens?** Four accidents look alike in a budget and have nothing in common.

    | accident | what it takes with it | what is *not* a help |
    |:---|:---|:---|
    | a **machine** or a disk is gone | what was on it | a copy on the same disk |
    | a **site** is gone: fire, account closed, ransomware | whatever that account can reach | a snapshot, a second copy in the same bucket |
    | a **mistake**: a delete with the wrong filter, a job that writes nonsense | nothing at first: it is replicated everywhere | a standby, a replica, RAID |
    | **rot**: a byte that has changed | one value, silently, and then each backup made since | the age of your newest backup |

    Six means are in use. No row of the next table is right for all four and cheap.

    | | what it is | protects against | and not |
    |:---|:---|:---|:---|
    | **snapshot** | references to a collection's segment files, made in milliseconds; a second collection when restored (docs v3.0.x, *Snapshot Use Cases*; chapter 12) | mistakes | loss of the storage: the files are the same files |
    | **backup** | the `milvus-backup` tool copies data and metadata to storage of its own (docs v3.0.x, *Milvus Backup*) | machine, site, mistakes, if it lies elsewhere | whatever was written since |
    | **standby** (CDC) | a second cluster receives every change from the write-ahead log (docs v3.0.x, *Milvus CDC*) | machine, site | mistakes: they arrive there within seconds |
    | **export** | rows read by an iterator and written to files of your own | all four, slowly; also a move to a different product or version | users, roles, aliases, and what the export forgets |
    | **folder copy** | the data folder, copied while nothing runs | machine | a copy of a *running* server is a matter of luck |
    | **source** | the texts, and the model that embeds them | everything, if it is kept and the model still exists | the time and the money of embedding all of it again |
    """)
    return


@app.cell(hide_code=True)
def _(course):
    standby = course.predict(
        "A standby cluster is ten changes behind the primary. Change 40 of 60 is a delete with the wrong filter, and you look at change 60. What does the standby have then?",
        ["The rows from before the delete", "The same hole as the primary", "A conflict, which it reports"],
        "The same hole as the primary",
        "A standby repeats what the primary did. It was ten changes behind, the mistake is twenty changes old. Only a standby that is kept further behind than you need to notice would still have the rows, and that one loses more in a fire.",
        key="ch18 standby",
    )
    standby
    return (standby,)


@app.cell(hide_code=True)
def _(course, mo, standby):
    course.after(standby)
    lag = mo.ui.slider(0, 40, 1, value=10, label="The standby is so many changes behind", show_value=True)
    lag
    return (lag,)


@app.cell(hide_code=True)
def _(client, count, course, lag, make, mo, put, standby, vectors):
    course.after(standby)
    MISTAKE, NOTICED = 40, 60


    def _apply(name, upto):
        """The first changes: an insert each, but change 40 deletes three quarters of what is there."""
        make(client, name, ("shelf", "INT64"))
        put(client, name, [{"id": n, "shelf": n % 4, "vector": vectors[n].tolist()} for n in range(100, 100 + min(upto, MISTAKE))])
        if upto > MISTAKE:
            client.delete(name, filter="shelf != 3")
            put(client, name, [{"id": n, "shelf": n % 4, "vector": vectors[n].tolist()} for n in range(100 + MISTAKE + 1, 100 + upto)])
        return count(client, name)


    primary_rows, standby_rows = _apply("primary", NOTICED), _apply("standby", NOTICED - lag.value)
    has_the_hole = NOTICED - lag.value > MISTAKE
    mo.vstack([
        course.table("at change 60 / rows / of the rows that the delete took, still there", [f"|primary|{primary_rows}|0 of 30|", f"|standby, {lag.value} behind|{standby_rows}|{'0' if has_the_hole else 30 * (NOTICED - lag.value) // MISTAKE} of 30|"]),
        mo.md(f"If the primary burns now, **{lag.value}** changes are lost. The mistake of change {MISTAKE} {'**is in the standby**' if has_the_hole else 'has **not yet arrived** there'}."),
    ])  # fmt: skip
    return has_the_hole, standby_rows


@app.cell(hide_code=True)
def _(course, mo, standby):
    course.after(standby)
    mo.md("""
    The slider is the whole dilemma: no lag is best against the fire and useless against the mistake. So a standby never replaces a backup. (These are two collections of your Milvus and a loop that plays the part of CDC, which wants two
    Milvus clusters: *not run here*. A planned switchover waits until everything has arrived and loses nothing; a failover promotes the standby at once and may lose what was under way, docs v3.0.x, *Milvus CDC*.)

    ### What each costs

    Measured now, on your Milvus: how long it takes to make the copy, and how long until searches are answered from it. Rebuilding from the source needs the model, which is not measured but assumed: move the slider to what yours takes for a text.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    how_many = mo.ui.slider(steps=[250, 500, 1000, 2000], value=1000, label="Rows", show_value=True)
    per_text = mo.ui.slider(steps=[0, 1, 5, 20, 50], value=20, label="Your model takes, per text, milliseconds", show_value=True)
    mo.hstack([how_many, per_text], justify="start", wrap=True)
    return how_many, per_text


@app.cell(hide_code=True)
def _(client, count, everything, how_many, make, pa, pq, put, time, vectors):
    def _clock(act):
        begin = time.perf_counter()
        value = act()
        return value, time.perf_counter() - begin


    def to_parquet(rows):
        """Rows as the bytes of a Parquet file."""
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows), sink)
        return sink.getvalue().to_pybytes()


    def from_parquet(data):
        return pq.read_table(pa.BufferReader(data)).to_pylist()


    _rows = [{"id": k, "title": f"book {k}", "vector": vectors[k].tolist()} for k in range(how_many.value)]
    make(client, "books_1", ("title", "VARCHAR", {"max_length": 60}))
    _, _written = _clock(lambda: put(client, "books_1", _rows))
    _data, _export = _clock(lambda: to_parquet(everything(client, "books_1")))


    def _restore():
        make(client, "books_2", ("title", "VARCHAR", {"max_length": 60}))
        put(client, "books_2", from_parquet(_data))
        return count(client, "books_2")


    restored_rows, _restored = _clock(_restore)
    for _alias in client.list_aliases("books_1")["aliases"] + client.list_aliases("books_2")["aliases"]:
        client.drop_alias(_alias)
    client.create_alias("books_1", "books")
    _, _switched = _clock(lambda: client.alter_alias("books_2", "books"))
    client.drop_alias("books")
    measured = {"bytes": len(_data), "export": _export, "restore": _restored, "switch": _switched, "write": _written}
    return from_parquet, measured, restored_rows, to_parquet


@app.cell(hide_code=True)
def _(alt, course, how_many, measured, mo, per_text):
    _embed = how_many.value * per_text.value / 1000
    times = {
        "kept edition": (measured["write"], measured["switch"]),
        "export to Parquet": (measured["export"], measured["restore"] + measured["switch"]),
        "from the source": (0, _embed + measured["write"] + measured["switch"]),
    }
    _bars = [{"how": name, "what": what, "seconds": seconds} for name, pair in times.items() for what, seconds in zip(("to make the copy", "until searches are answered"), pair, strict=True)]
    _chart = alt.Chart(alt.Data(values=_bars)).mark_bar().encode(
        x=alt.X("seconds:Q", title="seconds"), y=alt.Y("how:N", title=None, sort=list(times)), yOffset=alt.YOffset("what:N"), color=alt.Color("what:N", title=None, scale=alt.Scale(range=[course.GREY, course.TEAL])), tooltip=["how:N", "what:N", alt.Tooltip("seconds:Q", format=".3f")])  # fmt: skip
    mo.vstack([
        course.chart(_chart, 190, f"Seconds to make and to use three kinds of copy of {how_many.value} rows.", columns=1),
        course.table("copy / to make it / until searches are answered", [f"|{name}|{a:.2f} s|{b:.3f} s|" for name, (a, b) in times.items()]),
        mo.md(f"{how_many.value:,} rows are {measured['bytes']:,} bytes of Parquet. An edition kept beside costs its whole size again, all the time; the call that moves the alias is all that it needs. Of the rebuild, {_embed:.1f} s are the model."),
    ])  # fmt: skip
    return (times,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Double the rows and look at how the bars grow: restoring is *writing*, with an index to be built on top. A restore of a hundred million rows may well take hours, with any tool, and the day of the accident is a bad day to learn that number. Measure it with a
    tenth of your data, multiply, and write it into the runbook.

    ## Data Export and Import

    The export is the backup that depends on no tool: rows into files, files into rows. It is also where most is lost without a word. There are three places to look at: the **format**, the way of **reading**, and what is not in the rows at all.

    ### Formats

    A collection with an INT64 of 61 bits, a nullable number, a nullable text, a JSON field, a key in the dynamic field, titles with line breaks, and 1,200 rows. Choose how it travels; your Milvus gets it back as a second collection, and both are compared value by value.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    csv_loses = course.predict(
        "The rows go through a CSV file: Python's `csv` module writes them and reads them, and each text is turned back into the type of its field. What does not survive?",
        ["Line breaks and commas in titles", "The 61-bit numbers", "NULL", "The last digits of the vectors"],
        "NULL",
        "The quoting rules take care of line breaks, the digits of a whole number are all there, and Python writes as many digits of a float as it takes to read it back. But CSV has no word for NULL: an empty field is an empty text, or zero, or whatever the reader takes it for.",
        key="ch18 csv loses",
    )
    csv_loses
    return (csv_loses,)


@app.cell(hide_code=True)
def _(course, csv_loses, mo):
    course.after(csv_loses)
    file_format = mo.ui.dropdown(["Parquet, JSON as text", "Parquet, types guessed", "JSON Lines", "JSON Lines, 3 decimals", "CSV"], value="Parquet, types guessed", label="Format")
    read_by = mo.ui.dropdown(["an iterator, all fields", "an iterator, the schema's fields", "one query, limit=1000"], value="an iterator, all fields", label="Read by")
    mo.hstack([file_format, read_by], justify="start", wrap=True)
    return file_format, read_by


@app.cell(hide_code=True)
def _(client, make, math, np, put, vectors):
    FIELDS = [("title", "VARCHAR", {"max_length": 80}), ("number", "INT64"), ("pages", "INT64", {"nullable": True}), ("note", "VARCHAR", {"max_length": 40, "nullable": True}), ("about", "JSON")]
    make(client, "origin", *FIELDS, dynamic=True)
    _rng = np.random.default_rng(18)
    _rows = []
    for _k in range(1200):
        _row = {"id": _k, "title": f"Volume {_k}" + ["", ", part 2", "\nsecond line", ' "quoted"'][_k % 4], "number": 2**60 + 3 * _k, "pages": None if _k % 3 == 0 else _k, "note": [None, "", "lent"][_k % 3],
                "about": {"year": 1900 + _k % 120} if _k % 2 else {"shelf": [1, _k], "new": True}, "vector": (vectors[_k] * _rng.uniform(0.5, 2)).tolist()}  # fmt: skip
        if _k % 5 == 0:
            _row["color"] = "red"
        _rows.append(_row)
    put(client, "origin", _rows)


    def typed(value):
        """A value with its type, so that 1, 1.0 and True differ."""
        if isinstance(value, dict):
            return tuple(sorted((k, typed(v)) for k, v in value.items()))
        if isinstance(value, list):
            return tuple(typed(v) for v in value)
        return (type(value).__name__, value, math.copysign(1, value) if isinstance(value, float) else 0)


    def differences(there, here):
        """{field: rows in which it differs}, and ids that are missing or too many."""
        there, here = {r["id"]: r for r in there}, {r["id"]: r for r in here}
        wrong = {}
        for id in there.keys() & here.keys():
            for field in there[id].keys() | here[id].keys():
                if typed(there[id].get(field, "absent")) != typed(here[id].get(field, "absent")):
                    wrong[field] = wrong.get(field, 0) + 1
        return wrong, len(there.keys() - here.keys()), len(here.keys() - there.keys())
    return FIELDS, differences, typed


@app.cell(hide_code=True)
def _(csv, from_parquet, io, json, to_parquet):
    def _csv_out(rows):
        sink = io.StringIO(newline="")
        out = csv.DictWriter(sink, list(dict.fromkeys(k for r in rows for k in r)))
        out.writeheader()
        out.writerows([{k: json.dumps(v) if isinstance(v, dict | list) else v for k, v in r.items()} for r in rows])
        return sink.getvalue().encode()


    def _csv_in(data):
        turn = {"id": int, "number": int, "pages": lambda t: int(t or 0), "about": json.loads, "vector": json.loads}
        return [{k: turn.get(k, str)(v) for k, v in r.items() if k != "color" or v} for r in csv.DictReader(io.StringIO(data.decode(), newline=""))]


    def _lines(rows):
        return "\n".join(json.dumps(r) for r in rows).encode()


    FORMATS = {
        "Parquet, JSON as text": (lambda rows: to_parquet([r | {"about": json.dumps(r["about"])} for r in rows]), lambda data: [{k: json.loads(v) if k == "about" else v for k, v in r.items() if k != "color" or v is not None} for r in from_parquet(data)]),
        "Parquet, types guessed": (to_parquet, lambda data: [{k: v for k, v in r.items() if k != "color" or v is not None} for r in from_parquet(data)]),
        "JSON Lines": (_lines, lambda data: [json.loads(line) for line in data.decode().split("\n")]),
        "JSON Lines, 3 decimals": (lambda rows: _lines([r | {"vector": [round(x, 3) for x in r["vector"]]} for r in rows]), lambda data: [json.loads(line) for line in data.decode().split("\n")]),
        "CSV": (_csv_out, _csv_in),
    }
    return (FORMATS,)


@app.cell(hide_code=True)
def _(FIELDS, FORMATS, client, course, csv_loses, differences, everything, file_format, make, mo, put, read_by, vectors):
    course.after(csv_loses)


    def travel(format, way):
        """From one collection through a file into another; what differs, the bytes, and how many of 20 searches give the same ten."""
        rows = client.query("origin", filter="id >= 0", output_fields=["*"], limit=1000) if way.startswith("one") else everything(client, "origin")
        if "schema" in way:
            rows = [{k: v for k, v in r.items() if k in ("id", "vector", *(f[0] for f in FIELDS))} for r in rows]
        write, read = FORMATS[format]
        data = write([dict(r) for r in rows])
        make(client, "arrived", *FIELDS, dynamic=True)
        put(client, "arrived", read(data))
        questions = [vectors[1500 + k].tolist() for k in range(20)]
        top = [[[h["id"] for h in hits] for hits in client.search(n, data=questions, limit=10)] for n in ("origin", "arrived")]
        return differences(everything(client, "origin"), everything(client, "arrived")), len(data), sum(a == b for a, b in zip(*top, strict=True))


    (_wrong, _missing, _more), _bytes, _equal = travel(file_format.value, read_by.value)
    _lines = [f"|`{f}`|{_wrong.get(f, 0):,}|" for f in ("title", "number", "pages", "note", "about", "color", "vector")]
    mo.vstack([
        course.table("field / rows in which it came back as something else", _lines),
        mo.md(f"**{_missing:,}** rows are missing, {_more:,} are too many. {_equal} of 20 searches give the same ten, in the same order. The file has {_bytes:,} bytes."),
    ])  # fmt: skip
    return (travel,)


@app.cell(hide_code=True)
def _(course, csv_loses, mo):
    course.after(csv_loses)
    mo.md("""
    - **JSON Lines** loses nothing here and is the largest. Each line is a row, so a file that was cut short shows it, and a text editor reads it.
    - **Parquet** keeps types, including NULL, and is compact. But a column has *one* type. Let it guess a JSON field, and it makes a structure of all keys that ever occur: every row gets every key, filled with NULL. Store JSON as text.
    - **CSV** has no NULL. Three **decimals** change every vector, and a part of the searches agree all the same, so a look at one result does not find it.
    - **One query** stops at its limit and says nothing. The number of rows in the file is compared with `count(*)`, or it is not known.
    - **The schema's fields** are not the row: the dynamic field's keys are in no schema. Ask for `*`.

    Not in any row: the **metric** and the index, the **consistency level**, aliases, partitions, users and roles, the name and version of the embedding model. Exercise 1 exports a collection with its shape, and proves it.

    ### How an iterator turns the page

    `query_iterator` remembers the last key that it has seen and asks for *larger* ones: the second page is a query with a filter like `id > "key 19"`. It writes this filter as a text (pymilvus 3.0.2).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    quoted_key = course.predict(
        "A collection has 50 rows whose VARCHAR keys contain quotation marks: `say \"7\"`. You export it with an iterator, 20 rows per page. What do you get?",
        ["50 rows", "20 rows, then an error", "20 rows, as if that were all", "Nothing"],
        "20 rows, then an error",
        "The key goes into the filter of the next page as it is, the quotation mark ends the text too early, and Milvus cannot read the filter. The first page worked, so a test with few rows never shows it.",
        key="ch18 quoted key",
    )
    quoted_key
    return (quoted_key,)


@app.cell(hide_code=True)
def _(client, course, escape, json, make, mo, put, quoted_key, vectors):
    course.after(quoted_key)


    def own_pages(name, batch=20):
        """The same walk with a filter that quotes the key; each page is small enough for one query, whichever rows it returns first."""
        keys = sorted(r["id"] for r in client.query(name, filter='id >= ""', output_fields=["id"], limit=16384))
        return [r for start in range(0, len(keys), batch) for r in client.query(name, filter=f"id in {json.dumps(keys[start : start + batch], ensure_ascii=False)}", output_fields=["id"], limit=batch)]


    pages_of_keys, _lines = {}, []
    for _kind, _key in {"plain": "key {}", "quotation marks": 'say "{}"', "apostrophe": "it's {}", "backslash": "C:\\x{}", "line break": "a\nb{}"}.items():
        make(client, "keys", key="VARCHAR")
        put(client, "keys", [{"id": _key.format(k), "vector": vectors[k].tolist()} for k in range(50)])
        _found, _said = 0, ""
        try:
            _pages = client.query_iterator("keys", batch_size=20, output_fields=["id"])
            while _page := _pages.next():
                _found += len(_page)
        except Exception as _error:
            _said = str(getattr(_error, "message", _error)).splitlines()[0]
        pages_of_keys[_kind] = (_found, len(own_pages("keys")))
        _shown = escape(_key.format(7)).replace("\n", "⏎")
        _lines.append(f"|{_kind}|<code>{_shown}</code>|{_found}|{escape(_said)}|{pages_of_keys[_kind][1]}|")
    mo.vstack([course.table("keys with / for instance / rows by the iterator / its error / rows by quoted keys", _lines)])
    return (pages_of_keys,)


@app.cell(hide_code=True)
def _(course, mo, quoted_key):
    course.after(quoted_key)
    mo.md("""
    An error is the good case: an export that catches it and writes what it has is a backup of the first page. Numeric keys have no such problem. With text keys, keep a list of the keys elsewhere (the source has it), or ask by `id in [...]`, quoted as in chapter 6 (`json.dumps` does it for keys).

    ### While others write

    An export takes minutes, and no writer stops for it. Here an iterator has read the first 200 of 1,000 rows when a writer gives 200 rows version 2, deletes 60, and inserts 40. Then the iterator continues.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    torn = course.predict(
        "On Milvus Lite, which state does the export show?",
        ["The state at its beginning", "The state at its end", "A mixture that the collection never was in"],
        "A mixture that the collection never was in",
        "Each page is a query of its own, answered from what is there at that moment: the first page is from before the changes, the later ones from after. Rows that were deleted meanwhile are in the file or not, depending on their key.",
        key="ch18 torn export",
    )
    torn
    return (torn,)


@app.cell(hide_code=True)
def _(client, course, make, mo, put, torn, vectors):
    course.after(torn)


    def while_others_write(client):
        """What an export contains of changes that were made after its first page."""
        def row(k, version):
            return {"id": k, "version": version, "vector": vectors[k % 2600].tolist()}

        make(client, "living", ("version", "INT64"))
        put(client, "living", [row(k, 1) for k in range(100, 1100)])
        pages = client.query_iterator("living", batch_size=200, output_fields=["id", "version"])
        got = list(pages.next())
        client.upsert("living", [row(k, 2) for k in [*range(150, 250), *range(1000, 1100)]])
        client.delete("living", ids=[*range(100, 110), *range(500, 550)])
        put(client, "living", [row(k, 3) for k in [*range(60, 80), *range(1100, 1120)]])
        while page := pages.next():
            got += page
        pages.close()
        versions = {r["id"]: r["version"] for r in got}
        return [
            ("200 rows replaced by version 2", sum(v == 2 for v in versions.values()), 200),
            ("60 rows deleted: still in the export", sum(k in versions for k in [*range(100, 110), *range(500, 550)]), 0),
            ("40 rows inserted", sum(v == 3 for v in versions.values()), 40),
        ]


    mixture = while_others_write(client)
    mo.vstack([course.table("changes after the first page / in the export / if it showed the state at its end", [f"|{a}|{b}|{c}|" for a, b, c in mixture])])
    return mixture, while_others_write


@app.cell(hide_code=True)
def _(course, torn, while_others_write):
    course.after(torn)


    def _show(server, client):
        lines = "\n".join(f"| {a} | {b} | {c} |" for a, b, c in while_others_write(client))
        return "A server, asked the same:\n\n| changes after the first page | in the export | if it showed the state at its end |\n|:---|---:|---:|\n" + lines


    course.on_server("ch18_while_others_write", ["segments"], _show)
    return


@app.cell(hide_code=True)
def _(course, mo, torn):
    course.after(torn)
    mo.md("""
    Such an export is called **fuzzy**. It is no lost cause: note the moment at which it began and the one at which it ended, keep the log of changes from the beginning on, and replay it over the restored rows. The next section does that.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Bulk import

    A server can be given files instead of rows: it reads them from its own object storage, makes segments of them, and the proxy never sees a row. Files are prepared with `RemoteBulkWriter` as Parquet or JSON, imported with `bulk_import`, and visible when the job says *Completed* (docs v3.0.x, *Import data*).
    A collection that was loaded before has to be loaded again with `refresh_load` (docs v3.0.x, *Import data*). Milvus Lite has no bulk import. The old server has one with a different call, and reads JSON from its own disk:
    """)
    return


@app.cell(hide_code=True)
def _(Path, count, course, json, make, put, time, vectors):
    def _bulk(server, client):
        from pymilvus.grpc_gen import common_pb2, milvus_pb2

        rows = [{"id": k, "title": f"book {k}", "vector": vectors[k % 2600].tolist()} for k in range(5000)]
        fields = ("title", "VARCHAR", {"max_length": 60})
        begin = time.perf_counter()
        make(client, "by_insert", fields)
        put(client, "by_insert", rows)
        client.flush("by_insert")
        inserted = time.perf_counter() - begin
        make(client, "by_file", fields)
        path = Path(server.files["data"]) / "books.json"
        path.write_text(json.dumps({"rows": rows}))
        stub = client._get_connection()._stub
        lines = [f"| 5,000 rows by `insert`, then `flush` | {inserted:.1f} s | {count(client, 'by_insert'):,} |"]
        for words, file in (("the same by a file", path), ("the same file once more", path), ("a file that was cut short", path.with_name("cut.json"))):
            if file != path:
                file.write_text(path.read_text()[:200_000])
            begin = time.perf_counter()
            given = stub.Import(milvus_pb2.ImportRequest(collection_name="by_file", files=[str(file)]), timeout=10)
            state = None
            while time.perf_counter() - begin < 60 and given.tasks:
                state = stub.GetImportState(milvus_pb2.GetImportStateRequest(task=given.tasks[0]), timeout=10)
                if "Completed" in (name := common_pb2.ImportState.Name(state.state)) or "Failed" in name:
                    break
                time.sleep(0.1)
            took = time.perf_counter() - begin
            name = common_pb2.ImportState.Name(state.state).removeprefix("Import") if state else "refused"
            client.release_collection("by_file")
            client.load_collection("by_file")
            lines.append(f"| {words} | {took:.1f} s, *{name}* | {count(client, 'by_file'):,} |")
        return "| what | it took | `count(*)` afterwards |\n|:---|---:|---:|\n" + "\n".join(lines)


    course.on_server("ch18_bulk", ["bulk_insert"], _bulk)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Look at the third line: an import checks no keys. A job that is started twice, because its first answer was lost, leaves every row twice on a server. Import into a collection that is **empty**, count, and only then move the alias.

    ### The tool: milvus-backup

    *Not run here: no registry that this course installs from carries it.* What follows is what its documentation promises; hold your own restore against it.

    | | by its documentation |
    |:---|:---|
    | what it stores | metadata of collections and their data, in a folder per backup that has to be kept whole (docs v3.0.x, *Milvus Backup*) |
    | two formats | `snapshot`: the server exports a snapshot; `binlog`: the tool copies data files and imports them on restore. `auto` takes the snapshot on Milvus 3 (docs v3.0.x, *Milvus Backup*) |
    | which version | 0.6.0 for Milvus 3, from 3.0.1 on (docs v3.0.x, *Milvus Backup*); 0.5.16 for the 2.x line (docs v3.0.x, *Milvus Backup*) |
    | restore goes to | the same or a later minor version of a matrix; from 2.2 and 2.3 only to 2.4 and later (docs v3.0.x, *Milvus Backup*). Downward: never |
    | as what | a new collection, with `-s _bak` as a suffix; the target must not exist (docs v3.0.x, *Snapshot Backup and Restore in One Instance*) |
    | and says | success, also when the filter matched nothing: `--filter` means the name *after* renaming (docs v3.0.x, *Snapshot Backup and Restore in One Instance*) |
    | leaves out | external collections (docs v3.0.x, *Milvus Backup*), and rows written since |

    Issues of its users are the best reading on the subject: a backup that succeeded and could not be restored (zilliztech/milvus-backup #1036, 0.5.14), a restore after which the collections were empty (zilliztech/milvus-backup #479, before 0.5.1), and deletions that were lost on the way back, so that
    deleted rows lived again (zilliztech/milvus-backup #1075, before 0.5.16). None of them is a reason not to use it. All of them are a reason to compare.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Point-in-time Recovery

    Milvus has none. Between two backups there is no moment that you can go back to (zilliztech/milvus-backup #748, 0.5.16); the write-ahead log belongs to Milvus and is cut off behind the flushed segments. What people build is what relational databases do inside: a **base**, which is an
    export, and a **log** of every change since, which your own program writes before it writes to Milvus. Chapter 12 replays a log from its beginning. With a base, the log may be short, and the questions change:

    - **Which base?** The newest one that was *finished* by the moment you want. A later one contains changes from after it.
    - **From where in the log?** From the moment at which the base *began*. What happened during the export is in it by halves, and putting a change in place a second time does no harm, if changes are puts and deletes of whole rows.
    - **Is the log whole?** A missing number means a change that is unknown. Then the recovery ends *before* the gap, and says so.

    Here is a log of 600 changes of 300 notes, and a base whose export began at change 300, while writers continued. Choose a moment, and where to begin.
    """)
    return


@app.cell
def _(client, make, mo, np, put, vectors):
    def history(n=600, notes=300, seed=18):
        """n changes: three puts for each delete."""
        rng = np.random.default_rng(seed)
        return [{"number": k, "op": "delete" if rng.random() < 0.25 else "put", "note": int(rng.integers(notes)), "text": f"text {k}"} for k in range(n)]


    def play(log, there=None):
        """{note: text} after these changes."""
        there = dict(there or {})
        for change in log:
            if change["op"] == "put":
                there[change["note"]] = change["text"]
            else:
                there.pop(change["note"], None)
        return there


    def rows_of(there):
        return [{"id": note, "text": text, "vector": vectors[note].tolist()} for note, text in there.items()]


    def apply(name, changes):
        """Changes, in their order, to a collection: runs of puts and of deletes, so that a call carries many."""
        last = {c["note"]: c for c in changes}
        if gone := [note for note, c in last.items() if c["op"] == "delete"]:
            client.delete(name, ids=gone)
        if kept := {note: c["text"] for note, c in last.items() if c["op"] == "put"}:
            client.upsert(name, rows_of(kept))


    changes = history()
    make(client, "notes", ("text", "VARCHAR", {"max_length": 40}))
    put(client, "notes", rows_of(play(changes[:300])))
    base, at = [], 300
    _pages = client.query_iterator("notes", batch_size=40, output_fields=["*"])
    while _page := _pages.next():
        base += [dict(r) for r in _page]
        apply("notes", changes[at : at + 12])
        at += 12
    BEGAN, ENDED = 300, at
    mo.accordion({"The log, the replay, and an export during which writers write": mo.show_code()})
    return BEGAN, ENDED, apply, base, changes, play


@app.cell(hide_code=True)
def _(ENDED, course):
    from_the_end = course.predict(
        f"The export began at change 300 and ended at change {ENDED}. You restore it and replay the log from change {ENDED} to change 500. Is the result right?",
        ["Yes: the export was finished at that change", "No: some changes of the time in between are missing", "Only if no row was deleted"],
        "No: some changes of the time in between are missing",
        "A page that was read before a change does not have it, and a replay that begins after it does not bring it. From the beginning of the export everything is applied again, what the file has already included.",
        key="ch18 from the end",
    )
    from_the_end
    return (from_the_end,)


@app.cell(hide_code=True)
def _(ENDED, course, from_the_end, mo):
    course.after(from_the_end)
    moment = mo.ui.slider(300, 600, 20, value=500, label="Recover to just before change", show_value=True)
    begin_at = mo.ui.dropdown({"the beginning of the export (300)": "began", f"its end ({ENDED})": "ended"}, value=f"its end ({ENDED})", label="Replay from")
    gap = mo.ui.switch(value=False, label="ten changes of the log are lost")
    mo.hstack([moment, begin_at, gap], justify="start", wrap=True)
    return begin_at, gap, moment


@app.cell(hide_code=True)
def _(BEGAN, ENDED, apply, base, begin_at, changes, client, course, everything, from_the_end, gap, make, mo, moment, play, put):
    course.after(from_the_end)


    def recovered(upto, start, lost=()):
        """Restore the base, replay from `start`, and compare with the truth: (wrong, missing, in excess, rows)."""
        make(client, "recovered", ("text", "VARCHAR", {"max_length": 40}))
        put(client, "recovered", base)
        apply("recovered", [c for c in changes[start:upto] if c["number"] not in lost])
        here, there = {r["id"]: r["text"] for r in everything(client, "recovered")}, play(changes[:upto])
        return sum(k in here and here[k] != t for k, t in there.items()), len(there.keys() - here.keys()), len(here.keys() - there.keys()), len(here)


    _wrong, _missing, _more, _rows = recovered(moment.value, BEGAN if begin_at.value == "began" else ENDED, range(440, 450) if gap.value else ())
    _usable = moment.value >= ENDED
    mo.vstack([
        course.table("notes after the recovery / count", [f"|there|{_rows}|", f"|with the text of a different change|**{_wrong}**|", f"|missing|**{_missing}**|", f"|there and deleted before that moment|**{_more}**|"]),
        mo.md(f"The moment {moment.value} is {'after the end of the export, so this base serves' if _usable else 'before the end of the export: **this base knows too much**, and no replay can take it back'}."),
    ])  # fmt: skip
    return (recovered,)


@app.cell(hide_code=True)
def _(course, from_the_end, mo):
    course.after(from_the_end)
    mo.md("""
    With the whole log from the beginning of the export, every moment after its end is exact. Switch the gap on: nothing complains, some notes are those of a different day. Only a program that *looks* at the numbers finds out, and exercise 4 writes it.

    The RPO of this arrangement is the time in which a change is on its way into the log. Its RTO grows with the log that has to be replayed, so the base decides it:
    """)
    return


@app.cell(hide_code=True)
def _(alt, client, course, make, mo, put, time, vectors):
    _lines = []
    for _n in (0, 250, 500, 1000, 2000):
        make(client, "replayed", ("text", "VARCHAR", {"max_length": 40}))
        put(client, "replayed", [{"id": k, "text": "base", "vector": vectors[k].tolist()} for k in range(500)])
        _begin = time.perf_counter()
        for _k in range(0, _n, 50):
            client.upsert("replayed", [{"id": (_k + j) % 500, "text": f"change {_k + j}", "vector": vectors[(_k + j) % 500].tolist()} for j in range(50)])
        _lines.append({"changes": _n, "seconds": time.perf_counter() - _begin})
    replay_cost = _lines
    _chart = alt.Chart(alt.Data(values=_lines)).mark_line(point=True, color=course.TEAL).encode(x=alt.X("changes:Q", title="changes since the base"), y=alt.Y("seconds:Q", title="seconds of replay"))
    mo.vstack([course.chart(_chart, 180, "Seconds of replay against the number of changes since the base."), mo.md(f"50 changes in each call. {_lines[-1]['changes']:,} changes took {_lines[-1]['seconds']:.1f} s here. Twice as often an export, and the longest replay is half as long.")])
    return (replay_cost,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Disaster Recovery Planning

    A plan that was never carried out is a text. So carry it out, on a Milvus that you can afford to lose.

    ### The drill: one folder, eleven accidents

    A Milvus Lite is a folder. The script below makes one with 2,700 notes: 2,500 flushed, 100 of these deleted again, 200 more inserted. Copies of the folder are damaged in eleven ways and opened. It compares every row, vector included, with
    what was written.
    """)
    return


@app.cell
def _(mo):
    DRILL = r'''
    import json, logging, pathlib, shutil, sys
    import numpy as np
    from milvus_lite.server_manager import server_manager_instance as servers
    from pymilvus import DataType, MilvusClient

    logging.disable(logging.CRITICAL)
    folder = pathlib.Path(sys.argv[1])
    wanted = sys.argv[2:]                                   # "accident|remedy" pairs, or nothing for all as they are


    def vector(k):
        return np.random.default_rng(k).normal(size=32).astype("float32")


    def make():
        client = MilvusClient(str(folder / "live.db"))
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("text", DataType.VARCHAR, max_length=60)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        indexes = client.prepare_index_params()
        indexes.add_index("vector", index_type="IVF_FLAT", metric_type="COSINE", params={"nlist": 16})
        client.create_collection("notes", schema=schema, index_params=indexes, consistency_level="Strong")
        put = lambda keys: client.insert("notes", [{"id": k, "text": f"note {k}", "vector": vector(k).tolist()} for k in keys])
        put(range(2000)), client.flush("notes")
        put(range(2000, 2500)), client.flush("notes")
        shutil.copytree(folder / "live.db", folder / "last-night.db")
        client.delete("notes", ids=list(range(100)))
        put(range(2500, 2700))
        shutil.copytree(folder / "live.db", folder / "running.db")
        client.close(), servers.release_server(str(folder / "live.db"))


    def look(path):
        """What a client finds there."""
        wanted, seen, changed, said = set(range(100, 2700)), set(), 0, ""
        try:
            client = MilvusClient(str(path))
            if "notes" not in client.list_collections():
                said = "no such collection"
            else:
                client.load_collection("notes")
                pages = client.query_iterator("notes", batch_size=1000, output_fields=["*"])
                while page := pages.next():
                    seen |= {r["id"] for r in page}
                    changed += sum(r["text"] != f"note {r['id']}" or not np.array_equal(np.float32(r["vector"]), vector(r["id"])) for r in page)
                client.search("notes", data=[vector(5).tolist()], limit=3)
            client.close()
        except Exception as error:
            said = str(getattr(error, "message", error)).split(chr(10))[0]
        try:
            servers.release_server(str(path))
        except Exception:
            pass
        return {"missing": len(wanted - seen), "back": len(seen - wanted), "changed": changed, "said": said.replace(str(folder), "…")}


    def half(file):
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


    def one_byte(file, place=0.5):
        data = bytearray(file.read_bytes())
        data[int(place * len(data))] ^= 255
        file.write_bytes(data)


    def version(file):
        file.write_text(json.dumps(json.loads(file.read_text()) | {"manifest_format_version": 99}))


    def first(notes, what):
        return sorted((notes / "partitions" / "_default" / what).glob("*"))[0]


    ACCIDENTS = {
        "nothing": lambda notes: None,
        "copied while it ran": lambda notes: (shutil.rmtree(notes.parent.parent), shutil.copytree(folder / "running.db", notes.parent.parent)),
        "folder gone": lambda notes: shutil.rmtree(notes.parent.parent),
        "data file gone": lambda notes: first(notes, "data").unlink(),
        "data file cut to half": lambda notes: half(first(notes, "data")),
        "one byte of a data file": lambda notes: one_byte(first(notes, "data")),
        "index file gone": lambda notes: first(notes, "indexes").unlink(),
        "index file cut to half": lambda notes: half(first(notes, "indexes")),
        "record of deletions gone": lambda notes: first(notes, "delta").unlink(),
        "manifest gone": lambda notes: (notes / "manifest.json").unlink(),
        "schema gone": lambda notes: (notes / "schema.json").unlink(),
        "a format of version 99": lambda notes: version(notes / "manifest.json"),
    }


    def last_night(path):
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(folder / "last-night.db", path)


    def and_the_log(path):
        """Last night's copy, and what was changed since, from a log of one's own."""
        last_night(path)
        client = MilvusClient(str(path))
        client.load_collection("notes")
        client.delete("notes", ids=list(range(100)))
        client.insert("notes", [{"id": k, "text": f"note {k}", "vector": vector(k).tolist()} for k in range(2500, 2700)])
        client.close(), servers.release_server(str(path))


    REMEDIES = {
        "open it as it is": lambda path: None,
        "remove the index files": lambda path: [f.unlink() for f in path.rglob("*.idx")],
        "the copy of last night": last_night,
        "that copy, and the log": and_the_log,
    }

    make()
    for number, pair in enumerate(wanted or [f"{name}|open it as it is" for name in ACCIDENTS]):
        accident, remedy = pair.split("|")
        path = folder / f"trial-{number}.db"
        shutil.copytree(folder / "live.db", path)
        ACCIDENTS[accident](path / "collections" / "notes")
        REMEDIES[remedy](path)
        print("@" + json.dumps({"accident": accident, "remedy": remedy, **look(path)}), flush=True)
    '''
    mo.accordion({"The drill, as a script": mo.show_code()})
    return (DRILL,)


@app.cell(hide_code=True)
def _(DRILL, Path, json, subprocess, sys, tempfile):
    from textwrap import dedent


    def drill(*pairs):
        """Run the drill in a process of its own; one dict per accident."""
        with tempfile.TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
            program = Path(folder) / "drill.py"
            program.write_text(dedent(DRILL))
            done = subprocess.run([sys.executable, str(program), folder, *pairs], cwd=folder, capture_output=True, text=True, timeout=180)
        return [json.loads(line[1:]) for line in done.stdout.splitlines() if line.startswith("@")]
    return dedent, drill


@app.cell(hide_code=True)
def _(course):
    which_silent = course.predict(
        "Of the eleven accidents: after how many does Milvus Lite open the folder and answer searches without any error, although rows are missing, changed, or back from the dead?",
        ["None", "One or two", "Four or more"],
        "Four or more",
        "Storage engines trust their files. Where a file cannot be read at all there is an error; where it can be read, and has changed, there is an answer.",
        key="ch18 which silent",
    )
    which_silent
    return (which_silent,)


@app.cell(hide_code=True)
def _(course, drill, escape, mo, which_silent):
    course.after(which_silent)
    accidents = drill()
    silent = [a for a in accidents if not a["said"] and a["missing"] + a["back"] + a["changed"]]
    _lines = [f"|{a['accident']}|{a['missing']:,}|{a['back']}|{a['changed']}|{escape(a['said'])[:150] or ('**nothing**' if a in silent else 'nothing')}|" for a in accidents]
    mo.vstack([
        course.table("accident / rows missing / deleted rows that are back / rows changed / it says", _lines),
        mo.md(f"Done just now with Milvus Lite 3.2.2. After **{len(silent)}** of the accidents it answered as if nothing had happened, with wrong rows. And the empty folder: a client that opens a path which is not there **makes** a database, an empty one."),
    ])  # fmt: skip
    return accidents, silent


@app.cell(hide_code=True)
def _(course, mo, which_silent):
    course.after(which_silent)
    mo.md("""
    Read the table as a list of symptoms. *Rows missing and no error* is a data file that is gone. *Deleted rows are back* is a lost record of deletions, and the day on which a person who asked to be erased is in your search results again. *200 rows missing and 100 back* is an older manifest: Lite keeps
    the one before, and takes it. A folder whose format calls itself version 99 is opened without a question.

    A server has more of the same parts: metadata in etcd, segments and their delete logs in object storage, a write-ahead log. They are in **three places**, so a copy of one of them, or of all at three different times, is an accident of its own.

    Now choose an accident, and what you do about it.
    """)
    return


@app.cell(hide_code=True)
def _(accidents, course, mo, which_silent):
    course.after(which_silent)
    which = mo.ui.dropdown([a["accident"] for a in accidents], value="record of deletions gone", label="Accident")
    remedy = mo.ui.dropdown(["open it as it is", "remove the index files", "the copy of last night", "that copy, and the log"], value="the copy of last night", label="What you do")
    mo.hstack([which, remedy], justify="start", wrap=True)
    return remedy, which


@app.cell(hide_code=True)
def _(course, drill, escape, mo, remedy, time, which, which_silent):
    course.after(which_silent)
    _begin = time.perf_counter()
    repaired = drill(f"{which.value}|{remedy.value}")[0]
    _took = time.perf_counter() - _begin
    mo.vstack([
        course.table("after / rows missing / deleted rows that are back / rows changed / it says", [f"|{which.value}, {remedy.value}|{repaired['missing']}|{repaired['back']}|{repaired['changed']}|{escape(repaired['said'])[:150] or 'nothing'}|"]),
        mo.md(f"{_took:.1f} s, with the making of the folder and the start of a Python process. Last night's copy lacks the 200 rows inserted since, and has the 100 that were deleted since."),
    ])  # fmt: skip
    return (repaired,)


@app.cell(hide_code=True)
def _(course, mo, which_silent):
    course.after(which_silent)
    mo.md("""
    An index is built again from the rows, so a broken index file is no disaster. A broken data file is one. And a restored copy without the log brings back the deleted rows of a whole day: **repeat the erasures** is a line of every runbook (chapter 12).

    ### One byte

    How likely is it that a changed byte is noticed at all? Here is a Parquet file of 600 rows, and 40 copies with one byte changed, at places spread evenly over the file. A second version of the file is written with checksums per page, and read by a reader that compares them.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    bytes_noticed = course.predict(
        "40 copies of a Parquet file without page checksums, each with one changed byte somewhere. In how many does reading it say so?",
        ["In nearly all", "In about half", "In few"],
        "In few",
        "Most of the file is vectors, any four bytes are a float, and nothing was written down to compare them with. Only a damaged header or a broken compression block is noticed.",
        key="ch18 bytes noticed",
    )
    bytes_noticed
    return (bytes_noticed,)


@app.cell(hide_code=True)
def _(alt, bytes_noticed, course, mo, pa, pq, vectors):
    course.after(bytes_noticed)
    _table = pa.table({"id": pa.array(range(600)), "title": [f"book {k}" for k in range(600)], "vector": pa.array([v.tolist() for v in vectors[:600]], pa.list_(pa.float32(), 32))})
    bytes_found = {}
    for _name, _sums in (("as written by default", False), ("with page checksums", True)):
        _sink = pa.BufferOutputStream()
        pq.write_table(_table, _sink, write_page_checksum=_sums)
        _good = _sink.getvalue().to_pybytes()
        _ends = {"an error": 0, "the same rows": 0, "other rows, no error": 0}
        for _k in range(40):
            _data = bytearray(_good)
            _data[int((_k + 0.5) / 40 * len(_data))] ^= 255
            try:
                _read = pq.read_table(pa.BufferReader(bytes(_data)), page_checksum_verification=_sums)
                _ends["the same rows" if _read.equals(_table) else "other rows, no error"] += 1
            except Exception:
                _ends["an error"] += 1
        bytes_found[_name] = _ends
    _bars = [{"file": f, "end": e, "copies": n} for f, ends in bytes_found.items() for e, n in ends.items()]
    _chart = alt.Chart(alt.Data(values=_bars)).mark_bar().encode(
        x=alt.X("copies:Q", title="copies with one changed byte"), y=alt.Y("file:N", title=None, sort=None, axis=alt.Axis(labelLimit=150)), color=alt.Color("end:N", title=None, scale=alt.Scale(domain=list(_ends), range=[course.TEAL, course.GREY, course.ORANGE])), tooltip=["file:N", "end:N", "copies:Q"])  # fmt: skip
    mo.vstack([
        course.chart(_chart, 120, "What reading 40 damaged files gave, without and with checksums of pages.", columns=1),
        course.table("file / an error / the same rows / other rows, no error", [f"|{f}|{e['an error']}|{e['the same rows']}|**{e['other rows, no error']}**|" for f, e in bytes_found.items()]),
    ])  # fmt: skip
    return (bytes_found,)


@app.cell(hide_code=True)
def _(bytes_noticed, course, mo):
    course.after(bytes_noticed)
    mo.md("""
    A checksum turns silent damage into an error, and costs a few bytes. Write a **manifest** beside every backup: the files with their sizes and SHA-256, the number of rows, the shape of the collection, when the export began and ended. And keep the manifest where the backup is *not*.

    A checksum says that a file is what was written. It does not say that the right thing was written. An export that read one page and stopped has perfect checksums. So a verifier has two halves: **is it what was written**, and **can it be what we wanted**: as many rows as the collection counted, each key
    once, every row acceptable to the schema. Exercise 2 has six corruptions for it. The last proof is always the same: restore it, and ask.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    store_gone = course.predict(
        "The object store of a server is killed. Which of these fails first?",
        ["A search", "An insert", "A flush", "All of them at once"],
        "A flush",
        "Searches read what is loaded, inserts go into the write-ahead log. Only what writes segments needs the store at once. So an outage of the storage may stay unnoticed for as long as you do not look, and the log grows.",
        key="ch18 store gone",
    )
    store_gone
    return (store_gone,)


@app.cell(hide_code=True)
def _(course, mo, store_gone):
    course.after(store_gone)
    mo.vstack([
        mo.md("A server keeps its segments in an object store. What if that is away for a while?"),
        course.recorded("ch18_outage"),
        mo.md("Recorded by `python scripts/record_backup.py`, which needs a MinIO of your own. Nothing was lost: the acknowledged rows waited in the write-ahead log. A node that has to *load* something in that time cannot."),
    ])
    return


@app.cell(hide_code=True)
def _(course, mo, store_gone):
    course.after(store_gone)
    mo.vstack([
        mo.md("""
        ### What a dropped collection leaves

        `birdwatcher` reads the metadata of a server straight from etcd, also when the server is down. Here it looks at a collection before and after a `drop_collection`:
        """),
        course.recorded("ch18_metadata"),
        mo.md("""
        The segments are marked *Dropped*, and not one object has left the bucket: the garbage collection takes them later. No call brings such a collection back. But if it happened a minute ago and there is no backup, **copy the bucket and etcd now**, before anything else; what can be done with them is for the
        people of Milvus to say. And a bucket that keeps old versions of objects, as S3 and MinIO can, protects them from the garbage collection also.
        """),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A runbook that is executed

    A shop's collection, used through the alias `shop`. At 14:02 a job deletes by a wrong filter. There are two exports: one of noon, of which an upload was cut off, and one of the night before; and there is a log. One customer had asked at 13:00 to be erased. The runbook is a list of functions, and it is
    executed now. Leave out a step, and look at what the customers get.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    skip_verify = course.predict(
        "You leave out the step that verifies the export before it is used. The newest export was cut off. What do the customers see after the switch?",
        ["An error", "A shop in which goods are missing", "The shop as it was, since the log is replayed"],
        "A shop in which goods are missing",
        "The newest export restores without an error: fewer rows, each of them right. The log brings what changed since noon, not what was never in the file.",
        key="ch18 skip verify",
    )
    skip_verify
    return (skip_verify,)


@app.cell(hide_code=True)
def _(course, mo, skip_verify):
    course.after(skip_verify)
    STEPS = ["stop the writers", "keep the evidence", "verify the export", "restore beside", "replay the log", "repeat the erasures", "compare", "switch the alias", "start the writers"]
    left_out = mo.ui.dropdown(["nothing", *[s for s in STEPS if s not in ("restore beside", "switch the alias", "start the writers", "keep the evidence", "compare")]], value="verify the export", label="Leave out")
    left_out
    return STEPS, left_out


@app.cell(hide_code=True)
def _(STEPS, client, count, everything, make, put, time, vectors):
    def run(leave_out):
        """The accident, and the runbook without one step: what each step said, and what customers find afterwards."""
        field = ("name", "VARCHAR", {"max_length": 40})

        def row(k, name="good"):
            return {"id": k, "name": f"{name} {k}", "vector": vectors[k].tolist()}

        for name in ("shop_1", "shop_2"):
            for alias in client.list_aliases(name)["aliases"] if client.has_collection(name) else []:
                client.drop_alias(alias)
        make(client, "shop_1", field)
        put(client, "shop_1", [row(k) for k in range(900)])
        client.create_alias("shop_1", "shop")
        night = {"rows": everything(client, "shop_1"), "count": count(client, "shop_1"), "at": 0}
        log = [("put", row(k, "new good")) for k in range(850, 950)]  # of the morning
        client.upsert("shop", [r for _, r in log])
        noon = {"rows": everything(client, "shop_1")[:600], "count": count(client, "shop_1"), "at": len(log)}
        erased = [17, 230]  # at 13:00, and written into the list of erasures
        client.delete("shop", ids=erased)
        late = [("put", row(k, "late good")) for k in range(940, 960)]
        log += late
        client.upsert("shop", [r for _, r in late])
        truth = {r["id"]: r["name"] for r in everything(client, "shop")}
        client.delete("shop", filter="id >= 100")  # 14:02
        state = {"base": noon, "stopped": False, "order": 960}

        def an_order():
            """A writer who was not stopped writes into the collection that is in use, and into the log."""
            if not state["stopped"]:
                client.upsert("shop", [row(state["order"], "ordered")])
                log.append(("put", row(state["order"], "ordered")))
                truth[state["order"]] = f"ordered {state['order']}"
                state["order"] += 1

        def stop():
            state["stopped"] = True
            return "no further writes"

        def verify():
            for base in (noon, night):
                if len(base["rows"]) == base["count"]:
                    state["base"] = base
                    break
            return f"noon has {len(noon['rows'])} of {noon['count']} rows: refused; the night before is whole" if state["base"] is night else "noon is whole"

        def restore():
            make(client, "shop_2", field)
            put(client, "shop_2", state["base"]["rows"])
            return f"{count(client, 'shop_2')} rows in `shop_2`"

        def replay():
            since = log[state["base"]["at"] :]
            client.upsert("shop_2", list({r["id"]: r for _, r in since}.values()))
            return f"{len(since)} changes"

        def erase():
            client.delete("shop_2", ids=erased)
            return f"{len(erased)} persons"

        def switch():
            client.alter_alias("shop_2", "shop")
            return "customers see `shop_2`"

        acts = {"stop the writers": stop, "keep the evidence": lambda: "`shop_1` stays", "verify the export": verify, "restore beside": restore, "replay the log": replay, "repeat the erasures": erase,
                "compare": lambda: f"`count(*)` is {count(client, 'shop_2')}", "switch the alias": switch, "start the writers": lambda: "done"}  # fmt: skip
        lines = []
        for step in STEPS:
            an_order()
            begin = time.perf_counter()
            said = "**left out**" if step == leave_out else acts[step]()
            lines.append((step, said, time.perf_counter() - begin))
        found = {r["id"]: r["name"] for r in everything(client, "shop")}
        client.drop_alias("shop")
        return lines, {"missing": len(truth.keys() - found.keys()), "old": sum(found[k] != truth[k] for k in truth.keys() & found.keys()), "erased": sum(k in found for k in erased), "rows": len(found)}
    return (run,)


@app.cell(hide_code=True)
def _(course, left_out, mo, run, skip_verify):
    course.after(skip_verify)
    _lines, shop_after = run(left_out.value)
    mo.vstack([
        course.table("step / what it said / seconds", [f"|{s}|{said}|{seconds:.2f}|" for s, said, seconds in _lines]),
        course.table("what customers find / count", [f"|goods|{shop_after['rows']}|", f"|missing|**{shop_after['missing']}**|", f"|in an older state|**{shop_after['old']}**|", f"|persons who had been erased|**{shop_after['erased']}**|"]),
        mo.md(f"Recovery time, without the people: **{sum(s for *_, s in _lines):.2f} s**."),
    ])  # fmt: skip
    return (shop_after,)


@app.cell(hide_code=True)
def _(course, mo, skip_verify):
    course.after(skip_verify)
    mo.md("""
    Try all of them. Each omission has its own damage, and none of them has an error. That is the reason for a runbook: at four in the morning no one remembers the line about erasures.

    A runbook has, for each accident of the first table: **how one notices** (which number, which alert), **who decides** (a failover that loses data is a decision, not a command), **the commands**, with the names of this year's machines, **how one knows that it worked**, and **how long it took at the last
    rehearsal**. It lies where the accident does not reach: a runbook in the wiki of the burnt data center is a known joke.

    And the copies: **three** of them, on **two** kinds of storage, **one** elsewhere, under an account that the first one's administrator cannot delete from. A restore test on a fixed day, into an empty Milvus, with the verifier, by a person who did not write it.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Copy the volume.”** Of a stopped standalone that is a copy. Of a running cluster it is three storages at three moments.
    - **“Milvus has point-in-time recovery.”** It had Time Travel for reading (chapter 12), and has snapshots of moments that you chose. Between two backups lies your log (zilliztech/milvus-backup #748, 0.5.16).
    - **“The standby is our backup.”** It repeats the mistake within its lag.
    - **“The backup succeeded.”** A filter that matches nothing also succeeds (docs v3.0.x, *Snapshot Backup and Restore in One Instance*). A success is a restore that was compared.
    - **“We can restore into the version before.”** The matrix goes upward only (docs v3.0.x, *Milvus Backup*).
    - **“Export with a query and a large limit.”** It stops at its limit, and a text key with a quotation mark stops the iterator (pymilvus 3.0.2).
    - **“num_entities is the count.”** It counts what was flushed, deleted rows included, until compaction. Compare `count(*)`.
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
    course.panel("ch18/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch18/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch18/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch18/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch18/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch18/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch18/ex07")
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
        "RPO one minute, RTO one hour. A nightly backup takes twenty minutes to restore. Which of the two does it miss?",
        {
            "Both": "Twenty minutes are within the hour.",
            "The RPO": "Up to a day of changes is lost. A log, or a standby with little lag, closes that gap.",
            "The RTO": "Twenty minutes are less than an hour, if the restore works at the first attempt.",
            "Neither": "What was written since the night is gone.",
        },
        answer="The RPO",
        key="ch18 quiz rpo",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A job deleted 40,000 rows by a wrong filter ten minutes ago. The standby is two seconds behind. What brings the rows back?",
        {
            "A failover to the standby": "It made the same deletion ten minutes ago.",
            "The base and the log, up to just before the deletion": "Beside the living collection, compared, and then the alias moves.",
            "A restart: the write-ahead log has them": "It also has the deletion.",
            "Nothing": "They are in the export and in the log of changes.",
        },
        answer="The base and the log, up to just before the deletion",
        key="ch18 quiz mistake",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "An export ran from 12:00 to 12:20 while others wrote. To which moments can it be brought with a whole log?",
        {
            "Any from 12:00 on": "At 12:10 it already has some changes of 12:15, and no replay takes them back.",
            "Any from 12:20 on, replaying from 12:00": "Whatever is in it by halves is applied once more.",
            "Any from 12:20 on, replaying from 12:20": "A page read at 12:01 lacks the changes of 12:10.",
            "Only 12:20": "The log leads on from there.",
        },
        answer="Any from 12:20 on, replaying from 12:00",
        key="ch18 quiz fuzzy",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "All checksums of a backup are right. What is still unknown?",
        {
            "Nothing": "It is what was written. Whether that was the collection is a different matter.",
            "Whether everything was written that should have been": "An export that stopped after its first page has perfect checksums. Compare with the count of the collection, and restore.",
            "Whether the disk is healthy": "For these files, just now, it was.",
            "Whether a byte has changed": "That is what they show.",
        },
        answer="Whether everything was written that should have been",
        key="ch18 quiz checksums",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You restore last night's backup after a fire. Yesterday afternoon three customers asked to be erased, and were. What now?",
        {
            "They are erased: deletions are in the backup": "Not those of the afternoon.",
            "Their rows are back. Repeat the list of erasures before anyone searches": "That is why the list is kept apart from the data, and outlives it.",
            "A compaction removes them": "It removes what is marked as deleted, and they no longer are.",
            "The backup has to be destroyed": "It is needed. It ends on its own date.",
        },
        answer="Their rows are back. Repeat the list of erasures before anyone searches",
        key="ch18 quiz erasures",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **RPO** is what may be lost, **RTO** how long it may take; four accidents (machine, site, mistake, rot) need different means, and a standby is none against a mistake.
    - An **export** has to carry every value with its type, each row once, and what is not in the rows: shape, metric, level. Milvus says nothing when one of them is lost.
    - A **fuzzy** export is brought to a moment after its end by the log from its beginning. A gap in the log ends the recovery before the gap.
    - A **manifest** with checksums shows what changed; counts and keys show what was never there; only a **restore** shows that it works.
    - Storage fails **silently**: after four of eleven accidents to a folder, Lite 3.2.2 answered with wrong rows and no error.
    - Restore **beside**, verify, replay, repeat the erasures, compare, switch. And do it on a calendar day, before it is needed.

    ## Where to read on

    - Docs v3.0.x: the pages on Milvus Backup, Milvus CDC, snapshots and data import, in that order.
    - zilliztech/milvus-backup on GitHub: its issues are a catalog of what goes wrong.
    - *Site Reliability Engineering*, Beyer and others, 2016, chapter 26, “Data Integrity: What You Read Is What You Wrote”.
    - Bairavasundaram and others, *An Analysis of Data Corruption in the Storage Stack*, 2008: how often bytes change by themselves.
    - Chapter 12 replays a log and undoes one writer; chapter 13 moves rows while others write; chapter 20 plans for the failures of machines.
    """)
    return


@app.cell(hide_code=True)
def test_a_standby_repeats_the_mistake(has_the_hole, lag, standby_rows):
    """A standby that is less far behind than the mistake is old has made it"""
    assert has_the_hole == (60 - lag.value > 40)
    assert standby_rows == (60 - lag.value if not has_the_hole else 10 + 60 - lag.value - 41)
    return


@app.cell(hide_code=True)
def test_the_restored_rows_are_all_there(how_many, restored_rows):
    """What went through Parquet is counted again"""
    assert restored_rows == how_many.value
    return


@app.cell(hide_code=True)
def test_what_each_format_loses(travel):
    """CSV loses NULL, guessed Parquet changes JSON, three decimals change vectors, JSON Lines loses nothing; a limit loses rows, a list of fields the dynamic key"""
    sizes, agree = {}, {}

    def lost(format, way="an iterator, all fields"):
        (wrong, missing, more), sizes[format], agree[format] = travel(format, way)
        assert more == 0
        return set(wrong), missing

    assert lost("JSON Lines") == (set(), 0)
    assert lost("Parquet, JSON as text") == (set(), 0)
    assert lost("Parquet, types guessed") == ({"about"}, 0)
    assert lost("JSON Lines, 3 decimals") == ({"vector"}, 0)
    assert lost("CSV") == ({"pages", "note"}, 0)
    assert max(sizes, key=sizes.get) == "JSON Lines"
    assert sizes["Parquet, JSON as text"] < sizes["JSON Lines"] / 2
    assert agree["JSON Lines"] == agree["CSV"] == 20
    assert 0 < agree["JSON Lines, 3 decimals"] < 20
    assert lost("JSON Lines", "one query, limit=1000") == (set(), 200)
    assert lost("JSON Lines", "an iterator, the schema's fields") == ({"color"}, 0)
    return


@app.cell(hide_code=True)
def test_keys_that_stop_an_iterator(pages_of_keys):
    """Keys with quotation marks, backslashes and line breaks stop pymilvus' iterator after its first page; quoted keys do not"""
    assert {k: v[0] for k, v in pages_of_keys.items()} == {"plain": 50, "quotation marks": 20, "apostrophe": 50, "backslash": 20, "line break": 20}
    assert all(v[1] == 50 for v in pages_of_keys.values())
    return


@app.cell(hide_code=True)
def test_an_export_is_a_mixture(mixture):
    """An export of Milvus Lite shows some changes that were made after its first page and not others"""
    assert [b for _, b, _ in mixture] == [100, 10, 20]
    return


@app.cell(hide_code=True)
def test_recovery_to_a_moment(ENDED, recovered):
    """From the beginning of the export every moment after its end is exact; from its end, before its end, or with a gap, it is not"""
    assert recovered(500, 300)[:3] == (0, 0, 0)
    assert recovered(600, 300)[:3] == (0, 0, 0)
    assert sum(recovered(500, ENDED)[:3]) > 0
    assert sum(recovered(320, 300)[:3]) > 0
    assert sum(recovered(500, 300, range(440, 450))[:3]) > 0
    return


@app.cell(hide_code=True)
def test_the_drill(accidents):
    """Lite 3.2.2 opens folders with a data file, a byte, the deletions or the manifest gone without an error; a cut file is an error, a lost index is built anew"""
    found = {a["accident"]: (a["missing"], a["back"], a["changed"], bool(a["said"])) for a in accidents}
    assert found["nothing"] == found["copied while it ran"] == found["index file gone"] == found["a format of version 99"] == (0, 0, 0, False)
    assert found["data file gone"] == (1900, 0, 0, False)
    assert found["one byte of a data file"][3] is False
    assert found["record of deletions gone"] == (0, 100, 0, False)
    assert found["manifest gone"] == (200, 100, 0, False)
    assert found["data file cut to half"][3]
    assert found["index file cut to half"][3]
    assert found["schema gone"][:1] == found["folder gone"][:1] == (2600,)
    return


@app.cell(hide_code=True)
def test_one_byte(bytes_found):
    """Without page checksums most changed bytes of a Parquet file give other rows and no error; with them none does"""
    assert bytes_found["as written by default"]["other rows, no error"] >= 25
    assert bytes_found["with page checksums"]["other rows, no error"] == 0
    return


@app.cell(hide_code=True)
def test_the_runbook(run):
    """Each step that is left out has its damage; with all of them nothing is missing, old or back"""
    after = {step: run(step)[1] for step in ("nothing", "verify the export", "replay the log", "repeat the erasures", "stop the writers")}
    assert {k: v for k, v in after["nothing"].items() if k != "rows"} == {"missing": 0, "old": 0, "erased": 0}
    assert after["verify the export"]["missing"] > 0
    assert after["replay the log"]["old"] > 0
    assert after["repeat the erasures"]["erased"] == 2
    assert after["stop the writers"]["missing"] > 0
    return


if __name__ == "__main__":
    app.run()
