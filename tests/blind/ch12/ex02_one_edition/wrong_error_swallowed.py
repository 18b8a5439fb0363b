# expect: failed|partial
# because: 'its exception gets out': it is caught, and the present name comes back
import re

from pymilvus import DataType, MilvusException



def editions(client, alias):
    names = [n for n in client.list_collections() if re.fullmatch(re.escape(alias) + r"_\d+", n)]
    return sorted(names, key=lambda n: int(n.rsplit("_", 1)[1]))


def current(client, alias):
    try:
        return client.describe_alias(alias)["collection_name"]
    except MilvusException:
        return None


def publish(client, alias, rows):
    """Make these rows the catalog."""
    mine = editions(client, alias)
    now = current(client, alias)
    number = int(mine[-1].rsplit("_", 1)[1]) + 1 if mine else 1
    new = f"{alias}_{number}"
    try:
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("edition", DataType.INT64)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type="COSINE")
        client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong")
        if rows:
            client.insert(new, rows)
        if now is None:
            client.create_alias(new, alias)
        else:
            client.alter_alias(new, alias)
    except Exception:
        if client.has_collection(new):
            client.drop_collection(new)
        return now
    for name in mine:
        if name != now:
            client.drop_collection(name)
    return new


def rollback(client, alias):
    """Make the edition before the catalog again."""
    now = current(client, alias)
    before = [n for n in editions(client, alias) if n != now]
    if now is None or not before:
        raise LookupError(alias)
    client.alter_alias(before[-1], alias)
    client.drop_collection(now)
