# expect: failed|partial
# because: raises TimeoutError at the first refusal
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start = time.monotonic()
    try:
        MilvusClient(uri, timeout=timeout).query(collection, filter="", limit=1, timeout=timeout)
    except Exception as error:
        raise TimeoutError(str(error)) from error
    return time.monotonic() - start
