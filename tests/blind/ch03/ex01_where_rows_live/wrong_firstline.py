# expect: failed|partial
# because: breaks "a collection has one for each partition and state": takes the first growing line of the collection only
import re


def where(client, name, metrics):
    number = client.describe_collection(name)["collection_id"]
    hit = re.search(rf'milvus_querynode_entity_num{{collection_id="{number}".*segment_state="Growing"}} (\S+)', metrics)
    return {
        "flushed": sum(s.num_rows for s in client.list_persistent_segments(name)),
        "sealed": sum(s.num_rows for s in client.list_loaded_segments(name)),
        "growing": int(float(hit.group(1))) if hit else 0,
    }
