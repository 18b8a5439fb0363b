# expect: partial|failed
# because: the next chunk always begins with the last sentence, also where the two do not fit
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


def chunks(text, size):
    """(start, end) of each chunk, in the order of the text."""
    spans = sentences(text)
    found, first = [], 0
    while first < len(spans):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= size:
            last += 1
        found.append((spans[first][0], spans[last][1]))
        if last + 1 == len(spans):
            break
        pair_fits = last > first
        first = last if pair_fits else last + 1
    return found


def put(client, name, document, text, size):
    """Store a document, or its next version."""
    quoted = document.replace("\\", "\\\\").replace('"', '\\"')
    client.delete(name, filter=f'document == "{quoted}"')
    rows = [{"id": f"{document}#{start}", "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    for at in range(0, len(rows), 500):
        client.upsert(name, rows[at : at + 500])
