"""Each genre's best by a search of its own, and the page is the best of all of them."""

import json


def varied(client, name, taste, limit, most):
    scored, genres = [], []
    while True:
        others = f"genre not in [{', '.join(json.dumps(genre) for genre in genres)}]" if genres else ""
        first = client.search(name, [taste], limit=1, filter=others, output_fields=["genre"])[0]
        if not first:
            break
        genre = first[0]["entity"]["genre"]
        genres.append(genre)
        hits = client.search(name, [taste], limit=min(most, limit), filter=f"genre == {json.dumps(genre)}")[0]
        scored += [(hit["distance"], hit["id"]) for hit in hits]
    return [id for _, id in sorted(scored, reverse=True)[:limit]]
