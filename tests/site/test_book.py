"""The book as one PDF and one EPUB, from the same copies as the pages."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from grader import course as course_module
from grader.site.book import epub, pdf
from grader.site.book.gather import Book, Part, Section, _one_after_another, gather
from tests.conftest import ROOT, required
from tests.site.conftest import MINICOURSE

DRAWING = '<svg viewBox="0 0 10 10"><text fill="currentColor">x</text></svg>'
BOOK = Book(
    "A & B",
    (
        Part("preface", "Preface", '<p>See <a href="#ch01-one">one</a>.</p>'),
        Part(
            "ch01",
            "1. First",
            f'<h2 id="ch01-one">One</h2><p>text</p><div aria-label="a drawing">{DRAWING}</div><p id="ch01-ex01">see <a href="#preface">this</a><br></p>',
            (Section("ch01-one", "One"),),
            "Part I. Begin",
        ),
        Part("ch02", "2. Second", '<h2 id="ch02-two">Two</h2><p>more</p>', (Section("ch02-two", "Two"),)),
    ),
    (".a{color:red}",),
    (("term", ("ch01-one", "ch02-two")), ("vector", ("ch02-two",))),
)


@pytest.fixture(scope="module")
def _can_draw() -> None:
    """WeasyPrint draws with libraries that no wheel brings."""
    try:
        import weasyprint  # noqa: F401  whether it can be imported is the question
    except OSError:
        required("Pango is not installed", "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The small course as a book."""
    root = tmp_path_factory.mktemp("book") / "course"
    shutil.copytree(MINICOURSE, root)
    return gather(course_module.load(root))


def test_what_a_page_folds_is_open_on_paper(made: Book) -> None:
    """Options stay with the question, its answer goes to the chapter's end under the same number; nothing asks to be pressed."""
    (chapter,) = [part for part in made.parts if part.id == "ch01"]
    head, _, answers = chapter.html.partition("Answers</h2>")
    assert "Predict 1.1" in head
    assert "Because" not in head
    assert "Twice, at" in head
    assert "Because <code>{}</code>" in answers
    assert answers.index(">1.1<") < answers.index(">1.2<")
    assert "Two and two." in answers
    for pressed in ("<input", "<details", "<script", "live:", "<button", "headerlink"):
        assert pressed not in chapter.html, pressed
    assert "Milvus holds 5 rows" in head
    assert [s.title for s in chapter.sections] == ["Only section"]
    assert 'id="ch01-ex01"' in chapter.html
    assert _lost(made) == []
    assert '<a class="crossing" href="#ch01-ex01">exercise 1</a>' in answers


@pytest.mark.soak
def test_every_reference_of_the_whole_book_leads_to_its_place() -> None:
    """In the text and in the answers at a chapter's end; the copies are those that the pages show."""
    book = gather(course_module.load(ROOT))
    assert _lost(book) == []
    (glossary,) = [part.html for part in book.parts if part.id == "glossary"]
    assert glossary.count("<dt>") > 100
    assert '<a href="#ch05">' in glossary


def _lost(book: Book) -> list[str]:
    """Links within the book that lead nowhere, or out of it without an address."""
    ids = {part.id for part in book.parts} | {id for part in book.parts for id in re.findall(r' id="([^"]+)"', part.html)}
    links = {(part.id, link) for part in book.parts for link in re.findall(r'<a [^>]*href="([^"]+)"', part.html)}
    return sorted(f"{part}: {link}" for part, link in links if not link.startswith(("http://", "https://")) and link.removeprefix("#") not in ids)


def test_what_stands_behind_tabs_stands_one_after_another() -> None:
    """Nobody clicks on paper, and a label without its control is no XHTML of a book."""
    tab = '<input id="t_1" name="t" type="radio"><input id="t_2" name="t" type="radio"><div class="tabbed-labels"><label for="t_1">Go</label><label for="t_2">Java</label></div>'
    body = '<div class="tabbed-content"><div class="tabbed-block"><pre>go</pre></div><div class="tabbed-block"><pre>java</pre></div></div>'
    soup = BeautifulSoup(f'<div class="tabbed-set tabbed-alternate">{tab}{body}</div>', "html.parser")
    for tabs in soup.select(".tabbed-set"):
        _one_after_another(soup, tabs)
    assert soup.get_text("|") == "Go|go|Java|java"
    assert not soup.select("input, label, .tabbed-block")


@pytest.mark.usefixtures("_can_draw")
def test_a_pdf_has_numbers_in_contents_and_index(tmp_path: Path) -> None:
    """Written whole, with a bookmark a heading; the words of contents and index carry the page of what they lead to."""
    target = tmp_path / "b" / "book.pdf"
    pdf.write(BOOK, target)
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert list(target.parent.iterdir()) == [target]
    page = pdf.page(BOOK)
    ids = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= ids
    assert {"ch01-one", "ch02-two", "preface", "index"} <= links
    assert "<title>A &amp; B</title>" in page


@pytest.mark.usefixtures("_can_draw")
def test_a_book_asks_nobody(tmp_path: Path) -> None:
    """A picture of another host is not fetched: the book is made without a network."""
    elsewhere = Book("A", (Part("ch01", "1", '<img src="https://example.org/x.png"><p>text</p>'),), (), ())
    pdf.write(elsewhere, tmp_path / "book.pdf")  # WeasyPrint leaves out what its fetcher refuses
    assert (tmp_path / "book.pdf").is_file()


def test_an_epub_is_well_formed_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    """XHTML that an XML parser takes, drawings as pictures with words, links with the file that has the anchor."""
    target = tmp_path / "book.epub"
    epub.write(BOOK, target)
    with zipfile.ZipFile(target) as archive:
        names = set(archive.namelist())
        assert archive.read("mimetype") == b"application/epub+zip"
        pages = {n: archive.read(n) for n in names if n.endswith(".xhtml")}
        drawing = archive.read("EPUB/images/ch01-0.svg").decode()
    assert 'viewBox="0 0 10 10"' in drawing
    assert 'xmlns="http://www.w3.org/2000/svg"' in drawing
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for name, page in pages.items():
        tree = ElementTree.fromstring(page)
        ids[name] = {e.get("id", "") for e in tree.iter()}
        links += [(name, e.get("href", "")) for e in tree.iter() if e.tag.endswith("}a")]
        links += [(name, e.get("src", "")) for e in tree.iter() if e.tag.endswith("}img")]
    assert len(links) >= 8
    for name, link in links:
        file, _, anchor = link.partition("#")
        where = f"EPUB/{file}" if file else name
        assert where in names, link
        assert not anchor or anchor in ids[where], link
    assert b'alt="a drawing"' in pages["EPUB/ch01.xhtml"]


def test_the_command_says_where_the_book_is(tmp_path: Path) -> None:
    """One format alone, into a folder of one's own."""
    from grader.cli.command import cli

    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    done = CliRunner().invoke(cli, ["site", "book", "--format", "epub", "-o", str(tmp_path / "out"), "--course", str(root)])
    assert done.exit_code == 0, done.output
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["milvus-the-definitive-guide.epub"]
    assert "Made: " in done.output
