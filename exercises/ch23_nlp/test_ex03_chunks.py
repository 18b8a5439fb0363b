"""Checks of ch23/ex03."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

FIELDS = ["id", "document", "start", "end", "text"]


def written(rng, support, n, longest=14):
    """A text of n sentences of different lengths, some spaces and empty lines between them."""
    made = []
    for _ in range(n):
        words = " ".join(rng.choice(support.FILLER, size=int(rng.integers(1, longest))))
        made.append(words.capitalize() + str(rng.choice([".", ".", ".", "?", "!", "..."])))
    gaps = rng.choice([" ", " ", " ", "\n\n", "   "], size=n)
    return "".join(s + g for s, g in zip(made, gaps, strict=True))[: -len(gaps[-1]) or None] if n else ""


def pairs(found):
    try:
        return [(int(a), int(b)) for a, b in found]
    except (TypeError, ValueError):
        return None


def judged(support, text, size, found, call):
    """Fail where a list of chunks breaks a rule of the statement."""
    spans = support.sentences(text)
    require(found is not None, called=call, returned=found, expected="a list of pairs (start, end)")
    starts, ends = {a: i for i, (a, _) in enumerate(spans)}, {b: i for i, (_, b) in enumerate(spans)}
    told = {"called": call, "returned": f"{len(found)} chunks, {found[:4]}…"}
    cut = next(((a, b) for a, b in found if a not in starts or b not in ends or a >= b), None)
    if cut and all(b - a == size or b >= len(text.rstrip()) for a, b in found):
        misconception("cut-by-the-ruler", evidence=f"all chunks but the last have exactly {size} characters; one begins with {text[cut[0] : cut[0] + 20]!r}", **told, expected="whole sentences", why="Half a sentence is found by half of its words, and quoted as half an answer.")
    require(cut is None, **told, expected="chunks that begin where a sentence begins and end where one ends", why=f"{cut} is {text[slice(*cut)][:60]!r}." if cut else "")
    runs = [(starts[a], ends[b]) for a, b in found]
    require(runs == sorted(set(runs)), **told, expected="the order of the text, each chunk once")
    large = next((r for r, (a, b) in zip(runs, found, strict=True) if b - a > size and r[0] != r[1]), None)
    require(large is None, **told, expected=f"at most {size} characters, but for a single longer sentence", why=f"One has {spans[large[1]][1] - spans[large[0]][0]} and {large[1] - large[0] + 1} sentences." if large else "")
    covered = {i for a, b in runs for i in range(a, b + 1)}
    lost = [i for i in range(len(spans)) if i not in covered]
    require(not lost, **told, expected="every sentence in a chunk", why=f"{len(lost)} of {len(spans)} are in none, first {text[slice(*spans[lost[0]])][:50]!r}." if lost else "")
    inside = next((r for r in runs for o in runs if r != o and o[0] <= r[0] and r[1] <= o[1]), None)
    require(inside is None, **told, expected="no chunk inside another one", why=f"The sentences {inside} are." if inside else "")
    split = [i for i in range(len(spans) - 1) if spans[i + 1][1] - spans[i][0] <= size and not any(a <= i and i + 1 <= b for a, b in runs)]
    if split:
        said = told | {"expected": f"neighboring sentences together if they fit into {size}", "why": "An answer that refers to the sentence before it is lost at such a cut. Where does the next chunk have to begin?"}
        if all(runs[n + 1][0] == runs[n][1] + 1 for n in range(len(runs) - 1)):
            misconception("sentences-stand-alone", evidence=f"each chunk begins after the end of the one before, so {len(split)} pairs of neighbors are in no chunk together", **said)
        fail(**said | {"returned": f"{told['returned']} {len(split)} pairs are apart"})
    short = next(((a, b) for a, b in runs if b + 1 < len(spans) and spans[b + 1][1] - spans[a][0] <= size), None)
    require(short is None, **told, expected="chunks that could not take the next sentence and still fit", why=f"The sentences {short} and the next one have {spans[short[1] + 1][1] - spans[short[0]][0]} characters." if short else "")


def ask(submission, support, text, size):
    judged(support, text, size, pairs(submission.chunks(text, size)), f"chunks() of {len(support.sentences(text))} sentences in {len(text)} characters, size={size}")


@check(points=4)
def test_chunks(submission, support, seed):
    """Whole sentences, none lost, neighbors together, no chunk larger than it may be or smaller than it could"""
    rng = np.random.default_rng([seed, 233])
    for n, size in ((1, 500), (12, 200), (60, 120), (60, 350), (200, 800), (40, 100_000), (30, 1)):
        ask(submission, support, written(rng, support, n), size)
    for _ in range(6):
        ask(submission, support, written(rng, support, int(rng.integers(2, 40)), longest=30), int(rng.integers(20, 300)))


@check(points=2, after="test_chunks")
def test_edges(submission, support, seed):
    """Exact fits, single long sentences, and texts that begin or end with space"""
    rng = np.random.default_rng([seed, 2331])
    text = written(rng, support, 12, longest=6)
    spans = support.sentences(text)
    for i, j in ((0, 1), (2, 4), (5, 8)):
        for more in (-1, 0, 1):
            ask(submission, support, text, spans[j][1] - spans[i][0] + more)
    long = "Short one. " + " ".join(rng.choice(support.FILLER, size=80)) + ". After it. And then."
    ask(submission, support, long, 60)
    ask(submission, support, "\n  " + text + " \n", 150)
    ask(submission, support, "no full stop", 50)
    for empty in ("", " \n "):
        found = pairs(submission.chunks(empty, 100))
        require(found == [], called=f"chunks() of {empty!r}", returned=found, expected=[])


@pytest.fixture
def shelf(client, support, fresh):
    name = fresh("handbook")
    schema = client.create_schema(auto_id=False)
    from pymilvus import DataType, Function, FunctionType

    schema.add_field("id", DataType.VARCHAR, max_length=100, is_primary=True)
    schema.add_field("document", DataType.VARCHAR, max_length=80)
    schema.add_field("start", DataType.INT64)
    schema.add_field("end", DataType.INT64)
    schema.add_field("text", DataType.VARCHAR, max_length=8000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    return name


def stored(client, name):
    """{document: its rows in the order of the text}"""
    found = {}
    for row in client.query(name, filter='id >= ""', output_fields=FIELDS, limit=16_000):
        found.setdefault(row["document"], []).append(row)
    return {document: sorted(rows, key=lambda row: (row["start"], row["end"])) for document, rows in found.items()}


def compared(client, support, name, versions, after):
    there = stored(client, name)
    for document, (text, size) in versions.items():
        rows = there.pop(document, [])
        call = f"the rows of the document {document!r} {after}"
        wrong = next((row for row in rows if row["text"] != text[row["start"] : row["end"]]), None)
        if wrong is not None:
            old = len([row for row in rows if row["text"] != text[row["start"] : row["end"]]])
            fail(called=call, returned=f"{len(rows)} rows, {old} of which are not the characters from start to end of this version", expected="the chunks of this version alone", why="A later version may be shorter. What becomes of the rows that no new row replaces?")
        judged(support, text, size, [(row["start"], row["end"]) for row in rows], call)
    require(not there, called=f"the documents in the collection {after}", returned=f"also {sorted(there)[:3]}", expected=f"{sorted(versions)}")


@check(points=3, after="test_chunks")
def test_versions(submission, client, milvus, support, shelf, seed):
    """A new version replaces all of the old one, and no other document"""
    rng = np.random.default_rng([seed, 2332])
    names = ["guide", "guide1", "guide 2", "guide#1", 'the "big" one', "back\\slash", "x" * 80]
    versions = {}
    for document in names:
        versions[document] = (written(rng, support, int(rng.integers(70, 90))), 200)
        submission.put(client, shelf, document, *versions[document])
    compared(client, support, shelf, versions, "after seven documents were stored")
    for document, n in (("guide", 9), ('the "big" one', 60), ("back\\slash", 5), ("guide#1", 0)):
        versions[document] = (written(rng, support, n), 160)
        submission.put(client, shelf, document, *versions[document])
        now = {d: v for d, v in versions.items() if v[0]}
        compared(client, support, shelf, now, f"after {document!r} came with {n} sentences")
    submission.put(client, shelf, "guide", *versions["guide"])
    compared(client, support, shelf, {d: v for d, v in versions.items() if v[0]}, "after the same version came twice")


@check(points=1, after="test_versions")
def test_many_chunks(submission, client, support, shelf, seed):
    """A document of 1,500 chunks is stored whole, and replaced whole"""
    rng = np.random.default_rng([seed, 2333])
    text = written(rng, support, 1500, longest=8)
    submission.put(client, shelf, "long", text, 40)
    compared(client, support, shelf, {"long": (text, 40)}, "after a document of 1,500 sentences")
    submission.put(client, shelf, "long", text[: text.index(".") + 1], 40)
    compared(client, support, shelf, {"long": (text[: text.index(".") + 1], 40)}, "after its next version, of a sentence or two")
