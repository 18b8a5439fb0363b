"""pymilvus with stand-ins for pandas and requests: the same answers, and the real ones for whoever asks."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from grader.worker.launch import deferred

VALUES = [
    0, True, 1.5, "x", b"x", 2j, None, [1], (1,), {"a": 1}, {1}, frozenset(), np.float64(1), np.float32(1), np.float16(1),
    np.int64(1), np.int32(1), np.int16(1), np.int8(1), np.uint8(1), np.bool_(True), np.str_("x"), np.array([1.0]), np.array(1.0),
    pd.NaT, pd.Timestamp(0), pd.Series([1]), pd.DataFrame({"a": [1]}), object(), range(3), iter([1]), int, "", [],
]  # fmt: skip


@pytest.mark.parametrize("name", ["is_float", "is_scalar", "is_list_like", "is_array_like"])
def test_a_question_has_the_answer_of_pandas(name):
    for value in VALUES:
        assert getattr(deferred, name)(value) == getattr(pd.api.types, name)(value), (name, value)


def python(code: str) -> object:
    """What a fresh interpreter prints as its last line, from JSON."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


HEAD = """
import json, sys
from grader.worker.launch.deferred import import_pymilvus
import_pymilvus()
here = lambda: sorted({"pandas", "requests"} & set(sys.modules))
"""


def test_what_a_learner_does_without_pandas_imports_none():
    assert (
        python(
            HEAD
            + """
from pymilvus import CollectionSchema, DataType, FieldSchema, MilvusClient
from pymilvus.orm import schema
fields = [FieldSchema("id", DataType.INT64, is_primary=True), FieldSchema("v", DataType.FLOAT_VECTOR, dim=2),
          FieldSchema("p", DataType.FLOAT, default_value=1.5)]
schema.check_insert_schema(CollectionSchema(fields), [[1], [[0.1, 0.2]], [2.0]])
print(json.dumps(here()))
"""
        )
        == []
    )


def test_a_data_frame_is_known_and_made():
    assert python(
        HEAD
        + """
from pymilvus.orm import collection, schema
before = schema.is_valid_insert_data([1]), schema.is_valid_insert_data("x")
import pandas
frame = pandas.DataFrame({"id": [1], "v": [[0.1, 0.2]]})
names = [f.name for f in schema.construct_fields_from_dataframe(frame)]
print(json.dumps([before, schema.is_valid_insert_data(frame), names, type(schema.pd.DataFrame({"a": [1]})) is pandas.DataFrame,
                  issubclass(pandas.DataFrame, schema.pd.DataFrame), schema.pd.Series is pandas.Series]))
"""
    ) == [[True, False], True, ["id", "v"], True, True, True]


def test_requests_comes_when_it_is_used_and_its_errors_are_caught():
    assert python(
        HEAD
        + """
from pymilvus.client import global_topology as g
before = here()
caught = None
try:
    raise g.requests.exceptions.ConnectionError
except g.requests.exceptions.RequestException as error:
    caught = type(error).__module__
import requests
print(json.dumps([before, caught, g.requests.get is requests.get]))
"""
    ) == [[], "requests.exceptions", True]


def test_nobody_but_pymilvus_holds_a_stand_in():
    assert (
        python(
            HEAD
            + """
from grader.grading.supply import RUNNER
from grader.worker.launch import fork
fork._preload("milvus", list(RUNNER.imports))
from grader.worker.launch import deferred
made = (deferred._Deferred, deferred._Class)
print(json.dumps(sorted({n.split(".")[0] for n, m in sys.modules.items() if m is not deferred and m is not None
                         for v in list(vars(m).values()) if isinstance(v, made)} | set(here()))))
"""
        )
        == ["pymilvus"]
    )
