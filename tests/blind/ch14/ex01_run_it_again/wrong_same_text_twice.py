# expect: failed|partial
# because: 'no text twice in one run': two articles of the same text are both embedded
import hashlib
import unicodedata


def clean(text):
    """The text as the model sees it: one form for each letter, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())



def label(version):
    return hashlib.blake2b(str(version).encode(), digest_size=16).hexdigest()


def run(client, name, articles, embed, version):
    mine = label(version)
    wanted = {a["doc"]: a["text"] for a in articles}
    old = {}
    cursor = client.query_iterator(name, batch_size=1000, output_fields=["doc", "text", "vector", "recipe"])
    while page := cursor.next():
        for row in page:
            old[row["doc"]] = row
    cursor.close()
    gone = [doc for doc in old if doc not in wanted]
    vectors = {clean(row["text"]): list(row["vector"]) for row in old.values() if row["recipe"] == mine}
    if gone:
        client.delete(name, ids=gone)
    same, todo = [], {}
    for doc, text in wanted.items():
        if clean(text) not in vectors:
            todo[doc] = clean(text)
        elif doc not in old or old[doc]["text"] != text or old[doc]["recipe"] != mine:
            same.append({"doc": doc, "text": text, "vector": vectors[clean(text)], "recipe": mine})
    if same:
        client.upsert(name, same)
    texts, paid = list(todo), 0
    while texts:
        now, texts = texts[:20], texts[20:]
        made = embed([todo[doc] for doc in now])
        paid += len(now)
        client.upsert(name, [{"doc": doc, "text": wanted[doc], "vector": list(v), "recipe": mine} for doc, v in zip(now, made)])
    return paid
