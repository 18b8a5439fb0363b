# expect: failed|partial
# because: 'no chunk lies inside another one': the last sentence is repeated also where it does not fit with the next one, and then stands alone
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
        first = last if last > first and last + 1 < len(spans) else last + 1
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(client, name, document, text, size):
    client.delete(name, filter=f"document == {quoted(document)}")
    rows = [{"id": f"{document}#{start}", "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
