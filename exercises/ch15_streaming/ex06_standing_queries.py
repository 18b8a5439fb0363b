"""Standing queries.

Buyers of a marketplace describe what they wait for, and want to hear of it the moment it is offered. Their descriptions are the rows of a collection, and each new offer is a query.

The collection `name` has `id` (INT64, primary key), `kind` (VARCHAR), `least` (DOUBLE), `open` (BOOL) and `vector` (32 numbers, COSINE), and up to 4,000 rows. Write `fire(client, name, offers)`. An offer is

    {"id": 91, "kind": "children's books", "vector": [0.1, …]}

A row **fires** for an offer if it is `open`, if its `kind` is that of the offer or `"any"`, and if the cosine of the two vectors is **its own** `least` or more. Return all that fires as tuples `(offer id, row id)`: in the order
of the offers, and for each offer the row with the largest cosine first.

- All rows may fire for one offer. Everyone who waits is told.
- Up to 60 offers come in one call, of different kinds.
- The rows stay in Milvus. You search there, and do not read the whole collection (no query, no iterator), nor anyone's vector.
- The collection reads at the level Strong. A kind may contain any character, quotation marks too.

(No cosine lies within a thousandth of a `least`, so rounding does not matter.)
"""

from grader.learner import NotStarted


def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    raise NotStarted("fire")
