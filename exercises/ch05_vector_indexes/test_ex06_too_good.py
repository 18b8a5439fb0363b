"""Checks of ch05/ex06."""

import numpy as np
import pytest

from grader.checks import check, close, fail, misconception, require

K, ROWS, QUERIES, DIM, NLIST = 10, 3000, 60, 64, 64
NPROBES = [1, 3, 8, 24]
MORE = 50
"""Neighbors in the second report: so many that a truth from half of the cells misses some for certain."""


@pytest.fixture(scope="module")
def report():
    """What the first check got; the others judge it."""
    return {}


@check(points=1)
def test_a_report_for_every_nprobe(submission, client, milvus, fresh, seed, support, report):
    """It runs, and reports a number for each nprobe"""
    given, name = support.data(seed, ROWS, QUERIES, DIM, K, lengths=True), fresh("bench")
    call = f'benchmark(client, "{name}", ids, vectors, queries, {NPROBES}, {K})'
    value = submission.benchmark(client, name, given.ids, given.vectors, given.queries, NPROBES, K)
    if not isinstance(value, dict) or sorted(value) != NPROBES:
        fail(called=call, returned=repr(value), expected=f"a dict with the keys {NPROBES}", why="One recall for each nprobe.")
    require(all(isinstance(v, (int, float, np.number)) and not isinstance(v, bool) and 0 <= v <= 1 for v in value.values()),
            called=call, returned=value, expected="numbers from 0 to 1", why="Recall is a share.")
    require(client.has_collection(name), called=call, returned="no collection afterwards", expected=f"{name} stays",
            why="Others want to repeat the measurement.")
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    require(count == ROWS, called=f"count(*) after {call}", returned=count, expected=ROWS, why="All rows have to be there.")
    sent = sum(one.rows for one in milvus.calls("Insert") if one.collection == name)
    require(sent <= ROWS, called=f"{call}: the rows that were inserted", returned=sent, expected=ROWS,
            why="A server keeps every row that is inserted, also two with one id, and counts both. Insert each row once.")
    told = support.described(client, name)
    require((told.get("index_type"), told.get("nlist"), told.get("metric_type")) == ("IVF_FLAT", NLIST, "L2"), called=f"describe_index() after {call}", returned=told or "no index",
            expected=f"IVF_FLAT with nlist {NLIST} and metric L2", why="That is the index that the report is about.")
    report.update(value=value, call=call, name=name, given=given)


@check(points=2, after="test_a_report_for_every_nprobe")
def test_the_index_is_what_answers(client, support, report):
    """The measurement goes through the index"""
    given = report["given"]
    one_cell = support.recall(support.found(client, report["name"], given.queries, K, nprobe=1), given.truth)
    if one_cell > 0.95:
        misconception("measured-before-flush", evidence=f"the grader's own search with nprobe=1 has recall {one_cell:.3f}: no single cell holds all neighbors",
                      called=f"search with nprobe=1 after {report['call']}", returned=f"recall {one_cell:.3f}", expected="about 0.2 to 0.4",
                      why="Rows that were not flushed do not have your index: Lite compares them one by one, a server by a small index of its own. What is missing between insert() and create_index()?")
    report["one_cell"] = one_cell


@check(points=2, after="test_the_index_is_what_answers")
def test_nprobe_reaches_milvus(milvus, support, report):
    """Every nprobe is really asked for"""
    searches = support.searches(milvus)
    require(bool(searches), called=report["call"], returned=f"{report['value']}, without a search", expected=f"searches with nprobe {NPROBES}", why="The report is about what the index finds.")
    asked = sorted({n for c in searches if (n := support.whole(c.params.get("nprobe"))) is not None})
    if not asked and any("nlist" in c.params for c in searches):
        misconception("nprobe-never-sent", evidence=f"{len(searches)} searches with nlist, none with nprobe; the parameters of the last: {searches[-1].params}",
                      called=report["call"], returned=report["value"], expected=f"searches with nprobe {NPROBES}",
                      why="An unknown search parameter is ignored without a word. Is the name that you send the name that a search knows?")
    missing = [n for n in NPROBES if n not in asked]
    require(not missing, called=report["call"], returned=f"searches with nprobe {asked or 'never set'}", expected=f"searches with nprobe {NPROBES}",
            why="A number of the report belongs to the nprobe that it was measured with.")


@check(points=2, after="test_nprobe_reaches_milvus")
def test_judged_by_the_truth(client, support, report):
    """The neighbors that it counts are the true ones"""
    given, value = report["given"], report["value"]
    mine = {n: support.recall(support.found(client, report["name"], given.queries, K, nprobe=n), given.truth) for n in NPROBES}
    top = NPROBES[-1]
    if value[top] > 0.999 and mine[top] < 0.98:
        misconception("judged-by-itself", evidence=f"recall 1.0 at nprobe {top}; against all {ROWS} vectors it is {mine[top]:.3f}",
                      called=report["call"], returned=value, expected={n: round(v, 3) for n, v in mine.items()},
                      why="The answer with the largest nprobe is not the truth while cells stay closed. Who has looked at every vector?")
    for n in NPROBES:
        close(value[n], mine[n], atol=2e-3, called=f"{report['call']}[{n}]", why="Repeating the search has to give the same recall.")


@check(points=1, after="test_judged_by_the_truth")
def test_a_second_report(submission, client, fresh, seed, support):
    """Other vectors, few open cells, many neighbors: the truth still comes from all vectors"""
    given, name, nprobes = support.data(seed + 1, ROWS // 2, QUERIES, DIM, MORE, lengths=True), fresh("again"), [2, 5]
    call = f'benchmark(client, "{name}", ids, vectors, queries, {nprobes}, {MORE})'
    value = submission.benchmark(client, name, given.ids, given.vectors, given.queries, nprobes, MORE)
    if not isinstance(value, dict) or sorted(value) != nprobes:
        fail(called=call, returned=repr(value), expected=f"a dict with the keys {nprobes}", why="One recall for each nprobe.")
    for n in nprobes:
        mine = support.recall(support.found(client, name, given.queries, MORE, nprobe=n), given.truth)
        close(value[n], mine, atol=1e-3, called=f"{call}[{n}]", why="Is the truth what ten, twenty or forty cells give, or what all vectors give?")
