# id: json-is-the-wire
# check: test_short_lines
# why: len(json.dumps(row)) is at hand, and REST sends just that. gRPC sends a number of a vector as four bytes, of which JSON makes twenty characters.
# source: protobuf.dev/programming-guides/encoding (a packed float is four bytes)
# BEGIN SOLUTION
    import json

    batch, size, stored = [], 0, 0
    for line in iter(source, None):
        needed = len(json.dumps(line, ensure_ascii=False).encode())
        if batch and size + needed > most - 2000:
            client.insert(name, batch)
            stored += len(batch)
            batch, size = [], 0
            yield stored
        batch.append(line)
        size += needed
    if batch:
        client.insert(name, batch)
        yield stored + len(batch)
# END SOLUTION
