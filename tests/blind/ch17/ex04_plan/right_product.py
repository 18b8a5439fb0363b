# expect: passed
# because: itertools.product, fractions, a predicate for a plan that holds
"""Plan a cluster."""

from fractions import Fraction
from itertools import product


def holds(need, kind, nodes, replicas):
    left = nodes - need["lose"]
    memory = left * kind["gib"] * 2**30 * Fraction(9, 10)
    whole = need["gap"] or replicas > need["lose"]
    return whole and left >= replicas and need["rows"] * need["bytes"] * replicas <= memory and Fraction(need["searches"]) * Fraction(need["ms"]) <= left * kind["cores"] * 1000


def plan(need, kinds):
    """The cheapest kind, number of nodes and number of replicas that hold."""
    plans = [(k, n, r) for k, n, r in product(kinds, range(1, 65), range(1, 9)) if holds(need, k, n, r)]
    if not plans:
        return None
    kind, nodes, replicas = sorted(plans, key=lambda p: (p[1] * p[0]["euros"], p[1], p[2], p[0]["name"]))[0]
    return dict(kind=kind["name"], nodes=nodes, replicas=replicas)
