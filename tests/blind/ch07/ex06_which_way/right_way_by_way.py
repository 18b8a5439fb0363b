# expect: passed
# because: a list of words is appended to, way by way, with ifs
WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")


def why_not(situation, way):
    """The words that speak against a way."""
    s, words = situation, []
    if way not in ("helm", "operator"):
        most = 10**6 if way == "lite" else 10**7 if way == "pypi" else 10**8
        if s["rows"] > most:
            words.append("rows")
        if s["survives"]:
            words.append("survives")
        if way != "compose" and "backup" in s["wants"]:
            words.append("wants")
    if way == "lite":
        if s["processes"] > 1:
            words.append("processes")
        if "users" in s["wants"]:
            words.append("wants")
    elif way == "pypi":
        if s["os"] == "windows":
            words.append("os")
        if "hybrid" in s["wants"]:
            words.append("wants")
    elif way == "package":
        if s["os"] != "linux":
            words.append("os")
        if not s["root"]:
            words.append("root")
    elif way in ("container", "compose"):
        if not s["docker"]:
            words.append("docker")
    elif way == "helm":
        if s["kubernetes"] == "none":
            words.append("kubernetes")
    elif s["kubernetes"] != "admin":
        words.append("kubernetes")
    if way in ("lite", "pypi") and s["production"]:
        words.append("production")
    return sorted(set(words))


def choose(situation):
    """The way that makes the least work, or None."""
    if situation["milvuses"] > 3 and why_not(situation, "operator") == []:
        return "operator"
    for way in WAYS:
        if why_not(situation, way) == []:
            return way
    return None
