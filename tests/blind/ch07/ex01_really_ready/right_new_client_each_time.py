# expect: passed
# because: a client of its own for every attempt, closed afterwards; what a query said is kept apart from what connecting said
import time

from pymilvus import MilvusClient


class Attempt:
    """One try: connect, then query; `said` is what it was told, by which of the two."""

    def __init__(self, uri, collection):
        self.answered, self.by_query, self.by_connect = False, None, None
        try:
            client = MilvusClient(uri, timeout=0.5, dedicated=True)
        except Exception as error:
            self.by_connect = message(error)
            return
        try:
            client.query(collection, filter="", limit=1, timeout=0.5)
            self.answered = True
        except Exception as error:
            self.by_query = message(error)
        finally:
            client.close()


def message(error):
    return getattr(error, "message", None) or str(error)


def wait_until_ready(uri, health, collection, timeout):
    """Seconds until a query was answered."""
    start = time.perf_counter()
    queries, connects = [], ["nothing was tried"]
    while True:
        attempt = Attempt(uri, collection)
        waited = time.perf_counter() - start
        if attempt.answered:
            return waited
        queries += [attempt.by_query] if attempt.by_query else []
        connects += [attempt.by_connect] if attempt.by_connect else []
        if waited >= timeout:
            raise TimeoutError(f"after {waited:.1f} s: {(queries or connects)[-1]}")
        time.sleep(min(0.25, max(0.05, timeout - waited)))
