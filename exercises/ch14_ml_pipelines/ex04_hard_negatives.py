"""Hard negatives.

A model that tells products apart is trained with *negatives*: for each anchor some rows with a different label. The ones that teach most lie near the anchor. But the very nearest
are often no negatives at all, only wrongly labeled: whatever is as near as the `ceiling` is left out.

The collection `name` has `id` (INT64, the key), `label` (VARCHAR, up to 60 bytes; it may contain an apostrophe, but neither a double quote nor a backslash) and `vector` (32 floats, COSINE), and
reads at the level Strong. Write `mine(client, name, anchors, k, ceiling)`.

- `anchors` is a list of up to 500 ids of stored rows, each once.
- What comes back is a dict: for each anchor the ids of the k nearest rows with a **different label** whose cosine with the anchor is **below** `ceiling`, the nearest first. If there are fewer than k of them,
  it is all of them.

The collection may be much larger than your memory, and one label may have nearly all of its rows. So Milvus does the searching: no vectors leave it but those of the anchors, and at most 1,000 ids are looked at per
anchor in a single search. k is at most 20, and at most 300 rows with a different label are as near as the ceiling. All anchors of a label go into searches together: with 500 anchors of 5 labels, 500 searches are
too many (30 are not).

About Milvus Lite 3.2.2: a range search there cuts to `limit` first and keeps the range afterwards, and a filter takes no placeholder of `filter_params`.
"""

from grader.learner import NotStarted


def mine(client, name, anchors, k, ceiling):
    """The hard negatives of each anchor, nearest first."""
    raise NotStarted("mine")
