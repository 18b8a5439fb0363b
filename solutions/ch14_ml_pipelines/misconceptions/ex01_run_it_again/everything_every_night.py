# id: everything-every-night
# check: test_the_second_night
# why: A job that builds everything from nothing is the simplest one, and always right. Its bill grows with the collection and not with the changes.
# source: docs v3.0.x embeddings.md (texts are passed to the embedding service on every insert)
# BEGIN SOLUTION run
    stored, pages = {}, client.query_iterator(name, batch_size=500, output_fields=["doc", "text", "recipe"])
    while page := pages.next():
        stored.update({row["doc"]: row for row in page})
    pages.close()
    gone = sorted(set(stored) - {article["doc"] for article in articles})
    if gone:
        client.delete(name, ids=gone)
    waiting, retold = {}, {}
    for article in articles:
        doc, made = article["doc"], recipe(article["text"], version)
        if True:
            waiting.setdefault(clean(article["text"]), []).append({**article, "recipe": made})
    docs = sorted(retold)
    for start in range(0, len(docs), 500):
        rows = client.get(name, ids=docs[start : start + 500], output_fields=["*"])
        client.upsert(name, [{**row, "text": retold[row["doc"]]} for row in rows])
    texts = sorted(waiting)
    for start in range(0, len(texts), 64):
        part = texts[start : start + 64]
        rows = []
        for text, vector in zip(part, embed(part), strict=True):
            rows += [{**article, "vector": list(vector)} for article in waiting[text]]
        client.upsert(name, rows)
    return len(texts)


def recipe(text, version):
    """What the vector was made from: the same text and version give the same 64 letters in every process."""
    return hashlib.sha256(f"{version}\0{clean(text)}".encode()).hexdigest()
# END SOLUTION
