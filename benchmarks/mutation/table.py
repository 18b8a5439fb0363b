"""`benchmarks/mutation.md`: what died of each module, and what is wrong with the list of equivalent ones."""

import sys
from pathlib import Path

PAGE = Path(__file__).parents[1] / "mutation.md"
HEAD = """# Does any test notice?

Written by `make mutate`. Every module in this table is changed in one place, its nearest test files are run, and a test has to fail.
The changes are those of cosmic-ray 8.7.0 and those that the course makes of its own solutions (`grader/authoring/mutants/general.py`): conditions,
bounds, returns, arguments, exceptions, forgotten steps. At most 40 a module are tried, chosen evenly over the operators by a hash, the same ones each
time. *Equivalent* ones have a reason each in `benchmarks/mutation/equivalent.toml`, and they live: a line there about one that
dies, or that is not made, is an error. The score is what died or timed out, of what is not equivalent.
A module of `benchmarks/mutation/modules.toml` that has no line here has not been tried whole.

The tests were written with these mutants in sight. Of 124 others, drawn at random from eight of the modules and not looked at before,
105 died (85 %, equivalent ones not taken out): that is what to expect of a mutant that nobody has seen.

| module | tried | died | timed out | equivalent | lived | score |
|:---|---:|---:|---:|---:|---:|---:|
"""


def several(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def write(modules: dict, results: dict[str, list[dict]], equivalent: dict[str, list[dict]], asked: set[str]) -> int:
    """Write the table of all that was tried whole; give 1 where one of the asked lives unexplained or a line is wrong."""
    lines, total = [], [0] * 5
    wrong = [f"equivalent.toml: {module} is not in modules.toml" for module in equivalent if module not in modules]
    for module in modules:
        listed = {(e["was"], b) for e in equivalent.get(module, []) for b in several(e["becomes"])}
        made = {(m["was"], m["becomes"]): m for m in results[module]}
        wrong += [f"{module}: no reason for {e['was']}" for e in equivalent.get(module, []) if not str(e.get("why", "")).strip()]
        for key in sorted(listed) if made else ():
            outcome = made[key]["outcome"] if key in made else "is not made"
            if outcome not in ("lived", ""):
                wrong.append(f"{module}: listed as equivalent, but it {outcome}:\n  - {key[0]}\n  + {key[1]}")
        chosen = [m for m in results[module] if m["chosen"]]
        if not chosen or any(not m["outcome"] for m in chosen):
            continue
        same = [m for m in chosen if (m["was"], m["becomes"]) in listed and m["outcome"] == "lived"]
        count = {o: sum(m["outcome"] == o for m in chosen) for o in ("died", "timed out", "lived")}
        row = [len(chosen), count["died"], count["timed out"], len(same), count["lived"] - len(same)]
        total = [a + b for a, b in zip(total, row, strict=True)]
        lines.append(_line(f"`{module}`", row))
    PAGE.write_text(HEAD + "".join(lines) + _line("**all**", total), encoding="utf-8")
    print(_line("all", total).strip())
    for one in wrong:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


def _line(name: str, row: list[int]) -> str:
    tried, died, timed, same, _ = row
    score = f"{100 * (died + timed) // (tried - same)} %" if tried > same else "–"
    return f"| {name} | " + " | ".join(map(str, row)) + f" | {score} |\n"
