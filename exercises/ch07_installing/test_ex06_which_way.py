"""Checks of ch07/ex06."""

from grader.checks import check, fail, misconception, same

WAYS = ("lite", "pypi", "container", "package", "compose", "helm", "operator")
USUAL = {"os": "linux", "docker": False, "root": False, "kubernetes": "none", "rows": 50_000, "processes": 1, "production": False, "survives": False, "wants": [], "milvuses": 1}
SIX = {
    "Ada's notebook": ({}, "lite"),
    "Bo's class": ({"os": "macos", "processes": 10, "wants": ["users"]}, "pypi"),
    "Cem's web shop": ({"docker": True, "rows": 5_000_000, "production": True, "wants": ["backup"], "processes": 8}, "compose"),
    "Dee's closed room": ({"root": True, "rows": 20_000_000, "production": True, "wants": ["users"], "processes": 3}, "package"),
    "Eli's search engine": ({"kubernetes": "user", "rows": 2_000_000_000, "production": True, "survives": True, "processes": 40}, "helm"),
    "Fay's platform": ({"kubernetes": "admin", "milvuses": 40, "production": True, "survives": True, "wants": ["backup"], "processes": 9}, "operator"),
}


def against(s, way):
    """The words of the statement's table and list, one by one."""
    found = []
    if (way == "pypi" and s["os"] not in ("linux", "macos")) or (way == "package" and s["os"] != "linux"):
        found.append("os")
    if way in ("container", "compose") and not s["docker"]:
        found.append("docker")
    if way == "package" and not s["root"]:
        found.append("root")
    if (way == "helm" and s["kubernetes"] == "none") or (way == "operator" and s["kubernetes"] != "admin"):
        found.append("kubernetes")
    if s["rows"] > {"lite": 10**6, "pypi": 10**7, "container": 10**8, "package": 10**8, "compose": 10**8}.get(way, 10**30):
        found.append("rows")
    if way == "lite" and s["processes"] > 1:
        found.append("processes")
    if way in ("lite", "pypi") and s["production"]:
        found.append("production")
    if s["survives"] and way not in ("helm", "operator"):
        found.append("survives")
    if ("users" in s["wants"] and way == "lite") or ("hybrid" in s["wants"] and way == "pypi") or ("backup" in s["wants"] and way not in ("compose", "helm", "operator")):
        found.append("wants")
    return sorted(found)


def chosen(s):
    fits = [way for way in WAYS if not against(s, way)]
    return "operator" if s["milvuses"] > 3 and "operator" in fits else fits[0] if fits else None


def drawn(rng, **fixed):
    """Any situation; numbers lie on both sides of their borders, and on them."""
    def pick(*values):
        return values[int(rng.integers(len(values)))]

    border = pick(10**6, 10**7, 10**8)
    made = {"os": pick("linux", "linux", "macos", "windows"), "docker": pick(True, False), "root": pick(True, False), "kubernetes": pick("none", "none", "user", "admin"),
            "rows": pick(border, border + 1, border - 1, int(rng.integers(1, 3 * 10**8))), "processes": pick(1, 1, 2, 30), "production": pick(True, False), "survives": pick(True, False, False, False),
            "wants": [w for w in ("users", "hybrid", "backup") if rng.random() < 0.3], "milvuses": pick(1, 1, 3, 4, 40)}  # fmt: skip
    rng.shuffle(made["wants"])
    return made | fixed


def shifted(s):
    """Readings of the six that people have: what each would choose here."""
    fits = [way for way in WAYS if not against(s, way)]
    clusters = [way for way in fits if way in ("helm", "operator")]
    grown = (("operator" if s["milvuses"] > 3 and "operator" in clusters else clusters[0] if clusters else None) if s["production"] else chosen(s))
    return {"the-largest-is-the-safest": fits[-1] if fits else None, "production-means-kubernetes": grown}


def settled(submission, situations):
    """Judge choices; of all that are wrong, a reading that explains every answer names itself."""
    answers = [(label, s, submission.choose({**s, "wants": list(s["wants"])})) for label, s in situations]
    wrong = [(label, s, found) for label, s, found in answers if found != chosen(s)]
    if not wrong:
        return
    label, s, found = wrong[0]
    told = {"called": f"choose({s}){label}", "returned": repr(found), "expected": repr(chosen(s))}
    said = {"the-largest-is-the-safest": ("every answer is the last way that fits", "Who operates it, and what would be missing if it were one row further up in the table?"),
            "production-means-kubernetes": ("for production every answer is a cluster or None, elsewhere the answers are right", "Does anything in the table say that the ways in its middle are not for production?")}  # fmt: skip
    for name, (evidence, why) in said.items():
        if all(found == shifted(s)[name] for _, s, found in answers):
            misconception(name, **told, evidence=evidence, why=why)
    fail(**told, why="The first way in the order of the table that nothing speaks against, and the one exception.")


@check(points=2)
def test_the_six(submission):
    """Each of the six colleagues gets the answer of the statement"""
    settled(submission, [(f", {who}", USUAL | differs) for who, (differs, _) in SIX.items()])


@check(points=3)
def test_reasons(submission, rng):
    """Every word that speaks against a way is named, and no other"""
    for word, values in {"os": ("linux", "macos", "windows"), "docker": (True, False), "root": (True, False), "kubernetes": ("none", "user", "admin"), "rows": (10**6, 10**6 + 1, 10**7, 10**7 + 1, 10**8, 10**8 + 1, 10**11),
                         "processes": (1, 2), "production": (True, False), "survives": (True, False), "wants": ([], ["users"], ["hybrid"], ["backup"], ["hybrid", "users"])}.items():  # fmt: skip
        easy = USUAL | {"docker": True, "root": True, "kubernetes": "admin"}
        for value in values:
            for way in WAYS:
                s = easy | {word: value}
                same(submission.why_not(dict(s), way), against(s, way), called=f"why_not({s}, {way!r})", why=f"Only `{word}` differs from a situation in which every way fits.")
    for _ in range(60):
        s, way = drawn(rng), WAYS[int(rng.integers(7))]
        same(submission.why_not(dict(s), way), against(s, way), called=f"why_not({s}, {way!r})", why="Go through the list of the keys; each of them speaks against this way, or does not.")


@check(points=3)
def test_choices(submission, rng):
    """Two hundred situations that were not asked about yet"""
    settled(submission, [("", drawn(rng)) for _ in range(140)] + [("", drawn(rng, kubernetes="admin", survives=bool(i % 2), milvuses=3 + i % 3)) for i in range(60)])


@check(points=1)
def test_nothing_fits(submission, rng):
    """Where nothing fits, the answer is None"""
    s = USUAL | {"survives": True, "docker": True, "root": True}
    same(submission.choose(dict(s)), None, called=f"choose({s})", why="On one machine nothing survives its loss: the plan has to change, not the answer.")
    s = USUAL | {"os": "windows", "processes": 2, "rows": int(rng.integers(1, 1000))}
    same(submission.choose(dict(s)), None, called=f"choose({s})", why="Windows without Docker and Kubernetes has Lite alone, and Lite has one process.")
