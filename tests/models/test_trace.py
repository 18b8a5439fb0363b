"""What chapter 3 reads out of a log and out of metrics."""

import re

import pytest
from models import trace

LOG = """\
[2026/11/25 04:27:45.355 +00:00] [INFO] [indexnode/task.go:376] ["Successfully build index"] [SegmentID=77] [x=1]
[2026/11/25 04:27:42.789 +00:00] [INFO] [datacoord/services.go:180] ["success to assign segments"] [assignments="[{\\"SegmentID\\":77}]"]
[2026/11/25 04:27:42.941 +00:00] [INFO] [pipeline/insert_node.go:87] ["pipeline fetch insert msg"] [segmentID=77] [insertRowNum=1500]
[2026/11/25 04:27:43.941 +00:00] [INFO] [pipeline/insert_node.go:87] ["pipeline fetch insert msg"] [segmentID=77] [insertRowNum=3]
[2026/11/25 04:27:42.100 +00:00] [INFO] [pipeline/insert_node.go:87] ["pipeline fetch insert msg"] [segmentID=78] [insertRowNum=9]
not a line of the log, with 77 in it
"""
METRICS = """\
# HELP rows of a segment
rows{collection_id="1",state="Growing"} 405
rows{collection_id="1",state="Sealed"} 1.5e+06
rows{collection_id="2",state="Growing"} 7
rows_total{collection_id="1",state="Growing"} 9
"""


def test_steps_come_by_time_and_each_kind_once():
    steps = trace.write_steps(LOG, 77, trace.when("2026/11/25 04:27:42.689"))
    assert [s.who for s in steps] == ["DataCoord", "QueryNode", "IndexNode"]
    assert [round(s.at, 3) for s in steps] == [0.1, 0.252, 2.666]


@pytest.mark.parametrize(("labels", "total"), [({"collection_id": "1"}, 1500405), ({"state": "Growing"}, 412), ({}, 1500412), ({"state": "None"}, 0)])
def test_a_metric_is_summed_over_its_labels(labels, total):
    assert trace.numbers(METRICS, "rows", **labels) == total


def test_every_step_has_a_place():
    for _, _, who, over, what in trace.STEPS:
        assert set(trace.Step(0.0, who, what, over).places) <= trace.PLACES.keys()
    assert trace.Step(0.0, "DataNode", "", "from the log").places == ["the log", "DataNode"]
    assert trace.Step(0.0, "DataNode", "", "to storage").places == ["DataNode", "storage"]


def test_the_picture_is_told_in_words_and_may_stand_still():
    steps = trace.write_steps(LOG, 77, 0)
    moving, still = trace.picture(steps, 3, "A write"), trace.picture(steps, 3, "A write", moving=False)
    for text in (moving, still):
        label = re.search(r'aria-label="([^"]*)"', text)[1]
        assert all(step.what in label for step in steps)
    assert "prefers-reduced-motion" in moving
    assert "@keyframes" not in still
    assert trace.listing(steps, 3).count("<li") == 3
