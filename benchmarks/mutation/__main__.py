"""The grader's own modules under mutation: does any test notice?

    make mutate                                          # every module of modules.toml; goes on where it was stopped
    python -m benchmarks.mutation grader/report/canvas.py    # one module
    python -m benchmarks.mutation --lived                # only those that lived last time, after a test was added
    python -m benchmarks.mutation --diff 1a2b3c4d        # one mutant as a difference

A mutant dies when a test of its module's nearest files fails. One that lives needs a test, or a line in equivalent.toml that says why
no test can tell it. `benchmarks/mutation.md` has the figures.
"""

import argparse
import difflib
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from benchmarks.mutation import table, trial

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "mutation"
TOOL = "cosmic-ray==8.7.0"
PATIENCE = (6, 60.0)
"""Seconds of computing and of waiting beside ten times what the tests take where nothing is mutated."""


def main() -> int:
    ask = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("modules", nargs="*", help="paths as in modules.toml; all of them without any")
    ask.add_argument("--lived", action="store_true", help="try only those that lived last time; the others are taken as they were")
    ask.add_argument("--diff", metavar="ID", help="show one mutant, run nothing")
    ask.add_argument("--table", action="store_true", help="write the table of what was tried, run nothing")
    asked = ask.parse_args()
    modules = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))
    if wrong := set(asked.modules) - set(modules):
        ask.error(f"not in modules.toml: {', '.join(sorted(wrong))}")
    equivalent = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))
    chosen = asked.modules or list(modules)
    if asked.diff:
        return show(asked.diff, chosen)
    if not asked.table:
        trial.prepare()
        with tempfile.TemporaryDirectory(prefix="mutation-") as scratch:
            course = copy(Path(scratch) / "course")
            for module in chosen:
                try_all(module, modules[module], course, equivalent.get(module, []), asked.lived)
    return table.write(modules, {m: results(m, modules[m]) for m in modules}, equivalent, set(chosen))


def copy(course: Path) -> Path:
    """What git knows of the course, as it is on the disk."""
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (course / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, course / name)
    return course


def tool() -> Path:
    """The interpreter of cosmic-ray's environment, made once: its libraries are not this project's."""
    place = CACHE / TOOL.replace("==", "-")
    if not (place / "done").is_file():
        venv.create(place, with_pip=True, clear=True)
        subprocess.run([place / "bin" / "python", "-m", "pip", "install", "-q", TOOL], check=True)
        (place / "done").touch()
    return place / "bin" / "python"


def mutants(module: str) -> list[dict]:
    """All mutants of a module as it is now, kept by the text of the module and of what makes them."""
    what = hashlib.sha256(b"".join(p.read_bytes() for p in (ROOT / module, HERE / "made.py", HERE / "by_cosmic_ray.py"))).hexdigest()[:12]
    kept = CACHE / "made" / f"{module.replace('/', '.')}.{what}.json"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        made = subprocess.run([sys.executable, "-m", "benchmarks.mutation.made", module, tool()], cwd=ROOT, check=True, capture_output=True).stdout
        kept.write_bytes(made)
    return json.loads(kept.read_bytes())


def tests_of(nearest: list[str], course: Path) -> str:
    """A digest of the test files as they are run: a result is about them and about the mutant's text."""
    return hashlib.sha256(b"".join((course / n.partition("::")[0]).read_bytes() for n in nearest if n.startswith("tests/"))).hexdigest()[:12]


def _kept(module: str) -> Path:
    return CACHE / "tried" / f"{module.replace('/', '.')}.jsonl"


def tried(module: str) -> dict[str, dict]:
    """What was tried of a module: the digest of a mutant's text to what came of it; a later line counts."""
    path = _kept(module)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {line["text"]: line for line in map(json.loads, lines)}


def digest(mutant: dict) -> str:
    return hashlib.sha256(mutant["text"].encode()).hexdigest()[:16]


def results(module: str, nearest: list[str]) -> list[dict]:
    """Every mutant with its outcome: died, lived, timed out, or nothing where it was not tried."""
    had = tried(module)
    if not had:
        return []  # to make its mutants takes as long as to try some of them
    return [{**m, "outcome": had.get(digest(m), {}).get("outcome", "")} for m in mutants(module)]


def try_all(module: str, nearest: list[str], course: Path, equivalent: list[dict], lived_only: bool) -> None:
    """Try a module's chosen mutants, and all that the list of equivalent ones names."""
    had, now = tried(module), tests_of(nearest, course)
    named = {(e["was"], b) for e in equivalent for b in table.several(e["becomes"])}
    wanted = [m for m in mutants(module) if m["chosen"] or (m["was"], m["becomes"]) in named]
    todo = [m for m in wanted if (k := had.get(digest(m))) is None or (k["tests"] != now and not (lived_only and k["outcome"] != "lived"))]
    if not todo:
        return
    log, plain = course.with_name("log"), ROOT / module
    whole = trial.run(course, nearest, 600, 1800, log, remember=True)
    if whole.code != 0:
        raise SystemExit(f"{module}: its tests do not pass where nothing is mutated:\n{log.read_text(errors='replace')[-3000:]}")
    _kept(module).parent.mkdir(parents=True, exist_ok=True)
    print(f"{module}: {len(todo)} of {len(wanted)} mutants; its tests take {whole.cpu:.1f} s of CPU", flush=True)
    for mutant in todo:
        target = course / module
        for old in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
            old.unlink()
        target.write_text(mutant["text"], encoding="utf-8")
        end = trial.run(course, nearest, PATIENCE[0] + int(10 * whole.cpu), PATIENCE[1] + 10 * whole.cpu, log)
        outcome = "timed out" if end.code is None else "died" if end.code else "lived"
        with _kept(module).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"text": digest(mutant), "id": mutant["id"], "tests": now, "outcome": outcome}) + "\n")
        if outcome != "died" and (mutant["was"], mutant["becomes"]) not in named:
            print(f"  {outcome}  {mutant['id']} {mutant['operator']}\n    {module}:{mutant['line']}\n    - {mutant['was']}\n    + {mutant['becomes']}", flush=True)
    shutil.copy2(plain, course / module)


def show(wanted: str, modules: list[str]) -> int:
    for module in modules:
        for mutant in mutants(module):
            if mutant["id"] == wanted:
                before = (ROOT / module).read_text(encoding="utf-8").splitlines()
                print("\n".join(difflib.unified_diff(before, mutant["text"].splitlines(), module, mutant["operator"], lineterm="")))
                return 0
    print(f"no mutant {wanted}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
