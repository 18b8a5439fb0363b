# expect: passed
# because: 'no chunk lies inside another one': the longest run from each sentence, without those inside the one before; upsert, then delete the rest by key
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


import hashlib
import json


def chunks(text, size):
    spans = sentences(text)
    windows = []
    last = -1
    for first, (start, _) in enumerate(spans):
        reach = max(last, first)
        while reach + 1 < len(spans) and spans[reach + 1][1] - start <= size:
            reach += 1
        if reach > last:
            windows.append((start, spans[reach][1]))
            last = reach
    return windows


def number_of(document, start):
    return hashlib.sha256(f"{start}:{document}".encode()).hexdigest()


def put(client, name, document, text, size):
    """Upsert what is new, then delete what was there before and is there no more."""
    rows = {}
    for start, end in chunks(text, size):
        key = number_of(document, start)
        rows[key] = {"id": key, "document": document, "start": start, "end": end, "text": text[start:end]}
    same = "document == " + json.dumps(document, ensure_ascii=False)
    before = client.query(name, filter=same, output_fields=["id"], limit=16384, consistency_level="Strong")
    values = list(rows.values())
    for at in range(0, len(values), 400):
        client.upsert(name, values[at : at + 400])
    gone = [row["id"] for row in before if row["id"] not in rows]
    for at in range(0, len(gone), 400):
        client.delete(name, ids=gone[at : at + 400])
