# id: spelled-as-in-the-file
# check: test_named
# why: A name is looked up with ==, as every key is. People copy it from an environment, a chart or an error, where it has capitals and underscores, and for Milvus these are one name.
# source: docs v3.0.x, *Configure Milvus with Docker Compose*; names as server 2.3.5 compares them, lessons/recorded/appB_layers.json
    # BEGIN SOLUTION find
    if not text.strip():
        return []
    has = "old == true" if version == "2.3.5" else "new == true"
    asked = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    named = client.query(name, filter=f'name == "{asked}" and {has}', output_fields=["name"])
    hits = client.search(name, data=[text], anns_field="words", filter=has, limit=k, output_fields=["name"])[0]
    found = [row["name"] for row in named] + [hit["entity"]["name"] for hit in hits]
    return list(dict.fromkeys(found))[:k]
    # END SOLUTION
