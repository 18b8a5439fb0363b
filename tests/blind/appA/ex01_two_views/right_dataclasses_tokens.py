# expect: passed
# because: one generator of tokens for all three texts, and a class per collection
import re
from dataclasses import dataclass, field

from pymilvus.client.types import LoadState

from grader.learner import NotStarted

TOKEN = re.compile(r"(CollectionID|SegmentID|DBID|Collection ID|Collection Name|Collection State|State|Row Count|Index Files): ?(\[[^\]]*\]|[^\s,=]+)")


@dataclass
class Collection:
    id: int
    database: str = ""
    name: str = ""
    state: str = ""
    segments: list = field(default_factory=list)

    @property
    def created(self):
        return self.state == "CollectionCreated"

    def flushed(self):
        return [one for one in self.segments if one["state"] == "Flushed"]


def read(printed):
    """Every collection that stands in one of the texts, by id."""
    known, files = {}, {}
    database = current = segment = None
    for label, value in TOKEN.findall(printed["indexes"]):
        if label == "SegmentID":
            segment = int(value)
        elif label == "Index Files":
            files[segment] = files.get(segment, 0) + len(value.strip("[]").split())
    for label, value in TOKEN.findall(printed["collections"]):
        if label == "DBID":
            database = value
        elif label == "Collection ID":
            current = known[int(value)] = Collection(int(value), database)
        elif label == "Collection Name":
            current.name = value
        elif label == "Collection State":
            current.state = value
    for label, value in TOKEN.findall(printed["segments"]):
        if label == "CollectionID":
            current = known.setdefault(int(value), Collection(int(value)))
        elif label == "SegmentID":
            current.segments.append({"id": int(value), "files": files.get(int(value), 0)})
        elif label == "State":
            current.segments[-1]["state"] = value
        elif label == "Row Count":
            current.segments[-1]["rows"] = int(value)
    return list(known.values())


def report(client, printed):
    """Where two views agree, and where they do not."""
    everything = read(printed)
    ours = {one.name: one for one in everything if one.created and one.database == "1"}
    listed = client.list_collections()

    def line(one):
        stored = sum(segment["rows"] for segment in one.flushed())
        found = None
        if client.get_load_state(one.name)["state"] == LoadState.Loaded:
            found = client.query(one.name, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
        return {"flushed": stored, "counted": found, "difference": found if found is None else found - stored, "unindexed": sorted(s["id"] for s in one.flushed() if not s["files"])}

    return {
        "collections": {name: line(ours[name]) for name in listed if name in ours},
        "only printed": sorted(ours.keys() - set(listed)),
        "only client": sorted(set(listed) - ours.keys()),
        "leftovers": {one.id: sum(s["rows"] for s in one.segments) for one in everything if one.segments and not one.created},
    }
