"""Every format of a class against its schema or a real parser, with learners' text that tries to break out of it."""

import base64
import csv
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import defusedxml.ElementTree as ET
import jsonschema
import pytest
from rich.console import Console

from grader import course as courses
from grader import results
from grader.classroom import analytics, gradebook_build, pseudonyms
from grader.classroom import policy as policies
from grader.classroom.gradebook import Entry, Override
from grader.errors import UsageError
from grader.report import canvas, charts, class_reports, class_terminal, html
from grader.report import formats as registry
from grader.report.cells import cell
from grader.report.class_reports import Options, write
from grader.report.formats import formats
from grader.results.text import slug
from tests.classroom.books import NASTY, WHEN, Policy, check, class_book, handin, nasty_book, outcomes, person, result
from tests.conftest import MINICOURSE

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ALLOWED = {
    "html", "head", "meta", "link", "title", "style", "body", "svg", "defs", "pattern", "rect", "path", "header", "div", "main",
    "footer", "p", "h1", "h2", "h3", "b", "bdi", "strong", "section", "nav", "a", "ul", "ol", "li", "table", "thead", "tbody", "tr",
    "th", "td", "span", "br", "dl", "dt", "dd", "details", "summary", "pre", "figure", "figcaption", "desc", "text", "line", "circle",
}  # fmt: skip


@pytest.fixture(scope="module")
def book():
    return class_book()


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def files(book, format, options=None):
    return dict(registry.files(format, book, options))


# -- the gradebook -----------------------------------------------------------------------------------------


def grade(book, person, exercise="ch01/ex01"):
    return next(g for g in book.of(person) if g.exercise == exercise)


def test_partners_share_a_verdict_and_not_their_lateness(book):
    """One hand-in, two people, one of them late."""
    mine, theirs = grade(book, "s003"), grade(book, "s004")
    assert mine.entry is theirs.entry
    assert (mine.raw, theirs.raw) == (5, 5)
    assert mine.adjusted.points == 5
    assert theirs.adjusted.points == 4.5


def test_no_verdict_is_no_score(book):
    """Ungraded, unserved and missing have none; refused and not started are a zero with its reason."""
    statuses = {
        id: (grade(book, id).status, grade(book, id).raw, grade(book, id).adjusted) for id in ("s005", "s006", "s007")
    }
    assert statuses["s006"] == ("ungraded", None, None)
    assert statuses["s007"] == ("missing", None, None)
    assert statuses["s005"][:2] == ("refused", 0.0)
    unserved = grade(book, "s003", "ch01/ex02")
    assert (unserved.status, unserved.raw, unserved.adjusted) == ("unavailable", None, None)
    assert grade(book, "s001", "ch01/ex02").adjusted.points == 0


def test_an_override_counts_and_the_raw_score_stays(book):
    """Both are there, with the reason."""
    mine = grade(book, "s002", "ch01/ex02")
    assert (mine.raw, mine.adjusted.points) == (2, 1.5)
    assert mine.adjusted.overrides[0].reason == "agreed in the office hour"


def test_what_no_run_came_to_is_ungraded_and_not_missing(book):
    """Somebody who handed in is never told that they did not."""
    assert grade(book, "s006", "ch01/ex02").status == "ungraded"


def test_the_highest_attempt_counts_even_when_it_is_worse():
    """And a refused one only where there is no other."""
    entries = [
        Entry("handin-1", "ch01/ex01", "a", result("ch01/ex01", outcomes("passed"))),
        Entry("handin-2", "ch01/ex01", "b", result("ch01/ex01", outcomes("failed", "failed"))),
    ]
    works = [handin(1, ("s001",)), handin(2, ("s001",), attempt=2), handin(3, ("s001",), attempt=3, refused="a bomb")]
    made = gradebook_build.build(courses.load(MINICOURSE), works, entries, [person(1)])
    assert grade(made, "s001").raw == 3
    assert grade(made, "s001").handin.id == "handin-2"


def test_without_a_roster_every_hand_in_is_somebody():
    """A folder of folders is enough for a report."""
    entries = [Entry("handin-1", "ch01/ex01", "a", result("ch01/ex01", outcomes("passed")))]
    made = gradebook_build.build(courses.load(MINICOURSE), [handin(1, ())], entries)
    assert [p.id for p in made.people] == ["handin-1"]
    assert grade(made, "handin-1").raw == 7


# -- each format -------------------------------------------------------------------------------------------


def test_grades_csv_has_a_row_for_each_person_and_exercise(book):
    """Empty points where there is no verdict, with the reason beside them."""
    found = rows(files(book, "csv")["grades.csv"])
    assert len(found) == len(book.people) * 2
    by = {(r["person"], r["exercise"]): r for r in found}
    assert by["s004", "ch01/ex01"]["points"] == "4.5"
    assert by["s004", "ch01/ex01"]["raw"] == "5"
    assert by["s004", "ch01/ex01"]["late_seconds"] == "86400"
    for who, why in (("s006", "Milvus ended three times"), ("s007", "nothing was handed in")):
        assert by[who, "ch01/ex01"]["points"] == "", who
        assert why in by[who, "ch01/ex01"]["note"]
    assert "a link points out" in by["s005", "ch01/ex01"]["note"]
    assert "office hour" in by["s002", "ch01/ex02"]["note"]


def test_checks_csv_has_a_row_for_each_check(book):
    """With the misconception by its id."""
    found = rows(files(book, "csv")["checks.csv"])
    mine = [r for r in found if r["person"] == "s002" and r["exercise"] == "ch01/ex01"]
    assert [r["status"] for r in mine] == ["failed", "blocked", "failed"]
    assert mine[0]["misconception"] == "farthest-first"
    assert [r["hidden"] for r in mine] == ["", "", "yes"]


def test_class_json_fits_its_schema(book):
    """And result documents in it fit theirs."""
    document = json.loads(files(book, "json")["class.json"])
    jsonschema.validate(document, json.loads((SCHEMAS / "class.json").read_text()))
    schema = json.loads(results.SCHEMA_PATH.read_text())
    for entry in document["entries"]:
        if entry["result"]:
            jsonschema.validate(entry["result"], schema)


def test_junit_has_unique_cases_and_ungraded_is_an_error(book):
    """One suite for a hand-in and exercise, over all of them no name twice."""
    root = ET.fromstring(files(book, "junit")["junit.xml"])
    cases = root.findall("testsuite/testcase")
    assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)
    suites = {s.get("name"): s for s in root}
    assert suites["handin-6/ch01/ex01"][0][0].tag == "error"
    assert suites["handin-5/ch01/ex01"][0][0].tag == "failure", "a refused hand-in is the learner's"
    away = replace(book, entries=(Entry("handin-6", "ch01/ex01", "k6", None, "unavailable: no server", unserved=True),))
    assert [e.tag for e in ET.fromstring(files(away, "junit")["junit.xml"])[0][0]] == ["skipped"]
    assert suites["handin-2/ch01/ex01"].get("failures") == "2"
    assert suites["handin-2/ch01/ex01"].get("time") == "0.000", "a hidden check took the rest"


def test_gradescope_has_one_valid_document_for_each_hand_in(book):
    """A hand-in of which nothing could be graded has none: Gradescope calls that a failed autograder, not a zero."""
    made = files(book, "gradescope")
    assert set(made) == {f"gradescope/handin-{n}/results.json" for n in (1, 2, 3)}
    for text in made.values():
        jsonschema.validate(json.loads(text), json.loads((SCHEMAS / "gradescope.json").read_text()))
    third = json.loads(made["gradescope/handin-3/results.json"])
    assert third["score"] == 5
    assert third["extra_data"]["ungraded"] == ["ch01/ex02"]
    assert json.loads(made["gradescope/handin-2/results.json"])["execution_time"] == 1, "hidden checks took the rest"
    stuck = replace(book, entries=(*book.entries, Entry("handin-1", "ch01/ex03", ungraded="stuck")))
    first = json.loads(files(stuck, "gradescope")["gradescope/handin-1/results.json"])
    assert "ch01/ex03" in first["output"]


class CanvasImporter:
    """The rules of Canvas' importer, for what this file needs: which columns and rows it takes for what."""

    def __init__(self, text):
        header, *lines = csv.reader(io.StringIO(text))
        assert "Student" in header[0]
        assert "ID" in header[1]
        assert re.search(r"SIS\s+User\s+ID", header[2])
        assert re.search(r"SIS\s+Login\s+ID", header[3])
        assert "Section" in header[4]
        self.assignments = [h for h in header[5:] if not re.search("(Current|Final) (Score|Points|Grade)|Override", h)]
        self.ids = [m and int(m.group(1)) for m in (re.search(r"\((\d+)\)$", h) for h in self.assignments)]
        self.points, self.scores = {}, {}
        for line in lines:
            if "Points Possible" in line[0]:
                self.points = {h: float(line[header.index(h)]) for h in self.assignments}
            elif any(line):
                self.scores[line[1]] = {h: line[header.index(h)].strip() for h in self.assignments}


def test_canvas_reads_its_gradebook(book):
    """Each student by Canvas' id, each score once, nothing where there is none."""
    read = CanvasImporter(files(book, "canvas")["canvas.csv"])
    first = "ch01/ex01 Nearest neighbours"
    assert read.points[first] == 7
    assert read.scores["1004"][first] == "4.5"
    assert read.scores["1006"][first] == ""
    assert read.scores["1007"][first] == ""
    assert set(read.scores) == {p.canvas_id for p in book.people}
    assert read.ids == [None, None]


def test_canvas_headers_come_from_its_own_export(book, tmp_path):
    """With an exported gradebook the columns carry Canvas' ids; a title that only looks like one gets none."""
    export = tmp_path / "export.csv"
    export.write_text("\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Nearest neighbours (4711),Final Score\n")
    read = CanvasImporter(files(book, "canvas", Options(canvas=export))["canvas.csv"])
    assert read.ids == [4711, None]
    assert canvas.heading("ch01/ex09", "Final Score of it (12)", {}) == "ch01/ex09 Final-Score of it (12)."
    assert CanvasImporter(canvas.render(replace(book, exercises={"ch01/ex01": "Final Score (12)"}))).ids == [None]


def test_a_student_called_points_possible_is_a_student(book):
    """The importer would take the row for the maxima."""
    people = (book.people[0], replace(book.people[1], first="", last="Points Possible"), *book.people[2:])
    read = CanvasImporter(canvas.render(replace(book, people=people)))
    assert read.points["ch01/ex01 Nearest neighbours"] == 7
    assert read.scores["1002"]["ch01/ex02 What crosses"] == "1.5"


def test_nbgrader_columns_are_its_own(book):
    """As its exporter writes them: no hand-in is 0, no verdict is empty."""
    text = files(book, "nbgrader")["nbgrader.csv"]
    assert (
        text.splitlines()[0]
        == "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score"
    )
    by = {(r["assignment"], r["student_id"]): r for r in rows(text)}
    late = by["ch01/ex01", "s004"]
    assert (late["raw_score"], late["late_submission_penalty"], late["score"]) == ("5", "0.5", "4.5")
    assert late["timestamp"] == "2026-03-02 17:00:00"
    assert by["ch01/ex01", "s006"]["score"] == ""
    assert by["ch01/ex01", "s007"]["score"] == "0"


def test_classroom50_documents_fit_the_contract(book):
    """Whole points, the instant of submission, hidden checks in one line."""
    made = files(book, "classroom50")
    schema = json.loads((SCHEMAS / "classroom50.json").read_text())
    for text in made.values():
        jsonschema.validate(json.loads(text), schema)
    second = json.loads(made["classroom50/s002/ch01-ex01/result.json"])
    assert second["owner"] == "login2"
    assert second["datetime"] == "2026-03-02T17:00:00Z"
    assert [t["test-name"] for t in second["tests"]] == [
        "The line of test_first",
        "The line of test_second",
        "Checks that are not shown",
    ]
    assert json.loads(made["classroom50/s003/ch01-ex01/result.json"])["assignment_type"] == "group"
    assert not any("s006" in name or "s007" in name for name in made), "no score, no document"


def test_the_step_summary_counts_and_names_nobody(book, tmp_path, monkeypatch):
    """Names only when they are asked for. Who renders writes nothing: the command does."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "step.md"))
    text = files(book, "summary")["summary.md"]
    assert not (tmp_path / "step.md").exists()
    assert "| ch01/ex01 Nearest neighbours | 3 | 1 | 1 | 1 | 0 | 1 | 0 | 4/7 |" in text
    assert r"farthest\-first | 2 |" in text
    assert not any(p.last in text for p in book.people)
    assert "Last3, First3" in files(book, "summary", Options(names=True))["summary.md"]


def test_a_run_without_a_sandbox_says_so_loudly():
    """In the page, in the summary, on the terminal; and a sandboxed one does not."""
    for confinement, loud in (("trusted", True), ("namespaces", False)):
        book = class_book(confinement=confinement)
        out = io.StringIO()
        class_terminal.everybody(book, Console(file=out, width=120))
        for text in (
            files(book, "html")["index.html"],
            files(book, "html")["learners/s001.html"],
            files(book, "summary")["summary.md"],
            out.getvalue(),
        ):
            assert ("without a sandbox" in text.lower()) is loud


# -- the pages ---------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser makes of a page: its tags with attributes, and its text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.words, self.style, self._in_style = [], [], "", False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        if self._in_style:
            self.style += data
        else:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())


def pages(book):
    return {name: Page(text) for name, text in files(book, "html").items()}


def test_a_page_runs_nothing_and_asks_for_nothing(book):
    """No script, no handler, no address; the policy allows one style sheet, by its hash."""
    for page in pages(book).values():
        policy = next(
            a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
        )
        digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
        assert (
            policy
            == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
        )
        assert "url(http" not in page.style
        assert "@import" not in page.style
        assert_harmless(page)


def assert_harmless(page):
    for tag, attributes in page.tags:
        assert tag in ALLOWED, tag
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name != "style", "the policy would refuse it"
            if name in ("href", "src"):
                assert re.fullmatch(r"(data:,|#[\w-]+|learners/[\w-]+\.html(#[\w-]+)?)", value), value


def test_a_learner_reads_what_came_back_and_why(book):
    """Called, came back, expected, why, the misconception, a hint; and the state of a check that waits."""
    text = pages(book)["learners/s002.html"].text
    for words in ("called nearest(rows, query, 5)", "came back [9, 8]", "expected [1, 2]", "A smaller distance is nearer.", "farthest-first: [9, 8] are the farthest",
                  "a larger score is better in most rankings", "Which order does argsort give?", "Waits for “The line of test_first”", "Graded 2, counted 1.5.",
                  "agreed in the office hour"):  # fmt: skip
        assert words in text, words


def test_a_learner_is_told_what_has_no_score(book):
    """In words, and never as a zero."""
    made = pages(book)
    assert "that is not your fault" in made["learners/s006.html"].text
    assert "a log line" not in made["learners/s006.html"].text
    assert "Milvus ended" not in made["learners/s006.html"].text
    assert "No points yet" in made["learners/s006.html"].text
    assert "Nothing was handed in." in made["learners/s007.html"].text
    assert "a link points out of the archive" in made["learners/s005.html"].text
    assert "It does not count." in made["learners/s003.html"].text
    assert "1 day late: −10%" in made["learners/s004.html"].text


def test_a_learner_sees_nobody_else(book):
    """No other name, address or id on a page."""
    for p in book.people:
        text = files(book, "html")[f"learners/{p.id}.html"]
        for other in book.people:
            if other.id != p.id:
                assert other.last not in text
                assert other.email not in text
                assert other.id not in text


def test_hidden_checks_are_hidden_from_learners(book):
    """One line in general: no name, no text, no misconception, no time; an override of one names nothing either."""
    policy = Policy(overrides=(Override("s002", "ch01/ex01", 3, "regraded by hand", "test_third"),))
    for made in (book, class_book(policy=policy)):
        text = files(made, "html")["learners/s002.html"]
        for secret in ("hush", "secret()", "test_third", "0.43", "hushed"):
            assert secret not in text, secret
        assert "Checks that are not shown" in text
        for name in ("junit", "gradescope", "classroom50"):
            for content in files(made, name).values():
                assert "hush" not in content
                assert "0.43" not in content
                assert "The line of test_third" not in content
    assert "regraded by hand" in pages(made)["learners/s002.html"].text
    assert "hushed-idea" in pages(book)["index.html"].text, "the instructor sees it"


def test_two_hidden_checks_look_like_one():
    """Their points in one line: how many there are is not told."""
    course = courses.load(MINICOURSE)
    made = []
    for hidden in ([3], [1, 2]):
        checks = [
            check("test_first", "passed"),
            *(check(f"test_h{i}", "failed", points, hidden=True) for i, points in enumerate(hidden)),
        ]
        entry = Entry("handin-1", "ch01/ex01", "k", result("ch01/ex01", checks))
        made.append(
            files(gradebook_build.build(course, [handin(1)], [entry], [person(1)]), "html")["learners/s001.html"]
        )
    assert made[0] == made[1]
    assert "0/3" in made[0]


def test_the_policy_s_own_note_names_no_hidden_check():
    """Lateness is still told; a public check has its title there, not the name of a function."""
    policy = policies.Policy(
        due={"all": WHEN - timedelta(hours=1)}, per_day=0.1,
        overrides=(Override("s003", "ch01/ex01", 1, "looked again", "test_third"), Override("s001", "ch01/ex01", 1, "looked twice", "test_first")),
    )  # fmt: skip
    made = pages(class_book(policy=policy))
    third = made["learners/s003.html"].text
    assert "test_third" not in third
    assert "Late: 0.3 points were taken off." in third
    assert "“The line of test_first” set to 1 by your instructor: looked twice" in made["learners/s001.html"].text


def test_the_instructor_sees_the_class(book):
    """Numbers, who is where, and last what was left ungraded with its log."""
    page = pages(book)["index.html"]
    for words in ("seed 4711", "3.2.2 (lite)", "handin-9 matches nobody", "a link points out of the archive", "Nothing here serves it", "s002 ch01/ex01: 4 → 0",
                  "graded in a sandbox of namespaces", "Milvus ended three times (3 tries)", "a log line"):  # fmt: skip
        assert words in page.text, words
    assert page.text.count("a link points out of the archive") == 1, "refused, and not ungraded as well"
    headings = [i for i, (t, a) in enumerate(page.tags) if t == "section"]
    assert page.tags[headings[-1]][1]["id"] == "ungraded"
    links = {a["href"].split("#")[0] for t, a in page.tags if t == "a" and a["href"].startswith("learners/")}
    assert links == {name for name in files(book, "html") if name.startswith("learners/")}


def test_every_chart_says_in_words_what_it_shows(book):
    """A title, a description with its numbers, and no colour that stands alone."""
    page = pages(book)["index.html"]
    charts = [a for t, a in page.tags if t == "svg" and a.get("role") == "img"]
    assert len(charts) == 6
    assert any("The line of test_first: 1 of 3 passed" in a["aria-label"] for a in charts)
    assert any("farthest-first: 2 of 3" in a["aria-label"] for a in charts)
    assert "2 failed" in page.text


def test_page_names_neither_collide_nor_leave_their_folder():
    """By id; two ids that look alike after cleaning have two pages."""
    names = ["ada", "Ada", "ADA", "a/da", "../../etc/passwd", "index", "a.da", "é", "", "x" * 300, "CON"]
    made = [slug(n) for n in names]
    assert len({m.lower() for m in made}) == len(names), "on a disk that does not tell case apart too"
    assert made[0] == "ada"
    assert all(re.fullmatch(r"[a-z0-9-]{1,60}", m) for m in made)
    assert html.learner_path("../x").startswith("learners/x-")


def test_writing_the_same_class_twice_gives_the_same_bytes(tmp_path):
    """A report is a view and nothing else."""
    for folder in ("a", "b"):
        write(class_book(), tmp_path / folder, list(formats("class")))
    one, two = (
        {p.relative_to(tmp_path / f): p.read_bytes() for p in (tmp_path / f).rglob("*") if p.is_file()}
        for f in ("a", "b")
    )
    assert one == two
    assert len(one) == 8 + 1 + 7 + 3 + len(files(class_book(), "classroom50")) - 1


def test_an_unknown_format_is_named(book, tmp_path):
    """With those that there are."""
    with pytest.raises(UsageError, match="canvas"):
        class_reports.write(book, tmp_path, ["pdf"])


# -- breaking out ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_breaks_out_of_a_page(kind):
    """Every word of a learner is text, is shown, and moves no cursor and no line."""
    made = files(nasty_book(kind), "html")
    for text in made.values():
        assert not CONTROLS.search(text)
        page = Page(text)
        assert_harmless(page)
        # A browser looks for tags in an SVG's title, where this parser does not.
        assert not re.search(r"<(script|img|a [^h])", text)
        assert len(text) < 400_000
    shown = Page(made["learners/s666.html"]).text
    sample = {
        "script": "<script>alert('x')</script>",
        "template": "{{ 7*7 }}",
        "markdown": "**bold** [link](javascript:alert(1))",
        "formula": "=HYPERLINK(",
        "command": "::error title=forged",
    }
    assert sample.get(kind, "") in shown
    if kind == "huge":
        assert "more characters" in shown
    if kind == "ansi":
        assert "[31m" not in shown.replace("\ufffd31m", "")


@pytest.mark.parametrize("kind", NASTY)
def test_no_cell_is_a_formula(kind):
    """In none of the spreadsheets, and no row is torn."""
    book = nasty_book(kind)
    for format in ("csv", "canvas", "nbgrader"):
        for text in files(book, format).values():
            assert not CONTROLS.search(text)
            table = list(csv.reader(io.StringIO(text)))
            assert len({len(row) for row in table}) == 1
            for row in table:
                assert not any(c.startswith(("=", "+", "-", "@", "\t", "\r")) for c in row), row


@pytest.mark.parametrize(
    "start", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\x00=1", "\x1b[0m=1", "＝1", "\n=1"]
)
def test_a_formula_is_defused(start):
    """Whatever comes before it; a number stays a number."""
    assert cell(start).startswith("'")
    assert cell(-1.5) == "-1.5"
    assert cell("harmless - text") == "harmless - text"


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_breaks_out_of_xml_or_json(kind, tmp_path):
    """Both parse, and what was said is still in them; a lone surrogate does not stop the writing."""
    write(nasty_book(kind), tmp_path, ["junit", "json", "gradescope", "classroom50"])
    root = ET.parse(tmp_path / "junit.xml").getroot()
    assert len(root) == 2
    assert {e.tag for e in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "skipped",
        "system-out",
    }
    for path in tmp_path.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    document = json.loads((tmp_path / "class.json").read_text(encoding="utf-8"))
    assert document["entries"][0]["result"]["checks"][0]["called"] == NASTY[kind][:4000]


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_breaks_out_of_markdown(kind):
    """No workflow command at the start of a line, no markup, no second cell."""
    text = files(nasty_book(kind), "summary", Options(names=True))["summary.md"]
    assert not CONTROLS.search(text)
    for line in text.splitlines():
        assert not line.lstrip().startswith("::")
        assert "<" not in line
        assert not re.search(r"(?<!\\)[`*@]", line)
    people = text.split("| person | points |")[1]
    assert [len(re.findall(r"(?<!\\)\|", line)) for line in people.strip().splitlines()] == [3, 3]


@pytest.mark.parametrize("kind", NASTY)
def test_no_text_breaks_out_of_the_terminal(kind):
    """No control character, no markup, nothing that goes on for pages."""
    out = io.StringIO()
    book = nasty_book(kind)
    console = Console(file=out, width=120, force_terminal=False, highlight=False)
    class_terminal.everybody(book, console)
    class_terminal.one(book, book.people[0], console)
    assert not CONTROLS.search(out.getvalue())
    assert len(out.getvalue()) < 60_000


# -- without names -----------------------------------------------------------------------------------------


def test_pseudonyms_leave_no_name(book, tmp_path):
    """Not in any file, not in any file's name; the same again with the same secret, others with another."""
    hidden = pseudonyms.pseudonymous(book, b"k" * 32)
    write(hidden, tmp_path, list(formats("class")))
    for path in tmp_path.rglob("*"):
        told = str(path.relative_to(tmp_path)) + (path.read_text() if path.is_file() else "")
        for p in book.people:
            for secret in (p.id, p.first, p.last, p.email, p.login, p.sis_id, "handin-", "office hour", "a log line"):
                assert secret not in told, (path, secret)
    assert {g.adjusted.note for g in hidden.grades if g.adjusted} == {"", "late"}, "reasons are about a person"
    assert hidden == pseudonyms.pseudonymous(book, b"k" * 32)
    assert {p.id for p in hidden.people}.isdisjoint(p.id for p in pseudonyms.pseudonymous(book, b"j" * 32).people)


def test_pseudonyms_move_no_number(book):
    """The same points, the same analytics."""
    hidden = pseudonyms.pseudonymous(book, b"k" * 32)
    assert sorted(g.adjusted.points for g in book.grades if g.adjusted) == sorted(
        g.adjusted.points for g in hidden.grades if g.adjusted
    )
    one, two = (json.loads(files(b, "json")["class.json"])["analytics"] for b in (book, hidden))
    assert one == two


def test_nothing_handed_in_at_all(tmp_path):
    """A class without a hand-in has its reports too."""
    empty = gradebook_build.build(courses.load(MINICOURSE), [], [], [person(1)], exercises=["ch01/ex01"], made=WHEN)
    assert write(empty, tmp_path, list(formats("class")))
    assert "No hand-in was judged." in Page((tmp_path / "index.html").read_text()).text


def test_a_check_that_was_set_by_the_instructor_says_so():
    """On the check itself, with the reason."""
    policy = Policy(overrides=(Override("s002", "ch01/ex01", 2, "the check was wrong", "test_first"),))
    assert (
        "Set by your instructor to 2: the check was wrong"
        in pages(class_book(policy=policy))["learners/s002.html"].text
    )


def test_a_check_without_words_still_says_what_happened():
    """A plain failure has its message."""
    lone = result("ch01/ex01", [check("test_first", "failed", message="an assertion failed")])
    made = gradebook_build.build(
        courses.load(MINICOURSE), [handin(1)], [Entry("handin-1", "ch01/ex01", "k", lone)], [person(1)]
    )
    assert "what happened an assertion failed" in pages(made)["learners/s001.html"].text


def test_no_title_breaks_out_of_a_chart():
    """A check's title is its author's; it is escaped all the same, in every place that a chart shows it."""
    made = []
    for status in ("passed", "failed", "failed"):
        first = check("test_first", status) | {"title": NASTY["script"]}
        made.append(result("ch01/ex01", [first, check("test_second", status)]))
    stats = analytics.exercise("ch01/ex01", "T", 4, made, {})
    drawn = (
        charts.discrimination_dots(stats.checks)
        + charts.stacked_bars(stats.checks)
        + charts.misconception_bars({NASTY["script"]: 1}, 3)
    )
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn
    assert "<img" not in drawn
