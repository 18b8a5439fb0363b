"""A result in a lesson's panel."""

from grader.lesson.verdict import verdict


def check(name, title, status, message=""):
    return {"name": name, "title": title, "status": status, "message": message, "points": 0, "max_points": 1, "hidden": False, "seconds": 0.0}


def test_a_check_that_waits_names_the_other_by_its_title():
    """The name of a function in a test file is nothing that a learner has seen."""
    checks = [check("test_rows", "The <rows> are there", "failed", "none"), check("test_order", "In order", "blocked", "blocked by test_rows")]
    shown = verdict({"status": "failed", "points": 0, "max_points": 2, "checks": checks, "note": "", "log": ""})
    assert "waits for “The &lt;rows&gt; are there”" in shown
    assert "test_rows" not in shown
