"""Texts are cut into blocks and blocks into words; nothing is matched by a pattern."""


def report(client, printed):
    names, created = {}, set()
    for block in printed["collections"].split("\nDBID: ")[1:]:
        words = block.replace("\t", "\n").split("\n")
        facts = dict(word.strip().split(": ", 1) for word in words if ": " in word)
        if facts["Collection State"] == "CollectionCreated":
            created.add(int(facts["Collection ID"]))
            if words[0].strip() == "1":
                names[facts["Collection Name"]] = int(facts["Collection ID"])

    bare = set()
    for block in printed["indexes"].split("SegmentID: ")[1:]:
        if all(line.strip() in ("", "Index Files: []") for line in block.splitlines() if "Index Files" in line):
            bare.add(int(block.split()[0]))
    told = {int(block.split()[0]) for block in printed["indexes"].split("SegmentID: ")[1:]}

    flushed, every, unindexed = {}, {}, {}
    for block in printed["segments"].split("CollectionID: ")[1:]:
        owner = int(block[: block.index("=")])
        for line in block.splitlines()[1:]:
            if not line.startswith("SegmentID"):
                continue
            words = line.replace(",", " ").split()
            rows = int(line.split("Row Count:")[1].split(",")[0])
            every[owner] = every.get(owner, 0) + rows
            if words[words.index("State:") + 1] == "Flushed":
                flushed[owner] = flushed.get(owner, 0) + rows
                if int(words[1]) in bare or int(words[1]) not in told:
                    unindexed.setdefault(owner, []).append(int(words[1]))

    both, only = {}, []
    known = client.list_collections()
    for name, id in names.items():
        if name not in known:
            only.append(name)
            continue
        rows = flushed.get(id, 0)
        loaded = str(client.get_load_state(collection_name=name)["state"]).endswith("Loaded")
        count = client.query(collection_name=name, output_fields=["count(*)"])[0]["count(*)"] if loaded else None
        both[name] = {"flushed": rows, "counted": count, "difference": count - rows if loaded else None, "unindexed": sorted(unindexed.get(id, []))}
    return {
        "collections": both, "only printed": sorted(only), "only client": sorted(name for name in known if name not in names),
        "leftovers": {id: rows for id, rows in every.items() if id not in created},
    }
