# expect: failed|partial
# because: 'the message of the exception that the last query ended with': the first one is kept
import time

import grpc
from pymilvus import MilvusClient, MilvusException

PATIENCE, PAUSE = 0.6, 0.15


def wait_until_ready(uri, health, collection, timeout):
    """Seconds until a query was answered."""
    begin = time.monotonic()
    client, told, connecting = None, None, None
    while time.monotonic() - begin < timeout:
        if client is None:
            try:
                client = MilvusClient(uri, timeout=PATIENCE)
            except (MilvusException, grpc.RpcError) as error:
                connecting = error
        if client is not None and time.monotonic() - begin < timeout:
            try:
                client.query(collection, filter="", limit=1, timeout=PATIENCE)
                return time.monotonic() - begin
            except (MilvusException, grpc.RpcError) as error:
                told = told or error
        time.sleep(PAUSE)
    raise TimeoutError(f"{collection} was not answered within {timeout} s: {told or connecting}")
