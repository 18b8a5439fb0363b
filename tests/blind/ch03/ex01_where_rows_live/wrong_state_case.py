# expect: failed|partial
# because: looks for segment_state="growing" in small letters, so nothing is growing; breaks "rows in growing segments"
import re
def where(client, name, metrics):
    cid = client.describe_collection(name)["collection_id"]
    growing = sum(int(float(n)) for n in re.findall(r'milvus_querynode_entity_num\{collection_id="%s".*segment_state="growing"\} (\S+)' % cid, metrics))
    return {"flushed": sum(s.num_rows for s in client.list_persistent_segments(name)),
            "sealed": sum(s.num_rows for s in client.list_loaded_segments(name)), "growing": growing}
