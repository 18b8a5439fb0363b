"""Wait for the handoff.

`flush` returns when the rows are in storage. At that moment the query node may still serve them from the growing segment,
without your index. A measurement that starts too early measures the wrong thing. Write the wait that belongs in between.

`flush_and_settle(client, name, timeout)` → seconds waited after the flush, a float

- flushes the collection `name`
- then waits until every segment in storage is served: each segment of `list_persistent_segments` is also in
  `list_loaded_segments`, by its `segment_id`
- `timeout`: how many seconds to wait after the flush. When they are over, raise `TimeoutError`.
- Nothing else changes: if another client has released the collection, it is not for this function to load it. It may be loaded
  again while you wait. (Until then `list_loaded_segments` returns an empty list.)
- An empty collection has nothing to wait for.

Look a few times a second, not a thousand times.
"""

import time
from grader.learner import NotStarted


def flush_and_settle(client, name, timeout):
    """Flush, and wait until the query node serves what was flushed."""
    raise NotStarted("flush_and_settle")
