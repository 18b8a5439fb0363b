"""The benchmark of appendix C: its report refuses when it must, its loops count from the due time, and its record is what the harness writes."""

from __future__ import annotations

import ast
import importlib.util
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from models import bench, loops

ROOT = Path(__file__).resolve().parents[2]
RECORD = json.loads((ROOT / "lessons" / "recorded" / "benchmark.json").read_text(encoding="utf-8"))


def record(fast: float = 10.0, slow: float = 20.0, rounds: int = 6, recalls: tuple[float, float] = (0.9, 0.9), failed: int = 0, first: Any = None) -> dict[str, Any]:
    """A run of two contenders; times are those of a whole pass, in milliseconds."""
    turns = []
    for number in range(rounds):
        place = number % 2 if first is None else first
        for name, took, recall, at in (("a", fast, recalls[0], place), ("b", slow, recalls[1], 1 - place)):
            took *= 1 + 0.02 * number
            turns.append({"contender": name, "round": number, "place": at, "load": 0.1, "recall": recall, "ms": [took / 10] * 200, "together_s": took / 1000, "failed": failed})
    return {"data": {"queries": 100, "k": 10}, "plan": {"passes": 1}, "turns": turns}


def test_a_clear_difference_is_told():
    """Equal recall, rounds in turn: the ratio of the pairs, though both drift."""
    found = bench.compare(record(), "a", "b")
    assert found["reasons"] == []
    assert found["ratio"] == pytest.approx(2.0)
    assert found["low"] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("given", "word"),
    [({"recalls": (0.9, 0.8)}, "recall"), ({"rounds": 4}, "too few"), ({"failed": 1}, "failed"), ({"first": 0}, "first"), ({"slow": 10.0}, "holds 1")],
)
def test_it_refuses(given: dict[str, Any], word: str):
    """Each reason alone is enough."""
    reasons = bench.compare(record(**given), "a", "b")["reasons"]
    assert len(reasons) == 1
    assert word in reasons[0]


def test_a_line_tells_what_it_may():
    """A p99 needs ten samples behind it, a speed a small spread."""
    line = bench.line(record(rounds=6), "a")
    assert line["samples"] == 1200
    assert line["p99"] is not None
    assert bench.line(record(rounds=4), "a")["p99"] is None
    wild = record()
    wild["turns"][0]["together_s"] *= 9
    assert bench.line(wild, "a")["together_qps"] is None
    assert bench.line(wild, "b")["together_qps"] is not None


def test_ties_are_right():
    """Every row that is as near as the k-th counts; short answers and repeated ids do not."""
    rows = np.array([[0.0], [1.0], [1.0], [1.0], [5.0]])
    truth = bench.true_neighbors(rows, [[0.0]], 2)
    assert truth == [{0, 1, 2, 3}]
    assert bench.recall([[0, 3]], truth, 2) == 1.0
    assert bench.recall([[0, 0]], truth, 2) == bench.recall([[0]], truth, 2) == bench.recall([[4, 0, 1]], truth, 2) == 0.5


def test_an_open_loop_counts_from_the_due_time():
    """One client, each call takes 10 of a simulated clock, due every 5: the line grows, and so do the latencies. A closed loop sees 10."""
    time = [0.0]

    def ask(number: int) -> None:
        time[0] += 10
        if number == 3:
            raise RuntimeError

    calls = loops.closed(ask, 5, now=lambda: time[0])
    assert [c.latency for c in calls] == [10.0] * 5
    assert [c.ok for c in calls] == [True, True, True, False, True]
    time[0] = 0.0
    calls = loops.opened(ask, [0.0] * 5, clients=1, now=lambda: time[0], sleep=lambda _: None)
    assert [c.due for c in calls] == [0.0] * 5
    assert max(c.latency for c in calls) == 50.0
    assert sum(c.service for c in calls) == 50.0
    assert loops.schedule(3, 10) == [0.0, 0.1, 0.2]


def test_the_record_is_what_the_harness_writes(tmp_path: Path):
    """A run now has the same shape as the recorded ones: where the harness changes, python scripts/record_benchmark.py."""
    from pymilvus import MilvusClient

    rng = np.random.default_rng(2)
    table = rng.standard_normal((220, 8)).astype(np.float32)
    client = MilvusClient(str(tmp_path / "b.db"))
    try:
        now = bench.measure(client, "noise", [bench.contender("FLAT", "FLAT", {}, {})], table[:200], table[200:], 5, rounds=2, single=4, passes=1)
    finally:
        client.close()
    assert [t["recall"] for t in now["turns"]] == [1.0, 1.0], "an exact search"
    assert RECORD["format"] == bench.FORMAT
    for run in RECORD["runs"]:
        assert run["format"] == bench.FORMAT
        for part in ("data", "plan", "machine"):
            assert run[part].keys() == now[part].keys(), part
        assert run.keys() == now.keys()
        assert {frozenset(t) for t in run["turns"]} == {frozenset(now["turns"][0])}


def test_the_record_is_what_the_script_plans():
    """Data, settings and rounds of the recorder are those of the record, each setting once in a round, in no fixed order."""
    spec = importlib.util.spec_from_file_location("record_benchmark", ROOT / "scripts" / "record_benchmark.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert [run["data"]["name"] for run in RECORD["runs"]] == ["words", "clusters", "noise"]
    for run in RECORD["runs"]:
        assert run["plan"]["contenders"] == script.PLAN
        assert (run["data"]["rows"], run["data"]["queries"], run["data"]["k"], run["plan"]["rounds"], run["plan"]["seed"]) == (script.ROWS, script.QUERIES, script.K, script.ROUNDS, script.SEED)
        turns = {(t["contender"], t["round"]) for t in run["turns"]}
        assert len(turns) == len(run["turns"]) == len(script.PLAN) * script.ROUNDS
        assert len({t["place"] for t in run["turns"] if t["contender"] == "FLAT"}) > 3
        assert all(0 <= t["recall"] <= 1 and len(t["ms"]) + t["failed"] == run["plan"]["single"] for t in run["turns"])


def test_the_page_reads_its_numbers_from_the_record():
    """No speed, latency or recall of a recorded run is typed into the lesson: each table's row is made by a call."""
    tree = ast.parse((ROOT / "lessons" / "appC_benchmarks.py").read_text(encoding="utf-8"))
    plain = " ".join(node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    for run in RECORD["runs"]:
        for one in run["plan"]["contenders"]:
            line = bench.line(run, one["name"])
            for value in (line["together_qps"], line["p99"], line["recall"]):
                if value is not None and not math.isclose(value, round(value, 2)):
                    assert f"{value:,.0f}" not in plain or value < 100, (run["data"]["name"], one["name"], value)
                    assert f"{value:.3f}" not in plain, (run["data"]["name"], one["name"], value)
