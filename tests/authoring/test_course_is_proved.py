"""The course proves itself: every proof stands in the ledger, and the ledger is true.

With ``GRADER_REQUIRE_ALL=1``, as in CI, all that is new is proved again on every Milvus that is here. On a learner's
machine a sample is, on Milvus Lite.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

EVERYTHING = os.environ.get("GRADER_REQUIRE_ALL") == "1"


def audit(*options):
    """Run the audit; a line of its output for each thing that is wrong."""
    done = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", "verify", "--audit", *options],
        cwd=ROOT, capture_output=True, text=True, timeout=3000, check=False, env={**os.environ, "COLUMNS": "160"},
    )  # fmt: skip
    print(done.stdout[-6000:])
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout


if EVERYTHING:

    @pytest.mark.soak
    @pytest.mark.alone  # it grades on as many servers as memory allows
    def test_the_ledger_is_true():
        """Nothing is missing, and what is run again comes out as the ledger says."""
        said = audit()
        assert "is not proved here" not in said
        assert " 0 missing, 0 not true" in said

else:

    @pytest.mark.parametrize("backend", ["lite", "none"])
    def test_a_sample_of_the_ledger_is_true(backend):
        """The same for what needs no server, as far as the newest commit draws it."""
        assert " 0 missing, 0 not true" in audit("--backend", backend, "--since", "HEAD")
