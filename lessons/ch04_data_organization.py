import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="4 Data Organization in Milvus")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Data Organization in Milvus

    A row comes in with `pages: "90"`. It is stored, and for a year it goes unnoticed that `pages < "100"` does not find it.
    Another one comes twice, and is there twice. A third belongs to a customer, and another customer sees it.

    None of the three is a question of search. All are decided by the few lines that create the collection: which fields there
    are, what they may hold, what the key is, and how rows are kept apart. This chapter is about those lines.

    **What you will be able to do**

    - *design* a schema that takes what is right and refuses what is wrong,
    - *choose* a type for each field, and say what it costs,
    - *keep* tenants apart by a partition key,
    - *say* what a primary key promises, and what it does not,
    - *load*, *change* and *migrate* rows so that none is lost or doubled.
    """)
    return


@app.cell(hide_code=True)
def _():
    import json
    from collections import Counter
    from html import escape
    from pathlib import Path

    import altair as alt
    import numpy as np
    import wordllama
    from pymilvus import DataType, MilvusException

    import grader.lesson as course

    return (
        Counter,
        DataType,
        MilvusException,
        Path,
        alt,
        course,
        escape,
        json,
        np,
        wordllama,
    )


@app.cell(hide_code=True)
def _(course):
    _needs = ["nullable", "default_values", "partition_key", "array"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You have made a collection and searched it (chapter 1), and know what a metric is (chapter 2). {milvus.introduced}
    Where the two kinds of Milvus disagree, a server is also asked. Where there is none, you see what it said when this course
    was made, with its version.
    """)
    return


@app.cell(hide_code=True)
def _(Path, json, mo, np, wordllama):
    shelf = json.loads((mo.notebook_dir() / "data" / "pydoc.json").read_text())
    _model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    _raw = _model.embed([row["text"] for row in shelf])
    vectors = _raw / np.linalg.norm(_raw, axis=1, keepdims=True)
    DIM = vectors.shape[1]
    mo.md(f"""
    The rows of this chapter are the shelf of chapter 1: {len(shelf)} functions and classes of Python's standard library. Each has a
    name, a module, a kind and one sentence, and a vector of {DIM} numbers made from the sentence.
    """)
    return DIM, shelf, vectors


@app.cell(hide_code=True)
def _(client, DataType, DIM, mo):
    def make(name, fields, dynamic=False, on=None, **more):
        """A collection with a FLAT index on `vector`, loaded; `fields` are (name, type, options)."""
        where = on or client
        if where.has_collection(name):
            where.drop_collection(name)
        schema = where.create_schema(auto_id=False, enable_dynamic_field=dynamic)
        for field, kind, options in fields:
            schema.add_field(field, kind, **options)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=more.pop("dim", DIM))
        index = where.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="COSINE")
        where.create_collection(name, schema=schema, index_params=index, **more)


    def count(name, expression="", on=None):
        rows = (on or client).query(name, filter=expression, output_fields=["count(*)"], consistency_level="Strong")
        return rows[0]["count(*)"]


    def first_line(error):
        """What Milvus said, without its wrapping."""
        text = str(error)
        text = text.split("message=", 1)[-1].rstrip(")> ") if "message=" in text else text
        return text.split(" Detail:")[0].strip()


    mo.accordion({"The helpers of this chapter": mo.show_code()})
    return count, first_line, make


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Collections and Schemas

    A **collection** is a set of rows that all have the same fields: what a table is elsewhere. Milvus calls a row an *entity*.
    The **schema** lists the fields, and for each one its name, its type, and whether it may be missing. It is written once, when
    the collection is created.

    A schema does two things. It says what can be asked: only a field that exists can be filtered on, only a vector field can be
    searched. And it says what is *refused*. The second one is the cheaper protection, because it speaks up at the moment when
    the mistake can still be corrected.

    Here is one for the shelf. Its key is the full name of a function.
    """)
    return


@app.cell
def _(DataType, mo):
    shelf_fields = [
        ("name", DataType.VARCHAR, {"max_length": 60, "is_primary": True}),
        ("module", DataType.VARCHAR, {"max_length": 30}),
        ("text", DataType.VARCHAR, {"max_length": 400}),
        ("since", DataType.INT16, {"nullable": True}),  # a year, where somebody knows it
        ("stars", DataType.INT64, {"default_value": 0}),
    ]
    mo.show_code()
    return (shelf_fields,)


@app.cell(hide_code=True)
def _(course):
    misspelt = course.predict(
        "A row arrives with the field `modul`, a misspelling of `module`, and without `module`. The collection was created with "
        "`enable_dynamic_field=True`, and `module` may be NULL. What happens?",
        ["It is refused: there is no field `modul`", "It is stored, with `modul` beside a NULL `module`", "It is stored, and `modul` is dropped"],
        "It is stored, with `modul` beside a NULL `module`",
        "A dynamic field takes every name that the schema does not have. That is its use, and its price: a misspelled name is one more name. "
        "Here `module` was nullable, so nothing objected. In the strict collection below both mistakes are refused.",
        key="ch04 misspelt",
    )
    misspelt
    return (misspelt,)


@app.cell(hide_code=True)
def _(course, misspelt, mo):
    course.after(misspelt)
    wrong_rows = {
        "with modul, misspelled, instead of module": {"module": ..., "modul": "ast"},
        "everything as it should be": {},
        "a field that the schema does not have": {"difficulty": 3},
        "without module": {"module": ...},
        "module is None": {"module": None},
        "a name of 61 letters": {"name": "x" * 61},
        "since, as text": {"since": "1994"},
        "since, the year 40000": {"since": 40000},
        "since is None": {"since": None},
        "without stars": {"stars": ...},
        "a vector that is one number short": {"vector": "short"},
        "stars, as 1.5": {"stars": 1.5},
    }
    chosen_row = mo.ui.dropdown(list(wrong_rows), value="with modul, misspelled, instead of module", label="Insert a row:", full_width=True)
    dynamic_on = mo.ui.switch(value=True, label="the generous collection: a dynamic field, and module may be NULL")
    mo.vstack([chosen_row, dynamic_on])
    return chosen_row, dynamic_on, wrong_rows


@app.cell(hide_code=True)
def _(
    MilvusException,
    chosen_row,
    client,
    dynamic_on,
    escape,
    first_line,
    make,
    mo,
    shelf,
    shelf_fields,
    vectors,
    wrong_rows,
):
    def _try(changes, dynamic):
        name = "shelf_dynamic" if dynamic else "shelf_strict"
        if not client.has_collection(name):
            fields = [(f, k, o | {"nullable": True}) if dynamic and f == "module" else (f, k, o) for f, k, o in shelf_fields]
            make(name, fields, dynamic=dynamic)
        row = {"name": shelf[0]["name"], "module": shelf[0]["module"], "text": shelf[0]["text"], "since": 1996, "stars": 5, "vector": vectors[0].tolist()}
        for field, value in changes.items():
            if value is ...:
                del row[field]
            else:
                row[field] = row["vector"][:-1] if value == "short" else value
        try:
            client.insert(name, [row])
        except MilvusException as error:
            return False, row, first_line(error)
        stored = client.query(name, filter=f'name == "{row["name"]}"', output_fields=["*"], consistency_level="Strong")[0]
        return True, row, {k: v for k, v in stored.items() if k != "vector"}


    _taken, _row, _said = _try(wrong_rows[chosen_row.value], dynamic_on.value)
    _sent = {k: (v if k != "vector" else f"{len(v)} numbers") for k, v in _row.items() if k != "text"}
    _color, _word = ("#1592a6", "taken, and stored as") if _taken else ("#d9772b", "refused")
    mo.Html(
        f"<div style='border-left:4px solid {_color};padding:.4rem .9rem;overflow-wrap:anywhere'><p style='margin:.2rem 0'>sent: <code>{escape(str(_sent))[:400]}</code></p>"
        f"<p style='margin:.2rem 0'><strong>{_word}</strong>: <code>{escape(str(_said))[:400]}</code></p></div>"
    )
    return


@app.cell(hide_code=True)
def _(course, misspelt, mo):
    course.after(misspelt)
    mo.md("""
    That is the generous collection. Turn the switch off, and try all of the rows. Two things are worth a second look.

    **Who refused?** Some of these rows never reached Milvus: pymilvus knows the schema and checks types and missing fields by itself
    (those errors begin with *The Input data type* or *Insert missed*). Others, such as a year that is too large for 16 bits, travel to
    Milvus and are refused there. A loader in another language may check less. What counts is that the last one checks.

    **A batch is one thing.** If one row of an `insert` is refused, none of its rows is stored. You can correct it and send the
    whole batch again.

    The dynamic field is not wrong; it is a decision. It fits where every row has other facts, and you will filter on few of them. Chapter
    13 is about growing a schema with it. But do not turn it on "to be safe": it is the opposite of safe.

    Before it can be searched, a collection needs an index and has to be *loaded*. `create_collection` does both when it is given
    `index_params`. Made without them, it wants `create_index` and then `load_collection`: on Milvus Lite a new collection counts as loaded and is searched row by row, a server refuses. (One that was released, or reopened with an index, Lite refuses too: chapter 1.) And what was just written is sure to be seen only by a read with `consistency_level="Strong"`; chapter 6 says why.

    A collection also has a *name*, and may have **aliases**, further names that can be moved. Code that knows only the alias can be
    led to another collection in one step:
    """)
    return


@app.cell
def _(client, count, make, mo, shelf, shelf_fields, vectors):
    make("functions_v1", shelf_fields, dynamic=True)
    client.insert("functions_v1", [{**r, "vector": v} for r, v in zip(shelf, vectors.tolist())])
    client.create_alias("functions_v1", "functions")

    # Copy everything, whatever the names of its fields, in batches of 200 rows.
    make("functions_v2", shelf_fields, dynamic=True)
    there = count("functions_v1")  # at Strong: it waits for the rows that were written a moment ago
    _rows = client.query_iterator("functions_v1", batch_size=200, output_fields=["*"])
    pieces = []
    while _piece := _rows.next():
        client.insert("functions_v2", [dict(row) for row in _piece])
        pieces.append(len(_piece))
    _rows.close()

    if sum(pieces) == there:
        client.alter_alias("functions_v2", "functions")  # from here on `functions` means the second one
    leads_to = client.describe_alias("functions")["collection_name"]
    mo.show_code()
    return leads_to, pieces


@app.cell(hide_code=True)
def _(count, leads_to, mo, pieces):
    mo.md(f"Rows moved: {' + '.join(map(str, pieces))}; rows in the second collection: {count('functions_v2')}. The alias leads to `{leads_to}`.")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    An **iterator** reads a collection to its end. A plain `query` returns at most its `limit` (no more than 16,384 rows, docs v3.0.x,
    *Milvus Limits*), and does not say that there was more. `output_fields=["*"]` asks for every field, the dynamic ones included;
    if you list names, you get only those. And `alter_alias` moves an alias in one call, so that there is no moment without it.

    Why the count at Strong, before the iterator? On Milvus Lite it changes nothing. On a server it decides what moves.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    moved_fresh = course.predict(
        "On a server, 700 rows have just been inserted into a collection of the default level, Bounded. An iterator reads it to its end, with "
        '`consistency_level="Strong"`. How many rows does it return?',
        ["700: Strong was asked for", "0, or some of them", "699: all but the last one"],
        "0, or some of them",
        "An iterator reads at the level of the *collection*, whatever it is given: pymilvus 3.0.2 sends the level, and beside it *use the collection's "
        "default*, which wins. Bounded does not wait for the newest rows. A read at Strong waits until the server has them, and then the iterator also finds them.",
        key="ch04 moved fresh",
    )
    moved_fresh
    return (moved_fresh,)


@app.cell(hide_code=True)
def _(DataType, count, course, make, mo, moved_fresh, vectors):
    course.after(moved_fresh)


    def read_by_iterator(on, level, strong_first):
        """How many of 700 rows, inserted just now, an iterator returns."""
        make("fresh", [("id", DataType.INT64, {"is_primary": True})], on=on, dim=vectors.shape[1], consistency_level=level)
        on.insert("fresh", [{"id": i, "vector": v} for i, v in enumerate(vectors[:700].tolist())])
        if strong_first:
            count("fresh", on=on)
        rows, number = on.query_iterator("fresh", batch_size=200, output_fields=["id"], consistency_level="Strong"), 0
        while batch := rows.next():
            number += len(batch)
        rows.close()
        return number


    def _moved():
        server = course.milvus(needs=["pk_duplicates", "segments", "compaction"])
        admin = course.connect(needs=["pk_duplicates", "segments", "compaction"])
        bounded = 700
        for _ in range(8):  # where the machine is busy, the server may have caught up before the iterator begins
            bounded = min(bounded, read_by_iterator(admin, "Bounded", strong_first=False))
            if bounded < 700:
                break
        found = {
            "Strong": read_by_iterator(admin, "Strong", strong_first=False),
            "Bounded, the default": bounded,
            "Bounded, after a `count(*)` at Strong": read_by_iterator(admin, "Bounded", strong_first=True),
        }
        text = "| the collection's level | rows that the iterator returned, of 700 |\n|:---|---|\n" + "\n".join(f"| {k} | **{v}** |" for k, v in found.items())
        return found, mo.md(course.record("ch04_moved", f"{text}\n\nAnswered by Milvus {server.identity}.", server.identity))


    try:
        fresh_found, _shown = _moved()
    except course.NotServed as _error:
        fresh_found, _shown = None, mo.vstack([course.recorded("ch04_moved"), mo.md(f"To run it here: `{_error.next}`")])
    _shown
    return (fresh_found,)


@app.cell(hide_code=True)
def _(course, mo, moved_fresh):
    course.after(moved_fresh)
    mo.md("""
    A move in the night, without writers, hides the mistake. So count at Strong first, compare with what arrived, and move the alias
    only then. What is written *during* the move is a different matter: stop the writers, or let them write to both.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Fields: Vector and Scalar

    A **vector field** holds the numbers that are compared. It has a dimension that never changes, and an index with a metric. Without one
    a collection could not be searched. A **scalar field** holds everything else: it is filtered on and returned. The two meet in a search: *the nearest
    vectors, among the rows with `module == "os"`*.

    Ask of each scalar field: **may it be missing, and what is there then?** There are four answers.

    | in the schema | means |
    |:---|:---|
    | nothing | it must be there |
    | `nullable=True` | it may be missing; then it is NULL: no value, and no stand-in for one |
    | `default_value=7` | it may be missing; then it is 7 |
    | both | … |
    """)
    return


@app.cell(hide_code=True)
def _(course):
    both_given = course.predict(
        "A field is nullable *and* has the default 7. A row is inserted with `None` in it. What is stored?",
        ["NULL: it was said explicitly", "7", "The row is refused"],
        "7",
        "The default wins, whether the field is left out or given as None. A field with a default can therefore never be made NULL by an insert, "
        "and `nullable` beside it has no effect there.",
        key="ch04 both",
    )
    both_given
    return (both_given,)


@app.cell
def _(DataType, MilvusException, both_given, client, course, make, mo):
    course.after(both_given)

    kinds = {
        "nothing": {},
        "nullable": {"nullable": True},
        "default 7": {"default_value": 7},
        "both": {"nullable": True, "default_value": 7},
    }


    def stored(kind, given):
        """What becomes of one row in a collection whose field `n` is of one kind."""
        name = "missing_" + kind.replace(" ", "_")
        if not client.has_collection(name):
            key = ("id", DataType.INT64, {"is_primary": True})
            make(name, [key, ("n", DataType.INT64, kinds[kind])], dim=2)
        row = {"id": 1, "n": 1, "vector": [1.0, 0.0]} | given
        try:
            client.upsert(name, [{k: v for k, v in row.items() if v is not ...}])
        except MilvusException:
            return "refused"
        return str(client.get(name, ids=[1], output_fields=["n"])[0]["n"])


    cases = {"given, 1": {}, "None": {"n": None}, "left out": {"n": ...}}
    missing = {kind: [stored(kind, given) for given in cases.values()] for kind in kinds}
    mo.show_code()
    return cases, missing


@app.cell(hide_code=True)
def _(cases, course, missing, mo):
    _rows = [f"| {kind} | " + " | ".join(f"`{v.replace('None', 'NULL')}`" if v != "refused" else v for v in values) + " |" for kind, values in missing.items()]
    mo.vstack([course.table(" / ".join(["in the schema", *cases]), _rows), mo.md("Measured just now; the same is written in docs v3.0.x, *Nullable Fields* and *Default Values*.")])
    return


@app.cell(hide_code=True)
def _(both_given, course, mo):
    course.after(both_given)
    mo.md("""
    Choose NULL when the value is unknown, a default when it is known without being said. A zero that stands for *unknown* is found by
    `since < 1990`, and counts in every average; a NULL is found by `since is null` and by nothing else (chapter 6 has the logic of it).

    Neither can be changed afterwards (docs v3.0.x, *Nullable Fields*). The key can have neither. A partition key may have a default (2.3.5 and
    Lite 3.2.2 take one), and cannot be NULL (docs v3.0.x, *Nullable Fields*; Lite 3.2.2 does not object).

    One more trap hides in `max_length`. It limits a text, but in what?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    in_bytes = course.predict(
        "A VARCHAR has `max_length=10`. The text `crème brûlé` without its blank, `crèmebrûlé`, has 10 letters and 13 bytes in UTF-8. Is it taken?",
        ["By both", "By Milvus Lite; a server refuses it", "By neither"],
        "By Milvus Lite; a server refuses it",
        "A server counts bytes, as the documentation says (v3.0.x, *VarChar Field*). Milvus Lite 3.2.2 counts characters. What worked on your laptop is refused in production: "
        "count the bytes of your longest text, not its letters: an é has two, a Chinese character three.",
        key="ch04 bytes",
    )
    in_bytes
    return (in_bytes,)


@app.cell(hide_code=True)
def _(DataType, MilvusException, client, course, first_line, in_bytes, make, milvus, mo):
    course.after(in_bytes)


    def _ten(on):
        make("ten", [("id", DataType.INT64, {"is_primary": True}), ("dish", DataType.VARCHAR, {"max_length": 10})], on=on, dim=2)
        said = []
        for dish in ("cremebrule", "crèmebrûlé"):
            try:
                on.insert("ten", [{"id": 1, "dish": dish, "vector": [1.0, 0.0]}])
                said.append("taken")
            except MilvusException as error:
                said.append(f"refused: *{first_line(error)}*")
        return said


    _here = _ten(client)
    try:
        _server = course.milvus(needs=["pk_duplicates", "segments", "compaction"])
        _there = _ten(course.connect(needs=["pk_duplicates", "segments", "compaction"]))
        _text = f"On {_server.identity}: `cremebrule` {_there[0]}; `crèmebrûlé` {_there[1]}"
        _shown = mo.md(course.record("ch04_bytes", _text, _server.identity))
    except course.NotServed as _error:
        _shown = mo.vstack([course.recorded("ch04_bytes"), mo.md(f"To run it here: `{_error.next}`")])
    mo.vstack([mo.md(f"Here, on {milvus.identity}: `cremebrule` {_here[0]}; `crèmebrûlé` {_here[1]}"), _shown])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A collection may have *several vector fields*: a picture and its caption, a title and a body, each with its own dimension and index. There may be 4, and up to
    10 where `proxy.maxVectorFieldNum` says so (docs v3.0.x, *Schema Explained*, *proxy-related Configurations*). The 2.3.5 server refuses a second one. Chapter 11 searches them together.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Partitions

    A collection can be divided into **partitions**, and a search can be told to look into some of them only. Every collection has one from the start, `_default`. There are
    two ways to use them, and they do not mix.

    **By hand.** You create partitions with names, and say with every insert where its rows go. It suits a division that is known and small, such as one partition for
    each year. A row goes where you put it; nothing checks that a row of 1994 is in the partition of 1994.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    two_places = course.predict(
        "Milvus Lite: the row with the key `shutil.rmtree` is inserted into the partition `files`, and then again into `misc`. In how many partitions is it?",
        ["In one: a key is unique in the collection", "In two: each partition has keys of its own"],
        "In one: a key is unique in the collection",
        "Milvus Lite takes the second insert for a newer version, and the row has moved. A server keeps both, in two partitions. The section on keys "
        "explains why; here it shows that a partition is no small collection: the key belongs to the whole.",
        key="ch04 two places",
    )
    two_places
    return (two_places,)


@app.cell
def _(client, course, make, mo, shelf, shelf_fields, two_places, vectors):
    course.after(two_places)

    make("by_hand", shelf_fields)
    homes = {"files": ("os", "shutil", "pathlib"), "numbers": ("math", "statistics", "random")}
    parts = {"files": [], "numbers": [], "misc": []}
    for _row, _vector in zip(shelf, vectors.tolist()):
        _top = _row["module"].split(".")[0]
        _home = next((p for p, tops in homes.items() if _top in tops), "misc")
        parts[_home].append({k: _row[k] for k in ("name", "module", "text")} | {"vector": _vector})
    for _name, _rows in parts.items():
        client.create_partition("by_hand", _name)
        client.insert("by_hand", _rows, partition_name=_name)


    def homes_of(name):
        one = f'name == "{name}"'
        return [p for p in parts if client.query("by_hand", filter=one, partition_names=[p])]


    before = homes_of("shutil.rmtree")
    _again = next(r for r in parts["files"] if r["name"] == "shutil.rmtree")
    client.insert("by_hand", [_again], partition_name="misc")
    mo.show_code(mo.plain_text(f"first in {before}, then in {homes_of('shutil.rmtree')}"), position="above")
    return


@app.cell(hide_code=True)
def _(course, mo, two_places):
    course.after(two_places)
    where = mo.ui.multiselect(["files", "numbers", "misc"], value=["files"], label="Search in the partitions")
    mo.vstack([mo.md("What is like `shutil.copytree`? The search looks only where you let it. (*rmtree* has moved to *misc*, remember.)"), where])
    return (where,)


@app.cell(hide_code=True)
def _(client, count, escape, mo, shelf, vectors, where):
    mo.stop(not where.value, mo.md("*Choose a partition.*"))
    _asked = next(i for i, r in enumerate(shelf) if r["name"] == "shutil.copytree")
    _hits = client.search("by_hand", data=[vectors[_asked].tolist()], limit=5, partition_names=where.value, output_fields=["text"])[0]
    _sizes = {p: client.get_partition_stats("by_hand", p)["row_count"] for p in ("files", "numbers", "misc")}
    _all = count("by_hand")
    _bar = "".join(
        f"<span style='flex:{max(n, 1)};min-width:5.6rem;padding:.25rem .4rem;border-radius:4px;font-size:.8rem;background:{'#0b6e7d' if p in where.value else '#8a94a355'};"
        f"color:{'#fff' if p in where.value else 'inherit'}'>{p} · {n}</span>"
        for p, n in _sizes.items()
    )
    _lines = "".join(f"<li><code>{escape(h['name'])}</code> {escape(h['entity']['text'])} <small>({h['distance']:.2f})</small></li>" for h in _hits)
    mo.Html(
        f"<div style='display:flex;gap:4px;flex-wrap:wrap' role='img' aria-label='Rows by partition; the ones searched are filled'>{_bar}</div>"
        f"<p style='font-size:.85rem'>{sum(_sizes[p] for p in where.value)} of {_all} rows are looked at.</p><ol style='list-style:decimal;padding-left:1.6rem'>{_lines}</ol>"
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **By key.** One field is declared the **partition key**, and Milvus puts each row into a partition by a hash of its value. You never name a partition again. A search with
    `tenant == "ada"` in its filter looks only where *ada* can be. The number of partitions is fixed (16, unless `num_partitions` says otherwise; docs v3.0.x, *Use Partition Key*), and the number of tenants is not.
    Milvus Lite 3.2.2 takes `num_partitions` without a word and makes 16.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    sharing = course.predict(
        "40 tenants, 16 partitions: some tenants share one. A search with `tenant == \"tenant 7\"`, in a partition that holds two more tenants, returns…",
        ["rows of all three: they are in one partition", "rows of tenant 7 only"],
        "rows of tenant 7 only",
        "The partition decides where Milvus looks, the filter decides what counts. Leave the filter out, and you see every tenant's rows. So the key makes the search "
        "cheap, and the *filter* makes it safe.",
        key="ch04 sharing",
    )
    sharing
    return (sharing,)


@app.cell(hide_code=True)
def _(course, mo, sharing):
    course.after(sharing)
    tenants = mo.ui.slider(2, 60, value=12, label="tenants", show_value=True, full_width=True)
    tenants
    return (tenants,)


@app.cell
def _(Counter, DataType, client, make, mo, shelf, tenants, vectors):
    make(
        "notes",
        [
            ("id", DataType.INT64, {"is_primary": True}),
            ("tenant", DataType.VARCHAR, {"max_length": 40, "is_partition_key": True}),
        ],
    )
    client.insert(
        "notes",
        [
            {"id": i, "tenant": f"tenant {i % tenants.value}", "vector": v}
            for i, v in enumerate(vectors.tolist())
        ],
    )

    # Lite lets one look into the partitions that a key made; a server does not.
    buckets = {}
    for _p in client.list_partitions("notes"):
        _rows = client.query("notes", filter="id >= 0", partition_names=[_p], output_fields=["tenant"])
        if _rows:
            buckets[_p] = Counter(row["tenant"] for row in _rows)

    _own = client.search(
        "notes",
        data=[vectors[0].tolist()],
        filter='tenant == "tenant 1"',
        limit=len(shelf),
        output_fields=["tenant"],
    )
    whose = {hit["tenant"] for hit in _own[0]}
    mo.show_code()
    return buckets, whose


@app.cell(hide_code=True)
def _(alt, buckets, client, course, mo, shelf, tenants, whose):
    _order = sorted(client.list_partitions("notes"), key=lambda p: int("".join(c for c in p if c.isdigit()) or -1))
    _order = [p for p in _order if p != "_default"]
    _points = [
        {"partition": str(_order.index(p)), "tenant": t, "rows": n, "shade": int(t.split()[1]) % 6} for p, members in buckets.items() if p in _order for t, n in members.items()
    ]
    _chart = (
        alt.Chart(alt.Data(values=_points))
        .mark_bar(stroke="#ffffff", strokeWidth=0.7)
        .encode(
            x=alt.X("partition:O", title="partition", scale=alt.Scale(domain=[str(i) for i in range(len(_order))]), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("sum(rows):Q", title="rows"),
            detail="tenant:N",
            color=alt.Color("shade:O", legend=None, scale=alt.Scale(range=["#1592a6", "#d9772b", "#7a6fc2", "#b8860b", "#56b4e9", "#8a94a3"])),
            tooltip=["partition:O", "tenant:N", "rows:Q"],
        )
    )
    _full = [len(m) for m in buckets.values()]
    _share = max(sum(m.values()) for m in buckets.values()) / len(shelf)
    mo.vstack(
        [
            course.chart(_chart, 230, "Rows by partition; each piece of a bar is a tenant"),
            mo.md(
                f"{tenants.value} tenants in {len(buckets)} of {len(_order)} partitions; up to {max(_full)} share one. A search for one tenant looks at "
                f"{_share:.0%} of the rows at most, and found rows of: {', '.join(sorted(whose))}."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, sharing):
    course.after(sharing)
    mo.vstack(
        [
            mo.md("""
    Hashing is blind: it may put three large tenants into one partition and leave another empty. (A server uses a different hash from Lite's, and 2.3.5 makes 64 partitions by default
    instead of 16.) Four ways to keep tenants apart, from the strictest:
    """),
            course.table(
                "a … for each tenant / apart by / how many / and then",
                [
                    "| database | collections, grants and limits | 64 by default (docs v3.0.x, *rootCoord-related Configurations*) | users are the server's: one login for all databases, and grants in each (chapter 19) |",
                    "| collection | name and schema | 65,536 collections in all | a schema of its own; each costs memory |",
                    "| partition | what the program names | 1,024 in a collection | names of letters, digits and `_` only |",
                    "| value of a partition key | the filter | no limit | a forgotten filter sees every tenant |",
                ],
            ),
            mo.md("The limits are from docs v3.0.x, *Milvus Limits*, and docs v3.0.x, *Implement Multi-tenancy* compares the four. That a user made in one database can log in to all was tried on 2.3.5."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Segments

    You never create a segment, and never name one. It is how Milvus stores rows: a part of a partition, at most 1,024 MB by default (docs v3.0.x, *dataCoord-related
    Configurations*; 512 in 2.3.5), with a life of its own.

    - **Growing:** fresh rows are collected in memory. They do not have the index that you asked for: Lite compares them one by one, a server may use a small temporary one (chapter 3).
    - **Sealed:** the piece is full, or old, or you called `flush`. Nothing is added to it any more; it is written to storage and gets its index.
    - **Compacted:** small sealed pieces are merged into larger ones in the background, and rows that were deleted long enough ago are left out.

    A segment is never changed in place. A delete is a note beside it that says *this row no longer counts*; an upsert is such a note and a fresh row. That is why
    two numbers about a collection can differ.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    two_counts = course.predict(
        "1,500 rows are stored and flushed on a server, then 400 of them are deleted. What do `count(*)`, read at Strong, and `row_count` of `get_collection_stats` say?",
        ["1,100 and 1,100", "1,100 and 1,500", "1,500 and 1,100"],
        "1,100 and 1,500",
        "`count(*)` asks who is alive. The statistics add up what lies in the segments, and there the deleted rows lie until a compaction leaves them out. "
        "Use `count(*)` to count, and statistics to see how much is stored.",
        key="ch04 two counts",
    )
    two_counts
    return (two_counts,)


@app.cell(hide_code=True)
def _(DataType, MilvusException, count, course, make, mo, shelf, two_counts, vectors):
    import time

    course.after(two_counts)


    def _blocks(title, segments):
        """Segments drawn to scale."""
        parts = "".join(
            f"<span style='flex:{max(n, 60)};min-width:3rem;border-radius:4px;padding:.25rem .4rem;font-size:.8rem;border:1.5px solid #1592a6;background:#1592a622'>{n:,} rows</span>"
            for n in segments
        )
        return f"<p style='margin:.5rem 0 .15rem;font-size:.85rem'>{title}</p><div style='display:flex;gap:4px;flex-wrap:wrap' role='img' aria-label='{len(segments)} segments: {segments} rows'>{parts}</div>"


    def _on_server(server, admin):
        make("pieces", [("id", DataType.INT64, {"is_primary": True})], on=admin, dim=vectors.shape[1])
        shown = []
        for start in (0, 500, 1000):
            rows = [{"id": start + i, "vector": vectors[(start + i) % len(shelf)].tolist()} for i in range(500)]
            admin.insert("pieces", rows)
            admin.flush("pieces")
        sizes = [s.num_rows for s in admin.list_persistent_segments("pieces")]
        shown.append(_blocks("after three times <em>insert 500 rows, flush</em>:", sorted(sizes)))
        admin.delete("pieces", filter="id < 400")
        alive, stored = count("pieces", on=admin), admin.get_collection_stats("pieces")["row_count"]
        shown.append(f"<p style='margin:.6rem 0'>after deleting 400 rows: <code>count(*)</code> is <strong>{alive:,}</strong>, <code>row_count</code> is <strong>{stored:,}</strong></p>")
        job, end = admin.compact("pieces"), time.monotonic() + 60
        while time.monotonic() < end:
            try:
                merged = [s.num_rows for s in admin.list_persistent_segments("pieces")]
            except MilvusException:  # "segment not found": one that it had just listed was merged away
                continue
            if admin.get_compaction_state(job) == "Completed" and len(merged) < max(2, len(sizes)):
                break
            time.sleep(0.3)
        sizes = merged
        shown.append(_blocks("after <code>compact</code>:", sorted(sizes)))
        return "".join(shown)


    course.on_server("ch04_segments", ["pk_duplicates", "segments", "compaction"], _on_server)
    return


@app.cell(hide_code=True)
def _(course, mo, two_counts):
    course.after(two_counts)
    mo.md("""
    If you see fewer than three pieces before `compact`, Milvus has already merged some by itself. And if the deleted rows are still in the sum afterwards: a merge does not have to leave them out at once.
    How large a segment may grow, and how soon it is sealed, is configuration (`dataCoord.segment.maxSize`, `sealProportion` and others, docs v3.0.x, *dataCoord-related Configurations*). Chapter 3
    follows one through its life, chapter 16 tunes it.

    What to remember when you design: many small collections or partitions mean many small segments, each with an index of its own, none of which is worth its cost.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Data Types

    The type of a field decides what a filter can ask, and what a row costs. First the vectors, because they are nearly all of the cost.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    vector_kinds = {"FLOAT_VECTOR": 32, "FLOAT16_VECTOR": 16, "BFLOAT16_VECTOR": 16, "INT8_VECTOR": 8, "BINARY_VECTOR": 1}
    rows_log = mo.ui.slider(steps=[10**5, 10**6, 10**7, 10**8, 10**9], value=10**7, label="rows", show_value=True)
    dims = mo.ui.slider(steps=[64, 128, 256, 384, 768, 1024, 1536, 3072], value=768, label="dimensions", show_value=True)
    mo.hstack([rows_log, dims], justify="start", wrap=True)
    return dims, rows_log, vector_kinds


@app.cell(hide_code=True)
def _(alt, course, dims, mo, rows_log, vector_kinds):
    _sizes = [{"type": k, "GiB": rows_log.value * dims.value * bits / 8 / 2**30, "bytes per vector": dims.value * bits / 8} for k, bits in vector_kinds.items()]
    _chart = (
        alt.Chart(alt.Data(values=_sizes))
        .mark_bar(color="#1592a6")
        .encode(
            y=alt.Y("type:N", sort=None, title=None),
            x=alt.X("GiB:Q", title="GiB for the vectors alone"),
            tooltip=["type:N", alt.Tooltip("GiB:Q", format=",.1f"), alt.Tooltip("bytes per vector:Q", format=",.0f")],
        )
    )
    mo.vstack([course.chart(_chart, 170, "Size of all vectors by type"), mo.md(f"{rows_log.value:,} rows of {dims.value} dimensions: {_sizes[0]['GiB']:,.1f} GiB as floats, {_sizes[-1]['GiB']:,.1f} GiB as bits. An index comes on top.")])
    return


@app.cell(hide_code=True)
def _(course):
    half_cost = course.predict(
        "The shelf's vectors are kept with 16 bits per number instead of 32. How many of the true ten neighbors of a row are still its ten nearest, on average?",
        ["About half", "Nine of ten", "Nearly all"],
        "Nearly all",
        "Neighbors differ in the second or third digit, and 16 bits keep three. Eight bits keep two, and that is where ranks begin to change. One bit keeps the sign, "
        "and is another method altogether: a first, rough selection.",
        key="ch04 half",
    )
    half_cost
    return (half_cost,)


@app.cell
def _(course, half_cost, mo, np, vectors):
    course.after(half_cost)


    def bfloat16(x):
        """The upper 16 bits of a float32: its range, and two or three digits of it."""
        bits = np.ascontiguousarray(x, dtype=np.float32).view(np.uint32)
        return (bits & np.uint32(0xFFFF0000)).view(np.float32)


    kept = {
        "FLOAT16": vectors.astype(np.float16).astype(np.float32),
        "BFLOAT16": bfloat16(vectors),
        "INT8": np.round(vectors / np.abs(vectors).max() * 127),
        "BINARY": np.sign(vectors),
    }


    def ten_nearest(table):
        scores = table @ table.T / np.outer(*[np.linalg.norm(table, axis=1)] * 2)
        np.fill_diagonal(scores, -np.inf)
        return np.argsort(-scores, axis=1)[:, :10]


    true_ten = ten_nearest(vectors)
    survived = {
        kind: np.mean([len(set(a) & set(b)) / 10 for a, b in zip(ten_nearest(rounded), true_ten)])
        for kind, rounded in kept.items()
    }
    mo.show_code()
    return (survived,)


@app.cell(hide_code=True)
def _(course, mo, survived):
    _bits = {"FLOAT16": 16, "BFLOAT16": 16, "INT8": 8, "BINARY": 1}
    mo.vstack(
        [
            course.table("kept as / bits per number / of the true ten neighbors remain", [f"| {k} | {_bits[k]} | **{v:.1%}** |" for k, v in survived.items()]),
            mo.md("""
    Measured in NumPy, without an index. Halves and bytes are types of Milvus for vectors that *arrive* so; an index that rounds by itself (chapter 5) is the other way to save. Milvus Lite 3.2.2 stores
    FLOAT_VECTOR and SPARSE_FLOAT_VECTOR only. Sparse vectors hold pairs of position and number, as many as are not zero: chapter 11 has them.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("Then the scalars."),
            course.table(
                "type / holds / what to know",
                [
                    "| BOOL | true, false | 1 byte |",
                    "| INT8, INT16, INT32, INT64 | whole numbers | 1, 2, 4, 8 bytes; what does not fit is refused |",
                    "| FLOAT, DOUBLE | numbers | 4, 8 bytes; 0.1 is not exactly 0.1 |",
                    "| VARCHAR | text | `max_length` in bytes, up to 65,535; compared letter by letter |",
                    "| ARRAY | up to `max_capacity` values of one type | asked with `array_contains`, `array_length` |",
                    "| JSON | anything nested | asked by path: `meta[\"a\"][\"b\"]`; types differ from row to row |",
                    "| TIMESTAMPTZ, GEOMETRY | moments, shapes | since 2.6.6 and 2.6.4 (docs v3.0.x, *TIMESTAMPTZ Field*, *Geometry Field*), and Lite 3.2.2; not the 2.3.5 server |",
                    "| TEXT, ARRAY of STRUCT | long text, lists of records | *not run here* (docs v3.0.x, *Text Field*, *StructArray Overview*) |",
                ],
            ),
            mo.md("""
    A **number that is kept as text** is the most expensive mistake in this table, because nothing complains. So is a **list that is kept as text**. Watch both.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    as_text = course.predict(
        "Four recordings last 9, 60, 95 and 400 seconds. They are stored as text. Which does `seconds < \"95\"` find?",
        ["9 and 60", "60 and 400", "9, 60 and 400"],
        "9, 60 and 400",
        "Text is compared letter by letter. \"4\" comes before \"9\", so 400 seconds are *less* than 95. It also finds the right two, and that is what hides it.",
        key="ch04 as text",
    )
    as_text
    return (as_text,)


@app.cell
def _(DataType, as_text, client, course, make, mo):
    course.after(as_text)

    make(
        "recordings",
        [
            ("id", DataType.INT64, {"is_primary": True}),
            ("seconds_text", DataType.VARCHAR, {"max_length": 10}),
            ("seconds", DataType.INT64, {}),
            ("words_text", DataType.VARCHAR, {"max_length": 100}),
            (
                "words",
                DataType.ARRAY,
                {"element_type": DataType.VARCHAR, "max_capacity": 8, "max_length": 20},
            ),
        ],
        dim=2,
    )
    for _id, (_seconds, _words) in enumerate(
        [(9, ["art", "tea"]), (60, ["party"]), (95, ["smart", "team"]), (400, ["art"])]
    ):
        _row = {"id": _id, "vector": [1.0, 0.0], "seconds": _seconds, "words": _words}
        _row |= {"seconds_text": str(_seconds), "words_text": ",".join(_words)}
        client.insert("recordings", [_row])


    def ask(expression, show):
        return [row[show] for row in client.query("recordings", filter=expression, output_fields=[show])]


    asked = {
        'seconds_text < "95"': ask('seconds_text < "95"', "seconds"),
        "seconds < 95": ask("seconds < 95", "seconds"),
        'words_text like "%art%"': ask('words_text like "%art%"', "words_text"),
        'array_contains(words, "art")': ask('array_contains(words, "art")', "words_text"),
    }
    mo.show_code()
    return (asked,)


@app.cell(hide_code=True)
def _(asked, course, mo):
    mo.vstack(
        [
            course.table("filter / finds", [f"| `{f}` | {'; '.join(str(v) for v in found)} |" for f, found in asked.items()]),
            mo.md("""
    `like "%art%"` finds *smart* and *party*. (The 2.3.5 server refuses a pattern that begins with `%`; it knows only those that end with it.) A list belongs in an ARRAY, and a number in a numeric field.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Primary Keys and Vector IDs

    Old texts speak of a *vector id*: a vector database was once an index from ids to vectors, and nothing else. In Milvus it is a field like others, the **primary key**: INT64 or VARCHAR, one for each collection, never
    NULL. A hit carries it, `get` and `delete` take it, `upsert` replaces by it.

    You give the keys yourself, or Milvus does (`auto_id=True`). Keys of your own make loading repeatable: the same row has the same key tomorrow. Keys from Milvus are unique, and mean nothing; loading twice makes every row twice.

    Does Milvus make sure that your own keys are unique? Here is where the two kinds of Milvus differ most.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    same_key = course.predict(
        "Two inserts with the key 1, the first about *tea*, the second about *coffee*. What does a Milvus **server** hold?",
        ["An error came back at the second insert", "One row: coffee", "Two rows with the key 1"],
        "Two rows with the key 1",
        "A server does not look for the key before it writes: that would cost a search in every segment for every row. Milvus Lite does look, and replaces. "
        "What works on Lite by luck makes double rows on a server.",
        key="ch04 same key",
    )
    same_key
    return (same_key,)


@app.cell(hide_code=True)
def _(DataType, client, count, course, make, milvus, mo, same_key):
    course.after(same_key)


    def _life(on):
        """What one key looks like after each call: how many rows, and what a query shows."""
        make("drinks", [("id", DataType.INT64, {"is_primary": True}), ("drink", DataType.VARCHAR, {"max_length": 20})], on=on, dim=2)
        steps = {
            "insert 1, tea": lambda: on.insert("drinks", [{"id": 1, "drink": "tea", "vector": [1.0, 0.0]}]),
            "insert 1, coffee": lambda: on.insert("drinks", [{"id": 1, "drink": "coffee", "vector": [0.0, 1.0]}]),
            "upsert 1, water": lambda: on.upsert("drinks", [{"id": 1, "drink": "water", "vector": [1.0, 1.0]}]),
            "upsert 2, milk and 2, juice, in one call": lambda: on.upsert(
                "drinks", [{"id": 2, "drink": "milk", "vector": [1.0, 0.0]}, {"id": 2, "drink": "juice", "vector": [0.0, 1.0]}]
            ),
            "delete 1": lambda: on.delete("drinks", ids=[1]),
        }
        lines = {}
        for what, step in steps.items():
            step()
            key = 2 if "2" in what else 1
            seen = [r["drink"] for r in on.query("drinks", filter=f"id == {key}", output_fields=["drink"], consistency_level="Strong")]
            lines[what] = (count("drinks", f"id == {key}", on=on), ", ".join(seen) or "nothing")
        return lines


    _here = _life(client)
    try:
        _server = course.milvus(needs=["pk_duplicates", "segments", "compaction"])
        _there = _life(course.connect(needs=["pk_duplicates", "segments", "compaction"]))
        _text = "| call | rows with this key | a query shows |\n|:---|:---|:---|\n" + "\n".join(f"| {w} | **{n}** | {seen} |" for w, (n, seen) in _there.items())
        _shown = mo.md(course.record("ch04_keys", f"The same on {_server.identity}:\n\n{_text}", _server.identity))
    except course.NotServed as _error:
        _shown = mo.vstack([course.recorded("ch04_keys"), mo.md(f"To run it here: `{_error.next}`")])
    mo.vstack(
        [
            mo.md(f"On this page's own Milvus, {milvus.identity}:"),
            course.table("call / rows with this key / a query shows", [f"| {w} | **{n}** | {seen} |" for w, (n, seen) in _here.items()]),
            _shown,
        ],
        gap=1.2,
    )
    return


@app.cell(hide_code=True)
def _(course, mo, same_key):
    course.after(same_key)
    mo.md("""
    Read the server's column slowly. After two inserts there are **two rows, and a query shows one**: Milvus leaves out rows with a key that it has already returned, so you do not see the trouble; `count(*)` does. An upsert
    deletes every row with the key and inserts the fresh one: then all is well. But two rows with one key in *one* upsert are both inserted on 2.3.5, because the deleting
    comes first. Since 2.6.8 a server refuses such a call (release notes 2.6.8; *not run here*). So:

    - Write with **upsert** whatever may come again.
    - Remove doubles *within a call* yourself.
    - An upsert compares nothing: the *last* one wins, not the *newest*. Where old versions can arrive late, look at what is stored first.

    A replaced row is replaced whole. To change some fields only, Milvus 2.6.2 and later have `upsert(…, partial_update=True)` (release notes 2.6.2); the 2.3.5 server has not.
    """)
    return


@app.cell
def _(DataType, client, make, mo):
    make("drinks2", [("id", DataType.INT64, {"is_primary": True})], dynamic=True, dim=2)
    for _id, _drink in enumerate(["tea", "juice", "cocoa"], start=1):
        client.insert("drinks2", [{"id": _id, "drink": _drink, "hot": False, "vector": [1.0, _id]}])

    client.upsert("drinks2", [{"id": 2, "hot": True}], partial_update=True)  # the rest stays
    deleted = client.delete("drinks2", ids=[3, 77])  # there is no 77
    got = client.get("drinks2", ids=[3, 2, 1], output_fields=["drink", "hot"])
    mo.show_code()
    return deleted, got


@app.cell(hide_code=True)
def _(deleted, got, mo):
    _rows = "".join(f"\n    - `{dict(row)}`" for row in got)
    mo.md(f"""
    - `delete` of 3 and 77 returned `{deleted}`
    - `get` of 3, 2 and 1 returned{_rows}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Two quiet traps. `delete` returns what you asked to delete, not what was there. And `get` leaves out what it does not find: three keys, two rows. If you pair rows with keys by position, you
    match the wrong rows to the wrong keys. Each row says its own key; look it up by that. (Do not trust the order either: the 2.3.5 server returns its own.)

    One more, in Python. Keys that pass through a float lose digits:
    """)
    return


@app.cell(hide_code=True)
def _(course):
    too_long = course.predict(
        "`9007199254740993` comes out of a spreadsheet as a float. What is `int(float(\"9007199254740993\"))`?",
        ["9007199254740993", "9007199254740992", "An error: too large"],
        "9007199254740992",
        "A float has 53 bits for its digits, and this number is 2**53 + 1. It takes the place of its neighbor, whose row is then overwritten. INT64 keys go up to "
        "9223372036854775807 in Milvus and in Python, but not in JSON as JavaScript reads it. A VARCHAR key has none of these troubles, and keeps leading zeros.",
        key="ch04 too long",
    )
    too_long
    return (too_long,)


@app.cell
def _(course, mo, too_long):
    course.after(too_long)
    mo.show_code(mo.plain_text(f"{int(float('9007199254740993'))}, {int('007')}, {'flat 1' + '12' == 'flat 11' + '2'}"), position="above")
    return


@app.cell(hide_code=True)
def _(course, mo, too_long):
    course.after(too_long)
    mo.md("""
    What makes a good key, then?

    - **Unique in the collection**, not only in the source it comes from. Two sources, or two tenants: both belong in the key.
    - **Put together so that it can be taken apart**: `"maps:12"`, with a separator. `"flat 1" + "12"` and `"flat 11" + "2"` are the same text.
    - **The same tomorrow**: no position in a list, no `hash("ada")`, which is a different number in every Python process.
    - **As it was given**: an id of digits is still a text if `007` and `7` are two.

    ### Limits that matter

    The numbers are from docs v3.0.x, *Milvus Limits*. Whether the Milvus at hand enforces them was tried just now: one over the limit each time.
    """)
    return


@app.cell(hide_code=True)
def _(DataType, MilvusException, client, course, first_line, make, milvus, mo, too_long):
    course.after(too_long)

    _key = [("id", DataType.INT64, {"is_primary": True})]


    def _over(on):
        tries = {
            "dimension 32,768": lambda: make("over1", _key, on=on, dim=32_769),
            "VARCHAR of 65,535 bytes": lambda: make("over2", [*_key, ("t", DataType.VARCHAR, {"max_length": 65_536})], on=on, dim=2),
            "64 fields": lambda: make("over3", [*_key, *[(f"f{i}", DataType.INT8, {}) for i in range(63)]], on=on, dim=2),
            "16,384 hits": lambda: on.search("drinks", data=[[1.0, 0.0]], limit=16_385),
            "names of letters, digits, _": lambda: make("over-4", _key, on=on, dim=2),
        }
        said = {}
        for what, call in tries.items():
            try:
                call()
                said[what] = "not enforced"
            except MilvusException as error:
                said[what] = f"refused: *{first_line(error).split(': invalid parameter')[0]}*"
        return said


    _here = _over(client)
    try:
        _server = course.milvus(needs=["pk_duplicates", "segments", "compaction"])
        _there = _over(course.connect(needs=["pk_duplicates", "segments", "compaction"]))
        _lines = "\n".join(f"| {what} | {said} |" for what, said in _there.items())
        _shown = mo.md(course.record("ch04_limits", f"| limit | one more, on {_server.identity} |\n|:---|:---|\n{_lines}", _server.identity))
    except course.NotServed as _error:
        _shown = mo.vstack([course.recorded("ch04_limits"), mo.md(f"To run it here: `{_error.next}`")])
    mo.vstack([course.table(f"limit / one more, on {milvus.identity}", [f"| {what} | {said} |" for what, said in _here.items()]), _shown], gap=1.2)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Also limited: 65,536 collections, 1,024 partitions and 16 shards in one of them, 64 MB for one call. What Lite does not enforce, it only postpones: design for the server.

    ## What old tutorials get wrong

    - **“Milvus enforces unique primary keys.”** A server does not, across calls. A page speaks of "duplicate ID errors" (docs v3.0.x, *Primary Field & AutoID*); no such error came back on this page.
    - **`insert` in a loop that may run twice.** It doubles every row on a server. Lite hides it.
    - **`num_entities` or `row_count` as the number of rows.** Deleted rows are still in it. `count(*)` at Strong is the number.
    - **A partition for each customer.** There are 1,024, and their names allow less than customers do. Use a partition key.
    - **`max_length` in characters.** Bytes.
    - **“Schemas cannot be changed.”** Milvus 2.6 and later add fields that may be NULL (`add_collection_field`; *not run here*, docs v3.0.x, *Alter Collection Schema*). To change a type, you move to
      another collection, as above.
    - **`enable_dynamic_field=True` because the quickstart has it.** The quick form of `create_collection` turns it on; a schema of your own does not.
    - **`FieldSchema`, `CollectionSchema`, `Collection(name, schema)`.** The first two are still there; pymilvus 3.0.2 warns that the ORM's `Collection` goes in 3.1.
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
    course.panel("ch04/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch04/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch04/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch04/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch04/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch04/ex06")
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
        "A loader is run twice by accident. Which collection has every row twice afterwards, on a server?",
        {
            "Keys of its own, written with upsert": "The second run replaces each row by itself. Nothing is doubled.",
            "Keys of its own, written with insert": "A server does not look for the key. Both rows are there, and a query by key shows one of them.",
            "None: the second run is refused": "No error comes back; that is what makes it hard to notice.",
            "One with a partition key": "A partition key says where a row goes, not whether it is there already.",
        },
        answer="Keys of its own, written with insert",
        key="ch04 quiz twice",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A shop has 20,000 customers with some hundred rows each. How do you keep them apart?",
        {
            "A collection for each customer": "65,536 would be allowed, but every one has segments and an index of its own, for a hundred rows.",
            "A partition for each customer": "A collection has at most 1,024 partitions.",
            "The customer as partition key, and a filter in every search": "The key makes the search cheap, the filter makes it safe, and the number of customers does not matter.",
            "The customer in the text of the key, and no filter": "A search goes through all rows. Without a filter it returns every tenant's.",
        },
        answer="The customer as partition key, and a filter in every search",
        key="ch04 quiz tenants",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "For some films the year is unknown. What does the schema say?",
        {
            "year INT16, default_value=0": "Then `year < 1950` finds all of them. Zero is a year like others.",
            "year VARCHAR, so that it can be “unknown”": "Then comparisons go letter by letter, and “unknown” is larger than every year.",
            "year INT16, nullable=True": "NULL is no value: no comparison finds it, and `year is null` does.",
            "A dynamic field, filled only where it is known": "It would work, but a misspelled or textual year would be stored without a word.",
        },
        answer="year INT16, nullable=True",
        key="ch04 quiz unknown",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`get_collection_stats` says 1,500 rows, `count(*)` says 1,100. What is wrong?",
        {
            "Nothing: 400 deleted rows are still in their segments": "A delete is a note beside the segment. A compaction leaves the rows out, some time later.",
            "400 rows were not flushed yet": "Then the statistics would be the smaller of the two: they do not know growing rows.",
            "400 rows have the same key as another": "Then count(*) would also count them: it counts rows, not keys.",
            "The consistency level is too low": "count(*) was read at Strong. A lower level shows fewer fresh rows, and here there are no fresh ones.",
        },
        answer="Nothing: 400 deleted rows are still in their segments",
        key="ch04 quiz counts",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`get(name, ids=[5, 6, 7])` returned two rows. Which belongs to which id?",
        {
            "The first to 5, the second to 6": "If 5 is the one that is missing, both would be wrong.",
            "One cannot know": "One can: each row carries its key.",
            "Each row says it: look at its key": "What is not there leaves no gap, so positions mean nothing.",
            "The missing one is the last": "Only if 7 happens to be the missing one.",
        },
        answer="Each row says it: look at its key",
        key="ch04 quiz get",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - A schema says what can be asked, and what is **refused**. Leave nothing open that does not have to be.
    - NULL is for what is unknown, a default for what goes without saying. With both, the default wins.
    - A partition says where Milvus **looks**; a filter says what **counts**. For tenants: a partition key and a filter, always both.
    - Rows lie in **segments** that never change; deletes are notes beside them. `count(*)` counts who is alive.
    - Numbers as numbers, lists as arrays, lengths in bytes.
    - A server does **not** enforce unique keys. Upsert what may come again, remove doubles within a call, compare versions yourself.
    - Move to a new schema by counting at Strong, copying with an iterator, comparing, and moving an alias; keep the old collection as the way back.

    ## Where to read on

    - Milvus docs v3.0.x, *Schema Explained*, *Primary Field & AutoID*, *Nullable Fields*, *Default Values*, *Use Partition Key*, *Implement Multi-tenancy*, *Upsert Entities*, *Milvus Limits*.
    - Chapter 3 follows a segment through its life; chapter 5 builds indexes on it; chapter 6 is about filters, NULL and consistency; chapter 13 about growing a schema.
    """)
    return


@app.cell(hide_code=True)
def test_a_move_loses_no_row(count, leads_to, pieces, shelf):
    """A copy by iterator after a count at Strong has every row, and the alias leads to it."""
    assert sum(pieces) == count("functions_v2") == len(shelf)
    assert leads_to == "functions_v2"
    return


@app.cell(hide_code=True)
def test_an_iterator_reads_at_the_level_of_the_collection(fresh_found):
    """An iterator over a Strong collection returns every fresh row; over a Bounded one only after a read at Strong."""
    if fresh_found:
        _strong, _bounded, _after = fresh_found.values()
        assert (_strong, _after) == (700, 700)
        assert _bounded < 700
    return


@app.cell(hide_code=True)
def test_a_partition_key_may_have_a_default(DataType, client):
    """A partition key may have a default; Lite makes 16 partitions, whatever `num_partitions` says."""
    _schema = client.create_schema()
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("tenant", DataType.VARCHAR, max_length=20, is_partition_key=True, default_value="nobody")
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
    if client.has_collection("keyed"):
        client.drop_collection("keyed")
    client.create_collection("keyed", schema=_schema, num_partitions=4)
    client.insert("keyed", [{"id": 1, "vector": [1.0, 0.0]}])
    client.create_index("keyed", client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
    client.load_collection("keyed")
    assert client.query("keyed", filter="id == 1", output_fields=["tenant"])[0]["tenant"] == "nobody"
    assert len([_p for _p in client.list_partitions("keyed") if _p != "_default"]) == 16
    return


@app.cell(hide_code=True)
def test_users_are_the_servers(course):
    """A user made in one database is known in all of them."""
    try:
        _server = course.milvus(needs=["rbac"], config="auth")
    except course.NotServed:
        _server = None
    if _server:
        _admin = _server.client()
        if "annex" not in _admin.list_databases():
            _admin.create_database("annex")
        _there = _server.client(**{**_server.admin, "db_name": "annex"})
        if "uma" not in _there.list_users():
            _there.create_user("uma", "Uma-in-annex-1")
        assert "uma" in _admin.list_users()
    return


if __name__ == "__main__":
    app.run()
