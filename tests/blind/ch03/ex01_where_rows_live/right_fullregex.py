# expect: passed
# because: one regex built with the id, as the sample line is ordered
import re


def where(client, name, metrics):
    cid = client.describe_collection(name)["collection_id"]
    pattern = rf'^milvus_querynode_entity_num\{{collection_id="{cid}",[^}}]*segment_state="Growing"\}} (\S+)'
    return {
        "growing": int(sum(map(float, re.findall(pattern, metrics, re.M)))),
        "sealed": sum([s.num_rows for s in client.list_loaded_segments(name)]),
        "flushed": sum([s.num_rows for s in client.list_persistent_segments(name)]),
    }
