"""Pages that are generated, the built site, and its links."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from grader import course as course_module
from grader.course import declared as points
from grader.site import pages
from grader.site.pages import glossary, paths, terms
from grader.site.web.built import build_site, site_is_fresh, site_stamp
from tests.conftest import ROOT
from tests.site.conftest import MINICOURSE

COURSE = course_module.load(ROOT)


class _Links(HTMLParser):
    """Every address in a page, and every id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in ("href", "src") and value:
                self.links.append((tag, value))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as MkDocs builds it, strictly."""
    target = tmp_path_factory.mktemp("site") / "built"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(ROOT / "mkdocs.yml"), "-d", str(target)]
    import os

    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "WARNING" not in done.stderr
    return target


def test_a_path_has_what_a_chapter_needs_before_it() -> None:
    """Each path of this course does; one that is turned round says what is wrong."""
    assert [path.id for path in COURSE.paths] == ["builder", "operator", "scientist"]
    turned = replace(COURSE, paths=(replace(COURSE.paths[0], chapters=("ch02", "ch01", "ch01")),))
    assert paths.problems(turned) == [
        "book.toml: the path builder has ch02 before ch01, which it needs",
        "book.toml: the path builder has ch01 twice",
    ]


@pytest.mark.parametrize("chapter", [c for c in COURSE.chapters if c.ready], ids=lambda c: c.id)
def test_what_is_to_be_read_before_is_said_once(chapter: course_module.Chapter) -> None:
    """“Before you begin” names the chapters of the manifest, which the page shows and the paths keep to, and no others."""
    text = chapter.lesson_path.read_text(encoding="utf-8")
    said = text[text.index("**Before you begin.**") :].split("\n\n")[0].split('"""')[0]
    named = {number for many in re.findall(r"[Cc]hapters? (\d+(?:(?:, and |, | and )\d+)*)", " ".join(said.split())) for number in re.findall(r"\d+", many)}
    assert named == {course_module.load(ROOT).chapter(id).number for id in chapter.before}


def test_finished_lessons_keep_their_promises() -> None:
    """Every section of the book is a heading, in order; every exercise has its panel."""
    assert pages.problems(COURSE) == []


def test_a_forgotten_section_is_named(tmp_path: Path) -> None:
    """A lesson without a section, with one out of order, or without a panel is named with its file."""
    shutil.copytree(MINICOURSE, tmp_path / "course")
    course = course_module.load(tmp_path / "course")
    found = "\n".join(pages.problems(course))
    assert "lessons/ch01_first.py: needs a heading `## Recap`" in found
    assert "Only section" not in found
    assert "takes 3 to 5 objectives" in found


def test_a_section_out_of_order_is_named(tmp_path: Path) -> None:
    """The first heading that stands in another's place is named with its line."""
    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    path = root / "lessons" / "ch01_first.py"
    path.write_text(path.read_text().replace("## Only section", "## Recap\n\n    ## Exercises\n\n    ## Only section"))
    found = [line for line in pages.problems(course_module.load(root)) if "order" in line]
    assert len(found) == 1
    assert re.match(r"lessons/ch01_first\.py:\d+: `## Recap` stands out", found[0])


def test_contents_hold_the_whole_book() -> None:
    """Every part, chapter, appendix and section stands in the contents; none that is not ready has a page."""
    made = pages.generated(COURSE)
    text = made["contents.md"]
    for part in COURSE.parts:
        assert part.title in text
    for chapter in COURSE.chapters:
        assert chapter.title in text
        assert all(section in text for section in chapter.sections)
        assert (f"chapters/{chapter.id}.md" in made) is chapter.ready


def test_navigation_is_in_the_books_order() -> None:
    """Foreword, preface, paths, six parts with their chapters, appendices, index."""
    book = next(entry["The book"] for entry in pages.navigation(COURSE) if "The book" in entry)
    titles = [next(iter(entry)) for entry in book]
    assert titles[:4] == ["Contents", "Foreword", "Preface", "Paths through the book"]
    assert [t.split(".")[0] for t in titles[4:10]] == ["I", "II", "III", "IV", "V", "VI"]
    assert titles[10:] == ["Appendices", "Glossary", "Index"]
    names = [next(iter(c)) for entry in book[4:11] for c in next(iter(entry.values()))]
    assert names == [f"{c.number} {c.title}" for c in COURSE.chapters]


@pytest.mark.parametrize("chapter", [c for c in COURSE.chapters if c.ready], ids=lambda c: c.id)
def test_a_chapters_page_tells_points_and_commands(chapter: course_module.Chapter) -> None:
    """Each exercise with its points, computed from its checks, and its command."""
    text = pages.generated(COURSE)[f"chapters/{chapter.id}.md"]
    for exercise in chapter.exercises:
        row = next(line for line in text.splitlines() if line.endswith(f"| `grader check {exercise.id}` |"))
        assert f"| {points.total(exercise.test_path):g} |" in row
        assert exercise.title in html.unescape(row)


def test_the_index_finds_where_a_term_is_introduced() -> None:
    """Terms and names lead to the chapter that teaches them, and to others that speak of them often; stressed words are no terms."""
    text = pages.generated(COURSE)["book-index.md"]
    assert '- vector database: <a href="../chapters/ch01/#what-is-a-vector-database">1, What is a Vector Database?</a>' in text
    assert '- Kafka: <a href="../chapters/ch15/' in text
    assert "\n- chose:" not in text
    entries = terms.entries(COURSE)
    assert all(len({chapter.id for chapter, _ in entry.places}) == len(entry.places) <= 6 for entry in entries)
    said = {entry.term for entry in entries}
    explained = {term.name for term in glossary.read(ROOT)}
    assert len(explained - said) < len(explained) / 50, "terms of the glossary of which the sections do not speak"
    assert "Go" in said
    assert all(chapter.number != "12" for entry in entries if entry.term == "Go" for chapter, _ in entry.places), "go is no language"


def test_every_command_has_its_help() -> None:
    """The page of commands says what the command line says."""
    from grader.cli.command import COMMANDS

    text = pages.generated(COURSE)["commands.md"]
    for name in COMMANDS:
        assert f"## grader {name}" in text, name


def test_every_link_of_the_built_site_leads_somewhere(built: Path) -> None:
    """Pages, anchors and files exist, those of every lesson that has its copy by now included."""
    raw = {p: p.read_text(encoding="utf-8") for p in built.rglob("*.html")}
    texts = {p: _Links(text) for p, text in raw.items()}
    broken = []
    for page, found in texts.items():
        for _, link in found.links:
            where = urlsplit(link)
            if where.scheme or link.startswith(("data:", "mailto:")):
                continue
            if page.name == "404.html":
                target = built / unquote(where.path).lstrip("/")
            else:
                target = (page.parent / unquote(where.path)).resolve() if where.path else page
            if target.is_dir():
                target /= "index.html"
            if not target.is_file():
                broken.append(f"{page.relative_to(built)}: {link}")
                continue
            if target != page and target.parent.parent.name == "live":  # the lesson that the course's own server puts there has the page's sections
                target = built / "chapters" / target.parent.name / "index.html"
            if where.fragment and target in texts and 'lesson-waiting' not in raw[target] and unquote(where.fragment) not in texts[target].ids | {"__top"}:
                broken.append(f"{page.relative_to(built)}: {link}: no such anchor")
    assert broken == []


def test_the_built_site_loads_nothing_from_elsewhere(built: Path) -> None:
    """No script, style, font, picture or frame has an address of another host."""
    loaded = []
    for page in built.rglob("*.html"):
        for tag, link in _Links(page.read_text(encoding="utf-8")).links:
            if tag in ("script", "link", "img", "iframe", "source") and urlsplit(link).netloc:
                loaded.append(f"{page.relative_to(built)}: <{tag}> {link}")
    for style in built.rglob("*.css"):
        loaded += [
            f"{style.name}: {m}"
            for m in re.findall(r"url\((?:\"|')?(https?:[^)]+)\)|@import[^;]*(https?:[^;]+)", style.read_text())
        ]
    assert loaded == []


def test_the_site_is_built_again_when_something_changed(tmp_path: Path) -> None:
    """The stamp covers pages, manifests, lessons and the book, and nothing else."""
    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    first = site_stamp(root)
    (root / "README.md").write_text("not a page")
    assert site_stamp(root) == first
    for name in ("site/index.md", "exercises/ch01_first/chapter.toml", "lessons/ch01_first.py", "book.toml"):
        with (root / name).open("a") as file:
            file.write("\n# changed\n")
        second = site_stamp(root)
        assert second != first, name
        first = second


def test_a_site_that_does_not_build_keeps_the_old_one(tmp_path: Path) -> None:
    """MkDocs' complaint is told, and the pages that were there stay."""
    from grader.errors import CourseError

    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    (root / "mkdocs.yml").write_text("site_name: x\ndocs_dir: site\nsite_dir: build/site\nplugins: []\n")
    site = build_site(root)
    assert site_is_fresh(root)
    (root / "site" / "broken.md").write_text("[nowhere](nowhere.md)\n")
    with pytest.raises(CourseError, match="nowhere"):
        build_site(root)
    assert (site / "index.html").is_file()
    assert not (site / "broken").exists()
    assert [p.name for p in site.parent.iterdir()] == ["site"]  # nothing half-built stays beside it


def test_a_built_site_is_never_away(tmp_path: Path) -> None:
    """While it is built anew every page that stays can be read; what is gone goes, a folder where a page was too."""
    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    (root / "mkdocs.yml").write_text("site_name: x\ndocs_dir: site\nsite_dir: build/site\nuse_directory_urls: false\nplugins: [search]\n")
    (root / "site" / "old.md").write_text("# Old\n")
    (root / "site" / "turns.md").write_text("# A page\n")
    site = build_site(root)
    assert (site / "old.html").is_file()
    (root / "site" / "old.md").unlink()
    (root / "site" / "turns.md").unlink()
    (root / "site" / "turns.html").mkdir()
    (root / "site" / "turns.html" / "new.md").write_text("# Zebra\n")
    index = site / "search" / "search_index.json"
    before, place = index.read_text(), site.stat().st_ino
    same = (site / "search" / "worker.js").stat().st_mtime_ns
    build_site(root)
    assert site.stat().st_ino == place  # the folder was never moved away, not for an instant
    assert (site / "search" / "worker.js").stat().st_mtime_ns == same  # what has not changed was not touched
    assert not (site / "old.html").exists()
    assert (site / "turns.html" / "new.html").is_file()
    assert before != index.read_text()
