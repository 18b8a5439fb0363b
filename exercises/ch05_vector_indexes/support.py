"""Word vectors with their true neighbors, and collections whose index is really in use."""

import functools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from pymilvus import DataType

from grader.datasets import words


@dataclass(frozen=True)
class Data:
    """Stored rows and queries; `truth` has each query's k nearest ids, nearest first."""

    ids: list
    vectors: np.ndarray
    queries: np.ndarray
    truth: list
    metric: str


@functools.lru_cache(maxsize=4)
def data(seed, rows, queries, dim, k, metric="L2", lengths=False):
    """Real word vectors in a space turned by the seed; ids are no positions.

    For IP, or with `lengths`, the vectors get lengths from 0.8 to 1.25, so that IP and L2 disagree.
    """
    vectors, _ = words(rows + queries, dim, seed=seed)
    rng = np.random.default_rng([seed, 55])
    if metric == "IP" or lengths:
        vectors = vectors * rng.uniform(0.8, 1.25, size=(len(vectors), 1)).astype(np.float32)
    stored, asked = vectors[:rows], vectors[rows:]
    ids = rng.choice(900_000, size=rows, replace=False) + 100_000
    inner = asked @ stored.T
    scores = -inner if metric == "IP" else (stored**2).sum(axis=1) - 2 * inner
    nearest = np.argsort(scores, axis=1)[:, :k]
    truth = [[int(ids[j]) for j in row] for row in nearest]
    return Data([int(i) for i in ids], stored, asked, truth, metric)


def store(client, name, given, field="vector"):
    """A collection with the fields `id` and `vector`, or another one's name, filled and flushed, without an index."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(field, DataType.FLOAT_VECTOR, dim=given.vectors.shape[1])
    client.create_collection(name, schema=schema)
    rows = [{"id": i, field: v} for i, v in zip(given.ids, given.vectors.tolist(), strict=True)]
    for start in range(0, len(rows), 4000):
        client.insert(name, rows[start : start + 4000])
    client.flush(name)


def index(client, name, index_type, metric="L2", field="vector", **params):
    """Build and load; in this order searches use the index on every Milvus."""
    wanted = client.prepare_index_params()
    wanted.add_index(field, index_type=index_type, metric_type=metric, index_name=field, params=params)
    client.create_index(name, wanted)
    client.load_collection(name)


def together(*jobs):
    """Run jobs at once: a server builds and loads slowly, but several collections in the same time."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(job) for job in jobs]:
            done.result()


def found(client, name, queries, k, metric="L2", **params):
    """Ids of the k hits of each query, seen with everything that was written."""
    answers = client.search(
        name, data=np.asarray(queries).tolist(), limit=k, anns_field="vector",
        search_params={"metric_type": metric, "params": params}, consistency_level="Strong",
    )  # fmt: skip
    return [[hit["id"] for hit in hits] for hits in answers]


def recall(answers, truth):
    """Mean share of the true neighbors that were found."""
    return float(np.mean([len(set(a) & set(t)) / len(t) for a, t in zip(answers, truth, strict=True)]))


def searches(milvus):
    """The searches that Milvus answered; of one over several fields its parts, each with parameters of its own."""
    found = []
    for one in milvus.searches():
        parts = one.request.requests if one.method == "HybridSearch" else ()
        found += [replace(one, method="Search", raw=part.SerializeToString()) for part in parts] or [one]
    return found


def described(client, name, field="vector"):
    """What Milvus says of the index on a vector field, flat: index_type, metric_type, M, nlist …; {} for none."""
    names = client.list_indexes(name)
    for one in names:
        told = dict(client.describe_index(name, one) or {})
        if told.get("field_name") in (None, "", field):
            nested = told.pop("params", None) or {}
            flat = {**told, **(nested if isinstance(nested, dict) else {})}
            return {key: int(v) if str(v).lstrip("-").isdigit() else v for key, v in flat.items()}
    return {}


def whole(value):
    """A search parameter as int, written as a number or as text; None if it is neither."""
    try:
        return None if isinstance(value, bool) or float(value) != int(float(value)) else int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None


def ids_of(answer, queries, k, call, fail):
    """A learner's answer as lists of ids, or a failed check that says what it was."""
    if isinstance(answer, np.ndarray):
        answer = answer.tolist()
    shape_ok = isinstance(answer, (list, tuple)) and len(answer) == queries
    if not shape_ok or not all(isinstance(row, (list, tuple)) for row in answer):
        fail(called=call, returned=repr(answer), expected=f"a list of {queries} lists of ids",
             why="Each query has an answer of its own.")
    flat = [i for row in answer for i in row]
    if not all(isinstance(i, (int, np.integer)) and not isinstance(i, bool) for i in flat):
        fail(called=call, returned=f"a list that begins with {answer[0][:2]!r}", expected=f"{k} ids (int) for each query",
             why="A hit carries its id under \"id\".")
    wrong = [len(row) for row in answer if len(row) != k]
    if wrong:
        fail(called=call, returned=f"{wrong[0]} ids for a query, and {len(wrong)} of {queries} answers have not the length asked for",
             expected=f"{k} ids for each query", why="k says how many.")
    return [[int(i) for i in row] for row in answer]
