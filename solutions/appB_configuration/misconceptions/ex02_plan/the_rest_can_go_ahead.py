# id: the-rest-can-go-ahead
# check: test_whole_or_not_at_all
# why: Nine of ten settings are right, so one carries them out and looks at the tenth later. The cluster then runs with a mixture that no one has planned or tested, and a typo is what is looked at last.
# source: docs v3.0.x, *Configure Milvus with Helm Charts* (a file with settings is applied as it is); unknown names are kept in silence by server 2.3.5, lessons/recorded/appB_layers.json
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
        elif row["live"]:
            found["live"].append(name)
        else:
            waiting.append(name)
    restart = [(role, sorted(name for name in waiting if role in readers(name, version))) for role in ROLES[version]]
    return {key: value if key == "unknown" else sorted(value) for key, value in found.items()} | {"restart": [pair for pair in restart if pair[1]]}
    # END SOLUTION
