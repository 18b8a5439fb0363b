"""The page that lists the attacks, made from their headers: ``python -m tests.hostile_page`` writes `site/attacks.md`."""

import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "site" / "attacks.md"
HOSTILE = ROOT / "tests" / "hostile"

INTRO = """---
title: The attacks
---

# The attacks

{count} submissions in `tests/hostile/` attack the grader, and CI runs all of them in every sandbox that the machine has.
Each file says in its header what it attempts, which layer stops it, and what the result must say. After each one the
tests look at their tripwires: a neighbour's file, a listening port, a secret in the environment, the grader's own files, the
processes that are left. Not one may gain a point.

A wall that nobody has seen fall may not be needed. So each layer that can be switched off is switched off, for the tests
alone, and the same file is run again: then it must succeed. Where the layer is the trust line itself, the file is given to
plain pytest, which has none, and plain pytest says *passed*.

Run them with `pytest tests/grading/test_hostile.py`. The numbers are those of the list of attacks that graders have met; several
files may share one.
"""

LAYERS = (
    ("trust line", "The trust line", "Tests and verdict live in another process. What the submission does to its own changes nothing."),
    ("wire", "The wire", "Data only, within bounds of size and depth, each answer to its own question."),
    ("view", "The view", "The sandbox's file system has the interpreter, the submission and a scratch, and nothing else."),
    ("network", "The network", "There is none. Milvus is reached through a socket file."),
    ("processes", "Processes", "The sandbox sees its own processes only, and all of them end with it."),
    ("seccomp", "System calls", "What no exercise needs is refused by the kernel."),
    ("capabilities", "Rights", "A user of its own, no capability, no way to a new one."),
    ("environment", "The environment", "Emptied, and the process from which workers are forked has none worth reading."),
    ("limits", "Limits", "Memory, processes, CPU time, files, output: each has an end."),
    ("milvus", "Milvus", "A fresh one for each exercise, with limits of its own, looked at by the grader's own client and heard by its tap. Whoever ends it twice has failed."),
    ("judgement", "The judgement", "Checks ask more than once, on data that nobody has seen; nothing is judged by reading source."),
)
WORDS = {
    "trust line": ("trust line",), "wire": ("wire", "reply ids", "handles", "frames", "parsed", "reports escape"),
    "view": ("view", "regular files"), "network": ("network",), "processes": ("processes", "group", "ends with the exercise"),
    "seccomp": ("seccomp",), "capabilities": ("capabilities", "own user"), "environment": ("environment",),
    "limits": ("limits", "memory", "disk", "output-cap", "deadline", "CPU"),
    "milvus": ("Milvus", "experiment", "tap", "own client"), "judgement": ("seed", "asks", "ask more", "source", "final"),
}  # fmt: skip

ARCHIVES = """
## Archives

What is handed in as an archive is unpacked member by member, into a folder of its own, before anything runs. Refused, listed
with the reason, and scored as handed in but not readable: absolute names, `..` and drive letters, whichever slash they use;
links, hard links, devices and pipes; bombs by size, count, ratio or nesting, whatever sizes the archive claims; encrypted members; names
that are too long or hold control characters. The rest of the class goes on. `tests/classroom/test_intake.py` makes each of them.

## What a hand-in says of itself, and what is kept

| tried | what happens | test |
|:---|:---|:---|
| a hand-in with somebody else's `submission_metadata.yml`, or with folders named as others, as the only one of a class | the command asks which folder is the class; from inside a hand-in nobody is named | `test_layouts.py` |
| a commit that unfolds to gigabytes, or lies about its size | git says the size first, with memory of its own; no time is known | `test_layouts.py` |
| anything raised while one hand-in is read | that one is refused with the reason, the others go on | `test_layouts.py` |
| YAML whose aliases or merge keys multiply, whose numbers have no end, whose keys stand twice | read by a reader that counts; one line with the place | `test_counted_yaml.py` |
| a store with documents, views or triggers that no grader wrote | one line, at `report`, `bulk` and `merge` | `test_store.py` |
| a committed `.progress`, or an entry in one's own that is none | other people's is not read; in one's own, what is no entry is passed over | `test_progress.py` |
| a link with the token to `//`, `/\\` or a tab | it stays on this server | `test_server.py` |

## What is not protected against

- **The kernel.** Namespaces and containers share the machine's kernel. A bug in it that a process without rights can
  reach lets code out; the filter makes the reachable part smaller, and no smaller than that. For code that you fear,
  grade in a virtual machine that you can throw away.
- **Time and caches of the processor.** Code in one sandbox can measure how busy the machine is, and, with effort, more.
- **A machine without control groups.** As an ordinary user without a delegated group, memory is limited for each process and
  the number of processes for each sandbox, but not the memory of all together: {processes} processes times the exercise's limit. As root, or
  with a delegated group, the whole is limited.
- **The processor.** A submission may use every core until its deadline of CPU time. That slows its neighbours, whose own
  deadlines count CPU time and therefore hold; a wall clock that runs out is confirmed alone before it counts.
- **Milvus' own bugs.** Each exercise has a Milvus of its own, so what breaks is the attacker's. Milvus Lite has a limit on
  memory, and none on the disk but the time that a submission has to fill it.
- **`--trust`.** It switches the sandbox off, is written into every result, and every report says so.
- **Cheating that needs no attack.** A right answer that somebody else wrote gets full marks.
"""


def headers():
    found = {}
    for path in sorted(p for p in HOSTILE.iterdir() if p.suffix in (".py", ".yaml")):
        lines = [line.removeprefix("#: ") for line in path.read_text().splitlines() if line.startswith("#: ")]
        found[path.name] = tomllib.loads("\n".join(lines))
    return found


def place(layer):
    """The first chapter of the page whose words the header's layer has."""
    for name, words in WORDS.items():
        if layer.startswith(words) or any(layer.startswith(w) for w in words):
            return name
    for name, words in WORDS.items():
        if any(w in layer for w in words):
            return name
    raise ValueError(layer)


def render():
    from grader.worker.sandbox.jail import PROCESSES

    heads = headers()
    groups = defaultdict(list)
    for name, head in heads.items():
        groups[place(head["layer"])].append((name, head))
    parts = [INTRO.format(count=len(heads))]
    for key, title, text in LAYERS:
        rows = [f"| {h['attempts']} | {proof(h)} | `{name}` | {h['number']} |" for name, h in sorted(groups[key], key=lambda g: (g[1]["number"], g[0]))]
        parts.append(f"\n## {title}\n\n{text}\n\n| it tries to … | without the layer | file | no. |\n|:---|:---|:---|--:|\n" + "\n".join(rows) + "\n")
    parts.append(ARCHIVES.format(processes=PROCESSES))
    return "".join(parts)


def proof(head):
    if head.get("plain"):
        return "plain pytest says *passed*"
    if head.get("public_seed"):
        return "full marks on the public seed"
    if "off" in head:
        return "succeeds" if "experiment" not in head["off"] else "is spared the zero"
    return "–"


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
