"""A check takes one process of a cluster away, over the same line as every other control."""

import json
from types import SimpleNamespace

import pytest

from grader.backends.base import Endpoint, Identity, Process
from grader.checks.milvus import FixedSource, MilvusUnderTest
from grader.errors import CourseError, MilvusGone
from grader.grading.supply import _control_of

NODE = Process("querynode1", "querynode", 7, "running", None, 200, 30, {"21123": "grpc"}, ("etcd",))


class Cluster:
    """It remembers what it was told."""

    identity = Identity("server", "2.3.5", "cluster")

    def __init__(self):
        self.told = []

    def processes(self):
        return [NODE]

    def stop_role(self, name):
        self.told.append(("stop", name))

    def start_role(self, name):
        self.told.append(("start", name))


def under_test(instance, *control):
    exercise = SimpleNamespace(id="ch07/ex01", control=frozenset(control), test_path="test_ex01.py")
    source = FixedSource(Endpoint("unix:/nowhere"), instance.identity, _control_of(instance))
    return MilvusUnderTest(exercise, source, None, "unix:/nowhere")


def test_a_process_is_listed_taken_away_and_brought_back():
    cluster = Cluster()
    milvus = under_test(cluster, "role")
    assert milvus.processes() == [NODE]
    milvus.stop_role("querynode1")
    milvus.start_role("querynode1")
    assert cluster.told == [("stop", "querynode1"), ("start", "querynode1")]


@pytest.mark.parametrize("what", ["processes", "stop_role", "start_role"])
def test_an_exercise_that_did_not_declare_it_may_not(what):
    cluster = Cluster()
    milvus = under_test(cluster, "restart")
    with pytest.raises(CourseError, match=r'control = \["role"\]'):
        getattr(milvus, what)(*(() if what == "processes" else ("querynode1",)))
    assert cluster.told == []


def test_a_standalone_says_that_it_is_one_process():
    standalone = SimpleNamespace(identity=Identity("server", "2.3.5"))
    with pytest.raises(MilvusGone, match="one process"):
        under_test(standalone, "role").stop_role("querynode1")


def test_a_process_crosses_as_data():
    assert Process.told(json.loads(json.dumps(vars(NODE)))) == NODE
