# expect: passed
# because: sets of names, and a matrix for the distance
import numpy as np


def form(name):
    return name.translate({ord(sign): None for sign in "._/"}).lower()


def plan(wish, now, reference, version):
    known = {form(row["name"]): row for row in reference}
    mine = {name for name, row in known.items() if row[version] is not None}
    wished = {form(name): text for name, text in wish.items()}
    unknown = [name for name in wish if form(name) not in known]
    elsewhere = (wished.keys() & known.keys()) - mine
    usual = wished.keys() & mine
    done = {name for name in usual if works_with(known[name], now, version) == wished[name]}
    change = set() if unknown or elsewhere else usual - done
    live = {name for name in change if known[name]["live"]}
    written = lambda names: sorted(known[name]["name"] for name in names)
    restart = [[role, written(n for n in change - live if reads(known[n]["name"], role, version))] for role in roles(version)]
    return {
        "restart": [pair for pair in restart if pair[1] != []],
        "live": written(live),
        "done": written(done),
        "elsewhere": written(elsewhere),
        "unknown": {name: nearest(name, [known[one]["name"] for one in mine]) for name in unknown},
    }


def works_with(row, now, version):
    try:
        return now[row["name"]]
    except KeyError:
        return row[version]


def roles(version):
    middle = ["streaming nodes", "query nodes", "data nodes"] if version == "3.0" else ["query nodes", "index nodes", "data nodes"]
    return ["coordinators", *middle, "proxies"]


def reads(name, role, version):
    word, _, _ = name.partition(".")
    if word.endswith("Coord"):
        return role == "coordinators"
    if word == "proxy":
        return role == "proxies"
    if word in ("streamingNode", "queryNode", "dataNode") or (word == "indexNode" and version == "2.3.5"):
        return role == word.removesuffix("Node") + " nodes"
    if word == "indexNode":
        return role == "data nodes"
    return True


def nearest(name, names):
    near = [(far(form(name), form(one)), one) for one in names]
    near = sorted(pair for pair in near if pair[0] < 4)
    return near[0][1] if near else None


def far(a, b):
    table = np.zeros((len(a) + 1, len(b) + 1), int)
    table[:, 0], table[0, :] = range(len(a) + 1), range(len(b) + 1)
    for i in range(len(a)):
        for j in range(len(b)):
            table[i + 1, j + 1] = min(table[i, j + 1] + 1, table[i + 1, j] + 1, table[i, j] + (a[i] != b[j]))
    return int(table[-1, -1])
