"""Keys: each part moves the keys that it touches, and nothing else moves any."""

import shutil

import pytest

from grader import course as courses
from grader.classroom import keys
from tests.conftest import MINICOURSE

SETTINGS = {"seed": 1, "backend_key": "lite 3.2.2 default", "confinement": "namespaces", "limits": {"run_seconds": 900}}


@pytest.fixture
def root(tmp_path):
    """A course of one's own, with a support module, a helper file, a data set and a lock."""
    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    folder = root / "exercises" / "ch01_mini"
    (folder / "support.py").write_text("NAMES = 'shelves.txt'\n")
    (folder / "shelves.txt").write_text("one\n")
    (folder / "unused.txt").write_text("one\n")
    edit(
        folder / "test_ex06_shelf.py",
        "from grader.checks import",
        "from grader.datasets import words\nfrom grader.checks import",
    )
    edit(folder / "test_ex03_flaky.py", "def table(client,", "def table(support, client,")
    (root / "lessons" / "data").mkdir(parents=True)
    (root / "lessons" / "data" / "words.npz").write_bytes(b"1")
    (root / "requirements.lock").write_text("numpy==2\n")
    return root


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def all_keys(root, **other):
    """Every exercise's key for its own solution handed in."""
    courses.load.cache_clear()
    course = courses.load(root)
    return {
        e.id[-4:]: keys.parts(course, e, root / "desk" / e.entry, **{**SETTINGS, **other}) for e in course.exercises
    }


def moved(before, after):
    """Exercise to the names of the parts that moved."""
    return {id: keys.explain(before[id], after[id]) for id in before if keys.name(before[id]) != keys.name(after[id])}


@pytest.fixture
def before(root):
    shutil.copytree(root / "solutions" / "ch01_mini", root / "desk")
    found = all_keys(root)
    assert moved(found, all_keys(root)) == {}
    assert len({keys.name(p) for p in found.values()}) == 6
    return found


FOLDER = "exercises/ch01_mini"
EDITS = {
    "work": ("desk/ex01_nearest.py", "import", "import ", {"ex01": ["work"]}),
    "test": (f"{FOLDER}/test_ex02_types.py", "Data comes back", "Data come back", {"ex02": ["test"]}),
    "starter": (f"{FOLDER}/ex05_count.py", "import", "import ", {"ex05": ["starter"]}),
    "manifest": (
        f"{FOLDER}/chapter.toml",
        "timeout = 2\nmemory = 600",
        "timeout = 4\nmemory = 600",
        {"ex01": ["manifest"]},
    ),
    "hints": (f"{FOLDER}/chapter.toml", "See the lesson.", "See it.", {}),
    "title": (f"{FOLDER}/chapter.toml", "Nearest neighbours", "Neighbours", {}),
    "support": (f"{FOLDER}/support.py", "NAMES", "# a word\nNAMES", {"ex03": ["helpers"]}),
    "what support names": (f"{FOLDER}/shelves.txt", "one", "two", {"ex03": ["helpers"]}),
    "what nothing names": (f"{FOLDER}/unused.txt", "one", "two", {}),
    "data": ("lessons/data/words.npz", "1", "2", {"ex06": ["data"]}),
    "a lock": ("requirements.lock", "==2", "==3", {f"ex0{n}": ["requirements"] for n in range(1, 7)}),
    "the reference solution": ("solutions/ch01_mini/ex01_nearest.py", "import", "import ", {}),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_moves_what_it_touches(root, before, what):
    """Each part is changed once, and only the touched exercises' keys move."""
    name, old, new, expected = EDITS[what]
    edit(root / name, old, new)
    assert moved(before, all_keys(root)) == expected


@pytest.mark.parametrize(
    ("part", "value", "name"),
    [("seed", 2, "seed"), ("backend_key", "server 2.3.5 default", "milvus"), ("confinement", "trusted", "confinement"), ("limits", {"run_seconds": 1}, "limits")],
)  # fmt: skip
def test_a_setting_moves_every_key(root, before, part, value, name):
    """What holds for the whole run is in every key, under its own name."""
    assert moved(before, all_keys(root, **{part: value})) == {id: [name] for id in before}


def test_the_result_schema_moves_every_key(root, before, monkeypatch):
    """Documents of another schema are not taken for this one's."""
    monkeypatch.setattr(keys.results, "SCHEMA_VERSION", 2)
    assert moved(before, all_keys(root)) == {id: ["schema"] for id in before}


def test_no_path_is_in_a_key(root, before, tmp_path):
    """The same course elsewhere makes the same keys, so that shards agree."""
    other = tmp_path / "elsewhere" / "deep"
    shutil.copytree(root, other)
    assert moved(before, all_keys(other)) == {}


def test_the_name_of_the_file_is_part_of_the_work(root, before):
    """Nothing handed in, an empty file and a file are three keys."""
    course = courses.load(root)
    exercise = course.exercise("ch01/ex01")
    empty = root / "desk" / "empty.py"
    empty.write_text("")
    found = {
        keys.key(course, exercise, p, **SETTINGS)
        for p in (root / "nowhere.py", empty, root / "desk" / "ex01_nearest.py")
    }
    assert len(found) == 3


def test_another_compiler_moves_the_keys_of_what_it_compiles(root, before, monkeypatch):
    """The libraries are pinned by the course; the compiler is the machine's own."""
    from grader.backends.toolchains.go import Go

    edit(root / "exercises" / "ch01_mini" / "chapter.toml", 'needs = ["search", "fresh_reads"]\ntimeout = 3', 'needs = ["search", "fresh_reads", "toolchain:go"]\ntimeout = 3')
    monkeypatch.setattr(Go, "version", lambda self: (1, 26, 0))
    one = all_keys(root)
    assert moved(before, one) == {"ex06": ["manifest", "toolchains"]}
    monkeypatch.setattr(Go, "version", lambda self: (1, 27, 3))
    assert moved(one, all_keys(root)) == {"ex06": ["toolchains"]}
