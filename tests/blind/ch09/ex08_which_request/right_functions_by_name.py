# expect: passed
# because: a dict of small functions, with whole numbers of float, search_params flat, and query instead of get
"""Design: which request?

A travel site has a collection of rooms with `id` (INT64, the key), `vector` (16 floats, metric L2, FLAT), `name` and `text` (VARCHAR, the text
is long), `city` (VARCHAR) and `price` (INT64). It may hold millions of rows. Six parts of the site want something of it. For each, design the
**one** request that serves it: `request(wish, **given)` returns a dict with `call`, the name of a method of `MilvusClient`, and that method's
keyword arguments. The checks make the call for you; of an iterator they take every batch, or as many as the guest scrolls.

    >>> request("known", ids=[7, 9])
    {'call': 'get', 'ids': [7, 9], 'output_fields': […]}

| wish | given | what is needed |
|:---|:---|:---|
| `"suggest"` | `vector` | the names of the 5 nearest rooms; asked at every keystroke |
| `"twins"` | `vector`, `distance` | the ids of **all** rooms that are less than `distance` away (a Euclidean distance); at most 10,000 |
| `"how_many"` | `city`, `price` | how many rooms in the city cost less than `price`: one row that says so |
| `"known"` | `ids` | name and text of these rooms |
| `"export"` | | id and price of every room |
| `"tour"` | `vector` | the ids of rooms, nearest first, for as long as the guest scrolls: maybe 50, maybe 50,000 |

What a request brings, beside the key and the distance, is what is needed and no more: neither rows nor fields. Cities hold no quotation
marks. Of method names the checks know `get`, `query`, `search`, `query_iterator` and `search_iterator`; of a batch at most 2,000 rows.
"""

def suggest(vector):
    return "search", dict(data=[vector], anns_field="vector", limit=5, output_fields=["name"])


def twins(vector, distance):
    bounds = {"metric_type": "L2", "params": {"radius": float(distance) * float(distance)}}
    return "search", dict(data=[vector], limit=16_384, search_params=bounds, output_fields=["id"])


def how_many(city, price):
    return "query", dict(filter=f'(city == "{city}") and (price < {price})', output_fields=["count(*)"])


def known(ids):
    return "query", dict(filter=f"id in {list(ids)}", output_fields=["id", "name", "text"])


def export():
    return "query_iterator", dict(filter="", batch_size=2000, output_fields=["id", "price"])


def tour(vector):
    return "search_iterator", dict(data=[vector], batch_size=20, output_fields=["id"])


WISHES = {f.__name__: f for f in (suggest, twins, how_many, known, export, tour)}


def request(wish, **given):
    """The method to call and its arguments."""
    call, arguments = WISHES[wish](**given)
    return {"call": call, **arguments}
