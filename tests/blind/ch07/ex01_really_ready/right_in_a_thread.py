# expect: passed
# because: asks in a thread and waits for the first answer with an event
import time

import grpc
from pymilvus import MilvusClient, MilvusException



import threading


def wait_until_ready(uri, health, collection, timeout):
    start, done, told = time.monotonic(), threading.Event(), ["nobody answered"]

    def ask():
        while not done.is_set() and time.monotonic() - start < timeout:
            try:
                client = MilvusClient(uri, timeout=1)
                while not done.is_set():
                    client.query(collection, filter="id >= 0", limit=3, timeout=1)
                    done.set()
            except Exception as error:
                told[0] = str(error)
                time.sleep(0.15)

    threading.Thread(target=ask, daemon=True).start()
    if done.wait(timeout):
        return time.monotonic() - start
    done.set()
    raise TimeoutError(f"{collection}: {told[0]}")
