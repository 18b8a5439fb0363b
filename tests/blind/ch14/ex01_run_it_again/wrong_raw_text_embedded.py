# expect: failed|partial
# because: 'The model never sees a text as it was written, but `clean(text)`': it gets the text as written
import hashlib
import unicodedata


def clean(text):
    """The text as the model sees it: one form for each letter, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())



def fingerprint(version, text):
    return hashlib.sha256(f"{version}\n{clean(text)}".encode()).hexdigest()


def run(client, name, articles, embed, version):
    """Bring the collection to what `articles` says; returns how many texts were embedded."""
    stored, rows = {}, client.query_iterator(name, batch_size=500, output_fields=["doc", "text", "vector", "recipe"])
    while batch := rows.next():
        stored |= {row["doc"]: row for row in batch}
    rows.close()
    known = {row["recipe"]: list(row["vector"]) for row in stored.values()}

    ready, waiting = [], {}
    for article in articles:
        recipe = fingerprint(version, article["text"])
        row = stored.get(article["doc"])
        if row is not None and row["recipe"] == recipe and row["text"] == article["text"]:
            continue
        if recipe in known:
            ready.append({**article, "vector": known[recipe], "recipe": recipe})
        else:
            waiting.setdefault(clean(article["text"]), []).append({**article, "recipe": recipe})
    if ready:
        client.upsert(name, ready)
    texts = list(waiting)
    for start in range(0, len(texts), 64):
        part = texts[start:start + 64]
        vectors = embed([waiting[text][0]["text"] for text in part])
        client.upsert(name, [{**article, "vector": vector} for text, vector in zip(part, vectors, strict=True) for article in waiting[text]])
    there = {article["doc"] for article in articles}
    gone = [doc for doc in stored if doc not in there]
    if gone:
        client.delete(name, ids=gone)
    return len(texts)
