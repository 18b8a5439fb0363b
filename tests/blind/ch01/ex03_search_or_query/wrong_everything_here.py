# expect: failed|partial
# because: "each with the call that fits" -- one query fetches every card, and the nearest are found here
import numpy as np


def cards(client, name):
    return client.query(name, filter="id >= 0", output_fields=["word", "vector"])


def nearest(rows, vector, k):
    table = np.array([row["vector"] for row in rows])
    cosines = table @ np.asarray(vector) / np.linalg.norm(table, axis=1) if len(rows) else []
    return [rows[i]["word"] for i in np.argsort(-np.asarray(cosines))[:k]]


def by_fact(client, name, letter):
    return sorted(row["word"] for row in cards(client, name) if row["word"].startswith(letter))


def by_meaning(client, name, vector, k):
    return nearest(cards(client, name), vector, k)


def by_both(client, name, vector, letter, k):
    return nearest([row for row in cards(client, name) if row["word"].startswith(letter)], vector, k)
