"""Two views of one Milvus.

`birdwatcher` has read the metadata of a Milvus from etcd and printed it. You have a client that is connected to the same Milvus. For the nightly mail,
say where the two agree, and where they do not.

Write `report(client, printed)`. `printed` is a dict with three texts, as birdwatcher 1.1.1 prints them:

    "collections": the text of `show collections`
    "segments":    the text of `show segment`
    "indexes":     the text of `show segment-index`

The lesson's section “Birdwatcher” shows each of the three whole. Return a dict with four keys:

1. `"collections"`: for each collection that is printed **and** that the client lists, its name and a dict:
   - `"flushed"`: the sum of `Row Count` over its segments in state `Flushed`; 0 if there is none.
   - `"counted"`: what the client's `count(*)` says now, at the collection's own level, or None where `get_load_state` does not say `Loaded`.
   - `"difference"`: counted minus flushed, or None where nothing was counted.
   - `"unindexed"`: the ids of its segments in state `Flushed` that have no index files, ascending. A segment has none if every `Index Files` of it is `[]`, if
     the text has no index for it, or if it is not in the text at all.
2. `"only printed"`: the names of collections that are printed and that the client does not list, sorted.
3. `"only client"`: the names of collections that the client lists and that are not printed, sorted.
4. `"leftovers"`: for each collection id that has segments but is created in no database: the id and the sum of `Row Count` over all its segments.

*Printed* is a collection that stands in the text in the state `CollectionCreated`, in the database with `DBID: 1`: this is the one that the client is
connected to. The same name may stand there more than once, in other states and in other databases, and each time with an id of its own. *Created in no database*
are ids that the text does not have, or has in a different state. All ids are whole numbers. Aliases are not collections.

Change nothing in Milvus, load and release included: a report that changes what it reports is none.
"""

import re
from grader.learner import NotStarted

# Functions of your own can stand here: one that reads a text, for instance.


# And one that counts.


def report(client, printed):
    """Where two views agree, and where they do not."""
    raise NotStarted("report")
