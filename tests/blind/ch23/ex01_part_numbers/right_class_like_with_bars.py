# expect: passed
# because: 'Then the parts whose text mentions this number': mentions as one VARCHAR with bars, LIKE on both sides, the part by query()
import re
from pymilvus import DataType
NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


class Parts:
    """One shop. Mentions are kept in one text, with a bar on each side of each number: |KX2071A|KX2072B|"""

    def __init__(self, client, name):
        self.client, self.name = client, name

    def create(self):
        schema = self.client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field(field_name="id", datatype=DataType.INT64, is_primary=True)
        schema.add_field(field_name="number", datatype=DataType.VARCHAR, max_length=20)
        schema.add_field(field_name="mentions", datatype=DataType.VARCHAR, max_length=8000)
        schema.add_field(field_name="vector", datatype=DataType.FLOAT_VECTOR, dim=32)
        params = self.client.prepare_index_params()
        params.add_index(field_name="vector", index_type="AUTOINDEX", metric_type="COSINE")
        self.client.create_collection(collection_name=self.name, schema=schema, index_params=params, consistency_level="Strong")

    def fill(self, rows):
        batch = []
        for row in rows:
            mentions = "|" + "".join(number + "|" for number in number_in(row["text"]))
            batch.append({"id": int(row["id"]), "number": number_in(row["number"])[0], "mentions": mentions, "vector": [float(x) for x in row["vector"]]})
            if len(batch) == 1000:
                self.client.insert(self.name, batch)
                batch = []
        if batch:
            self.client.insert(self.name, batch)

    def part(self, number):
        return [row["id"] for row in self.client.query(self.name, filter=f"number == '{number}'", output_fields=["id"])]

    def near(self, vector, limit, condition=""):
        hits = self.client.search(self.name, data=[vector], anns_field="vector", filter=condition, limit=limit, search_params={"metric_type": "COSINE"})
        return [hit["id"] for hit in hits[0]]


def store(client, name, rows):
    parts = Parts(client, name)
    parts.create()
    parts.fill(rows)


def find(client, name, text, vector, k):
    parts = Parts(client, name)
    groups = []
    for number in number_in(text)[:1]:
        groups.append(parts.part(number))
        groups.append(parts.near(vector, k + 1, f"mentions like '%|{number}|%'"))
    groups.append(parts.near(vector, k))
    ids = []
    for group in groups:
        for one in group:
            if one not in ids and len(ids) < k:
                ids.append(one)
    return ids
