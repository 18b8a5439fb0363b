# id: delete-says-what-was-there
# check: test_remove
# why: DELETE in SQL returns the number of rows that went. Milvus returns what it was asked to delete, whether it was there or not.
# source: https://github.com/milvus-io/pymilvus/issues/1918 and https://github.com/milvus-io/milvus/issues/51566 (delete_count counts what was asked for; by design)
# BEGIN SOLUTION
    def __init__(self, client, name, embed):
        self._client, self._name, self._embed = client, name, embed
        self._ask(self._prepare)

    def add(self, id, text, author):
        row = {"id": id, "text": text, "author": author, "vector": self._embed([text])[0]}
        self._ask(lambda: self._client.upsert(self._name, [row]))

    def get(self, id):
        rows = self._rows(id)
        if not rows:
            raise KeyError(id)
        return {"id": rows[0]["id"], "text": rows[0]["text"], "author": rows[0]["author"]}

    def like(self, text, k, author=None):
        vector = self._embed([text])[0]
        filter = "" if author is None else f"author == {quoted(author)}"
        hits = self._ask(
            lambda: self._client.search(self._name, data=[vector], limit=k, filter=filter, consistency_level="Strong")[0]
        )
        return [(hit["id"], float(hit["distance"])) for hit in hits]

    def remove(self, id):
        done = self._ask(lambda: self._client.delete(self._name, filter=f"id in [{quoted(id)}]"))
        return bool(done.get("delete_count", 0) if isinstance(done, dict) else done)

    def __len__(self):
        return self._query("", ["count(*)"])[0]["count(*)"]

    def _prepare(self):
        client, name = self._client, self._name
        if not client.has_collection(name):
            schema = client.create_schema(auto_id=False)
            schema.add_field("id", DataType.VARCHAR, max_length=400, is_primary=True)
            schema.add_field("text", DataType.VARCHAR, max_length=20_000)
            schema.add_field("author", DataType.VARCHAR, max_length=400)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
            index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
            client.create_collection(name, schema=schema, index_params=index)
        client.load_collection(name)

    def _rows(self, id):
        return self._query(f"id == {quoted(id)}", ["id", "text", "author"])

    def _query(self, filter, fields):
        return self._ask(
            lambda: self._client.query(self._name, filter=filter, output_fields=fields, consistency_level="Strong")
        )

    def _ask(self, call):
        """What the call returns; an error of pymilvus or gRPC becomes ours."""
        try:
            return call()
        except (MilvusException, grpc.RpcError) as error:
            raise StoreError("the store does not answer as it should") from error

# END SOLUTION
