"""A small class that `grader bulk` has really graded: what `report` and `forget` are tried on."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import MINICOURSE, ROOT

ROSTER = """id,first,last,email,login,canvas_id,sis_id,section,partners
s-ada,Ada,Lovelace,ada.l@example.org,adal,10101,SIS-A,North,s-gus
s-bob,Bob,Builder,bob.b@example.org,bobb,10102,SIS-B,North,
s-eve,Eve,Eavesdrop,eve.e@example.org,evee,10103,SIS-E,South,
s-fay,Fay,Feynman,fay.f@example.org,fayf,10104,SIS-F,South,
s-gus,Gustav,Gustavson,gus.g@example.org,gusg,10105,SIS-G,South,
s-mia,Mia,Mistaken,mia.m@example.org,miam,10106,SIS-M,South,
s-zoe,Zoe,Zedd,zoe.z@example.org,zoez,10107,SIS-Z,South,
"""
POLICY = """# Fay Feynman asked twice; see her mail
[due]
all = 2031-01-01T00:00:00
[late]
per_day = 0.1
cap = 0.5
[[submitted]]
person = "s-fay"
at = 2031-01-02T12:00:00
[[extension]]  # Gustavson was ill
person = "s-gus"
days = 30
reason = "Gustav was ill"
[[override]]
person = "s-ada"
exercise = "ch01/ex01"
points = 6
reason = "agreed with Ada"
"""
MISTAKES = ROOT / "tests" / "minicourse" / "solutions" / "ch01_mini" / "misconceptions" / "ex01_nearest"
HANDED_IN = ROOT / "tests" / "submissions"


def grader(course, *arguments, stdin="", timeout=240):
    """The command as a person calls it, in the course's folder."""
    return subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", *map(str, arguments)],
        cwd=course, env={**os.environ, "NO_COLOR": "1", "COLUMNS": "160"}, input=stdin,
        capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip


def make(folder: Path) -> Path:
    """A course, an export, a roster and a policy in `folder`, and the run folder `run` that bulk makes of them.

    Ada and Gus are partners; Bob is right; Mia has a misconception; Fay is late with one exercise; Eve's archive is
    refused; Zoe handed in nothing; one hand-in is nobody's, and one is Mia's that does not count.
    """
    shutil.copytree(MINICOURSE, folder / "course")
    works = {
        "adal": HANDED_IN / "one_wrong" / "ex01_nearest.py",
        "an-old-miam": HANDED_IN / "all_right" / "ex01_nearest.py",
        "bobb": HANDED_IN / "all_right" / "ex01_nearest.py",
        "miam": HANDED_IN / "prints_a_verdict" / "ex01_nearest.py",
        "nobody-knows": HANDED_IN / "syntax_error" / "ex01_nearest.py",
    }
    for name, work in works.items():
        put(folder, name, work, "ex01_nearest.py")
    text = (MISTAKES / "farthest_first.py").read_text()
    whole = (MINICOURSE / "solutions" / "ch01_mini" / "ex01_nearest.py").read_text()
    from grader.course.starter import splice, without_marks

    path = Path("ex01_nearest.py")
    mistaken = without_marks(splice(whole, text, path), path) + '\nprint("I am Mia Mistaken and this is <b>mine</b>")\n'
    (folder / "export" / "miam" / "ch01" / "ex01_nearest.py").write_text(mistaken)
    put(folder, "fayf", MINICOURSE / "solutions" / "ch01_mini" / "ex04_config.yaml", "ex04_config.yaml")
    with zipfile.ZipFile(folder / "export" / "evee.zip", "w") as archive:
        archive.writestr("../outside.py", "x = 1\n")
    (folder / "roster.csv").write_text(ROSTER)
    (folder / "policy.toml").write_text(POLICY)
    done = bulk(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def put(folder, name, work, as_name):
    target = folder / "export" / name / "ch01" / as_name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(work, target)


def bulk(folder, *more):
    return grader(
        folder / "course", "bulk", "../export", "--roster", "../roster.csv", "--policy", "../policy.toml", "--out", "../run",
        "--trust", "--quiet", "--exercise", "ch01/ex01", "--exercise", "ch01/ex04", *more,
    )  # fmt: skip
