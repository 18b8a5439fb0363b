"""Which export a list of names is: read without a file, so that every rule can be asked alone."""

import io

import pytest

from grader.classroom.intake import layouts
from grader.classroom.intake.rules import Limits
from grader.classroom.intake.trees import Member
from grader.errors import UsageError


def recognised(*names, name="week", folder=None, root=None):
    members = [Member(n.rstrip("/"), "dir" if n.endswith("/") else "file", 1, None, lambda: io.BytesIO(b"x")) for n in names]
    return layouts.recognise(members, name, Limits(), folder, root)


def parcels(export):
    return {p.name: p.refused for p in export.parcels}


ANSWER = "ch01/ex04_config.yaml"


def test_one_desk_is_one_hand_in_and_a_bad_name_in_it_refuses_it():
    assert parcels(recognised(ANSWER)) == {"week": ""}
    found = recognised(ANSWER, "ch01/../../x")
    assert found.layout == "one hand-in"
    assert list(parcels(found)) == ["week"]
    assert parcels(found)["week"]


def test_a_bad_name_is_its_owner_s_wherever_the_class_begins():
    inside = recognised(f"ada/{ANSWER}", f"bob/{ANSWER}", "bob/ch01/../../x")
    assert parcels(inside)["ada"] == ""
    assert parcels(inside)["bob"]
    around = recognised(f"week/ada/{ANSWER}", f"week/bob/{ANSWER}", "week/bob/ch01/../../../x")
    assert parcels(around)["ada"] == ""
    assert parcels(around)["bob"]
    assert set(parcels(around)) == {"ada", "bob"}


def test_a_bad_name_hides_none_that_comes_after_it():
    assert set(parcels(recognised("bob/../x", f"ada/{ANSWER}", f"cyn/{ANSWER}"))) >= {"ada", "cyn"}


def test_a_folder_around_one_hand_in_says_who_it_is_too():
    found = recognised(f"ada/{ANSWER}", name="s1815")
    assert found.parcels[0].claims == (("folder:ada", "folder:s1815"),)
    assert recognised(f"ada/{ANSWER}", name="s1815", root=".").parcels[0].claims == (("folder:ada",),)


def test_what_looks_like_a_class_in_a_folder_of_any_name_is_asked_about():
    with pytest.raises(UsageError, match="one folder, “homework”, that holds what an export or a class holds"):
        recognised(f"homework/ada/{ANSWER}", f"homework/bob/{ANSWER}")
    assert parcels(recognised("homework/notes/a.txt", "homework/data/b.txt")) == {"homework": ""}, "two folders without an answer are no class"


def clones(folder, *names):
    for name in names:
        (folder / name / ".git").mkdir(parents=True)
    return recognised(*(f"{n}/{ANSWER}" for n in names), name="week-3-submissions", folder=folder)


def test_clones_say_whose_they_are_and_when(tmp_path):
    found = clones(tmp_path, "week-3-ada", "week-3-bob")
    assert (found.layout, found.says) == ("GitHub Classroom", "whose each is by its name, and when by its last commit; not which attempt it is")
    assert [p.claims for p in found.parcels] == [(("login:ada", "folder:week-3-ada"),), (("login:bob", "folder:week-3-bob"),)]
    assert [p.repository for p in found.parcels] == [tmp_path / "week-3-ada", tmp_path / "week-3-bob"]


def test_what_the_names_of_clones_share_is_the_assignment_s(tmp_path):
    found = clones(tmp_path, "hw-one-ada", "hw-one-ann")
    assert [p.claims[0][0] for p in found.parcels] == ["login:ada", "login:ann"]
    assert found.layout == "GitHub Classroom"
    (ada,) = clones(tmp_path / "one", "week-3-ada").parcels
    assert ada.claims[0][0] == "login:ada", "the folder around it has the assignment's name"
    alone = clones(tmp_path / "alone", "hw-one-ada")
    assert (alone.layout, alone.parcels[0].claims[0][0]) == ("repositories", "login:hw-one-ada")


def test_one_hand_in_that_is_a_clone_has_its_history_read(tmp_path):
    (tmp_path / ".git").mkdir()
    assert recognised(ANSWER, folder=tmp_path).parcels[0].repository == tmp_path
    assert recognised(ANSWER, folder=tmp_path / "other").parcels[0].repository is None
    assert recognised(ANSWER).parcels[0].repository is None
