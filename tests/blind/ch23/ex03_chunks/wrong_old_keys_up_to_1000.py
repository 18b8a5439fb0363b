# expect: failed|partial
# because: 'A text has up to 2,000 chunks': of the old rows 1,000 are read and deleted
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


import hashlib


def chunks(text, size):
    spans = sentences(text)
    found, first = [], 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= size:
            last += 1
        found.append((spans[first][0], spans[last][1]))
        if last + 1 < len(spans) and last > first and spans[last + 1][1] - spans[last][0] <= size:
            first = last
        else:
            first = last + 1
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(client, name, document, text, size):
    old = client.query(name, filter=f"document == {quoted(document)}", output_fields=["id"], limit=1000, consistency_level="Strong")
    if old:
        client.delete(name, ids=[row["id"] for row in old])
    rows = [{"id": hashlib.sha256(f"{document}#{start}#{text[start:end]}".encode()).hexdigest(), "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
