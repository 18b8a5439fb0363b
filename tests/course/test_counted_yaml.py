"""YAML that multiplies, that has no end, or that two programs read as two things."""

import time

import pytest

from grader.course import counted_yaml

MERGED = "a0: &a0 {k: 1, l: 2}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n  k{n}: {n}\n" for n in range(1, 40))
NESTED = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 45))


@pytest.mark.parametrize(("text", "why"), [
    (MERGED, "values when every alias"), (NESTED, "values when every alias"), ("a: &a [*a]", "inside of what it stands for"),
    ("a: &a {b: *a}", "inside of what"), ("x: " + ":".join(["1"] * 50_000), "over 100 digits"), ("x: " + "9" * 100_000, "over 100 digits"),
    ("x: 1." + "0" * 100_000 + "1", "over 100 digits"), ("x: 2001-99-99", "month"), ("[" * 5000, "levels"), ("- " * 3000 + "x", "levels"), ("[" + "1," * 60_000 + "]", "more than"),
    ("a: 1\nb: 2\na: 3", "'a' stands twice in one table in line 3"), ("a: {b: 1, b: 2}", "stands twice"), ("!!python/object/apply:os.system [id]", "constructor"),
    ("? [a]\n: 1", "unhashable"), ("a: b: c", "not allowed"), ("\x00", "special characters"), (b"\xff\xfe\x00", "truncated"),
])  # fmt: skip
def test_what_is_refused_in_a_moment(text, why):
    """Each with its reason, and none costs more than reading it."""
    begun = time.process_time()
    with pytest.raises(counted_yaml.NotYaml, match=why):
        counted_yaml.documents(text)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(("text", "found"), [
    ("a: &x {b: 1}\nc: {<<: *x, d: 2}\n", [{"a": {"b": 1}, "c": {"b": 1, "d": 2}}]), ("", []), ("---\na: 1\n---\n- 2\n", [{"a": 1}, [2]]),
    ("x: 22:30\ny: 0x1f\nz: 1e3\n", [{"x": 1350, "y": 31, "z": "1e3"}]), ("a: {<<: {b: 1}, b: 2}", [{"a": {"b": 2}}]), ("\ufeffa: 1", [{"a": 1}]),
    ("a: 1\n'1': 2\n1: 3", [{"a": 1, "1": 2, 1: 3}]),
])  # fmt: skip
def test_what_people_write_is_read_as_before(text, found):
    """Anchors, merges, several documents, a byte-order mark."""
    assert counted_yaml.documents(text) == found
