"""What searches and queries can be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from grader.backends.probes.lab import DIM, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.backends.probes.lab import Lab

_TEXT = {"max_length": 200, "enable_analyzer": True, "enable_match": True}


def search(lab: Lab) -> bool:
    rows = lab.rows(40)
    vectors = np.array([row["vector"] for row in rows])
    query = lab.rng.normal(size=DIM).astype("f4")
    cosine = vectors @ query / np.linalg.norm(vectors, axis=1) / np.linalg.norm(query)
    expected = {"L2": ((vectors - query) ** 2).sum(axis=1), "IP": vectors @ query, "COSINE": cosine}
    for metric, values in expected.items():
        name = lab.collection(rows, index=lab.index(("vector", "FLAT", metric)))
        hits = lab.client.search(name, data=[query.tolist()], limit=10, consistency_level="Strong")[0]
        order = np.argsort(values if metric == "L2" else -values)[:10]
        if [hit["id"] for hit in hits] != order.tolist():
            return False
        if not np.allclose([hit["distance"] for hit in hits], values[order], rtol=1e-3, atol=1e-3):
            return False
    return True


def fresh_reads(lab: Lab) -> bool:
    rows = lab.rows(6)
    name = lab.name()
    lab.client.create_collection(name, dimension=DIM, metric_type="L2")
    for row in rows:
        lab.client.insert(name, [row])
        hits = lab.client.search(name, data=[row["vector"]], limit=1)[0]
        if [hit["id"] for hit in hits] != [row["id"]]:
            return False
    return True


def query(lab: Lab) -> bool:
    name = lab.collection(lab.rows(20, year=lambda i: 2000 + i), ("year", "INT64"))
    rows = lab.client.query(name, filter="year > 2015", output_fields=["year"], consistency_level="Strong")
    page = lab.client.query(
        name, filter="id >= 0", output_fields=["id"], limit=5, offset=10, consistency_level="Strong"
    )
    return sorted(r["year"] for r in rows) == [2016, 2017, 2018, 2019] and [r["id"] for r in page] == [
        10,
        11,
        12,
        13,
        14,
    ]


def filters(lab: Lab) -> bool:
    title = ("title", "VARCHAR", {"max_length": 40})
    rows = lab.rows(20, year=lambda i: 2000 + i, title=lambda i: ("The " if i % 3 == 0 else "A ") + str(i))
    name = lab.collection(rows, ("year", "INT64"), title)
    cases: dict[str, Callable[[dict[str, Any]], bool]] = {
        "year > 2010 and year <= 2014": lambda r: 2010 < r["year"] <= 2014,
        "id in [1, 5, 99]": lambda r: r["id"] in (1, 5, 99),
        'title like "The%"': lambda r: r["title"].startswith("The"),
        'not (title like "The%") and year < 2003': lambda r: not r["title"].startswith("The") and r["year"] < 2003,
        'title == "A 7" or year != 2001 and year < 2003': lambda r: r["title"] == "A 7" or r["year"] in (2000, 2002),
    }
    return all(lab.ids(name, text) == [r["id"] for r in rows if holds(r)] for text, holds in cases.items())


def arithmetic_filters(lab: Lab) -> bool:
    name = lab.collection(lab.rows(10, year=lambda i: 2000 + i), ("year", "INT64"))
    return lab.ids(name, "year % 3 == 0") == [1, 4, 7] and lab.ids(name, "year - 1000 == 1004") == [4]


def filter_templates(lab: Lab) -> bool:
    name = lab.collection(lab.rows(10, year=lambda i: 2000 + i), ("year", "INT64"))
    return lab.ids(name, "year in {years}", filter_params={"years": [2003, 2005]}) == [3, 5]


def range_search(lab: Lab) -> bool:
    rows = lab.rows(200)
    vectors = np.array([row["vector"] for row in rows])
    name = lab.collection(rows)
    distances = ((vectors - vectors[0]) ** 2).sum(axis=1)
    low, high = (float(v) for v in np.quantile(distances, [0.2, 0.6]))
    ring = {"params": {"radius": high, "range_filter": low}}
    found = lab.hits(name, [rows[0]["vector"]], limit=200, search_params=ring)[0]
    return sorted(found) == [i for i in range(200) if low <= distances[i] < high]


def grouping(lab: Lab) -> bool:
    rows = lab.rows(40, shelf=lambda i: i % 5)
    name = lab.collection(rows, ("shelf", "INT64"))
    found = lab.client.search(
        name,
        data=[rows[3]["vector"]],
        limit=5,
        group_by_field="shelf",
        output_fields=["shelf"],
        consistency_level="Strong",
    )[0]
    return found[0]["id"] == 3 and sorted(hit["entity"]["shelf"] for hit in found) == [0, 1, 2, 3, 4]


def hybrid(lab: Lab) -> bool:
    from pymilvus import AnnSearchRequest, RRFRanker

    rows = lab.rows(20)
    for row in rows:
        row["other"] = lab.rng.normal(size=DIM).tolist()
    index = lab.index(("vector", "FLAT", "L2"), ("other", "FLAT", "L2"))
    name = lab.collection(rows, ("other", "FLOAT_VECTOR", {"dim": DIM}), index=index)
    one = AnnSearchRequest([rows[4]["vector"]], "vector", {"metric_type": "L2"}, limit=5)
    two = AnnSearchRequest([rows[9]["other"]], "other", {"metric_type": "L2"}, limit=5)
    found = lab.client.hybrid_search(name, [one, two], RRFRanker(60), limit=5, consistency_level="Strong")[0]
    first = lab.hits(name, [rows[4]["vector"]], limit=5, anns_field="vector")[0]
    second = lab.hits(name, [rows[9]["other"]], limit=5, anns_field="other")[0]
    scores: dict[int, float] = {}
    for ranking in (first, second):
        for rank, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (60 + rank)
    expected = sorted(scores.values(), reverse=True)[:5]
    return bool(np.allclose([hit["distance"] for hit in found], expected, atol=1e-5)) and {4, 9} <= {
        h["id"] for h in found
    }


def bm25(lab: Lab) -> bool:
    from pymilvus import DataType, Function, FunctionType

    name = lab.name()
    schema = lab.schema(dim=0)
    schema.add_field("text", DataType.VARCHAR, **_TEXT)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    function = Function(
        name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]
    )
    schema.add_function(function)
    index = lab.index(("words", "SPARSE_INVERTED_INDEX", "BM25"))
    lab.client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    texts = ["red fox", "a fox and another fox", "blue whale", "green tea", "the sea"]
    lab.client.insert(name, [{"id": i, "text": text} for i, text in enumerate(texts)])
    found = lab.client.search(name, data=["fox"], limit=5, anns_field="words", consistency_level="Strong")[0]
    return sorted(hit["id"] for hit in found) == [0, 1]


def text_match(lab: Lab) -> bool:
    texts = ["the red fox", "a blue whale", "red wine"]
    name = lab.collection(lab.rows(3, text=lambda i: texts[i]), ("text", "VARCHAR", _TEXT))
    return lab.ids(name, 'TEXT_MATCH(text, "red")') == [0, 2]


def phrase_match(lab: Lab) -> bool:
    texts = ["the red fox", "fox that is red", "red wine"]
    name = lab.collection(lab.rows(3, text=lambda i: texts[i]), ("text", "VARCHAR", _TEXT))
    return lab.ids(name, 'PHRASE_MATCH(text, "red fox")') == [0]


def run_analyzer(lab: Lab) -> bool:
    found: Any = lab.client.run_analyzer("The red fox", {"type": "standard"})
    return "fox" in str(found)


def decay_ranker(lab: Lab) -> bool:
    from pymilvus import Function, FunctionType

    rows = [{"id": i, "vector": [1.0] + [0.0] * (DIM - 1), "day": day} for i, day in enumerate((100, 400, 250))]
    name = lab.collection(rows, ("day", "INT64"), index=lab.index(("vector", "FLAT", "COSINE")))
    decay = {"reranker": "decay", "function": "gauss", "origin": 400, "scale": 100, "offset": 0, "decay": 0.5}
    ranker = Function(name="newer", input_field_names=["day"], function_type=FunctionType.RERANK, params=decay)
    found = lab.client.search(name, data=[rows[0]["vector"]], limit=3, ranker=ranker, consistency_level="Strong")[0]
    # A Gauss curve that falls to one half at 100 days; all three are equally near.
    expected = [0.5 ** ((400 - day) ** 2 / 100**2) for day in (400, 250, 100)]
    return [hit["id"] for hit in found] == [1, 2, 0] and bool(
        np.allclose([h["distance"] for h in found], expected, atol=0.01)
    )


def order_by(lab: Lab) -> bool:
    years = [2003, 2001, 2009, 2002]
    name = lab.collection(lab.rows(4, year=lambda i: years[i]), ("year", "INT64"))
    rows = lab.client.query(
        name, filter="id >= 0", output_fields=["year"], limit=4, order_by=["year:desc"], consistency_level="Strong"
    )
    return [row["year"] for row in rows] == sorted(years, reverse=True)


def aggregation(lab: Lab) -> bool:
    name = lab.collection(lab.rows(9, shelf=lambda i: i % 2), ("shelf", "INT64"))
    rows = lab.client.query(
        name, filter="", output_fields=["shelf", "count(*)"], group_by_fields=["shelf"], consistency_level="Strong"
    )
    return sorted((row["shelf"], row["count(*)"]) for row in rows) == [(0, 5), (1, 4)]


def limits(lab: Lab) -> bool:
    name = lab.collection(lab.rows(3))
    return refused(lambda: lab.hits(name, [[0.0] * DIM], limit=16_385)) and bool(
        lab.hits(name, [[0.0] * DIM], limit=16_384)
    )


def metric_checked(lab: Lab) -> bool:
    name = lab.collection(lab.rows(3), index=lab.index(("vector", "FLAT", "L2")))
    wrong = {"metric_type": "COSINE"}
    return bool(lab.hits(name, [[0.0] * DIM])) and refused(lambda: lab.hits(name, [[0.0] * DIM], search_params=wrong))
