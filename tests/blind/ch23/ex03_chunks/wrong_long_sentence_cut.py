# expect: failed|partial
# because: 'A single sentence that is longer is a chunk of its own': it is cut every size characters
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


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
    return [(at, min(at + size, end)) for start, end in found for at in range(start, end, size)]


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(client, name, document, text, size):
    client.delete(name, filter=f"document == {quoted(document)}")
    rows = [{"id": f"{document}#{start}", "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
