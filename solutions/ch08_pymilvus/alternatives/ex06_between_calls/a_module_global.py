"""One client in a global, made at the first call, and Strong reads."""

from pymilvus import MilvusClient

_clients = {}


def client_for(uri):
    if uri not in _clients:
        _clients[uri] = MilvusClient(uri=uri)
    return _clients[uri]


def remember(uri, name, notes):
    client_for(uri).upsert(collection_name=name, data=list(notes))


def similar(uri, name, vector, k):
    found = client_for(uri).search(collection_name=name, data=[vector], anns_field="vector", limit=k, output_fields=["word", "id"], consistency_level="Strong")
    return [hit.get("entity").get("word") for hit in found[0]]


def words_of(uri, name, ids):
    found = {}
    if ids:
        wanted = sorted(set(ids))
        for row in client_for(uri).query(collection_name=name, filter=f"id in {wanted}", output_fields=["word"], consistency_level="Strong"):
            found[row["id"]] = row["word"]
    return [found[i] if i in found else None for i in ids]
