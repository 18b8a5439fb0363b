# expect: failed|partial
# because: a genre with a quotation mark ends the filter
def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
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
    return '"' + text + '"'
