# expect: passed
# because: attempts by recursion, the time that is left handed on
import time


def search_whole(client, name, vectors, limit, canaries, patience):
    if vectors == []:
        return []
    began = time.time()
    keys = sorted(canaries)
    error = None
    try:
        answer = client.search(collection_name=name, data=vectors + [canaries[k] for k in keys], limit=limit)
    except Exception as caught:
        error = caught
    else:
        lists = [[h["id"] for h in hits] for hits in answer]
        absent = {k for k, row in zip(keys, lists[len(vectors):]) if len(row) == 0 or row[0] != k}
        if not absent:
            return lists[:len(vectors)]
        error = LookupError("missing canaries: " + " ".join(str(a) for a in absent))
    time.sleep(0.4)
    left = patience - (time.time() - began)
    if left < 0:
        raise error
    return search_whole(client, name, vectors, limit, canaries, left)
