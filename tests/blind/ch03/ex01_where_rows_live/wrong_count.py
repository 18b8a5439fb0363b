# expect: failed|partial
# because: breaks "A deleted row stays in its segment" (growing = count(*) - sealed)
import re


def where(client, name, metrics):
    total = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    flushed = sum(s.num_rows for s in client.list_persistent_segments(name))
    sealed = sum(s.num_rows for s in client.list_loaded_segments(name))
    return {"flushed": flushed, "sealed": sealed, "growing": max(0, total - sealed)}
