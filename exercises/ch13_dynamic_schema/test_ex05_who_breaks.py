"""Checks of ch13/ex05: the rules are played out with rows, and what happens is compared with what was foretold."""

import itertools
import json

import numpy as np

from grader.checks import check, fail, misconception, require

ORDER = ["INT8", "INT16", "INT32", "INT64"]
TYPES = [*ORDER, "FLOAT", "DOUBLE", "BOOL", "VARCHAR", "JSON"]
OUTSIDE = "a further key"
PLAIN = {"dynamic": False, "fields": {"id": {"type": "INT64", "key": True}, "title": {"type": "VARCHAR", "max_length": 80}, "vector": {"type": "FLOAT_VECTOR", "dim": 32}}}


def stored_in(type, size, field):
    """Rule 3 for one value: its type, and its length or dimension."""
    if field["type"] == "VARCHAR":
        return type == "VARCHAR" and size <= field["max_length"]
    if field["type"] == "FLOAT_VECTOR":
        return type == "FLOAT_VECTOR" and size == field["dim"]
    if type in ORDER and field["type"] in ORDER:
        return ORDER.index(type) <= ORDER.index(field["type"])
    return type == field["type"] or (type, field["type"]) == ("FLOAT", "DOUBLE")


def rows_of(schema):
    """Rows that the schema takes, as {name: (type, size) or None}: the longest values, each field that may be missing both ways."""
    free = [n for n, f in schema["fields"].items() if f.get("nullable") or "default" in f]
    for missing in itertools.chain([()], ((n,) for n in free), [tuple(free)]):
        row = {n: (f["type"], f.get("max_length", f.get("dim", 0))) for n, f in schema["fields"].items() if n not in missing}
        yield row
        if schema["dynamic"]:
            yield row | {OUTSIDE: ("JSON", 0)}


def happens(old, new):
    """What the rules do to a writer and a reader of the old schema."""
    refused = swallowed = False
    for row in rows_of(old):
        for name, field in new["fields"].items():
            if row.get(name) is None:
                refused |= not field.get("nullable") and "default" not in field
            else:
                refused |= not stored_in(*row[name], field)
        outside = [n for n in row if n not in new["fields"]]
        refused |= bool(outside) and not new["dynamic"]
        swallowed |= any(n in old["fields"] for n in outside)
    read = False
    for name, was in old["fields"].items():
        field = new["fields"].get(name)
        read |= field is None or (bool(field.get("nullable")) and not was.get("nullable"))
        if field is not None:
            longer = dict(field, max_length=10**6) if field["type"] == "VARCHAR" else field
            read |= not stored_in(was["type"], was.get("max_length", was.get("dim", 0)), longer)
    return {word for word, so in (("writer", refused), ("swallowed", swallowed and not refused), ("reader", read)) if so}


def answered(submission, old, new, said):
    """The words of an answer, right or wrong."""
    given = json.loads(json.dumps([old, new]))
    answer = submission.who_breaks(old, new)
    fine = isinstance(answer, set | frozenset | list | tuple) and all(isinstance(word, str) for word in answer)
    require(fine and [old, new] == given, called=f"who_breaks(old, new): {said}", returned=answer, expected="a set of words")
    return set(answer)


def asked(submission, old, new, said, why):
    """Ask, and compare with what happens."""
    right, found = happens(old, new), answered(submission, old, new, said)
    if found != right:
        fail(called=f"who_breaks(old, new): {said}", returned=sorted(found), expected=sorted(right), why=why)


def changed(schema, **fields):
    """A copy in which these fields are others, or gone where None is given."""
    made = json.loads(json.dumps(schema))
    dynamic = fields.pop("dynamic", None)
    if dynamic is not None:
        made["dynamic"] = dynamic
    for name, field in fields.items():
        made["fields"].pop(name, None)
        if field is not None:
            made["fields"][name] = field
    return made


@check(points=1)
def test_nothing_changes(submission, rng):
    """The same schema breaks nobody, however it is written down"""
    for dynamic in (False, True):
        old = changed(PLAIN, dynamic=dynamic, year={"type": "INT16", "nullable": True}, lent={"type": "BOOL", "default": False})
        new = {"fields": {k: old["fields"][k] for k in reversed(old["fields"])}, "dynamic": dynamic}
        asked(submission, old, new, "the same fields in a different order", "The order of fields is not a change.")


@check(points=2)
def test_a_new_field(submission):
    """A field is added"""
    for dynamic in (False, True):
        old = changed(PLAIN, dynamic=dynamic)
        for field, said in (({"type": "INT64", "nullable": True}, "nullable"), ({"type": "INT64", "default": 0}, "with the default 0"), ({"type": "VARCHAR", "max_length": 9, "default": ""}, "with an empty text as default"),
                            ({"type": "BOOL", "default": False}, "with the default False"), ({"type": "INT64"}, "that has to be there")):  # fmt: skip
            why = "A writer of yesterday sends rows without it." if said == "that has to be there" else "A writer of yesterday sends rows without it, and they are taken."
            asked(submission, old, changed(old, pages=field), f"a further field {said}, {'dynamic' if dynamic else 'not dynamic'}", why)


@check(points=2)
def test_a_field_less(submission):
    """A field is dropped, with and without a dynamic field"""
    for before, after in ((False, False), (False, True), (True, True), (True, False)):
        for field in ({"type": "INT64"}, {"type": "INT64", "nullable": True}):
            old = changed(PLAIN, dynamic=before, pages=field)
            new = changed(old, dynamic=after, pages=None)
            said = f"the field pages is dropped; {'dynamic' if before else 'not dynamic'} before, {'dynamic' if after else 'not dynamic'} after"
            if after and not answered(submission, old, new, said):  # without a dynamic field the same answer has seen the damage: that was asked first
                misconception("dynamic-takes-it", evidence="the new schema is dynamic, and no program was said to break", called=f"who_breaks(old, new): {said}", returned=[], expected=["reader", "swallowed"],
                              why="The row is taken, and its pages are no field any more. Who asks for them by name?")
            asked(submission, old, new, said, "Think of the row that the writer sends, and of the name that the reader asks for.")
    for before, after in ((True, False), (False, True)):
        asked(submission, changed(PLAIN, dynamic=before), changed(PLAIN, dynamic=after), f"the same fields; {'dynamic' if before else 'not dynamic'} before, {'dynamic' if after else 'not dynamic'} after", "A dynamic schema takes further keys, and its writer sends them.")


@check(points=2)
def test_missing_values(submission):
    """What may be missing changes"""
    kinds = {"has to be there": {}, "nullable": {"nullable": True}, "with a default": {"default": 1}}
    # To become nullable comes last: only of an answer that knows when a writer breaks is it the idea that a NULL harms no reader.
    for (a, was), (b, now) in sorted(itertools.permutations(kinds.items(), 2), key=lambda pair: pair[1][0] == "nullable"):
        old, new = changed(PLAIN, pages={"type": "INT32", **was}), changed(PLAIN, pages={"type": "INT32", **now})
        said = f"the field pages was {a} and is {b}"
        if b == "nullable" and not answered(submission, old, new, said):
            misconception("null-harms-nobody", evidence=f"{said}, and no program was said to break", called=f"who_breaks(old, new): {said}", returned=[], expected=["reader"], why="New writers may leave it out now. What does a reader of yesterday make of None?")
        asked(submission, old, new, said, "Which rows does the writer send, and can the reader meet a NULL that it has never seen?")


@check(points=2)
def test_types(submission):
    """A type, a length or a dimension changes"""
    kinds = {type: {"type": type, **({"max_length": 60} if type == "VARCHAR" else {})} for type in TYPES}
    pairs = [(f"the field pages was {a} and is {b}", changed(PLAIN, pages=kinds[a]), changed(PLAIN, pages=kinds[b])) for a, b in itertools.permutations(TYPES, 2)]
    answers = {said: answered(submission, old, new, said) for said, old, new in pairs}
    if all(answers.values()):  # of an answer that takes one wider type for none, this is not the idea
        said = next(said for said, old, new in pairs if not happens(old, new))
        misconception("any-change-breaks", evidence=f"each of {len(pairs)} changes of a type was said to break a program; {said}, which takes every value that there was", called=f"who_breaks(old, new): {said}",
                      returned=sorted(answers[said]), expected=[], why="Is there an old value that the new type cannot hold?")
    for said, old, new in pairs:
        asked(submission, old, new, said, "Can the new type hold every value of the old one, and does the reader know it?")
    for was, now in ((80, 81), (80, 79), (80, 65_535), (80, 8)):
        asked(submission, PLAIN, changed(PLAIN, title={"type": "VARCHAR", "max_length": now}), f"the title's max_length was {was} and is {now}", "A writer sends the longest title that was allowed.")
    for dim in (16, 64):
        asked(submission, PLAIN, changed(PLAIN, vector={"type": "FLOAT_VECTOR", "dim": dim}), f"the vector had 32 numbers and has {dim}", "A different dimension is a different vector.")


@check(points=2, after=("test_a_new_field", "test_a_field_less", "test_missing_values", "test_types"))
def test_everything_at_once(submission, seed):
    """Several changes at once"""
    rng = np.random.default_rng([seed, 135])

    def field():
        type = TYPES[int(rng.integers(len(TYPES)))]
        more = [{}, {"nullable": True}, {"default": 0}][int(rng.integers(3))]
        return {"type": type, **more, **({"max_length": int(rng.integers(1, 4)) * 30} if type == "VARCHAR" else {})}

    for number in range(400):
        names = [n for n in ("pages", "year", "lent", "note") if rng.random() < 0.6]
        old = changed(PLAIN, dynamic=bool(rng.random() < 0.5), **{n: field() for n in names})
        new = changed(old, dynamic=bool(rng.random() < 0.7))
        for name in ("pages", "year", "lent", "note"):
            chance = rng.random()
            if chance < 0.12:
                new = changed(new, **{name: None})
            elif chance < 0.3:
                new = changed(new, **{name: field()})
        asked(submission, old, new, f"several changes, number {number}: {differences(old, new)}", "Go through the fields one by one, then through what is no field.")


def differences(old, new):
    """What was changed, in words."""
    parts = [] if old["dynamic"] == new["dynamic"] else [f"dynamic {old['dynamic']} → {new['dynamic']}"]
    for name in sorted({*old["fields"], *new["fields"]}):
        was, now = old["fields"].get(name), new["fields"].get(name)
        if was != now:
            parts.append(f"{name} {was or 'not there'} → {now or 'gone'}")
    return "; ".join(parts) or "none"
