# expect: failed|partial
# because: returns the seconds when they are over; breaks "raise TimeoutError"
import time
def flush_and_settle(client, name, timeout):
    client.flush(name)
    start = time.monotonic()
    while time.monotonic() - start < timeout:
        if {s.segment_id for s in client.list_persistent_segments(name)} <= {s.segment_id for s in client.list_loaded_segments(name)}:
            break
        time.sleep(0.2)
    return time.monotonic() - start
