"""Checks of appB/ex03: references of invented parameters, whose words are counted by a collection of the grader's own."""

import re

import numpy as np
import pytest
from pymilvus import DataType, Function, FunctionType

from grader.checks import check, fail, misconception, require, same

SECTIONS = ("proxy", "queryNode", "dataCoord", "common", "rootCoord")


@pytest.fixture
def reference(client, submission, support, seed, fresh):
    """make(n, number) -> (name, rows, rng): invented parameters, stored by the submission."""

    def make(n, number, own=(), some=None):
        rng = np.random.default_rng([seed, 72, number])
        rows, seen = [], set()
        while len(rows) < n:
            row = invented(rng)
            if support.plain(row["name"]) not in seen:
                seen.add(support.plain(row["name"]))
                rows.append(row | ({"versions": some} if some else {}))
        rows += [dict(row) for row in own]
        rows = [rows[i] for i in rng.permutation(len(rows))]
        for row, id in zip(rows, 1000 + rng.choice(900_000, size=len(rows), replace=False), strict=True):
            row["id"] = int(id)
        name = fresh("reference")
        submission.store(client, name, [dict(row) for row in rows])
        return name, rows, rng

    return make


def word(rng, syllables=3):
    return "".join(f"{'bdfgklmnprtvz'[int(rng.integers(13))]}{'aeiou'[int(rng.integers(5))]}" for _ in range(syllables))


def invented(rng):
    """A parameter whose words stand in no other one, but for the section and `max` or `enable`."""
    parts = [word(rng) for _ in range(int(rng.integers(1, 4)))]
    last = ("max" if rng.random() < 0.5 else "enable") + "".join(part.title() for part in parts)
    note = " ".join(word(rng, 4) for _ in range(int(rng.integers(2, 9)))) if rng.random() < 0.7 else ""
    return {"name": f"{SECTIONS[int(rng.integers(5))]}.{word(rng)}.{last}", "note": note, "versions": [["2.3.5"], ["3.0"], ["2.3.5", "3.0"]][int(rng.integers(3))]}


def words_of(row):
    """The words of the statement: of the name and of the note."""
    return [w.lower() for w in re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[._]", " ", row["name"]).split() + row["note"].split()]


def asked(submission, client, name, text, version, k):
    call = f"find() of {text!r} in {version} with k={k}"
    found = submission.find(client, name, text, version, k)
    require(isinstance(found, list) and all(isinstance(one, str) for one in found), called=call, returned=repr(found), expected="a list of names")
    require(len(found) <= k and len(set(found)) == len(found), called=call, returned=repr(found), expected=f"at most {k} names, none twice")
    return found, call


def sharing(rows, text, version):
    """Those of a version that share a word with a text."""
    wanted = set(text.lower().split())
    return {row["name"] for row in rows if version in row["versions"] and wanted & set(words_of(row))}


def camel(row):
    """The words of a name that begin inside of a compound."""
    return re.findall(r"[A-Z][a-z]+", row["name"].rpartition(".")[2])


@check(points=2)
def test_words_of_names(submission, client, reference):
    """A name is found by each of its words, also in the middle of a compound"""
    name, rows, rng = reference(200, 1)
    for row in [rows[i] for i in rng.permutation(len(rows))[:12]]:
        version = row["versions"][0]
        for text in (camel(row)[0].lower(), camel(row)[-1].upper(), row["name"].split(".")[1]):
            found, call = asked(submission, client, name, text, version, 10)
            if text.lower() in {w.lower() for w in camel(row)} and found == []:
                section = row["name"].split(".")[1]
                if row["name"] in asked(submission, client, name, section, version, 10)[0]:
                    misconception("a-name-is-words-already", called=call, returned="[]", expected=repr([row["name"]]), evidence=f"{section!r} finds it, and the words of its compound do not",
                                  why="What does an analyzer make of maxFieldNum? It cuts at signs and blanks.")
            same(found, sorted(sharing(rows, text, version)), called=call, why=f"The words of {row['name']} are {', '.join(words_of(dict(row, note='')))}.")


@check(points=1)
def test_notes(submission, client, reference):
    """A parameter is found by the words of its note"""
    own = [{"name": "proxy.v2Limit.rest2Go", "note": "", "versions": ["3.0"]}, {"name": "log_file.HTTPPort", "note": "door of the (old) interface; mind-the-gap", "versions": ["3.0", "2.3.5"]}]
    own.append({"name": "proxy.longest", "note": " ".join(["the end of a long note is a word like any other"] * 10) + " epilogue", "versions": ["3.0"]})
    name, rows, rng = reference(150, 2, own)
    for row in [row for row in rows if row["note"] and row not in own and "door" not in row["note"] and "epilogue" not in row["note"]][:8]:
        text = row["note"].split()[-1]
        found, call = asked(submission, client, name, text.title(), row["versions"][-1], 5)
        same(found, [row["name"]], called=call, why="This word stands in its note, and nowhere else.")
    for text, right in (("v2", own[0]), ("go", own[0]), ("limit", own[0]), ("file", own[1]), ("door", own[1]), ("gap", own[1]), ("old", own[1]), ("httpport", own[1]), ("epilogue", own[2])):
        found, call = asked(submission, client, name, text, "3.0", 5)
        same(found, [right["name"]], called=call, why="A name is cut at dots and underscores, and before a capital letter behind a small one or a digit.")
    found, call = asked(submission, client, name, " ".join(row["note"].split()[0] for row in rows if row["note"] and "3.0" in row["versions"]), "3.0", 50)
    require(len(found) == 50, called="find() of one word from each of many notes with k=50", returned=f"{len(found)} names", expected="50 names")


@check(points=2)
def test_order(submission, client, support, reference, fresh):
    """More shared and rarer words come first, as Milvus counts them"""
    name, rows, rng = reference(900, 3)
    oracle = counted(client, fresh("counted"), rows)
    for version in ("2.3.5", "3.0"):
        for k in (1, 7, 25, 50):
            mine = [row for row in rows if version in row["versions"]]
            picked = [mine[i] for i in rng.choice(len(mine), size=4, replace=False)]
            text = " ".join([camel(picked[0])[0], *words_of(picked[1])[-3:], "queryNode query max", words_of(picked[2])[1], *camel(picked[3])])
            found, call = asked(submission, client, name, text, version, k)
            scores = oracle(text, version)
            strange = [one for one in found if one not in scores]
            require(not strange, called=call, returned=repr(strange[:3]), expected="parameters of this version that share a word")
            best = sorted(scores.values(), reverse=True)[:k]
            got = [scores[one] for one in found]
            require(len(got) == len(best), called=call, returned=f"{len(got)} names", expected=f"{len(best)} names")
            for place, (one, right) in enumerate(zip(got, best, strict=True), 1):
                if abs(one - right) > 0.03 * abs(right):
                    fail(called=call, returned=f"{found[place - 1]} at place {place}", expected=f"{[n for n, s in scores.items() if abs(s - right) <= 0.03 * abs(right)][:2]} there", why="The order is that of BM25 over the words of name and note together.")


def counted(client, name, rows):
    """The grader's own collection: oracle(text, version) -> BM25 score by name."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=4000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(rows), 500):
        client.insert(name, [{"id": row["id"], "text": " ".join(words_of(row))} for row in rows[start : start + 500]])
    by_id = {row["id"]: row for row in rows}

    def oracle(text, version):
        hits = client.search(name, data=[text], anns_field="words", limit=len(rows))[0]
        return {by_id[hit["id"]]["name"]: abs(hit["distance"]) for hit in hits if version in by_id[hit["id"]]["versions"]}

    return oracle


@check(points=2)
def test_versions(submission, client, reference):
    """Three parameters of a version are found among thousands of the other"""
    for other, version, number in (("2.3.5", "3.0", 4), ("3.0", "2.3.5", 5)):
        own = [{"name": f"proxy.rare{chr(65 + i)}.limitOfThings", "note": "together " + "zulu " * 40, "versions": [version] if i else [version, other]} for i in range(3)]
        crowd = [{"name": f"proxy.crowd{i}.limitOfThings", "note": "together", "versions": [other]} for i in range(2400)]
        name, rows, rng = reference(60, number, [*own, *crowd], [other])
        found, call = asked(submission, client, name, "limit of things together", version, 3)
        right = sorted(row["name"] for row in own)
        if sorted(found) != right and set(found) < set(right):
            misconception("filtered-afterwards", called=call, returned=f"{len(found)} of the 3 names", expected=repr(right), evidence="what is there is right, and the rest was lost among the parameters of the other version",
                          why="If the best hundred are all of the wrong version, what is left of them? Who can leave them out before the best are chosen?")
        same(sorted(found), right, called=call, why="Only these parameters of this version share a word.")
        found, call = asked(submission, client, name, "together", other, 50)
        require(len(found) == 50, called=call, returned=f"{len(found)} names", expected="50 names")


@check(points=2, after="test_words_of_names")
def test_named(submission, client, support, reference):
    """A name, however it is spelled, comes first"""
    target = {"name": "proxy.maxFieldNum", "note": "limit", "versions": ["3.0", "2.3.5"]}
    own = [target, {"name": "proxy.maxFieldNumber", "note": "proxy max field num num max field num " * 3, "versions": ["3.0", "2.3.5"]}, {"name": "proxy.field.num", "note": "proxy maxfieldnum proxymaxfieldnum proxy_maxfieldnum", "versions": ["3.0"]}, {"name": "max.fieldNum", "note": "", "versions": ["2.3.5"]}]
    name, rows, rng = reference(100, 6, own)
    for text in ("proxy.maxFieldNum", "PROXY_MAXFIELDNUM", "proxymaxfieldnum", "Proxy/Max_Field_Num", "  proxy.maxFieldNum\n"):
        for version, k in (("3.0", 4), ("2.3.5", 1), ("3.0", 1)):
            found, call = asked(submission, client, name, text, version, k)
            if found[:1] != [target["name"]] and text.strip() != target["name"]:
                exact, _ = asked(submission, client, name, target["name"], version, k)
                if exact[:1] == [target["name"]]:
                    misconception("spelled-as-in-the-file", called=call, returned=repr(found[:2]), expected=f"{target['name']} first", evidence="it is first if it is spelled as the reference spells it, and only then",
                                  why="Someone who reads an environment types PROXY_MAXFIELDNUM. Which signs count in a name?")
            same(found[:1], [target["name"]], called=call, why="A parameter that is named comes first, whatever shares more words.")
    found, call = asked(submission, client, name, "proxymaxfieldnum", "3.0", 4)
    same(found, [target["name"], "proxy.field.num"], called=call, why="First the one that is named, then those that share a word: `proxymaxfieldnum` stands in a note.")
    for text in ("proxymax-fieldnum", "proxymax fieldnum", '"proxymaxfieldnum"', "proxymaxfieldnum\\", "'proxymaxfieldnum'"):
        found, call = asked(submission, client, name, text, "2.3.5", 5)
        same(found, [], called=call, why="Other signs than dots, underscores, slashes and the blanks around it count in a name, and no parameter of this version shares a word with it.")
    found, call = asked(submission, client, name, "proxy field num", "3.0", 2)
    require(len(found) == 2, called=call, returned=repr(found), expected="two names that share these words")
    for row in [row for row in rows if len(row["versions"]) == 1][:6]:
        other = "3.0" if row["versions"] == ["2.3.5"] else "2.3.5"
        found, call = asked(submission, client, name, row["name"].upper().replace(".", "_"), other, 50)
        require(row["name"] not in found, called=call, returned=f"{row['name']} among the names", expected="parameters of this version", why="A parameter that the version does not have is no answer, also if it is named.")


@check(points=1)
def test_nothing(submission, client, reference):
    """What shares no word is not in the answer, and any character may be typed"""
    name, rows, rng = reference(120, 7)
    row = rows[5]
    for text in ("", "   ", "\n\t", "xylophone", "1234567", "???", "“ ”", '"', "\\", "' or 1 == 1", '") or id > 0 or (name == "', "%", "{}", "xylophone\\"):
        found, call = asked(submission, client, name, text, "3.0", 50)
        same(found, [], called=call, why="No parameter shares a word with it.")
    for text in (f'"{camel(row)[0].lower()}"', f"({camel(row)[0].lower()})?", f"\\{camel(row)[0].lower()}\\"):
        found, call = asked(submission, client, name, text, row["versions"][0], 50)
        same(found, [row["name"]], called=call, why="Signs around a word are no part of it.")


@check(points=1, after="test_named")
def test_each_by_itself(submission, client, milvus, reference):
    """Two references are two, a second process finds the same, and Milvus does the searching"""
    first, rows, rng = reference(2990, 8)
    second, others, _ = reference(50, 9)
    for asker in (submission, submission.spawn()):
        for name, these in ((first, rows), (second, others)):
            row = these[int(rng.integers(len(these)))]
            milvus.forget()
            found, call = asked(asker, client, name, camel(row)[0], row["versions"][0], 5)
            same(found, sorted(sharing(these, camel(row)[0], row["versions"][0])), called=call, why="Each collection holds a reference of its own.")
            named, called = asked(asker, client, name, row["name"].replace(".", "").upper(), row["versions"][0], 1)
            same(named, [row["name"]], called=called, why="Each collection knows its own names, in every process.")
            read = sum(call.received for call in milvus.reads())
            require(0 < read < 60_000, called=call, returned=f"{read:,} bytes were read from Milvus", expected="some, and fewer than 60,000", why="Milvus has an index of the words: ask it, and read the answer alone.")
    same(int(client.get_collection_stats(first)["row_count"]), len(rows), called="the number of rows that store() left")
