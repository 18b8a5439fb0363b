"""Mutants: wrong answers made by machine, one change each, from a right one.

``base.py`` says what a mutant is, ``source.py`` finds places and applies a change, ``general.py`` and ``milvus.py`` hold the operators, each a few lines with
its reason, ``config.py`` those for files that are no Python, ``explained.py`` what is said of those that live.
"""

from grader.authoring.mutants.base import Mutant
from grader.authoring.mutants.source import HOLLOW, MOST, OF_ALTERNATIVE, derive, of

__all__ = ["HOLLOW", "MOST", "OF_ALTERNATIVE", "Mutant", "derive", "of"]
