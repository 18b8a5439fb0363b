# expect: failed|partial
# because: 'whose version of that moment is nearest': the search does not ask for valid_to, so ended versions are found
FOREVER = 9_999_999_999_999



class Moment:
    def __init__(self, at):
        self.filter = f"not (valid_from > {at} or valid_to <= {at})"


def record(client, name, event):
    article, at = event["article"], event["at"]
    before = client.query(name, filter=f"article == {article} and valid_to == {FOREVER} and valid_from < {at}", output_fields=["id"])
    if event["op"] == "put":
        row = {key: event[key] for key in ("article", "title", "vector")}
        client.upsert(name, row | {"id": f"{at}:{article}", "valid_from": at, "valid_to": FOREVER})
    if before:
        whole = client.get(name, ids=[row["id"] for row in before], output_fields=["*"])
        client.upsert(name, [dict(row) | {"valid_to": at} for row in whole])


def as_of(client, name, at):
    rows = client.query(name, filter=Moment(at).filter, output_fields=["article", "title"], limit=16_384)
    return dict((row["article"], row["title"]) for row in rows)


def search_as_of(client, name, vector, k, at):
    hits = client.search(name, data=[vector], limit=k, filter=f"valid_from <= {at}")[0]
    return [int(hit["id"].split(":")[1]) for hit in hits]
