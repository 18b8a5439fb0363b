# expect: failed|partial
# because: Milvus Lite fills in no placeholder of filter_params; a server would have passed it, and the feedback says so
from collections import Counter


def varied(client, name, taste, limit, most):
    return _walk(client, name, list(taste), limit, most, [], Counter())


def _walk(client, name, taste, limit, most, page, genres):
    full = [genre for genre in genres if genres[genre] == most]
    conditions, params = [], {}
    if full:
        conditions.append("genre not in {full}")
        params["full"] = full
    if page:
        conditions.append("id not in {page}")
        params["page"] = list(page)
    found = client.search(name, data=[taste], anns_field="vector", limit=100, filter=" && ".join(conditions), filter_params=params, output_fields=["genre"], search_params={"metric_type": "IP"}, consistency_level="Strong")[0]
    for hit in found:
        if len(page) < limit and genres[hit["entity"]["genre"]] < most:
            genres[hit["entity"]["genre"]] += 1
            page.append(hit["id"])
    if len(page) == limit or len(found) < 100:
        return page
    return _walk(client, name, taste, limit, most, page, genres)
