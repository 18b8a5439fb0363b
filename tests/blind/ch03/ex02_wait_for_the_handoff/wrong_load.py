# expect: failed|partial
# because: breaks "it is not for this function to load it"
import time


def flush_and_settle(client, name, timeout):
    client.flush(name)
    client.load_collection(name)
    start = time.monotonic()
    while True:
        stored = {s.segment_id for s in client.list_persistent_segments(name)}
        served = {s.segment_id for s in client.list_loaded_segments(name)}
        if stored <= served:
            return time.monotonic() - start
        if time.monotonic() - start > timeout:
            raise TimeoutError("not settled")
        time.sleep(0.2)
