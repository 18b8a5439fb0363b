"""Break this retriever.

A team has rewritten its retriever seven times. Each of the seven has one mistake, and their only test, “one text, one word”, is green for all of them.
Write the tests that tell them from the right one.

The right retriever stores texts under whole numbers and returns, for a query, the ids of **all** texts that have **every word** of the query, in
ascending order. A word is a run of letters and digits; capitals make no difference; every word counts, also short ones; a word inside a longer one is not that
word. If no text has every word, or the query has none, the answer is an empty list.

The seven: one lets any of the words suffice. One returns no more than ten. One stores the first 100 characters of a text. One tells capitals from
small letters. One finds a word inside longer ones. One ignores *a, in, is, it, no, not, of, on, or, the, to*, in texts and in queries. One returns the nearest
text if there is none that is right.

Write `cases()`: a list of up to 10 dicts

- `texts`: `{id: text}`, 1 to 30 texts of 1 to 500 characters, ids from 1 to 1,000,
- `query`: what is asked,
- `found`: the list of ids that is right.

The checks run the right retriever on Milvus with every case: it has to agree with `found`. Then they run the seven. Each has to be told from the right
one by at least one of your cases.
"""


def cases():
    """Cases that tell the right retriever from seven wrong ones."""
    # BEGIN SOLUTION
    return [
        {"texts": {1: "the red boat", 2: "the blue boat", 3: "a red house"}, "query": "red boat", "found": [1]},
        {"texts": {n: f"boat number {n}" for n in range(1, 13)}, "query": "boat", "found": list(range(1, 13))},
        {"texts": {1: "long " * 30 + "boat", 2: "short"}, "query": "boat", "found": [1]},
        {"texts": {1: "The Boat", 2: "a boat"}, "query": "BOAT", "found": [1, 2]},
        {"texts": {1: "steamboats", 2: "boat"}, "query": "boat", "found": [2]},
        {"texts": {1: "do not enter", 2: "enter"}, "query": "not enter", "found": [1]},
        {"texts": {1: "red boat", 2: "blue boat"}, "query": "green", "found": []},
    ]
    # END SOLUTION
