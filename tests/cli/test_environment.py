"""Variables that change what Python, pytest, gRPC, git or Milvus' client do: no verdict depends on one."""

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import MINICOURSE, ROOT

SETS = {
    "python": {
        "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1", "PYTHONSAFEPATH": "1", "PYTHONUTF8": "0", "PYTHONINSPECT": "1",
        "PYTHONINTMAXSTRDIGITS": "640", "PYTHONSTARTUP": "/nowhere", "PYTHONCASEOK": "1", "PYTHONTRACEMALLOC": "3",
    },
    "pytest": {"PYTEST_ADDOPTS": "-k nothing --collect-only -x", "PYTEST_PLUGINS": "nothing.there", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_THEME": "x"},
    "places": {"TMPDIR": "/nowhere", "HOME": "/nowhere", "XDG_CACHE_HOME": "/dev/null", "GIT_DIR": "/nowhere", "COLUMNS": "1", "TERM": "dumb", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Apia"},
    "network": {
        "MILVUS_URI": "http://192.0.2.1:1", "MILVUS_CONN_TIMEOUT": "0.001", "http_proxy": "http://127.0.0.1:1", "https_proxy": "http://127.0.0.1:1",
        "all_proxy": "socks5://127.0.0.1:1", "GRPC_VERBOSITY": "debug", "GRPC_POLL_STRATEGY": "nothing", "OMP_NUM_THREADS": "0",
    },
}  # fmt: skip


@pytest.mark.parametrize("case", SETS)
def test_a_verdict_is_the_same_under_any_environment(tmp_path, case):
    """The solution passes and a wrong answer fails, check by check, whatever is set."""
    found = {}
    for name in ("solutions/ch01_mini/ex02_types.py", "exercises/ch01_mini/ex02_types.py"):
        desk = tmp_path / name.split("/")[0] / "ch01"
        desk.mkdir(parents=True)
        (desk / "ex02_types.py").write_text((MINICOURSE / name).read_text() + "\n# mine\n")
        told = subprocess.run(
            [sys.executable, "-c", "from grader.cli import main; main()", "check", "ch01/ex02", "--course", str(MINICOURSE), "--work", str(desk.parent), "--json"],
            capture_output=True, text=True, timeout=180, env={**os.environ, "PYTHONPATH": str(ROOT), **SETS[case]}, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        found[name.split("/")[0]] = json.loads(told.stdout)["status"]
    assert found["solutions"] == "passed"
    assert found["exercises"] in ("failed", "not_started", "partial")
