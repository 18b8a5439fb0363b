# expect: passed
# because: the query asks for the number of rows, which an empty collection answers too; errors of both kinds by a helper
import time

import grpc
from pymilvus import MilvusClient, MilvusException


def tried(call):
    """(answer, None) or (None, what it was told)."""
    try:
        return call(), None
    except MilvusException as error:
        return None, f"{error.message} ({error.code})"
    except grpc.RpcError as error:
        return None, str(error)


def wait_until_ready(uri, health, collection, timeout):
    """Seconds until a query was answered."""
    begin = time.monotonic()
    end = begin + timeout
    client = None
    last = {"query": "", "connection": ""}
    while time.monotonic() < end:
        round_ = time.monotonic()
        if client is None:
            client, said = tried(lambda: MilvusClient(uri, timeout=0.55))
            last["connection"] = said or last["connection"]
        if client is not None and time.monotonic() < end:
            answer, said = tried(lambda: client.query(collection, filter="", output_fields=["count(*)"], timeout=0.55))
            if said is None:
                return float(time.monotonic() - begin)
            last["query"] = said
        time.sleep(max(0.1, 0.2 - (time.monotonic() - round_)))
    raise TimeoutError(last["query"] or last["connection"])
