"""Questions in an order, each a function; the first that is answered with no gives the word."""

import random
import string
from contextlib import suppress

from pymilvus import DataType


def missing(client, name, about):
    return name not in client.list_collections(timeout=2) and not is_alias(client, name)


def is_alias(client, name):
    try:
        return bool(client.describe_collection(name, timeout=2))
    except Exception:
        return False


def asleep(client, name, about):
    return client.get_load_state(name, timeout=2)["state"].name != "Loaded"


def unsearchable(client, name, about):
    client.search(name, data=[[0.5] * about["dim"]], limit=3, timeout=2)
    about["seen"] = client.query(name, filter="", output_fields=["count(*)"], timeout=2)[0]["count(*)"]
    return False


QUESTIONS = [
    ("missing", missing),
    ("not loaded", asleep),
    ("error", unsearchable),
    ("too few", lambda client, name, about: about["seen"] < about["rows"]),
    ("wrong metric", lambda client, name, about: any(client.describe_index(name, i, timeout=2)["metric_type"] != about["metric"] for i in client.list_indexes(name, timeout=2))),
]


def ask(client, name, about):
    for word, question in QUESTIONS:
        try:
            if question(client, name, about):
                return word
        except Exception:
            return "error"
    return None


def smoke(client, expected):
    result = {}
    for name in expected:
        word = ask(client, name, dict(expected[name]))
        if word is not None:
            result[name] = word
    own = "smoke_" + "".join(random.SystemRandom().choices(string.ascii_lowercase, k=24))
    try:
        try_it(client, own)
    except Exception:
        result["(writes)"] = "error"
    finally:
        with suppress(Exception):
            client.drop_collection(own, timeout=2)
    return result


def try_it(client, own):
    schema = client.create_schema()
    schema.add_field("key", DataType.VARCHAR, max_length=20, is_primary=True)
    schema.add_field("v", DataType.FLOAT_VECTOR, dim=2)
    client.create_collection(own, schema=schema, timeout=2, consistency_level="Strong")
    indexes = client.prepare_index_params()
    indexes.add_index("v", index_type="AUTOINDEX", metric_type="L2")
    client.create_index(own, indexes, timeout=2)
    client.load_collection(own, timeout=2)
    client.insert(own, [{"key": "a", "v": [0.0, 1.0]}, {"key": "b", "v": [5.0, 5.0]}], timeout=2)
    assert client.search(own, data=[[5.0, 4.0]], limit=1, timeout=2)[0][0]["key"] == "b"
    assert len(client.query(own, filter='key == "b"', timeout=2)) == 1
    client.delete(own, filter='key == "b"', timeout=2)
    assert client.query(own, filter='key == "b"', timeout=2) == []
