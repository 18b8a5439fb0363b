"""Checks of ch25/ex01. What this Milvus does is found out here too, by other data; the tap then makes it refuse or pretend."""

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import SubmissionError, check, fail, keys_in, misconception, require, same

FEATURES = ("upsert", "delete", "grouping", "order_by", "num_partitions", "binary_vectors", "filter_templates")
WORDS = ("works", "refused", "ignored")


def collection(client, name, fields, *, vector="vector", kind="FLOAT_VECTOR", dim=2, index="FLAT", metric="L2", **more):
    """A loaded collection whose every read sees every row; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field(vector, DataType[kind], dim=dim)
    for field, type_, arguments in fields:
        schema.add_field(field, DataType[type_], **arguments)
    params = client.prepare_index_params(vector, index_type=index, metric_type=metric)
    client.create_collection(name, schema=schema, index_params=params, consistency_level="Strong", **more)


def attempt(question):
    """works, refused or ignored, of a function that returns whether the answer was right."""
    try:
        return "works" if question() else "ignored"
    except Exception:
        return "refused"


@pytest.fixture
def truth(client, seed, fresh):
    """What this Milvus does with each feature, by the check's own data."""
    rng = np.random.default_rng([seed, 251])
    name = fresh("own")
    collection(client, name, [("kind", "INT64", {})])
    kinds = [9, 9, 9, *(int(k) for k in rng.permutation(8))]
    client.insert(name, [{"id": 10 + n, "kind": kind, "vector": [float(n), 0.0]} for n, kind in enumerate(kinds)])

    def ids(**more):
        return sorted(row["id"] for row in client.query(name, output_fields=["id"], **more))

    def upsert():
        client.upsert(name, [{"id": 10, "kind": 50, "vector": [0.0, 0.0]}])
        return ids(filter="kind == 50") == [10] and len(ids(filter="id >= 0")) == 11

    def delete():
        client.delete(name, filter="kind == 50")
        return len(ids(filter="id >= 0")) == 10

    def grouping():
        (hits,) = client.search(name, data=[[0.0, 0.0]], limit=4, group_by_field="kind", output_fields=["kind"])
        return len({hit["entity"]["kind"] for hit in hits}) == 4

    def order_by():
        rows = client.query(name, filter="id >= 0", output_fields=["kind"], limit=20, order_by=["kind:asc"])
        return len(rows) >= 8 and [r["kind"] for r in rows] == sorted(r["kind"] for r in rows)

    def num_partitions():
        other = fresh("parts")
        collection(client, other, [("kind", "INT64", {"is_partition_key": True})], num_partitions=7)
        return len(client.list_partitions(other)) == 7

    def binary_vectors():
        other = fresh("bits")
        collection(client, other, [], vector="bits", kind="BINARY_VECTOR", dim=16, index="BIN_FLAT", metric="HAMMING")
        client.insert(other, [{"id": n, "bits": bytes([n, 255])} for n in (1, 7, 0)])
        (hits,) = client.search(other, data=[bytes([7, 255])], limit=3)
        return [hit["id"] for hit in hits] == [7, 1, 0]

    def filter_templates():
        return ids(filter="kind in {kinds}", filter_params={"kinds": [1, 3]}) == ids(filter="kind in [1, 3]")

    return {f.__name__: attempt(f) for f in (upsert, delete, grouping, order_by, num_partitions, binary_vectors, filter_templates)}


def asked(milvus, feature):
    """Whether a call was heard that asks for the feature."""
    calls = milvus.calls()
    if feature in ("upsert", "delete"):
        return any(c.method == feature.title() for c in calls)
    if feature == "grouping":
        return any(c.method == "Search" and "group_by" in str(c.request).lower() for c in calls)
    if feature == "order_by":
        return any(c.method == "Query" and "order_by" in str(c.request) for c in calls)
    if feature == "filter_templates":
        return any(c.method == "Query" and len(c.request.expr_template_values) for c in calls)
    made = [c.request for c in calls if c.method == "CreateCollection"]
    return any(r.num_partitions for r in made) if feature == "num_partitions" else len(made) >= 2


def plain_calls(milvus):
    """Searches and queries of a control: answered, and asking for none of the features."""
    return {c.method for c in milvus.reads() if "group_by" not in str(c.request) and "order_by" not in str(c.request)}


def answer(submission, client, feature, situation=""):
    call = f'probe(client, "{feature}"){situation}'
    found = submission.probe(client, feature)
    require(found in WORDS, called=call, returned=repr(found)[:80], expected="works, refused or ignored")
    return found, call


@check(points=3)
def test_as_it_is(submission, client, milvus, truth):
    """Each feature gets the word that this Milvus deserves"""
    for feature in FEATURES:
        milvus.forget()
        found, call = answer(submission, client, feature)
        right = truth[feature]
        if feature == "upsert":
            written, upserted = ({(c.collection, key) for c in milvus.calls(method) for key in keys_in(c)} for method in ("Insert", "Upsert"))
            require(not upserted or bool(written & upserted), called=call, returned=f"{found}, after upserts of keys that were not there", expected="an upsert of a row whose key is there", why="What does an upsert do that an insert does not?")
        require(asked(milvus, feature), called=call, returned=f"{found}, and Milvus heard no call that asks for it", expected="a call that asks", why="Only an answer tells what a Milvus does. Which call asks for this feature?")
        if found == right:
            continue
        told = {"called": call, "returned": found, "expected": right}
        if found == "works" and right == "ignored":
            misconception("no-error-means-yes", evidence=f"this Milvus ignores {feature}, and nothing raised", **told, why="Would your rows come back in this way from a Milvus that has never heard of the feature?")
        fail(why="Compare what came back with what the feature promises, on data for which the two differ.", **told)


@check(points=2, after="test_as_it_is")
def test_refused_and_pretended(submission, client, milvus):
    """The same feature is refused, or confirmed and not done, as the day has it"""
    for method, feature, bend, right in (("Upsert", "upsert", "pretend", "ignored"), ("Upsert", "upsert", "refuse", "refused"), ("Delete", "delete", "pretend", "ignored"), ("Delete", "delete", "refuse", "refused")):
        if bend == "refuse":
            milvus.fail_next(method, times=99, code="UNIMPLEMENTED")
        else:
            milvus.pretend(method, times=99)
        try:
            found, call = answer(submission, client, feature, f" on a Milvus that {'refuses every' if bend == 'refuse' else 'confirms and does not do any'} {method}")
        finally:
            milvus.straighten()
        same(found, right, called=call, why="Each call of probe asks anew. What came back this time?")
    for feature in ("upsert", "delete"):
        found, call = answer(submission, client, feature, " right after that, on a Milvus that does it again")
        same(found, "works", called=call, why="Nothing may be remembered from the call before.")


@check(points=3, after="test_as_it_is")
def test_control(submission, client, milvus):
    """Where ordinary reads fail, nothing is said about a feature"""
    ways = (("Search", "refuse"), ("Query", "pretend"), ("Search", "pretend"), ("Query", "refuse"))
    quick = milvus.backend == "lite"  # a collection takes a server seconds: there each way is tried once
    for n, feature in enumerate(("order_by", "grouping", "upsert", "filter_templates", "binary_vectors", "delete", "num_partitions")):
        for method, bend in ways if quick else ways[n : n + 1]:
            if bend == "refuse":
                milvus.fail_next(method, times=99, code="RESOURCE_EXHAUSTED")
            else:
                milvus.pretend(method, times=99)
            call = f'probe(client, "{feature}") on a Milvus where every {method} ' + ("is refused" if bend == "refuse" else "finds nothing")
            try:
                found = submission.probe(client, feature)
            except SubmissionError:
                continue
            finally:
                milvus.straighten()
            told = {"called": call, "returned": repr(found)[:80], "expected": "an error"}
            if found == "refused" and bend == "refuse":
                misconception("an-error-means-no", evidence=f"the feature was called refused, and every {method} was", **told, why="What would an ordinary search have said at this moment? Ask it first.")
            fail(why="First the control: an ordinary search and an ordinary query, each with the right answer. Without them nothing was learned about the feature.", **told)


@check(points=2, after="test_as_it_is")
def test_as_before(submission, client, milvus, fresh):
    """What was there stays, and what the probe made is gone, also after an error"""
    mine = fresh("mine")
    collection(client, mine, [("kind", "INT64", {})])
    client.insert(mine, [{"id": n, "kind": n, "vector": [float(n), 1.0]} for n in range(5)])

    def rows(name):
        return sorted((r["id"], r["kind"]) for r in client.query(name, filter="id >= 0", output_fields=["kind"], limit=100))

    quick = milvus.backend == "lite"
    for feature in FEATURES if quick else ("binary_vectors",):
        for method, times in (("", 0), ("Insert", 99), ("Search", 99)) if quick else (("Search", 99),):
            before = sorted(client.list_collections())
            if method:
                milvus.fail_next(method, times=times, code="RESOURCE_EXHAUSTED")
            call = f'probe(client, "{feature}")' + (f" on a Milvus that refuses every {method}" if method else "")
            try:
                submission.probe(client, feature)
            except SubmissionError:
                pass
            finally:
                milvus.straighten()
            after = sorted(client.list_collections())
            require(after == before, called=call, returned=f"{len(after)} collections afterwards", expected=f"the {len(before)} from before", why="A probe is a guest. Which part of it runs whatever happens?")
        require(rows(mine) == [(n, n) for n in range(5)], called=call, returned="rows of a collection that was there have changed", expected="the rows from before")
    for feature in ("order_by", "num_partitions", "binary_vectors") if quick else ("order_by",):
        milvus.forget()
        answer(submission, client, feature)
        names = sorted({c.request.collection_name for c in milvus.calls() if c.method == "CreateCollection"})
        for name in names:
            collection(client, name, [("kind", "INT64", {})])
            client.insert(name, [{"id": 77, "kind": 7, "vector": [0.0, 0.0]}])
        try:
            answer(submission, client, feature, " beside a collection with the name that it took before")
        except SubmissionError:
            fail(called=f'probe(client, "{feature}") beside a collection with the name that it took before', returned="an error", expected="the word that it gave before", why="Two people may probe at once. Which name does no other collection have?")
        for name in names:
            kept = client.has_collection(name) and rows(name) == [(77, 7)]
            require(kept, called=f'probe(client, "{feature}") beside a collection named {name}', returned="that collection or its row is gone", expected="what was there stays", why="Which name does no other collection have?")
            client.drop_collection(name)
