# expect: failed|partial
# because: breaks "sealed: rows that a query node has loaded" (believes flushed = sealed)
import re


def where(client, name, metrics):
    cid = client.describe_collection(name)["collection_id"]
    growing = 0
    for line in metrics.splitlines():
        if not line.startswith("milvus_querynode_entity_num{"):
            continue
        if f'"{cid}"' in line and 'segment_state="Growing"' in line:
            growing += int(float(line.split()[-1]))
    flushed = sum(s.num_rows for s in client.list_persistent_segments(name))
    sealed = flushed
    return {"flushed": flushed, "sealed": sealed, "growing": growing}
