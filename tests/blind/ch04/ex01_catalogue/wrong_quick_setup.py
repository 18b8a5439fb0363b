# expect: failed|partial
# because: 'creates the collection with these fields and no others': the quick setup has only key and vector, and takes everything else as dynamic fields
def create(client, name):
    client.create_collection(
        name,
        dimension=32,
        primary_field_name="isbn",
        id_type="string",
        max_length=13,
        vector_field_name="embedding",
        metric_type="COSINE",
        auto_id=False,
    )
