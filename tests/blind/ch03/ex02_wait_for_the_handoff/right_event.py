# expect: passed
# because: Event.wait as the pause, helper predicate, for-else with a bounded number of looks
import itertools
import threading
import time


def settled(client, name):
    loaded = [s.segment_id for s in client.list_loaded_segments(name)]
    return all(s.segment_id in loaded for s in client.list_persistent_segments(name))


def flush_and_settle(client, name, timeout):
    client.flush(name)
    start = time.perf_counter()
    pause = threading.Event()
    for _ in itertools.takewhile(lambda _: time.perf_counter() - start < timeout, itertools.count()):
        if settled(client, name):
            return time.perf_counter() - start
        pause.wait(0.25)
    raise TimeoutError(name)
