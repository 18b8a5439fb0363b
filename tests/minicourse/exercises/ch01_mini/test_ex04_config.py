"""Checks of ch01/ex04."""

from grader.checks import check, misconception, same


def security(work):
    found = work.yaml() or {}
    return ((found.get("common") or {}).get("security") or {}) if isinstance(found, dict) else {}


@check(points=1)
def test_authorization(work):
    """Authorization is on"""
    value = security(work).get("authorizationEnabled")
    if value == "true":
        misconception("quoted-true", evidence="a text, not a boolean", called="authorizationEnabled", returned=repr(value), expected="true")
    same(value, True, called="authorizationEnabled")


@check(points=1)
def test_tls(work):
    """Both sides show a certificate"""
    value = security(work).get("tlsMode")
    if value == 1:
        misconception("one-way", evidence="tlsMode 1", called="tlsMode", returned="1", expected="2")
    same(value, 2, called="tlsMode")
