# expect: failed|partial
# because: 'half a second or more of its own, also the last one': the last search gets what is left of the time
import time

import grpc
from pymilvus import MilvusClient, MilvusException



def wait_until_ready(uri, health, collection, timeout):
    t0 = time.time()
    pause, client, why = 0.05, None, "no attempt"
    while time.time() - t0 < timeout:
        budget = max(0.1, min(0.9, timeout - (time.time() - t0)))
        try:
            client = client or MilvusClient(uri=uri, timeout=budget)
            client.search(collection, data=[[0.0, 0.0, 0.0, 0.0]], limit=1, timeout=budget)
        except MilvusException as e:
            why = e.message
        except grpc.RpcError as e:
            why = e.details()
        else:
            return time.time() - t0
        time.sleep(pause)
        pause = min(pause * 2, 0.4)
    raise TimeoutError(why)
