"""Parts and pages.

A shop shows fused results page by page, and customers complain: page 2 repeats what page 1 had, a filter is ignored, and good things
are missing. The collection has `id` (INT64, the key), `look` and `meaning` (32 floats each, COSINE) and `price` (INT64).

The **whole answer** to a query is this: each field is searched for the best `depth` rows that pass the filter, and the two rankings are fused by RRF
with k = 60. `asked` maps a field to its query vector.

Write two functions.

- `page(client, name, asked, filter, number, size, depth)` returns the ids on page `number` of the whole answer, counted from 0: places
  number · size + 1 up to (number + 1) · size, or what is left of them, or an empty list. Pages continue each other: the same whole answer
  stands behind all of them. Every row on a page passes the filter; an empty filter lets everything pass.
- `smallest_depth(client, name, samples, size, share, depths)` chooses a depth by measuring. `samples` is a list of queries like `asked`, `depths` a list of
  whole numbers in ascending order; the last one is at least the number of rows. For each depth take the first page (of `size` ids, no
  filter) of every sample, and the share of it that is also on the first page at the last of the depths. Return the first depth whose mean share over the samples is
  `share` or more.

Of rows with equal scores either may come first, so two orders can both be right.
"""

from pymilvus import AnnSearchRequest, RRFRanker
from grader.learner import NotStarted


def page(client, name, asked, filter, number, size, depth):
    """The ids on one page of the whole answer."""
    raise NotStarted("page")


def smallest_depth(client, name, samples, size, share, depths):
    """The first depth whose first pages hold enough of those at the last depth."""
    raise NotStarted("smallest_depth")
