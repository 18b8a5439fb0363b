"""An outbox: nothing lost, nothing doubled.

A publisher keeps its articles in a relational database. Milvus has a copy of each for search. Between the two lies a table `outbox`: a change of an article is written to `articles` and to `outbox`
together, and a relay brings the lines of the outbox to Milvus. Write the three functions.

    save(transaction, article)              # article: {"id": 17, "title": "Tides", "vector": [0.1, …]}; new, or instead of the one with this id
    remove(transaction, id)                 # the article with this id goes
    relay(client, name, waiting, done)      # bring all waiting lines to Milvus; return how many lines that were

The database is handed to you as functions.

- `transaction(writes)` does a list of writes, all of them or, if it raises, none. It may raise at any time (then let the exception through), and the process may end between two calls. A write is one of
  `("put", "articles", article)`, `("delete", "articles", id)` and `("put", "outbox", {"article": id, "row": article})`; a line of the outbox whose `row` is `None` says that the article is gone. The database numbers the lines.
- `waiting(200)`, or with a different number, returns up to so many lines that are not done, the lowest numbers first: `{"number": 4, "article": 17, "row": {…} or None}`; `[]` when there is none left, and then `relay` returns.
- `done([4, 5])` marks these lines as done.

A number is drawn when a line is written, and the line appears when its transaction ends. So lines may appear late, with lower numbers than some that you have seen. Lines about one article always appear in the order of their numbers.

The relay may be killed at any moment and is started again in a new process. Never mark a line as done before Milvus has it. In the end the collection `name` (`id` is the primary key, `title`, `vector`; it reads at the level
Strong) has exactly the rows of `articles`, each once. Do not put the same key twice into one call: a server refuses that.
"""


def save(transaction, article):
    """Store an article, and note it for Milvus."""
    # BEGIN SOLUTION save
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])
    # END SOLUTION


def remove(transaction, id):
    """Delete an article, and note it for Milvus."""
    # BEGIN SOLUTION remove
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])
    # END SOLUTION


def relay(client, name, waiting, done):
    """Bring the waiting lines to Milvus; how many."""
    # BEGIN SOLUTION relay
    count = 0
    while lines := waiting(200):
        last = {line["article"]: line["row"] for line in lines}
        put = [row for row in last.values() if row is not None]
        gone = [id for id, row in last.items() if row is None]
        if put:
            client.upsert(name, put)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        count += len(lines)
    return count
    # END SOLUTION
