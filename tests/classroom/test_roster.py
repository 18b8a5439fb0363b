"""Who is in the class, in whichever table a school's system gives, and who stands behind a hand-in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.classroom.gradebook import Handin
from grader.classroom.intake import roster as rosters
from grader.errors import UsageError

PLAIN = """\
id,first,last,email,canvas_id,sis_id,login,section,github
1815,Ada,Lovelace,ada@example.edu,501,S1815,alovelace,A,ada-l
1906,Grace,Hopper,grace@example.edu,502,S1906,ghopper,A,ghop
1912,Alan,Turing,alan@example.edu,503,S1912,aturing,B,
"""


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return rosters.read(path)


def handin(id, *claims, **more):
    return Handin(id, Path(id), claims=claims, **more)


@pytest.fixture
def roster(tmp_path):
    return read(tmp_path, PLAIN)


@pytest.mark.parametrize("change", [
    lambda t: t, lambda t: "\ufeff" + t, lambda t: t.replace(",", ";"), lambda t: t.replace(",", "\t"), lambda t: t.replace("\n", "\r\n"),
    lambda t: t.replace("id,first,last,email", "Student ID,First Name,LAST NAME,E-Mail", 1), lambda t: "\n" + t + "\n\n,,,,,,,,\n",
    lambda t: t.encode("utf-16"),
])  # fmt: skip
def test_a_table_as_people_save_it(tmp_path, change):
    """Mark, delimiter, line ends, headers in any case, empty lines, and what Excel calls Unicode."""
    people = read(tmp_path, change(PLAIN)).people
    assert [(p.id, p.first, p.last, p.email, p.section) for p in people] == [
        ("1815", "Ada", "Lovelace", "ada@example.edu", "A"), ("1906", "Grace", "Hopper", "grace@example.edu", "A"), ("1912", "Alan", "Turing", "alan@example.edu", "B")]  # fmt: skip
    assert people[0].name == "Lovelace, Ada"


def test_canvas_own_gradebook(tmp_path):
    """Its ID is Canvas' own; the school's is beside it; the line of points possible is no person."""
    text = 'Student,ID,SIS User ID,SIS Login ID,Section,Week 3 (77)\n    Points Possible,,,,,10\n"Lovelace, Ada",501,S1815,alovelace,A,\n"Student, Test",999,,,A,\n'
    people = read(tmp_path, text).people
    (ada, *rest) = people
    assert rest == []
    assert (ada.id, ada.canvas_id, ada.sis_id, ada.login, ada.first, ada.last) == (
        "S1815",
        "501",
        "S1815",
        "alovelace",
        "Ada",
        "Lovelace",
    )


def test_other_rosters(tmp_path):
    """Gradescope's and GitHub Classroom's."""
    (ada,) = read(tmp_path, "First Name,Last Name,SID,Email,Role,Sections\nAda,Lovelace,1815,a@x,Student,A\n").people
    assert (ada.id, ada.first, ada.section) == ("1815", "Ada", "A")
    roster = read(tmp_path, '"identifier","github_username","github_id","name"\n"a@x","ada-l","7","Ada Lovelace"\n')
    assert (roster.people[0].id, roster.people[0].last, roster.github) == ("a@x", "Lovelace", {"a@x": "ada-l"})


@pytest.mark.parametrize(("text", "message"), [
    ("id,email\n1,a@x\n2,b@x\n1,c@x\n", r"roster.csv:4: every id stands there once. Found: 1 again, first in line 2"),
    ("id,email\n1,a@x\n2,A@x\n", r"roster.csv:3: every email stands there once"),
    ("id,github\n1,Ada\n2,ada\n", r"roster.csv:3: every github stands there once"),
    ("id,email\n,\n1,a@x\n,x\n", r"roster.csv:4: every person has an id"),
    ("colour,size\nred,1\n", r"roster.csv:1: a roster has a column id"),
    ("id,email\n1,a,b,c\n", r"roster.csv:2: 2 cells, as many as the header. Found: 4"),
    ('id,email\n1,"a"b\n', r"roster.csv:2: a line of CSV"),
    ("", r"roster.csv: a table with a header"),
    (b"id,first\n1,J\xfcrgen\n", r"roster.csv:2: is UTF-8"),
    ("id,partners\n1,2\n2,9\n", r"roster.csv:3: partners are ids of this roster. Found: 9"),
])  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, text, message):
    """Each is one line that says where."""
    with pytest.raises(UsageError, match=message):
        read(tmp_path, text)


@pytest.mark.parametrize("claim", [
    ("sid:1815",), ("sid:s1815",), ("email:ADA@example.edu",), ("canvas:501",), ("login:ada-l",), ("login:alovelace",), ("name:Ada Lovelace",),
    ("name:lovelaceada",), ("folder:1815",), ("folder:hw3-ada-l",), ("folder:Lovelace_Ada_1815_assignsubmission",), ("folder:Ada Lovelace",),
    ("sid:0000", "email:ada@example.edu"), ("canvas:0", "name:nobody", "folder:week-3-alovelace"),
])  # fmt: skip
def test_each_way_to_be_known(roster, claim):
    """Id, e-mail, numbers and names of the systems, and a folder that holds one of them as a word."""
    (placed,), notes = roster.place([handin("x", claim)])
    assert placed.people == ("1815",)
    assert notes == ()


@pytest.mark.parametrize(
    "claim", [("sid:18150",), ("folder:x1815",), ("name:Ada",), ("folder:a",), ("login:",), ("strange:1815",), ()]
)
def test_nearly_is_not_enough(roster, claim):
    """Somebody else's grade is worse than none."""
    (placed,), notes = roster.place([handin("x", claim)])
    assert placed.people == ()
    assert len(notes) == 1
    assert notes[0].startswith("x: ")


def test_an_id_goes_before_a_name(tmp_path):
    """The stronger key counts, whatever order the export writes them in; a name of two is nobody's."""
    roster = read(tmp_path, "id,first,last\n1,Ada,King\n2,Ada,King\n3,Bo,King\n")
    (a, b, c), notes = roster.place(
        [handin("a", ("name:Bo King", "sid:1")), handin("b", ("name:Ada King",)), handin("c", ("folder:2 and 3",))]
    )
    assert [a.people, b.people, c.people] == [("1",), (), ()]
    assert "could be 1 or 2" in notes[0]


def test_partners(tmp_path):
    """By the export's several submitters, by a team, by a list; in the roster's order."""
    roster = read(tmp_path, "id,team,partners\n1,red,\n2,red,\n3,,4 5\n4,,\n5,,\n6,,\n7,,\n")
    placed, notes = roster.place(
        [
            handin("a", ("sid:2",)),
            handin("b", ("sid:5",)),
            handin("c", ("sid:7",), ("sid:6",)),
            handin("d", ("sid:99",)),
        ]
    )
    assert [h.people for h in placed] == [("1", "2"), ("3", "4", "5"), ("6", "7"), ()]
    assert notes == ("d: sid:99 is nobody on the roster",)


def test_of_two_hand_ins_of_one_person_one_counts(roster):
    """The highest attempt, then the latest, then the last by id; one that was not refused before all; each said."""
    early, late = datetime(2031, 3, 1, tzinfo=UTC), datetime(2031, 3, 2, tzinfo=UTC)
    ada, grace, alan = ("sid:1815",), ("sid:1906",), ("sid:1912",)
    placed, notes = roster.place([
        handin("a1", ada, attempt=2, submitted=early), handin("a2", ada, attempt=1, submitted=late),
        handin("g1", grace, submitted=late), handin("g2", grace, alan, submitted=early),
        handin("t1", alan, submitted=late, refused="a bomb"), handin("t2", alan, submitted=None),
    ])  # fmt: skip
    assert {h.id: h.people for h in placed} == {
        "a1": ("1815",),
        "a2": (),
        "g1": ("1906",),
        "g2": ("1912",),
        "t1": (),
        "t2": (),
    }
    assert "a2: 1815 has handed in a1 too, which counts" in notes
    assert "g2: 1906 has handed in g1 too, which counts" in notes
    assert "t1: 1912 has handed in g2 too, which counts" in notes


def test_a_short_id_is_no_word_of_a_folder(tmp_path):
    """“hw-1” is the first homework, not the person 1; alone it is the person."""
    roster = read(tmp_path, "id\n1\n22\n333\n")
    placed, _ = roster.place([handin(n, (f"folder:{n}",)) for n in ("hw-1", "1", "hw-22", "hw-333")])
    assert [h.people for h in placed] == [(), ("1",), (), ("333",)]


def test_a_tie_goes_to_the_last_by_id(roster):
    """Whatever order they come in, so that two readings give the same."""
    for names in (("b", "a"), ("a", "b")):
        placed, _ = roster.place([handin(n, ("sid:1815",)) for n in names])
        assert {h.id: h.people for h in placed} == {"a": (), "b": ("1815",)}


def test_pseudonyms_are_stable_and_say_nothing(tmp_path, roster):
    """The same with the run's own secret, others with another; no name, number or order of the roster stays."""
    secret = rosters.secret_of(tmp_path)
    assert rosters.secret_of(tmp_path) == secret
    assert (tmp_path / "pseudonyms.key").stat().st_mode & 0o777 == 0o600
    hidden = roster.pseudonyms(secret)
    assert hidden == roster.pseudonyms(secret)
    assert set(hidden.renamed) == {"1815", "1906", "1912"}
    assert [p.id for p in hidden.people] == sorted(hidden.renamed.values())
    text = repr((hidden.people, hidden.partners, hidden.github))
    assert not any(word in text for word in ("1815", "Ada", "Lovelace", "example", "501", "ada-l"))
    assert not set(hidden.renamed.values()) & set(roster.pseudonyms(b"x" * 32).renamed.values())


REAL_CANVAS = {
    "manual posting": 'Student,ID,SIS User ID,SIS Login ID,Section,HW 1 (123456),Current Score\n,,,,,Manual Posting,"(read only)"\n"    Points Possible",,,,,10,"(read only)"\n"Doe, Jane",901,00123,jdoe,CS-1,5,50\n"Student, Test",999,,abcdef0123,CS-1,,\n',
    "no sis column": 'Student,ID,SIS Login ID,Section,HW 1 (123456)\n    Points Possible,,,,10\n"Doe, Jane",901,jdoe@x.org,CS-1,5\n"Student, Test",999,0abc,CS-1,\n',
    "no login column": 'Student,ID,SIS User ID,Section,HW 1 (123456)\n    Points Possible,,,,10\n"Doe, Jane",901,00123,CS-1,5\n',
    "semicolons": 'Student;ID;SIS User ID;SIS Login ID;Section\n    Points Possible;;;;\nDoe, Jane;901;00123;jdoe;CS-1\n',
    "excel says so": 'sep=;\nStudent;ID;SIS User ID;SIS Login ID;Section\nDoe, Jane;901;00123;jdoe;CS-1\n',
    "comma in a header": 'Student;ID;SIS User ID;Section;"HW 1, 2, 3 and 4, as agreed (123456)"\n"Doe, Jane";901;00123;CS-1;5\n',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("case", REAL_CANVAS)
def test_canvas_gradebook_as_canvas_writes_it(tmp_path, case, encoding):
    """Its own rows are nobody; a missing column is no reason to stop; its number finds the person in its export."""
    roster = read(tmp_path, REAL_CANVAS[case], encoding)
    (jane,) = roster.people
    assert (jane.first, jane.last, jane.canvas_id) == ("Jane", "Doe", "901")
    placed, notes = roster.place([handin("a", ("canvas:901", "name:doejane"))])
    assert (placed[0].people, notes) == ((jane.id,), ())


def test_a_login_that_is_an_address_is_one(tmp_path):
    """Schools without student numbers log in by e-mail."""
    roster = read(tmp_path, REAL_CANVAS["no sis column"])
    assert roster.place([handin("a", ("email:JDoe@x.org",))])[0][0].people == ("901",)


def test_partners_are_known_by_address_and_login_too(tmp_path):
    roster = read(tmp_path, "id,email,login,partners\n1,A@x,,\n2,b@x,bo,a@X\n3,,,BO\n4,,,\n")
    assert roster.partners == {"1": ("1", "2", "3"), "2": ("1", "2", "3"), "3": ("1", "2", "3")}


def test_a_pseudonym_is_the_same_on_every_machine():
    assert rosters.pseudonym(b"k" * 32, "s001") == "p-" + rosters.base64.b32encode(rosters.hmac.new(b"k" * 32, b"s001", "sha256").digest())[:10].decode().lower()
    assert len(rosters.pseudonym(b"k" * 32, "s001")) == 12
    assert rosters.pseudonym(b"k" * 32, "s001").islower()


def test_what_a_note_says_of_somebody_who_is_not_found(tmp_path, roster):
    _, notes = roster.place([handin("a"), handin("b", ()), handin("c", ("sid:0", "name:x"), ("sid:1815",))])
    assert notes == ("a: the export does not say whose it is", "b: an unnamed person is nobody on the roster", "c: sid:0, name:x is nobody on the roster")


def test_one_name_alone_is_a_name(tmp_path):
    roster = read(tmp_path, "id,first,last\n1,,Plato\n2,Hypatia,\n")
    assert [h.people for h in roster.place([handin("a", ("name:plato",)), handin("b", ("name:Hypatia",))])[0]] == [("1",), ("2",)]
