# expect: failed|partial
# because: repairs what it waits for: loads the collection
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start, last = time.monotonic(), None
    while time.monotonic() - start < timeout:
        try:
            client = MilvusClient(uri, timeout=1)
            client.load_collection(collection, timeout=1)
            client.query(collection, filter="", limit=1, timeout=1)
            return time.monotonic() - start
        except Exception as error:
            last = error
        time.sleep(0.1)
    raise TimeoutError(str(last))
