"""Ids and authors are hashed for what is compared, so that no text ever stands in a filter."""

import contextlib
import hashlib

import grpc
from pymilvus import DataType, MilvusException


class StoreError(Exception):
    pass


@contextlib.contextmanager
def translated():
    try:
        yield
    except grpc.RpcError as error:
        raise StoreError(str(error.code())) from None
    except MilvusException as error:
        raise StoreError(str(error.code)) from None


def digest(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Notes:
    FIELDS = ("note_id", "body", "writer")

    def __init__(self, client, name, embed):
        self.client, self.name, self.embed = client, name, embed
        with translated():
            if name not in client.list_collections():
                schema = client.create_schema(enable_dynamic_field=False)
                schema.add_field("pk", DataType.VARCHAR, is_primary=True, max_length=64)
                schema.add_field("writer_key", DataType.VARCHAR, max_length=64)
                for field, size in zip(self.FIELDS, (400, 20_000, 400)):
                    schema.add_field(field, DataType.VARCHAR, max_length=size)
                schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=32)
                params = client.prepare_index_params("meaning", index_type="FLAT", metric_type="COSINE")
                client.create_collection(name, schema=schema, index_params=params, consistency_level="Strong")

    def add(self, id, text, author):
        (vector,) = self.embed([text])
        row = {"pk": digest(id), "writer_key": digest(author), "meaning": list(vector), "note_id": id, "body": text, "writer": author}
        with translated():
            self.client.upsert(self.name, row)

    def find(self, id):
        with translated():
            return self.client.get(self.name, ids=[digest(id)], output_fields=list(self.FIELDS), consistency_level="Strong")

    def get(self, id):
        for row in self.find(id):
            return dict(zip(("id", "text", "author"), (row[f] for f in self.FIELDS)))
        raise KeyError(id)

    def like(self, text, k, author=None):
        options = {"filter": f"writer_key == '{digest(author)}'"} if author is not None else {}
        with translated():
            found = self.client.search(self.name, self.embed([text]), limit=k, output_fields=["note_id"], consistency_level="Strong", **options)
        return [(hit["entity"]["note_id"], hit["distance"]) for hit in found[0]]

    def remove(self, id):
        there = len(self.find(id)) > 0
        with translated():
            self.client.delete(self.name, ids=[digest(id)])
        return there

    def __len__(self):
        with translated():
            return self.client.query(self.name, filter="pk != ''", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
