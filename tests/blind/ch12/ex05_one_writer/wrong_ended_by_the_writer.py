# expect: failed|partial
# because: 'ended, at `now` by "undo"': it is ended in the writer's name
FOREVER = 9_999_999_999_999



def everything(client, name):
    found, rows = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while batch := rows.next():
        found += [dict(row) for row in batch]
    rows.close()
    return found


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
            write.append(present | {"valid_to": now, "ended_by": writer})
        if goal is not None:
            write.append(goal | {"id": f"{article}-{now}-undo", "valid_from": now, "valid_to": FOREVER, "by": "undo", "ended_by": ""})
        changed += 1
    for start in range(0, len(write), 500):
        client.upsert(name, write[start:start + 500])
    return changed
