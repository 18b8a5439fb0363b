"""A list of rules, each a word and the ways that it rules out."""

WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")


def ruled_out(s):
    yield "os", {"windows": ["pypi", "package"], "macos": ["package"]}.get(s["os"], [])
    if not s["docker"]:
        yield "docker", ["container", "compose"]
    if not s["root"]:
        yield "root", ["package"]
    if s["kubernetes"] != "admin":
        yield "kubernetes", ["operator"]
    if s["kubernetes"] == "none":
        yield "kubernetes", ["helm"]
    for most, ways in ((1_000_000, ["lite"]), (10_000_000, ["pypi"]), (100_000_000, ["container", "package", "compose"])):
        if s["rows"] > most:
            yield "rows", ways
    if s["processes"] > 1:
        yield "processes", ["lite"]
    if s["production"]:
        yield "production", ["lite", "pypi"]
    if s["survives"]:
        yield "survives", WAYS[:5]
    for want, ways in (("users", ["lite"]), ("hybrid", ["pypi"]), ("backup", WAYS[:4])):
        if want in s["wants"]:
            yield "wants", ways


def why_not(situation, way):
    return sorted({word for word, ways in ruled_out(situation) if way in ways})


def choose(situation):
    fits = list(WAYS)
    for _, ways in ruled_out(situation):
        fits = [w for w in fits if w not in ways]
    if situation["milvuses"] > 3 and fits[-1:] == ["operator"]:
        return "operator"
    return next(iter(fits), None)
