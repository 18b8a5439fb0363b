"""Checks of ch17/ex05. The moves are carried out one by one; any list that keeps the rules and ends even is right."""

from grader.checks import check, fail, misconception, require


def node(segments, replica="r1", capacity=10**9, leaving=False):
    return {"replica": replica, "capacity": capacity, "leaving": leaving, "segments": dict(segments)}


def many(rng, n, prefix="s", low=5_000, high=60_000):
    """Segments of very different sizes, in an order that says nothing."""
    return {f"{prefix}{int(i):03d}": int(rng.integers(low, high)) for i in rng.permutation(n)}


def rows_of(held):
    return sum(held.values())


def copied(nodes):
    return {name: {**n, "segments": dict(n["segments"])} for name, n in nodes.items()}


class Ground:
    """A cluster on which moves are carried out."""

    def __init__(self, nodes, tolerance, called):
        self.nodes, self.tolerance, self.called = nodes, tolerance, called
        self.now = {name: dict(n["segments"]) for name, n in nodes.items()}
        self.moved, self.cost = set(), {}

    def group(self, replica):
        return [name for name, n in self.nodes.items() if n["replica"] == replica]

    def stay(self, replica):
        return [name for name in self.group(replica) if not self.nodes[name]["leaving"]]

    def wrong(self, number, move, said, expected, why):
        fail(called=self.called, returned=f"move {number}: {move}: {said}", expected=expected, why=why)

    def across(self, plan):
        """Moves to a node of a different replica."""
        return [m for m in plan if m[1] in self.nodes and m[2] in self.nodes and self.nodes[m[1]]["replica"] != self.nodes[m[2]]["replica"]]

    def carry_out(self, plan):
        for number, move in enumerate(plan, 1):
            segment, source, target = move
            if source not in self.now or target not in self.now or segment not in self.now[source]:
                self.wrong(number, move, f"{segment!r} is not on {source!r}, or there is no such node", "a segment from where it is at that moment", "Moves are carried out one after the other.")
            if source == target or (self.nodes[source]["replica"], segment) in self.moved:
                self.wrong(number, move, "it has been moved before" if source != target else "it is there already", "each segment at most once", "Every move reads the segment from storage.")
            if self.nodes[target]["replica"] != self.nodes[source]["replica"]:
                self.wrong(number, move, f"from {self.nodes[source]['replica']} to {self.nodes[target]['replica']}", "a node of the same replica", "The other replica has this segment already, and this one would lack it.")
            if self.nodes[target]["leaving"]:
                self.wrong(number, move, f"{target} is leaving", "a node that stays", "It will be gone, and the segment with it.")
            size, before = self.now[source][segment], max(rows_of(self.now[source]), rows_of(self.now[target]))
            if rows_of(self.now[target]) + size > self.nodes[target]["capacity"]:
                self.wrong(number, move, f"{rows_of(self.now[target]):,} + {size:,} rows, and room for {self.nodes[target]['capacity']:,}", "a target with room", "The load of the segment would be refused.")
            self.now[target][segment] = self.now[source].pop(segment)
            self.moved.add((self.nodes[source]["replica"], segment))
            if not self.nodes[source]["leaving"]:
                if max(rows_of(self.now[source]), rows_of(self.now[target])) >= before:
                    self.wrong(number, move, f"the fuller of the two had {before:,} rows, and has {max(rows_of(self.now[source]), rows_of(self.now[target])):,} now", "fewer than before", "They would change places.")
                self.cost[self.nodes[source]["replica"]] = self.cost.get(self.nodes[source]["replica"], 0) + size

    def bound(self, replica):
        before = {name: rows_of(self.nodes[name]["segments"]) for name in self.stay(replica)}
        mean = sum(before.values()) / len(before)
        largest = max((size for name in self.group(replica) for size in self.nodes[name]["segments"].values()), default=0)
        return sum(max(0, r - mean) for r in before.values()) + largest * len(before)

    def skew(self, replica):
        rows = [rows_of(self.now[name]) for name in self.stay(replica)]
        return max(rows) * len(rows) / max(sum(rows), 1)


def ask(submission, nodes, tolerance, said, why, *, still=False, even=True, ideas=True):
    called = f"moves() {said}"
    given = submission.moves(copied(nodes), tolerance)
    require(isinstance(given, list) and all(isinstance(m, list | tuple) and len(m) == 3 for m in given), called=called, returned=given, expected="a list of (segment, source, target)")
    plan = [tuple(m) for m in given]
    ground = Ground(nodes, tolerance, called)
    replicas = sorted({n["replica"] for n in nodes.values()})
    if len(replicas) > 1 and (strays := ground.across(plan)) and all(len({nodes[m[1]]["replica"], nodes[m[2]]["replica"]}) == 2 for m in strays):
        misconception("all-nodes-are-one", evidence=f"{len(strays)} of {len(plan)} moves go from one replica to the other, {strays[0]} is the first", called=called, returned=strays[0], expected="moves inside a replica", why="Each replica has all segments. What would the first one lack, and the second one have twice?")
    if ideas:
        name_ideas(nodes, plan, ground, replicas, called)
    ground.carry_out(plan)
    if still:
        require(not plan, called=called, returned=f"{len(plan)} moves", expected="[]", why=why)
    for replica in replicas:
        left = [name for name in ground.group(replica) if nodes[name]["leaving"] and ground.now[name]]
        require(not left, called=called, returned=f"{len(ground.now[left[0]]) if left else 0} segments on {left[0] if left else ''}, which is leaving", expected="an empty node", why="It goes, and what is on it goes too.")
        if even:
            require(ground.skew(replica) <= tolerance + 1e-9, called=called, returned=f"the fullest node of {replica} has {ground.skew(replica):.3f} times the mean, after {len(plan)} moves", expected=f"at most {tolerance}", why=why)
        cost = ground.cost.get(replica, 0)
        require(cost <= ground.bound(replica), called=called, returned=f"{cost:,} rows moved from nodes of {replica} that stay", expected=f"at most {ground.bound(replica):,.0f}", why="Moving costs. Segments that may stay where they are should.")


def name_ideas(nodes, plan, ground, replicas, called):
    """What the end looks like, whatever the order and the price."""
    now = {name: dict(n["segments"]) for name, n in nodes.items()}
    for segment, source, target in plan:
        if source not in now or target not in now or segment not in now[source]:
            return
        now[target][segment] = now[source].pop(segment)
    for replica in replicas:
        stay = ground.stay(replica)
        counts, rows = [len(now[n]) for n in stay], [rows_of(now[n]) for n in stay]
        skew = max(rows) * len(rows) / max(sum(rows), 1)
        if len(stay) > 1 and plan and max(counts) - min(counts) <= 1 and skew > ground.tolerance:
            misconception("segments-are-equal", evidence=f"every node of {replica} has {min(counts)} or {max(counts)} segments, and the fullest {skew:.2f} times the mean of the rows", called=called, returned=f"{max(rows):,} rows on one, {min(rows):,} on another", expected=f"at most {ground.tolerance} times the mean", why="A segment may have five thousand rows or fifty thousand. Which of the two fills a node?")
        cost = sum(nodes[s]["segments"].get(segment, 0) for segment, s, _t in plan if nodes[s]["replica"] == replica and not nodes[s]["leaving"])
        if skew <= ground.tolerance and cost > ground.bound(replica):
            misconception("moves-are-free", evidence=f"{replica} is even at the end, after moves of {cost:,} rows from nodes that stay, where {ground.bound(replica):,.0f} are allowed", called=called, returned=f"{len(plan)} moves", expected="only what has to move", why="Every move reads a segment from storage, and holds it twice for a while. Which segments lay well already?")


@check(points=1)
def test_nothing_to_do(submission, rng):
    """An even replica, and one that cannot be made better, are left alone"""
    even = {f"n{k}": node({f"s{k}{i}": 10_000 for i in range(12)}) for k in range(3)}
    ask(submission, even, 1.1, "where three nodes have the same", "Nothing is uneven.", still=True)
    ask(submission, {"a": node({"s1": 50_000}), "b": node({})}, 1.1, "where one node has the only segment and another nothing", "They would change places.", still=True, even=False, ideas=False)
    ask(submission, {"a": node({"s1": 50_000, "s2": 50_000}), "b": node({"s3": 50_000})}, 1.1, "where one node has two equal segments and another one", "They would change places.", still=True, even=False, ideas=False)
    ask(submission, {"a": node({"s1": 110, "s2": 110}), "b": node({"s3": 100, "s4": 80})}, 1.1, "where the fullest node has exactly 1.1 times the mean", "No more than the tolerance is within it.", still=True, ideas=False)
    ask(submission, {"a": node({"s1": 100_000, "s2": 6_000}), "b": node({"s3": 98_000, "s4": 1_000})}, 1.1, "where one node has 106,000 rows, the other 99,000, and the tolerance is 1.1", "It could be more even, and it is even enough.", still=True, ideas=False)
    ask(submission, {"a": node({"s1": 10})}, 1.0, "with a single node", "There is nowhere to go.", still=True)
    ask(submission, {"a": node({"s1": 90_000, "s2": 90_000}), "b": node({}, capacity=80_000)}, 1.1, "where the empty node has no room for any of the segments", "The load would be refused.", still=True, even=False, ideas=False)


@check(points=3, after="test_nothing_to_do")
def test_new_nodes(submission, rng):
    """New, empty nodes get their share, and what lay well stays"""
    sizes = {f"a{i}": 5_000 + i for i in range(30)}
    ask(submission, {"light": node(sizes), "heavy": node({f"b{i}": 50_000 + i for i in range(40)})}, 1.1, "where one node has 30 small segments, and the other 40 that are ten times as large", "Rows fill a node, not segments.")
    for old, new, tolerance in ((1, 1, 1.1), (3, 1, 1.1), (2, 2, 1.15), (6, 2, 1.15)):
        nodes = {f"old{k}": node(many(rng, 30, f"o{k}_")) for k in range(old)} | {f"new{k}": node({}) for k in range(new)}
        ask(submission, nodes, tolerance, f"where {old} nodes have 30 segments each, {new} are new, and the tolerance is {tolerance}", "The new nodes are paid for.")


@check(points=2, after="test_new_nodes")
def test_leaving(submission, rng):
    """A node that leaves ends empty"""
    for stay in (1, 2, 4):
        nodes = {f"n{k}": node(many(rng, 24, f"s{k}_")) for k in range(stay)} | {"goes": node(many(rng, 24, "g_"), leaving=True)}
        ask(submission, nodes, 1.15, f"where one of {stay + 1} nodes leaves", "The others share what it had.", ideas=False)
    nodes = {"full": node(many(rng, 40, "f_")), "new": node({}), "goes": node(many(rng, 20, "g_"), leaving=True), "gone": node({}, leaving=True)}
    ask(submission, nodes, 1.15, "where one node is full, one new, and two leave, one of which is empty", "Both at once.", ideas=False)
    ask(submission, {"keeps": node({"a": 20_000}, capacity=30_000), "goes": node({"b": 10_000}, leaving=True)}, 1.1, "where the only node that stays has room for exactly what the leaving one holds", "Rows that reach the capacity do not exceed it.", ideas=False)
    tight = {"small": node({"a": 10_000}, capacity=35_000), "large": node({"b": 60_000}, capacity=200_000), "goes": node({"c": 30_000, "d": 20_000, "e": 5_000}, leaving=True)}
    ask(submission, tight, 2.0, "where the emptiest node has room for 25,000 more rows, and the leaving one has a segment of 30,000", "What does not fit goes elsewhere.", ideas=False)


@check(points=2, after=("test_nothing_to_do", "test_new_nodes"))
def test_two_replicas(submission, rng):
    """Each replica is balanced by itself"""
    segments = many(rng, 40)
    names = sorted(segments)
    first = {"a1": node({s: segments[s] for s in names}, "first"), "a2": node({}, "first")}
    second = {"b1": node({s: segments[s] for s in names[:3]}, "second"), "b2": node({s: segments[s] for s in names[3:]}, "second"), "b3": node({}, "second")}
    ask(submission, first | second, 1.15, "with two replicas of the same 40 segments, on two and on three nodes, both uneven", "No segment leaves its replica.", ideas=False)
    even = {"c1": node({s: segments[s] for s in names}, "third")}
    ask(submission, first | even, 1.15, "with two replicas, one of which is on a single node", "A node alone is even.", ideas=False)


@check(points=2, after=("test_new_nodes", "test_leaving", "test_two_replicas"))
def test_many_clusters(submission, rng):
    """Twenty clusters, drawn: replicas, new nodes, leaving ones"""
    for number in range(20):
        nodes = {}
        for r in range(int(rng.integers(1, 4))):
            kept = int(rng.integers(1, 5))
            nodes |= {f"r{r}n{k}": node(many(rng, int(rng.integers(25, 40)), f"{r}_{k}_", high=30_000), f"r{r}") for k in range(kept)}
            nodes |= {f"r{r}new{k}": node({}, f"r{r}") for k in range(int(rng.integers(0, 3)))}
            if rng.random() < 0.4:
                nodes[f"r{r}goes"] = node(many(rng, 20, f"{r}_g_", high=30_000), f"r{r}", leaving=True)
        order = [list(nodes)[int(i)] for i in rng.permutation(len(nodes))]
        ask(submission, {name: nodes[name] for name in order}, 1.2, f"for drawn cluster {number + 1}, of {len(nodes)} nodes", "Every replica can be made even.", ideas=False)
