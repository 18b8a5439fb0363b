"""What can be said of a course without running it: every rule an author can break, each with its mend (pure reading)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.authoring import mutants
from grader.authoring.mutants import explained
from grader.course import declared as points
from grader.course import starter, syntax
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.course import Chapter, Course, Exercise

HEADER = ("id", "check", "why", "source")
_TEST_IMPORTS = re.compile(
    r"^(numpy|pymilvus|pytest|yaml|grader\.checks|__future__|math|json|hashlib|re|itertools|collections|functools|random|time|"
    r"threading|datetime|string|textwrap|statistics|ast|operator|concurrent|contextlib|dataclasses|typing|ssl|socket|grader\.datasets)(\.|$)"
)


@dataclass(frozen=True)
class Problem:
    """One broken rule.

    Attributes:
        where: file, with its line where that is known.
        what: what was expected and what was found.
        mend: what to do, as a command where there is one.
    """

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. Next: {self.mend}"


def problems(course: Course, chapters: list[Chapter]) -> list[Problem]:
    """Every broken rule of these chapters, in the book's order."""
    found: list[Problem] = []
    known = {c.id for c in course.chapters}
    titles: dict[str, str] = {}
    for chapter in chapters:
        found += _chapter(course, chapter, known)
        for exercise in chapter.exercises:
            try:
                found += _exercise(course, exercise)
            except CourseError as error:
                found.append(Problem(_name(course, error.path) + (f":{error.line}" if error.line else ""), str(error), "fix the file"))
            twin = titles.setdefault(exercise.title.lower(), exercise.id)
            if twin != exercise.id:
                found.append(Problem(_name(course, chapter.manifest_path), f"{exercise.id} has the title of {twin}", "rename one"))
    return found


def _chapter(course: Course, chapter: Chapter, known: set[str]) -> Iterator[Problem]:
    manifest = _name(course, chapter.manifest_path)
    if chapter.objectives_wrong and chapter.sections and len(course.chapters) > 3:
        yield Problem(manifest, f"A chapter {chapter.objectives_wrong}", "rewrite `objectives`")
    for before in chapter.before:
        if before not in known:
            yield Problem(manifest, f"`before` names {before}, which is no chapter", "correct the id")
    if len(chapter.exercises) > 0 and chapter.lesson_path.exists():
        yield from _lesson(course, chapter)
    yield from _unlisted(course, chapter)


def _lesson(course: Course, chapter: Chapter) -> Iterator[Problem]:
    path = chapter.lesson_path
    text = path.read_text(encoding="utf-8")
    headings = {h.strip() for h in re.findall(r"^\s*#{2,3} (.+)$", text, flags=re.MULTILINE)}
    for section in chapter.sections:
        if section not in headings:
            yield Problem(_name(course, path), f"The lesson teaches “{section}” under a heading of that name", f"write a cell with `## {section}`")
    for exercise in chapter.exercises:
        if f'panel("{exercise.id}"' not in text:
            yield Problem(_name(course, path), f"{exercise.id} has a panel in the lesson", f'add course.panel("{exercise.id}")')


def _unlisted(course: Course, chapter: Chapter) -> Iterator[Problem]:
    """Files that no exercise owns."""
    root = course.root
    owned: set[Path] = {chapter.manifest_path, chapter.manifest_path.parent / "support.py", root / "solutions" / chapter.dir / explained.NAME}
    roots: list[Path] = []
    for exercise in chapter.exercises:
        owned |= {exercise.test_path}
        roots += [exercise.starter_path, exercise.solution_path]
        roots += exercise.alternatives() + exercise.misconceptions()
    for folder in (root / "exercises" / chapter.dir, root / "solutions" / chapter.dir):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            if path.is_dir() or "__pycache__" in path.parts or path.name.startswith("."):
                continue
            if path not in owned and not any(path == r or path.is_relative_to(r) for r in roots):
                yield Problem(_name(course, path), "Every file belongs to an exercise of chapter.toml; this one does not", "list it, or delete it")


def _exercise(course: Course, exercise: Exercise) -> list[Problem]:
    found: list[Problem] = []
    manifest = _name(course, course.chapter(exercise.chapter).manifest_path)

    def say(where: str, what: str, mend: str) -> None:
        found.append(Problem(where, f"{exercise.id}: {what}", mend))

    if len({h.strip() for h in exercise.hints}) != 3 or not all(h.strip() for h in exercise.hints):
        say(manifest, "three different hints that say something", "rewrite `hints`")
    if not 1 <= exercise.minutes <= 60:
        say(manifest, f"takes 1 to 60 minutes, not {exercise.minutes}", "split it")
    if exercise.milvus:
        from grader.backends import features, toolchains

        for need in sorted(exercise.needs):
            names = toolchains.choice(need)
            if (names and set(names) <= set(toolchains.NAMES)) or need in features.NAMES:
                continue
            say(manifest, f"`needs` has {need!r}, which no probe knows", "take a name from grader/backends/features.py")
    checks = points.declared(exercise.test_path)
    test = _name(course, exercise.test_path)
    names = [c["name"] for c in checks]
    if not checks:
        say(test, "has at least one check", "mark a test with @check(points=…)")
    for name in {n for n in names if names.count(n) > 1}:
        say(test, f"two checks are called {name}", "rename one")
    for check in checks:
        if check["title"] == check["name"]:
            say(test, f"{check['name']} says what it checks in its docstring", "write the line that the learner sees")
        if check["points"] <= 0:
            say(test, f"{check['name']} earns points", "@check(points=1)")
    for line, module in _imports(exercise.test_path):
        if not _TEST_IMPORTS.match(module):
            say(f"{test}:{line}", f"a check imports only data tools and grader.checks, never a submission; found {module}", "call submission.f(…)")
    found += _starter(course, exercise)
    found += _answers(course, exercise, set(names))
    found += _explained(course, exercise)
    return found


def _explained(course: Course, exercise: Exercise) -> Iterator[Problem]:
    """What is said of mutants that nobody makes any more."""
    said = explained.read(exercise)
    made = mutants.of(exercise.solution_path) if said else []
    made = made + [m for path in exercise.alternatives() for m in mutants.of(path, mutants.OF_ALTERNATIVE)] if said else []
    for was, becomes in explained.stale(said, made):
        what = f"{exercise.id}: each entry is about a mutant; none has {was!r} become {becomes!r}"
        yield Problem(_name(course, explained.path_of(exercise)), what, "delete the entry")


def _starter(course: Course, exercise: Exercise) -> list[Problem]:
    where = _name(course, exercise.starter_path)
    if not exercise.starter_path.exists():
        mend = "write it" if exercise.starter == "hand" else "grader starters"
        return [Problem(where, f"{exercise.id} has a starter", mend)]
    if exercise.starter == "hand":
        return []
    stale = [n for n, text in starters_of(exercise).items() if _read(exercise.starter_path, n) != text]
    return [Problem(where, f"the starter of {exercise.id} is what its solution gives; {', '.join(stale)} differs", "grader starters")] if stale else []


def _answers(course: Course, exercise: Exercise, checks: set[str]) -> list[Problem]:
    found: list[Problem] = []
    where = _name(course, exercise.solution_path)
    if not exercise.alternatives():
        found.append(Problem(where, f"{exercise.id} has an alternative, right in another style", f"write alternatives/{exercise.name}/…"))
    wrong = exercise.misconceptions()
    if len(wrong) < 2:
        found.append(Problem(where, f"{exercise.id} has two real misconceptions, not {len(wrong)}", f"write misconceptions/{exercise.name}/…"))
    for path in wrong:
        fields = misconception_header(path)
        name = _name(course, path)
        missing = [f for f in HEADER if not fields.get(f)]
        if missing:
            found.append(Problem(name, f"its header says {', '.join(missing)}", "write `# " + missing[0] + ": …` at the top"))
        expected = path.stem.replace("_", "-")
        if fields.get("id") and fields["id"] != expected:
            found.append(Problem(name, f"its id is its file's name, {expected}; the header says {fields['id']}", "rename one"))
        there = ", ".join(sorted(checks))
        found += [Problem(name, f"its check {c} exists", f"correct the header; there is {there}") for c in checks_of(fields) - checks]
    return found


def misconception_header(path: Path) -> dict[str, str]:
    """The header of a misconception: of the file, or of the first file of a folder that has one."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        fields = starter.header(file.read_text(encoding="utf-8"))
        if "id" in fields:
            return fields
    return {}


def checks_of(fields: dict[str, str]) -> set[str]:
    """The check names of a header."""
    return {c.strip() for c in fields.get("check", "").split(",") if c.strip()}


def starters_of(exercise: Exercise) -> dict[str, str]:
    """The generated starter: relative name (empty for a single file) to text."""
    source = exercise.solution_path
    if source.is_file():
        return {"": starter.make_starter(source.read_text(encoding="utf-8"), source)}
    found = {}
    any_region = False
    for path in sorted(p for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        text = path.read_text(encoding="utf-8")
        has = bool(starter.regions(text, path))
        any_region = any_region or has
        found[path.relative_to(source).as_posix()] = starter.make_starter(text, path) if has else text
    if not any_region:
        raise CourseError(source, None, "has a region between BEGIN SOLUTION and END SOLUTION in some file", "none", 'mark one, or set starter = "hand"')
    return found


def write_starters(exercise: Exercise) -> list[Path]:
    """Write the starter of an exercise; returns the files that changed."""
    changed = []
    for name, text in starters_of(exercise).items():
        target = exercise.starter_path / name if name else exercise.starter_path
        if _read(exercise.starter_path, name) != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            changed.append(target)
    return changed


def _read(path: Path, name: str) -> str | None:
    try:
        return (path / name if name else path).read_text(encoding="utf-8")
    except OSError:
        return None


def _imports(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(syntax.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, a.name) for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append((node.lineno, "." * node.level + (node.module or "")))
    return found


def _name(course: Course, path: Path) -> str:
    return path.relative_to(course.root).as_posix() if path.is_relative_to(course.root) else str(path)
