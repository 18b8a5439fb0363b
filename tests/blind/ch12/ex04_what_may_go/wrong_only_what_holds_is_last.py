# expect: failed|partial
# because: 'also if the article was deleted long ago': the last version is taken to be the one with FOREVER
FOREVER = 9_999_999_999_999



def prune(client, name, horizon):
    ended = client.query(name, filter=f"valid_to <= {horizon}", output_fields=["id", "article", "valid_from"], limit=16_384)
    alive = client.query(name, filter=f"valid_to > {horizon}", output_fields=["article"], limit=16_384)
    safe = {row["article"] for row in alive}
    newest = {}
    for row in ended:
        if row["article"] not in newest or row["valid_from"] > newest[row["article"]]["valid_from"]:
            newest[row["article"]] = row
    keep = {row["id"] for article, row in newest.items() if row.get('valid_to') == FOREVER}
    gone = [row["id"] for row in ended if row["id"] not in keep]
    for i in range(0, len(gone), 500):
        client.delete(name, ids=gone[i:i + 500])
    return len(gone)


def as_of(client, name, at, horizon):
    if not at >= horizon:
        raise LookupError("a part of the answer may have been removed")
    answer = {}
    cursor = client.query_iterator(name, batch_size=1000, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article", "title"])
    while rows := cursor.next():
        answer |= {row["article"]: row["title"] for row in rows}
    cursor.close()
    return answer


def erase(client, name, articles):
    number = 0
    articles = sorted(set(articles))
    for i in range(0, len(articles), 100):
        condition = "article in [" + ", ".join(map(str, articles[i:i + 100])) + "]"
        number += client.query(name, filter=condition, output_fields=["count(*)"])[0]["count(*)"]
        client.delete(name, filter=condition)
    return number
