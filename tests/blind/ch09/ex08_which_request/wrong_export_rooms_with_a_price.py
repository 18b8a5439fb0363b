# expect: partial|failed
# because: exports what has price > 0: a room that costs nothing is a room as well
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

def request(wish, **given):
    """The method to call and its arguments."""
    if wish == "suggest":
        return {"call": "search", "data": [given["vector"]], "limit": 5, "output_fields": ["name"]}
    if wish == "twins":
        return {
            "call": "search",
            "data": [given["vector"]],
            "limit": 10_000,
            "output_fields": ["id"],
            "search_params": {"params": {"radius": given["distance"] ** 2}},
        }
    if wish == "how_many":
        filter = f'city == "{given["city"]}" and price < {given["price"]}'
        return {"call": "query", "filter": filter, "output_fields": ["count(*)"]}
    if wish == "known":
        return {"call": "get", "ids": given["ids"], "output_fields": ["name", "text"]}
    if wish == "export":
        return {"call": "query_iterator", "filter": "price > 0", "batch_size": 1000, "output_fields": ["price"]}
    if wish == "tour":
        return {"call": "search_iterator", "data": [given["vector"]], "batch_size": 50, "output_fields": ["id"]}
    raise ValueError(wish)
