import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="24 Milvus in Enterprise AI")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Milvus in Enterprise AI

    A search that works on one table of one team is half a product. In a company the documents belong to an older system, several firms or departments share the house, a person asks to be forgotten, an auditor asks who read what,
    and someone has to pay. None of this is a feature that one switches on. It is a few rules, and each of them can be tested.

    This chapter builds an office for four firms: a relational database that is right, a Milvus that follows it, and proofs that no firm ever sees another's row.

    **What you will be able to do**

    - *keep* Milvus in step with a relational database, so that nothing is lost or doubled,
    - *choose* where a tenant's rows live, and *prove* that no one sees another's,
    - *erase* a person everywhere, *keep* what has to be kept, and *show* both,
    - *say* what a search costs, which of the numbers decides, and whether it pays.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import inspect
    import json
    import random
    import time
    from dataclasses import replace

    import altair as alt
    import numpy as np
    from pymilvus import DataType

    import grader.lesson as course
    from applications.office import cost, data, model, rank, records, rights, store

    return (
        DataType,
        alt,
        cost,
        course,
        data,
        inspect,
        json,
        model,
        np,
        random,
        rank,
        records,
        replace,
        rights,
        store,
        time,
    )


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "filters", "array", "partition_key", "upsert", "iterators", "aliases"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    database = course.database()
    return client, database, milvus


@app.cell(hide_code=True)
def _(database, milvus, mo):
    _instead = f" ({database.instead}.)" if database.instead else ""
    mo.md(f"""
    **Before you begin.** You know partition keys (chapter 4), versions and erasure (chapter 12), and delivery at least once (chapter 15). {milvus.introduced}
    The relational database beside it is **{database.identity}**.{_instead} The lesson imports its parts from the application `applications/office`. To start it: `python -m applications.office`.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Integration with Enterprise Systems

    The documents of the office lie in a relational database, because that is where they are written, locked and backed up. Milvus holds a copy for search. So there are two stores, and the question is what happens between them.

    The tempting answer is two lines of code: write to the database, then write to Milvus.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    two_lines = course.predict(
        "A program commits a document to the database and is killed before it writes to Milvus. It is started again. When does the document appear in the search?",
        ["At once: the program continues where it was", "With the next search", "Never, unless the document is changed again"],
        "Never, unless the document is changed again",
        "Nothing remembers that a write to Milvus was due. The database says that all is well, and so does Milvus.",
        key="ch24 two lines",
    )
    two_lines
    return (two_lines,)


@app.cell
def _(client, course, data, database, records, store, two_lines):
    course.after(two_lines)
    if client.has_collection("ch24_steps"):
        client.drop_collection("ch24_steps")
    store.create(client, "ch24_steps")


    class Killed(Exception):
        """The process ends here."""


    def one_change(way, dies_at, number):
        """Save one document, die at a step, start again; whether the database and Milvus have it."""
        books = records.Records(database.address)
        document = data.Document(number, "north", "ada@north", ("all",), "Travel", "Trains, not planes.", None)

        def step(name):
            if name == dies_at:
                raise Killed

        def milvus_write():
            store.relay(client, books, "ch24_steps", between=lambda: step("before the mark"))

        try:
            if way == "Milvus first":
                client.upsert("ch24_steps", [_row(document)])
                step("in between")
                books.save(document)
            elif way == "database first":
                with books.transaction():
                    books.save(document)
                    books.run("delete from outbox where document = ?", number)  # two lines of code know no outbox
                step("in between")
                client.upsert("ch24_steps", [_row(document)])
            else:
                books.save(document)
                step("in between")
                milvus_write()
        except Killed:
            dies_at = None
        if way == "outbox":
            milvus_write()  # the relay of the next start
        here = bool(books.run("select id from documents where id = ?", number))
        there = len(client.query("ch24_steps", filter=f"id == {number}", output_fields=["id"]))
        books.close()
        return here, there


    def _row(document):
        return {"id": document.id, "firm": document.firm, "owner": document.owner, "groups": list(document.groups), "title": document.title, "body": document.body,
                "version": 1, "model": "none", "written": 0, "kept_until": store.NEVER, "vector": [1.0] + [0.0] * 255}  # fmt: skip


    steps = {}
    for _n, (_way, _dies) in enumerate([("database first", "in between"), ("Milvus first", "in between"), ("outbox", "in between"), ("outbox", "before the mark")]):
        steps[_way, _dies] = one_change(_way, _dies, 900_001 + _n)
    course.table(
        "way / killed / in the database / rows in Milvus",
        [f"|{way}|{dies}|{'yes' if here else '**no**'}|{there if here == bool(there) else f'**{there}**'}|" for (way, dies), (here, there) in steps.items()],
    )
    return (steps,)


@app.cell(hide_code=True)
def test_two_lines_lose_and_an_outbox_does_not(steps):
    """Killed between two writes, one store has the document and the other has not; with an outbox both have it, once, wherever the process ends."""
    assert steps["database first", "in between"] == (True, 0) and steps["Milvus first", "in between"] == (False, 1)
    assert steps["outbox", "in between"] == steps["outbox", "before the mark"] == (True, 1)
    return


@app.cell(hide_code=True)
def _(course, inspect, mo, records, store, two_lines):
    course.after(two_lines)
    mo.vstack([
        mo.md("""
    Database first loses the row. Milvus first leaves a ghost, a hit that leads to nothing. The order cannot be right, because the two writes are not one.

    An **outbox** makes them one. The change and a line that says “document 17 has changed” are written in *one transaction* of the database. A **relay** reads these lines and brings them to Milvus: first the write, then the mark `done`. If it ends in
    between, the line comes again, and an upsert that is repeated changes nothing. Delivery at least once and a write that may be repeated: that is chapter 15, with a table for a log.
    """),
        mo.accordion({
            "One transaction: applications/office/records.py": mo.md(f"```python\n{inspect.getsource(records.Records.save)}```"),
            "The relay: applications/office/store.py": mo.md(f"```python\n{inspect.getsource(store.relay)}```"),
        }),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A number is no place in a queue

    The lines are numbered, so it is tempting to remember only the highest number that is done. PostgreSQL shows why that loses lines: a number is drawn when a line is written, and the line is seen when its transaction ends.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, records):
    def late_lines(postgres):
        first, second, reader = (records.Records(postgres.address) for _ in range(3))
        with first.transaction():
            first.run("delete from outbox")
        with first.transaction():
            first.note(1, "put", 1)
            with second.transaction():
                second.note(2, "put", 1)
            seen = [line["document"] for line in reader.waiting()]
            highest = reader.run("select max(number) as n from outbox")[0]["n"]
        behind = [row["document"] for row in reader.run("select document from outbox where number > ? order by number", highest)]
        open_lines = [row["document"] for row in reader.run("select document from outbox where done = false order by number")]
        with first.transaction():
            first.run("delete from outbox")
        for one in (first, second, reader):
            one.close()
        return "\n".join([
            "| step | lines that a relay sees |", "|:---|:---|",
            "| transaction A writes a line about document 1, and is not done yet; B writes one about document 2 and ends | document " + ", ".join(map(str, seen)) + " |",
            "| A ends; the relay asks for numbers above the highest it has seen | " + (", ".join(map(str, behind)) or "**none**") + " |",
            "| the relay asks for lines that are not marked | documents " + ", ".join(map(str, open_lines)) + " |",
        ])


    mo.vstack([course.on_database("ch24_late", late_lines), mo.accordion({"How it was done": mo.show_code()})])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Document 1 would never come to Milvus. So each line is marked by itself, and `done` names the lines that were brought, nothing else. Exercise 1 builds such a pair.

    The same idea comes as a product: change data capture reads the database's own log (Debezium for PostgreSQL) and puts it into Kafka, and a consumer brings it to Milvus. The outbox needs one table and no further system.

    ### From a login to a filter

    A user logs in with the company's identity provider. What comes out is a *login* that is proved. Everything else, the firm and the groups, is looked up **in the database** and never taken from the request. From it a filter is made:
    """)
    return


@app.cell
def _(client, database, mo, records, rights, store):
    books = records.Records(database.address)
    with books.transaction():  # what the demonstrations above have left
        books.run("delete from documents")
        books.run("delete from outbox")
        books.run("delete from people")
    document_count = records.fill(books)
    if client.has_collection(store.DOCUMENTS):
        client.drop_collection(store.DOCUMENTS)
    store.create(client)
    brought = store.relay(client, books)
    mo.plain_text(f"{document_count} documents, {brought} lines brought to Milvus, {len(books.waiting())} waiting\n{rights.may_read(books.person('ben@mill'))}")
    return books, brought, document_count


@app.cell(hide_code=True)
def _(data, mo):
    login_of = mo.ui.dropdown([p.login for p in data.people()], value="ben@mill", label="Logged in as")
    asked_text = mo.ui.text("how do I raise an exception", label="Looks for", full_width=True, max_length=200)
    mo.vstack([login_of, asked_text])
    return asked_text, login_of


@app.cell(hide_code=True)
def _(asked_text, books, client, course, login_of, mo, rank, store):
    _person = books.person(login_of.value)
    _rows = rank.varied(store.search(client, _person, asked_text.value, 24), 5)
    mo.vstack([
        mo.md(f"`{_person.login}` is in the firm **{_person.firm}** and the groups {', '.join(_person.groups)}."),
        course.table("document / firm / owner / version / cosine / title", [f"|{r['id']}|{r['firm']}|`{r['owner']}`|{r['version']}|{r['distance']:.2f}|{r['title']}|" for r in _rows]),
    ])
    return


@app.cell(hide_code=True)
def test_everyone_sees_what_they_may_and_nothing_else(books, client, data, model, rank, store):
    """For every person the first ten are exactly the nearest that the rule allows, computed a second time without Milvus."""
    _every = {d.id: d for d in data.documents()}
    _texts = model.embed(f"{d.title}. {d.body}" for d in _every.values())
    for _person in data.people():
        _found = [r["id"] for r in store.search(client, books.person(_person.login), "what does yield do", 10)]
        assert rank.leaks(_person, _found, _every) == []
        _near = dict(zip(_every, (_texts @ model.embed(["what does yield do"])[0]).tolist()))
        _best = sorted((i for i in _every if rank.leaks(_person, [i], _every) == []), key=lambda i: -_near[i])[:10]
        assert max(abs(_near[a] - _near[b]) for a, b in zip(_found, _best, strict=True)) < 1e-4
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Scaling to Enterprise Data Volumes

    Four firms are few. A house has forty departments, a product has forty thousand customers. There are four places for a tenant's rows (docs v3.0.x, *Implement Multi-tenancy*, *Milvus Limits*):

    | a tenant has | how many there may be | rights of its own | a schema of its own | leaves by |
    |:---|---:|:---|:---|:---|
    | a **database** | 64 | yes | yes | dropping it |
    | a **collection** | 65,536 in all | yes | yes | dropping it |
    | a **partition** | 1,024 per collection | no | no | dropping it |
    | a value of the **partition key** | any number | no | no | a deletion with a filter |

    Milvus grants rights on databases and collections, so the lower two levels rest on a filter that your program writes. That is no weakness if the filter is right each time. It is a disaster if it is wrong once. So: what goes wrong?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    key_walls = course.predict(
        "A collection has the firm as its partition key. A search whose filter says nothing of a firm: whose rows does it find?",
        ["Those of the firm that the client has logged in with", "Those of one partition", "Everyone's"],
        "Everyone's",
        "The partition key decides where a row lies. A filter that names the key lets a search skip the other partitions; one that does not goes through all of them.",
        key="ch24 key walls",
    )
    key_walls
    return (key_walls,)


@app.cell
def _(DataType, client, course, key_walls, np, random, rights):
    course.after(key_walls)
    HARD = ["north", "North", "north ", 'nor"th', "o'hara", "a\\b", "東京", 'x" or firm != "', '" or true or "', "%", "10", ""]
    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("firm", DataType.VARCHAR, max_length=60, is_partition_key=True)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    _index = client.prepare_index_params()
    _index.add_index("vector", index_type="FLAT", metric_type="L2")
    if client.has_collection("ch24_fuzz"):
        client.drop_collection("ch24_fuzz")
    client.create_collection("ch24_fuzz", schema=_schema, index_params=_index, consistency_level="Strong")
    _points = np.random.default_rng(24).normal(size=(360, 8)).round(3)
    client.insert("ch24_fuzz", [{"id": n, "firm": HARD[n % len(HARD)], "vector": point.tolist()} for n, point in enumerate(_points)])

    filters = {
        "no filter": lambda firm: "",
        "an f-string": lambda firm: f'firm == "{firm}"',
        "a LIKE": lambda firm: f"firm like {rights.quoted(firm + '%')}",
        "a quoted literal": lambda firm: f"firm == {rights.quoted(firm)}",
    }


    def fuzz(make, searches, seed=24):
        """Searches by random firms: foreign rows, own rows that are missing, refused searches."""
        chance, foreign, missing, refused = random.Random(seed), 0, 0, 0
        for _ in range(searches):
            firm = chance.choice(HARD)
            try:
                hits = client.search("ch24_fuzz", data=[[chance.gauss(0, 1) for _ in range(8)]], filter=make(firm), limit=30, output_fields=["firm"])[0]
            except Exception:
                refused += 1
                continue
            own = sum(hit["entity"]["firm"] == firm for hit in hits)
            foreign += len(hits) - own
            missing += 30 - own
        return foreign, missing, refused


    fuzzed = {name: fuzz(make, 150) for name, make in filters.items()}
    course.table("filter made by / foreign rows / own rows missing / searches refused", [f"|{name}|{a}|{b}|{c}|" for name, (a, b, c) in fuzzed.items()])
    return HARD, filters, fuzz, fuzzed


@app.cell(hide_code=True)
def test_only_a_quoted_literal_is_tight(fuzzed):
    """Of four ways to make the filter only the quoted literal shows no foreign row, misses no own row and is never refused."""
    assert fuzzed["a quoted literal"] == (0, 0, 0)
    assert all(sum(counts) > 0 for name, counts in fuzzed.items() if name != "a quoted literal")
    assert fuzzed["an f-string"][0] > 0 and fuzzed["no filter"][0] > 0
    return


@app.cell(hide_code=True)
def _(course, fuzzed, inspect, key_walls, mo, rights):
    course.after(key_walls)
    _a, _b, _c = fuzzed["an f-string"]
    mo.vstack([
        mo.md(f"""
    150 searches per way. The f-string is what most programs have. With names such as `x" or firm != "` it showed {_a} foreign rows, and {_c} searches of firms with a quote or a backslash in their names were refused. `LIKE` takes *north* for *north* with a space at its end.
    A literal in which quotes and backslashes are escaped is one line, and it is tight. A fuzz like this one belongs in the tests of each program with tenants: random persons, hard names, and **one** foreign row is a failure.
    """),
        mo.accordion({"The rule, twice: applications/office/rights.py": mo.md(f"```python\n{inspect.getsource(rights)}```")}),
    ])
    return


@app.cell(hide_code=True)
def _(filters, mo):
    fuzz_way = mo.ui.radio(list(filters), value="an f-string", label="The filter is made by", inline=True)
    fuzz_firm = mo.ui.text('" or true or "', label="and the firm is called", full_width=True, max_length=60)
    mo.vstack([fuzz_way, fuzz_firm])
    return fuzz_firm, fuzz_way


@app.cell(hide_code=True)
def _(client, course, filters, fuzz_firm, fuzz_way, mo):
    _filter = filters[fuzz_way.value](fuzz_firm.value)
    try:
        _hits = client.search("ch24_fuzz", data=[[0.1] * 8], filter=_filter, limit=100, output_fields=["firm"])[0]
        _counts = {}
        for _hit in _hits:
            _counts[_hit["entity"]["firm"]] = _counts.get(_hit["entity"]["firm"], 0) + 1
        _said = course.table("firm / rows found", [f"|`{name!r}`|{n}|" for name, n in sorted(_counts.items())]) if _counts else mo.md("No rows.")
    except Exception as _error:
        _said = mo.md(f"Refused: {' '.join(str(getattr(_error, 'message', _error)).split())[:120]}")
    mo.vstack([mo.md(f"The filter: `{_filter or '(none)'}`"), _said])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### One firm is larger than all others

    Customers are not alike in size. The partition key spreads *firms* over a fixed number of partitions, here 16, so the partition with the largest firm is large, and every small firm that shares it searches through a larger partition.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    skewed = course.predict(
        "60 firms have 3,000 rows: the largest has a third of them. Over 16 partitions, how full is the fullest partition, compared with an equal share?",
        ["About as full as the others: a hash spreads them", "Twice as full", "More than five times as full"],
        "More than five times as full",
        "A hash spreads keys, and all rows of one key go to one place. A third of 3,000 is 1,000, and an equal share is 188.",
        key="ch24 skewed",
    )
    skewed
    return (skewed,)


@app.cell
def _(DataType, client, course, skewed):
    course.after(skewed)
    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("firm", DataType.VARCHAR, max_length=60, is_partition_key=True)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
    _index = client.prepare_index_params()
    _index.add_index("vector", index_type="FLAT", metric_type="L2")
    if client.has_collection("ch24_skew"):
        client.drop_collection("ch24_skew")
    client.create_collection("ch24_skew", schema=_schema, index_params=_index, consistency_level="Strong")
    _rows = [{"id": n, "firm": "largest" if n % 3 == 0 else f"firm {n % 59}", "vector": [float(n % 7), 0.0, 1.0, 0.0]} for n in range(3000)]
    client.insert("ch24_skew", _rows)
    buckets = {
        partition: int(client.query("ch24_skew", filter="id >= 0", partition_names=[partition], output_fields=["count(*)"])[0]["count(*)"])
        for partition in client.list_partitions("ch24_skew")
    }
    return (buckets,)


@app.cell(hide_code=True)
def _(alt, buckets, course, skewed):
    course.after(skewed)
    _values = [{"partition": n + 1, "rows": rows, "what": "has the largest firm" if rows == max(buckets.values()) else "small firms only"} for n, rows in enumerate(buckets.values())]
    _bars = alt.Chart(alt.Data(values=_values)).mark_bar().encode(
        x=alt.X("partition:O", title="partition", axis=alt.Axis(labelAngle=0)), y=alt.Y("rows:Q", title="rows"),
        color=alt.Color("what:N", title=None, scale=alt.Scale(domain=["has the largest firm", "small firms only"], range=[course.ORANGE, course.TEAL])), tooltip=["partition:O", "rows:Q"],
    )
    course.chart(_bars, 220, "Rows in each of the partitions: one has more than five times an equal share, the others are small", columns=1)
    return


@app.cell(hide_code=True)
def test_the_largest_firm_fills_its_partition(buckets):
    """The partition of the largest firm has more than five times an equal share of the rows, and nothing is lost."""
    assert sum(buckets.values()) == 3000 and max(buckets.values()) > 5 * 3000 / len(buckets)
    return


@app.cell(hide_code=True)
def _(buckets, course, mo, skewed):
    course.after(skewed)
    mo.md(f"""
    The fullest of the {len(buckets)} partitions has {max(buckets.values()):,} of 3,000 rows. The remedy is the table above: a firm that is as large as all others together gets a collection of its own, and its neighbors get their quick partition back. The choice is per tenant, and exercise 7 makes it for a whole house.

    What of the volume itself? Memory is rows × dimensions × bytes per number, plus what index and scalar fields add, times the replicas (chapter 17 measured it). Where the documents are in a data lake and not in a database, Milvus 3 can read tables where they lie (docs v3.0.x, *Create an External Collection*), and bulk import brings files (chapter 18). *Not run here.*
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Governance and Compliance

    Four questions come from people who never search: Where does this row come from? Is that person gone? Is it deleted in time, and not before? Who did what?

    ### Where a row comes from

    Every row of the office says which version of its document it is, which model made its vector, and when it was written. So a change can be followed:
    """)
    return


@app.cell
def _(books, client, course, data, replace, store):
    _before = store.relay(client, books)
    changed_document = replace(data.documents()[10], title="Assertions, corrected")
    books.save(changed_document)
    _waiting = [(line["document"], line["row"]["version"]) for line in books.waiting()]
    store.relay(client, books)
    lineage = client.query(store.DOCUMENTS, filter=f"id == {changed_document.id}", output_fields=["version", "model", "written", "title"])[0]
    other_model = client.query(store.DOCUMENTS, filter='model != "wordllama 256"', output_fields=["count(*)"])[0]["count(*)"]
    course.table("what / value", [f"|waiting in the outbox (document, version)|{_waiting}|", f"|the row now: version|{lineage['version']}|", f"|model of its vector|{lineage['model']}|", f"|rows of a different model|{other_model}|"])
    return lineage, other_model


@app.cell(hide_code=True)
def test_a_row_says_where_it_comes_from(lineage, other_model):
    """A changed document arrives with its next version, and no row has a vector of a different model."""
    assert lineage["version"] == 2 and lineage["title"] == "Assertions, corrected" and other_model == 0
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The last line matters when a model is replaced. Vectors of two models are not comparable (chapter 2), and a collection in which both stand gives answers without an error. A filter on `model` finds what is left to do.

    ### Is that person gone?

    Ben of the firm mill asks to be erased, and has a right to it (Regulation (EU) 2016/679, Article 17).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    where_left = course.predict(
        "Ben's documents are deleted in the database and in the collection that is searched. Where can he still be found?",
        ["Nowhere: these are the two stores", "In copies: last night's edition, an export, the audit", "In Milvus until the next search"],
        "In copies: last night's edition, an export, the audit",
        "A deletion reaches what it names. Every copy that was made before has him still, for as long as it is kept.",
        key="ch24 where left",
    )
    where_left
    return (where_left,)


@app.cell(hide_code=True)
def _(course, mo, where_left):
    course.after(where_left)
    erase_in = mo.ui.multiselect(["the database", "the collection", "last night's edition", "the export"], value=["the database", "the collection"], label="Erase him in", full_width=True)
    erase_in
    return (erase_in,)


@app.cell(hide_code=True)
def _(client, course, data, erase_in, json, model, records, rights, store, where_left):
    course.after(where_left)


    def left_over(places, login="ben@mill"):
        """A small office with one edition and one export; erase a person in some places, and say where they are found."""
        small = records.Records("sqlite:///")
        some = [d for d in data.documents() if d.firm == "mill"][:60]
        for one in data.people():
            small.enroll(one)
        for document in some:
            small.save(document)
        for name in ("ch24_now", "ch24_night"):
            if client.has_collection(name):
                client.drop_collection(name)
            store.create(client, name)
        store.relay(client, small, "ch24_now")
        night = client.query("ch24_now", filter="id >= 0", output_fields=["*"], limit=100)
        client.insert("ch24_night", [dict(row) for row in night])
        export = [json.dumps({k: v for k, v in row.items() if k != "vector"}) for row in night]
        small.audit(login, "mill", "search", "3 hits")
        ids = [d.id for d in some if d.owner == login]
        if "the database" in places:
            small.run("delete from documents where owner = ?", login)
            small.run("delete from people where login = ?", login)
        for place, name in (("the collection", "ch24_now"), ("last night's edition", "ch24_night")):
            if place in places:
                client.delete(name, filter=f"owner == {rights.quoted(login)}")
        if "the export" in places:
            export = [line for line in export if json.loads(line)["owner"] != login]
        found = {
            "the database": sum(int(text.split()[1]) for text in small.mentions(login)),
            "the collection": len(client.query("ch24_now", filter=f"owner == {rights.quoted(login)}", output_fields=["id"])),
            "last night's edition": len(client.query("ch24_night", filter=f"owner == {rights.quoted(login)}", output_fields=["id"])),
            "the export": sum(json.loads(line)["owner"] == login for line in export),
            "the audit, by name": int(small.run("select count(*) as n from audit where who = ?", login)[0]["n"]),
        }
        small.close()
        return found, len(ids)


    left_now, his = left_over(erase_in.value)
    course.table(f"place / rows that name him, of {his} that he owned", [f"|{place}|{f'**{n}**' if n else 'none'}|" for place, n in left_now.items()])
    return left_now, left_over


@app.cell(hide_code=True)
def test_an_erasure_reaches_what_it_names(left_over):
    """Erased in two places, a person is in the two others; erased in all, in none; and the audit never had a name."""
    _two, _owned = left_over(["the database", "the collection"])
    assert _owned > 5 and _two["last night's edition"] == _two["the export"] == _owned and _two["the collection"] == _two["the database"] == 0
    _every, _rest = left_over(["the database", "the collection", "last night's edition", "the export"])
    assert sum(_every.values()) == 0
    return


@app.cell(hide_code=True)
def _(course, mo, where_left):
    course.after(where_left)
    mo.md("""
    Two ways lead to the end of the copies. Either each is erased (an edition is a collection like any other), or each ends by itself soon enough: *an edition lives seven days* is a promise that an erasure can count on. What never ends, such as a backup on tape, needs its own answer: encrypt what belongs to a person with a key of
    theirs, and delete the key.

    The **audit** never had his name. It has a random *mark*, and what the mark means stands beside his login and goes with it. So the chain of the audit stays whole, and leads to no one.

    In Milvus itself a deleted row is out of every answer at the level Strong at once, below it some seconds later, and out of the files after a compaction (chapter 12). Snapshots keep the files that they refer to for as long as the snapshot is kept (docs v3.0.x, *Manage Snapshots*). So the list of places has these too.

    ### Gone in time, and not before

    Each document may say when it has to be gone. Move the clock:
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    days_on = mo.ui.slider(0, 340, step=10, value=120, label="Days after the first of January", show_value=True, full_width=True)
    days_on
    return (days_on,)


@app.cell(hide_code=True)
def _(alt, client, course, data, days_on, mo, store):
    _ends = sorted((row["kept_until"] - data.START) / data.DAY for row in client.query(store.DOCUMENTS, filter=f"kept_until < {store.NEVER}", output_fields=["kept_until"], limit=5000))
    _due = int(client.query(store.DOCUMENTS, filter=f"kept_until <= {data.START + days_on.value * data.DAY}", output_fields=["count(*)"])[0]["count(*)"])
    _line = alt.Chart(alt.Data(values=[{"day": d, "documents": n} for n, d in enumerate(_ends, 1)])).mark_line(interpolate="step-after", color=course.TEAL, strokeWidth=2).encode(
        x=alt.X("day:Q", title="day", scale=alt.Scale(domain=[0, 345])), y=alt.Y("documents:Q", title="due by then"))
    _rule = alt.Chart(alt.Data(values=[{"day": days_on.value}])).mark_rule(color=course.PURPLE, strokeWidth=2).encode(x="day:Q")
    mo.vstack([
        mo.md(f"After {days_on.value} days **{_due}** of {len(_ends)} documents with an end have to be gone. (All others have none.)"),
        course.chart(_line + _rule, 200, "How many documents have to be gone by each day, with the chosen day as a line"),
    ])
    return


@app.cell
def _(books, client, data, mo, store):
    now = data.START + 60 * data.DAY
    _late = [row["id"] for row in books.run("select id from documents where kept_until <= ? order by id", now)]
    with books.transaction():
        books.run("update documents set held = true where id = ?", _late[0])  # a court has asked for it
    expired = store.expire(client, books, now)
    still = client.query(store.DOCUMENTS, filter=f"kept_until <= {now}", output_fields=["id"], limit=100)
    held_id = _late[0]
    mo.plain_text(f"{len(_late)} due on day 60, {len(expired)} deleted, {[row['id'] for row in still]} held")
    return expired, held_id, still


@app.cell(hide_code=True)
def test_a_hold_is_stronger_than_a_rule(expired, held_id, still):
    """On day 60 everything that is due goes from both stores, but for the document that is held."""
    assert expired and held_id not in expired and [row["id"] for row in still] == [held_id]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Milvus has a **TTL** of its own: one for a whole collection, counted from the insert, or one per row in a TIMESTAMPTZ field; what has expired is out of every answer, and out of the files after a compaction, usually within a day (docs v3.0.x, *Set Collection TTL*). *Not run here:* Lite 3.2.2 ignores it. It serves caches and logs well. A
    rule of the law needs more: a hold, which no TTL knows, and a line that says what was deleted and why. So here the database decides, and Milvus follows.

    ### Who did what

    The audit is a table, and each line carries a hash over itself and the line before. Change one, and every later hash is wrong:
    """)
    return


@app.cell
def _(books, mo):
    for _who, _what in (("ada@mill", "8 hits"), ("cem@north", "3 hits"), ("ada@mill", "export of 40 rows")):
        books.audit(_who, _who.split("@")[1], "search" if "hits" in _what else "export", _what)
    whole = books.broken()
    _line = books.run("select number, what from audit order by number desc limit 2")[1]
    with books.transaction():
        books.run("update audit set what = '4 hits' where number = ?", _line["number"])
    broken_at = books.broken()
    with books.transaction():
        books.run("update audit set what = ? where number = ?", _line["what"], _line["number"])
    mended = books.broken()
    mo.plain_text(f"as written: {whole}; after a change of line {_line['number']}: broken at {broken_at}; put back: {mended}")
    return broken_at, mended, whole


@app.cell(hide_code=True)
def test_a_changed_line_shows(broken_at, mended, whole):
    """The chain of the audit is whole, breaks where a line was changed, and is whole again when it is put back."""
    assert whole is None and broken_at is not None and mended is None
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    To write *every* hash anew is possible for someone who may write everything, so the last hash goes to a place that they cannot write: a log of a different system, once a day. And Milvus has an access log, which says what the program asked, not for whom (chapter 19).

    ## ROI Considerations

    Whether it pays is arithmetic, and the arithmetic is short. The prices below are examples: put in yours. The shape is not an example. Memory, searches and replicas each ask for a number of machines, **and the largest counts**.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    what_decides = course.predict(
        "Every number of the model below is moved by 30% up and down, one at a time. Which one moves the result the most?",
        ["The rows", "The price of a machine", "The minutes that a user saves"],
        "The minutes that a user saves",
        "Machines are the part that everyone can look up, so everyone argues about them. The gain is larger than the bill, and it hangs on a number that hardly anyone has measured.",
        key="ch24 what decides",
    )
    what_decides
    return (what_decides,)


@app.cell(hide_code=True)
def _(course, mo, what_decides):
    course.after(what_decides)
    roi_rows = mo.ui.slider(1, 200, step=1, value=20, label="Million rows", show_value=True, full_width=True)
    roi_bytes = mo.ui.radio({"float (4 bytes)": 4, "half (2 bytes)": 2, "int8 (1 byte)": 1}, value="float (4 bytes)", label="Numbers as", inline=True)
    roi_minutes = mo.ui.slider(0.0, 5.0, step=0.25, value=1.0, label="Minutes saved per user and day", show_value=True, full_width=True)
    mo.vstack([roi_rows, roi_bytes, roi_minutes])
    return roi_bytes, roi_minutes, roi_rows


@app.cell(hide_code=True)
def _(cost, course, mo, roi_bytes, roi_minutes, roi_rows, what_decides):
    course.after(what_decides)
    plan = cost.Plan(rows=roi_rows.value * 1_000_000, bytes=roi_bytes.value, minutes_saved=roi_minutes.value)
    _parts = cost.parts(plan)
    _even = sum(_parts.values()) / (plan.users / 60 * 21 * plan.hourly)
    mo.vstack([
        course.table("per month / euros", [*(f"|{name}|{value:,.0f}|" for name, value in _parts.items()), f"|**saved**|{cost.gain(plan):,.0f}|", f"|**left**|**{cost.net(plan):,.0f}**|"]),
        mo.md(f"{cost.machines(plan)} machines of {plan.machine_gib:.0f} GiB. It breaks even at **{_even:.2f} minutes** per user and working day."),
    ])
    return (plan,)


@app.cell(hide_code=True)
def _(alt, cost, course, plan, what_decides):
    course.after(what_decides)
    _names = {"minutes_saved": "minutes saved", "users": "users", "hourly": "pay per hour", "machine_gib": "GiB per machine", "usable": "usable memory", "care_hours": "hours of care", "machine_price": "price of a machine", "rows": "rows", "dim": "dimensions", "replicas": "replicas", "qps": "searches per second"}
    _values = [{"number": _names[name], "at": cost.net(plan), "to": value, "by": by} for name, less, more in cost.swings(plan) if name in _names for value, by in ((less, "30% less"), (more, "30% more"))]
    _order = list(dict.fromkeys(v["number"] for v in _values))
    _bars = alt.Chart(alt.Data(values=_values)).mark_bar(height=9).encode(
        y=alt.Y("number:N", sort=_order, title=None, axis=alt.Axis(labelLimit=130, labelFontSize=12)), yOffset=alt.YOffset("by:N"), x=alt.X("at:Q", title="left each month, euros", axis=alt.Axis(tickCount=4, format="~s")), x2="to:Q",
        color=alt.Color("by:N", title=None, scale=alt.Scale(domain=["30% less", "30% more"], range=[course.ORANGE, course.TEAL])), tooltip=["number:N", "by:N", alt.Tooltip("to:Q", format=",.0f")],
    )
    course.chart(_bars, 340, "What is left each month when one number is 30 percent lower or higher, the most important number first", columns=2)
    return


@app.cell(hide_code=True)
def test_the_gain_decides_and_the_largest_need_counts(cost, replace):
    """At the values that the lesson starts with, minutes, users and pay move the result most; machines go by the largest of three needs."""
    _start = cost.Plan()
    assert {name for name, _, _ in cost.swings(_start)[:3]} == {"minutes_saved", "users", "hourly"}
    assert cost.machines(replace(_start, qps=10 * _start.machine_qps)) == 10 and cost.machines(replace(_start, replicas=9, rows=1)) == 9
    return


@app.cell(hide_code=True)
def _(course, mo, what_decides):
    course.after(what_decides)
    mo.md("""
    Three readings of such a picture. **Measure the top bars first**: a week with twenty users and a stopwatch says more than a month of benchmarks. **Bars jump**: machines come whole, so a little less memory per row saves nothing, until it saves a machine. **What has no bar at this load** is free: here the searches per second, which one machine
    answers. Quarter the bytes with the radio above, and see what of it reaches the bottom line.

    What the model leaves out has to be said too: what a wrong answer costs, what a leak costs, and what the old way costs if it stays beside the new one. Exercise 5 builds the model in whole cents.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## The whole application

    ```bash
    python -m applications.office                                   # SQLite and a Milvus Lite of its own; Ctrl-C ends all
    python -m applications.office --database postgresql://…         # the relational database that you have
    python -m applications.office.judge                             # thousands of searches by everyone: leaks, losses, traces
    ```

    `records.py` is the database and its outbox, `rights.py` the rule, `store.py` the relay, search, erasure and retention, `cost.py` the arithmetic, `page.py` what a user sees.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Write to both.”** Two writes are two chances to stop in between. One transaction and an outbox.
    - **“A partition key isolates tenants.”** It places rows. The filter isolates, and only if it is there each time.
    - **“Give a role the right to a partition.”** Rights end at collections (docs v3.0.x, *Implement Multi-tenancy*).
    - **“A collection per customer.”** It is the strongest wall and the most expensive one. Give it to those who need it.
    - **“Pass the tenant in the request.”** The request says who asks. The directory says who that is.
    - **“We deleted the user.”** From what? The list of places comes first, and the proof last.
    - **“Vectors are anonymous.”** They are made from a text and can give much of it back (Morris and others, *Text Embeddings Reveal (Almost) As Much As Text*, 2023). They are erased with it.
    - **“The vector database is what it costs.”** Look at the bars.
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
    course.panel("ch24/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch24/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch24/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch24/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch24/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch24/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch24/ex07")
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
        "A relay marks a line of the outbox as done, writes to Milvus, and is killed in between. What is lost?",
        {
            "Nothing: the line comes again": "It is marked, so it does not.",
            "The change: it is marked and was never written": "Write first, mark afterwards.",
            "The document, in the database too": "The database has it; only Milvus never hears of it.",
        },
        answer="The change: it is marked and was never written",
        key="ch24 quiz mark",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "200,000 small customers share a product. Five of them want a user in Milvus that reaches only their rows. What do you give them?",
        {
            "A partition each, and rights on it": "There are no rights on a partition.",
            "A collection each; all others share one, by a partition key": "Walls where they are asked for, a key for the rest.",
            "A collection for each of the 200,000": "65,536 is the limit, and each one costs.",
        },
        answer="A collection each; all others share one, by a partition key",
        key="ch24 quiz walls",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A person was erased from the database and from Milvus. An edition of last night is kept for 30 days, and the promise says “within 7 days”. What has to happen?",
        {
            "Nothing: 30 days is a short time": "It is longer than the promise.",
            "The edition is erased too, or kept for at most 7 days": "A copy binds as long as it lives.",
            "The edition is made again without the person, after 30 days": "Then the promise is broken for 23 days.",
        },
        answer="The edition is erased too, or kept for at most 7 days",
        key="ch24 quiz edition",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Memory asks for 3 machines, the searches for 1, the replicas for 2. Half the bytes per number make the memory need 1.4 machines. How many machines are paid for?",
        {
            "One and a half": "Machines come whole.",
            "Two": "The largest of 2, 1 and 2.",
            "Three": "That was before.",
        },
        answer="Two",
        key="ch24 quiz machines",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - One store is right, and the other follows: change and **outbox** line in one transaction, a **relay** that writes first and marks afterwards, line by line.
    - A **login** is proved, the firm is looked up, the **filter** is made of both, and every name in it is quoted.
    - Database, collection, partition, key: each **tenant** gets the weakest wall that does what it needs, and a fuzz proves that it holds.
    - Rows carry their **lineage**. An **erasure** is a list of places and a proof. A **retention** rule ends in a second, and a hold is stronger. An **audit** is a chain without names.
    - The largest of three needs is what is paid for, and the number that **decides** is often the one that was never measured.

    ## Where to read on

    - Milvus docs v3.0.x, *Implement Multi-tenancy*, *Use Partition Key*, *Milvus Limits*, *Set Collection TTL*, *Create an External Collection*.
    - Chris Richardson, *Microservices Patterns* (2018), chapter 3: the transactional outbox.
    - Regulation (EU) 2016/679, Articles 5, 17 and 30.
    - PostgreSQL 15 documentation, *Sequence Manipulation Functions*.
    - Chapter 19 has users, roles and the access log; chapter 18 backups, and where they have to forget; chapter 25 looks ahead.
    """)
    return


if __name__ == "__main__":
    app.run()
