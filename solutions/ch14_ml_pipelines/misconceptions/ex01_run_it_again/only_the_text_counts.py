# id: only-the-text-counts
# check: test_a_new_model
# why: The same text has the same vector, one thinks, and hashes the text. The model is an input like the text, only that it changes seldom.
# source: docs v3.0.x overview of embedding functions (the vectors of two models are not interchangeable)
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
        row = stored.get(doc)
        if row is None or row["recipe"] != made:
            waiting.setdefault(clean(article["text"]), []).append({**article, "recipe": made})
        elif row["text"] != article["text"]:
            retold[doc] = article["text"]
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
    return hashlib.sha256(f"{clean(text)}".encode()).hexdigest()
# END SOLUTION
