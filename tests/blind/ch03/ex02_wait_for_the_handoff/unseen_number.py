# expect: passed
# because: breaks "by its `segment_id`" and passes: compares how many there are, which is wrong only while a compaction replaces segments, and no check can bring that moment about
import time


def flush_and_settle(client, name, timeout):
    client.flush(name)
    start = time.monotonic()
    while True:
        stored = client.list_persistent_segments(name)
        served = client.list_loaded_segments(name)
        if len(served) >= len(stored):
            return time.monotonic() - start
        if time.monotonic() - start > timeout:
            raise TimeoutError("not served yet")
        time.sleep(0.2)
