"""Whether something of a solution, or of a hidden check, is in a set of files.

A line counts when it says enough to be recognised and is known from nowhere that learners may read: not from a starter, a
public check or a lesson. Shorter lines count together: a whole region of a solution is looked for as well. Spaces do not
count. Lines that people get wrong (misconceptions) are no secret; the files are, and are not taken. In the grader's own
modules and in applications, which speak to Milvus as everybody does, only whole regions count.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import Chapter, Course, Exercise, hidden
from grader.course.starter import regions

MIN_LETTERS, MIN_WORDS = 20, 4
"""What a line has at least, spaces and keywords not counted; below, it is an idiom: ``return sorted(found)``."""
_TEXT_CAP = 4 << 20
_TAUGHT = "docker-compose.yml"
"""The course's own, which chapter 7 reads line by line: what stands in it is no secret of an exercise about such files."""


@dataclass(frozen=True)
class Leak:
    """A line of `source` that stands in `file` at `line`."""

    file: str
    line: int
    source: str
    text: str


def leaks(course: Course, files: Mapping[str, bytes], chapters: Sequence[Chapter]) -> list[Leak]:
    """Every leak of the course's solutions, alternatives and hidden checks into `files`.

    Args:
        chapters: those in the bundle; solutions of every other chapter are looked for too.
    """
    texts = {name: text for name, data in files.items() if (text := _text(data)) is not None}
    packed = {name: "\n".join(squeeze(line) for line in text.splitlines()) for name, text in texts.items()}
    free = "\n".join(
        t
        for name, t in packed.items()
        if (name.startswith(("exercises/", "lessons/")) and not name.endswith("chapter.toml")) or name == _TAUGHT
    )
    found = []
    for source, said in secret_texts(course):
        if said in free:
            continue
        for name, text in packed.items():
            if name.startswith(("grader/", "applications/")) and "\n" not in said:
                continue
            at = text.find(said)
            if at >= 0:
                found.append(Leak(name, text[:at].count("\n") + 1, source, said.splitlines()[0]))
    return found + list(_hidden(course, texts))


def secret_texts(course: Course) -> Iterator[tuple[str, str]]:
    """Pairs of source and squeezed text: the lines of solutions that are worth hiding, and whole regions of three lines and more."""
    for exercise in course.exercises:
        starter = "\n".join(squeeze(x) for p in _files(exercise.starter_path) for x in _lines(p))
        for path in (f for s in (exercise.solution_path, *exercise.alternatives()) for f in _files(s)):
            source = path.relative_to(course.root).as_posix()
            marked = regions("\n".join(_lines(path)), path)
            for body in [r.body for r in marked] or [tuple(_lines(path))]:
                said = [squeeze(line) for line in body]
                whole = "\n".join(said)
                if marked and len(said) >= 3 and whole not in starter:
                    yield source, whole
                yield from (
                    (source, text) for line, text in zip(body, said, strict=True) if tells(line) and text not in starter
                )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def squeeze(line: str) -> str:
    """A line without its spaces."""
    return re.sub(r"\s+", "", line)


def tells(line: str) -> bool:
    """Whether a line is more than an idiom, an import, a comment or a docstring's first line."""
    names = [w for w in re.findall(r"[A-Za-z_]\w*", line) if not keyword.iskeyword(w)]
    plain = line.strip().startswith(("import ", "from ", "#", '"""', "//"))
    return len(squeeze(line)) >= MIN_LETTERS and len(names) >= MIN_WORDS and not plain


def _hidden(course: Course, texts: Mapping[str, str]) -> Iterator[Leak]:
    names = {n: e for e in course.exercises if e.test_path.is_file() for n in _hidden_names(e)}
    for secret, exercise in names.items():
        word = re.compile(rf"\b{re.escape(secret)}\b")
        for name, text in texts.items():
            match = word.search(text)
            if match is not None:
                yield Leak(name, text[: match.start()].count("\n") + 1, f"the hidden checks of {exercise.id}", secret)


def _hidden_names(exercise: Exercise) -> Iterable[str]:
    return hidden.hidden_checks(exercise.test_path.read_text(encoding="utf-8"), exercise.test_path)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts) if path.is_dir() else []


def _text(data: bytes) -> str | None:
    if len(data) > _TEXT_CAP:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
