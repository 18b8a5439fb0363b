import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="2 Understanding Vector Search")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Understanding Vector Search

    Ask a search for *light* and it brings *lamp*. It also brings *darkness*. It was never told that the two are opposites,
    only that they keep the same company. Once you know what a vector preserves and what a metric does with it,
    such answers no longer surprise you: you can predict them.

    This chapter is about the ideas under every vector database: where vectors come from, what *near* means, why a thousand
    dimensions behave oddly, and how a search can look at a hundredth of the data and still be nearly right. You see each idea
    happen, and you turn the knobs yourself.

    **What you will be able to do**

    - *say* what an embedding keeps of a text, and what it loses,
    - *compute* L2, IP, COSINE, HAMMING and JACCARD, and *say* which way is better,
    - *turn* a search under one metric into a search under another,
    - *show* that distances concentrate, and why real data can still be searched,
    - *explain* how cells, graphs and short codes look at less, and *measure* what they miss.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import re
    import sys
    import time
    from html import escape

    import altair as alt
    import numpy as np
    from pymilvus import DataType

    import grader.lesson as course
    from grader.datasets import words

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models import pictures
    from models.flat import Flat
    from models.graph import Space, walk
    from models.ivf_flat import IVFFlat
    from models.recall import recall_at_k, truth_of

    return (
        DataType,
        Flat,
        IVFFlat,
        Space,
        alt,
        course,
        escape,
        json,
        np,
        pictures,
        re,
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
    **Before you begin.** You have made a collection and searched it (chapter 1). {milvus.introduced} One demonstration, of vectors made of bits, needs the server; where there is none, you see what it said when this course
    was made, with its version.
    """)
    return


@app.cell(hide_code=True)
def _(escape, mo, np):
    def unit(vectors):
        """Every row brought to length 1."""
        return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)

    return (unit,)


@app.cell(hide_code=True)
def _(DataType, client, mo, np):
    def store(name, vectors, metric, index_type="FLAT", **params):
        """A collection of these vectors, flushed, indexed and loaded; ids are row numbers."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
        client.create_collection(name, schema=schema, consistency_level="Strong")
        rows = [{"id": i, "vector": v} for i, v in enumerate(np.asarray(vectors, dtype=np.float32).tolist())]
        for start in range(0, len(rows), 4000):
            client.insert(name, rows[start : start + 4000])
        client.flush(name)
        index = client.prepare_index_params()
        index.add_index("vector", index_type=index_type, metric_type=metric, params=params)
        client.create_index(name, index)
        client.load_collection(name)


    def search(name, queries, k, **params):
        """For each query its hits as (row, number)."""
        data = np.atleast_2d(np.asarray(queries, dtype=np.float32)).tolist()
        answers = client.search(name, data=data, limit=k, anns_field="vector", search_params={"params": params})
        return [[(hit["id"], hit["distance"]) for hit in hits] for hits in answers]


    mo.accordion({"The two functions that talk to Milvus in this chapter": mo.show_code()})
    return search, store


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Vector Embeddings: The Basics

    A computer compares numbers. An **embedding** is a way of giving numbers to things, a list of them for each thing, so that
    similar things get similar lists. The list is the **vector**; how many numbers it has is its **dimension**.

    The numbers are not chosen by hand. A model learns them from a task: guess the missing word, tell which caption belongs to
    which picture. What it takes to solve the task ends up in the numbers. What it does not take is lost.

    Here are some eight thousand English words, with vectors from a small language model (the first 128 of its 256 numbers, each
    vector brought to length 1).
    """)
    return


@app.cell
def _(mo, np, unit, words):
    _table, _names = words(15_500, dim=256)
    _keep = [
        i for i, w in enumerate(_names) if w.isascii() and w.isalpha() and w.islower() and len(w) > 2
    ]
    names = [_names[i] for i in _keep]
    whole = _table[_keep]  # 256 numbers a word
    vectors = unit(whole[:, :128])


    def similarity(a, b):
        return float(vectors[names.index(a)] @ vectors[names.index(b)])


    _pairs = [("lamp", "light"), ("lamp", "kitchen"), ("lamp", "history")]
    _lamp = np.round(vectors[names.index("lamp")][:3], 3)
    _said = "\n".join(f"{a} and {b}: {similarity(a, b):.2f}" for a, b in _pairs)

    mo.show_code(mo.plain_text(f"lamp = {_lamp} …\n{_said}"), position="above")
    return names, similarity, vectors, whole


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The single numbers mean nothing to us. Only *comparisons* mean something: the cosine of the angle between two vectors is 1 for
    the same direction and about 0 for words that have nothing to do with each other.
    """)
    return


@app.cell(hide_code=True)
def _(course, names):
    opposites = course.predict(
        f"You rank all {len(names):,} words by their nearness to *bad*. Where does *safe* come out, which is nearly its opposite?",
        ["Among the first ten", "Somewhere in the middle", "Near the end: its vector points the other way"],
        "Among the first ten",
        "The model has learned in what company words appear. *A … place to be*: *bad* and *safe* fit equally well. Opposites share their "
        "subject, and subject is most of what there is to learn. A vector that points the other way belongs to no word in particular.",
        key="ch02 opposites",
    )
    opposites
    return (opposites,)


@app.cell(hide_code=True)
def _(course, opposites, store, vectors):
    course.after(opposites)
    store("words", vectors, "COSINE")
    words_stored = True
    return (words_stored,)


@app.cell(hide_code=True)
def _(course, mo, names, opposites):
    course.after(opposites)
    _some = ["bad", "light", "bass", "python", "bat", "hot", "mouse", "spring", "king", "july", "seven", "laugh"]
    meaning_word = mo.ui.dropdown([w for w in _some if w in names], value="bad", label="Neighbors of")
    meaning_k = mo.ui.slider(3, 20, value=10, label="How many", show_value=True)
    mo.hstack([meaning_word, meaning_k], justify="start", wrap=True)
    return meaning_k, meaning_word


@app.cell(hide_code=True)
def _(course, escape, meaning_k, meaning_word, mo, names, search, vectors, words_stored):
    mo.stop(not words_stored)
    _hits = search("words", vectors[names.index(meaning_word.value)], meaning_k.value + 1)[0][1:]
    _lines = "".join(
        f"<span>{escape(names[i])}</span><span aria-hidden='true' style='align-self:center;height:.55rem;border-radius:3px;background:{course.TEAL};width:{max(0, s) * 100:.0f}%'>"
        f"</span><span style='font-variant-numeric:tabular-nums'>{s:.2f}</span>"
        for i, s in _hits
    )
    _notes = {
        "bad": "*safe* is among them: it is talked about in the same places.",
        "light": "*darkness* is among them, beside *lamp* and *bright*.",
        "bass": "Fish and music: one word, two meanings, one vector. It lies between them.",
        "python": "No snakes. The model has read programs.",
        "bat": "Baseball, and *bath*, *batt*, *cat*: spelling also leaves its traces.",
        "hot": "*hotel* shares three letters with it, and nothing else.",
        "mouse": "The pointing device wins over the animal.",
        "spring": "*April* and *flowers* for the season, *spr* and *flow* for the letters.",
    }
    mo.vstack(
        [
            mo.md(f"Milvus' answer, nearest first. {_notes.get(meaning_word.value, '')}"),
            mo.Html(f"<div style='display:grid;grid-template-columns:minmax(5rem,auto) 1fr 3rem;gap:.15rem .8rem'>{_lines}</div>"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, opposites):
    course.after(opposites)
    mo.md("""
    Three lessons for later. *Near* means *used alike*, not *means the same*. A word with two meanings gets one vector, in
    between; models that read whole sentences do better, because the company decides. And if the model never learned to
    tell two things apart, no database can do it afterwards.

    Now look at the whole. The map squeezes 128 numbers into two, so it has to lie. Hold the pointer over a point to read its word.
    Choose a word: its ten true neighbors, in 128 dimensions, are marked.
    """)
    return


@app.cell(hide_code=True)
def _(mo, names, np, pictures, vectors):
    _anchors = ["river", "music", "seven", "doctor", "computer", "king", "green", "summer"]
    _rows, _group = [], []
    for _g, _a in enumerate(_anchors):
        for _r in np.argsort(-(vectors @ vectors[names.index(_a)]))[:40]:
            if int(_r) not in _rows:
                _rows.append(int(_r))
                _group.append(_g)
    map_vectors, map_words = vectors[_rows], [names[i] for i in _rows]
    _means = np.stack([map_vectors[np.array(_group) == g].mean(axis=0) for g in range(len(_anchors))])
    _axes = np.linalg.svd(_means - _means.mean(axis=0), full_matrices=False)[2][1:3]
    _flat = (map_vectors - map_vectors.mean(axis=0)) @ _axes.T
    _flat = (_flat - _flat.min(axis=0)) / np.ptp(_flat, axis=0)
    plane = (_flat * [1, pictures.TALL]).astype(np.float32)  # the same words in two dimensions, for drawing and for small models
    landmarks = [map_words.index(a) for a in _anchors]
    map_word = mo.ui.dropdown([*_anchors, "boat", "history", "software"], value="river", label="Word")
    map_word
    return landmarks, map_vectors, map_word, map_words, plane


@app.cell(hide_code=True)
def _(Flat, alt, course, landmarks, map_vectors, map_word, map_words, mo, np, plane):
    _here = map_words.index(map_word.value)
    _true = np.argsort(-(map_vectors @ map_vectors[_here]))[1:11]
    _near = Flat(plane).search(plane[_here], 11).ids[1:]
    _kind = {**dict.fromkeys(_true.tolist(), "a true neighbor"), _here: "the word"}
    _points = [
        {"x": float(x), "y": float(y), "word": w, "kind": _kind.get(i, "other")} for i, ((x, y), w) in enumerate(zip(plane, map_words))
    ]
    _domain = ["other", "a true neighbor", "the word"]
    _bare = alt.Axis(labels=False, ticks=False, title=None, grid=False, domain=False)
    _base = alt.Chart(alt.Data(values=_points)).encode(x=alt.X("x:Q", axis=_bare), y=alt.Y("y:Q", axis=_bare))
    _dots = _base.mark_point(filled=True).encode(
        color=alt.Color("kind:N", title=None, sort=_domain, scale=alt.Scale(domain=_domain, range=[course.GREY, course.ORANGE, "#c2185b"])),
        shape=alt.Shape("kind:N", title=None, sort=_domain, scale=alt.Scale(domain=_domain, range=["circle", "circle", "cross"])),
        size=alt.condition("datum.kind == 'other'", alt.value(28), alt.value(110)),
        opacity=alt.condition("datum.kind == 'other'", alt.value(0.55), alt.value(1)),
        tooltip=["word:N"],
    )
    _named = [{"x": float(plane[i][0]), "y": float(plane[i][1]), "word": map_words[i]} for i in landmarks]
    _labels = alt.Chart(alt.Data(values=_named)).mark_text(dy=-11, fontSize=12, fontWeight="bold", color=course.GREY).encode(x="x:Q", y="y:Q", text="word:N")
    _both = len(set(_true.tolist()) & set(_near.tolist()))
    mo.vstack(
        [
            course.chart(_dots + _labels, 360, "A map of some three hundred words in eight groups; the ten true neighbors of the chosen word are marked"),
            mo.md(
                f"The true ten: {', '.join(map_words[i] for i in _true)}. The ten nearest *on the map*: {', '.join(map_words[i] for i in _near)}. "
                f"**{_both} of ten agree.**"
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    how_many_numbers = course.predict(
        "The model gives 256 numbers per word, and was trained so that the first ones carry the most. You keep the first 64 and throw the "
        "others away. How many of a word's ten nearest neighbors stay the same, on average?",
        ["About 9 of 10: the first numbers carry the most", "Between 4 and 5 of 10", "About 2 of 10: a quarter of the numbers"],
        "Between 4 and 5 of 10",
        "A quarter of the numbers keeps nearly half of the neighbors: better than its share, and far from all. Most of the words that replace "
        "them are good too, so your users may not notice the loss. But it is a loss, and it can be measured before it is paid.",
        key="ch02 how many numbers",
    )
    how_many_numbers
    return (how_many_numbers,)


@app.cell(hide_code=True)
def _(course, how_many_numbers, names, np, recall_at_k, unit, whole):
    course.after(how_many_numbers)
    _asked = np.random.default_rng(0).choice(len(names), 100, replace=False)


    def _ten(dim):
        """The ten nearest of each asked word, by its first `dim` numbers."""
        short = unit(whole[:, :dim])
        scores = short[_asked] @ short.T
        scores[np.arange(len(_asked)), _asked] = -2
        return np.argsort(-scores, axis=1)[:, :10]


    _all = _ten(256)
    kept_by_dim = {dim: recall_at_k(_ten(dim), _all) for dim in (2, 4, 8, 16, 32, 64, 128, 256)}
    return (kept_by_dim,)


@app.cell(hide_code=True)
def _(alt, course, kept_by_dim, mo):
    _rows = [{"numbers": d, "kept": s} for d, s in kept_by_dim.items()]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(color=course.TEAL, point=alt.OverlayMarkDef(size=70, filled=True, color=course.TEAL)).encode(
        x=alt.X("numbers:Q", title="numbers kept of each word, of 256", scale=alt.Scale(type="log", base=2, domain=[2, 256])),
        y=alt.Y("kept:Q", title="neighbors that stay", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        tooltip=["numbers:Q", alt.Tooltip("kept:Q", format=".0%")],
    )
    mo.vstack(
        [
            course.chart(_chart, 240, "Share of the ten nearest neighbors that stay when only the first numbers are kept"),
            mo.md(
                f"With 64 numbers **{kept_by_dim[64]:.0%}** of the neighbors stay, with 128 **{kept_by_dim[128]:.0%}**, with two "
                f"**{kept_by_dim[2]:.1%}**. A map also has only two, if well-chosen ones. Never judge a search by a map."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Similarity Metrics and Distance Functions

    *Near* is not one thing. Milvus has three metrics for vectors of floats, and you choose one when you build the index:

    | metric | the number in a hit | better is | what it looks at |
    |:---|:---|:---|:---|
    | **L2** | Σ (aᵢ − bᵢ)², the *square* of the Euclidean distance | smaller | how far apart the tips are |
    | **IP** | Σ aᵢ·bᵢ, the inner product | larger | direction *and* length |
    | **COSINE** | IP divided by both lengths, from −1 to 1 | larger | direction alone |

    COSINE is the default (docs v3.0.x, *Metric Types*). The hit calls the number `distance` in every case. Six points in a plane show
    the difference better than formulas: a short one in the right direction, a long one beside it, one near the tip of the query.
    """)
    return


@app.cell
def _(mo, np, store):
    points = {
        "ant": (0.7, 0.42), "bee": (3.6, 0.9), "cat": (1.25, 1.35),
        "dog": (0.3, 1.7), "elk": (2.7, 2.6), "fox": (-1.1, -0.7),
    }

    for _metric in ("L2", "IP", "COSINE"):
        store(f"plane_{_metric}", np.array(list(points.values())), _metric)
    plane_stored = True

    mo.show_code()
    return plane_stored, points


@app.cell(hide_code=True)
def _(course):
    long_wins = course.predict(
        "The query is (1.5, 0.9). *ant*, (0.7, 0.42), points in exactly its direction. *bee*, (3.6, 0.9), is off by 17 degrees and more "
        "than four times as long. Which metric puts *bee* before *ant*?",
        ["L2", "IP", "COSINE", "None: the direction of *ant* is exact"],
        "IP",
        "1.5 · 3.6 + 0.9 · 0.9 = 6.2, against 1.4 for *ant*. Length counts under IP, without limit. That is right where length means "
        "something, such as how popular an article is, and wrong where it means only that a text was long.",
        key="ch02 long wins",
    )
    long_wins
    return (long_wins,)


@app.cell(hide_code=True)
def _(course, long_wins, mo):
    course.after(long_wins)
    plane_metric = mo.ui.dropdown(["L2", "IP", "COSINE"], value="IP", label="Metric")
    plane_angle = mo.ui.slider(-180, 180, value=31, step=1, label="Direction of the query, degrees", show_value=True)
    plane_length = mo.ui.slider(0.3, 4.0, value=1.75, step=0.05, label="Its length", show_value=True)
    mo.hstack([plane_metric, plane_angle, plane_length], justify="start", wrap=True)
    return plane_angle, plane_length, plane_metric


@app.cell(hide_code=True)
def _(course, escape, np, points):
    def plane_picture(metric, query, ranked):
        """The plane with its points and the query; the line through the third hit parts those as near as it from the others."""
        wide, tall, scale, ox, oy = 520, 400, 74.0, 175, 268

        def at(p):
            return ox + scale * float(p[0]), oy - scale * float(p[1])

        third = np.array(points[ranked[2]])
        qx, qy = at(query)
        parts = [
            f'<path d="M0 {oy}H{wide}M{ox} 0V{tall}" stroke="{course.GREY}" stroke-opacity=".35" fill="none"/>',
        ]
        style = f'fill="{course.TEAL}" fill-opacity=".13" stroke="{course.TEAL}" stroke-width="1.5" stroke-dasharray="6 4"'
        if metric == "L2":
            parts.append(f'<circle cx="{qx:.1f}" cy="{qy:.1f}" r="{scale * np.linalg.norm(third - query):.1f}" {style}/>')
        else:
            along = query / np.linalg.norm(query)
            if metric == "IP":
                across, foot = np.array([-along[1], along[0]]), along * float(third @ along)
                corners = [foot + 9 * across, foot - 9 * across, foot - 9 * across + 14 * along, foot + 9 * across + 14 * along]
            else:
                turn = np.arccos(np.clip(third @ along / np.linalg.norm(third), -1, 1))
                middle = np.arctan2(along[1], along[0])
                steps = np.linspace(middle - turn, middle + turn, 40)
                corners = [np.zeros(2), *(np.stack([np.cos(steps), np.sin(steps)], axis=1) * 14)]
            path = "L".join("{:.1f} {:.1f}".format(*at(c)) for c in corners)
            parts.append(f'<path d="M{path}Z" {style}/>')
        parts.append(f'<path d="M{ox} {oy}L{qx:.1f} {qy:.1f}" stroke="#c2185b" stroke-width="3.5" fill="none"/>')
        parts.append(f'<circle cx="{qx:.1f}" cy="{qy:.1f}" r="6" fill="#c2185b"/>')
        for name, p in points.items():
            x, y = at(p)
            place = ranked.index(name) + 1
            near = place <= 3
            parts.append(f'<path d="M{ox} {oy}L{x:.1f} {y:.1f}" stroke="{course.GREY}" stroke-opacity=".6" fill="none"/>')
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{12 if near else 10}" fill="{course.ORANGE if near else course.GREY}"/>')
            parts.append(f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" font-weight="bold" text-anchor="middle" fill="#fff">{place}</text>')
            parts.append(f'<text x="{x:.1f}" y="{y - 16:.1f}" font-size="14" text-anchor="middle" fill="currentColor">{name}</text>')
        parts.append(f'<text x="{qx:.1f}" y="{qy + 22:.1f}" font-size="14" font-weight="bold" text-anchor="middle" fill="currentColor">query</text>')
        told = f"Six points ranked by {metric}: {', '.join(ranked)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" role="img" aria-label="{escape(told)}" '
            f'style="width:100%;max-width:{wide * 1.2:.0f}px;height:auto;font-family:inherit">{"".join(parts)}</svg>'
        )

    return (plane_picture,)


@app.cell(hide_code=True)
def _(course, mo, np, plane_angle, plane_length, plane_metric, plane_picture, plane_stored, points, search):
    mo.stop(not plane_stored)
    _turn = np.radians(plane_angle.value)
    _query = plane_length.value * np.array([np.cos(_turn), np.sin(_turn)])
    _of = {m: [(list(points)[i], d) for i, d in search(f"plane_{m}", _query, 6)[0]] for m in ("L2", "IP", "COSINE")}
    _ranked = [name for name, _ in _of[plane_metric.value]]
    _lines = [f"|**{m}**, {'smaller' if m == 'L2' else 'larger'} is nearer|" + "|".join(f"{n} {d:.2f}" for n, d in hits) + "|" for m, hits in _of.items()]
    mo.vstack(
        [
            mo.Html(plane_picture(plane_metric.value, _query, _ranked)),
            mo.md("The numbers are ranks, as Milvus answers. The shaded part holds everything that is at least as near as the third hit: "
                  "a disc under L2, a half of the plane under IP, a wedge under COSINE."),
            course.table("metric / 1st / 2nd / 3rd / 4th / 5th / 6th", _lines),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, long_wins, mo):
    course.after(long_wins)
    mo.md("""
    Try three things. Lengthen the query: IP and COSINE keep their order, because the query's length stretches all of their scores
    alike; L2 does not. Turn it to 180 degrees: under IP *fox* comes first although nothing is near. Then choose COSINE and watch
    *ant*: its length plays no part.

    So when do the three agree? When every stored vector has the *same length*. Then the length of a row has nothing left to say, and
    for length 1

    > |a − b|² = |a|² + |b|² − 2 a·b = 2 − 2 cos

    turns each number into the others. The points below are words, all of length 1.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    half = course.predict(
        "Two vectors of length 1. Under L2 Milvus gives the number 0.5. What would COSINE say?",
        ["0.5", "0.75", "0.875", "0.25"],
        "0.75",
        "2 − 2·cos = 0.5, so cos = 0.75. (0.875 is what comes out when the 0.5 is taken for a Euclidean distance and squared once more: the "
        "commonest mistake with Milvus' L2.)",
        key="ch02 half",
    )
    half
    return (half,)


@app.cell
def _(course, half, mo, names, np, search, store, vectors, words_stored):
    course.after(half)
    store("words_l2", vectors, "L2")

    _query = vectors[names.index("river")]
    _l2 = search("words_l2", _query, 6)[0]
    _cosine = dict(search("words", _query, 6)[0]) if words_stored else {}
    _ruler = np.linalg.norm(vectors - _query, axis=1)
    same_numbers = [(names[i], l2, float(_ruler[i]), _cosine[i]) for i, l2 in _l2]

    mo.show_code()
    return (same_numbers,)


@app.cell(hide_code=True)
def _(course, mo, same_numbers):
    _lines = [f"|{w}|{l2:.4f}|{ruler:.4f}|{ruler**2:.4f}|{cos:.4f}|{2 - 2 * cos:.4f}|" for w, l2, ruler, cos in same_numbers]
    mo.vstack(
        [
            course.table("hit for *river* / Milvus, L2 / Euclidean (NumPy) / its square / Milvus, COSINE / 2 − 2·cos", _lines),
            mo.md("The second, fourth and last column agree: L2 is squared, and on vectors of length 1 it is COSINE in other words."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    ruler = mo.ui.slider(0.0, 2.0, value=0.9, step=0.05, label="At most this far apart (Euclidean)", show_value=True)
    ruler
    return (ruler,)


@app.cell(hide_code=True)
def _(course, mo, names, np, ruler, same_numbers, vectors):
    mo.stop(not same_numbers)
    _d = ruler.value
    _scores = vectors @ vectors[names.index("river")]
    _kept = [names[i] for i in np.argsort(-_scores) if _scores[i] >= 1 - _d**2 / 2]
    mo.vstack(
        [
            course.table(
                "Euclidean / L2 in Milvus / COSINE, and IP / angle",
                [f"|at most {_d:.2f}|at most **{_d**2:.3f}**|at least **{1 - _d**2 / 2:.3f}**|at most {np.degrees(2 * np.arcsin(_d / 2)):.0f}°|"],
            ),
            mo.md(f"{len(_kept):,} of {len(names):,} words are that near to *river*: {', '.join(_kept[:12])}{' …' if len(_kept) > 12 else '.'}"),
            mo.md("Move the border from 1.0 to 1.3 and count. Thresholds do not travel: not from one metric to another, and not from one model to the next."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **One metric for another.** You have only L2, and want IP on rows of different lengths. The formula shows what is in the way:

    > |q − v|² = |q|² + **|v|²** − 2 q·v

    The first term is the same for all rows. The last is what you want. The middle one differs from row to row and disturbs the
    ranking. So make it the same for all: give each row one extra, orthogonal component that lifts it onto a common sphere. The query gets a zero there, and q·v stays what it was.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    lift_lengths = mo.ui.slider(0.0, 1.0, value=0.6, step=0.1, label="How different the lengths are", show_value=True)
    lift_lengths
    return (lift_lengths,)


@app.cell(hide_code=True)
def _(course, lift_lengths, mo, np):
    _lengths = 1 - lift_lengths.value * np.array([0.0, 0.18, 0.42, 0.66, 0.9])
    _size, _edge = 230, 34
    _parts = [
        f'<path d="M{_edge} {_edge + _size}H{_edge + _size + 26}M{_edge} {_edge + _size}V{_edge - 14}" stroke="{course.GREY}" fill="none"/>',
        f'<path d="M{_edge} {_edge}A{_size} {_size} 0 0 1 {_edge + _size} {_edge + _size}" stroke="{course.TEAL}" stroke-width="2" stroke-dasharray="6 4" fill="none"/>',
    ]
    for _n, _l in enumerate(_lengths):
        _x, _y = _edge + _size * _l, _edge + _size - _size * np.sqrt(max(0.0, 1 - _l**2))
        _parts.append(f'<path d="M{_x:.1f} {_edge + _size}V{_y:.1f}" stroke="{course.ORANGE}" stroke-width="2" fill="none"/>')
        _parts.append(f'<circle cx="{_x:.1f}" cy="{_edge + _size}" r="5" fill="{course.GREY}"/><circle cx="{_x:.1f}" cy="{_y:.1f}" r="6" fill="{course.ORANGE}"/>')
    _parts.append(f'<text x="{_edge + _size + 20}" y="{_edge + _size + 22}" font-size="13" text-anchor="end" fill="currentColor">length of the row</text>')
    _parts.append(f'<text x="{_edge + 6}" y="{_edge - 8}" font-size="13" fill="currentColor">the new number</text>')
    _told = "Five rows of different lengths, each lifted by a number of its own onto one quarter of a circle"
    mo.vstack(
        [
            mo.Html(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 330 300" role="img" aria-label="{_told}" '
                    f'style="width:100%;max-width:330px;height:auto;font-family:inherit">{"".join(_parts)}</svg>'),
            mo.md("Grey: the rows by their lengths. Orange: the same rows, lifted. Short rows are lifted most. All end up equally far from the "
                  "origin, and the trick is as exact as the square root (Bachrach and others, *Speeding Up the Xbox Recommender System*, RecSys 2014, section 3.1). Exercise 3."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **Vectors of bits.** Some data is yes or no: which traits a molecule has, which tags an image has. Milvus keeps them as
    `BINARY_VECTOR`, eight to a byte, and has three metrics for them (docs v3.0.x, *Metric Types*):

    | metric | the number in a hit | better is |
    |:---|:---|:---|
    | **HAMMING** | in how many bits two vectors differ | smaller |
    | **JACCARD** | 1 − (bits that both have) / (bits that at least one has) | smaller |
    | **MHJACCARD** | JACCARD estimated from MinHash signatures, for large sets; *not run here*, it came with 2.6 (release notes 2.6.0) | as JACCARD |

    Take the letters of a word as its bits, one for each letter of the alphabet: *cat* has three.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    letters = course.predict(
        "The letters of *cat* are a, c, t. Those of *dog* are d, g, o: nothing in common. *catalogues* has all three of *cat*, and six more "
        "(e, g, l, o, s, u). Which is nearer to *cat* under HAMMING?",
        ["*catalogues*: it contains *cat*", "*dog*", "Both equally"],
        "Both equally",
        "Six letters differ in both cases. HAMMING counts differences and does not care how much there was in common, so large sets are far from "
        "everything. JACCARD does care: 1 for *dog*, 1 − 3/9 = 0.67 for *catalogues*. Prefer it for sets; prefer HAMMING for codes, where "
        "every bit says something.",
        key="ch02 letters",
    )
    letters
    return (letters,)


@app.cell(hide_code=True)
def _(course, letters, mo):
    course.after(letters)
    _letter_words = ["cat", "dog", "act", "catalogues", "coat", "silent", "listen", "enlist", "tinsel", "stone", "banana", "nab", "ban"]
    bits_one = mo.ui.dropdown(_letter_words, value="cat", label="One word")
    bits_two = mo.ui.dropdown(_letter_words, value="catalogues", label="Another")
    mo.hstack([bits_one, bits_two], justify="start", wrap=True)
    return bits_one, bits_two


@app.cell(hide_code=True)
def _(bits_one, bits_two, course, mo):
    _alphabet = "abcdefghijklmnopqrstuvwxyz"
    _a, _b = ({c: c in w.value for c in _alphabet} for w in (bits_one, bits_two))
    _cells = []
    for _row, (_word, _bits) in enumerate(((bits_one.value, _a), (bits_two.value, _b))):
        for _n, _c in enumerate(_alphabet):
            _x, _y = 8 + 24 * (_n % 13), 26 + 112 * (_n // 13) + 40 * _row
            _color = course.GREY if not _bits[_c] else course.TEAL if _a[_c] == _b[_c] else course.ORANGE
            _cells.append(f'<rect x="{_x}" y="{_y}" width="21" height="34" rx="4" fill="{_color}" fill-opacity="{0.16 if not _bits[_c] else 1}"/>')
            _cells.append(f'<text x="{_x + 10.5}" y="{_y + 22}" font-size="14" text-anchor="middle" fill="{"#fff" if _bits[_c] else "currentColor"}" font-weight="{"bold" if _bits[_c] else "normal"}">{_c}</text>')
    _differ = sum(_a[c] != _b[c] for c in _alphabet)
    _common, _any = sum(_a[c] and _b[c] for c in _alphabet), sum(_a[c] or _b[c] for c in _alphabet)
    _told = f"Letters of {bits_one.value} above those of {bits_two.value}"
    mo.vstack(
        [
            mo.Html(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 326 230" role="img" aria-label="{_told}" '
                    f'style="width:100%;max-width:430px;height:auto;font-family:inherit">{"".join(_cells)}</svg>'),
            mo.md(f"HAMMING({bits_one.value}, {bits_two.value}) = **{_differ}** (the orange ones) · JACCARD = 1 − {_common}/{_any} = **{1 - _common / _any:.2f}**"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Lite has no binary vectors; a server does. It stores the same words, 26 letters in 32 bits, that is four bytes, and is asked for
    *cat* under both metrics. Then for a word without letters, which shows an edge: what is the distance of nothing from nothing?
    """)
    return


@app.cell(hide_code=True)
def _(DataType, course, letters, np):
    course.after(letters)


    def _on_server(server, admin):
        shelf = ["dog", "act", "catalogues", "coat", "silent", "banana", ""]

        def packed(word):
            bits = np.zeros(32, dtype=np.uint8)
            bits[[ord(c) - ord("a") for c in set(word)]] = 1
            return np.packbits(bits).tobytes()

        lines = []
        for metric in ("HAMMING", "JACCARD"):
            name = f"letters_{metric.lower()}"
            if admin.has_collection(name):
                admin.drop_collection(name)
            schema = admin.create_schema(auto_id=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            schema.add_field("bits", DataType.BINARY_VECTOR, dim=32)
            index = admin.prepare_index_params()
            index.add_index("bits", index_type="BIN_FLAT", metric_type=metric)
            admin.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
            admin.insert(name, [{"id": i, "bits": packed(w)} for i, w in enumerate(shelf)])
            for asked in ("cat", ""):
                hits = admin.search(name, data=[packed(asked)], limit=len(shelf), anns_field="bits")[0]
                told = ", ".join(f"{shelf[h['id']] or '*(no letter)*'} {h['distance']:g}" if metric == "HAMMING" else f"{shelf[h['id']] or '*(no letter)*'} {h['distance']:.2f}" for h in hits)
                lines.append(f"| {metric} | {asked or '*(no letter)*'} | {told} |")
        return "| metric | asked for | hits, nearest first |\n|:---|:---|:---|\n" + "\n".join(lines)


    course.on_server("ch02_bits", ["binary_vectors"], _on_server)
    return


@app.cell(hide_code=True)
def _(course, letters, mo):
    course.after(letters)
    mo.md("""
    *dog* and *catalogues* are tied under HAMMING and far apart under JACCARD. Ties are the rule with bits, so a ranking needs a
    rule for them (exercise 1). And under JACCARD the word without letters is as far from itself as from anything else: 0/0 needs a convention, and this
    server's is 1. The same was reported of 3.0.0, as a bug (milvus-io/milvus #53132, 3.0.0; not run here), and the index library has answered 0 since
    September 2026 (zilliztech/knowhere #1809, after 3.0.0). Whichever yours does: leave all-zero vectors out.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## The Challenge of High-Dimensional Search

    Why not do what a phone book does: sort, then jump to the right place? In one dimension that works. In two or three, trees of boxes work.
    In a hundred, they fail, and the reason is a fact about distances.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    concentrate = course.predict(
        "2,000 points, spread evenly at random over a cube, and a query. In two dimensions the nearest is about a hundredth as far "
        "away as the farthest. In 1,024 dimensions?",
        ["A thousandth as far", "About half as far", "About nine tenths as far"],
        "About nine tenths as far",
        "A squared distance is a sum, one term per dimension. The more terms, the more alike the sums, as with the totals of many dice. "
        "Nearest and farthest become nearly equal. A search can then no longer say: that region is surely too far away.",
        key="ch02 concentrate",
    )
    concentrate
    return (concentrate,)


@app.cell
def _(concentrate, course, mo, np, unit, whole):
    course.after(concentrate)


    def contrast(rows, queries):
        """The nearest distance by the farthest, averaged over the queries."""
        squares = (queries**2).sum(axis=1)[:, None] - 2 * queries @ rows.T + (rows**2).sum(axis=1)
        gaps = np.sqrt(squares.clip(min=0))
        return float((gaps.min(axis=1) / gaps.max(axis=1)).mean())


    _rng, spread = np.random.default_rng(1), []
    for _d in (2, 4, 8, 16, 64, 256, 1024):
        _p = _rng.random((2020, _d))
        spread.append({"data": "random points", "dim": _d, "ratio": contrast(_p[20:], _p[:20])})
    for _d in (2, 4, 8, 16, 64, 256):
        _w = unit(whole[:2020, :_d])
        spread.append({"data": "words", "dim": _d, "ratio": contrast(_w[:2000], _w[2000:])})

    mo.show_code()
    return (spread,)


@app.cell(hide_code=True)
def _(alt, course, spread):
    _domain = ["random points", "words"]
    _chart = alt.Chart(alt.Data(values=spread)).mark_line(point=alt.OverlayMarkDef(size=70, filled=True)).encode(
        x=alt.X("dim:Q", title="dimensions", scale=alt.Scale(type="log", base=2, domain=[2, 1024])),
        y=alt.Y("ratio:Q", title="nearest by farthest", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("data:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain, range=[course.ORANGE, course.TEAL])),
        shape=alt.Shape("data:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain)),
        tooltip=["data:N", "dim:Q", alt.Tooltip("ratio:Q", format=".3f")],
    )
    course.chart(_chart, 260, "Distance of the nearest by distance of the farthest, against the number of dimensions, for random points and for words")
    return


@app.cell(hide_code=True)
def _(concentrate, course, mo):
    course.after(concentrate)
    spread_dim = mo.ui.slider(steps=[2, 4, 8, 16, 32, 64, 128, 256], value=64, label="Dimensions", show_value=True)
    spread_dim
    return (spread_dim,)


@app.cell(hide_code=True)
def _(alt, course, mo, np, spread_dim, unit, whole):
    _d = spread_dim.value
    _words, _noise = unit(whole[:3000, :_d]), unit(np.random.default_rng(2).normal(size=(3000, _d)))
    _bins = np.linspace(0, 2, 41)
    _rows = []
    for _name, _x in (("random directions", _noise), ("words", _words)):
        _gaps = np.sqrt(np.maximum(2 - 2 * _x[:60] @ _x[60:].T, 0)).ravel()
        _counts = np.histogram(_gaps, _bins)[0] / len(_gaps)
        _rows += [{"data": _name, "gap": float((_bins[i] + _bins[i + 1]) / 2), "share": float(s)} for i, s in enumerate(_counts)]
    _domain = ["random directions", "words"]
    _rows = [r for r in _rows if r["share"] > 0]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=30, filled=True), strokeWidth=2.5).encode(
        x=alt.X("gap:Q", title="distance of two vectors of length 1", scale=alt.Scale(domain=[0, 2]), axis=alt.Axis(tickCount=10)),
        y=alt.Y("share:Q", title="share of all pairs, log scale", scale=alt.Scale(type="log", domain=[3e-6, 1]), axis=alt.Axis(format="~%", tickCount=6)),
        color=alt.Color("data:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain, range=[course.ORANGE, course.TEAL])),
        shape=alt.Shape("data:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain)),
        tooltip=["data:N", alt.Tooltip("gap:Q", format=".2f"), alt.Tooltip("share:Q", format=".4%")],
    )
    mo.vstack(
        [
            course.chart(_chart, 260, f"How far apart two vectors are, in {_d} dimensions: random directions and words"),
            mo.md("Move the slider. In many dimensions nearly every pair stands at a right angle, √2 = 1.41 apart, and the hill grows narrow. The words "
                  "crowd there as well as random points do, but they keep a *tail to the left*: a few pairs in a hundred thousand that are really near. That tail is what a search lives on."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    So words are easier than random points of the same dimension. One number says how much easier. In the plane, twice the radius
    holds four times as many points; in space, eight times; in *m* dimensions 2ᵐ times. Turn that round: count how fast the number of
    neighbors grows with the radius, and read off an *m*. This is the **local intrinsic dimension**, the dimension that the data has
    where you look (Amsaleg and others, *Estimating Local Intrinsic Dimensionality*, KDD 2015). With r₁ … r_k the distances of the k
    nearest, its estimate is −1 / mean(ln(rᵢ / r_k)).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    intrinsic = course.predict(
        "The words have 256 numbers each. What is their local intrinsic dimension, about?",
        ["256", "85", "25", "3"],
        "25",
        "The numbers depend on one another. Around a word, the data spreads in some 25 directions, however many numbers describe it: look at how the "
        "line bends. Random directions use every dimension they get.",
        key="ch02 intrinsic",
    )
    intrinsic
    return (intrinsic,)


@app.cell
def _(course, intrinsic, mo, np, unit, whole):
    course.after(intrinsic)


    def intrinsic_dimension(rows, k=50):
        """The median over some rows of the estimate from their k nearest."""
        asked = np.arange(0, len(rows), 60)
        squares = 2 - 2 * rows[asked] @ rows.T
        squares[np.arange(len(asked)), asked] = np.inf  # not itself
        r = np.sqrt(np.sort(np.maximum(squares, 1e-12), axis=1)[:, :k])
        return float(np.median(-1 / np.log(r[:, :-1] / r[:, -1:]).mean(axis=1)))


    intrinsic_rows = []
    for _d in (8, 16, 32, 64, 128, 256):
        _data = {"words": whole[:5000, :_d], "random directions": np.random.default_rng(3).normal(size=(5000, _d))}
        for _name, _rows in _data.items():
            intrinsic_rows.append({"data": _name, "dim": _d, "m": intrinsic_dimension(unit(_rows))})

    mo.show_code()
    return intrinsic_dimension, intrinsic_rows


@app.cell(hide_code=True)
def _(alt, course, intrinsic_rows):
    _domain = ["random directions", "words"]
    _chart = alt.Chart(alt.Data(values=intrinsic_rows)).mark_line(point=alt.OverlayMarkDef(size=70, filled=True)).encode(
        x=alt.X("dim:Q", title="numbers per vector", scale=alt.Scale(domain=[0, 260])),
        y=alt.Y("m:Q", title="local intrinsic dimension"),
        color=alt.Color("data:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain, range=[course.ORANGE, course.TEAL])),
        shape=alt.Shape("data:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain)),
        tooltip=["data:N", "dim:Q", alt.Tooltip("m:Q", format=".1f")],
    )
    course.chart(_chart, 260, "Local intrinsic dimension against the number of numbers, for words and for random directions")
    return


@app.cell(hide_code=True)
def _(IVFFlat, course, intrinsic, intrinsic_dimension, mo, np, recall_at_k, truth_of, unit, whole):
    course.after(intrinsic)
    _made = {"words": unit(whole[:3000, :64]), "random directions": unit(np.random.default_rng(4).normal(size=(3000, 64)).astype(np.float32))}
    _lines = []
    for _name, _x in _made.items():
        _asked = _x[::50]
        _true = [ids[1:] for ids in truth_of(_x, _asked, 11)]
        _index = IVFFlat(_x, nlist=50)
        _found = {p: recall_at_k([_index.search(q, 11, nprobe=p).ids[1:] for q in _asked], _true) for p in (1, 5, 10, 25)}
        _lines.append(f"|{_name}|{intrinsic_dimension(_x):.0f}|" + "|".join(f"{r:.2f}" for r in _found.values()) + "|")
    mo.vstack(
        [
            mo.md("Does it matter? 3,000 vectors of 64 numbers, sorted into 50 cells; a search opens some of them (the next section shows how). "
                  "As many vectors, as many numbers, as many cells:"),
            course.table("data / intrinsic dimension / 1 cell opened / 5 cells / 10 / 25", _lines),
            mo.md("The share of the ten true neighbors that was found. So a benchmark on random vectors tells you nothing about your data: it "
                  "is harder than anything a model gives. And a benchmark on a friendlier set tells you just as little."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Approximate Nearest Neighbor (ANN) Algorithms

    If nothing can be ruled out for certain, an exact search has to compare everything. The way out is to stop insisting: be right
    *nearly* always, and look at a small part. An **approximate search** is judged by two numbers together:

    - **recall@k**: which share of the true k nearest it found, averaged over many queries,
    - *cost*: how many vectors it looked at.

    There are three families. Two look at *fewer* vectors, one looks at *shorter* ones. All pictures show the words of the map, and
    twelve true neighbors *on the map* to be found.

    **Partition.** Sort the vectors into cells, once. A search opens the cells whose centroids are nearest.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    border = course.predict(
        "14 cells. A search opens the one whose centroid is nearest to the query, and compares everything in it. What does it miss?",
        ["Nothing: the nearest cell holds the nearest words", "What lies just across a border", "The words that are far from every centroid"],
        "What lies just across a border",
        "The nearest centroid shows where you are, not where your neighbors are. Near a border half of them live next door. The cure is to open "
        "more cells, not to look for better ones: there will always be borders.",
        key="ch02 border",
    )
    border
    return (border,)


@app.cell(hide_code=True)
def _(border, course, map_words, mo):
    course.after(border)
    LEGEND = (
        '<small>✚ the word asked for · <span style="color:#d9772b">●</span> a true neighbor that was found · '
        '<span style="color:#7a6fc2">⊗</span> a true neighbor that was missed · <span style="color:#1592a6">●</span> looked at · '
        '<span style="color:#8a94a3">●</span> never looked at. Hold the pointer over a point to read its word.</small>'
    )
    asked_for = [w for w in ("castle", "guitar", "boat", "software", "queen", "garden", "winter") if w in map_words]
    cells_word = mo.ui.dropdown(asked_for, value=asked_for[0], label="Ask for")
    cells_open = mo.ui.slider(1, 14, value=1, label="Cells to open", show_value=True)
    mo.hstack([cells_word, cells_open], justify="start", wrap=True)
    return LEGEND, asked_for, cells_open, cells_word


@app.cell(hide_code=True)
def _(Flat, IVFFlat, LEGEND, cells_open, cells_word, landmarks, map_words, mo, pictures, plane):
    _index = IVFFlat(plane, nlist=14, seed=1)
    _query = plane[map_words.index(cells_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _trace = []
    _hits = _index.search(_query, 12, nprobe=cells_open.value, trace=_trace)
    _found = len(set(_hits.ids) & set(_true))
    mo.vstack(
        [
            mo.Html(pictures.cells(plane, map_words, _index, _query, _true, _hits, _trace, landmarks)),
            mo.md(f"**{_found} of 12 found**, after {_hits.scanned} comparisons: 14 with centroids and {_hits.scanned - 14} with words, of {len(plane)}."),
            mo.Html(LEGEND),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **Graph.** Link every vector to some near ones, and to one or two from far away. A search starts anywhere and walks: from the
    nearest place that it knows and has not left yet, it looks at the places linked to it. It keeps the best few in mind, and stops
    when nothing left is nearer than the worst of them. This is a *navigable small world*: short links to arrive, long ones to cross.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    far_links = course.predict(
        "You take the long links away, and leave each word linked to its nearest ones only. What becomes of the search?",
        ["It gets better: short links lead to neighbors", "It often ends in the wrong clump and stays there", "Only its cost changes"],
        "It often ends in the wrong clump and stays there",
        "The nearest words of a word are also each other's nearest. The graph falls into clumps with few ways between them, or none. A person whose friends "
        "all know each other hears no news. Switch the long links off below and look.",
        key="ch02 far links",
    )
    far_links
    return (far_links,)


@app.cell(hide_code=True)
def _(asked_for, course, far_links, mo):
    course.after(far_links)
    walk_word = mo.ui.dropdown(asked_for, value=asked_for[1], label="Ask for")
    walk_keep = mo.ui.slider(1, 40, value=12, label="Places kept in mind", show_value=True)
    walk_far = mo.ui.switch(value=True, label="Long links")
    mo.hstack([walk_word, walk_keep, walk_far], justify="start", wrap=True)
    return walk_far, walk_keep, walk_word


@app.cell(hide_code=True)
def _(Flat, np, plane):
    def small_world(far):
        """Each word linked to its four nearest and `far` random others, both ways."""
        chance, links = np.random.default_rng(7), [set() for _ in plane]
        for row, p in enumerate(plane):
            near = [int(r) for r in Flat(plane).search(p, 5).ids if r != row][:4]
            for other in [*near, *chance.choice(len(plane), 2, replace=False)[:far].tolist()]:
                if other != row:
                    links[row].add(int(other))
                    links[int(other)].add(row)
        return [sorted(x) for x in links]


    worlds = {False: small_world(0), True: small_world(1)}
    return (worlds,)


@app.cell(hide_code=True)
def _(
    Flat,
    LEGEND,
    Space,
    course,
    landmarks,
    map_words,
    mo,
    pictures,
    plane,
    walk,
    walk_far,
    walk_keep,
    walk_word,
    worlds,
):
    _links = worlds[walk_far.value]
    _start = landmarks[7]
    _query = plane[map_words.index(walk_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _space, _trace = Space(plane), []
    _met = walk(_space, _links.__getitem__, _query, [_start], walk_keep.value, _trace)[:12]
    _found = {r for _, r in _met}
    _seen = {r for step in _trace for r in step} | {_start}
    _sheet = pictures.Sheet(f"A walk on a graph of {len(plane)} words")
    for _row, _near in enumerate(_links):
        for _other in _near:
            if _row < _other:
                _sheet.line(plane[_row], plane[_other], width=0.7, opacity=0.22)
    for _row, _p in enumerate(plane):
        _sheet.dot(_p, fill=course.TEAL if _row in _seen else course.GREY, opacity=0.95 if _row in _seen else 0.45, name=map_words[_row])
    for _from, _to in _trace:
        _sheet.line(plane[_from], plane[_to], stroke=course.ORANGE, width=1.8, opacity=0.85, arrow=True)
    _sheet.landmarks(plane, map_words, landmarks)
    _x, _y = _sheet.at(plane[_start])
    _sheet.parts.append(f'<rect x="{_x - 7:.1f}" y="{_y - 7:.1f}" width="14" height="14" fill="none" stroke="{course.TEAL}" stroke-width="2.5"/>')
    _sheet.answer(plane, map_words, _true, _found)
    _sheet.query(_query)
    mo.vstack(
        [
            mo.Html(_sheet.svg()),
            mo.md(f"**{len(_found & set(map(int, _true)))} of 12 found**, after {_space.scanned} comparisons of {len(plane)}. The walk starts at the square. "
                  "Arrows lead to words that were worth keeping when they were met."),
            mo.Html(LEGEND),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    With one candidate the walk is plain greed: it stops in the first hollow, and brings one word. To find twelve, the walk has to
    keep at least twelve candidates, which also lets it go a little uphill. HNSW calls that number `ef` (chapter 5). Without long links, twelve places do not
    get from *summer* to *castle*, *guitar* or *queen*; it takes thirty or forty, because clumps hang together by a few threads only.

    **Compress.** Look at all of them, but at less of each. Round every number, so that it takes a byte, or four bits, or one. Rounded
    vectors rank almost like the whole ones, and take a fraction of the memory, which is what a large search waits for.
    """)
    return


@app.cell(hide_code=True)
def _(asked_for, course, far_links, mo):
    course.after(far_links)
    round_word = mo.ui.dropdown(asked_for, value=asked_for[2], label="Ask for")
    round_bits = mo.ui.slider(1, 6, value=3, label="Bits a number", show_value=True)
    round_more = mo.ui.slider(12, 60, value=12, step=4, label="Candidates to rank again by their whole vectors", show_value=True)
    mo.hstack([round_word, round_bits, round_more], justify="start", wrap=True)
    return round_bits, round_more, round_word


@app.cell(hide_code=True)
def _(Flat, course, map_words, mo, np, pictures, plane, round_bits, round_more, round_word):
    _steps = 2**round_bits.value
    _height = float(pictures.TALL)
    _code = np.minimum((plane / [1.0, _height] * _steps).astype(int), _steps - 1)
    _back = ((_code + 0.5) / _steps * [1.0, _height]).astype(np.float32)
    _query = plane[map_words.index(round_word.value)]
    _true = Flat(plane).search(_query, 12).ids
    _candidates = Flat(_back).search(_query, round_more.value).ids
    _again = ((plane[_candidates] - _query) ** 2).sum(axis=1)
    _found = _candidates[np.argsort(_again, kind="stable")[:12]] if round_more.value > 12 else _candidates
    _sheet = pictures.Sheet(f"Words rounded to {_steps} steps in each direction")
    for _n in range(_steps + 1):
        _sheet.line((_n / _steps, 0), (_n / _steps, _height), width=0.8, opacity=0.35)
        _sheet.line((0, _n / _steps * _height), (1, _n / _steps * _height), width=0.8, opacity=0.35)
    for _row, (_p, _b) in enumerate(zip(plane, _back)):
        _sheet.line(_p, _b, width=0.6, opacity=0.3)
        _sheet.dot(_p, r=2.2, opacity=0.6, name=map_words[_row])
        _sheet.dot(_b, r=3.2, fill=course.TEAL, opacity=0.9, name="what the words of this field are rounded to")
    _sheet.answer(plane, map_words, _true, _found)
    _sheet.query(_query)
    mo.vstack(
        [
            mo.Html(_sheet.svg()),
            mo.md(f"**{len(set(map(int, _found)) & set(map(int, _true)))} of 12 found.** Every word is taken for the teal point of its field: {2 * round_bits.value} bits per word "
                  f"instead of 64. Words of one field are then equally far, and their order is chance"
                  + (f"; {round_more.value} candidates were ranked again." if round_more.value > 12 else ". Now take 40 candidates.")),
            mo.Html('<small>✚ the word asked for · <span style="color:#d9772b">●</span> a true neighbor that was found · <span style="color:#7a6fc2">⊗</span> one that was '
                    'missed · <span style="color:#1592a6">●</span> what the words of a field are taken for</small>'),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course):
    one_bit = course.predict(
        "Now all 128 numbers of every word, and only one bit of each: is it above zero? A word takes 16 bytes instead of 512. Words are ranked by the "
        "bits in which they differ. Are the ten true neighbors still among the best hundred?",
        ["Hardly one of them", "Between seven and eight of ten", "All ten"],
        "Between seven and eight of ten",
        "The *order* of the best is lost: far fewer of the true ten are among the best ten. But as *candidates* most of them are there, and "
        "ranking a hundred whole vectors again costs little. Compress, collect more than you need, rank again: that is how compressed indexes are used.",
        key="ch02 one bit",
    )
    one_bit
    return (one_bit,)


@app.cell
def _(course, mo, names, np, one_bit, vectors):
    course.after(one_bit)

    bits = vectors > 0
    _asked = np.random.default_rng(0).choice(len(names), 100, replace=False)

    one_bit_found = {10: [], 100: []}
    one_bit_true = []
    for _row in _asked:
        exact = np.argsort(-(vectors @ vectors[_row]))[1:11]
        by_bits = np.argsort((bits != bits[_row]).sum(axis=1), kind="stable")
        by_bits = by_bits[by_bits != _row]
        one_bit_true.append(exact)
        one_bit_found[10].append(by_bits[:10])
        one_bit_found[100].append(by_bits[:100])

    mo.show_code()
    return one_bit_found, one_bit_true


@app.cell(hide_code=True)
def _(mo, names, one_bit_found, one_bit_true, recall_at_k):
    mo.md(f"""
    Of the true ten, **{recall_at_k(one_bit_found[10], one_bit_true):.0%}** are among the ten best by bits, and
    **{recall_at_k(one_bit_found[100], one_bit_true):.0%}** among the hundred best, of {len(names):,}. Milvus' index of this kind is IVF_RABITQ; it keeps
    one bit per dimension after a rotation, with a refiner beside it (docs v3.0.x, *IVF_RABITQ*; not run here, since neither Lite nor the 2.3.5 server has it).
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Vector Indexing Fundamentals

    An **index** is work done beforehand so that a search has less to do. It is never free: it takes time to build, memory to keep, and it
    fixes choices. What they have in common:

    | | FLAT | partition (IVF) | graph (HNSW) | compressed (SQ, PQ, …) |
    |:---|:---|:---|:---|:---|
    | *built beforehand* | nothing | centroids; each row to its cell | links of each row | a table of steps or pieces |
    | *looks at* | everything | a few cells | a walk | everything in reach, rounded |
    | *fixed by building* | – | how many cells | how many links | how short |
    | *chosen by a search* | – | how many cells to open | how many candidates to keep | how many to rank again |
    | *misses* | nothing | what lies across a border | what no walk leads to | what rounding puts in wrong order |

    Real indexes combine them: cells of rounded vectors, a graph over rounded vectors. Chapter 5 builds each of them, and tunes the real
    ones by their parameters. Here is only what every index promises: *it must beat chance.* A search that looks at a random tenth of
    the rows finds a tenth of the neighbors. So draw recall over the share of rows looked at; chance is the diagonal.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    beats_chance = course.predict(
        "Milvus sorts 5,000 words into 64 cells. A search opens four of them, about 6% of the rows. Which share of the true ten "
        "neighbors does it find?",
        ["About 6%", "About 15%", "More than half", "All"],
        "More than half",
        "A cell gathers what belongs together: that is what makes a small part of the data worth more than its size. The first cells bring the most, each "
        "further one less.",
        key="ch02 beats chance",
    )
    beats_chance
    return (beats_chance,)


@app.cell
def _(beats_chance, course, mo, recall_at_k, search, store, time, truth_of, vectors):
    course.after(beats_chance)

    rows, asked = vectors[:5000], vectors[5000:5200]
    true_ten = truth_of(rows, asked, 10)

    _start = time.perf_counter()
    store("flat", rows, "L2")
    _flat_seconds = time.perf_counter() - _start
    _start = time.perf_counter()
    store("cells", rows, "L2", index_type="IVF_FLAT", nlist=64)
    built_seconds = _flat_seconds, time.perf_counter() - _start


    def recall_of(name, k=10, **params):
        found = [[row for row, _ in hits] for hits in search(name, asked, k, **params)]
        return recall_at_k(found, [true[:k] for true in true_ten])


    mo.show_code()
    return built_seconds, recall_of


@app.cell(hide_code=True)
def _(built_seconds, mo):
    mo.stop(not built_seconds)
    cells_probe = mo.ui.slider(steps=[1, 2, 4, 8, 16, 32, 64], value=4, label="Cells to open (nprobe), sent to Milvus", show_value=True)
    cells_k = mo.ui.slider(1, 10, value=10, label="k: neighbors wanted", show_value=True)
    mo.hstack([cells_probe, cells_k], justify="start", wrap=True)
    return cells_k, cells_probe


@app.cell(hide_code=True)
def _(built_seconds, recall_of):
    curve = [{"share": p / 64, "recall": recall_of("cells", nprobe=p), "what": "Milvus, 64 cells"} for p in (1, 2, 4, 8, 16, 32, 64)] if built_seconds else []
    exact_recall = recall_of("flat") if built_seconds else 0.0
    return curve, exact_recall


@app.cell(hide_code=True)
def _(alt, built_seconds, cells_k, cells_probe, course, curve, exact_recall, mo, recall_of):
    _here = recall_of("cells", k=cells_k.value, nprobe=cells_probe.value)
    _rows = curve + [{"share": s, "recall": s, "what": "chance"} for s in (1 / 64, 1)]
    _domain = ["Milvus, 64 cells", "chance"]
    _lines = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=50, filled=True)).encode(
        x=alt.X("share:Q", title="share of the rows looked at, about", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("recall:Q", title="recall", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("what:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain, range=[course.TEAL, course.GREY])),
        strokeDash=alt.StrokeDash("what:N", sort=_domain, title=None, scale=alt.Scale(domain=_domain, range=[[1, 0], [6, 4]])),
        tooltip=["what:N", alt.Tooltip("share:Q", format=".1%"), alt.Tooltip("recall:Q", format=".3f")],
    )
    _you = alt.Chart(alt.Data(values=[{"share": cells_probe.value / 64, "recall": _here}])).mark_point(size=190, filled=True, color=course.ORANGE, shape="diamond").encode(
        x="share:Q", y="recall:Q", tooltip=[alt.Tooltip("share:Q", format=".1%"), alt.Tooltip("recall:Q", format=".3f")]
    )
    mo.vstack(
        [
            course.chart(_lines + _you, 280, "Recall against the share of rows looked at, for cells in Milvus and for chance"),
            mo.md(f"Milvus just answered 200 queries with nprobe {cells_probe.value} (the diamond): **recall@{cells_k.value} = {_here:.3f}**, from about "
                  f"{cells_probe.value / 64:.0%} of the rows. FLAT, asked for ten: {exact_recall:.3f}. Storing, indexing and loading took {built_seconds[0]:.1f} s with FLAT and "
                  f"{built_seconds[1]:.1f} s with cells."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(beats_chance, course, mo):
    course.after(beats_chance)
    mo.md("""
    Set k to 1: the nearest one is found more often than the tenth, since it lies deeper inside. Set nprobe to 64: everything is
    looked at, and the search is exact, at the price of FLAT and the centroids. Two properties hold for every honest measurement, and they
    make good tests: *recall never falls when more is looked at, and it is 1 when everything is* (exercise 4).

    An index also ages. Its centroids and links were chosen for the rows that existed at the time. What comes later is compared one by one, or with a small temporary index, until the real one is built (chapter 5), and data that drifts wants a new index.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## From Machine Learning to Vector Search

    Where do vectors come from? From company. Here is the oldest recipe that works, on the 733 lines of chapter 1's shelf: count which words
    stand in one line; note which pairs do so more often than chance would have it; squeeze the table to 24 columns. No meaning goes in
    except *who stands beside whom*.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    company = course.predict(
        "After that, which words are nearest to *random*, of those that occur in four lines or more?",
        ["*randomly*, *rand*: words that look like it", "*choose*, *number*, *range*: words of its lines", "Any: 733 lines are far too few"],
        "*choose*, *number*, *range*: words of its lines",
        "The recipe never looks at letters. Large models do the same with more text and a better task: they are shown pairs that belong together and pairs "
        "that do not, and move the vectors until the first are near. What counts as belonging together is what *near* will mean.",
        key="ch02 company",
    )
    company
    return (company,)


@app.cell
def _(company, course, json, mo, np, re, unit):
    course.after(company)

    _shelf = json.loads((mo.notebook_dir() / "data" / "pydoc.json").read_text("utf-8"))
    _lines = [set(re.findall(r"[a-z]{3,}", row["text"].lower())) for row in _shelf]
    _every = set().union(*_lines)
    learned_words = sorted(w for w in _every if sum(w in line for line in _lines) >= 4)

    _in_line = np.array([[w in line for w in learned_words] for line in _lines], dtype=float)
    _together = _in_line.T @ _in_line
    np.fill_diagonal(_together, 0)
    _joint = _together / _together.sum()
    _alone = _joint.sum(axis=1)
    _surprise = np.log((_joint + 1e-12) / (np.outer(_alone, _alone) + 1e-12)).clip(min=0)
    _u, _s, _ = np.linalg.svd(_surprise)
    learned = unit(_u[:, :24] * np.sqrt(_s[:24]) + 1e-9)

    mo.show_code()
    return learned, learned_words


@app.cell(hide_code=True)
def _(learned_words, mo):
    learned_word = mo.ui.dropdown([w for w in ("random", "time", "file", "number", "string", "list", "thread", "day") if w in learned_words], value="random", label="Learned from 733 lines: nearest to")
    learned_word
    return (learned_word,)


@app.cell(hide_code=True)
def _(learned, learned_word, learned_words, mo, np):
    _scores = learned @ learned[learned_words.index(learned_word.value)]
    mo.md(", ".join(f"*{learned_words[i]}* {_scores[i]:.2f}" for i in np.argsort(-_scores)[1:8]) + f" (of {len(learned_words)} words)")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **Normalizing** means bringing every vector to length 1. It makes the three metrics agree and lets you use any of them for the others.
    Do it when the length means nothing. Use the metric that the model was *trained* with: its documentation says which. If it was trained with the
    inner product on raw vectors, lengths carry something, and normalizing throws it away.

    Normalize *rows*. For ranking, the length of a *query* plays no part under IP and COSINE, and none under L2 either as long as all rows have one
    length: it changes scores, not order. Thresholds, though, are about scores.

    **Skew.** Vectors are made twice: once for the rows, in a job that ran last month; once for each query, in a service that runs today. Both must
    do *exactly* the same: same model, same version, same cleaning of the text, same normalizing. When they do not, nothing fails. The numbers have
    the right type and the right length. Only the answers are worse.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    retrained = course.predict(
        "The model is trained again, on the same texts, with another random start. The new model is just as good. Queries are made by the new one, the "
        "rows in Milvus are from the old one. Recall?",
        ["About as before: both know the same words", "About half", "About zero"],
        "About zero",
        "Training fixes distances, not directions. The second model may turn the whole space, and its neighbors are as good as before *among themselves*. Between "
        "the two there is no relation. A new model means new vectors for every row.",
        key="ch02 retrained",
    )
    retrained
    return (retrained,)


@app.cell
def _(course, mo, np, retrained, store, truth_of, unit, vectors):
    course.after(retrained)

    _rng = np.random.default_rng(11)
    _turn, _ = np.linalg.qr(_rng.normal(size=(128, 128)))  # another space, the same distances
    _common = 0.9 * _rng.normal(size=128) / np.sqrt(128)  # what all vectors share

    raw = vectors[:3000] * _rng.uniform(0.5, 2.0, size=(3000, 1)) + _common  # as a model may give them
    _mean = raw.mean(axis=0)

    prepared = unit(raw - _mean)  # what the job for the rows does
    for _metric in ("COSINE", "IP", "L2"):
        store(f"rows_{_metric}", prepared, _metric)
    store("rows_raw_IP", raw, "IP")

    asked_raw = raw[:200] + 0.35 * _rng.normal(size=(200, 128)) / np.sqrt(128)
    _asked = unit(asked_raw - _mean)
    services = {
        "nothing: the service does what the job did": _asked,
        "queries are not normalized": asked_raw - _mean,
        "the common part is left in the queries": unit(asked_raw),
        "queries lose their last 64 numbers": _asked * (np.arange(128) < 64),
        "queries come from a retrained model": _asked @ _turn,
    }
    true_answers = truth_of(prepared, _asked, 10)

    mo.show_code()
    return asked_raw, services, true_answers


@app.cell(hide_code=True)
def _(mo, services, true_answers):
    mo.stop(not len(true_answers))
    skew = mo.ui.dropdown(list(services), value="nothing: the service does what the job did", label="What differs", full_width=True)
    skew_metric = mo.ui.dropdown(["COSINE", "IP", "L2"], value="COSINE", label="Metric")
    mo.hstack([skew, skew_metric], justify="start", wrap=True)
    return skew, skew_metric


@app.cell(hide_code=True)
def _(mo, np, recall_at_k, search, services, skew, skew_metric, true_answers):
    _answers = search(f"rows_{skew_metric.value}", services[skew.value], 10)
    _recall = recall_at_k([[row for row, _ in hits] for hits in _answers], true_answers)
    _best = np.mean([hits[0][1] for hits in _answers])
    _right = np.mean([hits[0][1] for hits in search(f"rows_{skew_metric.value}", services["nothing: the service does what the job did"], 10)])
    mo.md(f"""
    Milvus answered 200 queries. **Recall@10 against the right preparation: {_recall:.2f}.** The best hit's number is {_best:.2f} on average; with the
    right preparation it is {_right:.2f}. No error, no warning.
    """)
    return


@app.cell(hide_code=True)
def _(asked_raw, course, mo, recall_at_k, retrained, search, services, true_answers):
    course.after(retrained)
    _lines = []
    for _name, _asked in services.items():
        _found = [[row for row, _ in hits] for hits in search("rows_COSINE", _asked, 10)]
        _lines.append(f"|{_name}|{recall_at_k(_found, true_answers):.2f}|")
    _found = [[row for row, _ in hits] for hits in search("rows_raw_IP", asked_raw, 10)]
    _lines.append(f"|*rows* are neither centered nor normalized, metric IP|{recall_at_k(_found, true_answers):.2f}|")
    mo.vstack(
        [
            course.table("what differs between job and service / recall@10", _lines),
            mo.md("""
    Queries that are not normalized do no harm to the ranking. Everything else does, and some of it completely. What helps:

    - *one function* that prepares, imported by the job and by the service (exercise 6 hunts for its absence),
    - the model's name and version in the collection's description or name; a new model gets a new collection, and an alias moves over,
    - *known queries*: some whose right answers are known, asked every day; watch their recall, not only the errors.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“L2 is the Euclidean distance.”** Milvus gives its square. A Euclidean threshold of 0.9 is 0.81.
    - **“The score is a distance: smaller is better.”** Under L2, HAMMING and JACCARD. Under IP and COSINE larger is better, and the hit still calls it `distance`.
    - **“The inner product lies between −1 and 1.”** On vectors of length 1. The table in the documentation gives that range for IP (docs v3.0.x, *Metric
      Types*), and the page says that vectors *must* be normalized for IP; that is so if you want a cosine. *bee* above scored more than 6.
    - **“The default metric is L2”**, or IP. For vectors of floats it is COSINE (docs v3.0.x, *Metric Types*). Say which you want, and no reader of your code has to know.
    - **JACCARD as a similarity.** Milvus gives the distance, one minus it.
    - **TANIMOTO, SUPERSTRUCTURE, SUBSTRUCTURE.** Removed in 2.3.0 (release notes 2.3.0).
    - **“High-dimensional search is hopeless.”** For random points. Data that a model made has a far smaller dimension where you look.
    - **Recall from a benchmark site.** Another data set, another intrinsic dimension. Measure your own.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Exercises

    Each exercise is a file in your workspace, the folder `my/`. Write here or in your own editor: both see the same file.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch02/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch02/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch02/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch02/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch02/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch02/ex06")
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
        "A collection with the metric L2 holds vectors of length 1. You want hits whose cosine with the query is at least 0.8. What do you keep?",
        {
            "`distance` at least 0.8": "Under L2 larger means farther. These are the ones to drop.",
            "`distance` at most 0.4": "2 − 2 · 0.8 = 0.4, and Milvus gives the square as it is.",
            "`distance` at most 0.63": "That is the Euclidean distance, √0.4. Milvus takes no root.",
            "`distance` at most 0.2": "1 − 0.8 is the cosine distance: half of what L2 gives.",
        },
        answer="`distance` at most 0.4",
        key="ch02 quiz threshold",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A shop's vectors have different lengths: a popular article has a long one, on purpose. Which metric keeps that?",
        {
            "COSINE": "It divides by the lengths: what is popular counts no more than what is not.",
            "IP": "Direction and length both count, as they should here.",
            "L2": "A long row is far from a short query, even in the same direction: popular articles would be punished.",
            "Any, after normalizing": "Normalizing is what removes the popularity.",
        },
        answer="IP",
        key="ch02 quiz length",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "In 1,024 dimensions nearest and farthest of random points are almost equally far. Why can text vectors of 1,024 numbers be searched all the same?",
        {
            "Milvus removes superfluous dimensions": "It stores and compares all of them. What you insert is what it searches.",
            "COSINE does not suffer from dimensions": "It does: on vectors of length 1 it is L2 in other words, and also concentrates.",
            "Their local intrinsic dimension is small": "Around a vector the data spreads in few directions, and keeps neighbors that are clearly nearer than the rest.",
            "1,024 is not yet many": "For random points it is: the nearest was nine tenths as far away as the farthest.",
        },
        answer="Their local intrinsic dimension is small",
        key="ch02 quiz dimension",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Your search opens one cell of a hundred and has recall 0.35. What is missing, and what brings it back?",
        {
            "Neighbors across a border; open more cells": "They are stored, whole, next door. Looking there finds them.",
            "Neighbors that rounding misplaced; rank more candidates again": "That would be a compressed index. Nothing was rounded in a cell of whole vectors.",
            "Neighbors that no walk leads to; build a better graph": "There is no graph here.",
            "Nothing; 0.35 is good for one percent": "It beats chance by far, and still two of three neighbors are not found.",
        },
        answer="Neighbors across a border; open more cells",
        key="ch02 quiz border",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A new version of your embedding model comes out: better, and with the same number of dimensions. What do you do with the old vectors?",
        {
            "Keep them: the dimension is the same": "The length of the list says nothing about its meaning. Recall falls to about zero, without an error.",
            "Normalise them again": "They have length 1 already. What changed is which direction means what.",
            "Make them anew, all of them, with the new model, in a new collection": "Rows and queries have to come from one model. An alias moves the traffic over when it is ready.",
            "Nothing, if the metric is COSINE": "COSINE forgives lengths. It does not forgive another space.",
        },
        answer="Make them anew, all of them, with the new model, in a new collection",
        key="ch02 quiz model",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - An **embedding** keeps what its training task needed. *Near* means used alike; opposites are near, and two meanings share one vector.
    - **L2** is squared and smaller is nearer; **IP** and **COSINE** grow with nearness. On vectors of one length all three rank alike: L2 = 2 − 2·cos.
      **HAMMING** counts bits that differ, **JACCARD** is a distance of sets.
    - Distances **concentrate** in many dimensions. What decides is the **local intrinsic dimension** of your data, and it has to be measured there.
    - An approximate search looks at **fewer** vectors (cells, graphs) or at **shorter** ones (codes), and is judged by recall and cost together. It has to beat
      chance; with everything looked at, it is exact.
    - Rows and queries go **one way** from text to vector. A new model means new vectors.

    ## Where to read on

    - Chapter 5, *Vector Indexes*: every index from scratch, and the real ones tuned.
    - Chapter 6, *Query Processing*: what happens to a search on its way through Milvus.
    - Milvus docs v3.0.x, *Metric Types*, *Index Explained*, *Binary Vector*.
    - Beyer, Goldstein, Ramakrishnan, Shaft, *When Is "Nearest Neighbor" Meaningful?*, ICDT 1999.
    - Aumüller, Ceccarello, *Benchmarking Nearest Neighbor Search: Influence of Local Intrinsic Dimensionality and Result Diversity in Real-World Datasets*, 2019.
    - Malkov and others, *Approximate nearest neighbor algorithm based on navigable small world graphs*, Information Systems 45, 2014.
    - Sculley and others, *Hidden Technical Debt in Machine Learning Systems*, NIPS 2015.
    """)
    return


@app.cell(hide_code=True)
def test_opposites_are_near(names, similarity, vectors):
    """Opposites are near each other: a model sees the company that words keep, not their meaning."""
    _rank = (vectors @ vectors[names.index("bad")] > similarity("bad", "safe")).sum()
    assert 1 <= _rank <= 10
    return


@app.cell(hide_code=True)
def test_long_wins_only_under_ip(plane_stored, points, search):
    """A long vector that points elsewhere wins under IP, and not under L2 or COSINE."""
    def _before(metric):
        order = [list(points)[i] for i, _ in search(f"plane_{metric}", [1.5, 0.9], 6)[0]]
        return order.index("bee") < order.index("ant")


    assert plane_stored and [_before(m) for m in ("L2", "IP", "COSINE")] == [False, True, False]
    return


@app.cell(hide_code=True)
def test_l2_is_cosine_in_other_words(same_numbers):
    """For vectors of length 1 the L2 of a hit is the squared distance, and equals 2 − 2·cosine."""
    assert all(abs(l2 - (2 - 2 * cos)) < 1e-4 and abs(l2 - r**2) < 1e-4 for _, l2, r, cos in same_numbers)
    return


@app.cell(hide_code=True)
def test_what_the_questions_promise(intrinsic_rows, kept_by_dim, one_bit_found, one_bit_true, recall_at_k, spread):
    """In many dimensions distances concentrate, and the bits of a vector keep most of the nearest in a wider selection."""
    _at = {(row["data"], row["dim"]): row["ratio"] for row in spread}
    _m = {(row["data"], row["dim"]): row["m"] for row in intrinsic_rows}
    assert 0.4 < kept_by_dim[64] < 0.5
    assert _at["random points", 2] < 0.05 and 0.8 < _at["random points", 1024] < 0.95
    assert 18 < _m["words", 256] < 35 and _m["random directions", 256] > 60
    assert 0.7 < recall_at_k(one_bit_found[100], one_bit_true) < 0.8
    return


@app.cell(hide_code=True)
def test_long_links_cross(Flat, Space, landmarks, map_words, plane, walk, worlds):
    """A few long links let a greedy walk cross the graph."""
    def _found(far, keep):
        query, start = plane[map_words.index("castle")], landmarks[7]
        met = walk(Space(plane), worlds[far].__getitem__, query, [start], keep)[:12]
        return len({row for _, row in met} & set(map(int, Flat(plane).search(query, 12).ids)))


    assert _found(False, 12) == 0 and _found(False, 40) == 12 and _found(True, 12) >= 9
    return


@app.cell(hide_code=True)
def test_cells_beat_chance(curve, exact_recall):
    """Recall never falls as nprobe grows, and is 1 when every cell is opened."""
    _recalls = [point["recall"] for point in curve]
    assert _recalls == sorted(_recalls) and _recalls[-1] > 0.999 and _recalls[2] > 0.5 and exact_recall > 0.999
    return


@app.cell(hide_code=True)
def test_skew_is_silent(recall_at_k, search, services, true_answers):
    """A service that changes its vectors differently for rows and queries loses recall without an error."""
    def _recall(which):
        return recall_at_k([[row for row, _ in hits] for hits in search("rows_COSINE", services[which], 10)], true_answers)


    _kinds = list(services)
    assert _recall(_kinds[0]) > 0.99 and _recall(_kinds[1]) > 0.99
    assert _recall(_kinds[2]) < 0.9 and _recall(_kinds[4]) < 0.05
    return


@app.cell(hide_code=True)
def test_nothing_from_nothing(DataType, course):
    """On this server the JACCARD distance of an all-zero vector from itself is 1."""
    try:
        _admin = course.connect(needs=["binary_vectors"])
    except course.NotServed:
        _admin = None
    if _admin:
        _schema = _admin.create_schema(auto_id=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("bits", DataType.BINARY_VECTOR, dim=8)
        _index = _admin.prepare_index_params()
        _index.add_index("bits", index_type="BIN_FLAT", metric_type="JACCARD")
        if _admin.has_collection("zero_over_zero"):
            _admin.drop_collection("zero_over_zero")
        _admin.create_collection("zero_over_zero", schema=_schema, index_params=_index, consistency_level="Strong")
        _admin.insert("zero_over_zero", [{"id": 1, "bits": bytes(1)}])
        assert _admin.search("zero_over_zero", data=[bytes(1)], limit=1, anns_field="bits")[0][0]["distance"] == 1
    return


if __name__ == "__main__":
    app.run()
