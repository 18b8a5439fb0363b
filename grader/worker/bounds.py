"""What reading one message may cost: items, copied bytes, and CPU time.

A message of a permitted size can still be dear: a byte makes an empty list, keys can be chosen to have one hash, and
each named tuple makes a class. Whoever sends such a thing must not hold up the one who reads it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

MAX_ITEMS = 8_000_000
"""Items of all lists and tables of one message together."""
COPIES, SMALL = 8, 4 << 20
"""How often the bytes of a message may be copied on the way in: once for each level of nested extensions. Small ones freely."""
CPU_LEAST, CPU_MOST = 3.0, 20.0
"""Seconds of CPU time, and one more for each MiB; a list of pairs, the dearest honest data, takes a third of that."""
_CHUNK = 256


class TooDear(Exception):
    """Reading costs more than any honest message does."""


class Bounds:
    """The costs of one message so far."""

    def __init__(self, size: int) -> None:
        """For a message of so many bytes; the clock starts here."""
        self.items, self.room = 0, SMALL + COPIES * size
        self.seconds = min(CPU_MOST, CPU_LEAST + size / (1 << 20))
        self.end = time.thread_time() + self.seconds

    def copied(self, size: int) -> None:
        """So many bytes were copied out of the message.

        Raises:
            TooDear: they, or the time, are too many.
        """
        self.room -= size
        if self.room < 0:
            raise TooDear("nested data that repeats itself")
        self._tick()

    def a_list(self, items: list[Any]) -> list[Any]:
        """A list that was read."""
        self._count(len(items))
        return items

    def a_dict(self, pairs: Sequence[tuple[Any, Any]]) -> dict[Any, Any]:
        """A dictionary, filled piece by piece with an eye on the clock: a table whose keys collide takes for ever."""
        self._count(2 * len(pairs))
        found: dict[Any, Any] = {}
        for start in range(0, len(pairs), _CHUNK):
            found.update(pairs[start : start + _CHUNK])
            self._tick()
        return found

    def a_set(self, members: Iterable[Any]) -> set[Any]:
        """A set, filled in the same way."""
        members, found = list(members), set()
        for start in range(0, len(members), _CHUNK):
            found.update(members[start : start + _CHUNK])
            self._tick()
        return found

    def _count(self, items: int) -> None:
        self.items += 1 + items
        if self.items > MAX_ITEMS:
            raise TooDear(f"more than {MAX_ITEMS} items")

    def _tick(self) -> None:
        if time.thread_time() > self.end:
            raise TooDear(f"reading it takes over {self.seconds:.1f} s")
