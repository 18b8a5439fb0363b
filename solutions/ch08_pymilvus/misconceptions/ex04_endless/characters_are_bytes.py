# id: characters-are-bytes
# check: test_any_script
# why: len(text) is right for English. In UTF-8 a letter of another script takes two to four bytes.
# source: https://github.com/milvus-io/milvus/issues/26806 and https://github.com/milvus-io/pymilvus/issues/1812 (Milvus calculates the length of a text in bytes)
# BEGIN SOLUTION
    batch, size, stored = [], 0, 0
    room = most - 2000
    for line in iter(source, None):
        needed = 4 * len(line["vector"]) + len(line["text"]) + 20
        if batch and size + needed > room:
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
