"""Checks of ch19/ex02."""

import pytest

from grader.checks import check, fail, misconception

KNOWN = ["Milvus"]


def opens(milvus, support, password):
    return support.outcome(milvus.client(user="root", password=password), lambda c: c.list_users()) == "allowed"


@pytest.fixture
def rotated(submission, milvus, support, rng):
    """Rotate once: the old password, the new one, and what was returned."""
    old = next((p for p in reversed(KNOWN) if opens(milvus, support, p)), None)
    if old is None:
        fail(called="the check before this one", returned="an unknown root password", expected="the new password",
             why="rotate() sets the password that it was given, and no other.")
    new = support.password(rng)
    KNOWN.append(new)
    milvus.forget()
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
                          why="The default password of root is public. Does a second administrator change that?")
        fail(called=f"{CALL}, then a login with the new password", returned="refused", expected="a login")


@check(points=2, after="test_new_password_works")
def test_old_password_is_dead(rotated, milvus, support):
    """The old password no longer logs in"""
    old, _, _ = rotated
    if opens(milvus, support, old):
        fail(called=f"{CALL}, then a login with the old password", returned="a login", expected="a refusal",
             why="The old password is the one that is public.")


@check(points=1, after=("test_new_password_works", "test_old_password_is_dead"))
def test_it_says_so(submission, rotated, milvus):
    """It returns True when it has seen both, and can_log_in() says which password opens"""
    old, new, answer = rotated
    heard = milvus.calls()
    changes = [place for place, call in enumerate(heard) if call.method == "UpdateCredential"]
    after = heard[changes[-1] + 1 :] if changes else []
    worked = [call for call in after if call.status == "OK" and not call.code]
    if after and not worked and answer is False:
        misconception("asks-the-open-connection", evidence=f"the password was changed, then Milvus refused {after[0].method}, and the function says that nothing was changed",
                      called=CALL, returned=answer, expected=True,
                      why="Which password does the connection send that was opened before the change?")
    if answer is not True:
        fail(called=CALL, returned=repr(answer), expected=repr(True), why="The caller relies on your proof.")
    if not worked:
        fail(called=f"{CALL}: what Milvus heard after the change", returned=", ".join(f"{call.method}: refused" for call in after) or "nothing",
             expected="a call with the new password, which works", why="True says that you have seen a login with the new password.")
    for which, password, opens_it in (("new", new, True), ("old", old, False)):
        found = submission.can_log_in(milvus.uri, password)
        if found is not opens_it:
            fail(called=f"can_log_in(uri, the {which} password), after the change", returned=repr(found), expected=repr(opens_it), why="Your proof rests on it.")


@check(points=1, after=("test_new_password_works", "test_old_password_is_dead", "test_it_says_so"))
def test_nothing_is_dead(submission, milvus, support):
    """It returns False when it has not seen the old password refused"""
    known = next((p for p in reversed(KNOWN) if opens(milvus, support, p)), None)
    answer = submission.rotate(milvus.uri, known, known)
    if answer is not False:
        fail(called="rotate(uri, old, new) with new the same as old", returned=repr(answer), expected=repr(False),
             why="The old password still opens. True is only for a caller who has seen it refused.")


@check(points=2, after="test_new_password_works")
def test_wrong_old_password(submission, milvus, support, rng):
    """With a wrong old password it changes nothing and returns False"""
    old = next((p for p in reversed(KNOWN) if opens(milvus, support, p)), None)
    wanted = support.password(rng)
    answer = submission.rotate(milvus.uri, "not-" + str(old), wanted)
    if answer is not False:
        fail(called='rotate(uri, "a wrong password", new)', returned=repr(answer), expected=repr(False), why="Nothing was rotated.")
    if old is not None and not opens(milvus, support, old):
        fail(called='rotate(uri, "a wrong password", new)', returned="another root password", expected="the same as before")
