"""Checks of ch08/ex04. The source counts what was taken from it, the tap what was sent: memory and messages without a clock."""

import json

import numpy as np
import pytest
from pymilvus import DataType

from grader.checks import Stream, SubmissionError, check, fail, misconception, require, same

DIM = 64
CALL = "load(client, name, source, most)"
SCRIPTS = ("абвгдежзик", "漢字仮名交文", "αβγδεζηθ", "🌊🔥🌱⛰")
MOST = 96 << 10
FRAME = 1000
"""More than the names of the fields and the like take in a message; the statement does not count them."""
RUNAWAY = 2_000
"""Lines taken without one being stored, after which the source gives up."""


class Source:
    """Where lines come from: every line that it gave, and what had been stored by then."""

    def __init__(self, rng, milvus, lengths, letters=("abcdefghij ",), end=None, stop=RUNAWAY, at=()):
        self.rng, self.milvus, self.lengths, self.letters, self.end, self.stop = rng, milvus, lengths, letters, end, stop
        self.given, self.asked_after_end, self.most_held = [], 0, (0, 0)
        self.ids = rng.permutation(200_000)
        self.at = dict(at)  # what happens before a line is given

    def __call__(self):
        if self.end is not None and len(self.given) >= self.end:
            self.asked_after_end += 1
            return None
        stored = sum(c.rows for c in writes(self.milvus))
        if len(self.given) - stored >= self.stop:
            raise RuntimeError(f"{len(self.given) - stored} lines were taken, and not one more was stored: this source is endless")
        n = len(self.given)
        self.at.get(n, lambda: None)()
        length = int(self.lengths(n))
        letters = self.letters[n % len(self.letters)]
        text = "".join(letters[int(i)] for i in self.rng.integers(len(letters), size=length))
        line = {"id": int(self.ids[n]), "text": text, "vector": [float(x) for x in self.rng.normal(size=DIM).astype(np.float32)]}
        self.given.append((line["id"], len(text.encode()), text[:40], line["vector"][:2], len(json.dumps(line))))
        held = self.given[stored:]
        size = sum(each[1] + 4 * DIM for each in held[:-1])
        if size > self.most_held[1]:
            self.most_held = (len(held), size)
        return line


def writes(milvus):
    return [c for c in milvus.calls() if c.method in ("Insert", "Upsert") and c.status in ("", "OK") and not c.code]


@pytest.fixture
def logs(client, fresh):
    name = fresh("logs")
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=65_000)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    client.create_collection(name, schema=schema, index_params=client.prepare_index_params("vector", index_type="FLAT", metric_type="L2"))
    return name


def run(submission, client, name, source, called, items=None):
    """What the generator yields, at most so many items."""
    told = []
    stream = submission.load(client, name, source, MOST)
    if not isinstance(stream, Stream):
        fail(called=called, returned=repr(stream), expected="a generator", why="A source that never ends has no moment at which to return. Which word makes a function give its results one by one?")
    require(not source.given, called=f"{called}, before a first item was asked for", returned=f"{len(source.given)} lines taken", expected="none", why="The consumer decides when a generator starts.")
    try:
        for number in stream:
            told.append(number)
            if items is not None and len(told) == items:
                stream.close()
                break
    except SubmissionError as error:
        if "this source is endless" in error.message:
            misconception("first-all-then-some", evidence=f"{len(source.given)} lines had been taken and none of them stored",
                          called=called, returned="nothing, for the source gave up", expected=f"a first message of at most {MOST} bytes",
                          why="A list of all lines of an endless source is never complete. When is the first message full?")
        raise
    return told


def bounded(milvus, source, called):
    """Sizes of the messages, and what was kept in memory."""
    sent = writes(milvus)
    over = [c.size for c in sent if c.size > MOST + FRAME]
    return sent, over


def complete(client, support, name, milvus, source, told, called):
    """Everything once, in order, and told rightly."""
    sums = [int(n) for n in np.cumsum([c.rows for c in writes(milvus)])]
    same(told, sums, called=f"list({called})", why="After each message: how many lines are stored by now, those of earlier messages included.")
    heard = [i for c in writes(milvus) for f in c.request.fields_data if f.field_name == "id" for i in f.scalars.long_data.data]
    expected = [i for i, *_ in source.given[: len(heard)]]
    if heard != expected:
        fail(called=called, returned=f"{len(heard)} lines sent, {len(set(heard))} different ones", expected="each line once, in the order of the source", why="A line that was taken is stored, and only once.")
    texts = [t for c in writes(milvus) for f in c.request.fields_data if f.field_name == "text" for t in f.scalars.string_data.data]
    for line, text in zip(source.given, texts):
        require(len(text.encode()) == line[1] and text[:40] == line[2], called=called, returned=f"a line sent with the text {text[:40]!r}, {len(text.encode())} bytes", expected=f"{line[2]!r}, {line[1]} bytes", why="A line is stored as it came.")
    count = support.count(client, name)
    require(len(set(heard)) <= count <= len(heard), called=f"count(*) after {called}", returned=count, expected=len(heard))  # Milvus Lite replaces a row with the same id, a server keeps both
    some = source.given[min(len(heard), 7) - 1]
    row = client.get(name, ids=[some[0]], consistency_level="Strong")[0]
    require(len(row["text"].encode()) == some[1] and row["text"][:40] == some[2] and np.allclose(row["vector"][:2], some[3]), called=f"the line {some[0]} after {called}", returned="another text or vector", expected="what the source gave")


def half_full(milvus, called, source):
    sent = writes(milvus)
    thin = [c for c in sent[:-1] if c.size < MOST / 2]
    return sent, thin


@check(points=2)
def test_short_lines(submission, client, milvus, support, rng, logs):
    """Short lines fill their messages, and the last message takes what is left"""
    source = Source(rng, milvus, lambda n: 10 + n % 40 if n % 17 != 5 else 0, end=1500)
    source.ids[1400] = source.ids[3]
    called = f"{CALL} with 1500 short lines and most={MOST}"
    milvus.forget()
    told = run(submission, client, logs, source, called)
    sent, thin = half_full(milvus, called, source)
    _, over = bounded(milvus, source, called)
    require(not over, called=called, returned=f"a message of {max(over, default=0)} bytes", expected=f"at most {MOST}")
    if thin:
        sizes = [c.size / MOST for c in sent[:-1]]
        ends = np.cumsum([c.rows for c in sent[:-1]])
        as_json = np.diff([0, *np.cumsum([each[4] for each in source.given])[ends - 1]]) / MOST
        json_like = bool((as_json > 0.9).all() and (as_json < 1.02).all())
        result = {"called": called, "returned": f"{len(sent)} messages, the fullest at {max(sizes):.0%}", "expected": "each but the last at least half full"}
        if json_like:
            misconception("json-is-the-wire", **result, evidence=f"every message was cut at {max(sizes):.0%} of its room, and the same lines as JSON text fill {as_json.min():.0%} of it or more",
                          why="A number of a vector is four bytes on the wire. How many characters is it in JSON?")
        fail(**result, why="Each message costs a round trip. How much of its room does a line take?")
    complete(client, support, logs, milvus, source, told, called)


@check(points=2, after="test_short_lines")
def test_long_and_short(submission, client, milvus, support, rng, logs):
    """Lines of very different lengths, long ones late"""
    source = Source(rng, milvus, lambda n: 20 if n < 150 else (36_000 + n * 7919 % 8000 if n % 5 == 0 else 5000 + n * 7907 % 7000 if n % 3 else 12), end=370)
    called = f"{CALL} with 150 short lines and then long ones"
    milvus.forget()
    try:
        told = run(submission, client, logs, source, called)
    except SubmissionError:
        if not bounded(milvus, source, called)[1]:
            raise
        told = []
    sent, over = bounded(milvus, source, called)
    if over:
        rows = {c.rows for c in sent[:-1]}
        if len(rows) == 1 and len(sent) > 1:
            misconception("rows-are-alike", evidence=f"every message had {rows.pop()} lines; the largest had {max(over)} bytes",
                          called=called, returned=f"a message of {max(over)} bytes", expected=f"at most {MOST}",
                          why="The limit counts bytes. How many lines go into a message, if one line is a thousand times as long as another?")
        fail(called=called, returned=f"a message of {max(over)} bytes", expected=f"at most {MOST}", why="A message that is too large is refused as a whole.")
    sent, thin = half_full(milvus, called, source)
    require(not thin, called=called, returned=f"{len(thin)} of {len(sent)} messages less than half full", expected="each but the last at least half full", why="No line is longer than half of what is left to fill.")
    complete(client, support, logs, milvus, source, told, called)


@check(points=2, after="test_long_and_short")
def test_any_script(submission, client, milvus, support, rng, logs):
    """Texts in scripts whose letters take more than a byte"""
    source = Source(rng, milvus, lambda n: 600 + n * 37 % 900 if n else 50, letters=SCRIPTS, end=150)
    called = f"{CALL} with lines in Cyrillic, Greek, Chinese and emoji"
    milvus.forget()
    told = run(submission, client, logs, source, called)
    sent, over = bounded(milvus, source, called)
    if over:
        letters = [sum(len(t) for f in c.request.fields_data if f.field_name == "text" for t in f.scalars.string_data.data) + 4 * DIM * c.rows for c in sent]
        result = {"called": called, "returned": f"a message of {max(over)} bytes", "expected": f"at most {MOST}"}
        if all(n <= MOST for n in letters):
            misconception("characters-are-bytes", **result, evidence=f"a byte for each character would have made {max(letters)} bytes, and just fitted",
                          why="len() of a text counts characters. How many bytes has “漢” in UTF-8?")
        fail(**result)
    complete(client, support, logs, milvus, source, told, called)


@check(points=1, after="test_long_and_short")
def test_endless(submission, client, milvus, support, rng, logs):
    """An endless source: messages go out while it runs, and nothing is taken ahead or kept"""
    source = Source(rng, milvus, lambda n: 15 + n % 300)
    called = f"{CALL} with an endless source, of which 6 items were asked for"
    milvus.forget()
    told = run(submission, client, logs, source, called, items=6)
    same(len(told), 6, called=f"the number of items of {called}", why="It ends when its consumer ends it.")
    sent, over = bounded(milvus, source, called)
    require(not over, called=called, returned=f"a message of {max(over, default=0)} bytes", expected=f"at most {MOST}")
    lines, size = source.most_held
    require(size <= MOST, called=called, returned=f"{lines} lines taken and not stored yet, {size} bytes", expected="no more than go into one message, and one more", why="What is kept in memory must not grow with what has been loaded.")
    ahead = len(source.given) - told[-1]
    require(len(sent) == 6, called=called, returned=f"{len(sent)} messages for 6 items", expected="one for each", why="An item says that one more message was taken.")
    require(0 <= ahead <= 1, called=called, returned=f"{ahead} lines taken after the last message", expected="at most the one that did not fit", why="A consumer that stops here would lose them.")
    complete(client, support, logs, milvus, source, told, called)


@check(points=1, after="test_short_lines")
def test_the_end(submission, client, milvus, rng, logs):
    """A source with nothing, and one with a single line"""
    for lines in (0, 1):
        source = Source(rng, milvus, lambda n: 5, end=lines)
        milvus.forget()
        called = f"{CALL} with a source of {lines} lines"
        told = run(submission, client, logs, source, called)
        same(told, [1] * lines, called=f"list({called})", why="One item for each message, and no message without a line.")
        require(len(writes(milvus)) == lines, called=called, returned=f"{len(writes(milvus))} messages", expected=f"{lines}")
        require(source.asked_after_end <= 1, called=called, returned=f"a source asked {source.asked_after_end} times after it had ended", expected="once")


@check(points=1, after="test_short_lines")
def test_a_refused_message(submission, client, milvus, rng, logs):
    """A message that Milvus refuses is no line stored, and its error gets out"""
    for situation, at in (("whose second message Milvus refuses, for it is busy", False), ("whose collection goes after the first message", True)):
        first = []
        source = Source(rng, milvus, lambda n: 30, end=1200)

        def trouble(gone=at):
            first.append(sum(c.rows for c in writes(milvus)))
            if gone:
                client.drop_collection(logs)
            else:
                for method in ("Insert", "Upsert"):
                    milvus.fail_next(method, code="RESOURCE_EXHAUSTED")

        source.at[450] = trouble  # in the midst of the second message
        milvus.forget()
        called, told = f"{CALL} {situation}", []
        try:
            for number in submission.load(client, logs, source, MOST):
                told.append(number)
        except SubmissionError as error:
            require({"MilvusException", "RpcError"} & set(error.names) != set(), called=called, returned=f"{error.type}: {error.message[:200]}", expected="the error, as it came")
        else:
            fail(called=called, returned=told, expected="the error of the message that was refused", why="If you read these numbers, you take the lines for stored.")
        taken = [n for n in first if n]  # none, where all messages come after the last line
        require(told == taken, called=called, returned=told, expected=taken, why="A number counts lines that Milvus has taken.")
        require(at or sum(c.rows for c in writes(milvus)) == first[0], called=called, returned="more lines sent after the error", expected="nothing more", why="The error is out, and the consumer decides what follows.")
