"""Design: which ranking?

A print shop has a collection of prints with `id` (INT64, the key), `caption` (VARCHAR; the sparse field `words` holds its BM25), `meaning`
(32 floats, COSINE), `look` (32 floats, L2) and `price` (INT64). Six parts of the shop want prints. For each, design the **one** request that serves
it: `request(wish, **given)` returns a dict, and the checks send it.

    >>> request("lookalike", look=[…], price=40)
    {'parts': [{'field': 'look', 'query': […], 'limit': 10, 'filter': '…'}], 'limit': 10}

- `parts` is a list of dicts, one for each field that is searched: `field`, `query` (a text for `words`), `limit`, and a `filter` where one is
  needed. A request of one part is a plain search. One of several parts is a hybrid search and has a `ranker`.
- `ranker` is `{"rrf": k}` or `{"weights": {field: weight, …}, "normalized": True or False}`, with weights from 0 to 1.
- `limit`, and `offset` where one is needed, belong to the whole.

| wish | given | what is wanted |
|:---|:---|:---|
| `"number"` | `text`, `meaning` | the customer types words from the back of a print, such as `K4127 stone`: the 5 captions that share most with them, and nothing but words counts |
| `"lookalike"` | `look`, `price` | of the prints cheaper than `price`, the 10 that look most like this one |
| `"phrase"` | `text`, `meaning` | a phrase: what it says and what it means have an equal say. Their scores have nothing to do with each other, so places decide, with k = 60; the best 10 |
| `"mood"` | `meaning`, `look` | what it means counts three times as much as what it looks like, and how much better one print is than the next counts too; the best 10 |
| `"bargain"` | `text`, `meaning`, `price` | as `"phrase"`, of the prints cheaper than `price`; every one of the ten is cheaper |
| `"more"` | `text`, `meaning`, `page` | page `page` of `"phrase"`, counted from 0: ten prints that continue the page before |

Where rankings are fused, each of them is 100 prints long, whatever is shown of it in the end. Prices are whole numbers and may be 0.
"""


def request(wish, **given):
    """The parts, the ranker and the limits."""
    # BEGIN SOLUTION request
    def part(field, query, limit=100, below=None):
        return {"field": field, "query": query, "limit": limit, "filter": "" if below is None else f"price < {below}"}

    if wish == "number":
        return {"parts": [part("words", given["text"], 5)], "limit": 5}
    if wish == "lookalike":
        return {"parts": [part("look", given["look"], 10, given["price"])], "limit": 10}
    if wish == "mood":
        parts = [part("meaning", given["meaning"]), part("look", given["look"])]
        return {"parts": parts, "ranker": {"weights": {"meaning": 0.75, "look": 0.25}, "normalized": True}, "limit": 10}
    parts = [part(field, given[key], below=given.get("price")) for field, key in (("words", "text"), ("meaning", "meaning"))]
    return {"parts": parts, "ranker": {"rrf": 60}, "limit": 10, "offset": 10 * given.get("page", 0)}
    # END SOLUTION
