"""Canvas' gradebook, cell by cell, and the cells of every CSV file."""

import csv
import io
from dataclasses import replace

import pytest

from grader.report import canvas
from grader.report.cells import cell, table
from grader.report.formats import Options
from tests.classroom.books import class_book

EXPORT = "Student,ID,SIS User ID,SIS Login ID,Section,Nearest neighbours (4711),ch01/ex02 (12),Unposted Final Score (3),Notes\n"


@pytest.fixture(scope="module")
def book():
    return class_book()


def lines(text):
    return list(csv.reader(io.StringIO(text)))


def test_every_cell(book):
    header, maxima, *rows = lines(canvas.render(book))
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ch01/ex01 Nearest neighbours", "ch01/ex02 What crosses"]
    assert maxima == ["Points Possible", "", "", "", "", "7", "2"]
    assert rows[0] == ["Last1, First1", "1001", "SIS1", "login1", "A", "7", "0"]
    assert rows[1] == ["Last2, First2", "1002", "SIS2", "login2", "A", "0", "1.5"]
    assert rows[4][5:] == ["0", "0"], "refused is a zero"
    assert rows[5] == ["Last6, First6", "1006", "SIS6", "login6", "A", "", ""]
    assert len(rows) == len(book.people)


def test_who_has_no_grade_at_all_has_empty_cells(book):
    rows = lines(canvas.render(replace(book, grades=())))
    assert rows[2][5:] == ["", ""]


def test_a_name_that_holds_the_words_is_given_as_the_id(book):
    people = (replace(book.people[0], first="Possible Points", last="x Points Possible y"), *book.people[1:])
    assert lines(canvas.render(replace(book, people=people)))[2][0] == "s001"


@pytest.mark.parametrize(("id", "title", "known", "heading"), [
    ("ch01/ex01", "Nearest", {}, "ch01/ex01 Nearest"),
    ("ch01/ex01", "Nearest", {"ch01/ex01 Nearest": "whole (1)", "Nearest": "title (2)", "ch01/ex01": "id (3)"}, "whole (1)"),
    ("ch01/ex01", "Nearest", {"Nearest": "title (2)", "ch01/ex01": "id (3)"}, "title (2)"),
    ("ch01/ex01", "Nearest", {"ch01/ex01": "id (3)"}, "id (3)"),
    ("ch01/ex01", "Nearest", {"ch01/ex02": "id (3)"}, "ch01/ex01 Nearest"),
    ("ch01/ex01", "Nearest (12)", {}, "ch01/ex01 Nearest (12)."),
    ("ch01/ex01", "Nearest (twelve)", {}, "ch01/ex01 Nearest (twelve)"),
    ("ch01/ex01", "Current Grade and Override Status", {}, "ch01/ex01 Current-Grade and Override-Status"),
    ("ch01/ex01", "Nearest", {"Final": "other (9)"}, "ch01/ex01 Nearest"),
])  # fmt: skip
def test_a_column_s_title(id, title, known, heading):
    assert canvas.heading(id, title, known) == heading


@pytest.mark.parametrize("export", [EXPORT, "sep=,\n" + EXPORT, EXPORT.replace(",", ";"), "sep=;\n" + EXPORT.replace(",", ";"), EXPORT + "x,1,,,,5,5,,\n", (EXPORT + "x,1,,,,5,5,,\n").replace("\n", "\r")])
def test_the_headers_of_an_export(export):
    assert canvas.headers(export) == {
        "Nearest neighbours": "Nearest neighbours (4711)", "ch01/ex02": "ch01/ex02 (12)", "Unposted Final Score": "Unposted Final Score (3)",
    }  # fmt: skip


@pytest.mark.parametrize("export", ["", "\n", "Student,ID\n"])
def test_an_export_without_assignments(export):
    assert canvas.headers(export) == {}


def test_the_file_takes_its_titles_from_the_export(book, tmp_path):
    (tmp_path / "export.csv").write_text(EXPORT)
    ((name, text),) = canvas.files(book, Options(canvas=tmp_path / "export.csv"))
    assert name == "canvas.csv"
    assert lines(text)[0][5:] == ["Nearest neighbours (4711)", "ch01/ex02 (12)"]
    ((_, plain),) = canvas.files(book, Options())
    assert lines(plain)[0][5:] == ["ch01/ex01 Nearest neighbours", "ch01/ex02 What crosses"]


def test_how_many_columns_were_found_is_said(tmp_path):
    export = tmp_path / "export.csv"
    export.write_text(EXPORT)
    whole = {"ch01/ex01": "Nearest neighbours", "ch01/ex02": "What crosses"}
    assert canvas.matched(whole, export) == "2 of 2 exercises have a column among the 3 assignments of export.csv"
    assert canvas.matched({**whole, "ch01/ex03": "Flaky"}, export) == (
        "2 of 3 exercises have a column among the 3 assignments of export.csv; Canvas makes a new assignment of each other one"
    )
    export.write_text("Student,ID,ch01/ex03 Flaky (5)\n")
    assert canvas.matched({"ch01/ex03": "Flaky"}, export).startswith("1 of 1")


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (True, "yes"), (False, ""), (0, "0"), (0.0, "0"), (2.5, "2.5"), (-1, "-1"), ("", ""), ("a\nb", "a b"), ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"),
    ("@x", "'@x"), ("\tx", "'x"), ("\r=1", "'\N{REPLACEMENT CHARACTER}=1"), ("\x00=1", "'\N{REPLACEMENT CHARACTER}=1"), ("  =1", "'=1"), ("＝1", "'＝1"), ("a=1", "a=1"),
    ("x" * 2001, "x" * 2000 + "… (1 more characters)"),
])  # fmt: skip
def test_a_cell(value, text):
    assert cell(value) == text


def test_a_table_is_quoted_and_its_header_is_no_formula():
    assert table(["=a", "b"], [["x,y", 'say "z"'], [None, 1]]) == "'=a,b\n\"x,y\",\"say \"\"z\"\"\"\n,1\n"
