"""A rolling update as the Deployment controller makes it: pods are added and taken away within two bounds, as far as there is room.

Time passes in ticks. A new pod needs some of them until it is ready; one that finds no room waits as *pending*.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """The pods of one moment: of the old version, of the new one and ready, not ready yet, and without a machine."""

    old: int
    ready: int
    starting: int
    pending: int


def roll(replicas, unavailable, surge, room, until_ready=3, patience=40):
    """Replace every pod.

    Args:
        replicas: pods that should be there.
        unavailable, surge: how many may be missing, how many more may be there.
        room: pods that the machines hold.
        until_ready: ticks from the start of a pod until it is ready.

    Returns:
        The ticks, and whether it came to its end.
    """
    old, ready, starting, pending, ticks = replicas, 0, [], 0, []
    for _ in range(patience):
        starting = [left - 1 for left in starting]
        ready += sum(left <= 0 for left in starting)
        starting = [left for left in starting if left > 0]
        # Pods that found no room get it as soon as there is some.
        while pending and old + ready + len(starting) < room:
            pending, starting = pending - 1, [*starting, until_ready]
        # Old ones go as long as enough are ready.
        going = max(0, min(old, old + ready - (replicas - unavailable)))
        old -= going
        new = ready + len(starting) + pending
        adding = max(0, min(replicas - new, replicas + surge - old - new))
        fits = max(0, min(adding, room - old - ready - len(starting)))
        starting, pending = [*starting, *[until_ready] * fits], pending + adding - fits
        ticks.append(Tick(old, ready, len(starting), pending))
        if ready == replicas and not old:
            return ticks, True
    return ticks, False
