"""Where do the rows live?

A row that was just inserted is in a *growing* segment, in the memory of a node. After a flush it is in a *flushed*
segment, a file in storage. Once a query node has loaded that file, it serves the row from a *sealed* segment. Write the
report that an operator wants first.

`where(client, name, metrics)` → dict with three whole numbers, about the collection `name` alone:

- `"flushed"`: rows in the segments that are in storage; `list_persistent_segments` lists them
- `"sealed"`: rows in the sealed segments that a query node has loaded; `list_loaded_segments` lists them
- `"growing"`: rows in growing segments. Server 2.3.5 lists those in no call, but its metrics count them.

`metrics` is the text that the server's metrics port gave a moment ago. The lines that matter look like this (one line
each):

    milvus_querynode_entity_num{collection_id="470700811791368259",indexed_field_count="0",node_id="1",
    partition_id="470700811791368260",segment_state="Growing"} 405

Other collections have lines of the same kind, and a collection has one for each partition and state. A number is
written as Prometheus writes it: `405`, or `1.2e+06`. `client.describe_collection(name)["collection_id"]` tells which
collection is which.

A deleted row stays in its segment and counts in all three: the report is about segments, not about what a query would
find. Where there is nothing, the number is 0.
"""

import re
from grader.learner import NotStarted


def where(client, name, metrics):
    """Rows of one collection by the kind of segment that holds them."""
    raise NotStarted("where")
