#: attempts = "let a call of another service, and a search that fails, count as the search that was asked for"
#: number = 29
#: layer = "tap: calls are known by their full name and by their success"
#: exercise = "ch01/ex02"
#: says = {test_search = "calls that Milvus heard", test_rows = "store"}
import contextlib

import grpc
import numpy as np


def store(client, name, vectors):
    return None


def nearest(client, name, query):
    rows = client.query(name, filter="id >= 0", output_fields=["id", "vector"], limit=100)
    with contextlib.suppress(Exception):
        client.search("no_such_collection", data=[query], limit=1)
    with contextlib.suppress(Exception):
        grpc.insecure_channel(client._config.uri).unary_unary("/nobody.Nothing/Search")(b"", timeout=2)
    return min(rows, key=lambda row: float(np.square(np.array(row["vector"]) - query).sum()))["id"]


def loot(client):
    return "nothing"
