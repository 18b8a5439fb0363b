"""Whatever is imported is declared: a package that only another one brings is gone one day."""

import ast
import re
import sys
import tomllib
from importlib import metadata

import pytest

from tests.conftest import ROOT

ROOMS = ("grader", "applications", "lessons", "exercises", "solutions", "tests", "benchmarks", "scripts")
OWN = {"grader", "applications", "tests", "lessons", "models", "benchmarks", "scripts"}
ELSEWHERE = {"benchmarks/mutation/by_cosmic_ray.py"}
"""Run in an environment of their own, which their neighbor makes with a pinned version."""
ANSWERS = {"submissions", "hostile", "blind", "misconceptions"}
"""Folders of answers: they stand for strangers' work, which declares nothing, and some are wrong on purpose."""


def imports(text):
    """The top-level packages that a module imports anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def declared():
    """Distributions that pyproject.toml names, an extra such as pymilvus[milvus-lite] included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [line for extra in project["optional-dependencies"].values() for line in extra]
    return {normal(n) for line in lines for n in re.findall(r"[A-Za-z0-9][\w.-]*", re.match(r"[\w.-]+(\[[\w,.-]+\])?", line)[0])}


def modules():
    """Every module of the house."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.relative_to(ROOT).as_posix() not in ELSEWHERE and not ANSWERS & set(path.relative_to(ROOT).parts):
                yield path, imports(path.read_text(encoding="utf-8"))


def test_what_is_imported_is_declared():
    siblings = {p.stem for room in ROOMS for p in (ROOT / room).glob("*.py")}
    known, providers = declared(), metadata.packages_distributions()
    missing = {}
    for path, names in modules():
        for name in names - set(sys.stdlib_module_names) - OWN - siblings - {""}:
            distributions = {normal(d) for d in providers.get(name, [name])}
            if not distributions & known:
                missing.setdefault(f"{name} ({', '.join(distributions)})", []).append(str(path.relative_to(ROOT)))
    assert missing == {}, "declare it in pyproject.toml, with its reason"


@pytest.mark.parametrize(
    ("text", "found"),
    [("import a.b, c", {"a", "c"}), ("def f():\n    from a.b import c", {"a"}), ("from . import x", set()), ("'import a'", set())],
)
def test_the_walk_sees_every_form(text, found):
    assert imports(text) == found
