"""Milvus keeps its own two ends; what lies on the third kind of bound is asked for a second time, or taken out."""


def between(client, name, vector, low=None, high=None, ends="[]"):
    metric = client.describe_index(name, client.list_indexes(name)[0])["metric_type"]
    far, near = (high, low) if metric == "L2" else (low, high)
    sign = 1 if metric == "L2" else -1
    far_in, near_in = (ends[1] == "]", ends[0] == "[") if metric == "L2" else (ends[0] == "[", ends[1] == "]")
    step = 0 if far is None else max(abs(far), 1.0) * 1e-6
    asked = {"radius": sign * 1e7 if far is None else far + sign * step}
    if near is not None:
        asked["range_filter"] = near
    found = []
    (hits,) = client.search(name, [vector], limit=3000, search_params={"params": asked})
    for hit in hits:
        score = hit.distance
        if far is not None and (sign * score > sign * far or (score == far and not far_in)):
            continue
        if near is not None and score == near and not near_in:
            continue
        found.append(hit.id)
    return tuple(found)
