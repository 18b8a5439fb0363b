"""A borrowed metric.

A shop ranks articles for a customer by the inner product of two vectors: direction says what the customer likes, length says
how popular an article is. The only collection at hand has the metric L2. Find vectors for which the nearest under L2 is
the largest under IP: one number more is enough. Write three functions in NumPy.

`rows_for_l2(vectors)` → array of shape (n, d + 1): what is stored, the d numbers of each vector and one more

- `vectors`: array of floats of shape (n, d), of any lengths but 0

`query_for_l2(query)` → array of shape (d + 1,): what is searched for, the d numbers of the query and one more

- `query`: array of shape (d,), of any length but 0; it comes long after the rows were stored, and knows nothing of them

`inner_products(distances, query, rows)` → array of shape (k,): the inner products of the hits, read from Milvus' numbers

- `distances`: array of shape (k,): what Milvus gave as `distance`, under L2
- `query`: as above, shape (d,); `rows`: what `rows_for_l2` returned, shape (n, d + 1)

A search of the stored rows for `query_for_l2(query)` under L2 has to give them in the order of their inner products with
`query`, largest first.

    >>> rows = rows_for_l2(articles)                       # stored in a collection with the metric L2
    >>> hits = client.search("articles", data=[query_for_l2(customer).tolist()], limit=3)[0]
    >>> inner_products(np.array([hit["distance"] for hit in hits]), customer, rows)
    array([7.31, 6.9 , 6.02])
"""

import numpy as np


def rows_for_l2(vectors):
    """What to store, shape (n, d + 1)."""
    # BEGIN SOLUTION rows
    squares = (vectors**2).sum(axis=1)
    filling = np.sqrt(np.maximum(squares.max() - squares, 0))
    return np.column_stack([vectors, filling])
    # END SOLUTION


def query_for_l2(query):
    """What to search for, shape (d + 1,)."""
    # BEGIN SOLUTION query
    return np.append(query, 0.0)
    # END SOLUTION


def inner_products(distances, query, rows):
    """Inner products of the hits, from Milvus' squared distances."""
    # BEGIN SOLUTION back
    return (query @ query + rows[0] @ rows[0] - distances) / 2
    # END SOLUTION
