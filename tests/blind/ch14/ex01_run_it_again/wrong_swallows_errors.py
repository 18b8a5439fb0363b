# expect: partial|failed
# because: an error of the model ends the run in silence
"""Run it again.

A help desk embeds its articles every night, and pays its model provider per text. Write `run(client, name, articles, embed, version)`.

- `articles` is what there is tonight, up to 2,000 dicts in any order: `{"doc": "kb-17", "text": "…"}`. No two have the same `doc`.
- `embed` gets a list of 1 to 64 texts and returns a list of vectors, 32 numbers each. It is the model of the version `version`, a text such as `"v3"`.
- The model never sees a text as it was written, but `clean(text)`. `clean` is given and stays as it is.

The collection `name` exists and reads at the level Strong. Its fields are `doc` (VARCHAR, the key), `text` (VARCHAR), `vector` (32 floats, COSINE)
and `recipe` (VARCHAR, up to 64 bytes), which is yours: write into it what you need to know next time. When `run` has returned,

- there is one row per article, with the `text` as it was written and the vector that *this* version of the model gives to the cleaned text, and no other row,
- the number of texts that `embed` was given comes back.

`embed` never gets the text of an article whose row already has the right vector, and no text twice in one run. Every run is a new process. A run may
end at any moment, for instance with an error of `embed`, which is not yours to catch. What a call of `embed` returned is stored before the next call.
"""

import hashlib
import unicodedata


def clean(text):
    """The text as the model sees it: one form for each letter, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def run(client, name, articles, embed, version):
    """Bring the collection to what `articles` says; returns how many texts were embedded."""
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
        try:
            answers = embed(part)
        except Exception:
            return start
        for text, vector in zip(part, answers, strict=True):
            rows += [{**article, "vector": list(vector)} for article in waiting[text]]
        client.upsert(name, rows)
    return len(texts)


def recipe(text, version):
    """What the vector was made from: the same text and version give the same 64 letters in every process."""
    return hashlib.sha256(f"{version}\0{clean(text)}".encode()).hexdigest()
