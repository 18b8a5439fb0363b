# expect: failed|partial
# because: breaks "A number is written as Prometheus writes it: `405`, or `1.2e+06`": reads only the leading digits
import re


def where(client, name, metrics):
    number = client.describe_collection(name)["collection_id"]
    found = re.findall(rf'milvus_querynode_entity_num{{collection_id="{number}".*segment_state="Growing"}} (\d+)', metrics)
    return {
        "flushed": sum(s.num_rows for s in client.list_persistent_segments(name)),
        "sealed": sum(s.num_rows for s in client.list_loaded_segments(name)),
        "growing": sum(int(n) for n in found),
    }
