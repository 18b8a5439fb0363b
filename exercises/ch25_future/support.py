"""What the checks of chapter 25 share."""

from pymilvus import DataType


def collection(client, name, fields, *, dim=2, metric="L2"):
    """A loaded collection whose every read sees every row; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    for field, type_, arguments in fields:
        schema.add_field(field, DataType[type_], **arguments)
    params = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=params, consistency_level="Strong")
