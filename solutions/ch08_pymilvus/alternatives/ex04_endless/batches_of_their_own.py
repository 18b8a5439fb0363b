"""A generator of batches, which knows nothing of Milvus, and one that stores them."""


def weight(line):
    return 64 * 4 + len(bytes(line["text"], "utf-8")) + 20


def batches(source, room):
    held, heavy = [], 0
    while (line := source()) is not None:
        if heavy + weight(line) > room and held:
            yield held
            held, heavy = [], 0
        held.append(line)
        heavy += weight(line)
    if held:
        yield held


def load(client, name, source, most):
    total = 0
    for batch in batches(source, int(most * 0.95)):
        total += client.insert(name, batch)["insert_count"]
        yield total
