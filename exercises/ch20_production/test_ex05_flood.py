"""Checks of ch20/ex05: three clients, each of which asks for its peak or for all there is, and what the limits leave of it."""

import itertools

import pytest

from grader.checks import check, fail, misconception, require

DEFAULTS = {
    "enabled": True, "ddl": {"enabled": False, "collectionRate": -1, "partitionRate": -1}, "flushRate": {"enabled": False, "max": -1},
    "dml": {"enabled": False, "insertRate": {"max": -1, "collection": {"max": -1}}}, "dql": {"enabled": False, "searchRate": {"max": -1, "collection": {"max": -1}}},
    "limitWriting": {"forceDeny": False, "diskProtection": {"enabled": True, "diskQuota": -1},
                     "memProtection": {"enabled": True, "dataNodeMemoryLowWaterLevel": 0.85, "dataNodeMemoryHighWaterLevel": 0.95, "queryNodeMemoryLowWaterLevel": 0.85, "queryNodeMemoryHighWaterLevel": 0.95}},
    "limitReading": {"forceDeny": False},
}  # fmt: skip
ALL = 1e6
SEARCHES = {"shop": (0.0, 300.0, 1500.0), "import": (0.0, 40.0, ALL), "crawler": (0.0, 900.0, ALL)}
WRITES = {"shop": (0.0, 1.0, 4.0), "import": (0.0, 10.0, ALL), "crawler": (0.0,)}
KINDS = {"dml": ("insertRate", 24.0, "MB/s", WRITES), "dql": ("searchRate", 6000.0, "vectors per second", SEARCHES)}


@pytest.fixture
def limits(work, support):
    found = work.yaml("user.yaml")
    if not isinstance(found, dict) or not isinstance(found.get("quotaAndLimits"), dict):
        fail(called="reading user.yaml", returned=repr(found)[:200], expected="a section quotaAndLimits", why="Milvus reads it at this place.")
    merged = support.merged(DEFAULTS, found["quotaAndLimits"])
    require(merged["enabled"] is True, called="quotaAndLimits.enabled", returned=repr(merged["enabled"]), expected="true", why="It switches all of them off.")
    return merged


def rate(support, limits, place):
    """A rate; infinite where it is -1 or where its section is not enabled."""
    section, _, _ = place.partition(".")
    value = support.at(limits, place)
    require(support.number(value) and (value == -1 or value > 0), called=f"quotaAndLimits.{place}", returned=repr(value), expected="a number above 0, or -1", why="A rate of zero closes the door.")
    return float("inf") if value == -1 or support.at(limits, f"{section}.enabled") is not True else float(value)


def counts(support, limits, section, *places):
    """Rates of which one is written down, in a section that is not enabled."""
    written = [place for place in places if support.at(limits, place, -1) != -1]
    if written and support.at(limits, f"{section}.enabled") is not True:
        misconception("a-rate-is-a-limit", called=f"quotaAndLimits.{section}.enabled", returned=repr(support.at(limits, f"{section}.enabled")), expected="true", evidence=f"{written[0]} is {support.at(limits, written[0])}, and {section} is not enabled",
                      why="Which line above the number says whether it counts?")


def served(asked, whole, each):
    """What each client gets."""
    first = {name: min(much, each) for name, much in asked.items()}
    total = sum(first.values())
    return first if total <= whole else {name: much * whole / total for name, much in first.items()}


def hours(demands):
    """All ways in which the clients may ask at the same time."""
    for values in itertools.product(*demands.values()):
        yield dict(zip(demands, values, strict=True))


def both(support, limits, kind):
    name, most, unit, demands = KINDS[kind]
    counts(support, limits, kind, f"{kind}.{name}.max", f"{kind}.{name}.collection.max")
    return rate(support, limits, f"{kind}.{name}.max"), rate(support, limits, f"{kind}.{name}.collection.max"), most, unit, demands


def told(kind, whole, each):
    return f"quotaAndLimits.{kind}.{KINDS[kind][0]}, max {whole:g} and collection.max {each:g}"


@check(points=2)
def test_no_overload(limits, support):
    """The whole stays 20% below what was measured"""
    for kind in KINDS:
        whole, each, most, unit, demands = both(support, limits, kind)
        # A fourth client, who asks for all there is, and a fifth: in the end only the limit of the whole counts.
        worst = max(sum(served(asked | {f"client {n}": ALL for n in range(4, 40)}, whole, each).values()) for asked in hours(demands))
        require(worst <= 0.8 * most + 1e-9, called=told(kind, whole, each), returned=f"{worst:,.0f} {unit} in the worst hour, with more clients", expected=f"at most {0.8 * most:,.1f}", why="What was measured is where the latencies explode, and a measurement also has bad days.")


@check(points=3)
def test_the_shop(limits, support):
    """The shop gets all that it asks for, whatever the others do"""
    for kind in ("dql", "dml"):
        whole, each, _, unit, demands = both(support, limits, kind)
        worst, asked = min(((served(asked, whole, each)["shop"] - asked["shop"], asked) for asked in hours(demands)), key=lambda one: one[0])
        if worst >= -1e-9:
            continue
        got = served(asked, whole, each)["shop"]
        parts = {"called": told(kind, whole, each), "returned": f"{got:,.1f} of the {asked['shop']:,.0f} {unit} that the shop asks for, while the others ask for {', '.join(f'{n} {v:,.0f}' if v < ALL else f'{n} all' for n, v in asked.items() if n != 'shop')}", "expected": "all of it"}
        if kind == "dql" and each != float("inf") and each < 1500 <= 10 * each and whole >= each:
            misconception("vectors-are-requests", **parts, evidence=f"a collection may search {each:g} vectors per second, and the shop asks for 150 requests with 10 vectors in each", why="What does `searchRate` count?")
        if each == float("inf") and whole != float("inf"):
            misconception("one-limit-protects-everyone", **parts, evidence="there is a limit for the whole, and none for a collection", why="Who fills the whole first? And what is left for the shop?")
        fail(**parts, why="The limits of the other collections, added up, have to leave room for the shop.")


@check(points=2)
def test_the_import(limits, support):
    """The import gets what it needs to be done by the morning"""
    whole, each, _, unit, demands = both(support, limits, "dml")
    worst = min(served(asked, whole, each)["import"] for asked in hours(demands) if asked["import"] >= 10)
    require(worst >= 10 - 1e-9, called=told("dml", whole, each), returned=f"{worst:.1f} {unit} for the import", expected="10 or more, also while the shop writes", why="A limit that keeps the night's work from ending has moved the flood into the morning.")


@check(points=1, after="test_the_shop")
def test_the_crawler(limits, support):
    """The crawler is served"""
    whole, each, _, unit, demands = both(support, limits, "dql")
    worst = min(served(asked, whole, each)["crawler"] for asked in hours(demands) if asked["crawler"] == ALL)
    require(worst >= 1000 - 1e-9, called=told("dql", whole, each), returned=f"{worst:,.0f} {unit} for the crawler", expected="1,000 or more", why="A limit is not a ban.")


@check(points=2)
def test_tools(limits, support):
    """Collections, partitions and flushes have a pace"""
    counts(support, limits, "ddl", "ddl.collectionRate", "ddl.partitionRate")
    counts(support, limits, "flushRate", "flushRate.max")
    for place, low, high in (("ddl.collectionRate", 0.1, 20), ("ddl.partitionRate", 0.1, 20), ("flushRate.max", 1, 4)):
        found = rate(support, limits, place)
        require(low <= found <= high, called=f"quotaAndLimits.{place}", returned=f"{found:g} per second", expected=f"from {low:g} to {high:g}", why="A loop that flushes after each row makes a segment of each row.")


@check(points=1)
def test_the_bucket(limits, support):
    """Writes are refused before the bucket is full"""
    require(support.at(limits, "limitWriting.diskProtection.enabled") is True, called="quotaAndLimits.limitWriting.diskProtection.enabled", returned=repr(support.at(limits, "limitWriting.diskProtection.enabled")), expected="true")
    found = support.at(limits, "limitWriting.diskProtection.diskQuota")
    parts = {"called": "quotaAndLimits.limitWriting.diskProtection.diskQuota", "returned": repr(found), "expected": "from 1,500,000 to 1,600,000 MB"}
    require(support.number(found), **parts, why="It is a number of MB.")
    for power, unit in ((6, "bytes"), (3, "KB"), (-3, "GB"), (-6, "TB")):
        if 1.5e6 * 10**power <= found <= 1.6e6 * 10**power:
            misconception("a-quota-has-my-unit", **parts, evidence=f"{found:g} would be right in {unit}", why="In which unit is this number? Nothing complains about one that is never reached, or always.")
    require(1.5e6 <= found <= 1.6e6, **parts, why="75% to 80% of two million.")


@check(points=1)
def test_memory(limits, support):
    """Writes slow down before they are refused"""
    place = "limitWriting.memProtection"
    require(support.at(limits, f"{place}.enabled") is True, called=f"quotaAndLimits.{place}.enabled", returned=repr(support.at(limits, f"{place}.enabled")), expected="true")
    for node in ("dataNode", "queryNode"):
        low, high = (support.at(limits, f"{place}.{node}Memory{which}WaterLevel") for which in ("Low", "High"))
        require(support.number(low) and support.number(high) and 0.5 <= low < high <= 0.95, called=f"quotaAndLimits.{place}, {node}", returned=f"low {low!r}, high {high!r}", expected="from 0.5, low below high, high at most 0.95", why="Between the two levels clients are slowed down. Without a between they meet a wall.")


@check(points=1)
def test_open(limits, support):
    """Nothing is closed"""
    for place in ("limitWriting.forceDeny", "limitReading.forceDeny"):
        require(support.at(limits, place) is False, called=f"quotaAndLimits.{place}", returned=repr(support.at(limits, place)), expected="false", why="That is for the hour of an accident.")
