# expect: failed|partial
# because: 'as soon as Milvus has answered a query of the collection': it waits for /healthz, which 'may say OK long before a query is answered'
import time


def wait_until_ready(uri, health, collection, timeout):
    """Seconds until a query was answered."""
    begin = time.monotonic()
    said = ""
    while time.monotonic() - begin < timeout:
        said = health()
        if said == "OK":
            return time.monotonic() - begin
        time.sleep(0.1)
    raise TimeoutError(f"/healthz said {said!r}")
