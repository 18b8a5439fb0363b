# expect: failed|partial
# because: rows that are there are inserted again, which Milvus Lite takes for a replacement and a server does not
import hashlib
import unicodedata


def clean(text):
    """The text as the model sees it: one form for each letter, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def run(client, name, articles, embed, version):
    """Bring the collection to what `articles` says; returns how many texts were embedded."""
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
        client.insert(name, [{**row, "text": retold[row["doc"]]} for row in rows])
    texts = sorted(waiting)
    for start in range(0, len(texts), 64):
        part = texts[start : start + 64]
        rows = []
        for text, vector in zip(part, embed(part), strict=True):
            rows += [{**article, "vector": list(vector)} for article in waiting[text]]
        client.insert(name, rows)
    return len(texts)


def recipe(text, version):
    """What the vector was made from: the same text and version give the same 64 letters in every process."""
    return hashlib.sha256(f"{version}\0{clean(text)}".encode()).hexdigest()
    # END SOLUTION
