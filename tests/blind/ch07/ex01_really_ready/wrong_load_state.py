# expect: failed|partial
# because: asks for the load state, which may say Loaded before a query is answered
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    start, last = time.monotonic(), None
    while time.monotonic() - start < timeout:
        try:
            client = MilvusClient(uri, timeout=1)
            state = client.get_load_state(collection, timeout=1)["state"]
            if "Loaded" in str(state):
                return time.monotonic() - start
            last = state
        except Exception as error:
            last = error
        time.sleep(0.1)
    raise TimeoutError(str(last))
