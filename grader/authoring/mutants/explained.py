"""What is said of mutants that live: equivalent, or allowed by the statement. ``solutions/<chapter>/mutants.toml``.

```toml
[[ex02_top_k]]
was = "order = np.argsort(-scores, kind=\"stable\")"
becomes = "order = np.argsort(-scores)"     # or a list of them, where one reason holds for all
verdict = "equivalent"          # or "allowed": then `why` quotes the statement's words
why = "NumPy sorts so few numbers stably either way"
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course import read_toml
from grader.errors import CourseError

if TYPE_CHECKING:
    from grader.authoring.mutants.base import Mutant
    from grader.course import Exercise

NAME = "mutants.toml"
VERDICTS = ("equivalent", "allowed")


@dataclass(frozen=True)
class Explanation:
    """Why a mutant may live."""

    was: str
    becomes: tuple[str, ...]
    verdict: str
    why: str

    def of(self, mutant: Mutant) -> bool:
        """Whether it is about this mutant."""
        return self.was == mutant.was and mutant.becomes in self.becomes


def path_of(exercise: Exercise) -> Path:
    """The file for the exercise's chapter."""
    return exercise.solution_path.parent / NAME


def read(exercise: Exercise) -> list[Explanation]:
    """What is said of an exercise's mutants.

    Raises:
        CourseError: a line that is none.
    """
    path = path_of(exercise)
    if not path.is_file():
        return []
    found = []
    for raw in read_toml(path).get(exercise.name, []):
        if not isinstance(raw, dict) or set(raw) != {"was", "becomes", "verdict", "why"} or raw["verdict"] not in VERDICTS or not str(raw["why"]).strip():
            raise CourseError(path, None, f"{exercise.name}: was, becomes, verdict ({' or '.join(VERDICTS)}) and why", repr(raw)[:200], "see grader/authoring/mutants/explained.py")
        becomes = raw["becomes"] if isinstance(raw["becomes"], list) else [raw["becomes"]]
        found.append(Explanation(str(raw["was"]).strip(), tuple(str(b).strip() for b in becomes), raw["verdict"], str(raw["why"])))
    return found


def stale(explanations: Iterable[Explanation], mutants: list[Mutant]) -> Iterator[tuple[str, str]]:
    """What was and what becomes of it, where nobody makes that mutant any more."""
    made = {(m.was, m.becomes) for m in mutants}
    return ((e.was, becomes) for e in explanations for becomes in e.becomes if (e.was, becomes) not in made)
