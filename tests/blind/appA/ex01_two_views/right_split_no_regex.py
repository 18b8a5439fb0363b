# expect: passed
# because: the texts are cut with str.split and partition only; count(*) at the collection's own level, as the hint has it
from collections import Counter, defaultdict
from grader.learner import NotStarted


def after(text, label):
    """The word behind a label."""
    return text.partition(label)[2].split()[0].rstrip(",")


def report(client, printed):
    """Where two views agree, and where they do not."""
    here, alive = {}, set()
    for entry in printed["collections"].split("DBID: ")[1:]:
        if after(entry, "Collection State: ") == "CollectionCreated":
            id = int(after(entry, "Collection ID: "))
            alive.add(id)
            if entry.split()[0] == "1":
                here[after(entry, "Collection Name: ")] = id

    has_files = set()
    for block in printed["indexes"].split("SegmentID: ")[1:]:
        lists = [part.partition("]")[0] for part in block.split("Index Files: [")[1:]]
        if any(one.strip() for one in lists):
            has_files.add(int(block.split()[0]))

    flushed, bare, everything = Counter(), defaultdict(list), Counter()
    for block in printed["segments"].split("CollectionID: ")[1:]:
        owner = int(block.partition("=")[0])
        for line in block.splitlines():
            if not line.startswith("SegmentID: "):
                continue
            rows, segment = int(after(line, "Row Count:")), int(after(line, "SegmentID: "))
            everything[owner] += rows
            if after(line, "State: ") == "Flushed":
                flushed[owner] += rows
                if segment not in has_files:
                    bare[owner].append(segment)

    out = {"collections": {}, "only printed": [], "only client": [], "leftovers": {}}
    listed = client.list_collections()
    for name, id in here.items():
        if name not in listed:
            out["only printed"].append(name)
            continue
        loaded = client.get_load_state(collection_name=name)["state"].name == "Loaded"
        n = client.query(collection_name=name, filter="", output_fields=["count(*)"])[0]["count(*)"] if loaded else None
        out["collections"][name] = {"flushed": flushed[id], "counted": n, "difference": n - flushed[id] if loaded else None, "unindexed": sorted(bare[id])}
    out["only client"] = sorted(name for name in listed if name not in here)
    out["only printed"].sort()
    out["leftovers"] = {id: total for id, total in everything.items() if id not in alive}
    return out
