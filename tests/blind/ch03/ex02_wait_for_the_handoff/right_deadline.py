# expect: passed
# because: a generator of looks and a set difference; a look that fails because the collection is released counts as "not served"
import time

from pymilvus import MilvusException


def _unserved(client, name):
    stored = {segment.segment_id for segment in client.list_persistent_segments(name)}
    if not stored:
        return stored
    try:
        served = {segment.segment_id for segment in client.list_loaded_segments(name)}
    except MilvusException:
        served = set()
    return stored - served


def flush_and_settle(client, name, timeout):
    client.flush(name)
    begin = time.monotonic()
    while missing := _unserved(client, name):
        left = begin + timeout - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"{len(missing)} segment(s) of {name} are not served after {timeout} s")
        time.sleep(min(0.25, left))
    return time.monotonic() - begin
