# expect: passed
# because: 'two neighboring sentences that fit are together in at least one chunk': greedy chunks, then one more for each pair that was torn
import re


def sentences(text):
    """(start, end) of each sentence."""
    return [match.span() for match in re.finditer(r"\S[^.!?]*[.!?]+|\S[^.!?]*\S|\S", text)]


def chunks(text, size):
    spans = sentences(text)
    count = len(spans)

    def fits(first, last):
        return first == last or spans[last][1] - spans[first][0] <= size

    def reach(first):
        last = first
        while last + 1 < count and fits(first, last + 1):
            last += 1
        return last

    greedy, at = [], 0
    while at < count:
        greedy.append((at, reach(at)))
        at = greedy[-1][1] + 1
    bridges = [(last, reach(last)) for _, last in greedy[:-1] if fits(last, last + 1)]
    every = sorted({*greedy, *bridges})
    kept, reached = [], -1
    for first, last in every:
        if last > reached:
            kept.append((spans[first][0], spans[last][1]))
            reached = last
    return kept


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def put(client, name, document, text, size):
    client.delete(name, filter=f"document == {quoted(document)}")
    rows = [{"id": f"{document}#{start}", "document": document, "start": start, "end": end, "text": text[start:end]} for start, end in chunks(text, size)]
    for at in range(0, len(rows), 500):
        client.insert(name, rows[at : at + 500])
