"""Exact fractions, and an option that knows its own numbers."""

import math
from dataclasses import dataclass
from fractions import Fraction


@dataclass
class Choice:
    case: dict
    option: dict

    def size(self, where):
        a, b = self.option[where]
        return self.case["rows"] * self.case["dim"] * a + self.case["rows"] * b

    @property
    def nodes(self):
        by_memory = Fraction(self.size("memory"), self.case["gib"] << 30) / Fraction(9, 10)
        by_disk = Fraction(self.size("local"), self.case["disk"] << 30) / Fraction(8, 10)
        return 1 + self.case["replicas"] * max(math.ceil(by_memory), math.ceil(by_disk), 1)

    @property
    def reload(self):
        lost = Fraction(self.case["replicas"] * (self.size("memory") + self.size("local")), self.nodes)
        return math.ceil(lost / (self.case["rate"] * (self.nodes - 1)))

    def fits(self):
        return not (self.option["recall"] < self.case["recall"] or self.option["ms"] > self.case["ms"] or self.reload > self.case["reload"])

    def numbers(self):
        copies = self.case["replicas"]
        return {
            "segments": math.ceil(Fraction(4 * self.case["rows"] * self.case["dim"], self.case["segment"])),
            "nodes": self.nodes, "reload": self.reload, "index": self.option["index"],
            "memory": copies * self.size("memory"), "local": copies * self.size("local"),
        }  # fmt: skip


def design(case):
    choices = [c for c in (Choice(case, o) for o in case["options"]) if c.fits()]
    choices.sort(key=lambda c: c.option["index"])
    choices.sort(key=lambda c: c.option["recall"], reverse=True)
    choices.sort(key=lambda c: c.nodes)
    return choices[0].numbers() if choices else None
