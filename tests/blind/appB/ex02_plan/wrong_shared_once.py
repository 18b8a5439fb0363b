# expect: failed|partial
# because: what every role reads stands with the first role only
ROLES = {
    "2.3.5": ["coordinators", "query nodes", "index nodes", "data nodes", "proxies"],
    "3.0": ["coordinators", "streaming nodes", "query nodes", "data nodes", "proxies"],
}


def plan(wish, now, reference, version):
    """What a change takes."""
    rows = {compared(row["name"]): row for row in reference}
    here = [row["name"] for row in reference if row[version] is not None]
    found = {"unknown": {}, "elsewhere": [], "done": [], "live": []}
    waiting = []
    for written, text in wish.items():
        row = rows.get(compared(written))
        if row is None:
            found["unknown"][written] = nearest(written, here)
            continue
        name = row["name"]
        if row[version] is None:
            found["elsewhere"].append(name)
        elif now.get(name, row[version]) == text:
            found["done"].append(name)
        elif row["live"]:
            found["live"].append(name)
        else:
            waiting.append(name)
    if found["unknown"] or found["elsewhere"]:
        found["live"], waiting = [], []
    restart = [(role, sorted(name for name in waiting if role in readers(name, version))) for role in ROLES[version]]
    return {key: value if key == "unknown" else sorted(value) for key, value in found.items()} | {"restart": [pair for pair in restart if pair[1]]}


def readers(name, version):
    """The roles that read a setting."""
    word = name.partition(".")[0]
    if word in ("rootCoord", "dataCoord", "queryCoord", "indexCoord"):
        return ["coordinators"]
    index = "index nodes" if version == "2.3.5" else "data nodes"
    one = {"streamingNode": "streaming nodes", "queryNode": "query nodes", "dataNode": "data nodes", "indexNode": index, "proxy": "proxies"}.get(word)
    return [one] if one else ROLES[version][:1]




def compared(name):
    """A name in the form in which Milvus compares it."""
    for sign in "._/":
        name = name.replace(sign, "")
    return name.lower()




def nearest(name, names):
    """The name that was probably meant, or None."""
    steps, best = min(((edits(compared(name), compared(one)), one) for one in names), default=(4, None))
    return best if steps <= 3 else None


def edits(one, other):
    """How many characters are put in, taken out or replaced."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]
