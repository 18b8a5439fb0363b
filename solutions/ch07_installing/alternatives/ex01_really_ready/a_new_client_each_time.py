"""One attempt is a function; a search instead of a query, a new connection each time."""

import time

import grpc
from pymilvus import MilvusClient, MilvusException


def attempt(uri, collection, patience):
    client = MilvusClient(uri, timeout=patience, dedicated=True)
    try:
        client.query(collection, filter="", output_fields=["count(*)"], timeout=patience)
    finally:
        client.close()


def wait_until_ready(uri, health, collection, timeout):
    began = time.perf_counter()
    while True:
        try:
            attempt(uri, collection, 0.8)
            return time.perf_counter() - began
        except (MilvusException, grpc.RpcError) as error:
            said = error.message if isinstance(error, MilvusException) else error.details()
        if time.perf_counter() - began > timeout:
            raise TimeoutError(said)
        time.sleep(0.25)
