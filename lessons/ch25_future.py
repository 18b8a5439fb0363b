import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="25 Future Directions")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Future Directions

    A chapter about the future is wrong soon after it is written. This one is therefore about methods: how to find out what a Milvus can do, how to check what a paper claims, how to see which parts of a system you could replace, and how to report a bug so that it gets fixed. The dates and versions in it are those of their sources.

    **What you will be able to do**

    - *read* a roadmap with its source, date and version, and *probe* what the Milvus in front of you does,
    - *rebuild* three ideas of recent research in NumPy, and *test* what each one claims,
    - *place* Milvus among the tools around it, and *say* which of them you can replace,
    - *reduce* a bug to the fewest steps that show it,
    - *find* what a documentation page says that the client no longer has.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import ast
    import heapq
    import inspect
    import platform
    import textwrap
    import uuid

    import altair as alt
    import numpy as np
    import pymilvus
    from pymilvus import DataType, MilvusClient

    import grader.lesson as course
    return DataType, MilvusClient, alt, ast, course, heapq, inspect, np, platform, pymilvus, textwrap, uuid


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "query", "filters", "upsert", "fresh_reads"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know the indexes (chapter 5), filtered search (chapter 6) and late interaction (chapter 11). {milvus.introduced}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Upcoming Features

    “Milvus can do this” has three meanings: it was *released*, it is on a *roadmap*, or it is *proposed* in an issue. A sentence that does not say which, from where and from when, is worth little a year later. The table keeps to this rule. Its source is one page, docs v3.0.x, *Milvus Roadmap*.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack([
        course.table("what / the page lists it under / what you can try meanwhile", [
            "|ordering and aggregation inside a query|3.0, public beta May 2026|read with an iterator, and sort or count in your program (chapter 9)|",
            "|adding and dropping fields at run time|3.0|the dynamic field, or a new collection behind an alias (chapters 12, 13)|",
            "|many vectors per row, with the strategies TokenANN, Muvera and Lemur|3.0|one row per vector (chapter 11), or one vector per document, as below|",
            "|nullable vector fields|3.0|a flag beside the vector, and a filter on it (chapter 11)|",
            "|external collections over Parquet, Lance, Iceberg|3.0|bulk import (chapter 18)|",
            "|snapshots|3.0|versions in rows, or editions behind an alias (chapter 12)|",
            "|primary keys that are unique on insert|3.1, late 2026 and beyond|upsert, and a key made from the data (chapter 8)|",
            "|user-defined functions in the engine|3.1|a second stage in your program (chapter 21)|",
            "|splitting shards as data grows|3.1|a new collection with more shards, behind an alias (chapter 17)|",
            "|time travel over table formats|3.1|chapter 12 has what replaced the old one|",
        ]),
        mo.md("""
    Three lessons stand in this table, and none of them is a feature.

    - **A roadmap is a plan, and a page.** The page calls 3.0 a public beta; the release notes 3.0.1 are from September 9, 2026, after the first stable release. The page had not been changed when it was read for this chapter.
    - **A plan can be old.** Unique primary keys stand under 3.1. The notes of a release candidate of 2021 already named primary key deduplication among its features (release notes 2.0.0, RC 8). What was announced may be gone, and come back.
    - **The last column is the useful one.** Each line has a way that works today. Build it behind one function of yours, and the day on which the feature arrives costs you an afternoon.

    ### Ask the Milvus in front of you

    A version number is a promise about one program. Yours may be older, or a different program with the same client, as Milvus Lite is. So ask.
    """),
    ])
    return


@app.cell(hide_code=True)
def _(course):
    ordered = course.predict(
        "`client.query(…, order_by=[\"kind:asc\"])` is sent to a Milvus that has never heard of ordering. What comes back?",
        ["An error: unknown argument order_by", "All rows, ordered by kind", "All rows, as if nothing had been asked"],
        "All rows, as if nothing had been asked",
        "The client puts the argument into the request, and a Milvus that does not know it does not look there. No error is raised on either side.",
        key="ch25 ordered",
    )
    ordered
    return (ordered,)


@app.cell
def _(DataType, uuid):
    def shelf(client, kinds, key=False, **more):
        """A new collection of rows with a kind, along a line; returns its name."""
        name = f"probe_{uuid.uuid4().hex[:12]}"
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("kind", DataType.INT64, is_partition_key=key)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", **more)
        client.insert(name, [{"id": n, "kind": kind, "vector": [float(n), 0.0]} for n, kind in enumerate(kinds)])
        return name
    return (shelf,)


@app.cell(hide_code=True)
def _(client, course, mo, ordered, shelf):
    course.after(ordered)


    def probes(client, kinds=(3, 3, 1, 2, 3, 1)):
        """Of each feature what was promised, what came back, and the word for it."""
        name, made = shelf(client, kinds), []
        seen = lambda rows: [row["kind"] for row in rows]  # noqa: E731


        def parts():
            made.append(shelf(client, [1], key=True, num_partitions=5))
            return len(client.list_partitions(made[-1]))


        asked = {
            "a query, the control": (sorted(n for n, k in enumerate(kinds) if k == 1), lambda: sorted(r["id"] for r in client.query(name, filter="kind == 1", output_fields=["id"]))),
            "a search, the control": ([0, 1], lambda: [h["id"] for h in client.search(name, data=[[0.2, 0.0]], limit=2)[0]]),
            "order_by": (sorted(kinds), lambda: seen(client.query(name, filter="id >= 0", output_fields=["kind"], limit=10, order_by=["kind:asc"]))),
            "group_by_field": (list(dict.fromkeys(kinds)), lambda: [h["entity"]["kind"] for h in client.search(name, data=[[0.2, 0.0]], limit=len(set(kinds)), group_by_field="kind", output_fields=["kind"])[0]]),
            "num_partitions=5": (5, parts),
            "filter_params": ([k for k in kinds if k != 3], lambda: seen(client.query(name, filter="kind in {k}", filter_params={"k": [1, 2]}, output_fields=["kind"]))),
        }
        rows = []
        for feature, (promised, question) in asked.items():
            try:
                came = question()
                word = "works" if came == promised else "**ignored**"
            except Exception as error:
                came, word = type(error).__name__, "refused"
            rows.append((feature, promised, came, word))
        for gone in (name, *made):
            client.drop_collection(gone)
        return rows


    def _lines(rows):
        return [f"|`{feature}`|{promised}|{came}|{word}|" for feature, promised, came, word in rows]


    def _on_server(server, who):
        return "| asked for | promised | came back | |\n|:---|:---|:---|:---|\n" + "\n".join(_lines(probes(who)))


    here = {feature: word for feature, _, _, word in probes(client)}
    mo.vstack([
        course.table("asked for / promised / came back / so it", _lines(probes(client))),
        mo.accordion({"The same questions to a server": course.on_server("ch25_probes", ["consistency"], _on_server)}),
    ])
    return here, probes


@app.cell(hide_code=True)
def test_a_control_first(here):
    """Ordinary reads work, and each further feature works, is refused or is ignored."""
    words = list(here.values())
    assert words[:2] == ["works", "works"]
    assert set(words) <= {"works", "refused", "**ignored**"}
    return


@app.cell(hide_code=True)
def _(course, mo, ordered):
    course.after(ordered)
    mo.md("""
    Two Milvuses, one client, and different answers. On Lite 3.2.2 grouping works and the number of partitions is ignored; on the 2.3.5 server it is the other way round, and both drop the order without a word. So an exception is no test for a feature, and neither is its absence. A probe needs

    - a **control**: the ordinary call that must work, or else nothing was learned,
    - **data for which the answers differ**: here two rows of one kind stand nearest, and the kinds are in no order,
    - a **comparison** of what came with what was promised.

    What happens if the data does not differ? Store the rows in the order that you will ask for, and ask again.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    stored_of = mo.ui.radio({"3, 3, 1, 2, 3, 1": (3, 3, 1, 2, 3, 1), "1, 1, 2, 3, 3, 3": (1, 1, 2, 3, 3, 3), "1, 2, 3": (1, 2, 3)}, value="1, 2, 3", label="Rows stored with these kinds, in this order", inline=True)
    stored_of
    return (stored_of,)


@app.cell(hide_code=True)
def _(client, course, mo, ordered, probes, stored_of):
    course.after(ordered)
    _rows = [row for row in probes(client, stored_of.value) if row[0] in ("order_by", "group_by_field", "num_partitions=5")]
    mo.vstack([course.table("asked for / promised / came back / so it", [f"|`{f}`|{p}|{c}|{w}|" for f, p, c, w in _rows]), mo.md("With rows that are ordered already, any Milvus orders them; with kinds that are all different, any Milvus groups them. Exercise 1 asks for data that tells.")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Research Trends in Vector Databases

    Three lines of research decide what the next indexes look like: *fewer bits* per vector with a bound on the error, *filters* that the graph knows of, and *many vectors* per document. For each there is one paper here, rebuilt in some lines of NumPy from its text, and one claim of it, tested. The first and the third are options of an index in Milvus, so reading the paper tells you what a parameter means.

    ### One bit, without a bias

    RaBitQ (Jianyang Gao and Cheng Long, SIGMOD 2024, arXiv 2405.12497) keeps one bit per dimension. Take a row's direction from the centroid, turn it by a random rotation, and keep the signs: the code is the corner of a cube, `±1/√D` in each dimension, that lies nearest to it. The index IVF_RABITQ is made of this (docs v3.0.x, *IVF_RABITQ*).

    The code is not the direction. Between them lies an angle whose cosine, call it f, is about 0.8, and f can be stored with the row as one number.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    unbiased = course.predict(
        "The inner product of a row's direction o with a query q is to be estimated from the code c. Over many rotations, which estimate is right on average?",
        ["c · q, because the mistakes cancel", "(c · q) / f, where f is the inner product of c and o", "(c · q) · f, because the code is too long"],
        "(c · q) / f, where f is the inner product of c and o",
        "c consists of f times o, and of a rest at a right angle to o whose direction is random. The rest cancels on average; the factor f does not, so it is divided out.",
        key="ch25 unbiased",
    )
    unbiased
    return (unbiased,)


@app.cell(hide_code=True)
def _(mo):
    dim_of = mo.ui.slider(steps=[16, 32, 64, 128, 256], value=64, label="D, dimensions and bits", show_value=True)
    dim_of
    return (dim_of,)


@app.cell
def _(np):
    def rotation(rng, dim):
        """A random rotation: the orthogonal part of a matrix of normal numbers."""
        q, r = np.linalg.qr(rng.normal(size=(dim, dim)))
        return q * np.sign(np.diag(r))


    def one_bit(directions, query, turn):
        """Of each direction c·q, f, and so the estimate (c·q)/f of its inner product with the query; all of length 1."""
        turned = directions @ turn.T
        code = np.where(turned > 0, 1, -1) / np.sqrt(len(query))
        f = (code * turned).sum(axis=1)
        return code @ (turn @ query), f
    return one_bit, rotation


@app.cell(hide_code=True)
def _(alt, course, dim_of, mo, np, one_bit, rotation, unbiased):
    course.after(unbiased)
    _rng = np.random.default_rng(25)
    _dim, _n = dim_of.value, 60
    _query = _rng.normal(size=_dim)
    _query /= np.linalg.norm(_query)
    _true = np.linspace(-0.4, 0.95, _n)
    _side = _rng.normal(size=(_n, _dim))
    _side -= (_side @ _query)[:, None] * _query
    _side /= np.linalg.norm(_side, axis=1, keepdims=True)
    _rows = _true[:, None] * _query + np.sqrt(1 - _true**2)[:, None] * _side
    _runs = [one_bit(_rows, _query, rotation(_rng, _dim)) for _ in range(60)]
    _plain, _f = np.array([c for c, _ in _runs]), np.array([f for _, f in _runs])
    _error = _plain / _f - _true
    _bound = 1.9 * np.sqrt((1 - _f**2) / _f**2) / np.sqrt(_dim - 1)
    bias = {"plain": float(np.polyfit(_true, _plain.mean(axis=0), 1)[0]), "divided": float(np.polyfit(_true, (_plain / _f).mean(axis=0), 1)[0]), "scatter": float(np.sqrt((_error**2).mean())), "inside": float((np.abs(_error) <= _bound).mean()), "dim": _dim}
    _points = [{"true": float(_true[i]), "estimate": float(value), "way": way} for way, values in (("c · q", _plain), ("(c · q) / f", _plain / _f)) for run in range(3) for i, value in enumerate(values[run])]
    _dots = alt.Chart(alt.Data(values=_points)).mark_circle(size=28, opacity=0.75).encode(
        x=alt.X("true:Q", title="true inner product"), y=alt.Y("estimate:Q", title="estimate from one bit per dimension"),
        color=alt.Color("way:N", title=None, scale=alt.Scale(domain=["c · q", "(c · q) / f"], range=[course.ORANGE, course.TEAL]), legend=alt.Legend(orient="top")),
    )
    _line = alt.Chart(alt.Data(values=[{"true": -0.4, "estimate": -0.4}, {"true": 0.95, "estimate": 0.95}])).mark_line(color=course.GREY, strokeDash=[5, 4]).encode(x="true:Q", y="estimate:Q")
    mo.vstack([
        course.chart(_line + _dots, 280, "Estimates against true inner products: those of c · q lie on a flatter line, those that are divided by f lie around the diagonal"),
        mo.md(f"Over 60 rotations in {_dim} dimensions, c · q has the slope **{bias['plain']:.2f}**, and (c · q) / f the slope **{bias['divided']:.2f}**. The scatter of the second is {bias['scatter']:.3f}; {bias['inside']:.0%} of the errors are within the paper's bound with ε₀ = 1.9."),
    ])
    return (bias,)


@app.cell(hide_code=True)
def test_unbiased(bias):
    """Divided by f the estimate has the slope 1, and without it about 0.8."""
    assert 0.97 < bias["divided"] < 1.03 and 0.75 < bias["plain"] < 0.86
    assert bias["inside"] > 0.85
    return


@app.cell(hide_code=True)
def test_more_bits_scatter_less(np, one_bit, rotation):
    """Sixteen times the dimensions, a quarter of the scatter."""
    def scatter(dim):
        rng, errors = np.random.default_rng(dim), []
        for _ in range(60):
            rows = rng.normal(size=(20, dim))
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
            plain, f = one_bit(rows, rows[0], rotation(rng, dim))
            errors.append((plain / f - rows @ rows[0])[1:])
        return np.std(errors)
    assert 3 < scatter(16) / scatter(256) < 5
    return


@app.cell(hide_code=True)
def _(course, mo, unbiased):
    course.after(unbiased)
    mo.md("""
    Move the slider: four times the dimensions halve the scatter. That is the claim of the paper, an error that falls with `1/√D`, and it explains two things. One bit works for embeddings with hundreds of dimensions and badly for vectors with twenty. And the estimate of *one* row is still off, so the search has to look again at the best rows with more bits: that is what a refiner is for (chapter 5).

    The bound says how many to look at again. A row whose smallest possible distance is above the k-th smallest of the largest possible ones cannot be among the k nearest. Exercise 2 reads only the others from Milvus.

    ### A walk that knows the filter

    A graph index walks from neighbor to neighbor toward the query. A filter forbids most rows. There are four ways to walk, and the paper of the fourth is ACORN (Liana Patel and others, SIGMOD 2024, arXiv 2403.04871):

    1. **filter afterwards**: walk as if there were no filter, and drop what is forbidden,
    2. **walk through**: walk over everything, keep only what is allowed, until enough is kept,
    3. **allowed only**: never step on a forbidden row,
    4. **two hops**: where a neighbor is forbidden, look at *its* neighbors, and step only on allowed rows.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    forbidden = course.predict(
        "The filter allows one row in twenty. Each row has about 20 neighbors. What becomes of the walk that never steps on a forbidden row?",
        ["It is the fastest and finds the same", "It finds nearly nothing, because the allowed rows are hardly connected", "It takes longest, because it has to look at every row"],
        "It finds nearly nothing, because the allowed rows are hardly connected",
        "Of 20 neighbors one is left on average, and a graph with one link per row falls apart into small pieces. The walk ends in the piece where it began.",
        key="ch25 forbidden",
    )
    forbidden
    return (forbidden,)


@app.cell
def _(heapq, np):
    def a_graph(seed, n=2000, dim=16, near=8, far=4):
        """Rows in groups, and of each row its nearest and some random neighbors, in both directions."""
        rng = np.random.default_rng(seed)
        rows = rng.normal(size=(20, dim))[rng.integers(20, size=n)] * 1.2 + rng.normal(size=(n, dim))
        square = (rows**2).sum(axis=1)
        distances = square[:, None] + square - 2 * rows @ rows.T
        np.fill_diagonal(distances, np.inf)
        links = [set(map(int, line[:near])) | set(map(int, rng.integers(n, size=far))) for line in np.argpartition(distances, near, axis=1)]
        for i in range(n):
            for j in list(links[i]):
                links[j].add(i)
        return rows, [np.array(sorted(s - {i})) for i, s in enumerate(links)]


    def walk(rows, links, query, allowed, way, begin, k=10, ef=32):
        """The k nearest allowed rows that a best-first walk finds, and how many distances it computed."""
        first, computed, seen = float(((rows[begin] - query) ** 2).sum()), 1, {begin}
        queue, best = [(first, begin)], [(-first, begin)] if allowed[begin] or way == "filter afterwards" else []
        while queue:
            distance, row = heapq.heappop(queue)
            if len(best) >= ef and distance > -best[0][0]:
                break
            step = links[row]
            if way == "allowed only":
                step = step[allowed[step]]
            elif way == "two hops":
                step = np.unique(np.concatenate([step[allowed[step]], *(links[j][allowed[links[j]]] for j in step[~allowed[step]])]))
            step = [int(j) for j in step if int(j) not in seen]
            seen.update(step)
            computed += len(step)
            for j, d in zip(step, ((rows[step] - query) ** 2).sum(axis=1) if step else ()):
                if len(best) < ef or d < -best[0][0]:
                    heapq.heappush(queue, (float(d), j))
                    if allowed[j] or way == "filter afterwards":
                        heapq.heappush(best, (-float(d), j))
                        if len(best) > ef:
                            heapq.heappop(best)
        return [j for _, j in sorted((-d, j) for d, j in best) if allowed[j]][:k], computed
    return a_graph, walk


@app.cell(hide_code=True)
def _(a_graph, alt, course, forbidden, mo, np, walk):
    course.after(forbidden)
    _rows, _links = a_graph(25)
    _rng = np.random.default_rng(6)
    WAYS = ["filter afterwards", "walk through", "allowed only", "two hops"]
    walks = []
    for _share in (0.5, 0.2, 0.1, 0.05, 0.02):
        _allowed = _rng.random(len(_rows)) < _share
        _there = np.flatnonzero(_allowed)
        _queries = [(_rows[_rng.integers(len(_rows))] + 0.3 * _rng.normal(size=_rows.shape[1]), int(_rng.integers(len(_rows))), int(_rng.choice(_there))) for _ in range(30)]
        for _way in WAYS:
            _recall, _cost = [], []
            for _query, _any, _inside in _queries:
                _true = set(_there[np.argsort(((_rows[_there] - _query) ** 2).sum(axis=1))[:10]].tolist())
                _found, _computed = walk(_rows, _links, _query, _allowed, _way, _inside if _way in WAYS[2:] else _any)
                _recall.append(len(_true & set(_found)) / len(_true))
                _cost.append(_computed)
            walks.append({"allowed": _share, "way": _way, "recall": float(np.mean(_recall)), "computed": float(np.mean(_cost))})
    _color = alt.Color("way:N", title=None, sort=WAYS, scale=alt.Scale(domain=WAYS, range=[course.GREY, course.PURPLE, course.ORANGE, course.TEAL]), legend=alt.Legend(orient="top", columns=2, columnPadding=28, labelLimit=300))
    _x = alt.X("allowed:Q", scale=alt.Scale(type="log", reverse=True), axis=alt.Axis(format="%", values=[0.5, 0.2, 0.1, 0.05, 0.02]), title="share of the rows that the filter allows")
    _base = alt.Chart(alt.Data(values=walks))
    mo.vstack([
        course.chart(_base.mark_line(point=True, strokeWidth=3).encode(x=_x, y=alt.Y("recall:Q", title="recall@10"), color=_color), 220, "Recall against the share of allowed rows: filtering afterwards and stepping on allowed rows only fall to nothing, the other two stay near 1"),
        course.chart(_base.mark_line(point=True, strokeWidth=3).encode(x=_x, y=alt.Y("computed:Q", title="distances computed"), color=_color), 220, "Distances computed: walking through grows to nearly all 2,000 rows, two hops falls to a few dozen"),
    ])
    return (walks,)


@app.cell(hide_code=True)
def test_two_hops(walks):
    """At one row in twenty, two hops keep the recall for a fraction of the distances; allowed rows alone do not."""
    at = {w["way"]: w for w in walks if w["allowed"] == 0.05}
    assert at["two hops"]["recall"] > 0.95 and at["allowed only"]["recall"] < 0.5 and at["filter afterwards"]["recall"] < 0.5
    assert at["walk through"]["recall"] > 0.95 and at["walk through"]["computed"] > 5 * at["two hops"]["computed"]
    return


@app.cell(hide_code=True)
def _(course, forbidden, mo):
    course.after(forbidden)
    mo.md("""
    Filtering afterwards and stepping on allowed rows only lose the recall, and walking through computes nearly every distance. Two hops keep the recall, or nearly so, and get *cheaper* the fewer rows are allowed, because only allowed rows are measured. What the drawing does not show is the price: at each step it looks through up to 20 × 20 links, which costs memory accesses instead of distances, and at one allowed row in two that is more work than the others do.

    Chapter 6 shows the other answers of a database: compute all allowed rows where the filter leaves few, and the graph where it leaves many. They stand beside each other, since no way is best for every share. Read a benchmark of filtered search with this chart in mind: at which share was it measured?

    ### Many vectors as one

    With late interaction (chapter 11) a document has a vector for each token, and its score is **MaxSim**: for each token of the query the best match in the document, summed. It is exact and expensive. MUVERA (Laxman Dhulipala and others, NeurIPS 2024, arXiv 2405.19504) makes one long vector of a document, a *fixed dimensional encoding*, so that the inner product of two of them approximates MaxSim.

    A few random planes cut the space into cells. For each cell, a **document** gets the mean of its tokens there, and a cell that is empty gets the token whose cell differs in the fewest planes. A **query** gets the *sum* of its tokens there, and zeros where it has none. The cells are laid end to end, and the whole is repeated with further planes.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    two_sides = course.predict(
        "Why does the query get sums, and the document means?",
        ["Queries are short, so means would be noisy", "MaxSim adds up over the query's tokens, and takes one match for each from the document", "It keeps both vectors at the length 1"],
        "MaxSim adds up over the query's tokens, and takes one match for each from the document",
        "Two query tokens in one cell are two terms of the sum. Ten document tokens in a cell are candidates for one match, and their mean stands for the best of them.",
        key="ch25 two sides",
    )
    two_sides
    return (two_sides,)


@app.cell
def _(np):
    def encoding(tokens, planes, document):
        """One vector for a list of tokens; `planes` has the shape (repetitions, planes, dim)."""
        blocks = []
        for normals in planes:
            cells = 1 << len(normals)
            cell = (tokens @ normals.T > 0) @ (1 << np.arange(len(normals)))
            block = np.zeros((cells, tokens.shape[1]))
            np.add.at(block, cell, tokens)
            if document:
                count = np.bincount(cell, minlength=cells)
                block /= np.maximum(count, 1)[:, None]
                for empty in np.flatnonzero(count == 0):
                    differing = [int(c ^ empty).bit_count() for c in cell]
                    block[empty] = tokens[int(np.argmin(differing))]
            blocks.append(block.ravel())
        return np.concatenate(blocks)


    def max_sim(query, document):
        """For each token of the query its best match in the document, summed."""
        return float((query @ document.T).max(axis=1).sum())
    return encoding, max_sim


@app.cell(hide_code=True)
def _(DataType, client, encoding, max_sim, np):
    def _unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)


    _rng = np.random.default_rng(7)
    _words = _unit(_rng.normal(size=(400, 16)))
    _topics = [_rng.choice(400, size=25, replace=False) for _ in range(60)]


    def _document():
        n = int(_rng.integers(8, 40))
        mine = np.concatenate([_topics[t] for t in _rng.choice(60, size=2, replace=False)])
        which = np.where(_rng.random(n) < 0.75, _rng.choice(mine, size=n), _rng.integers(400, size=n))
        return _unit(_words[which] + 0.12 * _rng.normal(size=(n, 16)))


    documents = [_document() for _ in range(600)]
    questions = []
    for _ in range(30):
        _source = documents[_rng.integers(600)]
        questions.append(_unit(_source[_rng.choice(len(_source), size=8)] + 0.15 * _rng.normal(size=(8, 16))))
    scores = np.array([[max_sim(q, d) for d in documents] for q in questions])
    best_ten = [set(np.argsort(-line)[:10].tolist()) for line in scores]

    SHAPES = {"mean of the tokens": None, "3 planes, 3 times": (3, 3), "4 planes, 7 times": (7, 4)}
    asked_as = {}
    for _name, _shape in SHAPES.items():
        _planes = None if _shape is None else np.random.default_rng(1).normal(size=(*_shape, 16))
        _rows = [d.mean(axis=0) if _planes is None else encoding(d, _planes, True) for d in documents]
        asked_as[_name] = [q.sum(axis=0) if _planes is None else encoding(q, _planes, False) for q in questions]
        _collection = "one_" + "_".join(map(str, _shape or (0,)))
        if client.has_collection(_collection):
            client.drop_collection(_collection)
        _schema = client.create_schema(auto_id=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(_rows[0]))
        client.create_collection(_collection, schema=_schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="IP"), consistency_level="Strong")
        client.insert(_collection, [{"id": i, "vector": row.tolist()} for i, row in enumerate(_rows)])
    return SHAPES, asked_as, best_ten, documents, questions, scores


@app.cell(hide_code=True)
def _(mo):
    short_of = mo.ui.slider(steps=[10, 20, 50, 100, 200], value=50, label="Candidates that Milvus returns, to be ordered by MaxSim", show_value=True, full_width=True)
    short_of
    return (short_of,)


@app.cell(hide_code=True)
def _(SHAPES, alt, asked_as, best_ten, client, course, mo, np, scores, short_of, two_sides):
    course.after(two_sides)
    _points = []
    for _name, _shape in SHAPES.items():
        _hits = client.search("one_" + "_".join(map(str, _shape or (0,))), data=[v.tolist() for v in asked_as[_name]], limit=200)
        for _few in (10, 20, 50, 100, 200):
            _recall = []
            for _line, _true, _score in zip(_hits, best_ten, scores):
                _short = [h["id"] for h in _line][:_few]
                _recall.append(len(_true & set(sorted(_short, key=lambda i: -_score[i])[:10])) / 10)  # noqa: B023
            _points.append({"encoding": _name, "candidates": _few, "recall": float(np.mean(_recall)), "numbers": len(asked_as[_name][0])})
    encoded = {(p["encoding"], p["candidates"]): p["recall"] for p in _points}
    _lines = alt.Chart(alt.Data(values=_points)).mark_line(point=True, strokeWidth=3).encode(
        x=alt.X("candidates:Q", scale=alt.Scale(type="log"), axis=alt.Axis(values=[10, 20, 50, 100, 200]), title="candidates, of 600 documents"), y=alt.Y("recall:Q", title="recall@10 after MaxSim", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("encoding:N", title=None, sort=list(SHAPES), scale=alt.Scale(domain=list(SHAPES), range=[course.GREY, course.ORANGE, course.TEAL]), legend=alt.Legend(orient="top", columns=2, columnPadding=28, labelLimit=300)),
    )
    _rule = alt.Chart(alt.Data(values=[{"candidates": short_of.value}])).mark_rule(color=course.PURPLE, strokeDash=[5, 4]).encode(x="candidates:Q")
    mo.vstack([
        course.chart(_lines + _rule, 240, "Recall after re-ranking against the number of candidates: longer encodings need fewer candidates than the mean of the tokens"),
        course.table("one vector per document / numbers in it / recall@10 with these candidates", [f"|{p['encoding']}|{p['numbers']:,}|{p['recall']:.2f}|" for p in _points if p["candidates"] == short_of.value]),
    ])
    return (encoded,)


@app.cell(hide_code=True)
def test_encodings_beat_the_mean(encoded):
    """With 50 candidates the long encoding finds more of MaxSim's ten best than the mean of the tokens."""
    assert encoded["4 planes, 7 times", 50] > encoded["mean of the tokens", 50] + 0.15
    assert encoded["4 planes, 7 times", 50] > encoded["3 planes, 3 times", 50]
    return


@app.cell(hide_code=True)
def _(course, mo, two_sides):
    course.after(two_sides)
    mo.md("""
    One search of ordinary vectors in Milvus, then MaxSim over a handful: the encoding needs no training and no index of its own kind. It is also long, 1,792 numbers for documents of two dozen tokens with 16 numbers each, which is more than the tokens themselves have. The documentation names long documents as its best fit, calls the strategy `muvera`, repeats it seven times by default, and re-ranks by MaxSim unless told otherwise (docs v3.0.x, *Choose an EmbeddingList Search Strategy*; not run here). Exercise 5 is a bug hunt in such a search.

    ### How to read the next paper

    Each of the three was tested in the same way, and so can the next one be: find the **one sentence** that it claims, write the **smallest program** in which it could be wrong, draw the **baseline** beside it, and turn the **knob** on which the claim depends: D, the share of allowed rows, the number of candidates. What you cannot rebuild in an afternoon you can at least ask for: which share, which recall, which baseline, on whose data?
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## The Evolving AI Infrastructure Landscape

    Milvus is one box in a longer chain, and the boxes around it change faster than it does. What follows is a map by *what flows between the boxes*, since that changes slowest. Each name stands for its kind, and was taken from the pages of docs v3.0.x, *Integrations Overview*.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    _boxes = [("sources", "files, tables, streams", course.GREY), ("chunks", "text, pictures, rows", course.GREY), ("vectors", "from a model", course.ORANGE), ("Milvus", "store and search", course.TEAL), ("application", "chain, agent, page", course.GREY), ("judgment", "questions, grades", course.PURPLE)]
    _flows = ["parse", "embed", "insert", "search", "trace"]
    _parts = []
    for _n, (_title, _line, _color) in enumerate(_boxes):
        _x, _y = 10 + 245 * (_n % 3), 16 + 130 * (_n // 3)
        _parts.append(f"<rect x='{_x}' y='{_y}' width='175' height='62' rx='8' fill='none' stroke='{_color}' stroke-width='2'/><text x='{_x + 87}' y='{_y + 27}' text-anchor='middle' font-size='16' font-weight='600' fill='currentColor'>{_title}</text><text x='{_x + 87}' y='{_y + 48}' text-anchor='middle' font-size='14' fill='currentColor' opacity='.8'>{_line}</text>")
    for _n, _word in enumerate(_flows):
        if _n == 2:
            _parts.append(f"<path d='M587 78 V112 H97 V146' fill='none' stroke='currentColor' stroke-width='1.6' marker-end='url(#c25a)'/><text x='342' y='106' text-anchor='middle' font-size='14' fill='currentColor'>{_word}</text>")
        else:
            _x, _y = 185 + 245 * (_n % 3), 47 + 130 * (_n // 3)
            _parts.append(f"<line x1='{_x}' y1='{_y}' x2='{_x + 70}' y2='{_y}' stroke='currentColor' stroke-width='1.6' marker-end='url(#c25a)'/><text x='{_x + 34}' y='{_y - 8}' text-anchor='middle' font-size='14' fill='currentColor'>{_word}</text>")
    course.scrolls(
        "<svg viewBox='0 0 690 226' width='690' height='226' style='min-width:640px' role='img' aria-label='Six boxes in a chain: sources, chunks, vectors, Milvus, application, judgment'>"
        "<defs><marker id='c25a' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='7' markerHeight='7' orient='auto'><path d='M0 0L8 4L0 8z' fill='currentColor'/></marker></defs>" + "".join(_parts) + "</svg>",
        "The chain around Milvus",
    )
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack([
        course.table("step / what flows / kinds of tools, for instance / what it costs to replace one", [
            "|parse|documents to text|Docling, Unstructured, OCR services|chunks change, so everything behind is made again|",
            "|embed|text to vectors|a model in a library, a model server, a paid service|**every vector** is made again, see below|",
            "|insert|vectors to rows|your loader, Kafka Connect, Airbyte|little: rows are rows|",
            "|search|query to hits|Milvus; a search engine with vectors; a vector type in a database|schema, filters and the levels of consistency; the vectors stay|",
            "|chain, agent|hits to an answer|LangChain, LlamaIndex, Haystack, DSPy|the glue; less if it sits behind two functions of yours|",
            "|trace, grade|answers to numbers|Ragas, DeepEval, Phoenix, Langfuse|nothing, if the judged questions are yours|",
        ]),
        mo.md("""
    Three movements are worth watching, because they shift borders between the boxes. **Tables reach search**: formats on object storage, read in place instead of copied (the roadmap above lists external collections over Parquet, Lance and Iceberg; docs v3.0.x, *Milvus Roadmap*). **Databases reach models**: an embedding function in the schema embeds inside of Milvus, so that text goes in (chapter 14). **Agents reach databases**: a
    program decides what to search for, many small searches per answer, and its filters have to be checked like those of any user (chapters 6 and 24).

    Which of the boxes holds you most? The answer surprises many teams.
    """),
    ])
    return


@app.cell(hide_code=True)
def _(course):
    model_change = course.predict(
        "A better embedding model with the same number of dimensions appears. New documents and queries use it; the old rows stay as they are. What does a query find among the old rows?",
        ["The same as before, since the dimensions agree", "Somewhat worse hits", "Rows no better than chance"],
        "Rows no better than chance",
        "Each model has a space of its own, and its axes mean nothing in the other one. Milvus computes a distance all the same.",
        key="ch25 model change",
    )
    model_change
    return (model_change,)


@app.cell(hide_code=True)
def _(DataType, client, course, mo, model_change, np):
    course.after(model_change)
    _rng = np.random.default_rng(12)
    _facts = _rng.normal(size=(400, 24))
    _models = {name: _rng.normal(size=(24, 32)) / 5 for name in ("the old model", "the new model")}
    embedded = {name: np.tanh(_facts @ weights) for name, weights in _models.items()}
    if client.has_collection("old_rows"):
        client.drop_collection("old_rows")
    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    client.create_collection("old_rows", schema=_schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"), consistency_level="Strong")
    client.insert("old_rows", [{"id": i, "vector": v.tolist()} for i, v in enumerate(embedded["the old model"])])
    _asked = _facts[:60] + 0.2 * _rng.normal(size=(60, 24))
    found_by = {}
    for _name, _weights in _models.items():
        _hits = client.search("old_rows", data=np.tanh(_asked @ _weights).tolist(), limit=10)
        found_by[_name] = float(np.mean([i in {h["id"] for h in line} for i, line in enumerate(_hits)]))
    course.table("queries embedded by / how often the document asked for is among ten of 400", [*[f"|{name}|{share:.0%}|" for name, share in found_by.items()], "|chance|2.5%|"])
    return (found_by,)


@app.cell(hide_code=True)
def test_two_models_two_spaces(found_by):
    """Rows of one model are found by its own queries, and by those of a different model no better than by chance."""
    assert found_by["the old model"] > 0.9 and found_by["the new model"] < 0.12
    return


@app.cell(hide_code=True)
def _(course, mo, model_change):
    course.after(model_change)
    mo.md("""
    No error, no warning, ten hits per query. (The two models here are random networks; two trained ones are as strange to each other.) So the model is what holds you, and not the database: moving the rows to a different store is a copy, moving to a different model is an embedding of everything. It follows that you

    - keep the **sources** and the way to embed them again: a vector is a cache,
    - store the **model's name and version** with the collection, and refuse queries of a different one,
    - change models like code: a second collection, both judged on *your* questions, then the alias (chapters 13, 14). Exercise 6 designs such changes.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Contributing to Milvus

    Most contributions are not code. A bug that can be reproduced, a page that is corrected, an answer to a question: each takes an hour, and each needs what this book has practiced, looking closely.

    The way for code: an issue first, a fork, a branch, tests, a pull request. Each commit is signed off, which `git commit -s` does; with that line you confirm the Developer Certificate of Origin, and a contribution without it is not taken (the file `CONTRIBUTING.md` of milvus-io/milvus). The documentation has a repository of its own, milvus-io/web-content, with a folder per version.

    ### A minimal reproducer

    A report that gets an answer has four parts: the **versions**, the **fewest steps** that show it, what **came back**, and what **was expected**, with the sentence of the documentation that says so. Here is one about Milvus Lite.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    limited = course.predict(
        "`client.query(name, filter=\"id in [1, 2, 3, 4]\", limit=2)`: how many rows come back from Milvus Lite?",
        ["Two, as the limit says", "Four", "None: a limit needs an order"],
        "Four",
        "Where the filter lists primary keys, Lite 3.2.2 takes the rows by key and does not look at the limit. It is a bug, and a few lines show it.",
        key="ch25 limited",
    )
    limited
    return (limited,)


@app.cell(hide_code=True)
def _(MilvusClient):
    def reproduce(client: MilvusClient):
        """How many rows came back, for two filters that mean the same."""
        client.create_collection("report", dimension=2, consistency_level="Strong")
        client.insert("report", [{"id": n, "vector": [1.0, float(n)]} for n in range(1, 6)])
        filters = ("id in [1, 2, 3, 4]", "id >= 1 and id <= 4")
        counts = [len(client.query("report", filter=f, limit=2)) for f in filters]
        client.drop_collection("report")
        return counts
    return (reproduce,)


@app.cell(hide_code=True)
def _(client, course, inspect, limited, milvus, mo, platform, pymilvus, reproduce, textwrap):
    course.after(limited)
    limits = reproduce(client)
    mo.vstack([
        course.code(textwrap.dedent(inspect.getsource(reproduce)), "python"),
        course.table("part of the report / what it says", [
            f"|versions|Milvus {milvus.identity}, pymilvus {pymilvus.__version__}, Python {platform.python_version()}|",
            "|steps|the function above, on an empty Milvus|",
            f"|what came back|{limits[0]} rows for `id in [1, 2, 3, 4]`, {limits[1]} for `id >= 1 and id <= 4`, both with `limit=2`|",
            "|what was expected|two rows each time: the filters mean the same, and the limit is the number of rows to return|",
        ]),
    ])
    return (limits,)


@app.cell(hide_code=True)
def test_the_reproducer(limits, milvus):
    """On Milvus Lite the limit counts for one filter and not for the other, which lists keys."""
    if milvus.identity.startswith("lite 3.2.2"):
        assert limits == [4, 2]
    return


@app.cell(hide_code=True)
def _(course, limited, mo):
    course.after(limited)
    mo.md("""
    Five rows, because one more than the filter names shows that the filter works. Two filters, because the second is the control: it shows that a limit is known. No import, no index of its own, no second field: the bug shows without them.

    Leaving out can be done by a program. It is called *delta debugging*, ddmin for short (Andreas Zeller and Ralf Hildebrandt, *Simplifying and Isolating Failure-Inducing Input*, 2002). Leave out half of the steps; if the bug is still there, the half was noise. If not, try the other half, then quarters, down to single steps, and begin again as long as anything goes.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    slipped = course.predict(
        "A program of 64 steps loses a row. A reducer leaves out steps as long as the program *still fails*. It ends with one step that raises “no such row”. What happened?",
        ["It found the cause", "It slipped to a different failure", "The bug comes and goes"],
        "It slipped to a different failure",
        "A deletion without the insert before it fails too, and it is shorter. The reducer has to ask for the same failure, not for any.",
        key="ch25 slipped",
    )
    slipped
    return (slipped,)


@app.cell(hide_code=True)
def _(alt, course, mo, np, slipped):
    course.after(slipped)


    def _play(steps):
        """A store that loses a row which is put again after it was removed, unless something was flushed in between."""
        there, lost, removed = set(), set(), set()
        for do, row in steps:
            if do == "flush":
                removed.clear()
            elif do == "remove":
                if row not in there:
                    return "no such row"
                there.discard(row)
                removed.add(row)
            else:
                there.add(row)
                (lost.add if row in removed else lost.discard)(row)
        return "a row is missing" if lost & there else "fine"


    def _reduce(steps, good):
        left, size, sizes = list(steps), len(steps) // 2, [len(steps)]
        while size:
            begin, shorter = 0, False
            while begin < len(left):
                rest = left[:begin] + left[begin + size :]
                if good(_play(rest)):
                    left, shorter = rest, True
                else:
                    begin += size
                sizes.append(len(left))
            size = size if size == 1 and shorter else size // 2
        return left, sizes


    _rng = np.random.default_rng(3)
    _steps, _fresh, _there = [], iter(range(100, 200)), []
    for _ in range(61):
        _dice = _rng.random()
        if _dice < 0.1:
            _steps.append(("flush", None))
        elif _dice < 0.4 and _there:
            _steps.append(("remove", _there.pop(int(_rng.integers(len(_there))))))
        else:
            _there.append(next(_fresh))
            _steps.append(("put", _there[-1]))
    _steps[40:40] = [("put", 7), ("remove", 7), ("put", 7)]
    reduced = {"the same failure": _reduce(_steps, lambda said: said == _play(_steps)), "any failure": _reduce(_steps, lambda said: said != "fine")}
    _points = [{"runs": n, "steps": s, "accepts": name} for name, (_, sizes) in reduced.items() for n, s in enumerate(sizes)]
    _lines = alt.Chart(alt.Data(values=_points)).mark_line(interpolate="step-after", strokeWidth=3).encode(
        x=alt.X("runs:Q", title="runs of the program"), y=alt.Y("steps:Q", title="steps left"), color=alt.Color("accepts:N", title="the reducer accepts", scale=alt.Scale(domain=list(reduced), range=[course.TEAL, course.ORANGE]), legend=alt.Legend(orient="top")),
    )
    mo.vstack([
        course.chart(_lines, 220, "Steps left against runs: accepting any failure ends at one step after a few runs, accepting the same failure only at three steps after more"),
        course.table("the reducer accepts / steps left / which say", [f"|{name}|{', '.join(do + ('' if row is None else f' {row}') for do, row in left)}|{_play(left)}|" for name, (left, _) in reduced.items()]),
    ])
    return (reduced,)


@app.cell(hide_code=True)
def test_reducers(reduced):
    """The same failure keeps three steps, and any failure slips to a different one."""
    assert [do for do, _ in reduced["the same failure"][0]] == ["put", "remove", "put"]
    assert [do for do, _ in reduced["any failure"][0]] == ["remove"]
    return


@app.cell(hide_code=True)
def _(course, mo, slipped):
    course.after(slipped)
    mo.md("""
    Exercise 3 is this reducer, on a store that keeps its rows in Milvus.

    ### A page that has gone stale

    Documentation drifts, because the program moves and the page stays. Some of it was met on the way here. The contributor's guide of milvus-io/milvus, as stored, sends authors of documentation to a repository that is no longer the one of the documentation. A page of the current documentation ends with a note to its own author, to verify the parameters *before publishing* (docs v3.0.x, *Choose an EmbeddingList Search Strategy*). Reporting either takes five minutes.

    The code of a page can be checked by a program: take the blocks, parse them, and ask the client whether it has what they name. Here is a page as old tutorials have it, checked against the pymilvus that runs this lesson.
    """)
    return


@app.cell(hide_code=True)
def _(MilvusClient, ast, course, inspect, mo, pymilvus):
    PAGE = """
from pymilvus import MilvusClient, Milvus, IndexType

client = MilvusClient("demo.db")
client.create_collection("films", dimension=64)
client.insert("films", data=rows)
client.num_entities("films")
client.search("films", data=[query], limit=3, search_param={"nprobe": 8})
client.search_with_time_travel("films", travel_timestamp=0)
"""

    _takes = {name: set(inspect.signature(method).parameters) for name, method in inspect.getmembers(MilvusClient, inspect.isfunction)}
    _open = {name for name, method in inspect.getmembers(MilvusClient, inspect.isfunction) if any(p.kind is p.VAR_KEYWORD for p in inspect.signature(method).parameters.values())}
    drift = []
    for _node in ast.walk(ast.parse(PAGE)):
        if isinstance(_node, ast.ImportFrom):
            drift += [(_node.lineno, name.name, "not exported") for name in _node.names if not hasattr(pymilvus, name.name)]
        if isinstance(_node, ast.Call) and isinstance(_node.func, ast.Attribute):
            _name = _node.func.attr
            if _name not in _takes:
                drift.append((_node.lineno, _name, "no such method"))
                continue
            for _keyword in _node.keywords:
                if _keyword.arg not in _takes[_name]:
                    drift.append((_node.lineno, f"{_name}({_keyword.arg}=)", "not in the signature" + (", and taken without an error" if _name in _open else "")))
    mo.vstack([course.code(PAGE.strip(), "python"), course.table("line / what / says pymilvus " + pymilvus.__version__, [f"|{line - 1}|`{what}`|{said}|" for line, what, said in sorted(drift)])])
    return (drift,)


@app.cell(hide_code=True)
def test_drift_is_found(drift):
    """A name that is not exported, a method that is gone, and a misspelled keyword are found; the last one would raise nothing."""
    found = {what for _, what, _ in drift}
    assert {"Milvus", "num_entities", "search_with_time_travel", "search(search_param=)"} <= found
    assert any("without an error" in said for _, what, said in drift if what == "search(search_param=)")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The last kind is the treacherous one. `search` takes any keyword and passes it on, so the misspelled `search_param` raises nothing, and the search runs with the default: the same silence as at the beginning of this chapter. A text search for old names would find less, and more: it also finds the sentence that says they are gone. Exercise 4 builds the checker.

    ### From a report to a change

    - **Search first.** Many reports exist already. Add your versions and your shorter steps to one that is there.
    - **One report, one bug.** Two in one get half an answer.
    - **Offer the test.** A reproducer that fails today and passes after the fix is a test, and a pull request of its own.
    - **Begin at the edge.** Messages, examples, the client of your language: small changes there are read soon, and teach you the way for larger ones.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Supports X” without a version.** It may be released, planned, or gone again.
    - **No error, so it works.** Arguments that are not known are dropped in silence, by the client, by Lite and by servers.
    - **One bit per dimension “loses nothing”.** The estimate scatters with 1/√D, and the best rows are looked at again with more bits.
    - **Filtered search measured at one filter.** At half of the rows every way works; at one in fifty two of four do.
    - **“Just swap the embedding model.”** The dimensions agree, and every hit is chance.
    - **A report with the whole program.** The fewest steps are the report.
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
    course.panel("ch25/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch25/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch25/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch25/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch25/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch25/ex06")
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
        "A probe calls a feature inside `try`, and says “not supported” where it raises. Milvus was busy for a moment. What does the probe say, and what was missing?",
        {
            "“Not supported”; a control was missing": "The same moment would have refused an ordinary search. Ask that first, and say nothing about the feature when it fails.",
            "Nothing; it waits": "An exception is an exception to it.",
            "“Supported”; a comparison was missing": "A comparison is also missing, but here something was raised.",
        },
        answer="“Not supported”; a control was missing",
        key="ch25 quiz probe",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "RaBitQ's estimate has no bias. Why does a search look again at the best rows?",
        {
            "Because the bits are lossy in the codes of some rows only": "They are lossy in all.",
            "Because each single estimate is off, although their mean is not": "No bias says something about the average over rotations. The order of two close rows can be wrong at any time.",
            "Because of the rotation": "It is what makes the error behave well.",
        },
        answer="Because each single estimate is off, although their mean is not",
        key="ch25 quiz bias",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A benchmark shows filtered search at recall 0.99, with a filter that keeps half of the rows. What does it say about a filter that keeps one in fifty?",
        {
            "The same, with fewer rows to look at": "For two of the four ways the recall falls to nearly nothing there.",
            "Nothing": "The ways differ at small shares, and agree at large ones. It has to be measured at the share that you have.",
            "That it will be faster": "Walking through gets slower, two hops get faster.",
        },
        answer="Nothing",
        key="ch25 quiz filter",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Which of these forces you to make every vector again?",
        {
            "A different vector database": "The vectors are copied as they are.",
            "A different embedding model with the same dimensions": "Its space has nothing in common with the old one.",
            "A different framework around the search": "It calls the same search.",
        },
        answer="A different embedding model with the same dimensions",
        key="ch25 quiz model",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **Source, date, version**, or it is a rumor. A roadmap is a plan.
    - **Works, refused, ignored**: a control, data for which the answers differ, a comparison.
    - **One bit**: divide by the row's own factor, and the estimate is right on average; the bound says which rows to look at again.
    - **Filters in a graph**: forbidden rows cut it into pieces. Two hops step over them.
    - **Many vectors as one**: sums for the query, means for the document, then MaxSim over a few.
    - **The model holds you**, the database does not. A vector is a cache.
    - **The fewest steps** that show the *same* failure; a page's code can be checked like any code.

    ## Where to read on

    - Milvus docs v3.0.x, *Milvus Roadmap*, *IVF_RABITQ*, *Choose an EmbeddingList Search Strategy*, *Filtered Search*.
    - Jianyang Gao and Cheng Long, *RaBitQ: Quantizing High-Dimensional Vectors with a Theoretical Error Bound for Approximate Nearest Neighbor Search* (SIGMOD 2024, arXiv 2405.12497).
    - Liana Patel, Peter Kraft, Carlos Guestrin and Matei Zaharia, *ACORN: Performant and Predicate-Agnostic Search Over Vector Embeddings and Structured Data* (SIGMOD 2024, arXiv 2403.04871).
    - Laxman Dhulipala, Majid Hadian, Rajesh Jayaram, Jason Lee and Vahab Mirrokni, *MUVERA: Multi-Vector Retrieval via Fixed Dimensional Encodings* (NeurIPS 2024, arXiv 2405.19504).
    - Andreas Zeller and Ralf Hildebrandt, *Simplifying and Isolating Failure-Inducing Input* (IEEE Transactions on Software Engineering, 2002).
    - The appendices: the command line, the configuration, benchmarks, and what to do when something fails.
    """)
    return


if __name__ == "__main__":
    app.run()
