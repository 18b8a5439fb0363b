# id: moves-the-alias-first
# check: test_the_alias_never_leads_nowhere
# why: The new collection exists, so the alias is moved along with it; readers then see it fill up.
# source: docs v3.0.x manage-aliases.md; blue-green deployment: traffic moves when the new side is complete (https://martinfowler.com/bliki/BlueGreenDeployment.html)
# BEGIN SOLUTION prepare
    if client.has_collection(new):
        client.drop_collection(new)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("pages", DataType.INT64, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index)
    client.alter_alias(new, alias)
# END SOLUTION
# BEGIN SOLUTION switch
    return moved
# END SOLUTION
