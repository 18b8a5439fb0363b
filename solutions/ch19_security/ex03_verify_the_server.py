"""Verify the server.

TLS encrypts. It helps only if you know whom you are talking to: otherwise an attacker in between decrypts, reads and
encrypts again.

Write `connect(uri, ca, server_name)` and return a `MilvusClient` that is connected to the Milvus at `uri`
(`https://…`) after verifying it:

- its certificate is signed by the authority in the file `ca` (PEM),
- its certificate is made out to `server_name`.

When either does not hold, no connection may come about: let the exception through.

    >>> connect(uri, "/etc/milvus/ca.pem", "localhost").list_collections()
    []
"""

from pymilvus import MilvusClient


def connect(uri, ca, server_name):
    """A client of the Milvus at `uri`, whose certificate was verified against `ca` and `server_name`."""
    # BEGIN SOLUTION
    return MilvusClient(uri, server_pem_path=ca, server_name=server_name, timeout=8)
    # END SOLUTION
