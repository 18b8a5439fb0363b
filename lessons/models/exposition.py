"""The exposition format: what ``/metrics`` answers, read line by line.

A line is a name, labels in braces, and a number. Lines that begin with ``# TYPE`` say what kind of metric follows: a counter
only grows, a gauge is a state, a histogram is a group of counters. That is the whole format, and it is why every system can
be watched by the same programs.
"""

import re
from collections.abc import Iterator

_LINE = re.compile(r"([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)")
_LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')

Sample = tuple[str, dict[str, str], float]


def samples(text: str) -> Iterator[Sample]:
    """Name, labels and value of each line."""
    for line in text.splitlines():
        if not line.startswith("#") and (found := _LINE.match(line)):
            yield found[1], dict(_LABEL.findall(found[2] or "")), float(found[3])


def kinds(text: str) -> dict[str, str]:
    """Each metric with its kind: counter, gauge, histogram, summary."""
    return dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))


def total(text: str, name: str, **labels: str) -> float:
    """The sum over all lines of this name that have these labels."""
    return sum(value for one, has, value in samples(text) if one == name and labels.items() <= has.items())


def buckets(text: str, name: str, **labels: str) -> dict[float, float]:
    """Upper bound to count, added up over all series of a histogram that have these labels."""
    found: dict[float, float] = {}
    for one, has, value in samples(text):
        if one == f"{name}_bucket" and labels.items() <= has.items():
            found[float(has["le"])] = found.get(float(has["le"]), 0.0) + value
    return dict(sorted(found.items()))
