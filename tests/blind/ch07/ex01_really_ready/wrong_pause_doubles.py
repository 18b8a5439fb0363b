# expect: failed|partial
# because: the pause doubles without a limit, and the moment is slept through
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start, last, pause = time.monotonic(), None, 0.5
    while time.monotonic() - start < timeout:
        try:
            MilvusClient(uri, timeout=1).query(collection, filter="", limit=1, timeout=1)
            return time.monotonic() - start
        except Exception as error:
            last = error
        time.sleep(pause)
        pause *= 4
    raise TimeoutError(str(last))
