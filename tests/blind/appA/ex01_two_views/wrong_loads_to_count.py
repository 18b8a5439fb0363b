# expect: failed|partial
# because: 'Change nothing in Milvus, load and release included': what is not loaded is loaded for the count and released again
import re
from grader.learner import NotStarted


def created(text):
    """name -> id of what stands in database 1, and the ids that are created in any database."""
    names, ids = {}, set()
    for database, id, name, state in re.findall(r"DBID: (\d+)\s+Collection ID: (\d+)\s+Collection Name: (\S+)\s+Collection State: (\w+)", text):
        if state != "CollectionCreated":
            continue
        ids.add(int(id))
        if int(database) == 1:
            names[name] = int(id)
    return names, ids


def segments_of(text):
    """collection id -> [(segment, state, rows)]"""
    owner, found = None, {}
    for line in text.splitlines():
        head = re.match(r"=+CollectionID: (\d+)=+", line)
        if head:
            owner = int(head[1])
        one = re.match(r"SegmentID: (\d+) .*State: (\w+),.*Row Count:(\d+)", line)
        if one:
            found.setdefault(owner, []).append((int(one[1]), one[2], int(one[3])))
    return found


def built(text):
    """Segments that have at least one index file."""
    segment, found = None, set()
    for line in text.splitlines():
        head = re.match(r"SegmentID: (\d+)", line)
        if head:
            segment = int(head[1])
        files = re.search(r"Index Files: \[(.*)\]", line)
        if files and files[1].strip():
            found.add(segment)
    return found


def count(client, name):
    """What count(*) says, or None."""
    if client.get_load_state(name)["state"].name != "Loaded":
        client.load_collection(name)
        n = client.query(name, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        client.release_collection(name)
        return n


def report(client, printed):
    """Where two views agree, and where they do not."""
    names, ids = created(printed["collections"])
    segments = segments_of(printed["segments"])
    with_files = built(printed["indexes"])
    listed = set(client.list_collections())
    collections = {}
    for name in sorted(listed & set(names)):
        flushed = [(segment, rows) for segment, state, rows in segments.get(names[name], []) if state == "Flushed"]
        total = sum(rows for _, rows in flushed)
        counted = count(client, name)
        collections[name] = {
            "flushed": total,
            "counted": counted,
            "difference": None if counted is None else counted - total,
            "unindexed": sorted(segment for segment, _ in flushed if segment not in with_files),
        }
    return {
        "collections": collections,
        "only printed": sorted(set(names) - listed),
        "only client": sorted(listed - set(names)),
        "leftovers": {id: sum(rows for _, _, rows in those) for id, those in segments.items() if id not in ids},
    }
