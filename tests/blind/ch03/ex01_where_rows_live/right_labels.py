# expect: passed
# because: no regex on the whole text; a line is taken apart into name, labels, value; an unloaded collection counts as 0
from pymilvus import MilvusException


def _samples(text, wanted):
    for line in text.splitlines():
        if not line.startswith(wanted + "{"):
            continue
        inside, _, value = line[len(wanted) + 1 :].rpartition("}")
        labels = dict(part.split("=", 1) for part in inside.split(",") if "=" in part)
        yield {key.strip(): text.strip('"') for key, text in labels.items()}, float(value.split()[0])


def where(client, name, metrics):
    number = str(client.describe_collection(name)["collection_id"])
    answer = dict.fromkeys(("flushed", "sealed", "growing"), 0)
    for segment in client.list_persistent_segments(name):
        answer["flushed"] += int(segment.num_rows)
    try:
        loaded = client.list_loaded_segments(name)
    except MilvusException:
        loaded = []
    for segment in loaded:
        answer["sealed"] += int(segment.num_rows)
    total = 0.0
    for labels, value in _samples(metrics, "milvus_querynode_entity_num"):
        if labels.get("collection_id") == number and labels.get("segment_state") == "Growing":
            total += value
    answer["growing"] = round(total)
    return answer
