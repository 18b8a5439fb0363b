"""Design: a billion vectors.

Two thousand pages of a data sheet, and one question: which index, on how many machines? Do the arithmetic, and let the numbers decide.

`design(case)` returns a dict with the numbers of the cheapest option that fits, or `None` if none fits. `case` is a dict:

- `"rows"`, up to 10¹⁸; `"dim"`; `"replicas"`; `"segment"`: bytes of raw vectors in one sealed segment
- `"gib"` and `"disk"`: GiB of memory and of local disk of one query node; `"rate"`: bytes per second that one node reads from the object storage
- `"recall"`: at least so much; `"ms"`: a search may take so long; `"reload"`: seconds within which a lost node's data must be loaded again
- `"options"`: a list of `{"index": "HNSW", "recall": 0.99, "ms": 4, "memory": (4, 136), "local": (0, 0)}`: bytes in memory and on local disk, each as (bytes per dimension, bytes per row). All are whole numbers except `recall`.

For each option compute, in whole numbers and without rounding on the way:

- `"memory"` and `"local"`: bytes of **all replicas** together, in memory and on local disk
- `"nodes"`: as many for one replica as its memory needs if 90% of each node is filled, or its local data if 80% of each disk is, whichever is more, and at least one. Times the replicas. And one more, which may be lost.
- `"segments"`: of one replica: all raw vectors, 4 bytes per dimension, divided by `segment`, rounded up
- `"reload"`: seconds, rounded up. A lost node had its share of memory and local data, the total divided by `nodes`. The others read it together, each at `rate`.

An option fits if its recall and its milliseconds are within what is asked, and its reload time too: limits that are just met are met. Take the one with the fewest nodes, then the higher recall, then the first name. Return `{"index": …, "memory": …, "local": …, "nodes": …, "segments": …, "reload": …}`.
"""

from grader.learner import NotStarted

GIB = 2**30


def design(case):
    """The numbers of the option with the fewest nodes that fits."""
    raise NotStarted("design")
