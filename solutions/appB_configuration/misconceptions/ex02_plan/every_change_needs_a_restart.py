# id: every-change-needs-a-restart
# check: test_live
# why: The page about Helm says so of all parameters, and a restart is never wrong, one thinks. It costs every loaded collection its place in memory, and minutes in which a cluster has less of everything.
# source: docs v3.0.x, *Configure Milvus with Helm Charts*, against docs v3.0.x, *Configure Milvus on the Fly*
    # BEGIN SOLUTION plan
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
        else:
            waiting.append(name)
    if found["unknown"] or found["elsewhere"]:
        found["live"], waiting = [], []
    restart = [(role, sorted(name for name in waiting if role in readers(name, version))) for role in ROLES[version]]
    return {key: value if key == "unknown" else sorted(value) for key, value in found.items()} | {"restart": [pair for pair in restart if pair[1]]}
    # END SOLUTION
