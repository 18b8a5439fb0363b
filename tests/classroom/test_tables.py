"""A CSV as people and schools write it: the delimiter, the header, the lines that are short, long or broken."""

import pytest

from grader.classroom.intake import tables
from grader.classroom.intake.tables import FileMistake, delimiter_of, read_text, rows

NAMES = {"id": ("id", "student_id"), "email": ("email", "e_mail"), "team": ("team",)}


def read(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found, has = rows(path, NAMES)
    return [(r.line, r.cells) for r in found], has


def test_lines_have_their_number_and_their_cells_by_name(tmp_path):
    found, has = read(tmp_path, "\nEmail,Colour,ID\n\n a@x , red ,1\nb@x,,2\n")
    assert found == [(4, {"id": "1", "email": "a@x"}), (5, {"id": "2", "email": "b@x"})]
    assert has == {"id", "email"}


def test_a_short_line_has_empty_cells_and_a_name_that_is_no_column_too(tmp_path):
    found, _ = read(tmp_path, "id,email\n1\n2,b@x\n")
    assert found == [(2, {"id": "1", "email": ""}), (3, {"id": "2", "email": "b@x"})]
    assert tables.Row(2, {"id": "1"})["team"] == ""
    assert tables.Row(2, {"id": "1"})["id"] == "1"


def test_a_long_line_is_a_mistake_only_where_something_stands_in_it(tmp_path):
    assert read(tmp_path, "id,email\n1,a@x,,  ,\n")[0] == [(2, {"id": "1", "email": "a@x"})]
    with pytest.raises(FileMistake) as caught:
        read(tmp_path, "id,email\n1,a@x,,z\n")
    assert str(caught.value) == f'{tmp_path}/t.csv:2: 2 cells, as many as the header. Found: 4. Next: put a cell with the delimiter in it between "…"'


@pytest.mark.parametrize(("text", "said"), [
    ("", ": a table with a header. Found: an empty file."), ("\n , \n", ": a table with a header. Found: an empty file."),
    ("sep=;\n", ": a table with a header. Found: an empty file."),
    ('id,email\n1,"a"b\n', ":2: a line of CSV. Found: "), (b"id\n\n\xff\n", ":3: is UTF-8. Found: the byte 0xff"),
])  # fmt: skip
def test_a_mistake(tmp_path, text, said):
    with pytest.raises(FileMistake) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path}/t.csv{said}")


def test_the_first_name_of_a_column_that_is_there_counts(tmp_path):
    assert read(tmp_path, "student_id,id\n7,8\n")[0] == [(2, {"id": "8"})]
    assert read(tmp_path, "Student-ID\n7\n")[0] == [(2, {"id": "7"})]
    assert read(tmp_path, "_E  Mail_,id\na@x,1\n")[0] == [(2, {"id": "1", "email": "a@x"})]


@pytest.mark.parametrize(("text", "found"), [
    ("a,b\n", (",", False)), ("a;b\n", (";", False)), ("a\tb\n", ("\t", False)), ("a\n", (",", False)), ("", (",", False)), ("\n \na;b\n", (";", False)),
    ('"a,b,c";d\n', (";", False)), ("sep=;\na,b\n", (";", True)), ("\n  sep=; \na,b\n", (";", True)), ("sep=,\n", (",", True)), ("separate;\n", (";", False)),
    ("a,b\n;;;;\n", (",", False)),
])  # fmt: skip
def test_what_stands_between_two_cells(text, found):
    assert delimiter_of(text) == found


def test_a_text_is_read_in_any_line_end(tmp_path):
    (tmp_path / "t").write_bytes(b"a\r\nb\rc\n")
    assert read_text(tmp_path / "t") == "a\nb\nc\n"
    with pytest.raises(FileMistake, match="can be read"):
        read_text(tmp_path / "none")
