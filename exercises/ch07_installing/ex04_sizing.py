"""How large, and how many?

Before a cluster is ordered, the order has to say how much memory its query nodes need, how many nodes that makes, and how much the
object storage holds. Write `size(collections, node, days)` → a dict with three numbers:

- `"memory"`: bytes that all query nodes together hold (within 0.1%)
- `"nodes"`: the smallest number of query nodes that will do (an int)
- `"disk"`: bytes in the object storage (within 0.1%)

`node` is the memory of one query node in **GiB** (2**30 bytes), as Kubernetes writes it (`16Gi`). `days` is how far ahead you plan.
`collections` is a list, perhaps empty; each one is a dict:

- `rows`, `per_day`: rows today, and rows that are added each day
- `dim`: float32 numbers per vector
- `index`: "FLAT", "IVF_SQ8", "HNSW" or "DISKANN"; `M`: of an HNSW (other indexes have none)
- `scalars`: bytes of all other fields per row; they are loaded too
- `replicas`: how many copies the query nodes hold, each on a node of its own
- `loaded`: True or False

Take these rules (chapter 5 and the lesson say where they come from). `raw` is rows × dim × 4, for the rows of the last day.

    index in memory    FLAT raw · IVF_SQ8 0.26 raw · HNSW raw + rows × 2 M × 4 · DISKANN raw / 8
    one copy           the index in memory + scalars × rows; a collection that is not loaded has none
    in the storage     raw + scalars × rows, and the file of the index: as large as in memory, for DISKANN 1.3 raw;
                       twice all of that, because compaction writes the new before it removes the old

How many nodes:

- Two copies of one collection are never on one node.
- A node is filled to 80% at most, and a copy may lie on several nodes (its segments do).
- When one node is gone, the others still hold **one** copy of everything that is loaded, filled to 90% at most.
- There is at least one node; and where nothing is loaded, one will do.
"""

import math
from grader.learner import NotStarted


def size(collections, node, days):
    """Memory, nodes and disk of a plan."""
    raise NotStarted("size")
