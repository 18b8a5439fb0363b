# expect: passed
# because: each way is a dict of conditions that have to hold; the words are the keys of those that do not
WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")


def at_most(n):
    return lambda given: given <= n


def without(*words):
    return lambda wants: not set(words) & set(wants)


no, yes = (lambda given: not given), bool
DOCKER = {"docker": yes, "rows": at_most(100_000_000), "survives": no}
NEEDS = {
    "lite": {"processes": at_most(1), "rows": at_most(1_000_000), "wants": without("users", "backup"), "production": no, "survives": no},
    "pypi": {"os": lambda os: os in ("linux", "macos"), "rows": at_most(10_000_000), "wants": without("hybrid", "backup"), "production": no, "survives": no},
    "container": {**DOCKER, "wants": without("backup")},
    "package": {"os": lambda os: os == "linux", "root": yes, "rows": at_most(100_000_000), "wants": without("backup"), "survives": no},
    "compose": DOCKER,
    "helm": {"kubernetes": lambda role: role in ("user", "admin")},
    "operator": {"kubernetes": lambda role: role == "admin"},
}


def why_not(situation, way):
    """The words that speak against a way."""
    return sorted(word for word, holds in NEEDS[way].items() if not holds(situation[word]))


def choose(situation):
    """The way that makes the least work, or None."""
    order = list(WAYS)
    if situation["milvuses"] > 3:
        order.sort(key=lambda way: way != "operator")
    return next((way for way in order if not why_not(situation, way)), None)
