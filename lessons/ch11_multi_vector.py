import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="11 Multi-Vector Search")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Multi-Vector Search

    One thing can be near to another in more than one way. Two pictures look alike, two captions mean the same, two labels share a rare word. Each of these is a vector of its own, with a
    model and a metric of its own, and each finds what the others miss. This chapter keeps them side by side in one row, searches them together, and asks whether the answer got better.

    The last question needs a number. So this chapter has 70 queries with judged answers, and every way of fusing is measured on them. Some ways lose.

    **What you will be able to do**

    - *give* a collection several vector fields, an index and a metric each, and *search* them together,
    - *compute* reciprocal rank fusion by hand, and *say* when weights need normalized scores,
    - *measure* a ranking by nDCG on judged queries, and *choose* a fusion by it instead of by taste,
    - *serve* rows that lack a picture, and queries that lack a text,
    - *re-rank* by late interaction, and *bound* what a fused page has to fetch.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import base64
    import inspect
    import json
    import math
    import time
    import zipfile
    from html import escape
    from pathlib import Path

    import altair as alt
    import numpy as np
    import wordllama
    from pymilvus import AnnSearchRequest, DataType, Function, FunctionType, MilvusException, RRFRanker, WeightedRanker

    import grader.lesson as course

    DATA = mo.notebook_dir() / "data"
    return (
        AnnSearchRequest,
        DATA,
        DataType,
        Function,
        FunctionType,
        MilvusException,
        Path,
        RRFRanker,
        WeightedRanker,
        alt,
        base64,
        course,
        escape,
        inspect,
        json,
        math,
        np,
        time,
        wordllama,
        zipfile,
    )


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "filters", "multi_vector", "hybrid", "bm25", "decay_ranker", "grouping"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know the metrics (chapter 2) and what a filter costs (chapters 6 and 9). {milvus.introduced}
    The server 2.3.5 of other chapters has one vector field per collection and no `hybrid_search`, so nothing here runs on it.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Multiple Vector Fields

    The shelf of this chapter holds 524 pictures: drawings and photographs with a caption and a category, made for a children's drawing program. Each picture has three vectors.

    - **picture**: what it looks like. An image network turned the pixels into 1,280 numbers, reduced here to 128. COSINE.
    - **meaning**: what its caption means. A text model turned the caption into 256 numbers. COSINE.
    - **words**: which words its caption has. Milvus makes this sparse vector itself, by **BM25**: a word counts more the rarer it is among the captions, the more often it stands in this one, and the shorter the caption is (chapter 23).

    The vectors were computed beforehand by `lessons/data/make_stamps.py`, which you can read and run; where the pictures come from stands in `lessons/data/stamps.NOTICE`.
    """)
    return


@app.cell
def _(DATA, json, mo, np):
    shelf = json.loads((DATA / "stamps.json").read_text("utf-8"))
    judged = json.loads((DATA / "stamps_judged.json").read_text("utf-8"))["queries"]


    def unit(x):
        return x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12)


    with np.load(DATA / "stamps.npz") as _archive:
        pictures, meanings, texts = (unit(_archive[name].astype(np.float32)) for name in ("pictures", "captions", "queries"))

    # One entry per judged query and field: what each field is searched with.
    ASKED = {
        "words": [query["text"] for query in judged],
        "meaning": texts.tolist(),
        "picture": [pictures[query["picture"]].tolist() for query in judged],
    }
    mo.accordion({"How the shelf is read": mo.show_code()})
    return ASKED, judged, meanings, pictures, shelf, texts, unit


@app.cell(hide_code=True)
def _(DATA, base64, course, escape, shelf, zipfile):
    _archive = zipfile.ZipFile(DATA / "stamps.zip")


    def strip(rows, label, notes=None, size=76):
        """Pictures in a row with their captions; `notes` has a line per picture."""
        cells = []
        for place, number in enumerate(rows):
            stamp = shelf[number]
            data = base64.b64encode(_archive.read(stamp["file"])).decode()
            note = f"<b>{escape(str(notes[place]))}</b><br>" if notes else ""
            caption = stamp["caption"] if len(stamp["caption"]) < 34 else stamp["caption"][:32] + "…"
            cells.append(
                f"<figure style='margin:0;width:{size + 20}px;flex:none;text-align:center;font-size:12px;line-height:1.25'>"
                f"<img alt='{escape(stamp['caption'], quote=True)}' width='{size}' height='{size}' style='object-fit:contain;background:#fff;border-radius:6px' src='data:image/webp;base64,{data}'>"
                f"<figcaption>{note}{escape(caption)}</figcaption></figure>"
            )
        return course.scrolls(f"<div style='display:flex;gap:6px;padding:4px 0'>{''.join(cells) or '(nothing)'}</div>", label)


    strip([107, 26, 186, 240, 311, 450, 478, 514, 394, 346], "Ten of the 524 pictures")
    return (strip,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A schema with three vectors

    Each vector field has its own dimension, its own index and its own metric; nothing ties them together but the row. By default a collection may have four vector fields, and the setting
    `proxy.maxVectorFieldNum` raises that to ten (docs v3.0.x, *proxy-related Configurations*, *Multi-Vector Hybrid Search*).
    """)
    return


@app.cell
def _(DataType, Function, FunctionType, client, meanings, mo, np, pictures, shelf):
    def new_shelf(name, rows, metric="COSINE", nullable=False):
        """A collection made anew: three vector fields, an index each; read at the level Strong."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("caption", DataType.VARCHAR, max_length=500, enable_analyzer=True)
        schema.add_field("category", DataType.VARCHAR, max_length=60)
        schema.add_field("day", DataType.INT64)
        schema.add_field("has_picture", DataType.BOOL)
        schema.add_field("picture", DataType.FLOAT_VECTOR, dim=128, nullable=nullable)
        schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=256)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["caption"], output_field_names=["words"]))
        index = client.prepare_index_params()
        index.add_index("picture", index_type="FLAT", metric_type=metric)
        index.add_index("meaning", index_type="FLAT", metric_type=metric)
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        client.insert(name, rows)
        return name


    days = np.random.default_rng(11).integers(0, 3650, size=len(shelf)).tolist()  # when a picture was added: made up
    rows = [
        {"id": n, "caption": stamp["caption"], "category": stamp["category"], "day": days[n], "has_picture": True, "picture": pictures[n].tolist(), "meaning": meanings[n].tolist()}
        for n, stamp in enumerate(shelf)
    ]
    new_shelf("stamps", rows)
    mo.show_code()
    return days, new_shelf, rows


@app.cell(hide_code=True)
def _(course):
    which_finds = course.predict(
        "A customer types *berries* and shows a picture of blueberries. The shelf has captions like “A strawberry.” Which field finds no picture at all?",
        ["words", "meaning", "picture", "Each finds some"],
        "words",
        "BM25 compares whole words. *berries* stands in no caption, and *strawberry* is a different word to it. The other two fields always find something: every vector has a nearest one.",
        key="ch11 which finds",
    )
    which_finds
    return (which_finds,)


@app.cell(hide_code=True)
def _(course, judged, mo, which_finds):
    course.after(which_finds)
    query_of = mo.ui.dropdown({f"{q['text']}": n for n, q in enumerate(judged)}, value="berries", label="A judged query (a text, and a picture “like this one”)")
    query_of
    return (query_of,)


@app.cell(hide_code=True)
def _(ASKED, client, course, judged, mo, query_of, strip):
    def nearest(field, number, limit=8, name="stamps", **more):
        """The ids that one field finds for a judged query, without the picture that was shown."""
        hits = client.search(name, data=[ASKED[field][number]], anns_field=field, limit=limit + 1, **more)[0]
        return [hit["id"] for hit in hits if hit["id"] != judged[number]["picture"]][:limit]


    _number = query_of.value
    _grades = judged[_number]["grades"]


    def _row(field):
        found = nearest(field, _number)
        right = sum(_grades.get(str(n), 0) == 2 for n in found)
        return mo.vstack([mo.md(f"**{field}**: {right} of the {len(found)} found are what was asked for"), strip(found, f"Found by {field}", ["✓" if _grades.get(str(n), 0) == 2 else "·" for n in found])])


    mo.vstack([mo.md(f"“{judged[_number]['text']}”, like this one:"), strip([judged[_number]["picture"]], "The picture shown"), *(_row(field) for field in ASKED)])
    return (nearest,)


@app.cell(hide_code=True)
def _(course, mo, which_finds):
    course.after(which_finds)
    mo.md("""
    A ✓ is a picture that was judged right. Go through a few queries. For *berries*, *meaning* finds strawberries and raspberries, *picture* finds what is drawn alike (a peach, a prune, a bunny), and *words* finds nothing.
    For “red apple” *words* does well, and for “children on the road” *picture* does, because signs look like signs. None of the fields is the best for all queries, which is the reason for this chapter.

    ### A row without a picture

    Some captions come without a picture. What does such a row put into the field `picture`? Since Milvus 3.0, and for fields that are added since 2.6.18 (chapter 13), a vector field can be **nullable**: NULL vectors are skipped by a search (release notes 3.0.0), take no part
    in the index, and cannot be asked for by `is null` (docs v3.0.x, *Nullable Fields*; *not run here*). On an older Milvus every row has to have a vector, and people fill in zeros.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    zero_place = course.predict(
        "Ten of the 524 rows have no picture, and a vector of zeros in its place. Where do these rows stand when `picture` is searched by COSINE?",
        ["Nowhere: they have no direction", "At the very end", "In the middle, with the score 0", "At the beginning"],
        "In the middle, with the score 0",
        "A cosine of 0 is not the worst score: every picture that points away from the query has a negative one. So a row that knows nothing stands before hundreds that know better.",
        key="ch11 zero place",
    )
    zero_place
    return (zero_place,)


@app.cell(hide_code=True)
def _(ASKED, MilvusException, client, course, mo, new_shelf, rows, zero_place):
    course.after(zero_place)
    _gone = set(range(0, 524, 53))


    def _places(filter=""):
        """Places of the rows without a picture when `picture` is searched for all 524."""
        hits = client.search("ghosts", data=[ASKED["picture"][12]], anns_field="picture", limit=524, filter=filter)[0]
        return [place for place, hit in enumerate(hits, 1) if hit["id"] in _gone], len(hits)


    def _line(what, filter=""):
        places, count = _places(filter)
        return f"|{what}|{count}|{f'{places[0]} to {places[-1]}' if places else 'none of them was found'}|"


    def _with(value, **make):
        new_shelf("ghosts", [{**row, "has_picture": False, "picture": value} if row["id"] in _gone else row for row in rows], **make)


    _with([0.0] * 128)
    ghost_places = _places()[0]
    _lines = [_line("zeros"), _line("zeros, and the filter `has_picture == true`", "has_picture == true")]
    try:
        _with(None, nullable=True)
        _lines.append(_line("NULL, in a nullable field"))
    except MilvusException as _error:
        _lines.append(f"|NULL, in a nullable field||refused: {' '.join(_error.message.split())[:80].replace('|', '/')}|")
    mo.vstack([course.table("what the ten rows hold / rows found / places of the ten rows", _lines)])
    return (ghost_places,)


@app.cell(hide_code=True)
def test_zeros_stand_in_the_middle(ghost_places):
    """A vector of zeros has the cosine 0, and stands before all rows that point away."""
    assert len(ghost_places) == 10 and 50 < ghost_places[0] and ghost_places[-1] < 480
    return


@app.cell(hide_code=True)
def _(course, mo, zero_place):
    course.after(zero_place)
    mo.md("""
    Milvus Lite 3.2.2 takes NULL and stores zeros, so here the last line is like the first; a Milvus 3 server leaves these rows out. The way that is right everywhere is the second one: **a flag in the row, and a
    filter in the part of the search that needs the picture**. Only in that part: a filter on the whole search would lose the row altogether, although its caption may be just what was asked for. Exercise 3 is about such rows.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Fusion Search Methods

    ### Places instead of scores

    Three fields give three rankings. Their scores cannot be compared: the tenth best caption has a cosine of 0.25 on average, the tenth best picture 0.37, and the best BM25 score is 4 for one query and 7 for another. **Reciprocal rank fusion** (RRF) looks at the places only. A row gets
    1 / (k + place) from every ranking that has it, nothing from one that does not, and the sum is its score. `k` is 60 by default (docs v3.0.x, *RRF Ranker*).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    twice_tenth = course.predict(
        "Three rankings, k = 60. Row A is first in one of them and missing from the others. Row B is tenth in two of them. Which one stands before the other?",
        ["A, because it is first somewhere", "B, because it is in two rankings", "They are equal"],
        "B, because it is in two rankings",
        "A has 1/61 = 0.0164, B has 2/70 = 0.0286. With k = 60 the places 1 and 10 are worth nearly the same, and agreement counts most. With k = 1 it would be 0.5 against 0.18: a small k trusts first places.",
        key="ch11 twice tenth",
    )
    twice_tenth
    return (twice_tenth,)


@app.cell
def _(AnnSearchRequest, ASKED, RRFRanker, client, mo, nearest):
    def requests(numbers, limit=50, fields=("words", "meaning", "picture"), **filters):
        """One request per field, each with all these judged queries."""
        return [AnnSearchRequest([ASKED[field][n] for n in numbers], field, {}, limit=limit, filter=filters.get(field)) for field in fields]


    def rrf(rankings, k=60):
        """(id, score), best first: 1/(k + place) from every ranking that has the id."""
        scores = {}
        for ranking in rankings:
            for place, id in enumerate(ranking, 1):
                scores[id] = scores.get(id, 0.0) + 1 / (k + place)
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


    # By hand, and by Milvus: the query "onion and garlic".
    by_hand = rrf([[hit["id"] for hit in client.search("stamps", data=[ASKED[field][24]], anns_field=field, limit=20)[0]] for field in ASKED])[:6]
    by_milvus = client.hybrid_search("stamps", requests([24], limit=20), RRFRanker(60), limit=6)[0]
    mo.show_code()
    return by_hand, by_milvus, requests, rrf


@app.cell(hide_code=True)
def _(ASKED, by_hand, by_milvus, client, course, mo, shelf, strip, twice_tenth):
    course.after(twice_tenth)
    _places = {field: {hit["id"]: place for place, hit in enumerate(client.search("stamps", data=[ASKED[field][24]], anns_field=field, limit=20)[0], 1)} for field in ASKED}
    _lines = []
    for (_id, _score), _hit in zip(by_hand, by_milvus):
        _at = [_places[field].get(_id) for field in ASKED]
        _lines.append(f"|{shelf[_id]['caption'][:40]}|" + "|".join(str(place) if place else "not found" for place in _at) + "|" + " + ".join(f"1/{60 + place}" for place in _at if place) + f"|{_score:.5f}|{_hit['distance']:.5f}|")
    mo.vstack([
        mo.md("“onion and garlic”, like the picture of a garlic bulb (which is found too, and first). Places in the three rankings of 20, and what they are worth:"),
        course.table("row / words / meaning / picture / sum / by hand / by Milvus", _lines),
        strip([hit["id"] for hit in by_milvus], "The six best by RRF", [f"{hit['distance']:.4f}" for hit in by_milvus]),
    ])
    return


@app.cell(hide_code=True)
def test_rrf_by_hand_is_milvus(by_hand, by_milvus, np):
    """Reciprocal rank fusion by hand has the scores of hybrid_search with RRFRanker."""
    assert np.allclose([score for _, score in by_hand], [hit["distance"] for hit in by_milvus], atol=1e-5)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### A number for a ranking

    Is the fused ranking better? For each of the 70 judged queries the file `stamps_judged.json` says which pictures are what was asked for (grade 2) and which are near it (grade 1). **nDCG@10** turns a ranking into a number: each of the first ten hits brings
    2^grade − 1, divided by log2(place + 1), and the sum is divided by what a perfect ranking would have. 1 is perfect, 0 is nothing right. The picture that was shown does not count.
    """)
    return


@app.cell
def _(judged, math, mo, np):
    def ndcg(ids, grades, k=10):
        """How near a ranking of ids is to the best possible one; `grades` has ids as text."""
        gain = lambda grade, place: (2**grade - 1) / math.log2(place + 1)  # noqa: E731
        got = sum(gain(grades.get(str(id), 0), place) for place, id in enumerate(ids[:k], 1))
        return got / sum(gain(grade, place) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:k], 1))


    def quality(rankings, numbers=range(70)):
        """Mean nDCG@10 of one ranking per judged query, without the picture that was shown."""
        return float(np.mean([ndcg([id for id in ranking if id != judged[n]["picture"]], judged[n]["grades"]) for n, ranking in zip(numbers, rankings)]))


    SOME = range(0, 70, 4)  # every fourth query, where all 70 would take long
    mo.show_code()
    return SOME, ndcg, quality


@app.cell(hide_code=True)
def _(course):
    fused_better = course.predict(
        "Mean nDCG@10 over the 70 queries is 0.37 for *words*, 0.56 for *meaning* and 0.51 for *picture*. What will RRF of all three reach?",
        ["About 0.48, their mean", "About 0.56, the best of them", "Clearly more than 0.56"],
        "Clearly more than 0.56",
        "The three fields make different mistakes. What two of them agree on is seldom wrong, and a row that one of them misses is found by another.",
        key="ch11 fused better",
    )
    fused_better
    return (fused_better,)


@app.cell(hide_code=True)
def _(ASKED, client, course, fused_better, np):
    course.after(fused_better)
    # One search per field for all 70 queries: ids and scores, 50 deep. Everything computed by hand starts from these.
    found = {field: [[(hit["id"], abs(hit["distance"]) if field == "words" else hit["distance"]) for hit in hits] for hits in client.search("stamps", data=ASKED[field], anns_field=field, limit=50)] for field in ASKED}
    ids_of = {field: [[id for id, _ in ranking] for ranking in rankings] for field, rankings in found.items()}
    np.testing.assert_equal(len(ids_of["picture"]), 70)
    return found, ids_of


@app.cell(hide_code=True)
def _(course, fused_better, mo):
    course.after(fused_better)
    k_of = mo.ui.slider(steps=[1, 2, 5, 10, 20, 60, 200, 1000], value=60, label="k of the RRFRanker", show_value=True)
    k_of
    return (k_of,)


@app.cell(hide_code=True)
def _(RRFRanker, alt, client, course, ids_of, k_of, mo, quality, requests, rrf):
    single = {field: quality(rankings) for field, rankings in ids_of.items()}
    _milvus = quality([[hit["id"] for hit in hits] for hits in client.hybrid_search("stamps", requests(range(70)), RRFRanker(k_of.value), limit=11)])
    _curve = [{"k": k, "nDCG@10": quality([[id for id, _ in rrf(parts, k)] for parts in zip(*ids_of.values())])} for k in (1, 2, 5, 10, 20, 60, 200, 1000)]
    rrf_quality = next(point["nDCG@10"] for point in _curve if point["k"] == 60)
    _x = alt.X("k:Q", scale=alt.Scale(type="log", domain=[1, 1000]), title="k (logarithmic)")
    _y = alt.Y("nDCG@10:Q", scale=alt.Scale(domain=[0.3, 0.75]))
    _lines = alt.Chart(alt.Data(values=[{"field": f"{field} alone", "nDCG@10": value, "k": k} for field, value in single.items() for k in (1, 1000)])).mark_line(strokeDash=[5, 4], strokeWidth=2).encode(
        x=_x, y=_y, color=alt.Color("field:N", title=None, scale=alt.Scale(domain=["words alone", "meaning alone", "picture alone", "RRF of all three"], range=[course.GREY, course.ORANGE, course.PURPLE, course.TEAL])),
    )
    _rrf = alt.Chart(alt.Data(values=[{**point, "field": "RRF of all three"} for point in _curve])).mark_line(point=True).encode(x=_x, y=_y, color="field:N", tooltip=["k:Q", alt.Tooltip("nDCG@10:Q", format=".3f")])
    _now = alt.Chart(alt.Data(values=[{"k": k_of.value, "nDCG@10": _milvus}])).mark_point(size=180, strokeWidth=3, color=course.TEAL).encode(x=_x, y=_y)
    mo.vstack([
        mo.md(f"Milvus, with k = {k_of.value}: nDCG@10 **{_milvus:.3f}** (the ring). Each field alone: " + ", ".join(f"{field} {value:.3f}" for field, value in single.items()) + "."),
        course.chart(_lines + _rrf + _now, 280, "nDCG at ten of reciprocal rank fusion over k from 1 to 1000, well above the level lines of the three single fields, with the value that Milvus has at the chosen k", columns=2, labels=160),
    ])
    return rrf_quality, single


@app.cell(hide_code=True)
def test_fusion_beats_every_field(rrf_quality, single):
    """On the 70 judged queries RRF of three fields is clearly above the best single one."""
    assert single["words"] < single["picture"] < single["meaning"] < rrf_quality - 0.05
    return


@app.cell(hide_code=True)
def _(course, fused_better, mo):
    course.after(fused_better)
    mo.md("""
    The curve is nearly flat from 5 to 1,000, so `k` is not what needs tuning here. At 1 the first place of *every* field, also of the one that is wrong, goes to the top, and that costs. The default is a good default.

    The mean hides something: look at single queries below.
    """)
    return


@app.cell(hide_code=True)
def _(alt, course, ids_of, judged, mo, ndcg, rrf):
    def one(ranking, n):
        return ndcg([id for id in ranking if id != judged[n]["picture"]], judged[n]["grades"])


    _fused = [[id for id, _ in rrf(parts)] for parts in zip(*ids_of.values())]
    _points = [{"query": q["text"], "best field": max(one(ids_of[f][n], n) for f in ids_of), "RRF": one(_fused[n], n)} for n, q in enumerate(judged)]
    lost = sum(p["RRF"] < p["best field"] - 1e-9 for p in _points)
    _dots = alt.Chart(alt.Data(values=_points)).mark_circle(size=60, color=course.TEAL, opacity=0.7).encode(
        x=alt.X("best field:Q", title="nDCG@10 of the field that is best for this query", scale=alt.Scale(domain=[0, 1])), y=alt.Y("RRF:Q", title="nDCG@10 of RRF", scale=alt.Scale(domain=[0, 1])), tooltip=["query:N", alt.Tooltip("best field:Q", format=".2f"), alt.Tooltip("RRF:Q", format=".2f")],
    )
    _even = alt.Chart(alt.Data(values=[{"a": 0, "b": 0}, {"a": 1, "b": 1}])).mark_line(color=course.GREY, strokeDash=[4, 4]).encode(x="a:Q", y="b:Q")
    mo.vstack([
        mo.md(f"Each dot is a query. For **{lost} of the 70** the fused ranking is worse than the best of the three fields would have been. But which field is the best changes from query to query, and no program knows it beforehand."),
        course.chart(_even + _dots, 300, "nDCG of RRF against that of the best single field for each of 70 queries: about half of the dots lie below the diagonal"),
    ])
    return (lost,)


@app.cell(hide_code=True)
def test_fusion_loses_often_and_wins_on_average(lost):
    """For a third or more of the queries the best single field would have been better, had one known which."""
    assert 20 <= lost <= 50
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Weights, and what they multiply

    `WeightedRanker(0.2, 0.5, 0.3)` adds scores, each times its weight, in the order of the requests. For that, scores have to be comparable. With `norm_score=True`, which is the default of pymilvus 3.0.2, each score is first squeezed into 0 to 1 (docs v3.0.x, *Weighted Ranker*);
    on this Milvus by these formulas, checked below:

    | metric | raw score | normalized |
    |:---|:---|:---|
    | COSINE | −1 to 1, larger is nearer | (1 + s) / 2 |
    | IP | any, larger is nearer | 0.5 + arctan(s) / π |
    | BM25 | 0 and more, larger is better (Lite shows it with a minus sign) | 2 · arctan(s) / π |
    | L2 | 0 and more, **smaller** is nearer | 1 − 2 · arctan(s) / π |

    A row that one request did not find gets 0 from it. With `norm_score=False` the raw scores are added.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    raw_l2 = course.predict(
        "Two fields, both with the metric L2. `WeightedRanker(0.5, 0.5, norm_score=False)` adds distances, and the smallest sum is first. A row is found by one request only, at the distance 1.1. Another one is found by both, at 0.3 and 0.9. Which is first?",
        ["The one that both found: it is nearer in both", "The one that only one request found", "They are equal"],
        "The one that only one request found",
        "0.5 · 1.1 = 0.55 against 0.5 · 0.3 + 0.5 · 0.9 = 0.60. What was not found adds 0, and where small is good, 0 is the best of all. The rows that only one search found win.",
        key="ch11 raw l2",
    )
    raw_l2
    return (raw_l2,)


@app.cell(hide_code=True)
def _(ASKED, SOME, WeightedRanker, client, course, mo, new_shelf, quality, raw_l2, requests, rows):
    course.after(raw_l2)
    new_shelf("by_l2", rows, metric="L2")
    _two = ("meaning", "picture")


    def _both(name, ranker):
        """Quality, and how many of the ten are in both lists of 50, on average."""
        answers = client.hybrid_search(name, requests(SOME, fields=_two), ranker, limit=11)
        parts = [[{hit["id"] for hit in hits} for hits in client.search(name, data=[ASKED[f][n] for n in SOME], anns_field=f, limit=50)] for f in _two]
        agreed = sum(sum(hit["id"] in a and hit["id"] in b for hit in hits[:10]) for hits, a, b in zip(answers, *parts)) / len(answers)
        return quality([[hit["id"] for hit in hits] for hits in answers], SOME), agreed


    _lines = []
    raw = {}
    for _name, _metric in (("stamps", "COSINE"), ("by_l2", "L2")):
        for _norm in (True, False):
            raw[_metric, _norm] = _both(_name, WeightedRanker(0.5, 0.5, norm_score=_norm))
            _lines.append(f"|{_metric}|`norm_score={_norm}`|{raw[_metric, _norm][0]:.3f}|{raw[_metric, _norm][1]:.1f} of 10|")
    mo.vstack([mo.md(f"*meaning* and *picture*, weights 0.5 and 0.5, {len(SOME)} of the queries. The vectors have length 1, so L2 and COSINE rank alike in each field; only the numbers differ."), course.table("metric of both fields / ranker / nDCG@10 / of the first ten, found by both searches", _lines)])
    return (raw,)


@app.cell(hide_code=True)
def test_raw_distances_prefer_what_one_search_missed(raw):
    """Raw L2 distances, added, put rows first that only one of the searches found; normalized they do not."""
    assert raw["L2", False][0] < raw["L2", True][0] - 0.1
    assert raw["L2", False][1] < 3 < raw["L2", True][1]
    return


@app.cell(hide_code=True)
def _(course, mo, raw_l2):
    course.after(raw_l2)
    mo.md("""
    Raw L2 distances turn the idea of fusion upside down. Raw COSINE scores still make sense together: both lie between −1 and 1, and larger is better for both. Here they even do better than normalized ones. The formula (1 + s) / 2 gives 0.5 or more to nearly everything that a part has found, so that *found by both* counts more
    than *how near*; the last column shows it. Normalizing makes scores comparable, and it also decides what agreement is worth. And raw COSINE with raw L2 is a sum of a similarity and a distance; Milvus Lite 3.2.2 turns the distances round when the metrics differ in direction, even with
    `norm_score=False`, and a program of your own that adds them does not. Exercise 7 is about such a program.

    ### Weights from data

    Weights are parameters, and parameters are fitted. Half of the 70 queries (the even ones) are for **tuning**, the other half is **held out**: a weight that was chosen by a query must not be judged by it. The map has a square for every choice of two weights; the third is what
    is left to 1. Its color is the nDCG@10 of the tuning half. Your sliders run on Milvus.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, raw_l2):
    course.after(raw_l2)
    w_words = mo.ui.slider(0, 10, value=2, label="words", show_value=True)
    w_meaning = mo.ui.slider(0, 10, value=5, label="meaning", show_value=True)
    w_picture = mo.ui.slider(0, 10, value=3, label="picture", show_value=True)
    mo.hstack([w_words, w_meaning, w_picture], justify="start", wrap=True)
    return w_meaning, w_picture, w_words


@app.cell(hide_code=True)
def _(found, math, quality):
    NORMAL = {"words": lambda s: 2 * math.atan(s) / math.pi, "meaning": lambda s: (1 + s) / 2, "picture": lambda s: (1 + s) / 2}
    normal = {field: [[(id, NORMAL[field](score)) for id, score in ranking] for ranking in rankings] for field, rankings in found.items()}


    def weighted(weights):
        """Fused by hand: one ranking per judged query; `weights` by field."""
        answers = []
        for n in range(70):
            scores = {}
            for field, weight in weights.items():
                for id, score in normal[field][n]:
                    scores[id] = scores.get(id, 0.0) + weight * score
            answers.append(sorted(scores, key=lambda id: (-scores[id], id)))
        return answers


    TUNING, HELD_OUT = range(0, 70, 2), range(1, 70, 2)
    grid = {}
    for _a in range(11):
        for _b in range(11 - _a):
            _weights = {"words": (10 - _a - _b) / 10, "meaning": _a / 10, "picture": _b / 10}
            _answers = weighted(_weights)
            grid[_a, _b] = (quality(_answers[::2], TUNING), quality(_answers[1::2], HELD_OUT))
    return HELD_OUT, TUNING, grid, weighted


@app.cell(hide_code=True)
def _(HELD_OUT, TUNING, WeightedRanker, alt, client, course, grid, ids_of, mo, quality, requests, rrf, w_meaning, w_picture, w_words):
    _sum = max(1, w_words.value + w_meaning.value + w_picture.value)
    _weights = [w_words.value / _sum, w_meaning.value / _sum, w_picture.value / _sum]
    _answers = [[hit["id"] for hit in hits] for hits in client.hybrid_search("stamps", requests(range(70)), WeightedRanker(*_weights), limit=11)]
    _best = max(grid, key=lambda at: grid[at][0])
    _rrf = [[id for id, _ in rrf(parts)] for parts in zip(*ids_of.values())]
    halves = {
        "your weights, by Milvus": (quality(_answers[::2], TUNING), quality(_answers[1::2], HELD_OUT)),
        f"best of the map: words {(10 - sum(_best)) / 10:.1f}, meaning {_best[0] / 10:.1f}, picture {_best[1] / 10:.1f}": grid[_best],
        "RRF, k = 60": (quality(_rrf[::2], TUNING), quality(_rrf[1::2], HELD_OUT)),
        "meaning alone": grid[10, 0], "picture alone": grid[0, 10], "words alone": grid[0, 0],
    }  # fmt: skip
    _squares = alt.Chart(alt.Data(values=[{"meaning": a / 10, "picture": b / 10, "nDCG@10": value[0]} for (a, b), value in grid.items()])).mark_square(size=420).encode(
        x=alt.X("meaning:Q", title="weight of meaning", scale=alt.Scale(domain=[-0.05, 1.05])), y=alt.Y("picture:Q", title="weight of picture", scale=alt.Scale(domain=[-0.05, 1.05])),
        color=alt.Color("nDCG@10:Q", scale=alt.Scale(scheme="tealblues", domain=[0.35, 0.68]), title="nDCG@10, tuning half"), tooltip=["meaning:Q", "picture:Q", alt.Tooltip("nDCG@10:Q", format=".3f")],
    )
    _yours = alt.Chart(alt.Data(values=[{"meaning": _weights[1], "picture": _weights[2]}])).mark_point(shape="diamond", size=260, strokeWidth=3, color=course.ORANGE).encode(x="meaning:Q", y="picture:Q")
    mo.vstack([
        course.chart(_squares + _yours, 330, "nDCG at ten on the tuning half over the weights of meaning and picture; a broad plateau in the middle, and much lower corners where one field is alone; a diamond marks the chosen weights"),
        course.table("fusion / tuning half / held-out half", [f"|{name}|{a:.3f}|{b:.3f}|" for name, (a, b) in halves.items()]),
    ])
    return (halves,)


@app.cell(hide_code=True)
def test_weights_by_hand_are_milvus(AnnSearchRequest, ASKED, WeightedRanker, client, np, weighted):
    """Normalized scores times weights, added by hand, rank as hybrid_search with WeightedRanker does."""
    _requests = [AnnSearchRequest([ASKED[f][8]], f, {}, limit=50) for f in ("words", "meaning", "picture")]
    _hits = client.hybrid_search("stamps", _requests, WeightedRanker(0.2, 0.5, 0.3), limit=10)[0]
    assert [hit["id"] for hit in _hits] == weighted({"words": 0.2, "meaning": 0.5, "picture": 0.3})[8][:10]
    assert np.all(np.diff([hit["distance"] for hit in _hits]) <= 1e-6)
    return


@app.cell(hide_code=True)
def test_best_weights_hold_up(halves):
    """Weights chosen on one half beat every single field on the other half."""
    _best = next(value for name, value in halves.items() if name.startswith("best of the map"))
    assert _best[1] > max(value[1] for name, value in halves.items() if name.endswith("alone")) + 0.05
    return


@app.cell(hide_code=True)
def _(course, mo, raw_l2):
    course.after(raw_l2)
    mo.md("""
    The map has a broad plateau: most mixtures of the three do well, and the last hundredth is noise. Compare the two columns: the weights that won on the tuning half have no great lead over RRF on the other half. **With a few dozen judged queries, weights are worth fitting when one field is much worse
    than the others**, and then they mostly say: less of it. RRF needs no data and is within a hundredth or two. Exercise 2 fits weights, and is judged on queries that your code never sees.

    ### Newer first: decay

    A third kind of ranker changes scores by a field that is no vector. A **decay** function multiplies each score by a factor between 0 and 1, which falls with the distance of a number from an origin: a date from today, a price from a budget. In a hybrid search the largest normalized
    score of a row is taken first (docs v3.0.x, *Decay Ranker Overview*). Each picture here has a made-up day, 0 to 3,649, and today is day 3,650.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    decay_kind = mo.ui.dropdown(["gauss", "exp", "linear"], value="gauss", label="function")
    decay_scale = mo.ui.slider(steps=[100, 300, 1000, 3000], value=1000, label="scale: days until the factor is 0.5", show_value=True)
    mo.hstack([decay_kind, decay_scale], justify="start", wrap=True)
    return decay_kind, decay_scale


@app.cell(hide_code=True)
def _(ASKED, Function, FunctionType, alt, client, course, days, decay_kind, decay_scale, math, mo, nearest, strip):
    def newer(kind, scale):
        """The ranker: the factor is 1 today, and 0.5 at `scale` days ago."""
        params = {"reranker": "decay", "function": kind, "origin": 3650, "scale": scale, "offset": 0, "decay": 0.5}
        return Function(name="newer", input_field_names=["day"], function_type=FunctionType.RERANK, params=params)


    CURVES = {"gauss": lambda t: 0.5 ** (t * t), "exp": lambda t: 0.5**t, "linear": lambda t: max(0.0, 1 - t / 2)}
    _age = [{"days ago": x, "factor": curve(x / decay_scale.value), "function": name} for name, curve in CURVES.items() for x in range(0, 3651, 50)]
    _hits = client.search("stamps", data=[ASKED["picture"][29]], anns_field="picture", limit=8, ranker=newer(decay_kind.value, decay_scale.value))[0]
    decayed = [(hit["id"], hit["distance"]) for hit in _hits]
    _plain = nearest("picture", 29)
    math.isfinite(_hits[0]["distance"])
    mo.vstack([
        course.chart(
            alt.Chart(alt.Data(values=_age)).mark_line().encode(x=alt.X("days ago:Q"), y=alt.Y("factor:Q"), color=alt.Color("function:N", title=None, scale=alt.Scale(domain=list(CURVES), range=[course.TEAL, course.ORANGE, course.PURPLE])), strokeWidth=alt.condition(alt.datum.function == decay_kind.value, alt.value(4), alt.value(1.5))),
            230, "Three decay functions over the age in days: gauss falls slowly at first, exp quickly with a long tail, linear in a straight line to zero",
        ),
        mo.md("“garden flower”, by picture alone, and the days since each was added:"),
        strip(_plain, "Nearest by picture", [f"{3650 - days[n]} days" for n in _plain]),
        mo.md(f"The same with `{decay_kind.value}` and scale {decay_scale.value}; below each, score and days:"),
        strip([n for n, _ in decayed], "Nearest by picture, newer first", [f"{score:.2f}, {3650 - days[n]} days" for n, score in decayed]),
    ])
    return (decayed, newer)


@app.cell(hide_code=True)
def test_decay_multiplies(ASKED, client, days, newer, np, pictures):
    """A score with decay is the cosine times the factor of the age."""
    _hits = client.search("stamps", data=[ASKED["picture"][29]], anns_field="picture", limit=10, ranker=newer("exp", 1000))[0]
    _query = np.array(ASKED["picture"][29])
    for _hit in _hits:
        assert abs(_hit["distance"] - float(pictures[_hit["id"]] @ _query) * 0.5 ** ((3650 - days[_hit["id"]]) / 1000)) < 0.01
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Rules: boost

    A **boost** ranker multiplies the score of every row that a filter finds by a weight (docs v3.0.x, *Boost Ranker*): promote what is in stock, hold back what is old. It works on a search of one field, and not as the ranker of a hybrid search (docs v3.0.x, *Boost Ranker*).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    half_of_l2 = course.predict(
        "A boost with the weight 0.5 on all rows of a category. With COSINE these rows move down. What happens with L2, on the Milvus of this page?",
        ["They move down too", "They move up", "Nothing: a distance cannot be boosted"],
        "They move up",
        "Half of a distance is nearer. The weight multiplies the number that the metric gives, and for L2 a smaller number is the better one.",
        key="ch11 half of l2",
    )
    half_of_l2
    return (half_of_l2,)


@app.cell(hide_code=True)
def _(ASKED, Function, FunctionType, client, course, half_of_l2, shelf):
    course.after(half_of_l2)


    def _boost(weight):
        return Function(name="flowers", input_field_names=[], function_type=FunctionType.RERANK, params={"reranker": "boost", "filter": 'category == "plants/flowers"', "weight": weight})


    def _place(name, number, weight):
        """Mean place of the flowers among all pictures."""
        more = {} if weight == 1 else {"ranker": _boost(weight)}
        hits = client.search(name, data=[ASKED["picture"][number]], anns_field="picture", limit=524, **more)[0]
        places = [place for place, hit in enumerate(hits, 1) if shelf[hit["id"]]["category"] == "plants/flowers"]
        return sum(places) / len(places)


    BOOSTS = {"garden flower, COSINE": ("stamps", 29), "garden flower, L2": ("by_l2", 29), "red apple, COSINE": ("stamps", 1)}
    boosted = {what: {weight: _place(*where, weight) for weight in (0.5, 1, 2)} for what, where in BOOSTS.items()}
    course.table("like the picture of a …, metric / weight 0.5 / no boost / weight 2", [f"|{what}|" + "|".join(f"{at[weight]:.0f}" for weight in (0.5, 1, 2)) + "|" for what, at in boosted.items()])
    return (boosted,)


@app.cell(hide_code=True)
def test_a_boost_of_a_distance_is_the_other_way_round(boosted):
    """On Milvus Lite a weight over 1 moves rows up by COSINE and down by L2; negative cosines move down."""
    _cosine, _l2, _negative = boosted.values()
    assert _cosine[2] < _cosine[1] < _cosine[0.5]
    assert _l2[2] > _l2[1] > _l2[0.5]
    assert _negative[2] > _negative[1] > _negative[0.5]
    return


@app.cell(hide_code=True)
def _(AnnSearchRequest, course, half_of_l2, inspect, mo):
    course.after(half_of_l2)
    _has = "ranker" in inspect.signature(AnnSearchRequest.__init__).parameters
    mo.md(f"""
    The table has the mean place of the 25 flowers among all 524 pictures, measured on your Milvus; Milvus Lite 3.2.2 multiplies the raw score. Look at the last line: to a red apple most flowers have a negative cosine, and twice a negative number is worse. So a boost needs a metric in which larger is better, and scores over 0.

    The documentation allows a boost in a part of a hybrid search (docs v3.0.x, *Boost Ranker*). `AnnSearchRequest` of pymilvus 3.0.2 has {'a' if _has else 'no'} parameter for a ranker, and Lite 3.2.2 takes a boost as the ranker of the whole without an error. Since Milvus 3.0 a **Function Chain** composes such steps in one request, from early rescoring on the
    query nodes to a model at the end (release notes 3.0.0; *not run here*).

    ### How deep must the parts be?

    Each request has a limit of its own, and the whole has one. The ranker sees only what the parts bring.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    part_limit = course.predict(
        "The ten best by RRF are wanted, so each of the three requests gets `limit=10`. Compared with parts that hold all 524 rows, how many of the right ten are found, on average?",
        ["All ten: a row that is good is among the ten of some field", "About six", "About two"],
        "About six",
        "A row at place 12 in two rankings has 2/72, more than a row that is first in one. It is in no list of ten, so nobody sees it.",
        key="ch11 part limit",
    )
    part_limit
    return (part_limit,)


@app.cell(hide_code=True)
def _(ASKED, SOME, alt, client, course, mo, part_limit, rrf):
    course.after(part_limit)
    _whole = {field: [[hit["id"] for hit in hits] for hits in client.search("stamps", data=[ASKED[field][n] for n in SOME], anns_field=field, limit=524)] for field in ASKED}
    _right = [[id for id, _ in rrf(parts)[:10]] for parts in zip(*_whole.values())]
    depths = {}
    for _depth in (10, 15, 20, 30, 50, 100, 200, 524):
        _got = [[id for id, _ in rrf([part[:_depth] for part in parts])[:10]] for parts in zip(*_whole.values())]
        depths[_depth] = sum(len(set(a) & set(b)) for a, b in zip(_got, _right)) / len(_right)
    mo.vstack([
        course.chart(
            alt.Chart(alt.Data(values=[{"limit of the parts": d, "of the right ten": v} for d, v in depths.items()])).mark_line(point=True, color=course.TEAL).encode(x=alt.X("limit of the parts:Q", scale=alt.Scale(type="log", domain=[10, 524])), y=alt.Y("of the right ten:Q", scale=alt.Scale(domain=[0, 10])), tooltip=["limit of the parts:Q", alt.Tooltip("of the right ten:Q", format=".1f")]),
            240, "How many of the right ten are found over the limit of the parts: it grows steeply at first and reaches ten only with very deep parts",
        ),
        mo.md(f"With parts of 10: **{depths[10]:.1f} of 10**. With 50: {depths[50]:.1f}. With 200: {depths[200]:.1f}."),
    ])
    return (depths,)


@app.cell(hide_code=True)
def test_parts_as_small_as_the_whole_lose_rows(depths):
    """Parts with the limit of the whole miss rows that belong among the ten, and deeper parts find more of them."""
    assert depths[10] < 9 and depths[10] < depths[50] <= depths[524] == 10
    return


@app.cell(hide_code=True)
def _(AnnSearchRequest, ASKED, RRFRanker, client, course, mo, part_limit, requests, shelf):
    course.after(part_limit)
    _green = 'category == "food/vegetables"'


    def _kinds(hits):
        inside = sum(shelf[hit["id"]]["category"] == "food/vegetables" for hit in hits)
        return f"{inside} of {len(hits)}"


    _everywhere = dict.fromkeys(ASKED, _green)
    _ways = {
        "`hybrid_search(…, filter=…)`": client.hybrid_search("stamps", requests([1]), RRFRanker(), limit=10, filter=_green)[0],
        "`AnnSearchRequest(…, filter=…)` in one of three": client.hybrid_search("stamps", requests([1], picture=_green), RRFRanker(), limit=10)[0],
        "`AnnSearchRequest(…, filter=…)` in all three": client.hybrid_search("stamps", requests([1], **_everywhere), RRFRanker(), limit=10)[0],
    }
    filtered = {name: _kinds(hits) for name, hits in _ways.items()}
    mo.vstack([
        mo.md("Filters also belong to the parts. The query is “red apple”, and only vegetables are wanted:"),
        course.table("where the filter stands / vegetables among the hits", [f"|{name}|{value}|" for name, value in filtered.items()]),
        mo.md(f"`hybrid_search` of pymilvus 3.0.2 has no parameter `filter`; it takes the word without complaint and drops it. {AnnSearchRequest.__name__} has one, and every part needs it: a part without it brings in whatever it finds."),
    ])
    return (filtered,)


@app.cell(hide_code=True)
def test_a_filter_belongs_in_every_part(filtered):
    """A filter given to hybrid_search itself changes nothing; in all parts it holds."""
    _whole, _one, _all = filtered.values()
    assert _all.split()[0] == _all.split()[2] != _whole.split()[0]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Handling Multimodal Data

    ### From a text to a picture

    So far a text found captions and a picture found pictures. Models such as CLIP were trained on pairs until both land in one space, and then a text finds a picture without a caption. You can train a small bridge yourself: 374 captioned pictures are the pairs, and a
    matrix B turns a picture's 128 numbers into the 256 that its caption should have. **Ridge regression** finds B: the best fit, with a penalty λ on large numbers.
    """)
    return


@app.cell
def _(meanings, mo, np, pictures, unit):
    _order = np.random.default_rng(0).permutation(524)
    held, trained = _order[:150], _order[150:]  # 150 pictures that the bridge has never seen


    def bridge(strength):
        """A matrix of 128 x 256 from pictures to captions, and the mean caption, fitted to the 374 pairs."""
        X, mean = pictures[trained], meanings[trained].mean(axis=0)
        B = np.linalg.solve(X.T @ X + strength * np.eye(128), X.T @ (meanings[trained] - mean))
        return B, mean


    def finds_its_picture(strength, some):
        """Shares of captions whose own picture is among the first 1, 5 and 10 of `some`."""
        B, mean = bridge(strength)
        scores = unit(meanings[some] - mean) @ unit(pictures[some] @ B).T
        place = (scores > np.diag(scores)[:, None]).sum(axis=1)
        return [float((place < k).mean()) for k in (1, 5, 10)]


    mo.show_code()
    return bridge, finds_its_picture, held, trained


@app.cell(hide_code=True)
def _(course):
    bridge_seen = course.predict(
        "For pictures that the bridge was trained on, nearly every caption finds its own picture among the first 5 of 374. How many captions find theirs among the first 5 of 150 pictures that it has never seen? (By chance: 3%.)",
        ["Nearly all of them", "About 40%", "About 3%"],
        "About 40%",
        "It has learned something general, and it has learned its pairs by heart. Only the second set shows which is which.",
        key="ch11 bridge seen",
    )
    bridge_seen
    return (bridge_seen,)


@app.cell(hide_code=True)
def _(bridge_seen, course, mo):
    course.after(bridge_seen)
    strength = mo.ui.slider(steps=[0.001, 0.01, 0.1, 1, 3, 10, 30, 100, 1000], value=10, label="λ", show_value=True)
    ask_bridge = mo.ui.text(value="an animal with wings", label="A text of yours")
    mo.hstack([strength, ask_bridge], justify="start", wrap=True)
    return ask_bridge, strength


@app.cell(hide_code=True)
def _(DataType, Path, ask_bridge, bridge, bridge_seen, client, course, finds_its_picture, held, mo, np, pictures, strength, strip, trained, unit, wordllama):
    course.after(bridge_seen)
    mo.stop(not ask_bridge.value.strip(), mo.md("*Type a few words.*"))
    _model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


    def embed(lines):
        """One row of 256 numbers per text."""
        return unit(np.asarray(_model.embed(list(lines)), np.float32))


    _B, _mean = bridge(strength.value)
    if client.has_collection("bridged"):
        client.drop_collection("bridged")
    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("as_text", DataType.FLOAT_VECTOR, dim=256)
    _index = client.prepare_index_params("as_text", index_type="FLAT", metric_type="COSINE")
    client.create_collection("bridged", schema=_schema, index_params=_index, consistency_level="Strong")
    client.insert("bridged", [{"id": int(n), "as_text": v.tolist()} for n, v in zip(held, unit(pictures[held] @ _B))])
    _hits = client.search("bridged", data=[unit(embed([ask_bridge.value])[0] - _mean).tolist()], anns_field="as_text", limit=8)[0]
    bridged = {name: finds_its_picture(10, some) for name, some in (("seen", trained), ("not seen", held))}
    mo.vstack([
        course.table("pictures / own picture is first / among 5 / among 10", [f"|{name}|" + "|".join(f"{share:.0%}".replace("%", " %") for share in finds_its_picture(strength.value, some)) + "|" for name, some in (("the 374 of the training", trained), ("150 never seen", held))]),
        mo.md(f"“{ask_bridge.value}”, asked of the 150 pictures that were never seen, captions unknown to Milvus:"),
        strip([hit["id"] for hit in _hits], "Found by the bridge", [f"{hit['distance']:.2f}" for hit in _hits]),
    ])
    return bridged, embed


@app.cell(hide_code=True)
def test_a_bridge_learns_and_learns_by_heart(bridged):
    """The trained map finds unseen pictures ten times better than chance, and far worse than those it was trained on."""
    assert bridged["not seen"][1] > 0.3 and bridged["seen"][1] > 0.9
    return


@app.cell(hide_code=True)
def _(bridge_seen, course, mo):
    course.after(bridge_seen)
    mo.md("""
    Move λ. A small one fits the pairs by heart, a huge one lets nothing through, and only the second line of the table tells them apart. A model trained on hundreds of millions of pairs replaces this bridge, and nothing else changes: one vector field in which texts and pictures are near each other.

    ### A modality is missing

    Now half of the pictures are gone: these rows have a caption only. Four ways to keep serving them, on the same 70 queries:

    - **leave them out**: a filter in every part keeps the complete rows only,
    - **zeros** in place of the picture, with COSINE and with L2,
    - **flag**: a filter in the part *picture* only,
    - **fill in**: a bridge the other way round guesses the picture's vector from the caption.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    half_missing = course.predict(
        "Half of the pictures are missing. Which way has the worst nDCG@10?",
        ["Leave them out", "Zeros, with COSINE", "Zeros, with L2", "Flag", "Fill in"],
        "Leave them out",
        "Half of the right answers cannot be found any more, whatever else is done well. Zeros with L2 come second to last: a vector of zeros has the squared distance 1 to every query of length 1, and a picture is nearer than that only if its cosine is over 0.5.",
        key="ch11 half missing",
    )
    half_missing
    return (half_missing,)


@app.cell(hide_code=True)
def _(RRFRanker, alt, client, course, half_missing, ids_of, meanings, mo, new_shelf, np, pictures, quality, requests, rows, rrf, unit):
    course.after(half_missing)
    _half = range(0, 70, 2)
    _missing = set(np.random.default_rng(5).permutation(524)[:262].tolist())
    _known = np.array([n for n in range(524) if n not in _missing])
    _mean = meanings[_known].mean(axis=0)
    _X = meanings[_known] - _mean
    _back = np.linalg.solve(_X.T @ _X + 1.0 * np.eye(256), _X.T @ pictures[_known])  # from captions to pictures


    def _shelf_with(fill, metric="COSINE"):
        new_shelf("halved", [{**row, "has_picture": False, "picture": fill(row["id"])} if row["id"] in _missing else row for row in rows], metric)


    def _score(**filters):
        answers = client.hybrid_search("halved", requests(_half, **filters), RRFRanker(), limit=11)
        return quality([[hit["id"] for hit in hits] for hits in answers], _half)


    _have = "has_picture == true"
    _shelf_with(lambda n: [0.0] * 128, "L2")
    ways = {"zeros, L2": _score()}
    _shelf_with(lambda n: [0.0] * 128)
    ways |= {"leave them out": _score(words=_have, meaning=_have, picture=_have), "zeros, COSINE": _score(), "flag": _score(picture=_have)}
    _shelf_with(lambda n: unit((meanings[n] - _mean) @ _back).tolist())
    ways["fill in"] = _score()
    ways["nothing missing"] = quality([[id for id, _ in rrf(parts)] for parts in zip(*(ids_of[f][::2] for f in ids_of))], _half)
    _bars = alt.Chart(alt.Data(values=[{"way": way, "nDCG@10": value} for way, value in ways.items()])).mark_bar().encode(
        y=alt.Y("way:N", title=None, sort=list(ways), axis=alt.Axis(labelLimit=200, labelFontSize=13)), x=alt.X("nDCG@10:Q", scale=alt.Scale(domain=[0, 0.8])), color=alt.condition(alt.datum.way == "nothing missing", alt.value(course.GREY), alt.value(course.TEAL)), tooltip=["way:N", alt.Tooltip("nDCG@10:Q", format=".3f")],
    )
    mo.vstack([course.chart(_bars, 210, "nDCG at ten of five ways to serve rows without a picture, beside the shelf on which none is missing"), mo.md(", ".join(f"{way} **{value:.3f}**" for way, value in ways.items()) + ".")])
    return (ways,)


@app.cell(hide_code=True)
def test_rows_without_a_picture_are_kept(ways):
    """Leaving rows out is worst, zeros by L2 are worse than a flag, and a guess of the picture is better than none."""
    assert min(ways, key=ways.get) == "leave them out"
    assert ways["zeros, L2"] < ways["flag"] - 0.03 and ways["flag"] < ways["fill in"] <= ways["nothing missing"] + 0.02
    return


@app.cell(hide_code=True)
def _(course, half_missing, mo):
    course.after(half_missing)
    mo.md("""
    With COSINE the zeros do no harm *here*: they stood at the places 194 to 203 in the first demonstration, and the parts are 50 deep. A deeper part, or a query that little is near to, brings them in, and with L2 they stand before nearly all pictures. The flag costs one filter and is right with either metric and at any depth.

    *Fill in* is the best: a guess brings a row into the picture ranking near its kind. It knows no more than the caption does, so it cannot find two things that look alike and are called differently. Keep the flag also then, so that a guess can be told from a picture.

    ### Many vectors for one thing: late interaction

    A caption of three words, a page with forty paragraphs, a video with a thousand frames: one vector each is an average, and an average forgets. **Late interaction** keeps all vectors of a thing and compares at the last moment. For each vector of the query take the most similar one of the thing, and add up
    these maxima. The sum is called **MaxSim**; ColBERT introduced it for the words of a text, and Milvus stores such lists as an array of structs and searches them with the metrics `MAX_SIM…` (docs v3.0.x, *Search with EmbeddingLists: ColBERT and ColPali*; *not run here*, Lite has no arrays of structs).

    It takes ten lines to do it yourself. The things here are 200 albums with 3 to 12 pictures each, drawn at random, and a query is two words: each names one picture of the album that is wanted.
    """)
    return


@app.cell
def _(embed, meanings, mo, np, shelf):
    _rng = np.random.default_rng(11)
    albums = [_rng.choice(524, size=int(_rng.integers(3, 13)), replace=False).tolist() for _ in range(200)]


    def _name(n):
        """The last longer word of a caption."""
        words = [w for w in "".join(c if c.isalpha() else " " for c in shelf[n]["caption"]).split() if len(w) > 3]
        return words[-1] if words else shelf[n]["caption"]


    album_words = [[_name(n) for n in _rng.choice(album, size=2, replace=False)] for album in albums]
    album_queries = embed([word for pair in album_words for word in pair]).reshape(200, 2, 256)


    def maxsim(query, parts):
        """For each vector of the query the largest cosine with any part; their sum."""
        return float((query @ parts.T).max(axis=1).sum())


    ways_to_score = {
        "MaxSim": maxsim,
        "mean vectors": lambda query, parts: float(query.mean(axis=0) @ parts.mean(axis=0) / np.linalg.norm(parts.mean(axis=0))),
        "sum of all pairs": lambda query, parts: float((query @ parts.T).sum()),
        "the one best pair": lambda query, parts: float((query @ parts.T).max()),
    }


    def album_place(number, score):
        """The place of the wanted album among all 200."""
        scores = np.array([score(album_queries[number], meanings[album]) for album in albums])
        return int((scores > scores[number]).sum()) + 1


    mo.show_code()
    return album_place, album_queries, album_words, albums, maxsim, ways_to_score


@app.cell(hide_code=True)
def _(course):
    which_score = course.predict(
        "Two words, 200 albums. Which score puts the wanted album first most often?",
        ["The mean of the album's vectors", "The sum of all pairs", "The one best pair", "MaxSim"],
        "MaxSim",
        "A mean of twelve pictures is near to nothing in particular. The sum of all pairs favors large albums. The one best pair is content with one of the two words. MaxSim wants a good match for each of them.",
        key="ch11 which score",
    )
    which_score
    return (which_score,)


@app.cell(hide_code=True)
def _(album_place, course, mo, np, ways_to_score, which_score):
    course.after(which_score)
    album_places = {name: np.array([album_place(n, score) for n in range(200)]) for name, score in ways_to_score.items()}
    mo.vstack([
        course.table("score / wanted album is first / among five", [f"|{name}|{100 * (p == 1).mean():.0f} of 100|{100 * (p <= 5).mean():.0f} of 100|" for name, p in album_places.items()]),
    ])
    return (album_places,)


@app.cell(hide_code=True)
def test_maxsim_finds_the_album(album_places):
    """With two aspects in a query MaxSim finds the wanted thing more often than a mean, a sum or a single best pair."""
    _first = {name: float((p == 1).mean()) for name, p in album_places.items()}
    assert _first["MaxSim"] > max(value for name, value in _first.items() if name != "MaxSim") + 0.08
    return


@app.cell(hide_code=True)
def _(course, mo, which_score):
    course.after(which_score)
    album_of = mo.ui.slider(0, 199, value=7, label="Album", show_value=True)
    candidates = mo.ui.slider(steps=[1, 2, 3, 5, 10, 20, 50, 100], value=10, label="Pictures fetched per word", show_value=True)
    mo.hstack([album_of, candidates], justify="start", wrap=True)
    return album_of, candidates


@app.cell(hide_code=True)
def _(DataType, album_of, album_queries, album_words, albums, candidates, client, course, escape, maxsim, meanings, mo, np, shelf):
    if not client.has_collection("albums"):
        _schema = client.create_schema(auto_id=False)
        _schema.add_field("id", DataType.INT64, is_primary=True)
        _schema.add_field("album", DataType.INT64)
        _schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=256)
        _index = client.prepare_index_params("meaning", index_type="FLAT", metric_type="COSINE")
        client.create_collection("albums", schema=_schema, index_params=_index, consistency_level="Strong")
        client.insert("albums", [{"id": 100 * a + place, "album": a, "meaning": meanings[n].tolist()} for a, album in enumerate(albums) for place, n in enumerate(album)])


    def two_steps(numbers, limit):
        """Candidates by one search per word, then MaxSim of whole albums: places of the wanted albums, and candidates on average."""
        hits = client.search("albums", data=album_queries[numbers].reshape(-1, 256).tolist(), anns_field="meaning", limit=limit, output_fields=["album"])
        places, many = [], []
        for at, number in enumerate(numbers):
            some = {hit["entity"]["album"] for answer in hits[2 * at : 2 * at + 2] for hit in answer}
            scores = {a: maxsim(album_queries[number], meanings[albums[a]]) for a in some}
            places.append(1 + sum(score > scores[number] for score in scores.values()) if number in some else None)
            many.append(len(some))
        return places, float(np.mean(many))


    _places, _many = two_steps(list(range(60)), candidates.value)
    first_of_60 = {limit: sum(p == 1 for p in two_steps(list(range(60)), limit)[0]) for limit in (1, 50)}
    _n = album_of.value
    _cosines = album_queries[_n] @ meanings[albums[_n]].T
    _cell = lambda value, best: f"<td style='padding:2px 6px;text-align:right;{'font-weight:bold;color:#fff;background:#0b6b7c' if best else ''}'>{value:.2f}</td>"  # noqa: E731
    _head = "".join(f"<th style='padding:2px 6px;font-weight:normal;max-width:90px;font-size:12px'>{escape(shelf[n]['caption'][:22])}</th>" for n in albums[_n])
    _body = "".join(f"<tr><th style='text-align:left;padding-right:8px'>{escape(word)}</th>{''.join(_cell(v, v == line.max()) for v in line)}</tr>" for word, line in zip(album_words[_n], _cosines))
    mo.vstack([
        course.scrolls(f"<table><tr><th></th>{_head}</tr>{_body}</table>", "Cosines of both query words with each picture of the album; the largest of each row is marked"),
        mo.md(f"MaxSim of this album: **{maxsim(album_queries[_n], meanings[albums[_n]]):.2f}**, the sum of the marked ones."),
        mo.md(f"Two steps on Milvus, 60 queries: one search per word for {candidates.value} pictures, then MaxSim of the {_many:.0f} albums (on average) that own them. The wanted album is first for **{sum(p == 1 for p in _places)} of 60**, and was not even a candidate for {sum(p is None for p in _places)}."),
    ])
    return (first_of_60,)


@app.cell(hide_code=True)
def test_candidates_bound_the_second_step(first_of_60):
    """MaxSim cannot bring back an album that the first step left out."""
    assert first_of_60[1] < first_of_60[50]
    return


@app.cell(hide_code=True)
def _(course, mo, which_score):
    course.after(which_score)
    mo.md("""
    The second step needs **all** vectors of a candidate, not only those that the first step happened to hit: the picture that fits the second word best may not have been among the hits. Exercise 4 does both steps, and this is where most first attempts go wrong.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Use Cases and Examples

    Three uses, each with its number on this shelf or on another one of the course. In one of them hybrid search gains nothing, and loses a little.

    ### A shop: text and picture

    “A hat like this one, please.” This is what the whole chapter measured: RRF of three fields beats the best single one. Most of it comes from two fields that know different things:
    """)
    return


@app.cell(hide_code=True)
def _(course, ids_of, quality, rrf):
    shop = {}
    for _fields in (["words"], ["meaning"], ["picture"], ["words", "meaning"], ["words", "picture"], ["meaning", "picture"], ["words", "meaning", "picture"]):
        shop[" + ".join(_fields)] = quality([[id for id, _ in rrf(parts)] for parts in zip(*(ids_of[f] for f in _fields))])
    course.table("fields, fused by RRF / nDCG@10", [f"|{name}|{value:.3f}|" for name, value in shop.items()])
    return (shop,)


@app.cell(hide_code=True)
def test_two_texts_are_less_than_text_and_picture(shop):
    """Fields that know different things gain most; two fields of the same caption gain nothing."""
    assert shop["meaning + picture"] > shop["words + meaning"] + 0.05
    assert shop["words + meaning"] <= shop["meaning"]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *words + meaning* is **below** *meaning* alone. Both read the same caption, and where BM25 adds something, it adds the wrong rows. A field earns its place by knowing what the others do not, and not by being there.

    ### Documentation: where a second field does harm

    The 733 functions of chapter 1, each with a sentence. Two kinds of readers ask: those who **describe** what they want (“put the cards into chaos”), and those who **know the term** (“arc cosine”). 34 and 12 queries, written by hand, with the function that answers each.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    describe = course.predict(
        "Readers describe in words of their own. *meaning* alone, *words* alone (BM25), and RRF of both. Which is the best, by the mean of 1 / place of the first right answer?",
        ["RRF: two see more than one", "meaning", "words"],
        "meaning",
        "BM25 finds what shares “the”, “one” or “file” with the query, and nothing of its sense. RRF gives it half of the votes.",
        key="ch11 describe",
    )
    describe
    return (describe,)


@app.cell(hide_code=True)
def _(AnnSearchRequest, DATA, DataType, Function, FunctionType, RRFRanker, WeightedRanker, client, course, describe, embed, json, np):
    course.after(describe)
    _functions = json.loads((DATA / "pydoc.json").read_text("utf-8"))
    DESCRIBED = {
        "get rid of a whole directory and everything in it": "shutil.rmtree", "current folder of the program": "os.getcwd", "put the cards into chaos": "random.shuffle", "pick one thing by chance": "random.choice",
        "biggest whole number that divides both": "math.gcd", "middle value when sorted": "statistics.median", "cut long lines of text to a width": "textwrap.wrap", "move a file somewhere else": "shutil.move",
        "is this path a folder": "os.path.isdir", "last piece of a path": "os.path.basename", "make upper case the first letter of each word": "string.capwords", "copy a file with its permissions and times": "shutil.copy2",
        "how much room is left on the disk": "shutil.disk_usage", "find the program that a command would run": "shutil.which", "stop for a while": "time.sleep", "open a page in the browser": "webbrowser.open",
        "undo indentation common to all lines": "textwrap.dedent", "average of numbers": "statistics.mean", "most frequent value": "statistics.mode", "ask for a secret without showing it": "getpass.getpass",
        "go to another folder": "os.chdir", "is there such a file": "os.path.isfile", "who is using this computer": "getpass.getuser", "send a process a message to stop": "os.kill", "words that look like the misspelled one": "difflib.get_close_matches",
        "throw a die": "random.randint", "bell curve": "random.gauss", "how large is the file": "os.path.getsize", "replace ~ by my home": "os.path.expanduser", "round up": "math.ceil", "when was it last changed": "os.path.getmtime", "who may read and write this file": "os.chmod",
        "sum without rounding errors": "math.fsum", "ways to choose a team from the players": "math.comb",
    }  # fmt: skip
    KNOWN = {
        "arc cosine": "math.acos", "hyperbolic sine": "math.sinh", "Greatest Common Divisor": "math.gcd", "Weibull distribution": "random.weibullvariate", "Pareto distribution": "random.paretovariate", "error function": "math.erf",
        "Beta distribution": "random.betavariate", "mount point": "os.path.ismount", "umask": "os.umask", "ulp least significant bit": "math.ulp", "Euclidean distance": "math.dist", "whitespace common leading": "textwrap.dedent",
    }  # fmt: skip
    if client.has_collection("functions"):
        client.drop_collection("functions")
    _schema = client.create_schema(auto_id=False)
    _schema.add_field("name", DataType.VARCHAR, max_length=100, is_primary=True)
    _schema.add_field("text", DataType.VARCHAR, max_length=500, enable_analyzer=True)
    _schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=256)
    _schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    _schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    _index = client.prepare_index_params()
    _index.add_index("meaning", index_type="FLAT", metric_type="COSINE")
    _index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection("functions", schema=_schema, index_params=_index, consistency_level="Strong")
    client.insert("functions", [{"name": f["name"], "text": f["text"], "meaning": v.tolist()} for f, v in zip(_functions, embed(f["text"] for f in _functions))])


    def _mrr(answers, right):
        """Mean of 1 / place of the right answer among the first ten, 0 where it is not there."""
        places = [next((place for place, hit in enumerate(hits[:10], 1) if hit["name"] == name), None) for hits, name in zip(answers, right)]
        return float(np.mean([1 / place if place else 0 for place in places]))


    mrr = {}
    for _who, _queries in (("describe", DESCRIBED), ("know the term", KNOWN)):
        _texts, _right = list(_queries), list(_queries.values())
        assert set(_right) <= {f["name"] for f in _functions}
        _data = {"words": _texts, "meaning": embed(_texts).tolist()}
        for _field in _data:
            mrr[_who, _field] = _mrr(client.search("functions", data=_data[_field], anns_field=_field, limit=10), _right)
        _parts = [AnnSearchRequest(_data[f], f, {}, limit=50) for f in ("words", "meaning")]
        mrr[_who, "RRF"] = _mrr(client.hybrid_search("functions", _parts, RRFRanker(), limit=10), _right)
        mrr[_who, "weights .2 and .8"] = _mrr(client.hybrid_search("functions", _parts, WeightedRanker(0.2, 0.8), limit=10), _right)
    _ways = ["words", "meaning", "RRF", "weights .2 and .8"]
    course.table("readers / " + " / ".join(_ways), [f"|who {who}|" + "|".join(f"{mrr[who, way]:.3f}" for way in _ways) + "|" for who in ("describe", "know the term")])
    return (mrr,)


@app.cell(hide_code=True)
def test_hybrid_loses_where_one_field_knows_nothing(mrr):
    """For readers who describe, RRF with BM25 is no better than the text vectors alone."""
    assert mrr["describe", "words"] < mrr["describe", "RRF"] < mrr["describe", "meaning"]
    return


@app.cell(hide_code=True)
def _(course, describe, mo):
    course.after(describe)
    mo.md("""
    Readers who know the term get it from either field, and fusing changes nothing. For those who describe, RRF is a little *below* the text vectors alone, and so is a weight of 0.2 for the words: BM25 brings rows that share “the”, “one” or “file”. With 34 queries the gap is small enough to be luck; what is certain is that the second field costs an index and
    a search, and brings nothing. The 70 queries above said the same of *words + meaning*. Hybrid search is a hypothesis about your data. Measure it.

    ### More like this, but not ten times the same

    “More like this tombstone” finds ten tombstones. Grouping works in a hybrid search as in a plain one: `group_by_field` keeps the best of each group (docs v3.0.x, *Grouping Search*).
    """)
    return


@app.cell(hide_code=True)
def _(RRFRanker, SOME, client, course, judged, mo, ndcg, np, requests, shelf, strip):
    _more = {"one per category": {"group_by_field": "category"}, "two per category": {"group_by_field": "category", "group_size": 2}, "no grouping": {}}
    _lines, variety = [], {}
    for _way, _args in _more.items():
        _limit = 6 if "group_size" in _args else 11
        _answers = [[hit["id"] for hit in hits if hit["id"] != q["picture"]][:10] for q, hits in zip(judged[::4], client.hybrid_search("stamps", requests(SOME, limit=100), RRFRanker(), limit=_limit, **_args))]
        variety[_way] = (float(np.mean([len({shelf[n]["category"] for n in ids}) for ids in _answers])), float(np.mean([ndcg(ids, q["grades"]) for ids, q in zip(_answers, judged[::4])])))
        _lines.append(f"|{_way}|{variety[_way][0]:.1f}|{variety[_way][1]:.3f}|")
    _shown = [client.hybrid_search("stamps", requests([48], limit=100), RRFRanker(), limit=9, **args)[0] for args in ({}, {"group_by_field": "category"})]
    mo.vstack([
        course.table("parts of 100 / categories among ten / nDCG@10", _lines),
        mo.md("“tombstone”, without and with one per category:"),
        *(strip([hit["id"] for hit in hits if hit["id"] != 361][:8], "More like this") for hits in _shown),
    ])
    return (variety,)


@app.cell(hide_code=True)
def test_variety_costs_relevance(variety):
    """One per category shows more categories and less of what was asked for."""
    assert variety["one per category"][0] > variety["no grouping"][0] + 2 and variety["one per category"][1] < variety["no grouping"][1]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Variety costs nDCG, since a judge asked for tombstones. Whether it pays is a question to your users: on a page that shows what else there is, yes; behind a search box, rarely. And a group can only be shown if a part has brought it: with shallow parts, one large group fills them, and the page stays short. Exercise 6 is such a page.

    ### A list to keep

    - **Judge first.** 50 queries with judged answers cost an afternoon, and decide most questions of this chapter.
    - **Measure each field alone.** A field that is far behind gets a small weight, or none.
    - **Begin with RRF and k = 60.** Fit weights when you have judged queries, and check them on others.
    - **Normalize** before you add, or let `norm_score` do it.
    - **Parts deeper than the whole**, five times or more, and every filter in every part.
    - **A flag** for what is missing, and a filter in that part only.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Milvus has one vector field per collection; join in your program.”** Several fields and `hybrid_search` came with 2.4.0 (release notes 2.4.0). A join in a program is what exercise 1 does, to see how it works.
    - **“RRF is for dense with sparse.”** It looks at places, so any rankings will do: this chapter fuses pictures, texts and words.
    - **“Hybrid search is better.”** It is better where the fields know different things. For readers who describe, it did not reach one field alone.
    - **“Add the scores, with weights.”** Only after they were made comparable. A sum of raw distances puts first what only one search found.
    - **“`limit=10` everywhere.”** The parts need more than the whole.
    - **“A missing vector is a zero vector.”** It is the score 0, in the middle of the ranking.
    - **“Put the filter into `hybrid_search`.”** pymilvus 3.0.2 drops it there without a word.
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
    course.panel("ch11/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex07")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch11/ex08")
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
        "RRF of two rankings with k = 60. Row A is third in both. Row B is first in one and 300th in the other. Which is first?",
        {
            "A": "2/63 = 0.0317 against 1/61 + 1/360 = 0.0192. Agreement near the top wins.",
            "B, because a first place counts most": "With k = 60 the first place is worth 1/61, the third 1/63: hardly more.",
            "It depends on the scores": "RRF never looks at them.",
        },
        answer="A",
        key="ch11 quiz third twice",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Weights were fitted on 60 judged queries and reach 0.71 there; RRF reaches 0.69. What is known?",
        {
            "Weights are better by 0.02": "On the queries that chose them. That is where they cannot lose.",
            "Nothing yet: both have to be measured on queries that did not choose the weights": "Keep some apart, and compare there.",
            "RRF is better, because it is simpler": "Simple is an advantage, not a measurement.",
        },
        answer="Nothing yet: both have to be measured on queries that did not choose the weights",
        key="ch11 quiz held out",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A part of your rows has no picture. A search by text and picture must find them by their caption, and not by a picture that they do not have. What do you do on a Milvus without nullable vectors?",
        {
            "Zeros, and nothing else": "They stand in the middle of the picture ranking and take places there.",
            "A flag, and the filter in the request of the picture": "The caption's request still finds them.",
            "A flag, and the filter in both requests": "Then they are gone.",
            "A random vector": "It is near to something.",
        },
        answer="A flag, and the filter in the request of the picture",
        key="ch11 quiz no picture",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`WeightedRanker(0.7, 0.3)`, requests in the order text, picture. A colleague changes the order of the requests. What happens?",
        {
            "Nothing: weights belong to fields": "They belong to places in the list.",
            "The picture gets 0.7": "The first weight is the first request's, whatever its field.",
            "An error": "Milvus cannot know what you meant.",
        },
        answer="The picture gets 0.7",
        key="ch11 quiz order",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "MaxSim re-ranking: the first step fetched the 20 nearest parts per query vector. Which vectors does the second step compare?",
        {
            "Those 20 per query vector": "A document's best part for another query vector may not be among them.",
            "All vectors of all documents": "That is exact, and it is what the first step was to avoid.",
            "All vectors of every document that has a part among the hits": "Only whole documents have a true MaxSim.",
        },
        answer="All vectors of every document that has a part among the hits",
        key="ch11 quiz maxsim",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - A row can have **several vectors**, each with its own dimension, index and metric. Each request names its field, its limit and its filter.
    - **RRF** adds 1 / (k + place) and never compares scores. **Weights** add normalized scores; raw distances must not be added.
    - **nDCG** on judged queries decides. Fit on one half, believe the other.
    - **Decay** multiplies by age, **boost** by a rule; with L2 a boost works the wrong way around on Lite 3.2.2.
    - **Parts deeper than the whole.** The ranker sees only what they bring.
    - **Nullable** vectors are skipped by Milvus 3.0 (release notes 3.0.0); before it, a flag and a filter in one part.
    - **Late interaction** compares all vectors of a thing: MaxSim adds up the best match of each query vector.
    - Hybrid search **loses** where one field knows nothing of the question.

    ## Where to read on

    - Milvus docs v3.0.x, *Multi-Vector Hybrid Search*, *RRF Ranker*, *Weighted Ranker*, *Decay Ranker Overview*, *Boost Ranker*, *Nullable Fields*, *Search with EmbeddingLists: ColBERT and ColPali*.
    - Gordon Cormack, Charles Clarke and Stefan Büttcher, *Reciprocal Rank Fusion Outperforms Condorcet and Individual Rank Learning Methods* (SIGIR 2009): four pages, k = 60.
    - Kalervo Järvelin and Jaana Kekäläinen, *Cumulated Gain-Based Evaluation of IR Techniques* (2002): where nDCG comes from.
    - Omar Khattab and Matei Zaharia, *ColBERT* (SIGIR 2020): late interaction.
    - Chapter 21 recommends, chapter 22 searches pictures and video, chapter 23 asks in sentences.
    """)
    return


if __name__ == "__main__":
    app.run()
