"""Wait until it is really ready.

A service starts together with its Milvus. Before it takes its first request, it waits. Write
`wait_until_ready(uri, health, collection, timeout)`. It returns the seconds that it waited (a float), as soon as Milvus has
answered a query of the collection `collection`, however many rows the answer has.

- `uri`: the address of the server, as `MilvusClient` takes it. There is no password.
- `health`: call `health()` for the text that `GET /healthz` gives: `"OK"`, or `""` while nothing answers.
- `collection`: its name. It exists, and the operator of the server loads it. Your function only looks: it loads nothing,
  creates nothing and changes nothing.
- `timeout`: seconds, 2 or more. When they are over and no query was answered, raise `TimeoutError`. One more second is granted.

Every start is different. The port may open late, or never. `/healthz` may say `OK` long before a query is answered. A server
may take a call and never answer it. Whatever happens:

- You return within one second after the first moment at which a query would have been answered.
- You ask at most 25 times per second, all calls counted.
- The text of the `TimeoutError` contains the message of the exception that the last query ended with; if no query could be
  sent, of the last attempt to connect. The person on call reads it. So give each call half a second or more of its own, also the
  last one (the extra second is for that): cut shorter, it only says that there was no time.

pymilvus raises two kinds of exceptions, `MilvusException` and `grpc.RpcError`; a call of its own without an answer ends with
the second.
"""

import time

from pymilvus import MilvusClient
from grader.learner import NotStarted


def wait_until_ready(uri, health, collection, timeout):
    """Seconds until a query was answered."""
    raise NotStarted("wait_until_ready")
