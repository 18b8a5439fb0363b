"""`grader forget`: afterwards the person is nowhere in the run folder, and everybody else is as before."""

import csv
import itertools
import re
import shutil
import sqlite3
import tomllib
from contextlib import closing

import pytest

from grader.classroom import forget_files
from grader.classroom.forget import forget, identify
from grader.classroom.intake import roster as rosters
from grader.classroom.runfolder import RunFolder
from grader.errors import UsageError
from tests.classroom.run_folder import grader, make


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("class"))
    for arguments in (("--format", "all"), ("--pseudonyms", "--format", "html", "--format", "csv")):
        assert grader(folder / "course", "report", "../run", *arguments).returncode == 0
    return folder


@pytest.fixture
def again(graded, tmp_path):
    shutil.copytree(graded, tmp_path / "class")
    return tmp_path / "class"


def words_in(folder, words):
    """Every place below a folder, names of files included, that holds one of the words in any case."""
    pattern = re.compile("|".join(rf"(?<![a-z0-9]){re.escape(w)}(?![a-z0-9])" for w in words).encode(), re.IGNORECASE)
    return [
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if pattern.search(str(p.relative_to(folder)).encode()) or (p.is_file() and pattern.search(p.read_bytes()))
    ]


MIA = ("s-mia", "Mia", "Mistaken", "mia.m@example.org", "miam", "10106", "SIS-M")
ADA = ("s-ada", "Ada", "Lovelace", "ada.l@example.org", "adal", "10101", "SIS-A")
FAY = ("s-fay", "Fay", "Feynman", "fay.f@example.org", "fayf", "10104", "SIS-F")
GUS = ("s-gus", "Gustav", "Gustavson", "gus.g@example.org", "gusg", "10105", "SIS-G")


def run_forget(folder, who, *more, stdin=""):
    return grader(folder / "course", "forget", who, "../run", *more, stdin=stdin)


def grades(folder):
    done = grader(folder / "course", "report", "../run", "--format", "csv")
    assert done.returncode == 0, done.stderr
    with (folder / "run" / "reports" / "grades.csv").open() as file:
        return {(r["person"], r["exercise"]): (r["status"], r["raw"], r["points"]) for r in csv.DictReader(file)}


@pytest.mark.parametrize(("who", "words"), [("s-mia", MIA), ("FAY.F@example.org", FAY), ("gusg", GUS)])
def test_the_person_is_nowhere(again, who, words):
    """Not in a file, not in a file's name, not in what SQLite left over; not even in what they printed."""
    assert words_in(again / "run", words)
    before = grades(again)
    done = run_forget(again, who, "--yes")
    assert done.returncode == 0, done.stderr
    assert words_in(again / "run", words) == []
    assert "Removed:" in done.stdout
    after = grades(again)
    assert after == {key: value for key, value in before.items() if key[0] != words[0]}


def test_their_pseudonym_is_nowhere_either(again):
    """A page under a pseudonym is theirs too."""
    secret = rosters.secret_of(again / "run")
    alias = rosters.pseudonym(secret, "s-mia")
    assert words_in(again / "run", [alias])
    run_forget(again, "s-mia", "--yes")
    assert words_in(again / "run", [alias]) == []


def test_of_a_shared_hand_in_only_the_name_goes(again):
    """It was named after Ada, who gave it in; Gus keeps it, with his grade, under another name."""
    before = grades(again)["s-gus", "ch01/ex01"]
    done = run_forget(again, "s-ada", "--yes")
    assert "shared" in done.stdout
    assert words_in(again / "run", ADA) == []
    assert grades(again)["s-gus", "ch01/ex01"] == before == ("partial", "5", "5")
    shared = [p for p in (again / "run" / "handins").iterdir() if p.name.startswith("shared-")]
    assert len(shared) == 1
    assert (shared[0] / "ch01" / "ex01_nearest.py").is_file()


def test_both_partners_after_each_other(again):
    """With the second the hand-in goes."""
    run_forget(again, "s-ada", "--yes")
    run_forget(again, "s-gus", "--yes")
    assert not [p for p in (again / "run" / "handins").iterdir() if p.name.startswith("shared-")]
    assert words_in(again / "run", [*ADA, *GUS]) == []


def test_twice_is_as_once(again):
    """The second time finds nothing, changes nothing and is no error."""
    run_forget(again, "s-mia", "--yes")
    files = {p: p.read_bytes() for p in (again / "run").rglob("*") if p.is_file() and "sqlite" not in p.name}
    done = run_forget(again, "s-mia", "--yes")
    assert done.returncode == 0
    assert "Nothing in" in done.stdout
    assert {p: p.read_bytes() for p in (again / "run").rglob("*") if p.is_file() and "sqlite" not in p.name} == files


def test_it_asks_first(again):
    """And without a yes nothing happens."""
    before = {p: p.read_bytes() for p in (again / "run").rglob("*") if p.is_file()}
    assert run_forget(again, "s-mia", stdin="n\n").returncode == 130
    assert {p: p.read_bytes() for p in (again / "run").rglob("*") if p.is_file()} == before
    assert run_forget(again, "s-mia", stdin="y\n").returncode == 0
    assert words_in(again / "run", MIA) == []


def test_verdicts_stay_and_name_nobody(again):
    """A verdict is kept by its key: Bob's stays when he goes; Mia's, in which she printed her name, does not."""

    def verdicts():
        with closing(sqlite3.connect(again / "run" / "store.sqlite")) as db:
            return {key for (key,) in db.execute("SELECT key FROM verdicts")}

    before = verdicts()
    run_forget(again, "s-bob", "--yes")
    assert verdicts() == before
    run_forget(again, "s-mia", "--yes")
    assert len(before - verdicts()) == 1


def test_the_policy_keeps_everything_else(again):
    """Comments and tables of others stay; the file is still a policy."""
    run_forget(again, "s-gus", "--yes")
    text = (again / "run" / "policy.toml").read_text()
    assert "# Fay Feynman asked twice" in text
    policy = tomllib.loads(text)
    assert "extension" not in policy
    assert policy["override"][0]["person"] == "s-ada"
    assert policy["late"] == {"per_day": 0.1, "cap": 0.5}


INLINE = """\
grace = 10  # minutes
extension = [
  {person = "s-ada", days = 2, reason = "ill"},  # until Monday
  {person = "s-gus", days = 3},
  {person = "s-ada", exercise = "ch01", days = 4},
]
override = [{person = "s-gus", exercise = "ch01/ex01", points = 5, reason = "oral # 5"}]
[late]
cap = 0.5
"""


def test_an_entry_written_inline_is_one_person_s(tmp_path):
    """Several entries stand in one list; only the person's own go, and what is not theirs is as it was written."""
    path = tmp_path / "policy.toml"
    path.write_text(INLINE)
    assert forget_files.from_policy(path, "s-gus", identify("s-gus", None).names) == 2
    left = tomllib.loads(path.read_text())
    assert [e["days"] for e in left["extension"]] == [2, 4]
    assert (left["grace"], left["late"], "override" in left) == (10, {"cap": 0.5}, False)
    assert "# until Monday" in path.read_text()
    assert forget_files.from_policy(path, "s-ada", identify("s-ada", None).names) == 2
    assert tomllib.loads(path.read_text()) == {"grace": 10, "late": {"cap": 0.5}}
    assert forget_files.from_policy(path, "s-ada", identify("s-ada", None).names) == 0


def test_entries_of_several_persons_in_turn(tmp_path):
    """Tables of different kinds stand between each other; everybody else's stay, in order."""
    path = tmp_path / "policy.toml"
    entries = [(k, p, n) for n, (k, p) in enumerate(itertools.product(("extension", "submitted"), ("a1", "b2", "c3", "b2")))]
    path.write_text("".join(f'[[{k}]]\nperson = "{p}"\ndays = {n}\n\n' for k, p, n in entries[::3] + entries[1::3] + entries[2::3]))
    before = tomllib.loads(path.read_text())
    assert forget_files.from_policy(path, "b2", identify("b2", None).names) == 4
    assert tomllib.loads(path.read_text()) == {k: [e for e in v if e["person"] != "b2"] for k, v in before.items()}


def test_a_number_sign_in_a_text_is_no_comment(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text('[[override]]\nperson = "a1"\nreason = "check #3, with Gus"  # Gus saw it\n')
    forget_files.from_policy(path, "b2", re.compile("Gus").search)
    assert path.read_text() == '[[override]]\nperson = "a1"\nreason = "check #3, with Gus"\n'


def test_a_policy_that_cannot_be_read_is_not_guessed_at(tmp_path):
    path = tmp_path / "policy.toml"
    path.write_text('grace = 1\n[[extension]\nperson = "b2"\n')
    with pytest.raises(UsageError, match=r"policy.toml:2: is TOML"):
        forget_files.from_policy(path, "b2", identify("b2", None).names)


def test_what_stays_is_said(again):
    """A partner's file that holds the name, and everything outside the folder."""
    shared = again / "run" / "handins" / "adal" / "ch01" / "ex01_nearest.py"
    shared.write_text("# by Ada Lovelace and Gustav\n" + shared.read_text())
    done = run_forget(again, "s-ada", "--yes")
    assert re.search(r"Stays: shared-\w+: work that is a partner's too", done.stdout)
    assert "the export" in done.stdout


def test_a_roster_in_another_hand(tmp_path):
    """Semicolons, quotes, a name with a comma, partners in several words; everybody else's cells stay as they were."""
    path = tmp_path / "roster.csv"
    path.write_text(
        '\ufeffid;name;email;partners\na1;"Lovelace, Ada";a@x.org;\nb2;"Bob; the ""Builder""";b@x.org;a1, c3\nc3;Cy;c@x.org;b2\n',
        encoding="utf-8",
    )
    assert forget_files.from_roster(path, "a1")
    assert path.read_text() == 'id;name;email;partners\nb2;"Bob; the ""Builder""";b@x.org;c3\nc3;Cy;c@x.org;b2\n'
    assert not forget_files.from_roster(path, "a1")
    assert [p.id for p in rosters.read(path).people] == ["b2", "c3"]


def test_a_short_id_is_not_looked_for_in_texts(tmp_path):
    """An id of one digit is in every file; only its own places are touched."""
    path = tmp_path / "roster.csv"
    path.write_text("id,first,last\n7,Ada,Lovelace\n8,Bob,Builder\n")
    who = identify("7", rosters.read(path))
    assert not who.names("7 of 7 points")
    assert who.names("by ADA LOVELACE")
    assert not who.names("adalovelacexx")
    folder = RunFolder(tmp_path)
    assert forget(folder, who).removed == ["their line in the roster's copy"]
    assert path.read_text() == "id,first,last\n8,Bob,Builder\n"
