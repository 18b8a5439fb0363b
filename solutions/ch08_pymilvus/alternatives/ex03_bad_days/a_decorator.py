"""A decorator with a fixed rest; pymilvus' own repetitions are switched off."""

import functools
import time

import grpc
from pymilvus import MilvusException


def stubborn(function):
    @functools.wraps(function)
    def again(*args):
        *rest, seconds = args
        began = time.time()
        while time.time() - began < seconds:
            try:
                return function(*rest)
            except grpc.RpcError as error:
                name = error.code().name
                kept = error
            except MilvusException as error:
                name = getattr(error.code, "name", "")
                kept = error
            if name not in {"RESOURCE_EXHAUSTED", "UNAVAILABLE", "DEADLINE_EXCEEDED"}:
                raise kept
            time.sleep(0.2)
        raise TimeoutError(str(kept)) from kept

    return again


@stubborn
def store(client, name, rows):
    client.upsert(name, rows, timeout=1.0, retry_times=0)


@stubborn
def nearest(client, name, vector, k):
    (hits,) = client.search(name, [vector], limit=k, anns_field="vector", timeout=1.0, retry_times=0)
    return [hit["id"] for hit in hits]
