"""What the checks of appendix A share: texts as birdwatcher 1.1.1 prints them, and collections that they are about."""

from pymilvus import DataType

CHANGES = (
    "Insert", "Upsert", "Delete", "LoadCollection", "ReleaseCollection", "LoadPartitions", "ReleasePartitions", "CreateIndex", "DropIndex", "AlterIndex", "CreateAlias", "AlterAlias", "DropAlias",
    "AlterCollection", "CreateCollection", "DropCollection", "RenameCollection", "TruncateCollection", "CreatePartition", "DropPartition", "Flush", "ManualCompaction",
)  # fmt: skip


def collection(client, name, rows=0, *, first=0, load=True):
    """A collection that reads at Strong, with `rows` rows whose keys count from `first`."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=2)
    schema.add_field("title", DataType.VARCHAR, max_length=200)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    fill(client, name, rows, first)
    if not load:
        client.flush(name)
        client.release_collection(name)
    return name


def fill(client, name, rows, first=0):
    for start in range(first, first + rows, 1000):
        client.insert(name, [{"id": key, "vector": [float(key % 7), 1.0], "title": f"title {key}"} for key in range(start, min(first + rows, start + 1000))])


def counted(client, name, filter=""):
    return client.query(name, filter=filter, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def ids(rng, n):
    """n different ids as Milvus makes them: above 2^53, so that a float rounds them."""
    return [470_000_000_000_000_000 + 2 * int(i) + 1 for i in rng.choice(10**12, size=n, replace=False)]


# -- as it is printed ---------------------------------------------------------------------------------

_COLLECTION = """================================================================================
DBID: {database}
Collection ID: {id}\tCollection Name: {name}
Collection State: {state}\tCreate Time: 2026-11-30 14:59:08
Update Time: 1970-01-01 00:00:00\tUpdate timestamp: 0
Schema Version: 0
Fields:
 - Field ID: 0 \t Field Name: RowID \t Field Type: Int64
 - Field ID: 1 \t Field Name: Timestamp \t Field Type: Int64
 - Field ID: 100 \t Field Name: id \t Field Type: Int64
\t - Primary Key: true, AutoID: false
 - Field ID: 101 \t Field Name: vector \t Field Type: FloatVector
\t - Type Param dim: 2
Enable Dynamic Schema: false
Consistency Level: Strong
Shard Infos(1):
 - Channel: by-dev-rootcoord-dml_1(by-dev-rootcoord-dml_1_{id}v0), StartPosition: [19 0 108 59 220 179 136 6], LastTruncateTimeTick: 0
Collection properties(0):
"""


def as_collections(those):
    """`show collections` of (id, name, state, database)."""
    parts = [_COLLECTION.format(id=id, name=name, state=state, database=database) for id, name, state, database in those]
    return "".join(parts) + "=" * 80 + f"\n--- Total collections:  {len(those)}\t Matched collections:  {len(those)}\n--- Total channel: {len(those)}\t Healthy collections: {len(those)}"


def as_segments(those):
    """`show segment` of {collection: [(segment, state, rows)]}."""
    parts, states, rows = [], {"Growing": 0, "Sealed": 0, "Flushed": 0, "Dropped": 0}, 0
    for owner, segments in those.items():
        parts.append(f"===============================CollectionID: {owner}===========================\n")
        for segment, state, count in segments:
            parts.append(f"SegmentID: {segment} PartitionID: {owner + 1} State: {state}, Level: Legacy, Row Count:{count},  StorageVersion:0, IsSorted: false \n")
            states[state] += 1
            rows += count * (state != "Dropped")
        parts.append("\n")
    total = sum(states.values()) - states["Dropped"]
    return "".join(parts) + "--- " + ", ".join(f"{state}: {n}" for state, n in states.items()) + f"\n--- Small Segments: {total - states['Growing']}, row count: {rows}\t Other Segments: 0, row count: 0\n--- Total Segments: {total}, row count: {rows}"


def as_indexes(those):
    """`show segment-index` of {segment: [files of an index, …]}."""
    parts, done = [], 0
    for segment, indexes in those.items():
        parts.append(f"SegmentID: {segment}\t State: Flushed\n")
        for n, files in enumerate(indexes):
            size = 463_648 if files else 0
            parts.append(f"\tIndexID: {segment + 7 + n}\tIndex build ID: {segment + 8 + n}, states Finished\t Index Type:HNSW on Field ID: {101 + n}\tSerialized Size: {size}\n")
            parts.append(f"\tCurrent Index Version: {int(bool(files))}\n\t Index Files: [{' '.join(files)}]\n\n")
            done += 1
    return "".join(parts) + f"[Finished]: {done}\tTotal Serialized size: {463_648 * done}\n"


# -- what birdwatcher printed of a server 2.3.5 ---------------------------------------------------------

_IDS = {"ready_f1d0bff2": 470824233575907338, "films": 470824233575907360, "letters": 470824233576307411, "drafts": 470824233576307463, "plain": 470824233576307495, "gone": 470824233576307528}
OF = {"films": 470824233576107370, "letters": 470824233576307420, "drafts": 470824233576307472, "plain": 470824233576307504, "gone": 470824233576307537}
"""The segment of each collection."""
GONE = _IDS["gone"]
RECORDED = {
    "collections": as_collections([(id, name, "CollectionDropping" if name in ("gone", "ready_f1d0bff2") else "CollectionCreated", 1) for name, id in _IDS.items()]),
    "segments": as_segments({
        _IDS["films"]: [(OF["films"], "Flushed", 5000)],
        _IDS["letters"]: [(OF["letters"], "Flushed", 500)],
        _IDS["drafts"]: [(OF["drafts"], "Growing", 0)],
        _IDS["plain"]: [(OF["plain"], "Flushed", 1500)],
        _IDS["gone"]: [(OF["gone"], "Dropped", 2000)],
    }),
    "indexes": as_indexes({OF["films"]: [["HNSW"]], OF["letters"]: [[]], OF["plain"]: []}),
}  # fmt: skip
"""A test holds these texts and lessons/recorded/appA_scene.json together."""


def renamed(text, names):
    """The recorded text with the names that this check has made."""
    for old, new in names.items():
        text = text.replace(f"Collection Name: {old}\n", f"Collection Name: {new}\n")
    return text
