"""The same small program with nothing but HTTP: python films_over_rest.py ADDRESS COLLECTION"""

import json
import sys
import time
import urllib.request

address, collection = sys.argv[1:3]
solaris = [0.9, 0.1, 0.3, 0.2]


def post(path, **body):
    request = urllib.request.Request(f"{address}/v1/vector/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return reply.status, json.load(reply)


def search(name=collection):
    return post("search", collectionName=name, vector=solaris, limit=2, filter="year > 1950", outputFields=["id", "title"])


films = [
    {"id": 1152921504606846977, "vector": solaris, "title": "Solaris", "year": 1972},
    {"id": 1152921504606846978, "vector": [0.8, 0.2, 0.3, 0.2], "title": "Stalker", "year": 1979},
    {"id": 1152921504606846979, "vector": [0.9, 0.1, 0.3, 0.3], "title": "Metropolis", "year": 1927},
]
_, stored = post("upsert", collectionName=collection, data=films)
print("stored", stored["data"]["upsertCount"], stored["data"]["upsertIds"][0])
began = time.monotonic()
_, near = search()
print("near, at once:", near["data"])
while not near["data"] and time.monotonic() - began < 20:
    time.sleep(0.2)
    _, near = search()
print(f"near, after {time.monotonic() - began:.1f} s:")
for hit in near["data"]:
    print("near", hit["id"], hit["title"], round(hit["distance"], 3))
_, gone = post("delete", collectionName=collection, filter="id in [1152921504606846978]")
print("deleted", gone["code"], gone["data"])
status, refused = search("no_such_films")
print(f"HTTP {status}: refused {refused['code']}: {refused['message']}")
