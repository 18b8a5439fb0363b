import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="9 Advanced Querying")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Advanced Querying

    The first page of a search is easy. Then your users want the second page, while others add and remove rows. They want everything
    that is *near enough* instead of the nearest ten, one offer per shop, the number of hits beside each tick box, and all of it on a
    phone with a slow connection. Each of these has a call that does it and two that nearly do.

    Chapter 6 said what the parts of a request mean. This chapter asks for more than one part at a time, goes to the end of the filter
    language, and measures what an answer costs.

    **What you will be able to do**

    - *give* a search the parameters that its index reads, and *notice* those that nothing reads,
    - *write* filters to the end of the language, and *predict* how they bind and what differs between two versions of Milvus,
    - *cut* a ring out of the scores, with either end open or closed, by every metric,
    - *choose* between limit, offset, iterators and grouping, and *say* what each promises while others write,
    - *measure* what an answer costs on the wire, and *ask* for no more than is used.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import sys
    import time
    from html import escape
    from pathlib import Path

    import altair as alt
    import numpy as np
    import wordllama
    from pymilvus import DataType, MilvusException

    import grader.lesson as course
    from grader.datasets import words

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models import rings
    from models.filter_tree import read
    from models.recall import recall_at_k
    from models.tree_picture import picture as tree_picture

    return (
        DataType,
        MilvusException,
        Path,
        alt,
        course,
        escape,
        json,
        np,
        read,
        recall_at_k,
        rings,
        time,
        tree_picture,
        wordllama,
        words,
    )


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "query", "filters", "json", "array", "nullable", "range_search", "grouping", "iterators", "dynamic", "indexes"]
    milvus = course.milvus(needs=_needs)
    line = course.tapped(milvus)  # what its client says is heard on the way
    client = line.client()
    return client, line, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know what an index misses (chapter 5), what a filter keeps and where it works (chapter 6). {milvus.introduced} Tables that compare it with a server need one; where there is none, you see
    what it said when this course was made, with its version.

    Every call of this lesson goes through a **recording proxy** (the tap of chapter 8): a program on the way to Milvus that writes down what is asked and how many
    bytes come back. So where the text says what Milvus *heard*, it was heard.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Vector Search with Parameters

    A search carries parameters of two kinds. Some are for every search: `limit`, `offset`, `filter`, `output_fields`, a consistency level. Others
    are for the **index**: how much of it to look at. They go into `search_params`, and which of them are read depends on the index:

    | index | reads | means | default |
    |:---|:---|:---|:---|
    | FLAT | nothing | everything is looked at anyway | |
    | IVF_FLAT, IVF_SQ8, IVF_PQ | `nprobe` | cells to open | 8 |
    | HNSW | `ef` | candidates to keep while walking | the limit |
    | SCANN | `nprobe`, `reorder_k` | cells to open, rows to compare again | 8, none |
    | DISKANN | `search_list` | candidates to keep | 100 |

    (docs v3.0.x, *IVF_FLAT*, *HNSW*, *SCANN*, *DISKANN*.) What about all the others? 5,000 word vectors, in three collections.
    """)
    return


@app.cell
def _(DataType, client, mo, np, words):
    N, ASKED, K = 5000, 60, 10
    _all, _ = words(N + ASKED, dim=64)
    stored, asked = _all[:N], _all[N:]


    def build(who, name, index_type, **params):
        """5,000 words with an index that is really there: rows, flush, index, load."""
        if who.has_collection(name):
            who.drop_collection(name)
        schema = who.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=64)
        who.create_collection(name, schema=schema)
        for start in range(0, N, 2500):
            who.insert(name, [{"id": i, "vector": stored[i].tolist()} for i in range(start, start + 2500)])
        who.flush(name)
        index = who.prepare_index_params()
        index.add_index("vector", index_type=index_type, metric_type="L2", params=params)
        who.create_index(name, index)
        who.load_collection(name)


    INDEXES = {"w_flat": ("FLAT", {}), "w_ivf": ("IVF_FLAT", {"nlist": 64}), "w_hnsw": ("HNSW", {"M": 8, "efConstruction": 40})}
    for _name, (_kind, _params) in INDEXES.items():
        build(client, _name, _kind, **_params)
    _gaps = (stored**2).sum(axis=1) - 2 * asked @ stored.T
    true_ten = np.argsort(_gaps, axis=1)[:, :K].tolist()
    mo.accordion({"How the three collections are made": mo.show_code()})
    return ASKED, INDEXES, K, N, asked, build, stored, true_ten


@app.cell(hide_code=True)
def _(course):
    which_param = course.predict(
        "An IVF index has 64 cells. A program asks with `search_params={\"params\": {\"ef\": 64}}`, because it once searched an HNSW index. What happens?",
        ["All 64 cells are opened", "It is refused: IVF has no `ef`", "The search runs as if nothing had been said"],
        "The search runs as if nothing had been said",
        "Neither of the two Milvus that answer below checks for parameters that an index does not read. The search runs with the default, "
        "and the only sign is a recall that does not move.",
        key="ch09 which param",
    )
    which_param
    return (which_param,)


@app.cell(hide_code=True)
def _(INDEXES, K, MilvusException, asked, build, client, course, milvus, mo, recall_at_k, true_ten, which_param):
    course.after(which_param)
    _CASES = [
        ("w_ivf", {}, "nothing: the default"),
        ("w_ivf", {"nprobe": 1}, "one cell"),
        ("w_ivf", {"nprobe": 64}, "every cell"),
        ("w_ivf", {"nprobe": "64"}, "the same as text"),
        ("w_ivf", {"nporbe": 64}, "a typing error"),
        ("w_ivf", {"ef": 64}, "a parameter of HNSW"),
        ("w_ivf", {"nprobe": 0}, "no cell"),
        ("w_hnsw", {}, "nothing: the default"),
        ("w_hnsw", {"ef": 10}, "as many as the limit"),
        ("w_hnsw", {"ef": 200}, "many more"),
        ("w_hnsw", {"ef": 5}, "fewer than the limit"),
        ("w_hnsw", {"nprobe": 64}, "a parameter of IVF"),
        ("w_flat", {"nprobe": 1}, "FLAT reads nothing"),
    ]


    def outcome(who, name, params):
        """Recall@10 over all queries, or what Milvus said."""
        try:
            answers = who.search(name, data=asked.tolist(), limit=K, search_params={"params": params}, consistency_level="Strong")
        except MilvusException as error:
            return "refused: …" + error.message.strip().replace("\n", " ").replace("|", "/")[-76:]
        return f"{recall_at_k([[h['id'] for h in hits] for hits in answers], true_ten):.2f}"


    def _on_server(server, who):
        for name, (kind, params) in INDEXES.items():
            build(who, name, kind, **params)
        lines = [f"| {INDEXES[n][0]} | {', '.join(f'`{k}={v!r}`' for k, v in p.items())} | {outcome(who, n, p)} |" for n, p, _ in _CASES]
        return "| index | params | recall@10, or what it said |\n|:---|:---|:---|\n" + "\n".join(lines)


    mo.vstack(
        [
            mo.md(f"{len(asked)} queries each, just sent to Milvus {milvus.identity}:"),
            course.table("index / params / meant / recall@10, or what it said", [f"|{INDEXES[n][0]}|{', '.join(f'`{k}={v!r}`' for k, v in p.items())}|{w}|{outcome(client, n, p)}|" for n, p, w in _CASES]),
            mo.accordion({"The same on a server": course.on_server("ch09_params", ["consistency"], _on_server)}),
        ]
    )
    return (outcome,)


@app.cell(hide_code=True)
def _(course, mo, which_param):
    course.after(which_param)
    mo.md("""
    So a recall that does not move when you turn the knob means that the knob is not connected. Values out of range are a different matter: no
    cell at all is refused, and with an `ef` below the limit the server refuses while Lite 3.2.2 returns a shorter list.

    Move it yourself, and look at what was heard. All three ways to write it arrive as the same parameter.
    """)
    return


@app.cell(hide_code=True)
def _(INDEXES, course, mo, which_param):
    course.after(which_param)
    knob_index = mo.ui.dropdown({kind: name for name, (kind, _) in INDEXES.items()}, value="IVF_FLAT", label="Index")
    knob_name = mo.ui.dropdown(["nprobe", "ef", "nporbe"], value="nprobe", label="Parameter")
    knob = mo.ui.slider(steps=[1, 2, 4, 8, 10, 16, 32, 64, 128, 256], value=16, label="Value", show_value=True)
    knob_form = mo.ui.dropdown({'{"params": {…}}': "nested", "{…}": "flat", '{"params": {"…": "text"}}': "text"}, value='{"params": {…}}', label="Written as")
    mo.hstack([knob_index, knob_name, knob, knob_form], justify="start", wrap=True)
    return knob, knob_form, knob_index, knob_name


@app.cell(hide_code=True)
def _(K, MilvusException, asked, client, knob, knob_form, knob_index, knob_name, line, mo, recall_at_k, true_ten):
    _pair = {knob_name.value: str(knob.value) if knob_form.value == "text" else knob.value}
    _written = _pair if knob_form.value == "flat" else {"params": _pair}
    try:
        _answers, _heard = line.during(lambda: client.search(knob_index.value, data=asked.tolist(), limit=K, search_params=_written), "Search")
        _recall = recall_at_k([[h["id"] for h in hits] for hits in _answers], true_ten)
        _bar = f"<div style='height:12px;border-radius:3px;background:#8a94a344'><div style='height:12px;border-radius:3px;background:#1592a6;width:{100 * _recall:.1f}%'></div></div>"
        _kept = {k: v for k, v in _heard[0].params.items() if k not in ("anns_field", "round_decimal", "ignore_growing", "offset", "iterator", "group_by_field")}
        _shown = mo.vstack([mo.Html(f"<div style='max-width:40rem'>recall@10 <b>{_recall:.2f}</b>{_bar}</div>"), mo.md(f"Milvus heard `{_kept}` in a request of {_heard[0].size:,} bytes, and sent {_heard[0].received:,} back.")])
    except MilvusException as _error:
        _shown = mo.md(f"Milvus answers: {_error.message[:200]}")
    _shown
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Many queries in one call

    `data` is a list. Sixty queries in one call are one request and one answer. What does that save?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    many_queries = course.predict(
        "60 queries, once as sixty calls and once as one call with sixty vectors. Which total is less than half?",
        ["The time", "The bytes on the wire", "Both", "Neither"],
        "The time",
        "Each vector has to travel, and each hit has to come back, in one call as in sixty; only what is said about the search is said once. A call costs a "
        "journey and some work around it, and that is spent once instead of sixty times.",
        key="ch09 many queries",
    )
    many_queries
    return (many_queries,)


@app.cell(hide_code=True)
def _(asked, client, course, line, many_queries, time):
    course.after(many_queries)


    def _cost(batch):
        """(seconds, bytes sent, bytes received) of 60 queries, so many in a call."""
        start = time.perf_counter()
        _, calls = line.during(lambda: [client.search("w_ivf", data=asked[i : i + batch].tolist(), limit=10, output_fields=["id"]) for i in range(0, len(asked), batch)], "Search")
        return time.perf_counter() - start, sum(c.size for c in calls), sum(c.received for c in calls)


    _cost(60)  # warm
    course.table(
        "queries in a call / calls / time of all / sent / received",
        [f"|{n}|{-(-len(asked) // n)}|{s * 1000:.0f} ms|{out:,} bytes|{back:,} bytes|" for n in (1, 5, 20, 60) for s, out, back in [_cost(n)]],
    )
    return


@app.cell(hide_code=True)
def _(course, many_queries, mo):
    course.after(many_queries)
    mo.md("""
    The answers are the same lists, in the order of the queries. At most 16,384 queries go into one call, and at most 64 MB (docs v3.0.x, *Milvus
    Limits*). All share one filter, one limit and one set of parameters: for different filters there are different calls.

    If the query is a row of the collection, its vector need not travel at all: since Milvus 2.6.9 a search takes **`ids=`** in place of `data`, and looks up the
    vectors of these rows itself (docs v3.0.x, *Primary-Key Search*; *not run here*, Lite 3.2.2 and server 2.3.5 refuse it).
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Hybrid (Vector + Scalar) Search

    *Hybrid* in this title has its old sense: a vector decides what is near, scalars decide what counts. (In its new sense, several vector
    fields at once, it is chapter 11's.) Chapter 6 placed the filter before, inside and behind the search and measured what each place costs.
    Here is what a page makes of both: a ranked list, and beside it the numbers that say what else there is.

    The shelf is the one of chapters 1 and 6: 733 functions of Python's library, each with a sentence and its vector. It has a dynamic field,
    which holds `first`, the first word of the sentence.
    """)
    return


@app.cell
def _(DataType, Path, client, json, mo, np, wordllama):
    shelf = json.loads((mo.notebook_dir() / "data" / "pydoc.json").read_text())
    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


    def embed(texts):
        raw = model.embed(list(texts))
        return raw / np.linalg.norm(raw, axis=1, keepdims=True)


    _rng = np.random.default_rng(9)
    for i, (row, vector) in enumerate(zip(shelf, embed(r["text"] for r in shelf))):
        row["id"], row["vector"] = i, vector.tolist()
        row["letters"] = len(row["text"])
        row["parts"] = row["name"].replace("_", ".").split(".")[:8]
        row["facts"] = {"from": {"package": row["module"].split(".")[0]}, "words": len(row["text"].split())}
        if "." in row["module"]:
            row["facts"]["from"]["inner"] = row["module"].split(".", 1)[1]
        row["stars"] = int(_rng.integers(1, 6)) if _rng.random() < 0.4 else None
        row["first"] = row["text"].split()[0]


    def new_shelf(who, name="shelf", nullable=True):
        """The shelf in a collection; the 2.3.5 server has no NULL, so there the stars stay away."""
        schema = who.create_schema(auto_id=False, enable_dynamic_field=True)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=256)
        for field in ("name", "module", "kind", "text"):
            schema.add_field(field, DataType.VARCHAR, max_length=1000)
        schema.add_field("letters", DataType.INT64)
        schema.add_field("parts", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=60)
        schema.add_field("facts", DataType.JSON)
        if nullable:
            schema.add_field("stars", DataType.INT64, nullable=True)
        index = who.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="COSINE")
        if who.has_collection(name):
            who.drop_collection(name)
        who.create_collection(name, schema=schema, index_params=index)
        who.insert(name, [{k: v for k, v in row.items() if nullable or k != "stars"} for row in shelf])
        who.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")  # from now on every read sees all rows


    new_shelf(client)
    mo.accordion({"How the shelf is made": mo.show_code()})
    return embed, new_shelf, shelf


@app.cell(hide_code=True)
def _(course):
    own_ticks = course.predict(
        "Beside a list of hits stand tick boxes with counts: *os 40, shutil 20 …*. You tick `os`. What should stand beside `shutil` then?",
        ["0: nothing is in os and in shutil", "20, as before", "Nothing: the box should vanish"],
        "20, as before",
        "The number is what you would get if you ticked shutil *instead*. A field's own ticks must not narrow its own counts, or no customer could "
        "ever tick a second box. They do narrow the counts of all other fields.",
        key="ch09 own ticks",
    )
    own_ticks
    return (own_ticks,)


@app.cell(hide_code=True)
def _(course, mo, own_ticks, shelf):
    course.after(own_ticks)
    facet_modules = sorted({row["module"] for row in shelf if row["module"] in ("os", "os.path", "shutil", "math", "random", "statistics")})
    facet_ask = mo.ui.text(value="erase a folder", label="Near to", full_width=True)
    facet_module = mo.ui.multiselect(facet_modules, value=["os"], label="module")
    facet_kind = mo.ui.multiselect(["class", "function"], value=[], label="kind")
    facet_own = mo.ui.switch(value=False, label="also count under a field's own ticks (the mistake)")
    mo.vstack([facet_ask, mo.hstack([facet_module, facet_kind, facet_own], justify="start", wrap=True)])
    return facet_ask, facet_kind, facet_module, facet_modules, facet_own


@app.cell(hide_code=True)
def _(client, course, embed, escape, facet_ask, facet_kind, facet_module, facet_modules, facet_own, json, line, mo):
    mo.stop(not facet_ask.value.strip(), mo.md("*Type a few words.*"))
    _ticked = {"module": facet_module.value, "kind": facet_kind.value}


    def _filter(*skip):
        return " and ".join(f"{field} in {json.dumps(values)}" for field, values in _ticked.items() if values and field not in skip)


    def _all():
        hits = client.search("shelf", data=[embed([facet_ask.value])[0].tolist()], filter=_filter(), limit=8, output_fields=["name", "module"])[0]
        counts = {}
        for field, values in (("module", facet_modules), ("kind", ["class", "function"])):
            rows = client.query("shelf", filter=_filter(*([] if facet_own.value else [field])), output_fields=[field], limit=1000)
            counts[field] = {v: sum(r[field] == v for r in rows) for v in values}
        return hits, counts


    (_hits, _counts), _calls = line.during(_all)
    _most = max(max(c.values()) for c in _counts.values()) or 1
    _side = ""
    for _field, _values in _counts.items():
        _side += f"<p style='margin:.5rem 0 .2rem'><b>{_field}</b></p>" + "".join(
            f"<div style='display:flex;gap:.5rem;align-items:center;font-size:.9rem'><span aria-hidden='true'>{'☑' if v in _ticked[_field] else '☐'}</span><span style='min-width:5.2rem'>{escape(v)}</span>"
            f"<span style='flex:1;min-width:3rem'><span style='display:block;height:8px;border-radius:2px;background:{course.TEAL if v in _ticked[_field] else course.GREY};width:{100 * n / _most:.0f}%'></span></span><b>{n}</b></div>"
            for v, n in _values.items()
        )
    _list = "".join(f"<li style='margin:.25rem 0'><code>{escape(h['entity']['name'])}</code> <span style='opacity:.75'>{h['distance']:.3f}</span></li>" for h in _hits)
    mo.vstack(
        [
            mo.Html(f"<div style='display:flex;gap:2rem;flex-wrap:wrap'><ol style='flex:1 1 16rem;margin:0;padding-left:1.8rem;overflow-wrap:anywhere'>{_list or '<em>No row.</em>'}</ol><div style='flex:1 1 15rem'>{_side}</div></div>"),
            mo.md(f"One search with the filter `{_filter() or '(none)'}`, and one query for each field under the ticks of the *other* fields. {len(_calls)} calls, {sum(c.received for c in _calls):,} bytes."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, own_ticks):
    course.after(own_ticks)
    mo.md("""
    Such counts are called **facets**. They are about *every* row that matches, so they come from queries and not from the hits, which are
    eight whatever matches. To count a field's values, read this field of every matching row, or let Milvus count each value with
    `count(*)`. Exercise 3 does it for three fields, one of them an array.

    Milvus 3.0 counts by itself, in two ways that must not be confused (*not run here*; Milvus Lite 3.2.2 takes the arguments and ignores them):

    - `query(…, group_by_fields=["module"], output_fields=["module", "count(*)"])` groups **every row that the filter keeps**. Its numbers are exact (docs
      v3.0.x, *Query*).
    - `search(…, search_aggregation=…)` makes buckets of **the candidates that the search retained**, one per bucket unless you ask for more. Its counts are not
      those of the collection (docs v3.0.x, *Search Aggregation*).

    ### Scalars before, scalars behind

    A scalar can also *order*. A shop shows the nearest offers, the cheap ones first. That is a second ranking on top of the first, over a fixed
    number of nearest rows: the **window**. With `order_by_fields` a search of Milvus 3.0 sorts its hits by scalar fields (docs v3.0.x, *Basic
    Vector Search*; *not run here*). Otherwise you sort in your program, and then it matters *when* you cut into pages. “Top-K Results” shows what happens
    if you cut first.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Boolean Expressions

    Chapter 6 had the grammar on one screen. Here is the rest: what is computed, what is looked up inside a value, how all of it binds, and
    where two versions of Milvus part ways.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    divided = course.predict(
        "`letters` is a whole number. `letters / 10 == 4`: which rows does it keep?",
        ["Those with 40 letters", "Those with 40 to 49 letters", "It depends on the Milvus"],
        "It depends on the Milvus",
        "Milvus Lite divides as Python does, with a fraction: 40 alone. The 2.3.5 server divides whole numbers as C does and drops the fraction: "
        "40 to 49. If you mean a span, write the span: `letters >= 40 and letters < 50`.",
        key="ch09 divided",
    )
    divided
    return (divided,)


@app.cell(hide_code=True)
def _(MilvusException, client, course, divided, mo, new_shelf):
    course.after(divided)
    EXPRESSIONS = {
        "Arithmetic": ["letters + 2 == 42", "letters * 2 > 100", "letters / 10 == 4", "letters % 10 == 0", "letters ** 2 > 2500", "letters > 2 + 3 * 10", "id > letters"],
        "JSON": ['facts["words"] < 5', 'facts["words"] + 1 == 6', 'facts["from"]["inner"] == "path"', 'facts["from"]["inner"] != "path"', 'not exists facts["from"]["inner"]', 'facts["nowhere"]["at"] == 1'],
        "Arrays": ['parts[0] == "os"', "array_length(parts) == 3", 'array_contains(parts, "path")', 'array_contains_all(parts, ["os", "path"])', 'array_contains_any(parts, ["copy", "move"])'],
        "Text": ['name like "os.%"', 'name like "%.walk"', 'name like "%path%"', 'name like "os._alk"', 'name > "zip"', 'text == name'],
        "Dynamic field": ['first == "Return"', '$meta["first"] == "Return"', 'frist == "Return"'],
        "NULL": ["stars == 3", "stars != 3", "stars is null", "stars is not null"],
        "Binding": ["letters < 20 or letters > 80 and id < 100", "(letters < 20 or letters > 80) and id < 100", "not letters < 20", "20 < letters < 30", "letters < 20 AND id < 100", "letters < 20 && id < 100"],
        "Newer": ['name =~ "^os[.]"', "id & 1 == 1", "random_sample(0.1)"],
    }  # fmt: skip


    def kept(who, name, filter):
        """How many rows a filter keeps, or why it is refused."""
        try:
            return str(who.query(name, filter=filter, output_fields=["count(*)"])[0]["count(*)"])
        except MilvusException as error:
            said = error.message.split("error: ")[-1].split("\n")[0].strip()
            return "refused: " + said.replace("|", "/")[:70]


    def lines(who, nullable=True):
        """Rows of a table: each group's name, and below it its filters with what they keep."""
        for group, filters in EXPRESSIONS.items():
            if nullable or group != "NULL":
                yield f"|**{group}**||"
                yield from (f"|`{f}`|{kept(who, 'shelf', f)}|" for f in filters)


    def _on_server(server, who):
        new_shelf(who, nullable=False)
        return "|filter|rows kept|\n|:---|:---|\n" + "\n".join(lines(who, nullable=False))


    mo.vstack(
        [
            course.table("filter / rows kept of 733", list(lines(client))),
            mo.accordion({"The same on a server": course.on_server("ch09_expressions", ["consistency"], _on_server)}),
        ]
    )
    return (kept,)


@app.cell(hide_code=True)
def _(course, divided, mo):
    course.after(divided)
    mo.md("""
    Compare the two tables line by line. What to take with you:

    - **Computing.** `+ - * /` with one field and constants. A server of 2.3.5 computes for `==` and `!=` only and refuses `letters * 2 > 100`; `%` works there
      and not on Lite 3.2.2. The documentation lists `**` (docs v3.0.x, *Basic Operators*); both refuse it here for a field. What both can do without computing,
      write without: `letters > 50`.
    - **JSON.** A path is written key by key. A path that a row does not have makes a comparison fail, also `!=` on Lite. Whole numbers and fractions in JSON
      compare as numbers.
    - **Arrays.** An index counts from 0. `array_contains_all` wants every value, `_any` one of them, and neither minds the order.
    - **Dynamic fields look like fields.** So a misspelled name, `frist`, is no error: it is a key that no row has, and the filter keeps nothing, without a word.
      Without a dynamic field the same typo is refused. That is a good reason to leave it off.
    - **Chains.** `20 < letters < 30` is a range on the server and an error on Lite. Two comparisons and an `and` mean the same everywhere.
    - **Bits and regular expressions** (`&`, `=~`) are Milvus 3.0's, samples (`random_sample`) 2.6's (docs v3.0.x, *Basic Operators*, *Pattern Matching*, *Random Sampling*; *not run here*).

    ### The tree

    A filter is read as a tree. Whatever binds loosest stands on top and is joined last. Below each box is what Milvus keeps of that part alone. Change
    the filter, and put parentheses somewhere else.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    not_and = course.predict(
        "`not module == \"os\" and letters < 30`: what does the `not` negate on Milvus Lite?",
        ["Only the first comparison", "Both, as a whole", "It is refused: the not needs parentheses"],
        "Only the first comparison",
        "`not` binds tighter than `and`, and `and` tighter than `or`. A server of 2.3.5 goes further: there `not` binds tighter even than `==` and the filter is "
        "refused, because `not module` makes no sense. With parentheses, `not (module == \"os\")`, it means the same everywhere.",
        key="ch09 not and",
    )
    not_and
    return (not_and,)


@app.cell(hide_code=True)
def _(course, mo, not_and):
    course.after(not_and)
    tree_start = mo.ui.dropdown(
        {
            "not and": 'not module == "os" and letters < 30',
            "not over both": 'not (module == "os" and letters < 30)',
            "two ors": 'module == "os" and letters < 30 or module == "math" and (stars is null or stars > 3)',
            "glued together": 'kind == "class" or kind == "function" and module == "os" and module not in ["os"]',
            "JSON and arrays": '(facts["words"] < 6 or array_contains(parts, "path")) and not (name like "os.%")',
        },
        value="two ors",
        label="Begin with",
    )
    tree_start
    return (tree_start,)


@app.cell(hide_code=True)
def _(mo, tree_start):
    tree_text = mo.ui.text(value=tree_start.value, label="The filter", full_width=True)
    tree_text
    return (tree_text,)


@app.cell(hide_code=True)
def _(client, course, escape, kept, mo, read, shelf, tree_picture, tree_text):
    mo.stop(not tree_text.value.strip(), mo.md("*Type a filter.*"))


    def _count(part):
        said = kept(client, "shelf", part)
        return int(said) if said.isdigit() else None


    _whole = kept(client, "shelf", tree_text.value)
    _drawn = course.scrolls(tree_picture(read(tree_text.value), _count, len(shelf)), "The tree of the filter") if _whole.isdigit() else mo.Html(f"<pre tabindex='0' style='overflow-x:auto'>{escape(_whole)}</pre>")
    mo.vstack([mo.md(f"It keeps **{_whole}** of {len(shelf)} rows."), _drawn])
    return


@app.cell(hide_code=True)
def _(course, mo, not_and):
    course.after(not_and)
    mo.md("""
    The fourth example is what a program writes that glues conditions together with `" and "`: the last condition says *not in os*, and rows of os come
    back all the same, because the first part, joined last, needs nothing else. So a function that joins filters puts parentheses around what it was given,
    whatever that is:
    """)
    return


@app.cell
def _(client, course, kept, mo, not_and):
    course.after(not_and)


    def both(*filters):
        """One filter that all of these must keep."""
        return " and ".join(f"({f})" for f in filters if f)


    _mine, _theirs = 'module != "os"', 'letters < 30 or kind == "class"'
    glued, safe = f"{_theirs} and {_mine}", both(_theirs, _mine)
    of_os = [kept(client, "shelf", both(f, 'module == "os"')) for f in (glued, safe)]

    mo.show_code(mo.md(f"Rows of os that come back: **{of_os[0]}** when glued, **{of_os[1]}** in parentheses."), position="above")
    return (both,)


@app.cell(hide_code=True)
def _(course, mo, not_and):
    course.after(not_and)
    mo.md("""
    **Values that a stranger typed** belong in a template, where there is one: `filter="module == {m}"`, `filter_params={"m": typed}` (docs v3.0.x, *Filter
    Templating*; *not run here*, Lite 3.2.2 and server 2.3.5 refuse it). Until then quote them as chapter 6 does. A template also spares Milvus reading a list of ten thousand
    ids as text. And mind the *types*: a template with `"40"` for a number is as wrong as the filter `letters == "40"`.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Range Searches

    *All that are near enough* is a question about scores, not about a number of rows. Two bounds answer it, and chapter 6 put them on a line. On a plane
    you see what they cut out. Predict first.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    shape = course.predict(
        "By L2 the points between two distances lie in a ring around the query. What shape do the points between two *inner products* have?",
        ["A ring as well", "A straight strip, at a right angle to the query's direction", "A wedge that opens away from the origin"],
        "A straight strip, at a right angle to the query's direction",
        "The inner product with a fixed query grows evenly in the query's direction and does not change at a right angle to it. So equal scores lie on straight "
        "lines. The wedge is COSINE's: equal angles, whatever the length.",
        key="ch09 shape",
    )
    shape
    return (shape,)


@app.cell(hide_code=True)
def _(DataType, client, np):
    plane_points = np.unique(np.random.default_rng(4).integers(-9, 10, size=(260, 2)), axis=0).astype(float)
    plane_points = plane_points[np.abs(plane_points).sum(axis=1) > 0]
    for _metric in ("L2", "IP", "COSINE"):
        _name = f"plane_{_metric.lower()}"
        if client.has_collection(_name):
            client.drop_collection(_name)
        _schema = client.create_schema(auto_id=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("place", DataType.FLOAT_VECTOR, dim=2)
        _index = client.prepare_index_params("place", index_type="FLAT", metric_type=_metric)
        client.create_collection(_name, schema=_schema, index_params=_index)
        client.insert(_name, [{"id": i, "place": p.tolist()} for i, p in enumerate(plane_points)])
    return (plane_points,)


@app.cell(hide_code=True)
def _(course, mo, shape):
    course.after(shape)
    plane_metric = mo.ui.dropdown(["L2", "IP", "COSINE"], value="L2", label="Metric")
    plane_x = mo.ui.slider(-6, 6, step=1, value=3, label="query: x", show_value=True)
    plane_y = mo.ui.slider(-6, 6, step=1, value=2, label="y", show_value=True)
    mo.hstack([plane_metric, plane_x, plane_y], justify="start", wrap=True)
    return plane_metric, plane_x, plane_y


@app.cell(hide_code=True)
def _(mo, plane_metric):
    # Three scales of scores: squares of whole distances, products, cosines.
    _steps, _near, _far = {
        "L2": ([n * n for n in range(14)], 9, 25),
        "IP": (list(range(-60, 61)), 30, 10),
        "COSINE": ([round(-1 + n / 20, 2) for n in range(41)], 0.95, 0.6),
    }[plane_metric.value]
    plane_radius = mo.ui.slider(steps=_steps, value=_far, label="radius", show_value=True)
    plane_filter = mo.ui.slider(steps=_steps, value=_near, label="range_filter", show_value=True)
    mo.hstack([plane_radius, plane_filter], justify="start", wrap=True)
    return plane_filter, plane_radius


@app.cell(hide_code=True)
def _(MilvusException, client, mo, np, plane_filter, plane_metric, plane_points, plane_radius, plane_x, plane_y, rings):
    _query = np.array([float(plane_x.value), float(plane_y.value)])
    _metric, _radius, _near = plane_metric.value, float(plane_radius.value), float(plane_filter.value)
    mo.stop(not _query.any() and _metric == "COSINE", mo.md("*A query at the origin has no direction.*"))
    _scores = rings.score(_metric, plane_points, _query)
    try:
        _hits = client.search(f"plane_{_metric.lower()}", data=[_query.tolist()], limit=1000, search_params={"params": {"radius": _radius, "range_filter": _near}})[0]
        _came, _said = {h["id"] for h in _hits}, f"**{len(_hits)}** points came back"
    except MilvusException as _error:
        _came, _said = set(), f"Milvus refuses: {_error.message[:120]}"
    _edge = 1e-6
    _at_radius, _at_near = np.flatnonzero(np.abs(_scores - _radius) < _edge), np.flatnonzero(np.abs(_scores - _near) < _edge)
    _low, _high = min(_radius, _near), max(_radius, _near)
    _words = f"{_metric}: {len(_came)} of {len(plane_points)} points lie between the bounds {_low:g} and {_high:g}"
    mo.vstack(
        [
            mo.Html(rings.picture(_metric, plane_points, _query, _low, _high, _came, _words)),
            mo.md(
                f"{_said}. Exactly on the radius lie {len(_at_radius)}, and {sum(int(i) in _came for i in _at_radius)} of these came. "
                f"Exactly on range_filter lie {len(_at_near)}, and {sum(int(i) in _came for i in _at_near)} of these came."
                + (" A swapped pair: no score is beyond the radius and within range_filter." if (_radius < _near) == (_metric == "L2") and _radius != _near else "")
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, shape):
    course.after(shape)
    mo.md("""
    Points lie on whole numbers, so by L2 and IP many lie exactly on a bound. Watch the last line while you move the bounds: those on the
    **radius** never come, those on **range_filter** do. That holds for each metric; only *far* and *near* trade places.

    ```text
    L2             range_filter  <=  squared distance  <  radius
    IP, COSINE     radius  <  similarity  <=  range_filter
    ```

    (docs v3.0.x, *Range Search*.) Three things are not on the picture:

    - **A limit still counts.** It is 10 when you say nothing. For *all that are near enough*, set it as high as there can be rows, up to 16,384.
    - **Ends of your own.** If the far bound has to be inside, ask for a little more, to the next float beyond it, and compare the scores that come back: that
      is exact, because a score that you got from Milvus is a number like any other. If the near bound has to be outside, drop those that are equal to it.
    - **Rounding.** A score is a 32-bit float, computed in an order that is the engine's own. `0.6` may come back as 0.60000002. Take bounds from scores that Milvus returned, or leave a
      margin that means something to you.

    The last point deserves a measurement: take two scores that a search returned, use them as bounds, and see whether the rows on them come or stay as the
    rule says.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    own_scores = course.predict(
        "A search returns scores. Two of them become radius and range_filter of a second search with the same query. Does every row on a bound obey the rule?",
        ["Always: they are the same numbers", "Not by every metric, on every Milvus"],
        "Not by every metric, on every Milvus",
        "The score that is returned and the one that is compared need not be the same float. Milvus Lite 3.2.2 takes a root for L2, squares it again, and compares that: only squares of whole numbers survive it. The 2.3.5 server was exact "
        "in every try. So a bound is no place to rely on a single row, unless the numbers are exact by themselves, such as small whole ones.",
        key="ch09 own scores",
    )
    own_scores
    return (own_scores,)


@app.cell(hide_code=True)
def _(DataType, client, course, mo, np, own_scores):
    course.after(own_scores)


    def bounds_obeyed(who, metric, tries=40):
        """How often two returned scores, used as bounds, give exactly the rows that the rule gives."""
        rng = np.random.default_rng(7)
        name = f"bounds_{metric.lower()}"
        if who.has_collection(name):
            who.drop_collection(name)
        schema = who.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=8)
        who.create_collection(name, schema=schema, index_params=who.prepare_index_params("v", index_type="FLAT", metric_type=metric))
        who.insert(name, [{"id": i, "v": v.tolist()} for i, v in enumerate(rng.normal(size=(800, 8)))])
        query = rng.normal(size=8).tolist()
        first = who.search(name, data=[query], limit=800, consistency_level="Strong")[0]
        scores = [h["distance"] for h in first]
        right = 0
        for _ in range(tries):
            near, far = sorted(rng.choice(len(scores), size=2, replace=False))
            hits = who.search(name, data=[query], limit=800, search_params={"params": {"radius": scores[far], "range_filter": scores[near]}})[0]
            low, high = scores[far], scores[near]
            rule = [h["id"] for h, s in zip(first, scores) if (high <= s < low if metric == "L2" else low < s <= high)]
            right += {h["id"] for h in hits} == set(rule)
        return right


    def _on_server(server, who):
        return "| metric | exact |\n|:---|:---|\n" + "\n".join(f"| {m} | {bounds_obeyed(who, m)} of 40 |" for m in ("L2", "IP", "COSINE"))


    mo.vstack(
        [
            course.table("metric / exactly the rows of the rule", [f"|{m}|{bounds_obeyed(client, m)} of 40|" for m in ("L2", "IP", "COSINE")]),
            mo.accordion({"The same on a server": course.on_server("ch09_bounds", ["consistency"], _on_server)}),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, own_scores):
    course.after(own_scores)
    mo.md("""
    Exercise 1 asks for both ends, open or closed, by every metric; its numbers are exact, so nothing is left to rounding.

    One more difference: under a range Milvus Lite 3.2.2 looks at the nearest five times `limit` rows and applies the range to those. A ring that begins farther out comes
    back empty although it is full. A limit as large as the collection helps there; a server goes to the ring by itself.
    """)
    return


@app.cell(hide_code=True)
def test_a_range_has_one_open_and_one_closed_end(client, np, plane_points, rings):
    """Rows exactly on the radius stay away and rows exactly on range_filter come, by L2 and by IP."""
    _query = np.array([3.0, 2.0])
    for _metric, _radius, _near in (("L2", 25.0, 9.0), ("L2", 4.0, 0.0), ("IP", 10.0, 30.0), ("IP", -20.0, 0.0)):
        _scores = rings.score(_metric, plane_points, _query)
        _hits = client.search(f"plane_{_metric.lower()}", data=[_query.tolist()], limit=1000, search_params={"params": {"radius": _radius, "range_filter": _near}})[0]
        _right = (_near <= _scores) & (_scores < _radius) if _metric == "L2" else (_radius < _scores) & (_scores <= _near)
        assert sorted(h["id"] for h in _hits) == np.flatnonzero(_right).tolist()
        assert (_scores == _radius).any() and (_scores == _near).any() or _near == 0
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Top-K Results

    The nearest K: nothing sounds simpler. Four questions make it less so. Which rows come when several are equally near? Where does page 2 begin? What
    comes behind the largest limit? And what if K shops are wanted, not K rows?

    ### Ties

    Forty rows have the same vector. They are stored three times: with rising ids, with falling ids, and shuffled. A search asks for five, then for five with
    `offset=5`, then for ten.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    tie_pages = course.predict(
        "No other client writes. All forty rows are equally near. Are the five of page 1 and the five of page 2 (`offset=5`) ten different rows?",
        ["Yes, on every Milvus", "Not on every Milvus"],
        "Not on every Milvus",
        "Milvus promises an order by score, and none among equal scores. A search for ten keeps other rows than a search for five: page 2 is cut out of the ten, so it may "
        "hold rows that page 1 has shown. On the 2.3.5 server it does.",
        key="ch09 tie pages",
    )
    tie_pages
    return (tie_pages,)


@app.cell(hide_code=True)
def _(DataType, client, course, mo, np, tie_pages):
    course.after(tie_pages)


    def tied(who, ids):
        """The ids of page 1, of page 2, and of both at once."""
        if who.has_collection("tied"):
            who.drop_collection("tied")
        schema = who.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
        who.create_collection("tied", schema=schema, index_params=who.prepare_index_params("v", index_type="FLAT", metric_type="L2"))
        who.insert("tied", [{"id": int(i), "v": [1.0, 1.0]} for i in ids])
        return [[h["id"] for h in who.search("tied", data=[[0.0, 0.0]], limit=n, offset=skip, consistency_level="Strong")[0]] for n, skip in ((5, 0), (5, 5), (10, 0))]


    def _lines(who):
        for order, ids in (("rising", range(40)), ("falling", range(39, -1, -1)), ("shuffled", np.random.default_rng(0).permutation(40))):
            one, two, _ = tied(who, ids)
            again = [i for i in two if i in one]
            yield f"|{order}|{', '.join(map(str, one))}|{', '.join(f'**{i}**' if i in again else str(i) for i in two)}|{len(again) or 'none'}|"


    mo.vstack(
        [
            course.table("stored / page 1 / page 2 / shown before", list(_lines(client))),
            mo.accordion({"The same on a server": course.on_server("ch09_ties", ["consistency"], lambda server, who: "| stored | page 1 | page 2 | shown before |\n|:---|:---|:---|:---|\n" + "\n".join(_lines(who)))}),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, tie_pages):
    course.after(tie_pages)
    mo.md("""
    On Lite 3.2.2 the order among equals is the order of insertion, which looks like a promise and is none. So if pages have to be exact, the ranking needs a
    tie-breaker that you bring: the id. Equal scores are no rarity. The same picture sold by thirty shops has one vector, and so has a text that was stored twice.

    ### While others write

    `offset` counts rows from the beginning of what is there **now**. Below are 600 rows, read in pages of 60. After each page, another client removes some of the rows that were
    already read, and adds a few at both ends. Each square is one of the 600, in the order of its key.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    skipped_rows = course.predict(
        "You read 600 rows by `offset`, 60 at a time. After each page another client removes 20 rows that you have read. What do you miss of the rows that were left alone?",
        ["Nothing: only rows that were read are removed", "About 20 rows at every page", "Only the last page"],
        "About 20 rows at every page",
        "What is removed in front moves everything behind it up by 20 places. The next offset is where it was, so it begins 20 rows too late, and says nothing.",
        key="ch09 skipped rows",
    )
    skipped_rows
    return (skipped_rows,)


@app.cell(hide_code=True)
def _(DataType, client, course, skipped_rows):
    import logging

    course.after(skipped_rows)
    ROWS, PAGE = 600, 60


    def fresh_list():
        """600 rows with the keys 0 to 599."""
        if client.has_collection("list"):
            client.drop_collection("list")
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
        client.create_collection("list", schema=schema, index_params=client.prepare_index_params("v", index_type="FLAT", metric_type="L2"))
        client.insert("list", [{"id": i, "v": [float(i), 0.0]} for i in range(ROWS)])


    def by_offset():
        at = 0
        while page := client.query("list", filter="", output_fields=["id"], limit=PAGE, offset=at):
            yield [row["id"] for row in page]
            at += PAGE


    def by_iterator():
        pages = client.query_iterator("list", batch_size=PAGE, output_fields=["id"])
        while page := pages.next():
            yield [row["id"] for row in page]
        pages.close()


    def by_search_iterator():
        logging.disable(logging.WARNING)  # it says at length that this Milvus has an older search iterator
        pages = client.search_iterator("list", data=[[0.0, 0.0]], batch_size=PAGE)
        logging.disable(logging.NOTSET)
        while page := pages.next():
            yield [hit["id"] for hit in page]
        pages.close()


    def walk(read_pages, removed, added):
        """How often each of the 600 rows was met, and which of them were removed, while another client writes between the pages."""
        fresh_list()
        met, gone, turn = [0] * ROWS, set(), 0
        for page in read_pages():
            for i in page:
                if 0 <= i < ROWS:
                    met[i] += 1
            turn += 1
            old = [i for i in range(ROWS) if met[i] and i not in gone][:removed]
            gone |= set(old)
            if old:
                client.delete("list", ids=old)
            if added and turn < 20:
                client.insert("list", [{"id": k, "v": [0.0, 0.0]} for n in range(added) for k in (-turn * 100 - n, 10_000 + turn * 100 + n)])
        return met, gone

    return ROWS, by_iterator, by_offset, by_search_iterator, walk


@app.cell(hide_code=True)
def _(course, mo, skipped_rows):
    course.after(skipped_rows)
    walk_how = mo.ui.dropdown(["query with offset", "query_iterator", "search_iterator"], value="query with offset", label="Read by")
    walk_removed = mo.ui.slider(0, 40, step=5, value=20, label="removed after each page", show_value=True)
    walk_added = mo.ui.slider(0, 10, step=1, value=0, label="added at both ends", show_value=True)
    mo.hstack([walk_how, walk_removed, walk_added], justify="start", wrap=True)
    return walk_added, walk_how, walk_removed


@app.cell(hide_code=True)
def _(ROWS, by_iterator, by_offset, by_search_iterator, course, mo, walk, walk_added, walk_how, walk_removed):
    _how = {"query with offset": by_offset, "query_iterator": by_iterator, "search_iterator": by_search_iterator}[walk_how.value]
    _met, _gone = walk(_how, walk_removed.value, walk_added.value)
    _missed, _twice = [i for i in range(ROWS) if not _met[i]], [i for i in range(ROWS) if _met[i] > 1]
    _squares = ""
    for _i in range(ROWS):
        _x, _y = 4 + (_i % 40) * 13, 4 + (_i // 40) * 13
        if not _met[_i]:
            _squares += f"<g stroke='{course.PURPLE}' stroke-width='1.8' fill='none'><rect x='{_x}' y='{_y}' width='10' height='10'/><path d='M{_x + 2} {_y + 2}l6 6m0 -6l-6 6'/></g>"
        else:
            _fill = course.ORANGE if _met[_i] > 1 else course.TEAL
            _squares += f"<rect x='{_x}' y='{_y}' width='10' height='10' fill='{_fill}' opacity='{0.4 if _i in _gone else 1}'/>"
    _say = f"Read by {walk_how.value}: of {ROWS} rows {len(_missed)} were never met and {len(_twice)} were met twice"
    mo.vstack(
        [
            mo.Html(f"<svg viewBox='0 0 526 202' width='100%' style='max-width:40rem' role='img' aria-label='{_say}'>{_squares}</svg>"),
            mo.md(f"Of the {ROWS} rows **{len(_missed)}** were never met (crossed) and **{len(_twice)}** were met twice (orange). Pale ones were met, and removed afterwards."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, skipped_rows):
    course.after(skipped_rows)
    mo.md("""
    An **iterator** holds on to keys instead of places. `query_iterator` asks for the rows behind the last key that it has given you. Keys stay what they
    are while others write, so what is there from beginning to end comes exactly once. What is added or removed meanwhile may come or not. A `search_iterator` does
    the same with the score, and remembers which rows it has given of the last one. (By L2 on Lite 3.2.2 it can lose rows that tie with the last one of a batch, because
    of the rounded root that “Range Searches” measured; the 2.3.5 server lost none.)

    Try it by hand, *query what lies behind the last id*, and you meet a trap: a query returns rows **in no promised order** (docs v3.0.x, *Query*). With a
    limit, the 2.3.5 server gives the smallest keys, Lite 3.2.2 gives the first ones that it stored. The iterator asks in a way of its own, which does promise it. Since Milvus
    3.0 `order_by` does too (docs v3.0.x, *Query*; *not run here*).

    Iterators live in one process. A web page whose next page may be served by a different one needs a **token**: the place where the last page ended, as a text that
    the browser hands back. With a ranking by *(score, id)* that place is two numbers:

    ```python
    # from the score of the last row shown, because others share it
    behind = {"params": {"radius": 1e9, "range_filter": score}}
    hits = client.search(name, data=[vector], limit=3000, search_params=behind)[0]
    places = sorted((hit["distance"], hit["id"]) for hit in hits)
    page = [place for place in places if place > (score, last_id)][:size]
    ```

    Exercise 2 reads everything while others write, and exercise 5 designs the token.
    """)
    return


@app.cell(hide_code=True)
def test_an_iterator_meets_every_row_once(ROWS, by_iterator, by_offset, by_search_iterator, walk):
    """An iterator meets every row that stays exactly once while others add and remove, and an offset skips some."""
    for _how in (by_iterator, by_search_iterator):
        _met, _gone = walk(_how, 20, 3)
        assert all(n == 1 for i, n in enumerate(_met) if i not in _gone)
        assert max(_met) == 1
    _met, _ = walk(by_offset, 20, 0)
    assert sum(n == 0 for n in _met) > ROWS // 6
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### The end of the window

    A search brings at most 16,384 rows, and `limit` and `offset` together count (docs v3.0.x, *Basic Vector Search*). It is a limit of memory: a search for
    page 1,000 computes pages 1 to 999 too and throws them away. Milvus Lite 3.2.2 by itself does not enforce it, so a program that works on a laptop may be refused by a
    server. Here is what a server says.
    """)
    return


@app.cell(hide_code=True)
def _(MilvusException, build, course):
    def _window(server, who):
        build(who, "w_flat", "FLAT")
        lines = []
        for limit, offset in ((16_384, 0), (16_385, 0), (1000, 15_384), (1000, 15_385)):
            try:
                said = f"{len(who.search('w_flat', data=[[0.1] * 64], limit=limit, offset=offset)[0]):,} hits"
            except MilvusException as error:
                said = error.message.replace("|", "/")[:110]
            lines.append(f"| {limit:,} | {offset:,} | {said} |")
        return "5,000 rows:\n\n| limit | offset | |\n|:---|:---|:---|\n" + "\n".join(lines)


    course.on_server("ch09_window", ["consistency"], _window)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Sorted by something else

    Back to the shop that shows the 40 nearest offers, cheap ones first. Here the shelf plays the shop and the number of letters the price. The right way sorts the **window** and then cuts
    pages. The tempting way gives the page's offset to the search, because that is what offsets are for, and sorts what comes back.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    moving_window = course.predict(
        "Page 1 is right both ways. On page 2 the tempting way searches with `offset=10`, `limit=40`, and shows the ten shortest of these. What does the reader see?",
        ["The same as the right way", "Some of page 1 again, and some rows never", "Rows in the wrong order, but each once"],
        "Some of page 1 again, and some rows never",
        "Its window holds places 11 to 50 now. Short ones among places 11 to 40 that page 1 has shown are the shortest again; those of places 1 to 10 that page 1 did not show are out of the window "
        "forever.",
        key="ch09 moving window",
    )
    moving_window
    return (moving_window,)


@app.cell(hide_code=True)
def _(course, mo, moving_window):
    course.after(moving_window)
    window_ask = mo.ui.text(value="split a path into its parts", label="Near to", full_width=True)
    window_page = mo.ui.slider(1, 4, value=2, label="page", show_value=True)
    window_moves = mo.ui.switch(value=True, label="the window moves with the page (the mistake)")
    mo.vstack([window_ask, mo.hstack([window_page, window_moves], justify="start", wrap=True)])
    return window_ask, window_moves, window_page


@app.cell(hide_code=True)
def _(client, course, embed, escape, mo, window_ask, window_moves, window_page):
    mo.stop(not window_ask.value.strip(), mo.md("*Type a few words.*"))
    _vector = embed([window_ask.value])[0].tolist()


    def _page(number):
        """(place among the nearest, letters, name) of ten rows."""
        skip = (number - 1) * 10 if window_moves.value else 0
        hits = client.search("shelf", data=[_vector], limit=40, offset=skip, output_fields=["letters", "name"])[0]
        ranked = sorted((h["entity"]["letters"], h["id"], skip + i + 1, h["entity"]["name"]) for i, h in enumerate(hits))
        return ranked[:10] if window_moves.value else ranked[(number - 1) * 10 : number * 10]


    _before = {row[1] for number in range(1, window_page.value) for row in _page(number)}
    _shown = _page(window_page.value)
    _start = (window_page.value - 1) * 10 if window_moves.value else 0
    _dots = ""
    for _i in range(1, 81):
        _in = _start < _i <= _start + 40
        _on = any(row[2] == _i for row in _shown)
        _again = any(row[2] == _i and row[1] in _before for row in _shown)
        _fill = course.ORANGE if _again else course.TEAL if _on else "none"
        _dots += f"<circle cx='{8 + (_i - 1) % 40 * 13}' cy='{12 + (_i - 1) // 40 * 20}' r='4.6' fill='{_fill}' stroke='{course.TEAL if _in else course.GREY}' stroke-width='{1.8 if _in else 0.8}'/>"
    _rows = "".join(f"<li style='margin:.2rem 0'><code>{escape(n)}</code> {letters} letters, place {place}{' <b>(shown before)</b>' if i in _before else ''}</li>" for letters, i, place, n in _shown)
    _again_count = sum(row[1] in _before for row in _shown)
    mo.vstack(
        [
            mo.Html(
                f"<svg viewBox='0 0 530 46' width='100%' style='max-width:40rem' role='img' aria-label='Places 1 to 80 by nearness; the window is {_start + 1} to {_start + 40}; {_again_count} of the ten rows of this page were shown before'>{_dots}</svg>"
                f"<ol style='padding-left:2.2rem;overflow-wrap:anywhere' start='{(window_page.value - 1) * 10 + 1}'>{_rows}</ol>"
            ),
            mo.md(f"The circles are places 1 to 80 by nearness, those with a strong edge the window. **{_again_count}** of these ten were on an earlier page (orange)."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, moving_window):
    course.after(moving_window)
    mo.md("""
    Sort first, cut last. If you test only page 1, you do not see the difference: exercise 7 is such a search box.

    ### The best of each group

    `group_by_field` gives one hit per value of a field, or `group_size` of them (docs v3.0.x, *Grouping Search*). The search still looks at a bounded number of rows, and
    then groups. One shop that owns the neighborhood can fill that number alone. Then fewer groups come than there are: grouping **starves**. Make the first shop larger and watch.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    starving = course.predict(
        "One shop has 300 offers nearer than those of any other shop; 30 more shops follow. A search groups by shop with `limit=5`. How many shops does Milvus Lite return?",
        ["Five", "One", "31"],
        "One",
        "Milvus Lite 3.2.2 looks at ten times the limit, 50 rows, and all of them are of that shop. Nothing says that there are more. A server of 2.3.5 does not group at all: it ignores the parameter.",
        key="ch09 starving",
    )
    starving
    return (starving,)


@app.cell(hide_code=True)
def _(course, mo, starving):
    course.after(starving)
    big_shop = mo.ui.slider(steps=[5, 10, 20, 40, 45, 50, 60, 100, 300, 1000], value=300, label="Offers of the nearest shop", show_value=True)
    group_limit = mo.ui.slider(1, 20, value=5, label="limit", show_value=True)
    mo.hstack([big_shop, group_limit], justify="start", wrap=True)
    return big_shop, group_limit


@app.cell(hide_code=True)
def _(DataType, client):
    def market(big):
        """One shop with so many near offers, and 30 shops with five each behind it."""
        if client.has_collection("market"):
            client.drop_collection("market")
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
        schema.add_field("shop", DataType.INT64)
        client.create_collection("market", schema=schema, index_params=client.prepare_index_params("v", index_type="FLAT", metric_type="L2"))
        near = [{"id": i, "v": [1 + i / (big + 1), 0.0], "shop": 0} for i in range(big)]
        far = [{"id": big + i, "v": [3 + i / 10, 0.0], "shop": 1 + i % 30} for i in range(150)]
        client.insert("market", near + far)

    return (market,)


@app.cell
def _(client, mo):
    def grouped(limit, filter=""):
        hits = client.search(
            "market", data=[[0.0, 0.0]], limit=limit, filter=filter, group_by_field="shop", output_fields=["shop"]
        )[0]
        return [hit["entity"]["shop"] for hit in hits]


    def without_the_known(limit):
        """Ask, take the shops that are known out of the running, ask again."""
        shops, rounds = [], 0
        while len(shops) < limit:
            others = f"shop not in {shops}" if shops else ""
            found = grouped(limit - len(shops), others)
            rounds += 1
            if not found:
                break
            shops += found
        return shops, rounds


    mo.show_code()
    return grouped, without_the_known


@app.cell(hide_code=True)
def _(big_shop, course, group_limit, grouped, market, without_the_known):
    market(big_shop.value)
    _once, (_all, _rounds) = grouped(group_limit.value), without_the_known(group_limit.value)
    course.table(
        "asked / shops returned / searches",
        [f"|once, `group_by_field=\"shop\"`, limit {group_limit.value}|**{len(_once)}**: {', '.join(map(str, _once))}|1|", f"|again, without the shops that are known|**{len(_all)}**: {', '.join(map(str, _all))}|{_rounds}|"],
    )
    return


@app.cell(hide_code=True)
def _(course, mo, starving):
    course.after(starving)
    mo.md("""
    The second line always ends with what was wanted, because each search can return only shops that are new. It needs no grouping either: the same loop with plain searches is exercise 4, and runs
    on a server that does not know the parameter.

    Which call, then? What you know about the number of rows decides.

    | wanted | call | ends |
    |:---|:---|:---|
    | the nearest few | `search(limit=k)` | at k |
    | all within a distance | `search(limit=16_384)` with a radius | at the radius, or at the limit |
    | how many | `query(output_fields=["count(*)"])` | one row |
    | rows whose keys are known | `get(ids=…)` | when all were looked up, in no order |
    | everything that a filter keeps | `query_iterator` | when nothing is left |
    | nearest first, as far as a guest scrolls | `search_iterator` | when you stop |
    | the next page, in a different process | a range or a filter from a token | at k |
    | one per group | `group_by_field`, and again without the known groups | at k groups |

    Exercise 8 puts six wishes to you.
    """)
    return


@app.cell(hide_code=True)
def test_excluding_known_groups_never_starves(grouped, market, without_the_known):
    """Asking again without the groups that are known finds as many groups as are wanted, behind any group."""
    market(400)
    _shops, _ = without_the_known(12)
    assert _shops == list(range(12))
    assert len(grouped(12)) < 12
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Search with Output Fields

    A hit is a key and a score, some fifteen bytes. Everything else is there because it was asked for, and travels. How much is it?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    heaviest = course.predict(
        "Ten hits of the shelf, once with each field: a name, a sentence of about 50 letters, a JSON value, a vector of 256 floats. How many times heavier is the answer with the vector than the one with the sentence?",
        ["About twice", "Ten to twenty times", "About a hundred times"],
        "Ten to twenty times",
        "A float is four bytes: 256 of them are a kilobyte per row, against some 50 letters and a few bytes around them. Vectors of today's models have 768 to 3,072 numbers.",
        key="ch09 heaviest",
    )
    heaviest
    return (heaviest,)


@app.cell(hide_code=True)
def _(alt, client, course, embed, heaviest, line, mo):
    course.after(heaviest)
    _vector = embed(["erase a folder"])[0].tolist()


    def weight(who, fields, limit=10):
        """Bytes that Milvus sends for a search with these output fields."""
        _, calls = who.during(lambda: client.search("shelf", data=[_vector], limit=limit, output_fields=fields), "Search")
        return calls[0].received


    _sets = {"id": ["id"], "letters": ["letters"], "name": ["name"], "first (dynamic)": ["first"], "$meta": ["$meta"], "parts (array)": ["parts"], "facts (JSON)": ["facts"], "text": ["text"], "vector": ["vector"], "*": ["*"]}
    _rows = [{"field": name, "bytes": weight(line, fields), "kind": "everything" if name == "*" else "a vector" if name == "vector" else "scalars"} for name, fields in _sets.items()]
    _base = alt.Chart(alt.Data(values=_rows)).encode(y=alt.Y("field:N", sort=list(_sets), title=None), x=alt.X("bytes:Q", title="bytes received for ten hits"))
    _bars = _base.mark_bar().encode(
        color=alt.Color("kind:N", title=None, sort=["scalars", "a vector", "everything"], scale=alt.Scale(domain=["scalars", "a vector", "everything"], range=[course.TEAL, course.ORANGE, course.PURPLE])),
        tooltip=["field:N", alt.Tooltip("bytes:Q", format=",")],
    )
    _say = {r["field"]: r["bytes"] for r in _rows}
    mo.vstack(
        [
            course.chart(_bars, 280, "Bytes for ten hits by output field: scalars are small, the vector and everything are large"),
            mo.md(f"The vector alone: {_say['vector']:,} bytes, {_say['vector'] / _say['text']:.0f} times the text's {_say['text']:,}. Everything: {_say['*']:,}."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, heaviest, mo):
    course.after(heaviest)
    weigh_fields = mo.ui.multiselect(["id", "name", "module", "kind", "text", "letters", "parts", "facts", "stars", "first", "$meta", "vector", "*"], value=["name", "text"], label="output_fields")
    weigh_limit = mo.ui.slider(steps=[1, 10, 50, 100, 300, 733], value=50, label="limit", show_value=True)
    weigh_call = mo.ui.dropdown(["search", "query"], value="search", label="Call")
    mo.hstack([weigh_call, weigh_fields, weigh_limit], justify="start", wrap=True)
    return weigh_call, weigh_fields, weigh_limit


@app.cell(hide_code=True)
def _(client, embed, json, line, mo, time, weigh_call, weigh_fields, weigh_limit):
    _vector, _fields = embed(["erase a folder"])[0].tolist(), weigh_fields.value or None


    def _ask():
        if weigh_call.value == "search":
            return client.search("shelf", data=[_vector], limit=weigh_limit.value, output_fields=_fields)[0]
        return client.query("shelf", filter="id >= 0", limit=weigh_limit.value, output_fields=_fields)


    _start = time.perf_counter()
    _rows, _calls = line.during(_ask)
    _ms = (time.perf_counter() - _start) * 1000
    _asked = list(_calls[-1].request.output_fields)
    _first = dict(_rows[0]["entity"] if weigh_call.value == "search" else _rows[0])
    _short = {k: (f"[{v[0]:.3f}, … {len(v)} numbers]" if k == "vector" else v) for k, v in _first.items()}
    mo.md(
        f"**{_calls[-1].received:,} bytes** for {len(_rows)} rows, {_calls[-1].received / max(1, len(_rows)):.0f} per row, {_ms:.0f} ms. Milvus heard `output_fields={_asked}`.\n\n"
        f"The first row:\n\n```json\n{json.dumps(_short, default=str, indent=1)[:900]}\n```"
    )
    return


@app.cell(hide_code=True)
def _(course, mo, new_shelf):
    def _weigh(server, _who):
        other = course.tapped(server)
        who = other.client()
        new_shelf(who, nullable=False)
        vector = [0.06] * 256
        lines = []
        for call, fields in (("search", None), ("search", ["id"]), ("search", ["first"]), ("search", ["$meta"]), ("search", ["text"]), ("search", ["vector"]), ("search", ["*"]), ("query", None), ("query", ["id"]), ("query", ["count(*)"])):
            def ask(call=call, fields=fields):
                if call == "search":
                    return who.search("shelf", data=[vector], limit=10, output_fields=fields)[0]
                return who.query("shelf", filter="id < 10", output_fields=fields)

            rows, calls = other.during(ask)
            row = rows[0]["entity"] if call == "search" else rows[0]
            lines.append(f"| {call} | {f'`{fields}`' if fields else 'none named'} | {calls[-1].received:,} | {', '.join(sorted(row)) or 'no field'} |")
        return "Ten rows:\n\n| call | output_fields | bytes | what a row holds |\n|:---|:---|:---|:---|\n" + "\n".join(lines)


    mo.accordion({"Ten rows on a server": course.on_server("ch09_bytes", ["consistency"], _weigh)})
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    What the numbers say:

    - **A search without `output_fields`** brings keys and scores on a server, and nothing else. Milvus Lite 3.2.2 brings *every* field, vectors included. So name the fields, then both
      do the same.
    - **A query without `output_fields`** brings every field on both: pymilvus 3.0.2 sends `*` for you. `get` is such a query. Name the fields there above all.
    - **`*` also brings the vectors.**
    - **Dynamic fields.** `first` brings that key; `$meta` brings all keys that the schema does not know, as fields of the row. On the 2.3.5 server the bytes are the same either way: it sends the whole
      `$meta`, and the client picks.
    - **A name that no row has** is, with a dynamic field, a key that no row has: no error, and no field.
    - **Vectors that come back** are the 32-bit floats that were stored. They need not equal the 64-bit numbers that you sent, so compare with a tolerance.
    - **`count(*)`** is one number whatever it counts.

    A field that is fetched is read from disk or memory *after* the ranking, for the rows of the result only; so the price grows with the limit. Exercise 6 takes a page that sends a whole category to every visitor, and cuts it to a tenth.

    With a **highlighter** (Milvus 2.6.8 and later) a full-text search returns the fragments of a text that matched instead of the whole text (docs v3.0.x, *Text Highlighter*; *not run here*, Lite 3.2.2 ignores it).
    """)
    return


@app.cell(hide_code=True)
def test_vectors_come_back_as_stored(client, np, shelf):
    """A vector read back equals the one stored, as 32-bit floats, and a query that names no field brings it."""
    (_row,) = client.query("shelf", filter="id == 7")
    assert np.array_equal(np.array(_row["vector"], dtype=np.float32), np.array(shelf[7]["vector"], dtype=np.float32))
    (_named,) = client.query("shelf", filter="id == 7", output_fields=["name"])
    assert sorted(_named) == ["id", "name"]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **`expr=`, `param=`, `Collection.search`.** The ORM's words. `MilvusClient` says `filter` and `search_params`; pymilvus 3.0.2 warns that the ORM goes in 3.1.
    - **“A wrong search parameter raises an error.”** One that an index does not read is ignored. Only values out of range are refused.
    - **Radius in meters, radius above range_filter by COSINE.** L2 is squared; by a similarity the radius is the smaller bound.
    - **“A range search needs no limit.”** It has one, 10.
    - **Paging to the end with `offset`.** It ends at 16,384, repeats among ties, and skips while others delete.
    - **“The query iterator is a snapshot.”** Rows that were added while it ran came along, on Lite 3.2.2 and on the 2.3.5 server. It promises each row that stays once, and no more.
    - **Grouping returns `limit` groups.** At most.
    - **`output_fields=["*"]` in every example.** It sends the vectors back that you have just searched with.
    - **Sort and count in Python because Milvus cannot.** Since 3.0 it can: `order_by`, `group_by_fields` (docs v3.0.x, *Query*; *not run here*).
    - **`AND`, `OR` in capitals.** The documentation writes them so (docs v3.0.x, *Filtering Explained*); the 2.3.5 server refuses them.
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
    course.panel("ch09/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex07")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch09/ex08")
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
        "You double `nprobe` on a collection, and recall stays at 0.64 to the last digit. What is the first thing to look at?",
        {
            "Whether more cells exist than `nprobe`": "Then recall would be 1.0, not 0.64.",
            "Whether the index reads `nprobe` at all": "HNSW reads `ef` and ignores `nprobe` without a word. describe_index says which index it is.",
            "The consistency level": "Freshness changes which rows are seen, not how many cells are opened.",
            "Whether 128 is too large": "Out of range would have been refused.",
        },
        answer="Whether the index reads `nprobe` at all",
        key="ch09 quiz nprobe",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A helper appends ` and tenant == \"a\"` to whatever filter it is given. Given `price < 5 or sale == true`, it returns rows of tenant b. Why?",
        {
            "`and` joins its neighbors first": "The filter reads *price < 5*, or (*sale* and *tenant a*): cheap rows of every tenant. Parentheses around what was given fix it.",
            "The filter is applied after the search": "A filter decides before anything is ranked.",
            "`tenant` is a dynamic field": "Then the comparison would still be made.",
            "Deletes are seen late": "Nothing was deleted.",
        },
        answer="`and` joins its neighbors first",
        key="ch09 quiz brackets",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "By COSINE you want everything from 0.7 upward, 0.7 included. Which request, if scores are exact?",
        {
            "`radius=0.7`": "The radius is outside: rows at exactly 0.7 stay away.",
            "`range_filter=0.7`": "That is the near end, at most 0.7, and without a radius it is no range search.",
            "`radius` a float below 0.7, and a limit": "The far end is opened by a hair and the limit does not cut. Then compare the scores that came.",
            "`radius=0.7, range_filter=1.0`": "The near end is fine. Rows at exactly 0.7 still stay away.",
        },
        answer="`radius` a float below 0.7, and a limit",
        key="ch09 quiz cosine",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A nightly job copies a collection with `query(limit=1000, offset=…)`. The copy has fewer rows each time orders are cleaned up during the night. What helps?",
        {
            "consistency_level=\"Strong\" at each page": "Each page is fresh then, and the places still move.",
            "`query_iterator`": "It continues behind the last key, and keys do not move when rows in front are removed.",
            "A larger limit": "Fewer pages, fewer gaps, and an end at 16,384.",
            "Sorting each page by id": "The order inside a page does not say where the next one begins.",
        },
        answer="`query_iterator`",
        key="ch09 quiz copy",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A page shows ten names. The answer has 130 kB, on a server. What was probably asked for?",
        {
            "`output_fields=[\"name\"]` with limit 10": "Ten names are some hundreds of bytes.",
            "`output_fields=[\"*\"]`, with vectors of 3,072 numbers": "Ten vectors of twelve kilobytes each, for ten names.",
            "No output fields, in a search": "On a server that brings keys and scores. On Milvus Lite it would be everything.",
            "`count(*)`": "A number.",
        },
        answer="`output_fields=[\"*\"]`, with vectors of 3,072 numbers",
        key="ch09 quiz bytes",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - Each index reads its own parameters, and ignores the others without a word. A knob that does nothing is not connected.
    - **Facets** count every row under the ticks of the other fields. A **re-ranking window** stands still; pages are cut last.
    - `not`, `and`, `or`, in this order; parentheses around whatever you did not write yourself. Division, chains, LIKE and missing keys differ between versions: say it in a way that means the same
      everywhere.
    - The **radius** is far and outside, **range_filter** near and inside; L2 cuts a ring, IP a strip, COSINE a wedge. Other ends are made by asking for a little more.
    - Equal scores have no order, offsets are places and move, keys stay. **Iterators** read everything once; a **token** of score and id turns pages between processes.
    - Grouping can starve. Take out what is known and ask again.
    - Name the fields. A vector weighs more than all the rest, and a query that names nothing brings it.

    ## Where to read on

    - Milvus docs v3.0.x, *Basic Vector Search*, *Filtered Search*, *Range Search*, *Grouping Search*, *Query*, *Search Iterator*, *Primary-Key Search*, *Search
      Aggregation*, *Text Highlighter*, *Filtering Explained*.
    - `lessons/models/rings.py` and `tree_picture.py`: how the pictures of this chapter are drawn.
    - Markus Winand, *No Offset*, use-the-index-luke.com: the same story, told for SQL.
    - Chapter 10 asks the same in four other languages; chapter 11 fuses several vectors; chapter 16 makes it fast.
    """)
    return


if __name__ == "__main__":
    app.run()
