# expect: failed|partial
# because: breaks "each segment also in list_loaded_segments" (believes that load_state Loaded means served)
import time
from pymilvus.client.types import LoadState


def flush_and_settle(client, name, timeout):
    client.flush(name)
    start = time.monotonic()
    while client.get_load_state(name)["state"] != LoadState.Loaded:
        if time.monotonic() - start > timeout:
            raise TimeoutError
        time.sleep(0.2)
    return time.monotonic() - start
