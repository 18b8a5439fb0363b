"""Be the balancer.

Two nodes have just been added, one is going to leave, and the cluster waits for your list of moves.

`moves(nodes, tolerance)` returns a list of `(segment, source, target)`, in the order in which they are carried out.

`nodes` is a dict of node names to dicts: `{"replica": "r1", "capacity": 900_000, "leaving": False, "segments": {"s17": 41_000, …}}`. Segments are given with their rows; capacity is in rows.

- A segment moves inside its replica only: every replica has all segments.
- A leaving node ends empty. Nothing moves to it.
- Of the nodes of a replica that stay, none may have more than `tolerance` times the mean of them, rows counted at the end, **if moves can get there**. (In the checks a replica either has many small segments, or nothing can improve it.)
- Every move from a node that stays has to help: right after it, the fuller one of source and target has fewer rows than the fuller one had before. Where that is impossible, leave it.
- A segment moves at most once. It is on both nodes while it moves, so the target needs room for it: its rows never exceed its capacity. The checks carry out one move after the other.
- Moving costs. From nodes that stay, move no more rows in all than these nodes had above the mean before, plus the largest segment for each of them. (What leaving nodes had does not count.) A replica that is within the tolerance, and that no node leaves, gets no move.

Whatever list fulfills this is right.
"""

from grader.learner import NotStarted


def moves(nodes, tolerance):
    """The moves that make each replica even, in their order."""
    raise NotStarted("moves")
