"""Checks of ch01/ex03."""

from grader.checks import check, same


@check(points=2)
def test_tls(work):
    """TLS is on"""
    same(work.yaml()["tls"], True, called="tls in the configuration")
