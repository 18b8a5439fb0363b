"""The etcd inside a server: where Milvus keeps every name it knows, and the leases of those who serve.

Two uses. After a kill, a restarted Milvus waits until the leases of the dead one have run out; we know which they
are, and revoke them. And two servers are equal when their etcds say the same.
"""

from __future__ import annotations

import base64
import time

from grader.backends.plainhttp import post

ROOT = "by-dev/"


class Etcd:
    """The JSON gateway of one etcd."""

    def __init__(self, base: str) -> None:
        """Args: base, ``unix:/path`` or ``http://127.0.0.1:port``."""
        self.base = base

    def leases(self) -> list[str]:
        """The leases held now; none when it does not answer.

        A server that is dead already cannot be asked: its successor then waits for them to run out.
        """
        try:
            return [lease["ID"] for lease in post(self.base, "/v3/lease/leases", {}, 2.0).get("leases", ())]
        except (OSError, ValueError):
            return []

    def revoke(self, leases: list[str], deadline: float) -> None:
        """End these leases as soon as it answers; gives up at `deadline` (`time.monotonic`)."""
        left = list(leases)
        while left and time.monotonic() < deadline:
            try:
                post(self.base, "/v3/lease/revoke", {"ID": left[0]}, 2.0)
            except OSError as error:
                if "not found" not in str(error):
                    time.sleep(0.05)
                    continue
            left.pop(0)

    def everything(self, seconds: float = 30.0) -> dict[str, bytes]:
        """Every key below the root with its value.

        Raises:
            OSError: it does not answer in time; a machine under load may need many seconds.
        """
        start, end = (base64.b64encode(k.encode()).decode() for k in (ROOT, ROOT[:-1] + "0"))
        found = post(self.base, "/v3/kv/range", {"key": start, "range_end": end}, seconds).get("kvs", ())
        return {base64.b64decode(k["key"]).decode(): base64.b64decode(k.get("value", "")) for k in found}
