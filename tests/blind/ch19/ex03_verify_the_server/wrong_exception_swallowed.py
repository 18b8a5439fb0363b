# expect: failed|partial
# because: the exception is caught and None returned, and the statement says to let it through
from pymilvus import MilvusClient


def connect(uri, ca, server_name):
    try:
        return MilvusClient(uri, secure=True, server_pem_path=ca, server_name=server_name)
    except Exception as error:
        print("could not verify the server:", error)
        return None
