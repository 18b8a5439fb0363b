"""Checks of ch05/ex06."""

import pytest

from grader.checks import check, close, fail, misconception, require

K, ROWS, QUERIES, DIM, NLIST = 10, 3000, 60, 64, 64
NPROBES = [1, 3, 8, 24]


@pytest.fixture(scope="module")
def report():
    """What the first check got; the others judge it."""
    return {}


@check(points=1)
def test_a_report_for_every_nprobe(submission, client, fresh, seed, support, report):
    """It runs, and reports a number for each nprobe"""
    given, name = support.data(seed, ROWS, QUERIES, DIM, K, lengths=True), fresh("bench")
    call = f'benchmark(client, "{name}", ids, vectors, queries, {NPROBES}, {K})'
    value = submission.benchmark(client, name, given.ids, given.vectors, given.queries, NPROBES, K)
    if not isinstance(value, dict) or sorted(value) != NPROBES:
        fail(called=call, returned=value, expected=f"a dict with the keys {NPROBES}", why="One recall for each nprobe.")
    require(all(isinstance(v, (int, float)) and not isinstance(v, bool) and 0 <= v <= 1 for v in value.values()),
            called=call, returned=value, expected="numbers from 0 to 1", why="Recall is a share.")
    require(client.has_collection(name), called=call, returned="no collection afterwards", expected=f"{name} stays",
            why="Others want to repeat the measurement.")
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    require(count == ROWS, called=f"count(*) after {call}", returned=count, expected=ROWS, why="All rows have to be there.")
    told = support.described(client, name)
    require(told.get("index_type") == "IVF_FLAT" and told.get("nlist") == NLIST, called=f"describe_index() after {call}", returned=told,
            expected=f"IVF_FLAT with nlist {NLIST}", why="That is the index that the report is about.")
    report.update(value=value, call=call, name=name, given=given)


@check(points=2, after="test_a_report_for_every_nprobe")
def test_the_index_is_what_answers(client, support, report):
    """The measurement goes through the index"""
    given = report["given"]
    one_cell = support.recall(support.found(client, report["name"], given.queries, K, nprobe=1), given.truth)
    if one_cell > 0.95:
        misconception("measured-before-flush", evidence=f"the grader's own search with nprobe=1 has recall {one_cell:.3f}: no single cell holds all neighbours",
                      called=f"search with nprobe=1 after {report['call']}", returned=f"recall {one_cell:.3f}", expected="about 0.2 to 0.4",
                      why="Rows that were not flushed have no index and are compared one by one. What is missing between insert() and create_index()?")
    report["one_cell"] = one_cell


@check(points=2, after="test_the_index_is_what_answers")
def test_nprobe_reaches_milvus(milvus, report):
    """Every nprobe is really asked for"""
    asked = sorted({c.params.get("nprobe") for c in milvus.calls("Search") if isinstance(c.params.get("nprobe"), int)})
    missing = [n for n in NPROBES if n not in asked]
    if missing:
        misconception("nprobe-never-sent", evidence=f"Milvus was asked with nprobe {asked or 'never set'}; the parameters of the last search: {milvus.calls('Search')[-1].params}",
                      called=report["call"], returned=report["value"], expected=f"searches with nprobe {NPROBES}",
                      why="An unknown search parameter is ignored without a word. Is the name that you send the name that a search knows?")


@check(points=2, after="test_nprobe_reaches_milvus")
def test_judged_by_the_truth(client, support, report):
    """The neighbours that it counts are the true ones"""
    given, value = report["given"], report["value"]
    mine = {n: support.recall(support.found(client, report["name"], given.queries, K, nprobe=n), given.truth) for n in NPROBES}
    top = NPROBES[-1]
    if value[top] > 0.999 and mine[top] < 0.98:
        misconception("judged-by-itself", evidence=f"recall 1.0 at nprobe {top}; against all {ROWS} vectors it is {mine[top]:.3f}",
                      called=report["call"], returned=value, expected={n: round(v, 3) for n, v in mine.items()},
                      why="The answer with the largest nprobe is not the truth while cells stay closed. Who has looked at every vector?")
    for n in NPROBES:
        close(value[n], mine[n], atol=5e-3, called=f"{report['call']}[{n}]", why="Anybody who repeats the search has to get the same recall.")
