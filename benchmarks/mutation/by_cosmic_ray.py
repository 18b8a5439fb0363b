"""Mutants that cosmic-ray makes of a file, as JSON. It runs in cosmic-ray's own environment and knows nothing of this project."""

import hashlib
import json
import re
import sys
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names


def family(name):
    """``core/ReplaceBinaryOperator_Add_Mod`` is one of eleven that put something else for a plus: they share a turn in the choice."""
    return "cr-" + re.sub(r"_.*", "", name.partition("/")[2])


def mutants(source, of_each):
    """Operator and mutated text, of each family at most so many places, drawn by a hash: to change a file takes as long as to read it.

    Operators that need to be told a variable are left out, and those that put identity for equality: of texts and small numbers
    the interpreter keeps one copy, so whether anything changes is its own affair.
    """
    tree, lines = get_ast(source), source.splitlines()
    places = {}
    for name in sorted(operator_names()):
        kind = get_operator(name)
        if kind.arguments() or re.search(r"_(Eq|NotEq)_(Is|IsNot)$|_(Is|IsNot)_(Eq|NotEq)$", name):
            continue
        found = (position for node in ast_nodes(tree) for position in kind().mutation_positions(node))
        for occurrence, ((row, column), _) in enumerate(found):
            draw = hashlib.sha256(f"{name} {column} {lines[row - 1]}".encode()).hexdigest()
            places.setdefault(family(name), []).append((draw, name, occurrence))
    for kind, found in sorted(places.items()):
        for _, name, occurrence in sorted(found)[:of_each]:
            text = mutate_code(source, get_operator(name)(), occurrence)
            if text is not None:
                yield {"operator": kind, "text": text}


json.dump(list(mutants(Path(sys.argv[1]).read_text(encoding="utf-8"), int(sys.argv[2]))), sys.stdout)
