# expect: failed|partial
# because: breaks "then waits until every segment in storage is served" (believes that flush waits for all of it)
import time


def flush_and_settle(client, name, timeout):
    client.flush(name)
    start = time.monotonic()
    if time.monotonic() - start > timeout:
        raise TimeoutError
    return time.monotonic() - start
