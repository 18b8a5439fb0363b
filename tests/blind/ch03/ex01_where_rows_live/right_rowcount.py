# expect: passed
# because: row_count adds up the flushed segments, which is what is asked for
import re


def where(client, name, metrics):
    cid = client.describe_collection(name)["collection_id"]
    growing = 0
    for line in metrics.splitlines():
        if not line.startswith("milvus_querynode_entity_num{"):
            continue
        if f'"{cid}"' in line and 'segment_state="Growing"' in line:
            growing += int(float(line.split()[-1]))
    flushed = int(client.get_collection_stats(name)["row_count"])
    sealed = sum(s.num_rows for s in client.list_loaded_segments(name))
    return {"flushed": flushed, "sealed": sealed, "growing": growing}
