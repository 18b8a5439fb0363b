"""Run the grader as an ordinary user: as oneself, or, for root, as nobody with an interpreter that nobody may enter."""

import os
import shlex
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.conftest import ROOT, required

NOBODY = 65534


class OrdinaryUser:
    """A user without rights, with a home of its own below `folder`, which must be open to all."""

    def __init__(self, folder):
        self.home = folder / "home"
        self.home.mkdir()
        self.python, self.before = sys.executable, []
        if os.geteuid() == 0:
            os.chown(self.home, NOBODY, NOBODY)
            self._python_of_nobody(folder)

    def _python_of_nobody(self, folder):
        """Root's own interpreter and checkout may lie where nobody may go: the system's Python, and two bind mounts."""
        minor = f"{sys.version_info[0]}.{sys.version_info[1]}"
        system = next((p for p in (f"/usr/bin/python{minor}", "/usr/bin/python3") if version(p) == minor), None)
        if system is None:
            required(f"a Python {minor} that an ordinary user may run", f"sudo apt-get install python{minor} python3-venv")
        packages, tree = folder / "site-packages", folder / "tree" / "grader"
        packages.mkdir()
        tree.mkdir(parents=True)
        venv = folder / "venv"
        subprocess.run([system, "-m", "venv", "--without-pip", str(venv)], check=True, timeout=60)
        (venv / "lib" / f"python{minor}" / "site-packages" / "course.pth").write_text(f"{tree.parent}\n{packages}\n")
        self.python = str(venv / "bin" / "python")
        mounts = [f"mount --bind {shlex.quote(str(a))} {shlex.quote(str(b))}" for a, b in ((sysconfig.get_path("purelib"), packages), (ROOT / "grader", tree))]
        become = f"exec setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups --no-new-privs"
        self.before = ["unshare", "-m", "sh", "-c", " && ".join([*mounts, f'{become} "$@"']), "sh"]

    def command(self, *arguments):
        """The argument vector of the command `grader` for that user."""
        return [*self.before, self.python, "-c", "import os; os.environ.pop('CI', None); from grader.cli import main; main()", *map(str, arguments)]

    @property
    def environment(self):
        kept = {k: v for k, v in os.environ.items() if k in ("LANG", "TZ", "GRADER_REQUIRE_ALL")}
        return {**kept, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": str(self.home), "NO_COLOR": "1", "COLUMNS": "160"}


def version(python):
    if not Path(python).exists():
        return None
    asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(asked, capture_output=True, text=True, timeout=20, check=False).stdout.strip()
