# expect: failed|partial
# because: keys with a backslash in them go to delete(ids=…), which does not quote them
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


from bisect import bisect_right


def runs(spans, size):
    """(first, last) of each chunk. Ends ascend, so the last sentence that fits is found by halving."""
    ends = [end for _, end in spans]
    first = 0
    while first < len(spans):
        last = max(first, bisect_right(ends, spans[first][0] + size) - 1)
        yield first, last
        if last == len(spans) - 1:
            return
        together = ends[last + 1] - spans[last][0]
        first = last if together <= size else last + 1


def chunks(text, size):
    spans = sentences(text)
    return [(spans[first][0], spans[last][1]) for first, last in runs(spans, size)]


def put(client, name, document, text, size):
    escaped = "".join("\\" + letter if letter in "\\'" else letter for letter in document)
    old = [row["id"] for row in client.query(name, filter=f"document == '{escaped}'", output_fields=["id"], limit=10_000, consistency_level="Strong")]
    if old:
        client.delete(name, ids=old)
    new = []
    for number, (start, end) in enumerate(chunks(text, size)):
        new.append({"id": f"{document}#{number:06}", "document": document, "start": start, "end": end, "text": text[start:end]})
    if new:
        client.insert(name, new)
