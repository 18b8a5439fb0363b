# id: white-space-is-a-change
# check: test_the_second_night
# why: The text in the row is compared with the text of tonight, as it was written. But the model never saw that one.
# source: Sculley and others, Hidden Technical Debt in Machine Learning Systems (2015), on undeclared inputs
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
    return hashlib.sha256(f"{version}\0{text}".encode()).hexdigest()
# END SOLUTION
