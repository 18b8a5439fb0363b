"""Not ten westerns.

A user liked four westerns, and the page shows ten. Each of them is a good guess, and the page is a bad one.

The collection has `id` (INT64, the key), `genre` (VARCHAR, one per film) and `vector` (16 numbers, IP); up to 3,000 films. The order is that of the inner product with `taste`, the largest first. Walk down
this order, and pass over a film if `most` films of its genre were taken already.

Write `varied(client, name, taste, limit, most)`. It returns the ids of the first `limit` films taken, best first; fewer only if the collection has no more to give. `limit` is 1 to 50, `most` at least 1. No two films have the same inner product.

A search is paid by what it brings: **no search may ask for more than 100 films**, and a page may take as many searches as it needs, up to 40. A query may not return more than 100 rows either. One genre may be half of the collection, and nearer to the user than anything else; genres are
written by many people, so they may contain quotation marks.
"""


def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    # BEGIN SOLUTION varied
    taken, count = [], {}
    while len(taken) < limit:
        full = [genre for genre, number in count.items() if number >= most]
        leave_out = [f"genre not in [{', '.join(quoted(genre) for genre in full)}]"] if full else []
        if taken:
            leave_out.append(f"id not in {taken}")
        (hits,) = client.search(name, data=[taste], limit=100, filter=" and ".join(leave_out), output_fields=["genre"])
        if not hits:
            break
        for hit in hits:
            genre = hit["entity"]["genre"]
            if count.get(genre, 0) < most and len(taken) < limit:
                count[genre] = count.get(genre, 0) + 1
                taken.append(hit["id"])
    return taken


def quoted(text):
    """A text as a filter writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    # END SOLUTION
