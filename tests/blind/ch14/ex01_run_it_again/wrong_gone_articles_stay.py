# expect: failed|partial
# because: 'and no other row': articles that are gone stay
from collections import defaultdict
from itertools import islice


def batched(items, n):
    items = iter(items)
    while part := tuple(islice(items, n)):
        yield part

import hashlib
import unicodedata


def clean(text):
    """The text as the model sees it: one form for each letter, and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())



def recipe_of(version, text):
    model = hashlib.md5(version.encode()).hexdigest()[:16]
    return model + "/" + hashlib.md5(text.encode()).hexdigest()


def run(client, name, articles, embed, version):
    rows = client.query(name, filter='doc != ""', output_fields=["doc", "text", "recipe"], limit=16_384)
    present = {row["doc"]: (row["text"], row["recipe"]) for row in rows}
    source = {row["recipe"]: row["doc"] for row in rows}
    groups = defaultdict(list)
    for article in articles:
        groups[clean(article["text"])].append(article)
    new, stale = [], []
    for text, group in groups.items():
        recipe = recipe_of(version, text)
        if recipe not in source:
            new.append(text)
        else:
            stale += [(a, recipe) for a in group if present.get(a["doc"]) != (a["text"], recipe)]
    vectors = {}
    for some in batched({source[recipe] for _, recipe in stale}, 500):
        for row in client.get(name, ids=list(some), output_fields=["vector", "recipe"]):
            vectors[row["recipe"]] = list(row["vector"])
    for some in batched(stale, 500):
        client.upsert(name, [{"doc": a["doc"], "text": a["text"], "vector": vectors[recipe], "recipe": recipe} for a, recipe in some])
    for texts in batched(new, 64):
        made = dict(zip(texts, embed(list(texts)), strict=True))
        client.upsert(name, [{"doc": a["doc"], "text": a["text"], "vector": made[t], "recipe": recipe_of(version, t)} for t in texts for a in groups[t]])
    return len(new)
