"""The course proves itself: `grader verify` over everything, on every Milvus that is here.

On a learner's machine one seed; with ``GRADER_REQUIRE_ALL=1``, as in CI, as many as the manifests say.
"""

import os
import subprocess
import sys

import pytest

from grader import course as courses
from tests.conftest import ROOT

CHAPTERS = [c.id for c in courses.load(ROOT).chapters if c.exercises]


@pytest.mark.slow
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_proved(chapter):
    everything = os.environ.get("GRADER_REQUIRE_ALL") == "1"
    seeds = [] if everything else ["--seeds", "1"]
    done = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", "verify", chapter, *seeds],
        cwd=ROOT, capture_output=True, text=True, timeout=2400, check=False, env={**os.environ, "COLUMNS": "160"},
    )  # fmt: skip
    print(done.stdout[-4000:])
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    if everything:
        assert "is not proved here" not in done.stdout, done.stdout
