"""What a lesson sees of a cluster: its processes as a picture and a table, and one taken away and brought back."""

from __future__ import annotations

import importlib
import xml.etree.ElementTree as ET

import pytest

import grader.lesson as course
from grader.backends.base import Process
from tests.backends.conftest import need
from tests.backends.helpers import runs
from tests.waiting import holds

PROXY = Process("proxy", "proxy", 11, "running", None, 206, 46, {"9091": "metrics", "19530": "clients"}, ("rootcoord", "log"))
ROOT = Process("rootcoord", "rootcoord", 12, "running", None, 238, 58, {"53100": "grpc"}, ("proxy", "log", "gone"))
NODE = Process("querynode1", "querynode", 13, "stopped", -9, 0, 0, {}, ())
LOG = Process("log", "log", 14, "running", None, 16, 1, {"9092": "clients"}, ())
ALL = (PROXY, ROOT, NODE, LOG)


def drawing(processes):
    """The picture as a tree, and every word in it."""
    text = course.cluster_picture(processes).text
    svg = ET.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])
    return svg, " ".join(svg.itertext())


def test_every_process_is_a_box_with_its_ports_and_every_call_an_arrow():
    """A call to somebody who is not in the picture has no arrow."""
    svg, words = drawing(ALL)
    for process in ALL:
        assert process.name in words
    assert "9091 · 19530" in words
    titles = sorted(title.text for title in svg.iter("title"))
    assert titles == ["proxy calls log", "proxy calls rootcoord", "rootcoord calls log", "rootcoord calls proxy"]
    heads = {marker.get("id") for marker in svg.iter("marker")}
    assert {path.get("marker-end") for path in svg.iter("path") if path.get("marker-end")} <= {f"url(#{head})" for head in heads}


def test_one_that_is_gone_is_dashed_and_told():
    svg, words = drawing(ALL)
    dashed = [rect for rect in svg.iter("rect") if rect.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert "stopped" in words
    assert "querynode1 is stopped" in svg.get("aria-label")
    assert "proxy listens on 9091, 19530 and calls rootcoord, log" in svg.get("aria-label")


def test_boxes_lie_apart_and_inside():
    svg, _ = drawing([Process(f"{name}", name, n, "running", None, 1, 1, {}, ()) for n, name in enumerate(
        ("proxy", "rootcoord", "datacoord", "querycoord", "datanode", "indexnode", "querynode1", "querynode2", "etcd", "log"))])  # fmt: skip
    width, height = map(float, svg.get("viewBox").split()[2:])
    boxes = sorted({tuple(float(rect.get(key)) for key in ("x", "y", "width", "height")) for rect in svg.iter("rect")})
    assert len(boxes) == 10
    for x, y, w, h in boxes:
        assert x >= 0
        assert x + w <= width
        assert y + h <= height
        assert not [b for b in boxes if b != (x, y, w, h) and abs(b[0] - x) < w and abs(b[1] - y) < h]


def test_the_table_says_what_each_listens_on_and_whom_it_calls():
    text = course.cluster_table(ALL).text
    assert "19530 clients" in text
    assert "46 of 206" in text
    assert "rootcoord, log" in text


@pytest.mark.server
@pytest.mark.soak
@pytest.mark.alone
def test_a_lesson_takes_one_away_and_brings_it_back(monkeypatch):
    """Over the holder, whose Milvus ends with the script; nothing of it stays."""
    need("server", "cluster")
    monkeypatch.delenv("GRADER_LIVE", raising=False)
    milvus = course.milvus(["roles", "replicas"], config="cluster")
    try:
        there = {process.name: process for process in milvus.processes()}
        assert len(there) == 10
        assert "cluster" in milvus.identity
        milvus.stop_role("indexnode")
        assert not runs(there["indexnode"].pid)
        assert {p.name: p.state for p in milvus.processes()}["indexnode"] == "stopped"
        milvus.start_role("indexnode")
        back = {process.name: process for process in milvus.processes()}["indexnode"]
        assert back.state == "running"
        assert back.pid != there["indexnode"].pid
        assert "indexnode" in milvus.role_logs("indexnode")
        assert "milvus_" in milvus.role_metrics("indexnode")
        pids = [process.pid for process in milvus.processes()]
        assert milvus.client(dedicated=True).list_collections() == []
    finally:
        milvus.control._write.close()  # as when the script is gone
    assert holds(lambda: not any(map(runs, pids)), 60)
    importlib.import_module("grader.lesson.milvus")._open.clear()  # `course.milvus` is the function
