# expect: failed|partial
# because: 'No chunk could take the next sentence and still fit': chunks of two sentences, whatever size is left
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


def chunks(text, size):
    spans = sentences(text)
    found = []
    for n, (start, end) in enumerate(spans):
        if n + 1 < len(spans) and spans[n + 1][1] - start <= size:
            found.append((start, spans[n + 1][1]))
        elif not found or found[-1][1] < end:
            found.append((start, end))
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(client, name, document, text, size):
    client.delete(name, filter=f"document == {quoted(document)}")
    rows = [{"id": f"{document}#{start}", "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
