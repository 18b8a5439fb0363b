"""The mutants of one module, as JSON, each with whether it is among the chosen ones.

Two makers, because each leaves out what the other has: cosmic-ray (comparisons, numbers, loops, decorators) and the one that
mutates the course's solutions (conditions, returns, keywords, arguments, exceptions, forgotten steps). What cannot be seen in a
run is left out: docstrings, annotations, `__all__`, what stands under `TYPE_CHECKING`, and the decorators of data classes, which mypy holds.
"""

import ast
import hashlib
import json
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from grader.authoring.mutants import general, source
from grader.authoring.mutants.base import OPERATORS, describe

MOST = 40
"""Mutants of one module, chosen evenly over the operators."""
OF_EACH = 8
"""Places of one operator at most, drawn by a hash before anything is changed."""


class Seen(ast.NodeTransformer):
    """A module without what no run of it can tell."""

    def visit_Expr(self, node):
        return None if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str) else self.generic_visit(node)

    def visit_Pass(self, node):
        return None

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_FunctionDef(self, node):
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node):
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)

    def visit_ClassDef(self, node):
        node.decorator_list = [d for d in node.decorator_list if "dataclass" not in ast.dump(d)]
        return self.generic_visit(node)

    def visit_If(self, node):
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return None
        return self.generic_visit(node)


def seen(text):
    """What a run can tell of a source; None where it is none."""
    try:
        return ast.dump(Seen().visit(ast.parse(text)))
    except (SyntaxError, ValueError):
        return None


def of_the_course(text):
    """Those of the operators that change the course's solutions."""
    wrapper = MetadataWrapper(cst.parse_module(text))
    positions, parents = wrapper.resolve(PositionProvider), wrapper.resolve(ParentNodeProvider)
    lines, places = text.splitlines(), {}
    for node, where in positions.items():
        for name in (n for n in OPERATORS if OPERATORS[n].__module__ == general.__name__):
            for number, change in enumerate(OPERATORS[name](node, parents.get(node))):
                draw = hashlib.sha256(f"{name} {number} {where.start.column} {lines[where.start.line - 1]}".encode()).hexdigest()
                places.setdefault(name, []).append((draw, len(places), node, change))
    for name, found in places.items():
        for _, _, node, change in sorted(found, key=lambda f: f[0])[:OF_EACH]:
            for mutant in source._made(wrapper.module, parents, node, change, name, text):  # noqa: SLF001  drawn first, then made
                yield {"operator": name, "text": mutant.text}


def made(module, tool):
    """Every mutant once: operator, line, was, becomes, text, id."""
    text = Path(module).read_text(encoding="utf-8")
    by_tool = [tool, Path(__file__).with_name("by_cosmic_ray.py"), module, str(OF_EACH)]
    theirs = json.loads(subprocess.run(by_tool, check=True, capture_output=True).stdout)
    found = {seen(text): None, None: None}
    for one in [*of_the_course(text), *theirs]:
        what, where = seen(one["text"]), describe(text, one["text"])
        if what in found or where is None or where[1].startswith(("if TYPE_CHECKING", "__all__")):
            continue
        line, was, becomes = where
        found[what] = {**one, "line": line, "was": was, "becomes": becomes, "id": hashlib.sha256(f"{was}\n{becomes}".encode()).hexdigest()[:8]}
    return [m for m in found.values() if m]


def chosen(found):
    """One of each operator in turn, in an order that an edit elsewhere does not change."""
    by_operator = {}
    for mutant in sorted(found, key=lambda m: (m["id"], m["line"])):
        by_operator.setdefault(mutant["operator"], []).append(mutant)
    turns = zip_longest(*(by_operator[name] for name in sorted(by_operator)))
    return [m for turn in turns for m in turn if m][:MOST]


if __name__ == "__main__":
    everything = made(sys.argv[1], sys.argv[2])
    taken = {id(m) for m in chosen(everything)}
    json.dump([{**m, "chosen": id(m) in taken} for m in everything], sys.stdout)
