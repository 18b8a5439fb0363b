# expect: passed
# because: a handshake with Python's own ssl verifies both, and then the client does so again
import socket
import ssl
from urllib.parse import urlsplit

from pymilvus import MilvusClient


def connect(uri, ca, server_name):
    address = urlsplit(uri)
    context = ssl.create_default_context(cafile=ca)
    context.set_alpn_protocols(["h2"])
    with socket.create_connection((address.hostname, address.port), timeout=10) as plain:
        with context.wrap_socket(plain, server_hostname=server_name):
            pass
    return MilvusClient(uri, secure=True, server_pem_path=ca, server_name=server_name)
