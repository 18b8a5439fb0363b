"""Source read into a tree where the interpreter loses count now and then."""

import ast

import pytest

from grader.course import syntax


def test_a_lost_count_is_tried_again(monkeypatch):
    """The interpreter's fault cannot be brought about at will: here it is thrown twice."""
    real, thrown = ast.parse, []

    def parse(source):
        if len(thrown) < 2:
            thrown.append(source)
            raise SystemError("AST constructor recursion depth mismatch (before=48, after=39)")
        return real(source)

    monkeypatch.setattr(ast, "parse", parse)
    assert isinstance(syntax.parse("x = 1"), ast.Module)
    assert len(thrown) == 2


@pytest.mark.parametrize(("source", "error"), [("x =", SyntaxError), ("\0", (SyntaxError, ValueError))])
def test_what_is_wrong_with_a_source_is_said_at_once(source, error):
    """Nothing but that fault is tried again."""
    with pytest.raises(error):
        syntax.parse(source)
