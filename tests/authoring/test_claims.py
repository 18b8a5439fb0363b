"""What the lessons claim, read from their sources; and that no citation lacks its version."""

import json
import textwrap

import pytest
from click.testing import CliRunner

from grader import course as course_module
from grader.authoring import claims
from grader.authoring.claims.prose import sentences, split
from grader.authoring.claims.sources import Source, loose, measured, sources, versions
from grader.cli import command
from tests.conftest import ROOT

COURSE = course_module.load(ROOT)

LESSON = '''
import marimo
app = marimo.App()


@app.cell
def _(mo):
    mo.md("""
    # A Chapter

    ## First

    Bits have three metrics (docs v3.0.x, *Metric Types*,
    *Binary Vector*). JACCARD's 0/0 was 1. (milvus-io/milvus #53132, 3.0.0.)

    ```python
    client.search()  # docs, *Nothing*
    ```

    - ANNOY left (release notes 2.3.0).
    - The 2.3.5 server refuses `AND`.

    | a | since 2.6 it is so |

    ## Second
    """)


@app.cell
def _(course):
    who = course.predict("Who is right?", ["Milvus 2.1", "Nobody"], "Nobody", "It was so since 2.2.", key="k")
    who


@app.cell
def _(course, who):
    course.after(who)
    course.record("ch01_demo", "text", server.identity)


@app.cell
def test_it(who):
    """Somebody is right."""
    assert who


@app.cell
def _(mo):
    mo.md("## Where to read on\\n\\n- Milvus docs v3.0.x, *Quickstart*.")
'''


@pytest.fixture
def course(tmp_path):
    """A course of one chapter, with LESSON and a record."""
    (tmp_path / "lessons" / "recorded").mkdir(parents=True)
    (tmp_path / "book.toml").write_text('title = "T"\nversion = "1"\n[[part]]\nnumber = "I"\ntitle = "P"\n[[part.chapter]]\nid = "ch01"\nslug = "first"\ntitle = "A Chapter"\nsections = []\n')
    (tmp_path / "lessons" / "ch01_first.py").write_text(textwrap.dedent(LESSON))
    (tmp_path / "lessons" / "recorded" / "ch01_demo.json").write_text(json.dumps({"milvus": "server 2.3.5", "text": "x"}))
    return course_module.load(tmp_path)


def test_each_kind_of_claim_is_a_row(course):
    found = [(c.section, c.source, c.version, c.known) for c in claims.claims(course.chapters)]
    assert found == [
        ("First", "Metric Types", "3.0.x", "cited"),
        ("First", "Binary Vector", "3.0.x", "cited"),
        ("First", "milvus-io/milvus #53132", "3.0.0", "cited"),
        ("First", "release notes", "2.3.0", "cited"),
        ("First", "", "2.3.5", "measured"),
        ("First", "", "2.6", "stated"),
        ("Second", "record ch01_demo", "2.3.5", "shown"),
        ("Second", "", "2.2", "stated"),
        ("Tests", "test_it", "", "tested"),
    ]


def test_a_row_says_where_and_what(course):
    rows = claims.claims(course.chapters)
    lines = (course.root / "lessons" / "ch01_first.py").read_text().splitlines()
    assert rows[0].text == "Bits have three metrics (docs v3.0.x, *Metric Types*, *Binary Vector*)."
    assert "Bits have three metrics" in lines[rows[0].line - 1]
    assert rows[2].text == "JACCARD's 0/0 was 1. (milvus-io/milvus #53132, 3.0.0.)"
    assert (rows[6].text, rows[8].text) == ("Who is right? Nobody", "Somebody is right.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(docs v3.0.x, *Metric Types*, *Index Explained* and *FAQ*)", [("Metric Types", "3.0.x"), ("Index Explained", "3.0.x"), ("FAQ", "3.0.x")]),
        ("docs v1.1.1, *What is Milvus*; release notes 2.0.0; *not* a page", [("What is Milvus", "1.1.1"), ("release notes", "2.0.0")]),
        ("(zilliztech/knowhere #1809, after 3.0.0)", [("zilliztech/knowhere #1809", "after 3.0.0")]),
        ("(milvus-io/milvus #53415, 2.6.4 and master)", [("milvus-io/milvus #53415", "2.6.4 and master")]),
        ("row #5 of 3.0", []),
    ],
)
def test_the_form_of_a_source(text, found):
    assert list(sources(text)) == [Source(*each) for each in found]


@pytest.mark.parametrize(
    "text",
    ["(docs, *Metric Types*)", "see the release notes", "milvus-io/milvus #53132", "[issue 49891](https://example.org/49891)", "*Create Privilege Group*, 3.0)", "Milvus documentation 3.0: *Quickstart*", "*Create Privilege Group* (3.0)"],
)
def test_a_citation_without_a_version_is_seen(text):
    assert loose(text) or list(sources(text)) == []
    if text != "*Create Privilege Group*, 3.0)":
        assert loose(text)


def test_a_whole_citation_is_not_loose():
    assert loose("(docs v3.0.x, *Metric Types*; release notes 2.3.0; milvus-io/milvus #53132, 3.0.0)") is None


def test_versions_are_told_from_other_numbers():
    assert versions("since 2.6 and before Milvus 2.4, in 2.0 GB, of 2.5 %, with 0.9") == ["2.6", "2.4"]
    assert measured("the 2.3.5 server, Lite 3.2.2, pymilvus 3.0.2, a server 3.0.2") == ["2.3.5", "3.2.2", "3.0.2"]


def test_sentences_are_cut_where_they_end():
    assert split("One, v3.0.x. “Two” is. (docs v3.0.x, *A*.) `three` is.") == ["One, v3.0.x.", "“Two” is. (docs v3.0.x, *A*.)", "`three` is."]


def test_no_citation_without_a_version():
    """Every citation of the lessons has page and version, so that the next Milvus can be checked against it."""
    assert claims.unversioned(COURSE.chapters) == []


def test_no_version_without_a_source():
    """Whoever names a version says where it is known from: a page, release notes, an issue, or the version that was run here."""
    assert [f"{c.chapter}:{c.line} {c.text}" for c in claims.claims(COURSE.chapters) if c.known == "stated"] == []


def test_every_test_of_a_lesson_says_what_it_claims():
    for chapter in COURSE.chapters:
        if chapter.lesson_path.is_file():
            tests = chapter.lesson_path.read_text().count("\ndef test_")
            told = sum(c.known == "tested" for c in claims.claims([chapter]))
            assert told == tests, f"{chapter.lesson_path.name}: a test without a docstring"
            assert tests, f"{chapter.lesson_path.name} tests none of its claims"


def test_the_command_lists_and_filters(course):
    run = CliRunner().invoke(command.cli, ["claims", "ch01", "--course", str(course.root), "--format", "json", "--known", "cited"])
    assert run.exit_code == 0, run.output
    rows = json.loads(run.output)
    assert [r["source"] for r in rows] == ["Metric Types", "Binary Vector", "milvus-io/milvus #53132", "release notes"]
    assert set(rows[0]) == {"chapter", "section", "line", "text", "source", "version", "known"}
    table = CliRunner().invoke(command.cli, ["claims", "--course", str(course.root)])
    assert "4 cited" in table.output
    assert "2 stated" in table.output


def test_code_is_no_prose(course):
    assert not any("Nothing" in s.text for s in sentences(course.root / "lessons" / "ch01_first.py"))
