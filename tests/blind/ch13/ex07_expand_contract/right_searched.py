# expect: passed
# because: no plan is written down: a breadth-first search over a small model of the table finds the shortest one
from collections import deque

STEPS = ["create", "writers 2", "fill", "readers 2", "readers 3", "writers 3", "clean"]
# What writers 1, 2, 3 write; what fill adds; which readers 1, 2, 3 need one of these in every row (an empty tuple: nothing).
MODEL = {
    "rename": dict(writes={1: "o", 2: "on", 3: "n"}, fill="n", needs={1: "o", 2: "on", 3: "n"}, allowed={"writers 2", "readers 2", "fill", "clean"}),
    "retype": dict(writes={1: "o", 2: "on", 3: "n"}, fill="n", needs={1: "o", 2: "on", 3: "n"}, allowed={"create", "writers 2", "readers 2", "fill", "clean"}),
    "optional": dict(writes={1: "", 2: "n", 3: "n"}, fill="", needs={1: "", 2: "", 3: ""}, allowed={"readers 2"}),
    "drop": dict(writes={1: "o", 3: ""}, fill="", needs={1: "o", 2: "", 3: ""}, allowed={"readers 2", "clean"}),
}


def plan(change):
    model = MODEL[change]
    first = "" if change == "optional" else "o"
    two = change == "retype"
    start = (1, 1, frozenset([first]), frozenset("o") if two else frozenset("on"))
    queue, seen = deque([(start, [])]), {start}
    while queue:
        (readers, writers, rows, places), steps = queue.popleft()
        finished = readers == writers == 3 and (change == "optional" or not any("o" in row for row in rows))
        if change in ("rename", "retype"):
            finished = finished and all("n" in row for row in rows)
        if two:
            finished = finished and "o" not in places
        if finished:
            return steps
        for step in STEPS:
            if not (step in model["allowed"] or step in ("readers 3", "writers 3")):
                continue
            r, w, now, where = readers, writers, set(rows), set(places)
            if step.startswith("readers"):
                r = int(step[-1])
            elif step.startswith("writers"):
                w = int(step[-1])
            elif step == "create":
                where.add("n")
            elif step == "fill":
                if two and where != {"o", "n"}:
                    continue
                now = {"".join(sorted(set(row) | set(model["fill"]), key="on".index)) for row in now}
            elif step == "clean":
                if two and "o" not in where:
                    continue
                now = {row.replace("o", "") for row in now}
                where -= {"o"} if two else set()
            if r < readers or w < writers or w not in model["writes"]:
                continue
            now.add(model["writes"][w])
            if two and not (set(model["writes"][w]) <= where and set(model["needs"][r]) <= where):
                continue
            if any(model["needs"][r] and not set(row) & set(model["needs"][r]) for row in now):
                continue
            state = (r, w, frozenset(now), frozenset(where))
            if state not in seen:
                seen.add(state)
                queue.append((state, [*steps, step]))
