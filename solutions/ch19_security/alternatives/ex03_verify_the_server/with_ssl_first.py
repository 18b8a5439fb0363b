"""Python's own ssl makes the handshake first; then pymilvus does it again."""

import socket
import ssl
from urllib.parse import urlsplit

from pymilvus import MilvusClient


def connect(uri, ca, server_name):
    address = urlsplit(uri)
    context = ssl.create_default_context(cafile=ca)
    context.set_alpn_protocols(["h2"])
    with socket.create_connection((address.hostname, address.port), timeout=8) as raw:
        context.wrap_socket(raw, server_hostname=server_name).close()
    return MilvusClient(uri=uri, secure=True, server_pem_path=ca, server_name=server_name)
