# expect: failed|partial
# because: the backup tool wants one of the last three, Compose among them
WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")


def why_not(situation, way):
    """The words that speak against a way."""
    s, cluster = situation, way in ("helm", "operator")
    lacks = {"lite": {"users", "backup"}, "pypi": {"hybrid", "backup"}, "container": {"backup"}, "package": {"backup"}, "compose": {"backup"}}
    most = {"lite": 1e6, "pypi": 1e7}.get(way, float("inf") if cluster else 1e8)
    needed = {"helm": ("user", "admin"), "operator": ("admin",)}.get(way, ("none", "user", "admin"))
    against = {
        "os": (way == "pypi" and s["os"] == "windows") or (way == "package" and s["os"] != "linux"),
        "docker": way in ("container", "compose") and not s["docker"],
        "root": way == "package" and not s["root"],
        "kubernetes": s["kubernetes"] not in needed,
        "rows": s["rows"] > most,
        "processes": way == "lite" and s["processes"] > 1,
        "production": way in ("lite", "pypi") and s["production"],
        "survives": s["survives"] and not cluster,
        "wants": bool(set(s["wants"]) & lacks.get(way, set())),
    }
    return sorted(word for word, speaks in against.items() if speaks)


def choose(situation):
    """The way that makes the least work, or None."""
    fits = [way for way in WAYS if not why_not(situation, way)]
    if situation["milvuses"] > 3 and "operator" in fits:
        return "operator"
    return fits[0] if fits else None
