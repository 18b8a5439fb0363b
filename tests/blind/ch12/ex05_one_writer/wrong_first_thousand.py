# expect: failed|partial
# because: 'There are up to 8,000 versions': the query has the limit 1,000
FOREVER = 9_999_999_999_999



def everything(client, name):
    return [dict(row) for row in client.query(name, filter="article > -1", output_fields=["*"], limit=1000)]


def states(versions):
    """(who, when, the version or None), oldest first."""
    line = [(None, -1, None)]
    versions = sorted(versions, key=lambda row: row["valid_from"])
    for number, row in enumerate(versions):
        line.append((row["by"], row["valid_from"], row))
        following = versions[number + 1]["valid_from"] if number + 1 < len(versions) else None
        if row["valid_to"] != FOREVER and row["valid_to"] != following:
            line.append((row["ended_by"], row["valid_to"], None))
    return line


def undo(client, name, writer, since, now):
    """Take back what a writer did since a moment; how many articles changed."""
    lives = {}
    for row in everything(client, name):
        lives.setdefault(row["article"], []).append(row)
    write, changed = [], 0
    for article, versions in lives.items():
        line = states(versions)
        at = len(line) - 1
        while line[at][0] == writer and line[at][1] >= since:
            at -= 1
        present, goal = line[-1][2], line[at][2]
        if at == len(line) - 1 or (present is None and goal is None):
            continue
        if present is not None:
            write.append(present | {"valid_to": now, "ended_by": "undo"})
        if goal is not None:
            write.append(goal | {"id": f"{article}-{now}-undo", "valid_from": now, "valid_to": FOREVER, "by": "undo", "ended_by": ""})
        changed += 1
    for start in range(0, len(write), 500):
        client.upsert(name, write[start:start + 500])
    return changed
