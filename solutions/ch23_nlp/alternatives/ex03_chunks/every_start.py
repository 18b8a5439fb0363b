"""The longest run from every sentence, and of these only those that reach further than the one before; what is stale goes after the new rows are there."""

import hashlib
import re


def sentences(text):
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


def chunks(text, size):
    spans, found, reached = sentences(text), [], -1
    for first, (start, _) in enumerate(spans):
        last = max([first] + [n for n in range(first, len(spans)) if spans[n][1] - start <= size])
        if last > reached:
            found.append((start, spans[last][1]))
            reached = last
    return found


def put(client, name, document, text, size):
    key = hashlib.sha256(document.encode()).hexdigest()[:40]
    rows = [{"id": f"{key}-{start}-{end}", "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    kept = {row["id"] for row in rows}
    for at in range(0, len(rows), 200):
        client.upsert(name, rows[at : at + 200])
    there = client.query(name, filter=f'id like "{key}-%"', output_fields=["id"], limit=16_000)
    stale = [row["id"] for row in there if row["id"] not in kept]
    if stale:
        client.delete(name, ids=stale)
