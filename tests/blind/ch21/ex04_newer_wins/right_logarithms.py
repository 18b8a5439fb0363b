# expect: passed
# because: "0.5 ** (age / half_life)": scores are compared by their logarithms, so a short half-life does not underflow; heapq
import heapq
import math


def newest_best(client, name, taste, limit, now, half_life):
    hits = client.search(name, data=[list(taste)], anns_field="vector", limit=4000, filter=f"released <= {now}", output_fields=["id", "released"], search_params={"metric_type": "IP"}, consistency_level="Strong")[0]

    def key(hit):
        released = hit["entity"]["released"]
        return round(math.log2(hit["distance"]) - (now - released) / half_life, 6), released, -hit["id"]

    return [hit["id"] for hit in heapq.nlargest(limit, (hit for hit in hits if hit["distance"] > 0), key=key)]
