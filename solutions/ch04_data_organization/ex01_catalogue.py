"""A schema that refuses.

A library keeps its catalog in Milvus. Whatever is wrong with a row should be refused when it arrives, not found by a
reader a year later. Write `create(client, name)`, which creates the collection with these fields and no others:

| field | what it holds | when it is left out, or None |
|---|---|---|
| `isbn` | the key: text of up to 13 bytes | refused |
| `title` | text of up to 80 bytes | refused |
| `year` | a whole number that fits into 16 bits | stored as NULL: the year is unknown |
| `copies` | a whole number of 64 bits | stored as 1 |
| `embedding` | a vector of 32 floats, compared by COSINE | refused |

A row with a field that is not in the table is also refused. Keys are given by the library, not by Milvus. Afterwards the
collection has an index, is loaded, and can be searched right away. Return nothing.
"""

from pymilvus import DataType


def create(client, name):
    """Create the collection `name`, ready for insert and search."""
    # BEGIN SOLUTION
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("isbn", DataType.VARCHAR, max_length=13, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=80)
    schema.add_field("year", DataType.INT16, nullable=True)
    schema.add_field("copies", DataType.INT64, default_value=1)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("embedding", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
    # END SOLUTION
