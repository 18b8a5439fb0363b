# expect: failed|partial
# because: 'within one second after the first moment at which a query would have been answered': a call that is never answered gets all the time that is left
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
                client.query(collection, filter="", limit=1, timeout=max(0.5, timeout - (time.monotonic() - begin)))
                return time.monotonic() - begin
            except (MilvusException, grpc.RpcError) as error:
                told = error
        time.sleep(PAUSE)
    raise TimeoutError(f"{collection} was not answered within {timeout} s: {told or connecting}")
