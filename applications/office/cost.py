"""What a search costs each month, and what it brings: pure arithmetic on numbers that are named.

The prices are made up and stand in one place, so that yours can take theirs. What is not made up is the shape: memory, searches and replicas each ask for a number of
machines, and the largest counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Plan:
    """One way to run it. Money is in euros per month unless it says otherwise."""

    rows: float = 20_000_000
    dim: float = 768
    bytes: float = 4
    overhead: float = 1.6
    """Loaded bytes for each byte of vectors: index and scalar fields."""
    replicas: float = 2
    qps: float = 300
    machine_gib: float = 64
    usable: float = 0.75
    machine_qps: float = 400
    machine_price: float = 520
    care_hours: float = 40
    """Hours per month of those who run it."""
    embed_price: float = 0.05
    """Euros per thousand rows that are embedded anew."""
    changed: float = 0.05
    """Share of the rows that change each month."""
    hourly: float = 60
    users: float = 400
    minutes_saved: float = 1
    """Per user and working day."""


def machines(plan: Plan) -> int:
    """How many machines it takes: the largest of what memory, searches and replicas ask for."""
    memory = plan.rows * plan.dim * plan.bytes * plan.overhead * plan.replicas / 2**30
    return int(max(-(-memory // (plan.machine_gib * plan.usable)), -(-plan.qps // plan.machine_qps), plan.replicas))


def parts(plan: Plan) -> dict[str, float]:
    """Each part of the monthly cost."""
    return {
        "machines": machines(plan) * plan.machine_price,
        "people who run it": plan.care_hours * plan.hourly,
        "new vectors": plan.rows * plan.changed / 1000 * plan.embed_price,
    }


def gain(plan: Plan) -> float:
    """What is saved: minutes of those who search, on 21 working days."""
    return plan.users * plan.minutes_saved / 60 * 21 * plan.hourly


def net(plan: Plan) -> float:
    """What is left each month."""
    return gain(plan) - sum(parts(plan).values())


def swings(plan: Plan, share: float = 0.3) -> list[tuple[str, float, float]]:
    """(number, net with less of it, net with more of it) for each number, by how far apart these two are, the widest first."""
    found = []
    for name in Plan.__dataclass_fields__:
        value = getattr(plan, name)
        found.append((name, net(replace(plan, **{name: value * (1 - share)})), net(replace(plan, **{name: value * (1 + share)}))))
    return sorted(found, key=lambda one: -abs(one[1] - one[2]))
