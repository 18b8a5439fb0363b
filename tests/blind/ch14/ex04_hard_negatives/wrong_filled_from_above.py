# expect: failed|partial
# because: 'it is all of them': where fewer than k are below the ceiling, the list is filled with rows that are as near as the ceiling
from collections import defaultdict


def mine(client, name, anchors, k, ceiling):
    if not anchors:
        return {}
    vector, waiting = {}, defaultdict(list)
    for row in client.query(name, filter=f"id in {list(anchors)}", output_fields=["id", "label", "vector"], limit=16_384):
        vector[row["id"]] = list(row["vector"])
        waiting[row["label"]].append(row["id"])
    answer = dict.fromkeys(anchors)
    for label in waiting:
        todo, size = waiting[label], 2 * k + 10
        while todo:
            lists = client.search(name, data=[vector[i] for i in todo], anns_field="vector", limit=size, filter='label != "' + label + '"')
            again = []
            for i, hits in zip(todo, lists):
                good = [hit["id"] for hit in hits if hit["distance"] < ceiling]
                answer[i] = (good + [hit["id"] for hit in hits if hit["distance"] >= ceiling])[:k]
                if len(good) < k and len(hits) == size and size < 1000:
                    again.append(i)
            todo, size = again, min(1000, 4 * size)
    return answer
