# id: genres-side-by-side
# check: test_the_walk
# why: Grouping returns some films of each genre, which is just what is wanted, but one group after the other.
# source: docs v3.0.x grouping-search.md (hits are returned group by group)
# BEGIN SOLUTION varied
    taken, full = [], []
    while len(taken) < limit:
        leave_out = f"genre not in [{', '.join(quoted(genre) for genre in full)}]" if full else ""
        (best,) = client.search(name, data=[taste], limit=1, filter=leave_out, output_fields=["genre"])
        if not best:
            break
        genre = best[0]["entity"]["genre"]
        (hits,) = client.search(name, data=[taste], limit=min(most, 100), filter=f"genre == {quoted(genre)}")
        taken += [hit["id"] for hit in hits]
        full.append(genre)
    return taken[:limit]


def quoted(text):
    """A text as a filter writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    # END SOLUTION
