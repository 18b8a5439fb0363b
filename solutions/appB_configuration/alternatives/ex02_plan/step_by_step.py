"""Every wished name gets a verdict first; the plan is gathered from the verdicts."""

import functools

COORDINATORS = {"rootCoord", "dataCoord", "queryCoord", "indexCoord"}
ALONE = {"streamingNode": "streaming nodes", "queryNode": "query nodes", "dataNode": "data nodes", "proxy": "proxies"}


def plan(wish, now, reference, version):
    verdicts = [verdict(name, text, now, reference, version) for name, text in wish.items()]
    by = {kind: sorted(name for one, name in verdicts if one == kind) for kind in ("unknown", "elsewhere", "done", "live", "waits")}
    names = [row["name"] for row in reference if row[version] is not None]
    if by["unknown"] or by["elsewhere"]:
        by["live"] = by["waits"] = []
    restart = []
    for role in order(version):
        mine = [name for name in by["waits"] if reads(role, name, version)]
        if mine:
            restart.append((role, mine))
    return {"unknown": {name: nearest(name, names) for name in by["unknown"]}, "elsewhere": by["elsewhere"], "done": by["done"], "live": by["live"], "restart": restart}


def verdict(written, text, now, reference, version):
    row = next((row for row in reference if same(row["name"], written)), None)
    if row is None:
        return "unknown", written
    name, default = row["name"], row[version]
    if default is None:
        return "elsewhere", name
    if (now[name] if name in now else default) == text:
        return "done", name
    return ("live" if row["live"] else "waits"), name


def order(version):
    if version == "3.0":
        return ("coordinators", "streaming nodes", "query nodes", "data nodes", "proxies")
    return ("coordinators", "query nodes", "index nodes", "data nodes", "proxies")


def reads(role, name, version):
    word = name.split(".")[0]
    if word in COORDINATORS:
        return role == "coordinators"
    if word == "indexNode":
        return role == ("data nodes" if version == "3.0" else "index nodes")
    return role == ALONE[word] if word in ALONE else True


def form(name):
    return "".join(letter for letter in name.lower() if letter not in "._/")


def same(one, other):
    return form(one) == form(other)


def nearest(name, names):
    best, steps = None, 4
    for one in sorted(names):
        far = apart(form(name), form(one))
        if far < steps:
            best, steps = one, far
    return best


def apart(one, other):
    @functools.cache
    def walk(i, j):
        if i == 0 or j == 0:
            return i + j
        if abs(i - j) > 3:
            return 4
        if one[i - 1] == other[j - 1]:
            return walk(i - 1, j - 1)
        return 1 + min(walk(i - 1, j), walk(i, j - 1), walk(i - 1, j - 1))

    return walk(len(one), len(other))
