# expect: passed
# because: all rows come back, nearest first, and Python cuts; the numbers are computed again from the stored coordinates
def stands(client, name, place):
    hits = client.search(name, data=[place], anns_field="place", limit=1000, output_fields=["place"], consistency_level="Strong")[0]
    rows = [(sum((float(a) - float(b)) ** 2 for a, b in zip(h["entity"]["place"], place)), h["id"]) for h in hits]
    return sorted(rows)


def ring(client, name, place, near, far):
    return [i for d, i in stands(client, name, place) if near**2 <= d < far**2]


def within(client, name, place, far):
    return [i for d, i in stands(client, name, place) if d <= far * far]


def liked(client, name, taste, low=None, high=None):
    hits = client.search(name, data=[taste], anns_field="taste", limit=1000, consistency_level="Strong")[0]
    return [h["id"] for h in hits if (low is None or h["distance"] > low) and (high is None or h["distance"] <= high)]
