"""Checks of ch07/ex03: a real server, started with the two files."""

import contextlib
import re

import pytest
from pymilvus import MilvusClient

from grader.checks import check, fail, misconception, require
from grader.checks.machines import configured_server, write_settings

FIELDS, NAMES = "proxy.maxFieldNum", "proxy.maxNameLength"
ASKED = {"maxfieldnum", "maxnamelength"}
WORDS = {"maxfieldnum": "fields", "maxnamelength": "characters of a name"}


def plain(name):
    """A name as Milvus compares it: dots, underscores and capitals do not count."""
    return re.sub(r"[._/]", "", name).lower()


@pytest.fixture
def settings(work, support):
    """What milvus.yaml sets, by place."""
    found = work.yaml("milvus.yaml")
    if found is None:
        return {}
    if not isinstance(found, dict):
        fail(called="reading milvus.yaml", returned=repr(found), expected="sections with settings in them")
    flat = support.flattened(found)
    for place, value in flat.items():
        last = str(place).rpartition(".")[2].lower()
        require(last in ASKED, called="milvus.yaml", returned=f"{place} is set", expected="the two settings of the statement, or fewer", why="Every other setting keeps its default.")
        require(isinstance(value, int | str) and not isinstance(value, bool) and re.fullmatch(r"\d{1,6}", str(value).strip()) is not None, called=f"{place} in milvus.yaml", returned=repr(value),
                expected="a whole number", why="A word counts as 0 on this server, and then every collection is refused.")
    return flat


@pytest.fixture
def variables(work):
    """What environment sets, by name."""
    found = {}
    for number, line in enumerate(work.text("environment").splitlines(), 1):
        text = line.strip().removeprefix("export ")
        if not text or text.startswith("#"):
            continue
        name, equals, value = (part.strip() for part in text.partition("="))
        require(bool(equals) and re.fullmatch(r"[A-Za-z_][\w.]*", name) is not None, called=f"line {number} of environment", returned=text, expected="NAME=value", why="Compose refuses it.")
        value = value.strip("\"'")
        require(any(plain(name).endswith(word) for word in ASKED), called="environment", returned=f"{name} is set", expected="the two settings of the statement, or fewer", why="Every other setting keeps its default.")
        require(re.fullmatch(r"\d{1,6}", value) is not None, called=f"{name} in environment", returned=repr(value), expected="a whole number", why="The server would take it for 0.")
        found[name] = value
    return found


@pytest.fixture(scope="module")
def running():
    """The server of this exercise: started once, ended at the end."""
    kept = {}
    yield kept
    for client in kept.pop("clients", ()):
        with contextlib.suppress(Exception):
            client.close()
    if "server" in kept:
        kept["server"].stop()


@pytest.fixture
def server(running, settings, variables, support, tmp_path_factory):
    if "server" not in running:
        running["server"] = configured_server(tmp_path_factory.mktemp("s"), settings, variables)
        running["clients"] = [MilvusClient(running["server"].endpoint.uri, dedicated=True, timeout=10)]
    return running["server"]


@pytest.fixture
def client(running, server):
    return running["clients"][0]


def edit(server, support, place, value):
    """What an editor does: the file of the server that runs is changed."""
    write_settings(server.folder / "configs" / "milvus.yaml", {place: value})


def sets(places, word):
    """Those of the places or names that end with a word."""
    return [name for name in places if plain(name).endswith(word)]


def misplaced(settings, variables, word):
    """Settings of a word in a section of the file that is not its own, where nothing else sets it."""
    wrong = [p for p in sets(settings, word) if plain(p) != f"proxy{word}"]
    right = [p for p in [*settings, *variables] if plain(p) == f"proxy{word}"]
    return wrong[0] if wrong and not right else ""


def limit(client, support, most, what):
    """(the largest that is accepted around `most`, what the next one is told)."""
    make = (lambda n: support.refused(client, "c" * n, 3)) if what == "names" else (lambda n: support.refused(client, "course", n))
    return make(most), make(most + 1)


@check(points=2)
def test_six_fields(client, support, settings, variables):
    """Six fields are accepted, seven are refused"""
    accepted, refused = limit(client, support, 6, "fields")
    told = {"called": "a collection with 7 fields", "returned": refused or "it was made", "expected": "a refusal"}
    wrong = misplaced(settings, variables, "maxfieldnum")
    if not refused and wrong:
        misconception("any-section-will-do", **told, evidence=f"{wrong} is in the file, nothing else sets the limit, and 7 fields are accepted", why="Which part of Milvus refuses a collection with too many fields? A key of another section is ignored without a word.")
    require(refused != "", **told, why="Which layer has the last word? Look at both files.")
    require(accepted == "", called="a collection with 6 fields", returned=accepted, expected="it is made", why="Six is the most, not one more than the most.")


@check(points=3)
def test_raised_in_class(client, server, support, settings, variables):
    """Raised in the file of a running server, it counts within seconds"""
    edit(server, support, FIELDS, 9)
    told = {"called": f"{FIELDS}: 9 was written into the file of the running server; then a collection with 9 fields"}
    if not support.until(lambda: not support.refused(client, "course", 9)):
        by = sets(variables, "maxfieldnum")
        if by:
            misconception("the-environment-is-surest", **told, returned=support.refused(client, "course", 9), expected="it is made", evidence=f"{by[0]} is in the environment, and the file has no say",
                          why="A variable stays what it was when the process was started. Which layer is read again?")
        fail(**told, returned=support.refused(client, "course", 9), expected="it is made", why="The teacher will not restart 200 servers.")
    wrong = misplaced(settings, variables, "maxfieldnum")
    refused = support.refused(client, "course", 10)
    edit(server, support, FIELDS, 6)
    told = {"called": f"{FIELDS}: 9 was written into the file of the running server; then a collection with 10 fields", "returned": refused or "it was made", "expected": "a refusal"}
    if not refused and wrong:
        misconception("any-section-will-do", **told, evidence=f"{wrong} is in the file, nothing else sets the limit", why="Which part of Milvus refuses a collection with too many fields?")
    if not refused and sets(variables, "maxfieldnum"):
        fail(**told, why="The environment has the last word about it, whatever the file says.")
    require(refused != "", **told, why="What the teacher writes has to count, in both directions.")


@check(points=2)
def test_forty_characters(client, support):
    """A name of 40 characters is accepted, one of 41 is refused"""
    accepted, refused = limit(client, support, 40, "names")
    require(refused != "", called="a collection whose name has 41 characters", returned="it was made", expected="a refusal", why="Does anything set this limit where the proxy looks for it?")
    require(accepted == "", called="a collection whose name has 40 characters", returned=accepted, expected="it is made", why="Forty is the most, not one more than the most.")


@check(points=3, after="test_forty_characters")
def test_whatever_the_file_says(client, server, support, settings, variables):
    """The limit of names holds when it is raised in the file"""
    edit(server, support, NAMES, 120)
    edit(server, support, FIELDS, 12)
    # Where the file decides about the fields, they are the witness that it was read; the settings of one reading count one after the other.
    # Twelve, because nothing before has allowed so many: fewer may still count from an earlier edit, before this one was read.
    witness = not sets(variables, "maxfieldnum") and support.until(lambda: not support.refused(client, "course", 12))
    made = support.until(lambda: not support.refused(client, "c" * 41, 3), 4 if witness else 12)
    told = {"called": f"{NAMES}: 120 was written into the file of the running server; then a collection whose name has 41 characters", "returned": "it was made" if made else "a refusal", "expected": "a refusal"}
    if made and sets(settings, "maxnamelength") and not sets(variables, "maxnamelength"):
        misconception("the-file-is-enough", **told, evidence="the limit is in the file alone, and the file was changed", why="What is it that an editor of the file cannot reach?")
    require(not made, **told, why="A promise that the next edit breaks is none.")


@check(points=1, after=("test_six_fields", "test_forty_characters"))
def test_each_in_one_place(settings, variables):
    """Each setting stands in one place"""
    for word, label in WORDS.items():
        places = [f"milvus.yaml: {p}" for p in sets(settings, word)] + [f"environment: {v}" for v in sets(variables, word)]
        require(len(places) == 1, called=f"the limit of {label}", returned=", ".join(places) or "nowhere", expected="one place", why="Of two values one is ignored, and a reader of the files cannot know which.")
