"""The moments of a start: ask several questions again and again, and keep the time of each first yes.

A start has no single end. The port opens, the health check says OK, a list of collections comes back, a query is
answered: four events, often seconds apart. To see them, ask all four at once, each in a thread of its own, so that a
question which gets no answer does not hold the others up.
"""

import threading
import time
from collections.abc import Callable


def moments(questions: dict[str, Callable[[], bool]], act: Callable[[], object], limit: float = 60.0, every: float = 0.02) -> dict[str, float | None]:
    """Seconds from the beginning of `act` to the first yes of each question; None where none came in time.

    Args:
        questions: each returns True for yes; anything that it raises is a no.
        act: what starts the server; it runs beside the questions.
        limit: seconds.
        every: rest between two askings of one question.
    """
    found: dict[str, float | None] = dict.fromkeys(questions)
    over = threading.Event()
    begin = time.perf_counter()

    def ask(name: str) -> None:
        while not over.is_set() and time.perf_counter() - begin < limit:
            try:
                if questions[name]():
                    found[name] = time.perf_counter() - begin
                    return
            except Exception:  # noqa: S110  a refusal, and the next asking comes
                pass
            time.sleep(every)

    threads = [threading.Thread(target=ask, args=(name,), daemon=True) for name in questions]
    try:
        for thread in threads:
            thread.start()
        act()
        for thread in threads:
            thread.join(max(0.1, limit - (time.perf_counter() - begin)))
    finally:
        over.set()
    return found
