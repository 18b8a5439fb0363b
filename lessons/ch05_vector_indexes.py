import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="5 Vector Indexes")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Vector Indexes

    Ten thousand words, 64 numbers each. Which ten are nearest to *towns*? You could compare it with all ten thousand,
    and be right. An **index** compares it with a few hundred, and is nearly right. This chapter is about the word
    *nearly*: how much is missed, what was saved, and which knob moves the one against the other.

    You build each index yourself, in a page or two of NumPy that counts what it looks at. Then Milvus builds the real
    one on the same words, and you measure it.

    **What you will be able to do**

    - *explain* what each index stores, and which part of the data a search looks at,
    - *measure* recall against FLAT, on the index and not beside it,
    - *tune* `nlist`, `nprobe`, `M`, `efConstruction` and `ef` to a target,
    - *estimate* the memory that an index takes,
    - *choose* an index for a requirement, and say what it costs.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import sys
    import time
    from html import escape

    import altair as alt
    import numpy as np

    import grader.lesson as course
    from grader.datasets import words

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models import pictures
    from models.annoy import Annoy
    from models.flat import Flat
    from models.graph import walk
    from models.hnsw import HNSW
    from models.ivf_flat import IVFFlat
    from models.ivf_pq import PQ, IVFPQ
    from models.ivf_sq8 import IVFSQ8
    from models.recall import measure, recall_at_k, truth_of
    from models.rnsg import RNSG

    return (
        Annoy,
        Flat,
        HNSW,
        IVFFlat,
        IVFPQ,
        IVFSQ8,
        PQ,
        RNSG,
        alt,
        course,
        escape,
        measure,
        np,
        pictures,
        recall_at_k,
        time,
        truth_of,
        walk,
        words,
    )


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus(needs=["indexes"])
    client = course.connect(needs=["indexes"])
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You have made a collection and searched it (chapter 1).
    {milvus.introduced}
    One demonstration, of IVF_PQ and SCANN, needs the server; where there is none, you see what it said when this
    course was made, with its version.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The words are 10,000 of the most common ones that a tokenizer learned, in many languages, each with a vector from a
    small language model. The next 200 words are not stored: they are the queries. FLAT, the exact search, has
    already said which ten words are nearest to each query, so every other answer can be judged.
    """)
    return


@app.cell
def _(mo, truth_of, words):
    K = 10
    _all, _names = words(10_200, dim=64)
    vectors, names = _all[:10_000], _names[:10_000]
    queries, asked_words = _all[10_000:], _names[10_000:]
    truth = truth_of(vectors, queries, K)  # for each question ten row numbers, found by FLAT

    mo.show_code()
    return K, asked_words, names, queries, truth, vectors


@app.cell(hide_code=True)
def _(asked_words, mo, names, truth):
    _lines = "\n".join(
        f"| *{w}* | {', '.join(names[i] for i in truth[asked_words.index(w)])} |" for w in ("towns", "livre", "elections", "seasons")
    )
    mo.md(f"""
    | asked for | its true neighbors among the 10,000 |
    |:---|:---|
    {_lines}
    """)
    return


@app.cell
def _(K, client, mo, recall_at_k, time):
    from pymilvus import DataType


    def store(name, table):
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=table.shape[1])
        client.create_collection(name, schema=schema)
        client.insert(name, [{"id": i, "vector": v} for i, v in enumerate(table.tolist())])


    def build(name, index_type, metric="L2", **params):
        start = time.perf_counter()
        index = client.prepare_index_params()
        index.add_index("vector", index_type=index_type, metric_type=metric, params=params)
        client.create_index(name, index)
        client.load_collection(name)
        return time.perf_counter() - start


    def search(name, asked, k=K, **params):
        return client.search(
            name, data=asked.tolist(), limit=k, anns_field="vector", search_params={"params": params}
        )


    def recall_of(name, asked, true, **params):
        answers = search(name, asked, **params)
        return recall_at_k([[hit["id"] for hit in hits] for hits in answers], true)


    mo.accordion({"The four functions that talk to Milvus in this chapter": mo.show_code()})
    return DataType, build, recall_of, search, store


@app.cell(hide_code=True)
def _(mo):
    LEGEND = (
        '\n\n<small>✚ the word asked for · <span style="color:#d9772b">●</span> a true neighbor that was found · '
        '<span style="color:#7a6fc2">⊗</span> a true neighbor that was missed · <span style="color:#1592a6">●</span> looked at · '
        '<span style="color:#8a94a3">●</span> never looked at. Hold the pointer over a point to read its word.</small>'
    )



    return (LEGEND,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Index Types Overview

    There are two ways to do less than FLAT. **Look at fewer vectors:** sort them into cells, link them into a graph, cut
    the space with trees, and open only the part that seems promising. **Look at shorter vectors:** a byte per number,
    a few codes, a bit. Every index is one choice of each. Some add a third step, a **refiner**: take more candidates than
    asked for, and rank the best of them again by their whole vectors.

    That makes a map.
    """)
    return


@app.cell(hide_code=True)
def _(escape, mo):
    _kept = ["whole vectors", "a byte per number, or less", "codes", "one bit per number"]
    _map = {
        "everything": ["FLAT*", "", "", "BIN_FLAT"],
        "the cells near the query": ["IVF_FLAT*", "IVF_SQ8*", "IVF_PQ* SCANN*", "IVF_RABITQ BIN_IVF_FLAT"],
        "a walk along a graph": ["HNSW* RNSG†", "HNSW_SQ", "HNSW_PQ HNSW_PRQ", ""],
        "a walk along a graph on disk": ["", "", "DISKANN AISAQ", ""],
        "the leaves of random trees": ["ANNOY†", "", "", ""],
        "on a graphics card": ["GPU_BRUTE_FORCE GPU_IVF_FLAT GPU_CAGRA", "", "GPU_IVF_PQ", ""],
    }


    def _chips(text):
        chips = []
        for name in text.split():
            gone, here = name.endswith("†"), name.endswith("*")
            style = "display:inline-block;white-space:nowrap;border-radius:5px;padding:.05rem .45rem;margin:.1rem .2rem .1rem 0;font-size:.82rem;"
            style += "border:1.5px solid #1592a6;font-weight:650" if here else "border:1px dashed #8a94a3;opacity:.75" if gone else "border:1px solid #8a94a3"
            word = escape(name.rstrip("*†"))
            chips.append(f"<span style='{style}'>{'<s>' + word + '</s>' if gone else word}</span>")
        return "".join(chips)


    _head = "".join(f"<th scope='col' style='text-align:left;padding:.3rem .6rem;font-weight:600'>{k}</th>" for k in _kept)
    _rows = "".join(
        f"<tr style='border-top:1px solid #8a94a355'><th scope='row' style='text-align:left;padding:.3rem .6rem;font-weight:600'>{where}</th>"
        + "".join(f"<td style='padding:.3rem .6rem'>{_chips(cell)}</td>" for cell in row)
        + "</tr>"
        for where, row in _map.items()
    )
    mo.Html(
        "<div style='overflow-x:auto' tabindex='0' role='region' aria-label='Map of index types'><table style='border-collapse:collapse;font-size:.9rem'>"
        f"<thead><tr><td style='padding:.3rem .6rem'><em>looks at</em> ↓ <em>keeps</em> →</td>{_head}</tr></thead><tbody>{_rows}</tbody></table></div>"
        "<p style='font-size:.85rem'>Bold frame: you build it in this lesson. Dashed and struck out: gone from Milvus, and built here as a model. "
        "The others are described where they belong.</p>"
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Not on the map: `AUTOINDEX` picks one for you. `FAISS` takes any recipe of the faiss library by its factory string,
    such as `"IVF64,PQ8x4,RFlat"` (since 3.0.0: release notes 3.0.0). Sparse vectors have `SPARSE_INVERTED_INDEX`, which is a word
    index: from each dimension to the rows where it is not zero. And scalar fields have indexes that serve filters:
    `INVERTED`, `BITMAP`, `STL_SORT`, `Trie`, `NGRAM`, `RTREE` (docs v3.0.x, *Index Explained* and the pages below it).

    One thing comes before all of them. Milvus builds the index that you asked for on rows that were **flushed** into a sealed
    segment. Rows that are still growing in memory do not have it. Milvus Lite compares them one by one. A server may give them a
    small temporary index of its own choice (the *interim index*, on by default: docs v3.0.x, *queryNode-related Configurations*), which
    does not know your parameters.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    unflushed = course.predict(
        "2,000 words are inserted. `create_index` asks for IVF_FLAT with 64 cells, and `load_collection` returns; nothing "
        "was flushed. A search opens *one* of the 64 cells. Which share of the true ten neighbors does it find?",
        ["About a third: one cell holds only some of them", "All of them", "None: the search is refused"],
        "All of them",
        "There are no cells yet. Every row was compared, and that is exact. If you measure recall now, you measure FLAT, "
        "and report 1.0 for any index and any parameter. (On a server it may be the interim index, and still not yours.)",
        key="ch05 unflushed",
    )
    unflushed
    return (unflushed,)


@app.cell
def _(K, build, client, course, mo, queries, recall_of, store, truth_of, unflushed, vectors):
    course.after(unflushed)

    few, asked = vectors[:2000], queries[:50]
    true_few = truth_of(few, asked, K)

    store("early", few)
    build("early", "IVF_FLAT", nlist=64)  # there is nothing yet to build it on

    store("late", few)
    client.flush("late")
    build("late", "IVF_FLAT", nlist=64)

    early = [recall_of("early", asked, true_few, nprobe=n) for n in (1, 8, 64)]
    late = [recall_of("late", asked, true_few, nprobe=n) for n in (1, 8, 64)]
    mo.show_code()
    return early, late


@app.cell(hide_code=True)
def _(client, early, late, mo):
    _told = client.describe_index("early", client.list_indexes("early")[0])
    mo.md(f"""
    | order of calls | recall@10, 1 cell | 8 cells | 64 cells |
    |:---|---|---|---|
    | insert, create_index, load | {early[0]:.2f} | {early[1]:.2f} | {early[2]:.2f} |
    | insert, **flush**, create_index, load | {late[0]:.2f} | {late[1]:.2f} | {late[2]:.2f} |

    `describe_index` says of the first one: {_told["index_type"]}, {_told["state"]}. An index is known by what it does, not by
    what it is called.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, unflushed):
    course.after(unflushed)
    mo.md("""
    So the order is **insert, flush, create_index, load**. When rows come later, Milvus flushes them by itself as a segment
    fills up or grows old, and builds in the background. For a measurement you do not want to wait for that. (Where `load`
    came before the flush, the 2.3.5 server began to use the index 17 seconds later, Lite after 6 to 9. Calling
    `release_collection` and `load_collection` spares the wait.)
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## FLAT

    No structure, no building, no parameters: compare the query with every vector. The answer is exact, and costs a distance per row. FLAT is the right index more often than its reputation says: for some tens of thousands of rows; when
    a filter leaves next to nothing; when a miss is not allowed.

    And it is the judge of all the others. **Recall@k** is the share of the k true neighbors that an answer holds,
    averaged over many queries. The truth comes from FLAT, or from NumPy, which is the same thing.
    """),
            course.model("flat.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    order_or_not = course.predict(
        "The ten true neighbors are all in the answer, but in a different order. What is recall@10?",
        ["1.0", "Below 1.0: each one in the wrong place is a miss", "0.1"],
        "1.0",
        "Recall asks which neighbors were found, not at which place. Compare sets, never lists: with the one-line "
        "`(found == true).mean()` a single swap of two equally near words would count as two misses.",
        key="ch05 order",
    )
    order_or_not
    return (order_or_not,)


@app.cell
def _(course, mo, order_or_not):
    course.after(order_or_not)


    def recall(found, true):
        return sum(len(set(f) & set(t)) / len(t) for f, t in zip(found, true)) / len(true)


    mo.show_code()
    return (recall,)


@app.cell(hide_code=True)
def _(mo, recall, truth):
    _mine = truth[0].tolist()
    mo.md(f"""
    | answer | recall@10 |
    |:---|---|
    | the true ten, reversed | {recall([_mine[::-1]], [_mine]):.1f} |
    | eight of them and two strangers | {recall([[*_mine[:8], -1, -2]], [_mine]):.1f} |
    | only five hits came back, all true | {recall([_mine[:5]], [_mine]):.1f} |

    The last line is where people excuse the index: all five are right! But five neighbors are missing. The divisor is how
    many there are to find.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    What "near" means is the metric's business. Choose a word and a metric: Milvus answers from a FLAT index that was built
    with that metric.
    """)
    return


@app.cell(hide_code=True)
def _(build, client, store, vectors):
    for _metric in ("L2", "IP", "COSINE"):
        store(f"flat_{_metric}", vectors[:3000])
        client.flush(f"flat_{_metric}")
        build(f"flat_{_metric}", "FLAT", metric=_metric)
    flat_ready = True
    return (flat_ready,)


@app.cell(hide_code=True)
def _(mo, names):
    _good = [w for w in ("river", "music", "seven", "doctor", "king", "green", "computer", "summer", "city") if w in names[:3000]]
    flat_word = mo.ui.dropdown(_good, value=_good[0], label="Word")
    flat_metric = mo.ui.dropdown(["L2", "IP", "COSINE"], value="L2", label="Metric")
    mo.hstack([flat_word, flat_metric], justify="start")
    return flat_metric, flat_word


@app.cell(hide_code=True)
def _(flat_metric, flat_ready, flat_word, mo, names, np, search, vectors):
    mo.stop(not flat_ready)
    _q = vectors[names.index(flat_word.value)]
    _hits = search(f"flat_{flat_metric.value}", _q[None], k=6)[0]
    _lines = "\n".join(
        f"| {names[h['id']]} | {h['distance']:.4f} | {np.sum((vectors[h['id']] - _q) ** 2):.4f} | {vectors[h['id']] @ _q:.4f} |" for h in _hits
    )
    mo.md(f"""
    | hit | Milvus says ({flat_metric.value}) | NumPy: squared distance | NumPy: inner product |
    |---|---|---|---|
    {_lines}

    With L2 Milvus returns the **squared** distance (compare the columns); a threshold from a formula with a root has to be
    squared first. These vectors have length 1, so all three metrics rank alike: squared L2 is 2 − 2 · IP, and COSINE is IP.
    On vectors of other lengths they disagree.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## IVF_FLAT

    *Inverted file* is a term of text search: from a key to the rows that have it. Here the keys are `nlist` centroids, placed
    among the vectors by k-means, and each vector belongs to the cell of its nearest centroid. A search compares the query with
    the centroids, opens the `nprobe` nearest cells, and compares everything in them.

    `nlist` is fixed when the index is built. `nprobe` is chosen anew with every search.

    To see it, 206 words are squeezed into two dimensions, and the model below searches *there*. Words that are neighbors on
    this sheet need not be neighbors in 64 dimensions; for a picture of cells that does not matter.
    """),
            course.model("ivf_flat.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(np, pictures, words):
    _v, _n = words(15_000, dim=64)
    _good = [i for i, w in enumerate(_n) if w.isascii() and w.islower() and len(w) > 3]
    _anchors = ["river", "music", "seven", "doctor", "computer", "king", "green", "summer"]
    _rows, _group = [], []
    for _g, _a in enumerate(_anchors):
        for _r in np.argsort(-(_v[_good] @ _v[_n.index(_a)]))[:26]:
            if _good[_r] not in _rows:
                _rows.append(_good[_r])
                _group.append(_g)
    _x = _v[_rows]
    _means = np.stack([_x[np.array(_group) == g].mean(axis=0) for g in range(len(_anchors))])
    _axes = np.linalg.svd(_means - _means.mean(axis=0), full_matrices=False)[2][:2]
    _flat = (_x - _x.mean(axis=0)) @ _axes.T
    _flat = (_flat - _flat.min(axis=0)) / np.ptp(_flat, axis=0)
    plane = (_flat * [1, pictures.TALL]).astype(np.float32)
    plane_words = [_n[r] for r in _rows]
    landmarks = [plane_words.index(a) for a in _anchors]
    border_words = [w for w in ("floating", "history", "academic", "boat", "castle", "software", "instrument") if w in plane_words]
    return border_words, landmarks, plane, plane_words


@app.cell(hide_code=True)
def _(border_words, mo):
    cell_word = mo.ui.dropdown(border_words, value=border_words[0], label="Ask for")
    cell_probe = mo.ui.slider(1, 14, value=1, label="nprobe: cells to open", show_value=True)
    mo.hstack([cell_word, cell_probe], justify="start", wrap=True)
    return cell_probe, cell_word


@app.cell(hide_code=True)
def _(Flat, IVFFlat, LEGEND, cell_probe, cell_word, landmarks, mo, pictures, plane, plane_words):
    _index = IVFFlat(plane, nlist=14, seed=1)
    _query = plane[plane_words.index(cell_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _trace = []
    _hits = _index.search(_query, 12, nprobe=cell_probe.value, trace=_trace)
    _found = len(set(_hits.ids) & set(_true))
    mo.vstack(
        [
            mo.Html(pictures.cells(plane, plane_words, _index, _query, _true, _hits, _trace, landmarks)),
            mo.md(
                f"**{_found} of the 12 true neighbors** found, after {_hits.scanned} comparisons: 14 with centroids and "
                f"{_hits.scanned - 14} with words, of {len(plane)}. {LEGEND}"
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    What is missed lies just over a border. In two dimensions a cell has a handful of neighbors, and two or three cells are
    enough. In 64 dimensions everything is near some border. Now the 10,000 words, in Milvus, with 128 cells.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    one_cell = course.predict(
        "128 cells for 10,000 words. A search opens one cell: about 1% of the words, and 128 centroids. Which share of the true "
        "ten does it find?",
        ["About 1%", "About a third", "About 90%"],
        "About a third",
        "Better than chance by far, since a cell gathers what belongs together, and far from good enough. The first cells bring "
        "most; then each further cell brings less. That bend is the whole art of tuning.",
        key="ch05 one cell",
    )
    one_cell
    return (one_cell,)


@app.cell
def _(build, client, course, mo, one_cell, store, vectors):
    course.after(one_cell)

    ivf_seconds = {}
    for nlist in (32, 128, 512):
        store(f"ivf_{nlist}", vectors)
        client.flush(f"ivf_{nlist}")
        ivf_seconds[nlist] = build(f"ivf_{nlist}", "IVF_FLAT", nlist=nlist)

    mo.show_code()
    return (ivf_seconds,)


@app.cell(hide_code=True)
def _(ivf_seconds, mo):
    nprobe = mo.ui.slider(steps=[1, 2, 4, 8, 16, 32, 64, 96, 128], value=8, label="nprobe, sent to Milvus with the next search", show_value=True)
    mo.vstack([mo.md("Built: " + ", ".join(f"nlist {n} in {s:.1f} s" for n, s in ivf_seconds.items()) + "."), nprobe])
    return (nprobe,)


@app.cell(hide_code=True)
def _(asked_words, mo, names, nprobe, queries, recall_at_k, search, time, truth):
    _start = time.perf_counter()
    _answers = search("ivf_128", queries, nprobe=nprobe.value)
    _seconds = time.perf_counter() - _start
    _ids = [[hit["id"] for hit in hits] for hits in _answers]
    _word = asked_words.index("seasons")
    _row = ", ".join(f"**{names[i]}**" if i in _ids[_word] else f"~~{names[i]}~~" for i in truth[_word])
    mo.md(f"""
    Milvus just searched all 200 queries with `nprobe={nprobe.value}`: **recall@10 = {recall_at_k(_ids, truth):.3f}**, about
    {128 + 10_000 * nprobe.value // 128:,} comparisons per query instead of 10,000 ({_seconds * 1000:.0f} ms for all of them).

    The true neighbors of *seasons*, the missed ones struck out: {_row}.
    """)
    return


@app.cell(hide_code=True)
def _(alt, course, ivf_seconds, one_cell, queries, recall_of, truth):
    course.after(one_cell)
    _probes = {32: (1, 2, 4, 8, 16, 32), 128: (1, 4, 8, 16, 32, 64, 128), 512: (1, 4, 16, 48, 128, 256, 512)}
    _rows = [
        {"cells": str(n), "nprobe": p, "compared": n + 10_000 * p / n, "recall": recall_of(f"ivf_{n}", queries, truth, nprobe=p)}
        for n in ivf_seconds
        for p in _probes[n]
    ]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=55, filled=True)).encode(
        x=alt.X("compared:Q", title="comparisons per query, about: nlist + 10,000 · nprobe / nlist", scale=alt.Scale(type="log", domain=[150, 12000], nice=False)),
        y=alt.Y("recall:Q", title="recall@10", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("cells:N", sort=["32", "128", "512"], title="nlist", scale=alt.Scale(domain=["32", "128", "512"], range=["#7a6fc2", "#1592a6", "#d9772b"])),
        shape=alt.Shape("cells:N", sort=["32", "128", "512"], title="nlist", scale=alt.Scale(domain=["32", "128", "512"])),
        tooltip=["cells:N", "nprobe:Q", alt.Tooltip("compared:Q", format=",.0f"), alt.Tooltip("recall:Q", format=".3f")],
    )
    course.chart(_chart, 300, "Recall of three IVF_FLAT indexes against the number of comparisons")
    return


@app.cell(hide_code=True)
def _(course, mo, one_cell):
    course.after(one_cell)
    mo.md("""
    Each line ends at recall 1 when every cell is open, and then costs *more* than FLAT, by the comparisons with the centroids.
    Many small cells follow the data more closely, but their centroids have to be paid on every search. The rule of thumb, 4 · √n
    for `nlist` (here 400), counts n in one *segment*, not in the collection. For `nprobe` there is no rule: measure (exercise 2).
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## IVF_SQ8

    The same cells, but each number is kept in one byte instead of four. For each dimension, note the smallest and the largest
    value, cut the range between them into 255 steps, and keep the number of the step. That is *scalar quantization*.
    """),
            course.model("ivf_sq8.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(IVFSQ8, mo, names, np, vectors):
    _sq = IVFSQ8(vectors[:3000], nlist=1)
    _v = vectors[names.index("river")]
    _codes = _sq.encode(_v[None])[0]
    _back = _sq.decode(_codes[None])[0]
    _lines = "\n".join(f"| {i} | {_v[i]:+.5f} | {_codes[i]} | {_back[i]:+.5f} | {abs(_back[i] - _v[i]):.5f} |" for i in range(6))
    mo.md(f"""
    | dimension of *river* | the number, 4 bytes | its step, 1 byte | what the step stands for | lost |
    |---|---|---|---|---|
    {_lines}

    At most half a step is lost in a dimension. All 64 together move *river* by {np.linalg.norm(_back - _v):.4f}, while its nearest
    neighbor is {np.sqrt(np.partition(((vectors - _v) ** 2).sum(axis=1), 1)[1]):.2f} away.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    one_byte = course.predict(
        "With every cell open, IVF_FLAT has recall 1. What has IVF_SQ8, on the same words and cells?",
        ["Exactly 1", "About 0.99", "About 0.75: three quarters of the bits are gone"],
        "About 0.99",
        "The rounding swaps neighbors that were almost equally far, mostly the tenth and the eleventh. It is the one loss here "
        "that no `nprobe` brings back: the recall of a shortened index ends below 1.",
        key="ch05 one byte",
    )
    one_byte
    return (one_byte,)


@app.cell
def _(build, client, course, mo, one_byte, one_cell, queries, recall_of, store, truth, vectors):
    course.after(one_cell)
    course.after(one_byte)

    store("sq8_128", vectors)
    client.flush("sq8_128")
    build("sq8_128", "IVF_SQ8", nlist=128)

    both = {
        n: [recall_of(name, queries, truth, nprobe=n) for name in ("ivf_128", "sq8_128")] for n in (1, 8, 32, 128)
    }
    mo.show_code()
    return (both,)


@app.cell(hide_code=True)
def _(both, mo):
    _lines = "\n".join(f"| {n} | {a:.3f} | {b:.3f} |" for n, (a, b) in both.items())
    mo.md(f"""
    | nprobe | IVF_FLAT, 2.56 MB of vectors | IVF_SQ8, 0.64 MB |
    |---|---|---|
    {_lines}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A quarter of the memory for a hundredth of recall: where memory is what you run out of, this is the first thing to try. The
    same trade on a graph is `HNSW_SQ`, whose `sq_type` goes from FP16 down to six and four bits, with a refiner on top if you
    want one (docs v3.0.x, *HNSW_SQ*).
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## IVF_PQ

    A byte per number is still 64 bytes per word. *Product quantization* keeps as few as you like. Cut each vector into `m` parts.
    For each part, let k-means find 2^`nbits` typical pieces among that part of all vectors: a **codebook** for each part. A
    vector becomes `m` numbers, saying which typical piece each part is nearest to.

    Here is one part, drawn in full: with m = 32, a part of 64 numbers has two. Every point is the first two numbers of a word,
    and 16 pieces (`nbits` 4) stand among them.
    """),
            course.model("ivf_pq.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(PQ, mo, names, vectors):
    tiny_pq = PQ(vectors[:1500], m=32, nbits=4)
    _good = [w for w in ("river", "music", "seven", "doctor", "king", "green", "computer", "summer") if w in names]
    piece_word = mo.ui.dropdown(_good, value=_good[0], label="Word")
    piece_part = mo.ui.slider(1, 32, value=1, label="Part", show_value=True)
    mo.hstack([piece_word, piece_part], justify="start", wrap=True)
    return piece_part, piece_word, tiny_pq


@app.cell(hide_code=True)
def _(mo, names, np, pictures, piece_part, piece_word, tiny_pq, vectors):
    _p = piece_part.value - 1
    _v = vectors[names.index(piece_word.value)]
    _codes = tiny_pq.encode(_v[None])[0]
    _two = slice(2 * _p, 2 * _p + 2)
    _svg = pictures.pieces(vectors[:1500, _two], tiny_pq.codebooks[_p], _v[_two], int(_codes[_p]), piece_word.value)
    _shown = " ".join(f"<b>[{c}]</b>" if i == _p else str(c) for i, c in enumerate(_codes))
    _error = np.linalg.norm(tiny_pq.decode(_codes[None])[0] - _v)
    mo.vstack(
        [
            mo.Html(_svg),
            mo.md(
                f"Part {piece_part.value} of *{piece_word.value}* (orange) is kept as piece **{_codes[_p]}**. The whole word: {_shown}: 32 codes of 4 bits, "
                f"16 bytes instead of 256. Put together again, they miss the word by {_error:.2f}."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A search never puts a vector together again. It works out, once, how far each part of the *query* is from every piece: a
    table of `m` rows. The distance to any stored word is then `m` look-ups, added up. The query stays whole; only the stored side
    is rounded. Below is such a table for a query cut into 8 parts, with the eight cells that one word looks up.
    """)
    return


@app.cell(hide_code=True)
def _(PQ, alt, asked_words, course, mo, names, queries, truth, vectors):
    _pq = PQ(vectors[:1500], m=8, nbits=4)
    _towns = asked_words.index("towns")
    _near = int(truth[_towns][0])
    _codes = _pq.encode(vectors[_near : _near + 1])
    _table = _pq.table(queries[_towns])
    _rows = [
        {"part": i + 1, "piece": j, "gap": float(_table[i, j]), "picked": bool(_codes[0, i] == j)} for i in range(8) for j in range(16)
    ]
    _base = alt.Chart(alt.Data(values=_rows)).encode(
        x=alt.X("piece:O", title="piece", axis=alt.Axis(labelAngle=0)), y=alt.Y("part:O", title="part of the query")
    )
    _heat = _base.mark_rect().encode(
        color=alt.Color("gap:Q", title="squared gap", scale=alt.Scale(scheme="teals")), tooltip=["part:O", "piece:O", alt.Tooltip("gap:Q", format=".3f")]
    )
    _picked = _base.transform_filter("datum.picked").mark_text(fontWeight="bold", fontSize=13).encode(
        text=alt.Text("gap:Q", format=".2f"), color=alt.condition("datum.gap > 0.22", alt.value("white"), alt.value("#12343b"))
    )
    _whole = float(((vectors[_near] - queries[_towns]) ** 2).sum())
    mo.vstack(
        [
            course.chart(_heat + _picked, 230, "Look-up table of product quantization"),
            mo.md(
                f"From *towns* to *{names[_near]}*: {' + '.join(f'{_table[i, c]:.2f}' for i, c in enumerate(_codes[0]))} = "
                f"**{_pq.adc(_table, _codes)[0]:.2f}**. The true squared distance is {_whole:.2f}. Squares add up; roots would not."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    sixteen_bytes = course.predict(
        "Each word is kept in 16 bytes instead of 256, and *all* cells are opened. What is recall@10?",
        ["About 0.95: the documentation speaks of marginally reduced recall", "About 0.5 to 0.7", "About 0.1"],
        "About 0.5 to 0.7",
        "Codes keep the region right and lose the order within it. That is enough to *find candidates*: the true ten are nearly "
        "always among the best hundred. Which is why compressed indexes bring a refiner along, and why SCANN, DISKANN and "
        "IVF_RABITQ are of use at all.",
        key="ch05 sixteen bytes",
    )
    sixteen_bytes
    return (sixteen_bytes,)


@app.cell
def _(IVFPQ, K, course, mo, np, queries, recall_at_k, sixteen_bytes, truth_of, vectors):
    course.after(sixteen_bytes)

    pq_table, pq_asked = vectors[:2000], queries[:50]
    pq_truth = truth_of(pq_table, pq_asked, K)


    def refined(index, query, candidates=100):
        rows = index.search(query, candidates, nprobe=16).ids  # by their codes
        gaps = ((pq_table[rows] - query) ** 2).sum(axis=1)  # by their whole vectors
        return rows[np.argsort(gaps)[:K]]


    pq_recall = {}
    for m in (4, 16, 32):
        pq_index = IVFPQ(pq_table, nlist=16, m=m, nbits=8)
        plain = [pq_index.search(q, K, nprobe=16).ids for q in pq_asked]
        again = [refined(pq_index, q) for q in pq_asked]
        pq_recall[m] = recall_at_k(plain, pq_truth), recall_at_k(again, pq_truth)

    mo.show_code()
    return (pq_recall,)


@app.cell(hide_code=True)
def _(mo, pq_recall):
    _lines = "\n".join(f"| {m} | {m} | {plain:.2f} | {again:.2f} |" for m, (plain, again) in pq_recall.items())
    mo.md(f"""
    The model, on 2,000 words, every cell open:

    | m | bytes per word, of 256 | recall@10 | after refining the best 100 |
    |---|---|---|---|
    {_lines}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    And the real ones, on a server. **SCANN** is IVF with four-bit codes and a refiner built in: `reorder_k` says how many
    candidates are ranked again by their whole vectors.
    """)
    return


@app.cell(hide_code=True)
def _(DataType, K, course, queries, recall_at_k, sixteen_bytes, truth_of, vectors):
    from concurrent.futures import ThreadPoolExecutor

    course.after(sixteen_bytes)


    def _on_server(server, admin):
        table, asked = vectors[:3000], queries[:100]
        true = truth_of(table, asked, K)
        tries = [
            ("pq8", "IVF_PQ", {"nlist": 64, "m": 8, "nbits": 8}, "8 bytes", [{"nprobe": 8}, {"nprobe": 64}]),
            ("pq16", "IVF_PQ", {"nlist": 64, "m": 16, "nbits": 8}, "16 bytes", [{"nprobe": 8}, {"nprobe": 64}]),
            ("scann", "SCANN", {"nlist": 64}, "4-bit codes, and the whole vector", [{"nprobe": 64, "reorder_k": r} for r in (10, 40, 200)]),
        ]


        def one(name, kind, params, kept, searches):
            if admin.has_collection(name):
                admin.drop_collection(name)
            schema = admin.create_schema(auto_id=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=64)
            admin.create_collection(name, schema=schema)
            admin.insert(name, [{"id": i, "vector": v} for i, v in enumerate(table.tolist())])
            admin.flush(name)
            index = admin.prepare_index_params()
            index.add_index("vector", index_type=kind, metric_type="L2", params=params)
            admin.create_index(name, index, timeout=120)
            admin.load_collection(name, timeout=60)
            told = []
            for p in searches:
                answers = admin.search(name, data=asked.tolist(), limit=K, anns_field="vector", search_params={"params": p}, consistency_level="Strong")
                value = recall_at_k([[h["id"] for h in hits] for hits in answers], true)
                told.append(f"{', '.join(f'`{k}` {v}' for k, v in p.items())}: **{value:.2f}**")
            made = ", ".join(f"`{k}` {v}" for k, v in params.items())
            return f"| {kind}, {made} | {kept} | {' · '.join(told)} |"


        with ThreadPoolExecutor(3) as pool:  # a server builds one after another, but stores and loads at once
            lines = list(pool.map(lambda t: one(*t), tries))
        return "3,000 words, 100 queries:\n\n| index | kept of a word | recall@10 |\n|:---|:---|:---|\n" + "\n".join(lines)


    course.on_server("ch05_ivf_pq", ["ivf_pq", "scann"], _on_server)
    return


@app.cell(hide_code=True)
def _(course, mo, sixteen_bytes):
    course.after(sixteen_bytes)
    mo.md("""
    Two relatives that this page cannot run. **IVF_RABITQ** (since 2.6.0: release notes 2.6.0) keeps one bit per number, with a proven
    bound on the error, and a refiner beside it: an index of 1/32 of the size. **GPU_IVF_PQ** is IVF_PQ on a graphics card.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## HNSW

    Forget cells. Link every vector to some of its neighbors, and walk: from where you stand, go to the linked vector nearest to
    the query; stop when none is nearer. That finds *a* good place, if it does not get stuck, and takes many steps to cross the
    space. So HNSW (*hierarchical navigable small world*, Malkov and Yashunin 2016) builds layers. Every word is in the bottom
    layer, one in `M` also in the layer above, and so on. A search starts at the top, where strides are long, and in the bottom
    layer keeps a candidate list of the `ef` best instead of one, which gets it out of dead ends.

    - `M`: edges that a word may have (twice that in the bottom layer). Fixed by building.
    - `efConstruction`: how hard the builder looks for good edges. Fixed by building.
    - `ef`: how many candidates a search keeps. Chosen with every search.
    """),
            course.model("hnsw.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(border_words, mo):
    walk_word = mo.ui.dropdown(border_words, value=border_words[1], label="Ask for")
    walk_ef = mo.ui.slider(12, 80, value=12, step=4, label="ef", show_value=True)
    mo.hstack([walk_word, walk_ef], justify="start", wrap=True)
    return walk_ef, walk_word


@app.cell(hide_code=True)
def _(Flat, HNSW, LEGEND, landmarks, mo, pictures, plane, plane_words, walk_ef, walk_word):
    _index = HNSW(plane, m=6, ef_construction=20, seed=4)
    _query = plane[plane_words.index(walk_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _trace = []
    _hits = _index.search(_query, 12, ef=walk_ef.value, trace=_trace)
    _found = len(set(_hits.ids) & set(_true))
    mo.vstack(
        [
            mo.Html(pictures.layers(plane, plane_words, _index, _query, _true, _hits, _trace, landmarks)),
            mo.md(
                f"**{_found} of the 12 true neighbors** found, after {_hits.scanned} comparisons. Arrows lead to words that were worth "
                f"keeping. {LEGEND}"
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    not_fixed = course.predict(
        "Milvus builds a graph on the 10,000 words with M = 16. A search with ef = 10 has recall 0.75. You need 0.97. What has to "
        "happen?",
        [
            "Build again with a larger M",
            "Build again with a larger efConstruction",
            "Nothing is built: search with a larger ef",
        ],
        "Nothing is built: search with a larger ef",
        "The graph already holds the way to nearly every neighbor; ef says how patiently it is walked. *HNSW's recall is fixed when it "
        "is built* is a widespread belief, because M and efConstruction are what tutorials explain. Build again only when a patient walk "
        "is not good enough, or costs too much.",
        key="ch05 not fixed",
    )
    not_fixed
    return (not_fixed,)


@app.cell
def _(build, client, course, mo, not_fixed, store, vectors):
    course.after(not_fixed)

    hnsw_seconds = {}
    for M in (4, 16, 32):
        store(f"hnsw_{M}", vectors)
        client.flush(f"hnsw_{M}")
        hnsw_seconds[M] = build(f"hnsw_{M}", "HNSW", M=M, efConstruction=100)

    mo.show_code()
    return (hnsw_seconds,)


@app.cell(hide_code=True)
def _(hnsw_seconds, mo):
    ef = mo.ui.slider(steps=[10, 15, 20, 30, 50, 80, 120, 200, 400], value=10, label="ef, sent to Milvus with the next search", show_value=True)
    graph_m = mo.ui.dropdown({"M = 4": 4, "M = 16": 16, "M = 32": 32}, value="M = 16", label="Graph")
    mo.vstack(
        [
            mo.md("Built: " + ", ".join(f"M {m} in {s:.1f} s" for m, s in hnsw_seconds.items()) + "."),
            mo.hstack([ef, graph_m], justify="start", wrap=True),
        ]
    )
    return ef, graph_m


@app.cell(hide_code=True)
def _(ef, graph_m, mo, queries, recall_of, time, truth):
    _start = time.perf_counter()
    _value = recall_of(f"hnsw_{graph_m.value}", queries, truth, ef=ef.value)
    _ms = (time.perf_counter() - _start) * 1000
    mo.md(f"""
    Milvus just searched the graph with M = {graph_m.value} and `ef={ef.value}`: **recall@10 = {_value:.3f}** ({_ms:.0f} ms for 200
    queries). The graph was not touched.
    """)
    return


@app.cell(hide_code=True)
def _(alt, course, hnsw_seconds, not_fixed, queries, recall_of, truth):
    course.after(not_fixed)
    _rows = [
        {"M": str(m), "ef": e, "recall": recall_of(f"hnsw_{m}", queries, truth, ef=e)} for m in hnsw_seconds for e in (10, 20, 40, 80, 160, 320)
    ]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=55, filled=True)).encode(
        x=alt.X("ef:Q", scale=alt.Scale(type="log", domain=[10, 330], nice=False), axis=alt.Axis(values=[10, 20, 40, 80, 160, 320]), title="ef of the search"),
        y=alt.Y("recall:Q", title="recall@10", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("M:N", sort=["4", "16", "32"], title="M of the graph", scale=alt.Scale(domain=["4", "16", "32"], range=["#7a6fc2", "#1592a6", "#d9772b"])),
        shape=alt.Shape("M:N", sort=["4", "16", "32"], title="M of the graph", scale=alt.Scale(domain=["4", "16", "32"])),
        tooltip=["M:N", "ef:Q", alt.Tooltip("recall:Q", format=".3f")],
    )
    course.chart(_chart, 300, "Recall of three HNSW graphs against ef")
    return


@app.cell(hide_code=True)
def _(course, mo, not_fixed):
    course.after(not_fixed)
    mo.md("""
    Each line is *one* graph, built once. Moving along a line is free; moving to another line costs a build and, for larger M, memory
    on every row. A poor graph is paid for in every search: with M = 4, ef = 320 reaches about what M = 16 reaches with 40.

    Always send `ef`. The default is `limit` in current documentation, and 64 in Milvus Lite: the same code has a different
    recall somewhere else. And `ef` below `limit` is refused by a server.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## ANNOY

    *This one is history.* ANNOY ("approximate nearest neighbors, oh yeah", made at Spotify) came to Milvus with 0.8.0 in 2020 and
    left with **2.3.0 in August 2023** (release notes 2.3.0). The issue that removed it gives the reason in one line: low recall and high
    memory consumption, and few used it (milvus-io/milvus #23200, 2.3.0). It is worth a look, because it is the simplest of all ideas, and
    because old scripts still ask for it.

    A tree cuts the space by a plane halfway between two random words, each half again, until a leaf holds a dozen. The query falls
    through the tree into a leaf, and finds its neighbors there, unless a cut came between. So plant `n_trees` trees, cut differently,
    and put their leaves together, until `search_k` words are collected.
    """),
            course.model("annoy.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(border_words, mo):
    tree_word = mo.ui.dropdown(border_words, value=border_words[0], label="Ask for")
    tree_count = mo.ui.slider(1, 8, value=1, label="n_trees", show_value=True)
    tree_budget = mo.ui.slider(12, 150, value=12, step=6, label="search_k", show_value=True)
    mo.hstack([tree_word, tree_count, tree_budget], justify="start", wrap=True)
    return tree_budget, tree_count, tree_word


@app.cell(hide_code=True)
def _(Annoy, Flat, LEGEND, mo, pictures, plane, plane_words, tree_budget, tree_count, tree_word):
    _index = Annoy(plane, n_trees=tree_count.value, leaf=12, seed=2)
    _query = plane[plane_words.index(tree_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _trace = []
    _hits = _index.search(_query, 12, search_k=tree_budget.value, trace=_trace)
    _found = len(set(_hits.ids) & set(_true))
    _more = f" (four of the {tree_count.value} trees are drawn)" if tree_count.value > 4 else ""
    mo.vstack(
        [
            mo.Html(pictures.forest(plane, plane_words, _index, _query, _true, _hits, _trace)),
            mo.md(f"**{_found} of the 12 true neighbors** found, after {_hits.scanned} comparisons{_more}. {LEGEND}"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    ask_annoy = course.predict(
        "A script from 2022 asks the Milvus that is running here for an ANNOY index on flushed rows. What happens?",
        ["It is built: old indexes are kept for old scripts", "It is refused", "Milvus builds HNSW instead, without a word"],
        "It is refused",
        "And the words differ: a server says *invalid index type: ANNOY*, Lite *unknown index_type*. A script that catches the error "
        "and falls back to FLAT will look as if it worked, and compare every row from then on.",
        key="ch05 ask annoy",
    )
    ask_annoy
    return (ask_annoy,)


@app.cell
def _(ask_annoy, build, client, course, mo, store, vectors):
    course.after(ask_annoy)

    refusals = {}
    for gone, gone_params in {"ANNOY": {"n_trees": 8}, "RNSG": {"out_degree": 30}}.items():
        store(f"old_{gone}", vectors[:500])
        client.flush(f"old_{gone}")
        try:
            build(f"old_{gone}", gone, **gone_params)
        except Exception as error:
            refusals[gone] = str(error)

    mo.show_code(mo.plain_text("\n".join(refusals.values())), position="above")
    return


@app.cell(hide_code=True)
def _(ask_annoy, course):
    course.after(ask_annoy)
    course.recorded("ch05_annoy")
    return


@app.cell(hide_code=True)
def _(ask_annoy, course, mo):
    course.after(ask_annoy)
    mo.md("""
    Trees cost memory on every row, `n_trees` times, and in many dimensions a cut almost always comes between. What to use today:

    | the script said | what it wanted | today |
    |:---|:---|:---|
    | `index_type="ANNOY"` | an index without much tuning | `HNSW`, or `AUTOINDEX` |
    | `n_trees` (when building) | better recall for more memory | `M` and `efConstruction` |
    | `search_k` (when searching) | better recall for more work | `ef`; for `search_k=-1`, which stood for 5% of the data (docs v2.1.x, *Vector Index*), measure one |
    | a file shared between processes (ANNOY's own speciality) | little memory per process | `mmap` on the field or index |
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            mo.md("""
    ## RNSG

    *This one is also history.* The *navigating spreading-out graph* (Fu, Xiang, Wang and Cai, arXiv 1707.00143) was in Milvus 0.x and 1.x as
    RNSG, for "refined" (docs v1.1.1, *Vector Index*). The documentation dropped it with 2.0, in October 2021: "no longer supported"
    (milvus-io/milvus-docs #845, 2.0), and the code went in August 2022, before 2.2 (milvus-io/milvus #18935, 2.2.0), "since no one use
    them" (milvus-io/milvus #14354, 2.2.0).

    Its idea lives on in every graph index. Linking each word to its nearest neighbors gives edges that all point into the same clump.
    So keep an edge only if no neighbor that is already kept lies nearer to its end: *the way there can lead through that one*. What is
    left leads in all directions, with few edges, and one starting point in the middle is enough. HNSW chooses its edges by the same
    rule; DISKANN's graph, Vamana, by a relative of it.
    """),
            course.model("rnsg.py"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    fewer_edges = course.predict(
        "RNSG keeps about three edges for each of the 206 words. Suppose that you keep simply the three nearest words instead: as "
        "many edges, and shorter. Both graphs are searched from the same starting point, for every word. Which finds more?",
        ["The three nearest: shorter edges", "RNSG's three, by far", "Both about the same"],
        "RNSG's three, by far",
        "The three nearest are often also each other's nearest. The graph falls into islands, and a walk that starts on one of them never "
        "gets to the others.",
        key="ch05 fewer edges",
    )
    fewer_edges
    return (fewer_edges,)


@app.cell(hide_code=True)
def _(border_words, course, fewer_edges, mo):
    course.after(fewer_edges)
    spread_word = mo.ui.dropdown([*border_words, "green", "doctor"], value="green", label="Ask for")
    spread_length = mo.ui.slider(12, 60, value=12, step=4, label="search_length", show_value=True)
    mo.hstack([spread_word, spread_length], justify="start", wrap=True)
    return spread_length, spread_word


@app.cell(hide_code=True)
def _(Flat, LEGEND, RNSG, landmarks, mo, np, pictures, plane, plane_words, spread_length, spread_word, walk):
    _index = RNSG(plane, out_degree=6, knng=8, search_length=14)


    def _nearest_graph(k):
        return [[int(r) for r in Flat(plane).search(p, k + 1).ids if r != i][:k] for i, p in enumerate(plane)]


    def _finds(links):
        """Share of the true twelve found, over all words, and comparisons per search."""
        found, _index.space.scanned = 0, 0
        for q in plane:
            met = walk(_index.space, links.__getitem__, q, [_index.start], spread_length.value)[:12]
            found += len(set(Flat(plane).search(q, 12).ids) & {r for _, r in met})
        return found / 12 / len(plane), _index.space.scanned / len(plane)


    _three, _eight = _nearest_graph(3), _nearest_graph(8)
    _query = plane[plane_words.index(spread_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _graphs = []
    for _links in (_three, _index.links):
        _trace = []
        _met = walk(_index.space, _links.__getitem__, _query, [_index.start], max(spread_length.value, 12), _trace)[:12]
        _graphs.append((_links, [_row for _, _row in _met], _trace))
    _lines = []
    for _name, _links in (("the three nearest", _three), ("RNSG", _index.links), ("the eight nearest", _eight)):
        _share, _cost = _finds(_links)
        _lines.append(f"| {_name} | {np.mean([len(x) for x in _links]):.1f} | {_share:.0%} | {_cost:.0f} |")
    mo.vstack(
        [
            mo.Html(pictures.two_graphs(plane, plane_words, _graphs, _index.start, _query, _true, landmarks)),
            mo.md("The square is the starting point, on both graphs; the arrows are the edges that were walked." + LEGEND),
            mo.md(
                f"Each of the {len(plane)} words asked for in turn, with `search_length` {spread_length.value}:\n\n"
                "| graph | edges per word | of the true twelve, found | comparisons |\n|:---|---|---|---|\n" + "\n".join(_lines)
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Why did it go, then? Building needs the neighbors of every row first, and a row that comes later does not fit in: the starting
    point and the edges are made for the data as it was. HNSW takes rows one by one. What to use today: `HNSW` in memory, `DISKANN`
    (Vamana) where the data does not fit.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Choosing the Right Index

    Ask what excludes before you ask what is best. Is a miss forbidden? FLAT. Does a filter leave next to nothing? FLAT. Does it fit
    into memory? Only then: how fast, how exact. So the second question needs a number, and it is available before anything is built.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    size_rows = mo.ui.dropdown(
        {f"{n:,}": n for n in (10**5, 3 * 10**5, 10**6, 3 * 10**6, 10**7, 3 * 10**7, 10**8, 3 * 10**8, 10**9)}, value="10,000,000", label="Rows"
    )
    size_dim = mo.ui.slider(steps=[64, 128, 256, 384, 512, 768, 1024, 1536], value=768, label="Numbers per vector", show_value=True)
    size_m = mo.ui.slider(4, 64, value=16, step=4, label="M of HNSW", show_value=True)
    size_codes = mo.ui.slider(steps=[8, 16, 32, 64, 96, 128], value=64, label="m of IVF_PQ (bytes)", show_value=True)
    size_ram = mo.ui.slider(steps=[1, 2, 4, 8, 16, 32, 64, 128, 256, 512], value=16, label="Memory, GB", show_value=True)
    mo.vstack([mo.hstack([size_rows, size_dim], wrap=True, justify="start"), mo.hstack([size_m, size_codes, size_ram], wrap=True, justify="start")])
    return size_codes, size_dim, size_m, size_ram, size_rows


@app.cell(hide_code=True)
def _(alt, course, mo, size_codes, size_dim, size_m, size_ram, size_rows):
    _n, _d, _nlist = size_rows.value, size_dim.value, int(4 * min(size_rows.value, 1_000_000) ** 0.5)
    _cells = _nlist * _d * 4 + 2 * _n
    _sizes = {
        "FLAT": _n * _d * 4,
        "IVF_FLAT": _n * _d * 4 + _cells,
        "HNSW": _n * (_d * 4 + 8 * size_m.value),
        "HNSW_SQ (SQ8)": _n * (_d + 8 * size_m.value),
        "IVF_SQ8": _n * _d + _cells,
        "DISKANN (codes in memory)": _n * _d * 4 // 8,
        "IVF_RABITQ": _n * _d // 8 + _cells,
        "IVF_PQ": _n * size_codes.value + _cells + 256 * _d * 4,
    }
    _rows = [{"index": k, "GB": v / 1e9, "fits": "fits" if v <= size_ram.value * 1e9 else "does not fit"} for k, v in _sizes.items()]
    _bars = alt.Chart(alt.Data(values=_rows)).mark_bar().encode(
        y=alt.Y("index:N", sort=list(_sizes), title=None, axis=alt.Axis(labelLimit=200)),
        x=alt.X("GB:Q", title="GB of memory (10⁹ bytes)"),
        color=alt.Color("fits:N", title=None, scale=alt.Scale(domain=["fits", "does not fit"], range=["#1592a6", "#b0b8c4"])),
        tooltip=["index:N", alt.Tooltip("GB:Q", format=",.2f"), "fits:N"],
    )
    _text = alt.Chart(alt.Data(values=_rows)).mark_text(align="left", dx=4).encode(
        y=alt.Y("index:N", sort=list(_sizes)), x="GB:Q", text=alt.Text("GB:Q", format=",.2f"), color=alt.value("#7f8b99")
    )
    _line = alt.Chart(alt.Data(values=[{"GB": size_ram.value}])).mark_rule(color="#d9772b", strokeWidth=2, strokeDash=[6, 4]).encode(x="GB:Q")
    _fit = [k for k, v in _sizes.items() if v <= size_ram.value * 1e9]
    mo.vstack(
        [
            course.chart(_bars + _text + _line, 270, "Estimated memory of eight indexes beside a limit"),
            mo.md(f"""
    What fits, left of the dashed line: **{", ".join(_fit) or "nothing: more machines, or fewer numbers per vector"}**.

    The count is the documentation's: whole vectors take 4 bytes per number; a graph adds 2 · M edges of 4 bytes per row; cells add 2
    bytes per row and their centroids. It is a lower bound. faiss, for one, keeps 8 bytes per row where the documentation counts 2, which shows
    when codes are short; refiners, other fields and growing segments come on top.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    What is left is a matter of taste and measurement. The documentation's rules of thumb (v3.0.x, *Index Explained*), with what this
    page showed:

    | the case | index | why |
    |:---|:---|:---|
    | a miss is not allowed; or fewer rows than some tens of thousands | `FLAT` | only an exhaustive search can promise |
    | a filter removes more than 98% (the text of the page; its table says 95%) | `FLAT` | compare what is left; a walk would mostly visit rows that do not count |
    | a filter removes 85 to 95% | `IVF_…` | cells are read whole, and filtered on the way |
    | fits into memory, few neighbors wanted, speed first | `HNSW` | most recall for a comparison |
    | fits when a byte per number is kept | `HNSW_SQ`, `IVF_SQ8` | a quarter of the vectors, a hundredth of recall |
    | fits only as codes | `IVF_PQ`, `IVF_RABITQ`, `SCANN`, with a refiner | candidates from codes, order from whole vectors |
    | more data than memory, and a fast disk | `DISKANN`; `AISAQ` (2.6.4 and later) keeps even the codes on disk | each step of the walk is a read; needs `queryNode.enableDisk` |
    | thousands of neighbors per query (1% of the rows or more) | `IVF_…` | a walk that keeps thousands of candidates is no shortcut |
    | many queries at once, and a graphics card | `GPU_CAGRA`, `GPU_IVF_FLAT`, `GPU_IVF_PQ`, `GPU_BRUTE_FORCE` | throughput, not a single query's time |
    | bits, or sets compared by MinHash | `BIN_FLAT`, `BIN_IVF_FLAT`, `MINHASH_LSH` | binary vectors have metrics of their own |
    | sparse vectors, full-text search | `SPARSE_INVERTED_INDEX` | most dimensions are zero |

    Walk through one sheet. *Eight million products, 256 numbers, 6 GB of memory, recall 0.95, ten neighbors, no fast disk.* A miss is
    allowed, nothing is filtered. Whole vectors are 8.2 GB: FLAT, IVF_FLAT and HNSW are out. Codes of 16 bytes would fit, but promise no
    0.95 without a refiner, whose whole vectors do not fit. A byte per number is 2.0 GB: `IVF_SQ8`, or `HNSW_SQ` with 1.0 GB of edges, for
    speed. Now measure both.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Performance vs Accuracy Tradeoffs

    Two numbers belong together: recall, and what it cost. Time is the cost that you pay, but a poor one to *learn* from: at ten
    thousand rows it measures Python, network and luck. The number that grows with your data is how many vectors a search looks at. The
    models count it exactly. Here are all seven on the same 1,000 words and 40 queries.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    cheapest = course.predict(
        "Recall 0.9 on 1,000 words. Which of these looks at the fewest vectors?",
        ["IVF_FLAT", "HNSW", "ANNOY with 16 trees"],
        "HNSW",
        "A graph knows the neighbors of neighbors, and hardly ever opens a region for nothing. (So does RNSG, which is also a graph.) The "
        "price was paid before, in building: look at the last column of the table.",
        key="ch05 cheapest",
    )
    cheapest
    return (cheapest,)


@app.cell(hide_code=True)
def _(Annoy, Flat, HNSW, IVFFlat, IVFPQ, IVFSQ8, K, RNSG, cheapest, course, measure, queries, time, truth_of, vectors):
    course.after(cheapest)
    _table, _asked = vectors[:1000], queries[:40]
    _true = truth_of(_table, _asked, K)
    _plan = [
        ("FLAT", lambda: Flat(_table), "", [None], lambda i, q, p: i.search(q, K)),
        ("IVF_FLAT", lambda: IVFFlat(_table, 40), "nprobe", [1, 3, 6, 12, 20, 40], lambda i, q, p: i.search(q, K, nprobe=p)),
        ("IVF_SQ8", lambda: IVFSQ8(_table, 40), "nprobe", [1, 3, 6, 12, 20, 40], lambda i, q, p: i.search(q, K, nprobe=p)),
        ("IVF_PQ", lambda: IVFPQ(_table, 40, m=16, nbits=6), "nprobe", [1, 3, 6, 12, 20, 40], lambda i, q, p: i.search(q, K, nprobe=p)),
        ("HNSW", lambda: HNSW(_table, m=10, ef_construction=50), "ef", [10, 20, 40, 80, 160], lambda i, q, p: i.search(q, K, ef=p)),
        ("RNSG", lambda: RNSG(_table, out_degree=16, knng=20), "search_length", [10, 20, 40, 80, 160], lambda i, q, p: i.search(q, K, search_length=p)),
        ("ANNOY", lambda: Annoy(_table, 16), "search_k", [50, 150, 400, 900], lambda i, q, p: i.search(q, K, search_k=p)),
    ]
    model_rows = []
    for _name, _make, _knob, _values, _ask in _plan:
        _start = time.perf_counter()
        _index = _make()
        _built = time.perf_counter() - _start  # of Python; Milvus builds some hundred times as fast
        for _p in _values:
            _recall, _scanned = measure(lambda q: _ask(_index, q, _p), _asked, _true)
            model_rows.append(
                {"index": _name, "knob": f"{_knob} {_p}" if _knob else "no knob", "recall": _recall, "scanned": _scanned, "MB": _index.bytes / 1e6, "built": _built}
            )
    return (model_rows,)


@app.cell(hide_code=True)
def _(mo, model_rows):
    _kinds = list(dict.fromkeys(r["index"] for r in model_rows))
    shown_models = mo.ui.multiselect(_kinds, value=_kinds, label="Indexes")
    wanted = mo.ui.slider(0.5, 1.0, step=0.01, value=0.9, label="Recall that is needed", show_value=True)
    mo.hstack([shown_models, wanted], justify="start", wrap=True)
    return shown_models, wanted


@app.cell(hide_code=True)
def _(alt, course, mo, model_rows, shown_models, wanted):
    _all = ["FLAT", "IVF_FLAT", "IVF_SQ8", "IVF_PQ", "HNSW", "RNSG", "ANNOY"]
    _colors = ["#8a94a3", "#1592a6", "#56b4e9", "#7a6fc2", "#d9772b", "#c2185b", "#b8860b"]
    _rows = [r for r in model_rows if r["index"] in shown_models.value]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=60, filled=True)).encode(
        x=alt.X("scanned:Q", title="vectors looked at, per query", scale=alt.Scale(type="log", domain=[30, 1500], nice=False)),
        y=alt.Y("recall:Q", title="recall@10", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("index:N", sort=_all, title=None, scale=alt.Scale(domain=_all, range=_colors)),
        shape=alt.Shape("index:N", sort=_all, title=None, scale=alt.Scale(domain=_all)),
        tooltip=["index:N", "knob:N", alt.Tooltip("recall:Q", format=".3f"), alt.Tooltip("scanned:Q", format=",.0f"), alt.Tooltip("MB:Q", format=".2f")],
    )
    _line = alt.Chart(alt.Data(values=[{"recall": wanted.value}])).mark_rule(strokeDash=[6, 4], color="#8a94a3").encode(y="recall:Q")
    _best = {}
    for _r in sorted(_rows, key=lambda r: r["scanned"]):
        if _r["recall"] >= wanted.value:
            _best.setdefault(_r["index"], _r)
    _lines = [
        f"|{r['index']}|{r['knob']}|{r['recall']:.3f}|{r['scanned']:,.0f}|{r['MB']:.2f} MB|{r['built']:.2f} s|" for r in _best.values()
    ]
    _none = ", ".join(k for k in shown_models.value if k not in _best)
    mo.vstack(
        [
            course.chart(_chart + _line, 340, "Recall of seven index models against vectors looked at"),
            mo.md(f"The first setting of each that reaches {wanted.value:.2f}, cheapest first:"),
            course.table("index / setting / recall@10 / looked at / memory / built in, with NumPy", _lines),
            mo.md(f"Never reaching it here: {_none}." if _none else "All of them reach it."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    IVF_PQ looks at as many vectors as IVF_FLAT, but at 16 bytes of each instead of 256: when the data is large, bytes are what a search
    waits for. No single axis tells everything; that is why the table has memory and building beside it.

    Now draw the same chart for the real thing, on all 10,000 words. Choose an index, choose how hard it should look, press *Measure*:
    Milvus answers the 200 queries, and your point appears. Its recall is what Milvus found. Its cost is counted by faiss, the library
    that Milvus Lite builds these indexes with, for an index with the same parameters. Look for the knee of each line, where more work
    stops paying.
    """)
    return


@app.cell(hide_code=True)
def _(both, course, hnsw_seconds, ivf_seconds, mo, not_fixed, one_byte, one_cell):
    for _p in (one_cell, one_byte, not_fixed):
        course.after(_p)
    real_indexes = {
        "IVF_FLAT, nlist 32": ("ivf_32", "nprobe", 32),
        "IVF_FLAT, nlist 128": ("ivf_128", "nprobe", 128),
        "IVF_FLAT, nlist 512": ("ivf_512", "nprobe", 512),
        "IVF_SQ8, nlist 128": ("sq8_128", "nprobe", 128),
        "HNSW, M 4": ("hnsw_4", "ef", 4),
        "HNSW, M 16": ("hnsw_16", "ef", 16),
        "HNSW, M 32": ("hnsw_32", "ef", 32),
    }
    real_index = mo.ui.dropdown(list(real_indexes), value="HNSW, M 32", label="Index")
    effort = mo.ui.slider(steps=[1, 2, 4, 8, 16, 32, 64, 128, 256, 512], value=32, label="nprobe or ef", show_value=True)
    press = mo.ui.run_button(label="Measure")
    points_of, set_points = mo.state([])
    mo.hstack([real_index, effort, press], justify="start", wrap=True) if ivf_seconds and hnsw_seconds and both else None
    return effort, points_of, press, real_index, real_indexes, set_points


@app.cell(hide_code=True)
def _(K, np, queries, real_indexes, recall_of, time, truth, vectors):
    import functools

    import faiss


    @functools.cache
    def twin(knob, size):
        """faiss' own index with the same parameters, asked only for what it counts."""
        table = np.ascontiguousarray(vectors)
        if knob == "ef":
            made = faiss.IndexHNSWFlat(table.shape[1], size)
            made.hnsw.efConstruction = 100
        else:
            made = faiss.IndexIVFFlat(faiss.IndexFlatL2(table.shape[1]), table.shape[1], size)
            made.train(table)
        made.add(table)
        return made


    def compared(knob, size, value):
        """Comparisons per query, centroids included."""
        made = twin(knob, size)
        if knob == "ef":
            made.hnsw.efSearch = value
            faiss.cvar.hnsw_stats.reset()
            made.search(np.ascontiguousarray(queries), K)
            return faiss.cvar.hnsw_stats.ndis / len(queries)
        made.nprobe = value
        faiss.cvar.indexIVF_stats.reset()
        made.search(np.ascontiguousarray(queries), K)
        return size + faiss.cvar.indexIVF_stats.ndis / len(queries)


    def point(label, value):
        """Recall from Milvus, comparisons from faiss, and the time that Milvus took."""
        name, knob, size = real_indexes[label]
        value = max(value, K) if knob == "ef" else min(value, size)
        start = time.perf_counter()
        got = recall_of(name, queries, truth, **{knob: value})
        ms = (time.perf_counter() - start) * 1000 / len(queries)
        return {"index": label, "knob": f"{knob} {value}", "recall": got, "compared": compared(knob, size, value), "ms": ms}

    return (point,)


@app.cell(hide_code=True)
def _(effort, point, press, real_index, set_points):
    if press.value:
        _made = point(real_index.value, effort.value)
        set_points(lambda old: [p for p in old if (p["index"], p["knob"]) != (_made["index"], _made["knob"])] + [_made])
    return


@app.cell(hide_code=True)
def _(point):
    # Two lines to begin with, so that there is something to compare with.
    first_points = [point("IVF_FLAT, nlist 128", n) for n in (1, 4, 16, 64, 128)] + [point("HNSW, M 16", e) for e in (10, 32, 128, 512)]
    return (first_points,)


@app.cell(hide_code=True)
def _(alt, course, first_points, mo, points_of, real_indexes):
    _mine = points_of()
    _rows = first_points + _mine
    _domain = list(real_indexes)
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=70, filled=True)).encode(
        x=alt.X("compared:Q", title="vectors compared, per query (of 10,000)", scale=alt.Scale(type="log", domain=[100, 12000], nice=False)),
        y=alt.Y("recall:Q", title="recall@10", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("index:N", title=None, scale=alt.Scale(domain=_domain, range=["#8a94a3", "#1592a6", "#56b4e9", "#7a6fc2", "#b8860b", "#d9772b", "#c2185b"])),
        shape=alt.Shape("index:N", title=None, scale=alt.Scale(domain=_domain)),
        tooltip=["index:N", "knob:N", alt.Tooltip("recall:Q", format=".3f"), alt.Tooltip("compared:Q", format=",.0f"), alt.Tooltip("ms:Q", format=".2f")],
    )
    _lines = [f"|{p['index']}|{p['knob']}|{p['recall']:.3f}|{p['compared']:,.0f}|{p['ms']:.2f} ms|" for p in _rows]
    mo.vstack(
        [
            course.chart(_chart, 340, "Recall against vectors compared, as the reader measured it"),
            mo.md(f"{len(_rows)} settings measured, {len(_mine)} of them yours."),
            mo.accordion({"The same as a table": course.table("index / setting / recall@10 / compared / time per query", _lines)}),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The times in the table lie close together, or even the wrong way around: at this size they measure Python. The comparisons do not, and
    they are what grows. Ten times the rows are ten times the comparisons for FLAT; a walk on a graph grows far more slowly (like the
    logarithm, say the authors of HNSW). What to take away is the *procedure*, which stays the same at any size:

    1. Take a sample of real queries, 100 or more, that are not in the data.
    2. Get their true neighbors once, exactly.
    3. Flush, build, load. Check that the cheapest setting does *not* have recall 1.
    4. Sweep the search parameter. Draw recall over cost.
    5. Take the cheapest setting that keeps your promise, with a margin. Change the index only when no setting does.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **Lists with ANNOY, RNSG or RHNSW.** ANNOY and RHNSW left with 2.3.0 (release notes 2.3.0), RNSG before. A page still mentions Annoy
      (docs v3.0.x, *Performance FAQ*).
    - **Recall 1.0, measured on rows that were not flushed.** No index was there. If `nprobe=1` has recall 1, nothing was measured.
    - **`nlist` in the search parameters.** A search knows `nprobe`; what it does not know it ignores without a word.
    - **“Raise M when recall is low.”** First raise `ef`.
    - **HNSW without `ef`.** Its default differs between one Milvus and another.
    - **M edges per row.** Up to 2 · M in the bottom layer, where every row is: `(dim · 4 + M · 2 · 4)` bytes per row.
    - **Euclidean thresholds.** L2 is squared.
    - **`Collection.create_index(field, {...})`.** `MilvusClient.create_index` with `prepare_index_params` stays; of the ORM pymilvus 3.0.2 warns that it goes in 3.1.
    - **`with_raw_data=True` for SCANN on old servers.** Python's `True` travels as the text `True`; the 2.3.5 server retries such a build
      forever. Leave it out there: it is the default.
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
    course.panel("ch05/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex07")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch05/ex08")
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
        "You report recall 1.0 for IVF_FLAT at every nprobe. What do you check first?",
        {
            "Whether nlist is large enough": "More cells make a single cell hold *less*; recall at nprobe 1 would fall. It cannot explain a 1.0.",
            "Whether the rows were flushed before the index was built": "Unflushed rows do not have your index: Lite compares them one by one, and that is exact. It is the usual reason for a curve that does not bend.",
            "Whether efConstruction was set": "That is a parameter of HNSW. IVF has no graph.",
            "Nothing: IVF_FLAT keeps whole vectors, so it is exact": "Exact within the cells that are opened. What lies in a closed cell is not found.",
        },
        answer="Whether the rows were flushed before the index was built",
        key="ch05 quiz flushed",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "An HNSW index has recall 0.85, and the service promises 0.95. What is the cheapest thing to try?",
        {
            "Search with a larger ef": "It costs nothing to try: no build, and the next search can take it back.",
            "Build again with a larger M": "A build, and more memory on every row, before you know whether it was needed. Try ef first.",
            "Change to IVF_FLAT": "Another build, and on the same words more comparisons for the same recall.",
            "Use L2 instead of COSINE": "On vectors of length 1 both rank alike; on others you would be answering a different question.",
        },
        answer="Search with a larger ef",
        key="ch05 quiz ef",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "With all cells open, IVF_SQ8 has recall 0.99. How do you get to 1?",
        {
            "Open more cells": "All are open. What is missing was lost in rounding, not behind a border.",
            "Take a larger nlist": "The cells decide what is looked at, not how precisely it is kept.",
            "Rank more candidates again by their whole vectors": "That is a refiner: the true ten are among the best few dozen by their bytes, and whole vectors put them in order.",
            "Insert the rows again": "They would be rounded in the same way.",
        },
        answer="Rank more candidates again by their whole vectors",
        key="ch05 quiz sq8",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "One million vectors of 128 numbers, HNSW with M = 16. About how much memory?",
        {
            "128 MB": "That is a byte per number, without any edges: about an IVF_SQ8.",
            "512 MB": "The vectors alone. The graph also needs room.",
            "640 MB": "512 MB of vectors and 2 · 16 edges of 4 bytes for each row: 128 MB.",
            "1.2 GB": "Too much by half, unless the vectors are kept twice.",
        },
        answer="640 MB",
        key="ch05 quiz memory",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A search filters by tenant, and a tenant has 0.5% of the rows. Which index serves such a search best?",
        {
            "HNSW with a large ef": "The walk goes through rows of other tenants, which do not count; few of its candidates are left.",
            "FLAT": "Only 0.5% of the rows are left to compare, and that is quickly done, exactly. (Better still, let a partition key keep tenants apart.)",
            "IVF_PQ": "Codes save memory, but what is compared is already little, and recall would be lost.",
            "ANNOY": "It left with 2.3.0 (release notes 2.3.0).",
        },
        answer="FLAT",
        key="ch05 quiz filter",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - An index looks at **fewer** vectors (cells, graphs) or at **shorter** ones (bytes, codes, bits), or both; a **refiner** repairs the order.
    - **Insert, flush, create_index, load.** Without the flush there is no index, and recall is 1.
    - Recall is the share of true neighbors found, judged by FLAT. Order does not count, short answers do.
    - `nlist`, `M`, `efConstruction` are fixed by building; `nprobe`, `ef`, `reorder_k` belong to the search and cost nothing to change.
    - What was rounded away no search parameter brings back.
    - First exclude by guarantee, filter and memory; then prefer by speed; then **measure on your own data**.

    ## Where to read on

    - Milvus docs v3.0.x, *Index Explained*, and the page of each index.
    - `lessons/models/README.md`: the models in reading order.
    - Jégou, Douze, Schmid, *Product Quantization for Nearest Neighbor Search*, TPAMI 33(1), 2011.
    - Malkov, Yashunin, *Efficient and robust approximate nearest neighbor search using HNSW graphs*, arXiv 1603.09320.
    - Fu, Xiang, Wang, Cai, *Fast Approximate Nearest Neighbor Search With The Navigating Spreading-out Graph*, arXiv 1707.00143.
    - Chapter 6 searches with these indexes, chapter 9 filters and ranges, chapter 16 watches what they cost.
    """)
    return


@app.cell(hide_code=True)
def test_unflushed_rows_do_not_have_the_index(early, late):
    """On Lite, rows that were not flushed before `create_index` are compared one by one: recall 1 at every nprobe."""
    assert early == [1.0, 1.0, 1.0]
    assert late[0] < 0.7 < late[2]
    return


@app.cell(hide_code=True)
def test_annoy_and_rnsg_are_refused(refusals):
    """An index of type ANNOY or RNSG is refused."""
    assert set(refusals) == {"ANNOY", "RNSG"}
    assert all(_gone in _said for _gone, _said in refusals.items())
    return


if __name__ == "__main__":
    app.run()
