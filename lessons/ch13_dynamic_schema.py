import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="13 Dynamic Schema")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Dynamic Schema

    The first schema of a collection is a guess. A month later a colleague wants a field that is not there, a price turns out to be a text, a better
    embedding model appears, and by then the collection has readers and writers that cannot stop. This chapter is about changing the shape of data while it is in use.

    Chapter 4 chose the fields. Chapter 8 wrote and replaced rows. Here both meet: every change of a schema is an agreement between programs of two versions, and Milvus checks
    only a part of it.

    **What you will be able to do**

    - *say* what a dynamic field takes, what it costs, and what it swallows without a word,
    - *give* a collection in use a new field, on a Milvus that can and on one that cannot,
    - *promote* a key to a field without changing an answer,
    - *move* rows to a new shape while others write and read,
    - *tell* which readers and writers a change breaks, before it is made.
    """)
    return


@app.cell(hide_code=True)
def _():
    import time
    from html import escape

    import altair as alt
    import numpy as np
    from pymilvus import DataType, MilvusException

    import grader.lesson as course
    from grader.datasets import words
    return DataType, MilvusException, alt, course, escape, np, time, words


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "query", "filters", "dynamic", "nullable", "upsert", "iterators", "multi_vector"]
    milvus = course.milvus(needs=_needs)
    line = course.tapped(milvus)  # what its client says is heard on the way
    client = line.client()
    return client, line, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know what a field, a key and a dynamic field are (chapter 4), and what an upsert does (chapter 8). {milvus.introduced} What differs on a server was asked of one, and is shown with its version.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Adding Fields to Existing Collections

    There are three ways to give rows something that the schema does not have. Put it into the **dynamic field**, without a change of schema. Add a **field**, if your Milvus can. Or make a
    **new collection** and move. Begin with the first.
    """)
    return


@app.cell
def _(DataType, client, mo, words):
    def make(name, fields=(), dynamic=True, vectors=("vector",), dim=32):
        """A collection made anew; `fields` are (name, type, further arguments)."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
        schema.add_field("id", DataType.INT64, is_primary=True)
        for field, kind, more in fields:
            schema.add_field(field, DataType[kind], **more)
        index = client.prepare_index_params()
        for field in vectors:
            schema.add_field(field, DataType.FLOAT_VECTOR, dim=dim)
            index.add_index(field, index_type="FLAT", metric_type="COSINE")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        return name


    vectors, names = words(1200, dim=32)
    mo.accordion({"How this chapter makes a collection": mo.show_code()})
    return make, names, vectors


@app.cell(hide_code=True)
def _(course):
    a_new_key = course.predict(
        "Two collections have the fields `id`, `vector` and `title`; one of them also has a dynamic field. A program sends a row with the key `year`. What happens?",
        ["Both take it", "The dynamic one takes it, the other one refuses the row", "The dynamic one takes it, the other one stores the row without `year`"],
        "The dynamic one takes it, the other one refuses the row",
        "A key that is no field has a place only where there is a dynamic field. Everywhere else it is pymilvus itself that refuses the row, before anything is sent.",
        key="ch13 a new key",
    )
    a_new_key
    return (a_new_key,)


@app.cell(hide_code=True)
def _(MilvusException, a_new_key, client, course, make, vectors):
    course.after(a_new_key)
    _row = {"id": 1, "vector": vectors[0].tolist(), "title": "Blue", "year": 1959}
    _lines = []
    for _dynamic in (False, True):
        make("new_key", [("title", "VARCHAR", {"max_length": 100})], dynamic=_dynamic)
        try:
            client.insert("new_key", [_row])
            _found = client.query("new_key", filter="year == 1959", output_fields=["*"])[0]
            _said = "stored: " + ", ".join(f"`{k}` {v!r}" for k, v in _found.items() if k != "vector")
        except MilvusException as _error:
            _said = "refused: " + _error.message.splitlines()[0][:150].replace("|", "/")
        _fields = ", ".join(f"`{f['name']}`" for f in client.describe_collection("new_key")["fields"])
        _lines.append(f"|{'yes' if _dynamic else 'no'}|{_fields}|{_said}|")
    course.table("dynamic field / fields of the schema / the row with `year`", _lines)
    return


@app.cell(hide_code=True)
def _(a_new_key, course, mo):
    course.after(a_new_key)
    mo.md("""
    The key can be filtered on at once, `year == 1959`, as if it were a field. It is none: the schema of the second collection is as it was. All such keys of a row lie together in one
    JSON value, which is called `$meta` (docs v3.0.x, *Dynamic Field*). That has a price, and you can weigh it: the name of a key travels with every row, and a filter has to look
    into the JSON of each row.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    weigh_keys = course.predict(
        "2,000 rows with the number `year_of_the_recording`, once as a field and once in the dynamic field. Which request is larger?",
        ["The one with the field", "The one with the dynamic field", "They are equal"],
        "The one with the dynamic field",
        "A field's name is said once for all rows, and its numbers are packed side by side. In the dynamic field each row is a JSON text of its own, name included.",
        key="ch13 weigh keys",
    )
    weigh_keys
    return (weigh_keys,)


@app.cell(hide_code=True)
def _(client, course, line, make, np, time, vectors, weigh_keys):
    course.after(weigh_keys)
    N, KEY = 2000, "year_of_the_recording"
    _rng = np.random.default_rng(13)
    _years = _rng.integers(1900, 2026, size=N).tolist()


    def _cost(name):
        """(bytes of the insert, bytes of the answer, milliseconds of the filter): the best of five."""
        _, sent = line.during(lambda: client.insert(name, [{"id": i, "vector": vectors[i % len(vectors)].tolist(), KEY: _years[i]} for i in range(N)]), "Insert")
        spent, back = [], 0
        for _ in range(5):
            began = time.perf_counter()
            _, got = line.during(lambda: client.query(name, filter=f"{KEY} > 1960", output_fields=[KEY], limit=N), "Query")
            spent.append(time.perf_counter() - began)
            back = got[-1].received
        return sent[-1].size, back, 1000 * min(spent)


    _lines = []
    for _where, _fields in (("a field", [(KEY, "INT64", {})]), ("the dynamic field", [])):
        _sent, _back, _ms = _cost(make("weighed", _fields, dynamic=not _fields))
        _lines.append(f"|{_where}|{_sent:,} bytes|{_back:,} bytes|{_ms:.0f} ms|")
    course.table("the year is in / insert of 2,000 rows / answer of the filter / time of the filter", _lines)
    return


@app.cell(hide_code=True)
def _(course, mo, weigh_keys):
    course.after(weigh_keys)
    mo.md("""
    The vectors are the same in both rows of the table, and the larger part of the insert. The rest is the difference. On a server a key of the dynamic field can be indexed by its JSON path since 2.5.11,
    with a type that you state (`json_cast_type`; docs v3.0.x, *Dynamic Field*), and since 2.6 frequent keys can be laid out in columns behind the scenes (docs v3.0.x, *JSON Shredding*). Both take
    away the search time and leave the rest: no type is checked when a row is written.

    ### A field of its own

    Since Milvus 2.6 a collection in use can be given a field (docs v3.0.x, *Alter Collection Schema*; *not run here*): `add_collection_field(collection, field_name, data_type, nullable=True)`. It has to be nullable, because the rows that are there have no value for it. They
    read as NULL, or as the `default_value` if one is given. A vector field can be added since 2.6.18 and an array of structs since 3.0 (docs v3.0.x, *Alter Collection Schema*); searches on a new vector field pass over rows whose vector
    is NULL. Since 3.0 a field can also be dropped, but for the key, a partition key, a clustering key (by which a server sorts rows into segments) and the last vector (docs v3.0.x, *Alter Collection Schema*; *not run here*). `max_length` of a VARCHAR
    and `max_capacity` of an ARRAY can be changed (docs v3.0.x, *Alter Collection Field*; *not run here*). A **type cannot**: there, and on an older Milvus for everything, the way is a new collection.
    """)
    return


@app.cell(hide_code=True)
def _(DataType, client, escape, milvus, mo):
    try:
        client.add_collection_field("weighed", field_name="source", data_type=DataType.VARCHAR, max_length=100, nullable=True)
        _said = "It was added."
    except Exception as _error:  # Lite answers with an error of gRPC itself, a server with one of Milvus
        _said = str(getattr(_error, "details", lambda: _error)()).splitlines()[0][:200]
    mo.md(f"Asked of the Milvus of this page, {milvus.identity}, just now:\n\n> {escape(_said)}")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### The same by a move that runs

    Without that call, the new shape is a second collection. Readers know the collection by an **alias** (chapter 4), so the move is: make the new collection, copy the rows into it, move the alias. In between the world does not
    stand still. Writers save rows, replace rows and delete rows, and each of these can meet a row that the copy has read and not yet written.

    Here is such a day, on your Milvus. A copy moves 300 rows in batches of 50; beside it, writers replace rows, delete rows and add rows, some before each batch of the copy is written. Three ways to go about it:

    1. **copy only**: writers write to the old collection, and the copy takes what it finds;
    2. **write to both**: from the beginning writers write every change to both collections, old first; the copy runs once;
    3. **write to both, and compare**: as before, and afterwards the copy compares the versions of all rows and repairs what differs, until nothing does.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    while_copying = course.predict(
        "Writers write every change to both collections while the copy runs once. Which rows are wrong in the new collection afterwards?",
        ["None: it gets every change", "Rows that were changed or deleted after the copy had read them and before it wrote them", "All rows that were changed"],
        "Rows that were changed or deleted after the copy had read them and before it wrote them",
        "The new version arrives first, and then the copy puts the old one on top of it. A deleted row comes back the same way. What a copy carries is as old as its read.",
        key="ch13 while copying",
    )
    while_copying
    return (while_copying,)


@app.cell(hide_code=True)
def _(course, mo, while_copying):
    course.after(while_copying)
    busy = mo.ui.slider(steps=[0, 1, 2, 4, 8, 16], value=4, label="Rows that writers replace before each batch lands (and half as many deleted, half as many added)", show_value=True)
    busy
    return (busy,)


@app.cell
def _(client, make, mo, np, vectors):
    ROWS, BATCH = 300, 50


    def versions(name):
        """The version of each row, by id."""
        return {r["id"]: r["version"] for r in client.query(name, filter="id >= 0", output_fields=["version"], limit=5000)}


    class Writers:
        """Programs that stay at work; they write to `old`, and to `new` if they were told to."""

        def __init__(self, both, change):
            self.both, self.change, self.next, self.rng = both, change, 1000, np.random.default_rng(5)

        def put(self, rows):
            client.upsert("old", rows)
            if self.both:
                client.upsert("new", rows)

        def act(self, batch):
            """Replace, delete and add some rows, above all of the batch that is on its way."""
            ids = [row["id"] for row in batch]
            hit = self.rng.permutation(ids)[: self.change + self.change // 2].tolist()
            replaced, deleted = hit[: self.change], hit[self.change :]
            if replaced:
                there = client.get("old", ids=replaced, output_fields=["*"])
                self.put([{**row, "version": row["version"] + 1} for row in there])
            if deleted:
                for name in ["old", "new"] if self.both else ["old"]:
                    client.delete(name, ids=deleted)
            added = [{"id": self.next + k, "version": 1, "vector": vectors[k].tolist()} for k in range(self.change // 2)]
            self.next += len(added)
            if added:
                self.put(added)


    def moved(way, change):
        """Move `old` to `new` while others write; what is wrong in `new` afterwards."""
        make("old", [("version", "INT64", {})], dynamic=False)
        make("new", [("version", "INT64", {}), ("source", "VARCHAR", {"max_length": 40, "nullable": True})], dynamic=False)
        client.insert("old", [{"id": i, "version": 1, "vector": vectors[i].tolist()} for i in range(ROWS)])
        writers, pages = Writers(way != "copy only", change), client.query_iterator("old", batch_size=BATCH, output_fields=["*"])
        for _ in range(ROWS // BATCH):
            if batch := pages.next():
                writers.act(batch)  # between the read of a batch and its write
                client.upsert("new", [dict(row) for row in batch])
        pages.close()
        rounds = 0
        while way == "write to both, and compare":
            there, here = versions("old"), versions("new")
            late, gone = [i for i in there if here.get(i) != there[i]], [i for i in here if i not in there]
            if not late and not gone:
                break
            rounds += 1
            if late:
                client.upsert("new", [dict(row) for row in client.get("old", ids=late, output_fields=["*"])])
            if gone:
                client.delete("new", ids=gone)
        there, here = versions("old"), versions("new")
        return {
            "stale": sum(here.get(i, v) != v for i, v in there.items()),
            "come back": sum(i not in there for i in here),
            "missing": sum(i not in here for i in there),
            "rounds": rounds,
        }


    mo.accordion({"How the day is played": mo.show_code()})
    return (moved,)


@app.cell(hide_code=True)
def _(busy, course, moved):
    _lines = []
    for _way in ("copy only", "write to both", "write to both, and compare"):
        _wrong = moved(_way, busy.value)
        _lines.append(f"|{_way}|{_wrong['stale']}|{_wrong['come back']}|{_wrong['missing']}|{_wrong['rounds'] or ''}|")
    course.table("way / rows of an old version / deleted rows that came back / rows missing / rounds of repair", _lines)
    return


@app.cell(hide_code=True)
def _(busy, course, mo, while_copying):
    course.after(while_copying)
    mo.md("""
    With writers at rest all three are right, which is why a script that was tried at night passes its test. Only the third way is also right at noon. It needs a **version** in each row, which every save makes larger, so that two copies of a
    row can be told apart by looking at one number. Exercise 3 is this copy. When both collections agree, one call of `alter_alias` moves the readers, and none of them notices.

    The old collection stays for as long as you want a way back, and as long as it does, writers write to both.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Evolving Your Data Model

    ### From a key to a field

    A key of the dynamic field that every page filters on deserves a field: quicker to filter, indexed in every version, and checked. But a key may have any type, and over the years it had several. Here are eleven rows, and one
    question about the key `year`.
    """)
    return


@app.cell(hide_code=True)
def _(MilvusException, client, make, vectors):
    VALUES = [1987, 2001.5, "1995", "about 1900", "", [1990], {"from": 1988}, None, "(no such key)", -3, 0]
    make("shapes", [("year_field", "DOUBLE", {"nullable": True})])
    client.insert("shapes", [
        {"id": i, "vector": vectors[i].tolist(), "year_field": float(v) if isinstance(v, (int, float)) else None} | ({} if v == "(no such key)" else {"year": v})
        for i, v in enumerate(VALUES)
    ])  # fmt: skip


    def found(filter):
        """The positions of the rows that a filter finds, or what Milvus says."""
        try:
            return sorted(r["id"] for r in client.query("shapes", filter=filter, output_fields=["id"], limit=50))
        except MilvusException as error:
            return error.message.splitlines()[0]
    return VALUES, found


@app.cell(hide_code=True)
def _(course):
    texts_are_years = course.predict(
        "The values of `year` are 1987, 2001.5, \"1995\", \"about 1900\", \"\", [1990], {\"from\": 1988}, NULL, none at all, -3 and 0. Which rows does the filter `year > 1980` find?",
        ["1987 and 2001.5", "1987, 2001.5 and \"1995\"", "1987, 2001.5, \"1995\" and [1990]", "It is refused: the types differ"],
        "1987 and 2001.5",
        "A comparison with a number finds numbers. A text that reads like one is a text, and is passed over without a word.",
        key="ch13 texts are years",
    )
    texts_are_years
    return (texts_are_years,)


@app.cell(hide_code=True)
def _(course, mo, texts_are_years):
    course.after(texts_are_years)
    ask_shape = mo.ui.dropdown(
        ["{} > 1980", "{} < 1990", "{} == 0", "{} != 1987", "not ({} > 1980)", "{} is null", "{} is not null", "{} >= 0 and {} < 2000"], value="{} > 1980", label="Filter ({} is the key, or the field)"
    )
    ask_shape
    return (ask_shape,)


@app.cell(hide_code=True)
def _(VALUES, ask_shape, course, found, mo):
    _key, _field = found(ask_shape.value.replace("{}", "year")), found(ask_shape.value.replace("{}", "year_field"))


    def _mark(answer, i):
        return "?" if isinstance(answer, str) else "●" if i in answer else "·"


    mo.vstack([
        course.table("value of `year` / in the dynamic field / in a DOUBLE that may be NULL", [f"|`{v!r}`|{_mark(_key, i)}|{_mark(_field, i)}|" for i, v in enumerate(VALUES)]),
        mo.md("Both find the same rows." if _key == _field else "**They differ**: " + "; ".join(f"`{name}` {answer if isinstance(answer, str) else 'finds ' + str(len(answer)) + ' rows'}" for name, answer in (("year", _key), ("year_field", _field)))),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(course, mo, texts_are_years):
    course.after(texts_are_years)
    mo.md("""
    Go through the list. As long as a question compares with a number, the field answers as the key did, provided that it was filled with care: numbers go into the field, and **everything else is NULL there**. Had the text "1995" become the number 1995 on the way,
    `year > 1980` would find a row tomorrow that it did not find today, and no reader was told. To repair data is a fine thing to do, as a change of its own.

    Where a question asks for what is *not* something, they differ. A text is not equal to 1987, so `year != 1987` finds it; NULL is neither equal nor unequal, so the field's row is not found (chapter 6). Before you promote a key, look at which questions your programs ask.

    What was no number must not be lost either. It stays in the dynamic field, under a name of its own. Exercise 2 is the whole of this.

    ### NULL, default, and rows from before

    A field that is new has three ways to be in rows that are older than it: NULL, a default, or a value that you compute. The first two cost nothing, and they are not the same.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    old_rows = course.predict(
        "A collection has a field `pages` that is nullable, and a field `copies` with the default 1. Old rows have neither. What do `pages < 100` and `copies < 100` find?",
        ["Old rows in both", "Old rows by `copies` only", "Old rows by `pages` only", "Old rows by neither"],
        "Old rows by `copies` only",
        "A default is a value like any other, from the moment in which the row is stored. NULL is none, and no comparison finds it.",
        key="ch13 old rows",
    )
    old_rows
    return (old_rows,)


@app.cell(hide_code=True)
def _(client, course, make, old_rows, vectors):
    course.after(old_rows)
    make("older", [("pages", "INT64", {"nullable": True}), ("copies", "INT64", {"default_value": 1})], dynamic=False)
    client.insert("older", [{"id": 1, "vector": vectors[0].tolist()}, {"id": 2, "vector": vectors[1].tolist(), "pages": 80, "copies": 3}])
    course.table(
        "filter / rows found",
        [f"|`{f}`|{', '.join(('old' if r['id'] == 1 else 'new') for r in client.query('older', filter=f, output_fields=['id'])) or '(none)'}|" for f in ("pages < 100", "not (pages < 100)", "pages is null", "copies < 100", "copies == 1", "copies is null")],
    )
    return


@app.cell(hide_code=True)
def _(course, mo, old_rows):
    course.after(old_rows)
    mo.md("""
    So a default answers for rows that never said anything. `copies == 1` cannot tell a book that was counted from one that was not. Choose NULL where *unknown* is an answer, and a default where the old rows really had that value all along, only unsaid.

    ### What an upsert does to what it was not given

    A program of yesterday does not know the new key. It reads a row, changes a price, and writes the row back by an upsert. What happens to the key that it never heard of?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    old_program = course.predict(
        "A row has the dynamic keys `name` and `color`. A program upserts `{\"id\": 1, \"vector\": …, \"name\": \"tea\"}`. What is `color` afterwards, on a server?",
        ["As it was", "Gone", "NULL, but the key is there"],
        "Gone",
        "An upsert is a deletion and an insert in one: it replaces the row by what was sent. A program that does not send what it does not know deletes it.",
        key="ch13 old program",
    )
    old_program
    return (old_program,)


@app.cell(hide_code=True)
def _(DataType, client, course, milvus, mo, old_program, vectors):
    course.after(old_program)


    def _upserted(who, title):
        if who.has_collection("upserted"):
            who.drop_collection("upserted")
        schema = who.create_schema(auto_id=False, enable_dynamic_field=True)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = who.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
        who.create_collection("upserted", schema=schema, index_params=index, consistency_level="Strong")
        who.insert("upserted", [{"id": 1, "vector": vectors[0].tolist(), "name": "tea", "color": "green"}])
        who.upsert("upserted", [{"id": 1, "vector": vectors[0].tolist(), "name": "tea"}])
        (row,) = who.query("upserted", filter="id == 1", output_fields=["*"])
        return f"{title}: " + ", ".join(f"`{k}` {v!r}" for k, v in row.items() if k != "vector")


    mo.vstack([
        mo.md(_upserted(client, f"Milvus {milvus.identity}, the one of this page")),
        course.on_server("ch13_upsert", ["consistency"], lambda server, who: _upserted(who, "A server")),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(course, mo, old_program):
    course.after(old_program)
    mo.md("""
    Milvus Lite 3.2.2 keeps what was not sent if it lies in the dynamic field; no server does. (The exercises of this course make Lite do as a server does.) To change a part of a row, say so: `upsert(…, partial_update=True)` merges (since 2.6.2; docs v3.0.x, *Upsert Entities*). Or read the
    whole row, `output_fields=["*"]`, and send the whole row back, keys that you do not know included. A program that writes rows has to be tolerant of what others have put there.

    ### A second embedding beside the first

    A new model is the largest change of all, because **no old vector means anything to it**. The collection gets a second vector field, a job fills it row by row, and that takes days. How should a search behave meanwhile?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    half_filled = course.predict(
        "Half of the rows have the new model's vector. A search asks the new field, with a filter that leaves out rows that are not filled. The new model is the better one. Compared with the old field over all rows, its recall is:",
        ["Better", "About the same", "Worse"],
        "Worse",
        "Half of the right answers are not in the race. A better order of half of the rows does not make up for the other half.",
        key="ch13 half filled",
    )
    half_filled
    return (half_filled,)


@app.cell(hide_code=True)
def _(alt, client, course, half_filled, make, np, words):
    course.after(half_filled)
    _big, _ = words(1240, dim=256)
    _shelf, _asked = _big[:1200], _big[1200:]
    _true = np.argsort(-_asked @ _shelf.T, axis=1)[:, :10]


    def _unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)


    # Two models of one meaning: the first one keeps 96 of its 256 directions, the second one 128 others.
    _turn = np.linalg.qr(np.random.default_rng(3).normal(size=(256, 256)))[0]
    _one = lambda x: _unit((x @ _turn)[:, :96] @ np.eye(96, 128))  # noqa: E731  as short as it is, it reads better here
    _two = lambda x: _unit((x @ _turn)[:, 128:])  # noqa: E731
    make("desk", [("filled", "BOOL", {})], vectors=("vector", "vector2"), dynamic=False, dim=128)
    _first, _second = _one(_shelf), _two(_shelf)
    _order = np.random.default_rng(8).permutation(len(_shelf)).tolist()


    def _rows(positions, filled):
        return [{"id": i, "vector": _first[i].tolist(), "vector2": _second[i].tolist() if filled else [1.0] + [0.0] * 127, "filled": filled} for i in positions]


    client.insert("desk", _rows(range(len(_shelf)), False))


    def _recall(answers):
        return float(np.mean([len({h["id"] for h in hits[:10]} & set(t.tolist())) / 10 for hits, t in zip(answers, _true)]))


    def _search(field, queries, filter=""):
        return client.search("desk", data=queries.tolist(), anns_field=field, limit=10, filter=filter)


    _points, _done = [], 0
    for _share in (0, 10, 25, 50, 75, 90, 100):
        _upto = len(_shelf) * _share // 100
        if _upto > _done:
            client.upsert("desk", _rows(_order[_done:_upto], True))
            _done = _upto
        _old = _search("vector", _one(_asked))
        _new = _search("vector2", _two(_asked), "filled == true") if _done else [[] for _ in _asked]
        _rest = _search("vector", _one(_asked), "filled == false") if _done < len(_shelf) else [[] for _ in _asked]
        _mixed = [sorted([*a, *b], key=lambda h: -h["distance"])[:10] for a, b in zip(_new, _rest)]
        for _way, _answers in (("old model over all rows, until the last one is filled", _new if _share == 100 else _old), ("new model over the filled rows", _new), ("both lists in one, by score", _mixed)):
            _points.append({"filled": _share, "recall@10": _recall(_answers), "way": _way})
    recalls = {(p["filled"], p["way"].split()[0]): p["recall@10"] for p in _points}
    course.chart(
        alt.Chart(alt.Data(values=_points)).mark_line(point=True).encode(
            x=alt.X("filled:Q", title="rows that have the new vector, %"), y=alt.Y("recall@10:Q", scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("way:N", title=None, scale=alt.Scale(range=[course.TEAL, course.ORANGE, course.PURPLE])), tooltip=["way:N", "filled:Q", alt.Tooltip("recall@10:Q", format=".2f")],
        ),
        300, "Recall at ten over the share of rows that have the new vector, for three ways to search meanwhile; the old model alone stays level and jumps at the end", columns=1, labels=380,
    )
    return (recalls,)


@app.cell(hide_code=True)
def test_half_of_the_rows_are_worse_than_an_older_model(recalls):
    """At half of the rows the better model finds less than the older one over all of them, and at all of them it finds more."""
    assert recalls[50, "new"] < recalls[50, "old"] - 0.03
    assert recalls[100, "new"] > recalls[0, "old"] + 0.03
    return


@app.cell(hide_code=True)
def _(course, half_filled, mo):
    course.after(half_filled)
    mo.md("""
    Three lines, measured on your Milvus just now. *New model over the filled rows* begins at nothing, because what is not filled cannot be found. *Both lists in one* looks like a way out and rests on a mistake: a cosine of 0.8 of one model is not a cosine of 0.8 of the
    other, so the model with the larger numbers wins. The **old model over all rows** stays where it is until the last row is filled, and then the switch is made at once, for all.

    A flag for each row, `filled`, makes the job repeatable: it fills what is not filled, and may be killed at any moment. And a program that knows only the old model may add a row at any time, so *all filled* is a question that a search asks, and not
    a state that is reached once. Exercise 4 builds both. (With a field that was added by `add_collection_field`, NULL is the flag: a search on the new field passes over it. It draws the same line as the filter.)
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Best Practices for Schema Evolution

    ### Expand, migrate, contract

    Programs are never replaced all at once. For hours, or for weeks, two versions of readers and two of writers are at work on the same rows. A change survives that if it is cut into three:

    1. **Expand.** Install readers that understand both shapes, then let writers write the new one (or both). Nothing that was there is touched.
    2. **Migrate.** Give the old rows the new shape.
    3. **Contract.** Install readers and writers that know only the new shape, then take the old one away.

    Try it. A key `price` is to be called `cents`. Choose an order of steps; each step is made on your Milvus, with twelve rows, and after each one a writer of the version that is installed writes a row and a reader reads all.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    PLANS = {
        "writers, fill, readers, clean": ["writers: cents", "fill", "readers: cents", "clean"],
        "readers, writers, fill, clean": ["readers: cents", "writers: cents", "fill", "clean"],
        "tolerant readers, writers, readers, clean": ["readers: both", "writers: cents", "readers: cents", "clean"],
        "tolerant readers, writers, fill, readers, clean": ["readers: both", "writers: cents", "fill", "readers: cents", "clean"],
        "double writers, fill, readers, writers, clean": ["writers: both", "fill", "readers: cents", "writers: cents", "clean"],
    }
    which_plan = course.predict(
        "Which order breaks no reader?",
        ["writers, fill, readers, clean", "readers, writers, fill, clean", "tolerant readers, writers, readers, clean", "tolerant readers, writers, fill, readers, clean"],
        "tolerant readers, writers, fill, readers, clean",
        "New rows may come only when every reader understands them, and strict readers only when every row has the new shape.",
        key="ch13 which plan",
    )
    which_plan
    return PLANS, which_plan


@app.cell(hide_code=True)
def _(PLANS, course, mo, which_plan):
    course.after(which_plan)
    plan = mo.ui.dropdown(list(PLANS), value="writers, fill, readers, clean", label="Order of steps")
    plan
    return (plan,)


@app.cell(hide_code=True)
def _(PLANS, client, course, make, plan, vectors):
    def played(steps):
        """Take the steps one by one; a line for each, up to the first reader that fails."""
        make("goods")
        client.insert("goods", [{"id": i, "vector": vectors[i].tolist(), "price": f"{i}.50"} for i in range(12)])
        readers, writers, number, lines = "price", "price", 100, []
        for step in ["(before)", *steps]:
            kind, _, version = step.partition(": ")
            if kind == "readers":
                readers = version
            elif kind == "writers":
                writers = version
            elif step == "fill":
                rows = client.query("goods", filter="cents is null", output_fields=["*"], limit=100)
                if rows:
                    client.upsert("goods", [{**row, "cents": round(float(row["price"]) * 100)} for row in rows])
            elif step == "clean":
                rows = client.query("goods", filter="price is not null", output_fields=["*"], limit=100)
                if rows:
                    client.delete("goods", ids=[row["id"] for row in rows])  # Lite's upsert would keep the key
                    client.insert("goods", [{k: v for k, v in row.items() if k != "price"} for row in rows])
            new = {"price": {"price": "9.99"}, "both": {"price": "9.99", "cents": 999}, "cents": {"cents": 999}}[writers]
            client.insert("goods", [{"id": number, "vector": vectors[number].tolist(), **new}])
            number += 1
            misses = {"price": "price is null", "cents": "cents is null", "both": "price is null and cents is null"}[readers]
            lost = client.query("goods", filter=misses, output_fields=["id"], limit=100)
            state = [client.query("goods", filter=f, output_fields=["count(*)"])[0]["count(*)"] for f in ("price is not null", "cents is not null")]
            lines.append(f"|{step}|{readers}|{writers}|{state[0]}|{state[1]}|{f'**{len(lost)} rows cannot be read**' if lost else 'reads every row'}|")
            if lost:
                break
        return lines


    course.table("step / readers know / writers write / rows with `price` / rows with `cents` / the reader", played(PLANS[plan.value]))
    return (played,)


@app.cell(hide_code=True)
def _(course, mo, which_plan):
    course.after(which_plan)
    mo.md("""
    The last of the five also works: writers that write both keys take the place of readers that understand both. It costs a second key in every row, and pays when readers are hard to replace: an app on other people's phones, a partner's program. Exercise 7
    asks for the steps of four changes, and plays them out.

    ### Who breaks?

    A change is not compatible or incompatible. It is compatible *with a writer* or *with a reader*, and these are two questions. Here each change is tried on your Milvus: a row as an old program writes it, and the fields that an old program asks for.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    nullable_now = course.predict(
        "A field had to be in every row, and becomes nullable. Whose program of yesterday breaks?",
        ["The writer's", "The reader's", "Both", "Neither"],
        "The reader's",
        "The writer sends what it always sent. The reader meets None, where there always was a value, as soon as a new writer leaves it out.",
        key="ch13 nullable now",
    )
    nullable_now
    return (nullable_now,)


@app.cell(hide_code=True)
def _(MilvusException, client, course, make, nullable_now, vectors):
    course.after(nullable_now)
    _TEXT = ("title", "VARCHAR", {"max_length": 20})
    _CHANGES = [
        ("nothing", [_TEXT], False),
        ("a nullable field more", [_TEXT, ("pages", "INT64", {"nullable": True})], False),
        ("a field more that has to be there", [_TEXT, ("pages", "INT64", {})], False),
        ("`title` is gone", [], False),
        ("`title` is gone, and there is a dynamic field", [], True),
        ("`title` is shorter", [("title", "VARCHAR", {"max_length": 4})], False),
        ("`title` is a number", [("title", "INT64", {})], False),
        ("`title` is nullable, and a new writer leaves it out", [("title", "VARCHAR", {"max_length": 20, "nullable": True})], False),
    ]
    _lines = []
    for _what, _fields, _dynamic in _CHANGES:
        make("changed", _fields, dynamic=_dynamic)
        try:
            client.insert("changed", [{"id": 1, "vector": vectors[0].tolist(), "title": "Kind of Blue"}])
            _writes = "stored" if any(f["name"] == "title" for f in client.describe_collection("changed")["fields"]) else "stored, in no field"
        except MilvusException as _error:
            _writes = "refused: …" + " ".join(_error.message.split())[:70].replace("|", "/")
        if "leaves it out" in _what:
            client.insert("changed", [{"id": 2, "vector": vectors[1].tolist()}])
        try:
            _got = [row.get("title", "(nothing)") for row in client.query("changed", filter="id > 0", output_fields=["title"])]
            _reads = ", ".join(f"`{v!r}`" for v in _got) or "no row to read"
        except MilvusException as _error:
            _reads = "error: " + " ".join(_error.message.split())[:60].replace("|", "/")
        _lines.append(f"|{_what}|{_writes}|{_reads}|")
    course.table("change / the old writer's row / what the old reader of `title` gets", _lines)
    return


@app.cell(hide_code=True)
def _(course, mo, nullable_now):
    course.after(nullable_now)
    mo.md("""
    Read the line with the dynamic field twice. The row is stored, and the reader gets its title: from the dynamic field, where no one checks its type or its length any more, and where the next writer may spell it differently. No program fails, so the change goes unnoticed until it is expensive. (A reader that asks a server for what is neither field nor key gets an error where there is no dynamic field, `field title not exist` on 2.3.5, and nothing where there is one; Lite gives nothing either way.) Exercise 5 turns the table into a function.

    ### The key that nobody can find

    `titel`. It happens to everyone, and a dynamic field takes it.
    """)
    return


@app.cell(hide_code=True)
def _(client, course, make, mo, names, np, vectors):
    make("spelled")
    _rng = np.random.default_rng(4)
    _keys = ["title"] * 96 + ["titel", "Title", "tittle", "title "]
    client.insert("spelled", [{"id": i, "vector": vectors[i].tolist(), _keys[k]: names[i], "year": int(_rng.integers(1950, 2020)) if i % 9 else str(1960 + i % 50)} for i, k in enumerate(_rng.permutation(100).tolist())])
    _census = {}
    for _row in client.query("spelled", filter="id >= 0", output_fields=["*"], limit=200):
        for _k, _v in _row.items():
            if _k not in ("id", "vector"):
                _census.setdefault((_k, type(_v).__name__), []).append(_v)
    mo.vstack([
        mo.md(f"100 rows, each with a title. `title is not null` finds **{client.query('spelled', filter='title is not null', output_fields=['count(*)'])[0]['count(*)']}** of them. A census of all keys and types says why:"),
        course.table("key / type / rows / for instance", [f"|`{k!r}`|{t}|{len(v)}|`{v[0]!r}`|" for (k, t), v in sorted(_census.items(), key=lambda x: -len(x[1]))]),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A census like this one, run every night, is the least that a collection with a dynamic field needs. Better is a check before the write: a list of the keys that were agreed on, with their types, and a refusal that names the row. Exercise 1 is that check.

    ### A list to keep

    - **Decide what is a field.** Filtered on, sorted by, or needed by every reader: a field. Shown now and then: the dynamic field.
    - **Give rows a version** and a time of change before you need them.
    - **Name no collection in a program.** An alias, or a setting, so that a move is one call.
    - **Readers first** when something is added, **writers first** when nothing is left that reads it.
    - **Write down the agreement** on dynamic keys, and check it where rows are written. Count keys every night.
    - **Keep the way back** until the next change.
    - **Rehearse on a copy** under load. At rest every way is right.
    """)
    return


@app.cell(hide_code=True)
def test_a_text_is_no_number(found):
    """A comparison with a number finds the numbers of a dynamic key and nothing else, as it does in a field that has NULL for all others."""
    assert found("year > 1980") == found("year_field > 1980") == [0, 1]
    assert set(found("year != 1987")) > set(found("year_field != 1987"))
    return


@app.cell(hide_code=True)
def test_only_the_comparison_is_right_under_writers(moved):
    """A copy beside writers leaves stale rows and lets deleted ones come back; comparing until nothing differs leaves none."""
    alone, both, compared = (moved(way, 4) for way in ("copy only", "write to both", "write to both, and compare"))
    assert alone["stale"] or alone["missing"]
    assert both["stale"] and both["come back"] and not both["missing"]
    assert (compared["stale"], compared["come back"], compared["missing"]) == (0, 0, 0) and compared["rounds"]
    return


@app.cell(hide_code=True)
def test_two_orders_of_five_break_no_reader(PLANS, played):
    """Tolerant readers or double writers, and a fill before strict readers: every other order stops at a row that cannot be read."""
    whole = [name for name, steps in PLANS.items() if all("reads every row" in line for line in played(steps))]
    assert whole == ["tolerant readers, writers, fill, readers, clean", "double writers, fill, readers, writers, clean"]
    return


@app.cell(hide_code=True)
def test_a_default_answers_for_old_rows(client, make, vectors):
    """A comparison finds the default of a row that said nothing, and never NULL."""
    make("defaults", [("pages", "INT64", {"nullable": True}), ("copies", "INT64", {"default_value": 1})], dynamic=False)
    client.insert("defaults", [{"id": 1, "vector": vectors[0].tolist()}])
    _finds = [len(client.query("defaults", filter=f)) for f in ("copies < 100", "pages < 100", "not (pages < 100)", "pages is null")]
    assert _finds == [1, 0, 0, 1]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“A schema cannot be changed; drop the collection and make it anew.”** Since 2.6 nullable fields can be added, since 2.6.18 vector fields, and since 3.0 fields can be dropped (docs v3.0.x, *Alter Collection Schema*). A type can
      still not be changed.
    - **“A dynamic field means that you need no schema.”** It means that nothing checks it.
    - **“An upsert updates the fields that you send.”** It replaces the row, but for `partial_update=True` (docs v3.0.x, *Upsert Entities*) and for dynamic keys on Milvus Lite 3.2.2.
    - **“Add the column, then fill it: the search gets better as it fills.”** A search over what is filled misses the rest. The switch comes last.
    - **“Copy the rows with an iterator, then switch.”** Right at rest. Under writers it leaves stale rows, and deleted ones come back.
    - **“`$meta` is an implementation detail.”** It is the name under which a filter reaches a key that is also the name of a field, `$meta["title"]`.
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
    course.panel("ch13/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch13/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch13/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch13/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch13/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch13/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch13/ex07")
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
        "A collection on an old Milvus, which cannot add fields, gets a field `language` that is needed in a filter. Rows are written all day. What comes first?",
        {
            "`add_collection_field`": "This Milvus cannot.",
            "Let writers put `language` into the dynamic field, if there is one": "It can be filtered on at once, and promoted later. Without a dynamic field a second collection is needed.",
            "Drop the collection and load it anew": "All day is not at night.",
            "Copy all rows, then tell the writers": "What they write meanwhile is not in the copy.",
        },
        answer="Let writers put `language` into the dynamic field, if there is one",
        key="ch13 quiz language",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A job fills a second embedding. It is killed at 60% and started again, and embeds everything once more. What is missing?",
        {
            "A transaction": "Milvus has none over several calls, and none is needed.",
            "A flag, or a NULL, that says which rows are filled": "Then the job asks for those that are not, and continues where it stopped.",
            "A larger batch": "It would lose more at once.",
            "The consistency level Strong": "It would see its own writes, and still not know which rows they were.",
        },
        answer="A flag, or a NULL, that says which rows are filled",
        key="ch13 quiz killed",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "After a move with an iterator, counts of old and new are equal. What is proved?",
        {
            "That every row arrived": "One may have come back and one be missing.",
            "That nothing was lost or doubled": "Two faults can cancel each other.",
            "Nothing about what is in the rows": "Stale rows count as much as fresh ones. Compare ids and versions.",
            "That writers were at rest": "A count does not say that.",
        },
        answer="Nothing about what is in the rows",
        key="ch13 quiz counts",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`year` moves from the dynamic field into an INT64 that may be NULL. `year != 1987` finds fewer rows afterwards. Which ones are missing?",
        {
            "Rows with a year before 1987": "They are unequal, and found.",
            "Rows whose year was a text": "A text was unequal to the number. In the field it is NULL, which is neither.",
            "Rows without a year": "They were not found before either.",
            "None, it is a mistake of the index": "No index changes an answer of a filter.",
        },
        answer="Rows whose year was a text",
        key="ch13 quiz unequal",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "An app on phones reads `price`. You want `cents`, and cannot replace the apps for a year. Which step helps?",
        {
            "Install tolerant readers first": "That is what cannot be done.",
            "Let writers write both keys, and fill the old rows": "Then both kinds of readers work for as long as it takes.",
            "Rename the key at night": "Phones read in the morning.",
            "Two aliases": "They lead to the same rows.",
        },
        answer="Let writers write both keys, and fill the old rows",
        key="ch13 quiz phones",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - A **dynamic field** takes any key with any value. The name travels with every row, nothing is checked, and a misspelled key is simply another key.
    - A **new field** is nullable: old rows are NULL there, or have the default, which is a value like any other. `add_collection_field` since 2.6 (docs v3.0.x, *Alter Collection Schema*); a second collection and an **alias** everywhere else.
    - A **copy is as old as its read.** Writers that write to both, versions in the rows, and a comparison until nothing differs make a move that needs no night.
    - **Promote** a key without repairing it: numbers into the field, NULL for everything else, and the rest kept.
    - An **upsert** replaces the row. `partial_update=True` merges.
    - Two **embedding models** cannot be compared. The old one serves all rows until the last one is filled.
    - **Expand, migrate, contract**: tolerant readers, new writers, fill, strict readers, clean.
    - A looser schema breaks **readers**, a stricter one **writers**.

    ## Where to read on

    - Milvus docs v3.0.x, *Dynamic Field*, *Alter Collection Schema*, *Alter Collection Field*, *Nullable Fields*, *Default Values*, *Upsert Entities*, *Manage Aliases*, *JSON Indexing*, *JSON Shredding*.
    - Danilo Sato, *ParallelChange*, martinfowler.com/bliki/ParallelChange.html: expand, migrate, contract.
    - Pramod Sadalage and Scott Ambler, *Refactoring Databases*: the same for tables, change by change.
    - Chapter 11 searches several vectors of a row; chapter 12 keeps all versions of it; chapter 14 trains the second model.
    """)
    return


if __name__ == "__main__":
    app.run()
