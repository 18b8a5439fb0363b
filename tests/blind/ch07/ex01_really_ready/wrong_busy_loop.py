# expect: failed|partial
# because: asks without a rest between two attempts: hundreds of calls per second
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start, last, client = time.monotonic(), None, None
    while time.monotonic() - start < timeout:
        try:
            client = client or MilvusClient(uri, timeout=1)
            client.query(collection, filter="", limit=1, timeout=1)
            return time.monotonic() - start
        except Exception as error:
            last = error
    raise TimeoutError(str(last))
