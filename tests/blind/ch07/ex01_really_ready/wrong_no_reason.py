# expect: failed|partial
# because: the message of the TimeoutError says nothing of what the server said
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start = time.monotonic()
    while time.monotonic() - start < timeout:
        try:
            MilvusClient(uri, timeout=1).query(collection, filter="", limit=1, timeout=1)
            return time.monotonic() - start
        except Exception:
            time.sleep(0.1)
    raise TimeoutError(f"Milvus is not ready after {timeout} seconds")
