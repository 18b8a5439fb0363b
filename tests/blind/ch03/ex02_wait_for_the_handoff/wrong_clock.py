# expect: failed|partial
# because: breaks "seconds waited after the flush" and "`timeout`: how many seconds to wait after the flush": the clock starts before it
import time


def flush_and_settle(client, name, timeout):
    start = time.monotonic()
    client.flush(name)
    while True:
        stored = {s.segment_id for s in client.list_persistent_segments(name)}
        served = {s.segment_id for s in client.list_loaded_segments(name)}
        if stored <= served:
            return time.monotonic() - start
        if time.monotonic() - start > timeout:
            raise TimeoutError("not served yet")
        time.sleep(0.2)
