# id: names-made-alike
# check: test_names_that_look_alike
# why: A partition for each tenant needs a name of letters, digits and underscores, so everything else is replaced; then two tenants have one partition.
# source: docs v3.0.x manage-partitions.md and the server's own refusal ("Partition name can only contain numbers, letters and underscores")
# BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, max_length=64, is_primary=True)
    schema.add_field("number", DataType.INT64)
    schema.add_field("text", DataType.VARCHAR, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
# END SOLUTION
# BEGIN SOLUTION add
    partition = "t_" + "".join(c if c.isalnum() else "_" for c in tenant)
    if not client.has_partition(name, partition):
        client.create_partition(name, partition)
    latest = {note["number"]: note for note in notes}
    client.upsert(name, [{"key": f"{number}:{tenant}", **note} for number, note in latest.items()], partition_name=partition)
# END SOLUTION
# BEGIN SOLUTION find
    partition = "t_" + "".join(c if c.isalnum() else "_" for c in tenant)
    if not client.has_partition(name, partition):
        return []
    hits = client.search(name, data=[vector], partition_names=[partition], limit=k, output_fields=["number", "text"])[0]
    return [(hit["entity"]["number"], hit["entity"]["text"]) for hit in hits]
# END SOLUTION
