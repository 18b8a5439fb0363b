# expect: failed|partial
# because: 'survives: ... Only the last two can': compose with its three containers is said to
WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")
MOST = {"lite": 1_000_000, "pypi": 10_000_000, "container": 100_000_000, "package": 100_000_000, "compose": 100_000_000}
LACKS = {"lite": {"users", "backup"}, "pypi": {"hybrid", "backup"}, "container": {"backup"}, "package": {"backup"}}
SYSTEMS = {"pypi": ("linux", "macos"), "package": ("linux",)}
CLUSTER = {"helm": ("user", "admin"), "operator": ("admin",)}


def why_not(situation, way):
    """The words that speak against a way."""
    against = {
        "os": situation["os"] not in SYSTEMS.get(way, (situation["os"],)),
        "docker": way in ("container", "compose") and not situation["docker"],
        "root": way == "package" and not situation["root"],
        "kubernetes": way in CLUSTER and situation["kubernetes"] not in CLUSTER[way],
        "rows": way in MOST and situation["rows"] > MOST[way],
        "processes": way == "lite" and situation["processes"] > 1,
        "production": way in ("lite", "pypi") and situation["production"],
        "survives": way not in ("compose", *CLUSTER) and situation["survives"],
        "wants": bool(LACKS.get(way, set()) & set(situation["wants"])),
    }
    return sorted(word for word, yes in against.items() if yes)


def choose(situation):
    """The way that makes the least work, or None."""
    fits = [way for way in WAYS if not why_not(situation, way)]
    if situation["milvuses"] > 3 and "operator" in fits:
        return "operator"
    return fits[0] if fits else None
