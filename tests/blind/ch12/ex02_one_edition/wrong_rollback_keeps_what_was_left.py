# expect: failed|partial
# because: 'and drops the one that was left': it stays
import uuid

from pymilvus import DataType, MilvusException


class Catalog:
    def __init__(self, client, alias):
        self.client, self.alias = client, alias
        try:
            self.now = client.describe_alias(alias)["collection_name"]
        except MilvusException:
            self.now = None

    def before(self, name):
        found = self.client.describe_collection(name).get("properties", {}).get("before", "none")
        return found if found != "none" and self.client.has_collection(found) else None

    def make(self, name, rows):
        schema = self.client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True, auto_id=False)
        schema.add_field("edition", DataType.INT64)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = self.client.prepare_index_params()
        index.add_index(field_name="vector", index_type="FLAT", metric_type="COSINE")
        self.client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong", properties={"before": self.now or "none"})
        if rows:
            self.client.insert(name, data=rows)


def publish(client, alias, rows):
    catalog = Catalog(client, alias)
    new = f"{alias}_{uuid.uuid4().hex}"
    try:
        catalog.make(new, rows)
        move = client.alter_alias if catalog.now else client.create_alias
        move(new, alias)
    except BaseException:
        if client.has_collection(new):
            client.drop_collection(new)
        raise
    old = catalog.before(catalog.now) if catalog.now else None
    if old:
        client.drop_collection(old)
    return new


def rollback(client, alias):
    catalog = Catalog(client, alias)
    target = catalog.before(catalog.now) if catalog.now else None
    if target is None:
        raise LookupError(f"nothing before the catalog of {alias}")
    client.alter_alias(target, alias)
