"""What an export is: decided by the instructor's folder, whatever somebody put into theirs, and whatever lies beside."""

import hashlib
import os
import shutil
import zlib
from datetime import UTC, datetime

import pytest

from grader.classroom import intake
from grader.classroom.intake import history
from grader.errors import UsageError
from tests.classroom.test_intake import METADATA, WORK, clone, gradescope, zipped


def lay(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def claims(got):
    return {h.id: h.claims for h in got.handins}


# -- nobody says from inside a hand-in whose it is -----------------------------------------------------------

AS_ADA = "submission_1:\n  :submitters:\n  - :name: Ada Lovelace\n    :sid: '1815'\n"
ALONE = {
    "metadata": {"mallory/submission_metadata.yml": AS_ADA, "mallory/submission_1/ex01_nearest.py": "x"},
    "table": {"mallory/metadata.csv": "folder,sid\nsubmission_1,1815\n", "mallory/submission_1/ex01_nearest.py": "x"},
    "folders": {f"mallory/ada/{WORK}": "x", f"mallory/bob/{WORK}": "y"},
    "archives": {"mallory/ada.zip": zipped([(WORK, "x")]), "mallory/bob.zip": zipped([(WORK, "y")])},
    "deeper": {f"mallory/work/ada/{WORK}": "x", f"mallory/work/bob/{WORK}": "y"},
    "canvas": {"mallory/lovelaceada_1815_5_ex09_x.py": "x"},
    "moodle": {f"mallory/Ada Lovelace_12_assignsubmission_file/{WORK}": "x"},
    "beside a readme": {"README.md": "hello", "mallory/submission_metadata.yml": AS_ADA, f"mallory/submission_1/{WORK}": "x"},
}


@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize("case", ALONE)
def test_a_class_of_one_whose_work_looks_like_a_class(tmp_path, case, kind):
    """Whether it is the class or somebody's, only the instructor knows: asked, and then taken at their word."""
    if kind == "folder":
        source = lay(tmp_path / "week3", ALONE[case])
    else:
        source = tmp_path / "week3.zip"
        source.write_bytes(zipped(list(ALONE[case].items())))
    with pytest.raises(UsageError, match="mallory") as told:
        intake.read(source, tmp_path / "out")
    assert "--root ." in str(told.value)
    (only,) = intake.read(source, tmp_path / "out", root=".").handins
    assert (only.id, only.claims) == ("mallory", (("folder:mallory",),))
    assert all(h.claims and h.claims != (("folder:mallory",),) for h in intake.read(source, tmp_path / "out", root="mallory/work" if case == "deeper" else "mallory").handins)


def test_a_class_of_one_with_ordinary_work(tmp_path):
    """Nothing to ask: a desk in a folder, in whatever folder around it."""
    for n, files in enumerate(({f"ada/{WORK}": "x"}, {f"ada/work/{WORK}": "x"}, {"ada.zip": zipped([(WORK, "x")])}, {f"ada/my/{WORK}": "x", "notes.txt": ""})):
        got = intake.read(lay(tmp_path / f"class{n}", files), tmp_path / f"out{n}")
        (only,) = got.handins
        assert "folder:ada" in only.claims[0]
        assert (only.folder / WORK).read_text() == "x"


@pytest.mark.parametrize("name", ["export", "assignment_9_export", "week-3-submissions"])
def test_a_folder_that_a_system_or_an_archiver_puts_around_is_entered(tmp_path, name):
    """export.zip often unpacks to export/export/."""
    source = lay(tmp_path / "export", {f"{name}/ada/{WORK}": "x", f"{name}/bob/{WORK}": "y"})
    assert [h.id for h in intake.read(source, tmp_path / "out").handins] == ["ada", "bob"]


def test_one_answer_beside_a_class_does_not_make_it_one_hand_in(tmp_path):
    """An instructor's own try lies beside the folders: asked, not guessed."""
    source = lay(tmp_path / "class", {"ex01_nearest.py": "mine", f"ada/{WORK}": "x", f"bob/{WORK}": "y"})
    with pytest.raises(UsageError, match=r"beside “ada”.*--root \."):
        intake.read(source, tmp_path / "out")
    assert [h.id for h in intake.read(source, tmp_path / "out", root=".").handins] == ["ada", "bob"]


@pytest.mark.parametrize("root", ["nowhere", "ada/" + WORK + "/x", "../class", "*"])
def test_a_root_that_is_none_is_one_line(tmp_path, root):
    """With the way to name one."""
    source = lay(tmp_path / "class", {f"ada/{WORK}": "x"})
    with pytest.raises(UsageError, match="--root names a folder in SOURCE"):
        intake.read(source, tmp_path / "out", root=root)


# -- an export with something beside it is still that export --------------------------------------------------

STRAYS = ["README.md", "notes.txt", "grades.csv", "solution.pdf", ".hidden"]


@pytest.mark.parametrize("stray", STRAYS)
def test_gradescope_with_a_file_beside_it(tmp_path, stray):
    """At both places where one can lie."""
    for n, where in enumerate((stray, f"assignment_9_export/{stray}")):
        (tmp_path / f"e{n}.zip").write_bytes(zipped([*gradescope(METADATA), (where, "hello")]))
        got = intake.read(tmp_path / f"e{n}.zip", tmp_path / f"out{n}")
        assert (got.layout, [h.id for h in got.handins]) == ("Gradescope", ["submission_11", "submission_12", "submission_13"])
        assert got.handins[0].submitted == datetime(2031, 3, 1, 21, 13, 47, 644186, UTC)


@pytest.mark.parametrize("stray", STRAYS)
def test_canvas_with_a_file_beside_it(tmp_path, stray):
    """The others are still Canvas'."""
    entries = [("lovelaceada_1815_501_ex01_nearest.py", "a"), ("hopper_LATE_1906_600_ex01_nearest.py", "b"), (stray, "x")]
    (tmp_path / "s.zip").write_bytes(zipped(entries))
    got = intake.read(tmp_path / "s.zip", tmp_path / "out")
    assert got.layout == "Canvas"
    assert {h.id: h.late for h in got.handins} == {"canvas_1815": False, "canvas_1906": True}
    assert any(stray in n for n in got.notes)


@pytest.mark.parametrize("stray", STRAYS)
def test_github_classroom_with_a_file_beside_it(tmp_path, stray):
    """In the folder of the repositories, or beside it."""
    for n, where in enumerate(("week-3-submissions", ".")):
        source = tmp_path / f"clones{n}"
        for who in ("ada-l", "bob"):
            clone(source / "week-3-submissions" / f"week-3-{who}", who)
        (source / where / stray).write_text("hello")
        got = intake.read(source, tmp_path / f"out{n}")
        assert got.layout == "GitHub Classroom"
        assert [h.claims[0][0] for h in got.handins] == ["login:ada-l", "login:bob"]


MOODLE = {
    "folders": {
        f"Ada Lovelace_1201_assignsubmission_file/{WORK}": "a",
        "Grace Hopper_1202_assignsubmission_file/ex01_nearest.py": "b",
        "Grace Hopper_1202_assignsubmission_onlinetext/onlinetext.html": "<p>",
    },
    "folders with an end": {
        f"Ada Lovelace_1201_assignsubmission_file_/{WORK}": "a",
        "Grace Hopper_1202_assignsubmission_file_/ex01_nearest.py": "b",
    },
    "flat": {
        "Ada Lovelace_1201_assignsubmission_file_ex01_nearest.py": "a",
        "Grace Hopper_1202_assignsubmission_file_ex01_nearest.py": "b",
        "Grace Hopper_1202_assignsubmission_onlinetext_onlinetext.html": "<p>",
    },
    "of teams": {
        f"Team A-Ada Lovelace_1201_assignsubmission_file/{WORK}": "a",
        "Team A-Grace Hopper_1202_assignsubmission_file/ex01_nearest.py": "b",
    },
}


@pytest.mark.parametrize("stray", ["", "README.md"])
@pytest.mark.parametrize("case", MOODLE)
def test_moodle(tmp_path, case, stray):
    """By name, in folders and flat, teams in front; text written online is noted."""
    from grader.classroom.intake import roster as rosters

    source = lay(tmp_path / "class", MOODLE[case] | ({stray: "hello"} if stray else {}))
    got = intake.read(source, tmp_path / "out")
    assert got.layout == "Moodle"
    (tmp_path / "roster.csv").write_text("id,first,last\nal,Ada,Lovelace\ngh,Grace,Hopper\n")
    placed, notes = rosters.read(tmp_path / "roster.csv").place(got.handins)
    assert [h.people for h in placed] == [("al",), ("gh",)]
    assert notes == ()
    assert [next(h.folder.rglob("ex01_nearest.py")).read_text() for h in placed] == ["a", "b"]


def test_what_an_export_tells_is_said_at_once(tmp_path):
    """Time, person, attempt; and how many hand-ins can never be late."""
    got = intake.read(lay(tmp_path / "class", {f"ada/{WORK}": "x", f"bob/{WORK}": "y"}), tmp_path / "out")
    assert intake.told(got, None, dated=True) == [
        "Read as folders: it says whose each is by its name; not when it came, nor which attempt it is",
        "2 of 2 hand-ins carry no time, so none of them is late: give the time in the policy under [[submitted]] where it matters",
    ]
    assert len(intake.told(got, None, dated=False)) == 1
    assert intake.told(got, (), dated=False)[1] == "The roster has 0 people: 0 handed in, and 2 of 2 hand-ins are nobody's"


# -- whatever git says is read in bounds ---------------------------------------------------------------------


def loose(repository, kind, body):
    """A loose object, written by hand as git writes it; its name."""
    head = f"{kind} {len(body)}\0".encode()
    sha = hashlib.sha1(head + body).hexdigest()
    path = repository / ".git" / "objects" / sha[:2] / sha[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zlib.compress(head + body, 9))
    return sha


def test_a_commit_that_unfolds_to_gigabytes_gives_no_time(tmp_path, monkeypatch):
    """Half a megabyte of a loose object is 400 MB: its size is asked first, and the rest never."""
    repository = clone(tmp_path / "mallory")
    (repository / ".git" / "HEAD").write_text(loose(repository, "commit", b"tree " + b"0" * 40 + b"\ncommitter a <a@x> 1 +0000\n\n" + bytes(400 << 20)))
    log, real = tmp_path / "log", shutil.which("git")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_text(f'#!/bin/sh\necho "$@" >> {log}\nexec {real} "$@"\n')
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert history.last_commit(repository) is None
    asked = log.read_text()
    assert "--batch-check" in asked
    assert "cat-file commit" not in asked


def test_a_commit_that_lies_about_its_size_gives_no_time(tmp_path):
    """Its header says 200 bytes and 400 MB follow: git runs with memory of its own, and only it dies."""
    repository = clone(tmp_path / "mallory")
    head = b"commit 200\0tree " + b"0" * 40 + b"\ncommitter a <a@x> 1 +0000\n\n"
    sha = "ab" + "c" * 38
    path = repository / ".git" / "objects" / sha[:2] / sha[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zlib.compress(head + bytes(400 << 20), 9))
    (repository / ".git" / "HEAD").write_text(sha)
    assert history.last_commit(repository) is None


def test_one_history_in_a_class_of_folders_is_nobody_s_time(tmp_path):
    """Whoever hands in a `.git` decides neither when they came nor how the others are read."""
    clone(tmp_path / "class" / "mallory")
    lay(tmp_path / "class", {f"ada/{WORK}": "x"})
    got = intake.read(tmp_path / "class", tmp_path / "out")
    assert got.layout == "folders"
    assert [(h.id, h.submitted) for h in got.handins] == [("ada", None), ("mallory", None)]
    assert any("its times are not read" in n for n in got.notes)


@pytest.mark.parametrize(("own_word", "points"), [(True, 4.5), (False, 5.0)])
def test_a_commit_s_time_is_its_author_s_word(tmp_path, own_word, points):
    """What the policy states counts before it; a time of the school's system is what it is."""
    from datetime import timedelta

    from grader.classroom import policy_file

    path = tmp_path / "p.toml"
    path.write_text('due = 2031-03-01T12:00:00Z\n[late]\nper_day = 0.1\n[[submitted]]\nperson = "m"\nat = 2031-03-02T11:00:00Z\n')
    rules = policy_file.read(path)
    early = datetime(2031, 3, 1, 12, tzinfo=UTC) - timedelta(days=9)
    result = {"status": "partial", "points": 5.0, "checks": []}
    assert rules.adjust("m", "ch01/ex01", early, result, 5.0, own_word=own_word).points == points
    assert rules.adjust("other", "ch01/ex01", early, result, 5.0, own_word=own_word).points == 5.0


@pytest.mark.parametrize("kind", ["blob", "tree", "tag"])
def test_a_head_that_is_no_commit_gives_no_time(tmp_path, kind):
    """Whatever it holds."""
    repository = clone(tmp_path / "x")
    body = b"committer a <a@x> 1 +0000\n" if kind != "tree" else b""
    (repository / ".git" / "HEAD").write_text(loose(repository, kind, body))
    assert history.last_commit(repository) is None


@pytest.mark.parametrize("error", [MemoryError("no more"), RecursionError("too deep"), ValueError("odd"), KeyError("x"), zlib.error("bad")])
def test_whatever_is_raised_while_one_is_read_is_that_one_s(tmp_path, monkeypatch, error):
    """The run goes on, and the line says whose it is."""
    from grader.classroom.intake import unpack

    real = unpack.write

    def write(writer, members, scratch, *, level):
        if any(m.name.startswith("mallory") for _, m in members):
            raise error
        real(writer, members, scratch, level=level)

    monkeypatch.setattr(unpack, "write", write)
    got = {h.id: h.refused for h in intake.read(lay(tmp_path / "class", {f"mallory/{WORK}": "x", f"ada/{WORK}": "y"}), tmp_path / "out").handins}
    assert got["ada"] == ""
    assert f"it cannot be read: {type(error).__name__}" in got["mallory"]


BAD = {
    "canvas": (("lovelaceada_1815_501_ex01_nearest.py", "hopper_1906_600_ex\x1b01.py"), "canvas_1906", ("canvas:1906", "name:hopper")),
    "moodle": (("Ada Lovelace_12_assignsubmission_file_ex01_nearest.py", "Grace Hopper_13_assignsubmission_file_e\u202ex.py"), "Grace_Hopper_13", ("name:Grace Hopper",)),
    "folders": ((f"ada/{WORK}", "bob/../../evil.py"), "bob", ("folder:bob",)),
    "an archive's own name": ((f"ada/{WORK}", "b\x1bob.zip"), "b_ob", ("folder:b\x1bob",)),
}


@pytest.mark.parametrize("case", BAD)
def test_an_unreadable_name_is_listed_with_its_owner(tmp_path, case):
    """Refused with the reason, not missing: a column of zeros would be the same to whoever reads it."""
    names, id, claim = BAD[case]
    (tmp_path / "e.zip").write_bytes(zipped([(n, "x") for n in names]))
    got = intake.read(tmp_path / "e.zip", tmp_path / "out")
    (bad,) = [h for h in got.handins if h.refused]
    assert bad.id.startswith(id)
    assert bad.claims == (claim,)
    assert len(got.handins) == 2


# -- backslashes ---------------------------------------------------------------------------------------------


def test_an_archive_with_backslashes_between_folders(tmp_path):
    """What Windows' own tools write: a hand-in of one, and a whole class."""
    entries = [("ch01\\", b""), ("ch01\\ex01_nearest.py", b"a"), ("ch01\\ex02_types.py", b"b")]
    lay(tmp_path / "class", {"bob.zip": zipped(entries)})
    (bob,) = intake.read(tmp_path / "class", tmp_path / "out").handins
    assert (bob.refused, (bob.folder / WORK).read_text()) == ("", "a")
    whole = [("ada\\ch01\\ex01_nearest.py", b"a"), ("bob\\ch01\\ex01_nearest.py", b"b"), ("eve\\..\\..\\evil.py", b"x")]
    (tmp_path / "class.zip").write_bytes(zipped(whole))
    got = intake.read(tmp_path / "class.zip", tmp_path / "out2").handins
    assert [(h.id, bool(h.refused)) for h in got] == [("ada", False), ("bob", False), ("eve", True)]
    (tmp_path / "twice.zip").write_bytes(zipped([("ada\\ch01\\ex01_nearest.py", b"a"), ("ada/ch01/ex01_nearest.py", b"b"), (f"bob/{WORK}", b"c")]))
    assert "twice" in {h.id: h.refused for h in intake.read(tmp_path / "twice.zip", tmp_path / "out3").handins}["ada"]
