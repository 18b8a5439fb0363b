# id: one-search-for-all
# check: test_many_customers
# why: Page 2 belongs to page 1, so what page 1 asked is kept in the program. There is one program and many customers, and soon many programs.
# source: The Twelve-Factor App, VI. Processes (12factor.net): a future request may be served by a different process, and memory is no place for what it needs

WINDOW = 40
searched = {}


def results(client, name, vector, page, size=10, room=""):
    """Ids of one page."""
    if page == 1 or name not in searched:
        searched[name] = {"data": [vector], "filter": f'room == "{room}"' if room else ""}
    hits = client.search(name, **searched[name], limit=max(WINDOW, page * size), output_fields=["price"])[0]
    head = sorted(hits[:WINDOW], key=lambda hit: (hit["entity"]["price"], hit["id"]))
    ranking = [hit["id"] for hit in head + list(hits[WINDOW:])]
    return ranking[(page - 1) * size : page * size]
