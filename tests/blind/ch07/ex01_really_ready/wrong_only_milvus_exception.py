# expect: failed|partial
# because: a query without an answer raises grpc.RpcError, which goes through
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start, last = time.monotonic(), None
    while time.monotonic() - start < timeout:
        try:
            MilvusClient(uri, timeout=1).query(collection, filter="", limit=1, timeout=1)
            return time.monotonic() - start
        except MilvusException as error:
            last = error
        time.sleep(0.1)
    raise TimeoutError(str(last))
