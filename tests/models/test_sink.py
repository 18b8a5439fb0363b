"""The small sink connector of chapter 15: what it promises, and what it sets aside."""

import json

import pytest
from models.sink import Sink


class Milvus:
    def __init__(self):
        self.rows, self.refuses = {}, 0

    def describe_collection(self, name):
        return {"fields": [{"name": "id", "is_primary": True}, {"name": "vector", "params": {"dim": 2}}]}

    def upsert(self, name, rows):
        if self.refuses:
            self.refuses -= 1
            raise ConnectionError("busy")
        assert len({r["id"] for r in rows}) == len(rows)
        self.rows.update({r["id"]: r for r in rows})


def record(offset, value, partition=0):
    return {"partition": partition, "offset": offset, "value": value}


def row(id, x=0.0):
    return json.dumps({"id": id, "vector": [x, 1.0]})


def test_only_what_is_written_is_promised():
    milvus = Milvus()
    sink = Sink(milvus, "c", dead=None, batch=3)
    milvus.refuses = 1
    sink.put([record(0, row(1)), record(1, row(2))])
    assert sink.safe == {}
    with pytest.raises(ConnectionError):
        sink.flushed()
    assert sink.safe == {}
    assert sink.flushed() == {0: 2}
    assert set(milvus.rows) == {1, 2}


def test_one_write_names_a_key_once_and_the_last_counts():
    milvus = Milvus()
    sink = Sink(milvus, "c", dead=None, batch=10)
    sink.put([record(0, row(1, 0.1)), record(1, row(1, 0.9))])
    assert sink.flushed() == {0: 2}
    assert milvus.rows[1]["vector"][0] == 0.9


def test_what_can_never_be_written_is_set_aside_with_its_reason():
    milvus, dead = Milvus(), []
    sink = Sink(milvus, "c", dead=lambda r, why: dead.append((r["offset"], why)))
    values = [None, "{", "[]", json.dumps({"id": 1}), json.dumps({"id": 1, "vector": [1.0]}), row(5)]
    sink.put([record(n, v) for n, v in enumerate(values)])
    assert sink.flushed() == {0: 6}
    assert [n for n, _ in dead] == [0, 1, 2, 3, 4]
    assert dead[4][1] == "vector is no list of 2 numbers"
    assert set(milvus.rows) == {5}
