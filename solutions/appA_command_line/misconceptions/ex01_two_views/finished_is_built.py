# id: finished-is-built
# check: test_indexes
# why: Finished is what a finished index says, and `describe_index` says it of the same collection. That a small segment is finished without being built is written nowhere near.
# source: https://github.com/milvus-io/milvus/issues/24251 (does an index of 500 rows exist?); https://github.com/milvus-io/milvus/pull/19976 (small segments are finished without being built); server 2.3.5, lessons/recorded/appA_scene.json
# BEGIN SOLUTION read
HEAD = re.compile(r"DBID: (\d+)\s+Collection ID: (\d+)\s+Collection Name: (\S+)\s+Collection State: (\w+)")
OWNER = re.compile(r"CollectionID: (\d+)")
SEGMENT = re.compile(r"SegmentID: (\d+).*?State: (\w+),.*?Row Count:\s*(\d+)")


def created(text):
    """{id: (database, name)} of what is created."""
    return {int(id): (int(database), name) for database, id, name, state in HEAD.findall(text) if state == "CollectionCreated"}


def segments(text):
    """{collection: [(segment, state, rows)]}."""
    found, owner = {}, None
    for line in text.splitlines():
        if head := OWNER.search(line):
            owner = found.setdefault(int(head[1]), [])
        elif segment := SEGMENT.search(line):
            owner.append((int(segment[1]), segment[2], int(segment[3])))
    return found


def with_files(text):
    """Segments whose index is finished."""
    found, segment = set(), None
    for line in text.splitlines():
        if head := re.match(r"SegmentID: (\d+)", line):
            segment = int(head[1])
        elif re.search(r"states Finished", line):
            found.add(segment)
    return found
# END SOLUTION
