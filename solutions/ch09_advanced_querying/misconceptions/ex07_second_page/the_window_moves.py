# id: the-window-moves
# check: test_second_page
# why: The offset is where a page begins, so it goes into the search. What is re-ranked afterwards is then a different window for each page: offers repeat, and others never come.
# source: https://elastic.co/guide/en/elasticsearch/reference/6.8/search-request-rescore.html (a window that changes from page to page makes "results to confusingly shift")

WINDOW = 40


def results(client, name, vector, page, size=10, room=""):
    """Ids of one page."""
    kept = f'room == "{room}"' if room else ""
    hits = client.search(name, data=[vector], filter=kept, limit=WINDOW, offset=(page - 1) * size, output_fields=["price"])[0]
    ranked = sorted(hits, key=lambda hit: (hit["entity"]["price"], hit["id"]))
    return [hit["id"] for hit in ranked[:size]]
