"""Two views of one Milvus.

`birdwatcher` has read the metadata of a Milvus from etcd and printed it. You have a client that is connected to the same Milvus. For the nightly mail,
say where the two agree, and where they do not.

Write `report(client, printed)`. `printed` is a dict with three texts, as birdwatcher 1.1.1 prints them:

    "collections": the text of `show collections`
    "segments":    the text of `show segment`
    "indexes":     the text of `show segment-index`

The lesson's section “Birdwatcher” shows each of the three whole. Return a dict with four keys:

1. `"collections"`: for each collection that is printed **and** that the client lists, its name and a dict:
   - `"flushed"`: the sum of `Row Count` over its segments in state `Flushed`; 0 if there is none.
   - `"counted"`: what the client's `count(*)` says now, at the collection's own level, or None where `get_load_state` does not say `Loaded`.
   - `"difference"`: counted minus flushed, or None where nothing was counted.
   - `"unindexed"`: the ids of its segments in state `Flushed` that have no index files, ascending. A segment has none if every `Index Files` of it is `[]`, if
     the text has no index for it, or if it is not in the text at all.
2. `"only printed"`: the names of collections that are printed and that the client does not list, sorted.
3. `"only client"`: the names of collections that the client lists and that are not printed, sorted.
4. `"leftovers"`: for each collection id that has segments but is created in no database: the id and the sum of `Row Count` over all its segments.

*Printed* is a collection that stands in the text in the state `CollectionCreated`, in the database with `DBID: 1`: this is the one that the client is
connected to. The same name may stand there more than once, in other states and in other databases, and each time with an id of its own. *Created in no database*
are ids that the text does not have, or has in a different state. All ids are whole numbers. Aliases are not collections.

Change nothing in Milvus, load and release included: a report that changes what it reports is none.
"""

import re

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
    """Segments that have index files."""
    found, segment = set(), None
    for line in text.splitlines():
        if head := re.match(r"SegmentID: (\d+)", line):
            segment = int(head[1])
        elif re.search(r"Index Files: \[.+\]", line):
            found.add(segment)
    return found
# END SOLUTION
# BEGIN STARTER
# # Functions of your own can stand here: one that reads a text, for instance.
# END STARTER


# BEGIN SOLUTION count
def counted(client, name):
    """What count(*) says, or None where nothing is loaded."""
    if client.get_load_state(name)["state"].name != "Loaded":
        return None
    return client.query(name, filter="", output_fields=["count(*)"])[0]["count(*)"]
# END SOLUTION
# BEGIN STARTER
# # And one that counts.
# END STARTER


def report(client, printed):
    """Where two views agree, and where they do not."""
    # BEGIN SOLUTION report
    everywhere = created(printed["collections"])
    here = {name: id for id, (database, name) in everywhere.items() if database == 1}
    owned, indexed = segments(printed["segments"]), with_files(printed["indexes"])
    listed = set(client.list_collections())
    found = {}
    for name in here.keys() & listed:
        flushed = [(id, rows) for id, state, rows in owned.get(here[name], ()) if state == "Flushed"]
        rows, now = sum(rows for _, rows in flushed), counted(client, name)
        found[name] = {
            "flushed": rows,
            "counted": now,
            "difference": None if now is None else now - rows,
            "unindexed": sorted(id for id, _ in flushed if id not in indexed),
        }
    return {
        "collections": found,
        "only printed": sorted(here.keys() - listed),
        "only client": sorted(listed - here.keys()),
        "leftovers": {id: sum(rows for _, _, rows in those) for id, those in owned.items() if id not in everywhere},
    }
    # END SOLUTION
