"""A list of what is still missing, looked at until it is empty; fewer and fewer segments to look for."""

import time


def missing(client, name):
    served = [segment.segment_id for segment in client.list_loaded_segments(name)]
    return [segment for segment in client.list_persistent_segments(name) if segment.segment_id not in served]


def flush_and_settle(client, name, timeout):
    """Flush, and wait until the query node serves what was flushed."""
    client.flush(collection_name=name, timeout=30)
    began = time.time()
    while missing(client, name):
        waited = time.time() - began
        if waited >= timeout:
            raise TimeoutError(name)
        time.sleep(min(0.25, timeout - waited))
    return time.time() - began
