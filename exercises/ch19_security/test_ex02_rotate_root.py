"""Checks of ch19/ex02."""

import pytest

from grader.checks import check, fail, misconception, same

KNOWN = ["Milvus"]


def opens(milvus, support, password):
    return support.outcome(milvus.client(user="root", password=password), lambda c: c.list_users()) == "allowed"


@pytest.fixture
def rotated(submission, milvus, support, rng):
    """Rotate once: the old password, the new one, and what was returned."""
    old = next((p for p in reversed(KNOWN) if opens(milvus, support, p)), None)
    if old is None:
        fail(called="the check before this one", returned="a root password that nobody knows", expected="the new password",
             why="rotate() sets the password that it was given, and no other.")
    new = support.password(rng)
    KNOWN.append(new)
    return old, new, submission.rotate(milvus.uri, old, new)


CALL = 'rotate(uri, old, new)'


def others(client):
    return [u for u in client.list_users() if u != "root" and not u.startswith("grader")]


@check(points=2)
def test_new_password_works(rotated, milvus, client, support):
    """Root can log in with the new password"""
    old, new, _ = rotated
    if not opens(milvus, support, new):
        if others(client) and opens(milvus, support, old):
            misconception("adds-an-administrator", evidence=f"there is a new user {others(client)[0]}, and root's password is the old one",
                          called=CALL, returned="root, unchanged", expected="root with the new password",
                          why="Everybody knows the default password of root. Does a second administrator change that?")
        fail(called=f"{CALL}, then a login with the new password", returned="refused", expected="a login")


@check(points=2)
def test_old_password_is_dead(rotated, milvus, client, support):
    """Nobody can log in with the old password"""
    old, _, _ = rotated
    if opens(milvus, support, old):
        if others(client):
            misconception("adds-an-administrator", evidence=f"there is a new user {others(client)[0]}, and root's old password still opens",
                          called=CALL, returned="a login with the old password", expected="a refusal",
                          why="Everybody knows the default password of root. Does a second administrator change that?")
        fail(called=f"{CALL}, then a login with the old password", returned="a login", expected="a refusal",
             why="The old password is the one that everybody knows.")


@check(points=1)
def test_it_says_so(rotated, milvus, support):
    """It returns True when it has seen both"""
    old, new, answer = rotated
    changed = opens(milvus, support, new) and not opens(milvus, support, old)
    if changed and answer is False:
        misconception("asks-the-open-connection", evidence="the password was changed, and the function says that it was not",
                      called=CALL, returned=answer, expected=True,
                      why="Which password does the connection send that was opened before the change?")
    same(answer, True, called=CALL, why="The caller relies on your proof.")


@check(points=1, after=("test_new_password_works", "test_old_password_is_dead", "test_it_says_so"))
def test_nothing_is_dead(submission, milvus, support):
    """It returns False when it has not seen the old password refused"""
    known = next((p for p in reversed(KNOWN) if opens(milvus, support, p)), None)
    same(submission.rotate(milvus.uri, known, known), False, called="rotate(uri, old, new) with new the same as old",
         why="The old password still opens. True is for whoever has seen it refused.")


@check(points=2)
def test_wrong_old_password(submission, milvus, support, rng):
    """With a wrong old password it changes nothing and returns False"""
    old = next((p for p in reversed(KNOWN) if opens(milvus, support, p)), None)
    wanted = support.password(rng)
    same(submission.rotate(milvus.uri, "not-" + str(old), wanted), False, called='rotate(uri, "a wrong password", new)',
         why="Nothing was rotated.")
    if old is not None and not opens(milvus, support, old):
        fail(called='rotate(uri, "a wrong password", new)', returned="another root password", expected="the same as before")
