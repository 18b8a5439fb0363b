"""The skeleton of a filter: what binds to what."""

import pytest
from models.filter_tree import read


def shape(part):
    """The tree as nested tuples."""
    return part.text if part.kind == "leaf" else (part.kind, *map(shape, part.parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a == 1", "a == 1"),
        ("a == 1 or b == 2 and c == 3", ("or", "a == 1", ("and", "b == 2", "c == 3"))),
        ("(a == 1 or b == 2) and c == 3", ("and", ("or", "a == 1", "b == 2"), "c == 3")),
        ("not a == 1 and b == 2", ("and", ("not", "a == 1"), "b == 2")),
        ("not (a == 1 and b == 2)", ("not", ("and", "a == 1", "b == 2"))),
        ("!(a > 1) || b != 2", ("or", ("not", "(a > 1)"), "b != 2")),
        ('name == "x or y" and n > 1', ("and", 'name == "x or y"', "n > 1")),
        ("name == 'it\\'s and' or n > 1", ("or", "name == 'it\\'s and'", "n > 1")),
        ('array_contains(parts, "or") AND order > 1', ("and", 'array_contains(parts, "or")', "order > 1")),
        ("word like 'and%' or band == 1", ("or", "word like 'and%'", "band == 1")),
        ("a not in [1, 2] and b is not null", ("and", "a not in [1, 2]", "b is not null")),
        ("(a == 1) or (b == 2)", ("or", "(a == 1)", "(b == 2)")),
        ("((a == 1))", "((a == 1))"),
    ],
)
def test_what_binds_to_what(text, expected):
    assert shape(read(text)) == expected


@pytest.mark.parametrize("text", ["", "(", ")", '"', "a and", "or", "not", "x == 'unclosed and y", "\\", '"\\'])
def test_nonsense_is_a_tree_too(text):
    """Whatever is typed: no exception, and the pieces cover the text."""
    assert read(text).text == text.strip()
