# expect: failed|partial
# because: 'and do not read the whole collection': all rows are read and compared in NumPy
import numpy as np


def fire(client, name, offers):
    rows, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["kind", "least", "open", "vector"])
    while page := pages.next():
        rows += page
    pages.close()
    events = []
    for offer in offers:
        v = np.array(offer["vector"])
        scored = [(float(np.dot(v, r["vector"]) / np.linalg.norm(v) / np.linalg.norm(r["vector"])), r) for r in rows]
        fits = [(s, r["id"]) for s, r in scored if r["open"] and r["kind"] in (offer["kind"], "any") and s >= r["least"]]
        events += [(offer["id"], i) for s, i in sorted(fits, reverse=True)]
    return events
