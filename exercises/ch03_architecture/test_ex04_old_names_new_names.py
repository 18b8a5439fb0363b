"""Checks of ch03/ex04. The lines have the form of a 2.3.5 server's; which segment went where is drawn."""

import datetime

from grader.checks import check, fail, misconception

NAIVE = {"Proxy": "Proxy", "DataCoord": "Coordinator", "QueryCoord": "Coordinator", "DataNode": "Data Node", "IndexNode": "Data Node", "QueryNode": "Query Node"}
STEPS = {
    "sent": ("proxy/task_insert.go:188", "Proxy", "Proxy", '["get vchannels"] [segmentIDs="[{s}]"]'),
    "assigned": ("datacoord/services.go:128", "DataCoord", "Coordinator", '["success to assign segments"] [assignments="[{{\\"SegmentID\\":{s}}}]"]'),
    "read": ("pipeline/insert_node.go:87", "QueryNode", "Streaming Node", '["pipeline fetch insert msg"] [segmentID={s}] [insertRowNum={n}]'),
    "listed": ("delegator/delegator_data.go:124", "QueryNode", "Streaming Node", '["add growing segments to delegator"] [segmentIDs="[{s}]"]'),
    "gathered": ("datanode/flow_graph_insert_buffer_node.go:230", "DataNode", "Streaming Node", '["segment buffer status"] [segmentID={s}] [size={n}]'),
    "sealed": ("datacoord/services.go:71", "DataCoord", "Coordinator", '["flush response with segments"] [sealSegments="[{s}]"]'),
    "written": ("datanode/flush_task.go:136", "DataNode", "Streaming Node", '["running flush insert task"] [segmentID={s}] [flushed=true]'),
    "noted": ("datacoord/services.go:394", "DataCoord", "Coordinator", '["receive SaveBinlogPaths request"] [segmentID={s}]'),
    "ordered": ("datacoord/index_builder.go:321", "DataCoord", "Coordinator", '["index task assigned successfully"] [segmentID={s}] [nodeID=1]'),
    "built": ("indexnode/task.go:376", "IndexNode", "Data Node", '["Successfully build index"] [SegmentID={s}]'),
    "told": ("task/executor.go:180", "QueryCoord", "Coordinator", '["load segments..."] [segmentID={s}] [node=1]'),
    "loaded": ("segments/segment_loader.go:240", "QueryNode", "Query Node", '["load segment done"] [segmentType=Sealed] [segmentID={s}]'),
    "swapped": ("delegator/delegator_data.go:402", "QueryNode", "Streaming Node", '["load delete done"] [segmentID={s}]'),
    "merged": ("datanode/compactor.go:521", "DataNode", "Data Node", '["compact start"] [inSegments="[{s},{o}]"]'),
}
WRITE = ["assigned", "sent", "read", "listed"]
FLUSH = ["sealed", "written", "noted"]
INDEX = ["ordered", "built"]
LOAD = ["told", "loaded", "swapped"]


def journey(rng):
    """What happened to a segment; every choice is one that a server makes."""
    steps = []
    for _ in range(int(rng.integers(1, 4))):
        steps += [*WRITE, "gathered"] if rng.random() < 0.5 else [*WRITE[:2], "gathered", *WRITE[2:]]
    if rng.random() < 0.85:
        steps += FLUSH
        if rng.random() < 0.7:
            steps += INDEX
        if rng.random() < 0.7:
            steps += LOAD
        if rng.random() < 0.5:
            steps += ["merged", "noted"]
    return steps


def write_log(rng, journeys):
    """Lines of all segments by their time; every line has a time of its own."""
    events = []
    for number, steps in journeys.items():
        at = int(rng.integers(0, 4000))
        for step in steps:
            at += int(rng.integers(2, 900))
            events.append((at, number, step))
    start = datetime.datetime(2026, 3, 1, 23, 59, 50) + datetime.timedelta(milliseconds=int(rng.integers(0, 9000)))
    lines = []
    for order, (at, number, step) in enumerate(sorted(events)):
        place, _, _, words = STEPS[step]
        time = start + datetime.timedelta(milliseconds=at + order)
        text = words.format(s=number, n=int(rng.integers(50, 2000)), o=number + 4)  # merged with a segment that nobody asks for
        lines.append(f"[{time:%Y/%m/%d %H:%M:%S}.{time.microsecond // 1000:03d} +00:00] [INFO] [{place}] {text}")
    return lines


def merge(pairs):
    return [pair for i, pair in enumerate(pairs) if i == 0 or pairs[i - 1] != pair]


def right(steps, names=None):
    return merge([(STEPS[s][1], names[STEPS[s][1]] if names else STEPS[s][2]) for s in steps])


def in_file_order(lines, number):
    places = {step[0]: step[1:3] for step in STEPS.values()}
    return merge([places[line.split("] [")[2]] for line in lines if str(number) in line])


def judge(submission, rng, journeys, number, shuffled):
    lines = write_log(rng, journeys)
    if shuffled:
        rng.shuffle(lines)
    value = submission.hops("\n".join(lines) + "\n", number)
    steps = journeys[number]
    wanted = right(steps)
    called = f"hops(log of {len(lines)} lines, {number})"
    try:
        found = [tuple(pair) for pair in value]
    except TypeError:
        fail(called=called, returned=value, expected="a list of pairs (old, new)")
    if found == wanted:
        return
    told = {"called": called, "returned": found, "expected": wanted}
    one = [merge([(old, NAIVE[old] if old == name else new) for _, old, new, _ in map(STEPS.get, steps)]) for name in ("DataNode", "QueryNode")]
    if found in [right(steps, NAIVE), *one]:
        misconception("names-map-one-to-one", **told, evidence="a DataNode became a Data Node, or a QueryNode a Query Node, whatever its job was",
                      why="In Milvus 3, who reads the log and holds what is fresh? The names stayed, the jobs moved.")
    if shuffled and found == in_file_order(lines, number):
        misconception("a-log-is-in-order", **told, evidence="the pairs stand in the order of the lines, not in that of the times",
                      why="Several processes wrote this, and a collector joined it. What in a line says when it happened?")
    if found == list(dict.fromkeys(wanted)):
        misconception("each-part-once", **told, evidence="the pairs are right, and each stands at its first place only",
                      why="A segment comes back to the coordinator after each step, and rows come in more than one insert.")
    at = next((i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted)))
    fail(**told, why=f"The first {at} pairs are right. This path is what a trace shows: who had the segment when, and who waited for whom.")


def fleet(rng, count=4):
    """Segments with their journeys; the ids are like those of a server."""
    first = int(rng.integers(470_700_000_000_000_000, 470_799_000_000_000_000))
    return {first + 8 * i: journey(rng) for i in range(count)}


@check(points=1)
def test_one_insert(submission, rng):
    """One insert that was not flushed, in a log of its own"""
    number = next(iter(fleet(rng, 1)))
    judge(submission, rng, {number: [*WRITE[:2], "read", "listed"]}, number, shuffled=False)


@check(points=3, after="test_one_insert")
def test_a_whole_life(submission, rng):
    """Insert, flush, index, load, compaction: in disorder, among other segments"""
    journeys = fleet(rng)
    number = list(journeys)[2]
    journeys[number] = [*WRITE, "gathered", *FLUSH, *INDEX, *LOAD, "merged", "noted"]
    judge(submission, rng, journeys, number, shuffled=True)


@check(points=2, after="test_a_whole_life")
def test_many_logs(submission, rng):
    """Twenty logs of other segments"""
    for _ in range(20):
        journeys = fleet(rng, int(rng.integers(2, 6)))
        judge(submission, rng, journeys, list(journeys)[int(rng.integers(0, len(journeys)))], shuffled=True)


@check(points=1, after="test_a_whole_life")
def test_a_long_log(submission, rng):
    """One segment among the thousands of lines of 120 others"""
    journeys = fleet(rng, 120)
    number = list(journeys)[-1]
    journeys[number] = [*WRITE, "gathered", *FLUSH, *INDEX, *LOAD]
    judge(submission, rng, journeys, number, shuffled=True)


@check(points=1)
def test_an_unknown_segment(submission, rng):
    """A segment that the log does not know has no hops"""
    journeys = fleet(rng)
    judge(submission, rng, {**journeys, 123456789012345678: []}, 123456789012345678, shuffled=True)
