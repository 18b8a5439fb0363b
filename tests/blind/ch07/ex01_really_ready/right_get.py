# expect: passed
# because: get by a primary key: a query all the same; health is asked for the message
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start = time.monotonic()
    error = None
    while True:
        try:
            MilvusClient(uri, timeout=0.8).query(collection, ids=[1], timeout=0.8)
            return time.monotonic() - start
        except Exception as found:
            error = found
        if time.monotonic() - start >= timeout:
            raise TimeoutError(f"healthz: {health() or 'nothing'}; {error}") from error
        time.sleep(min(0.2, max(0, timeout - (time.monotonic() - start))))
