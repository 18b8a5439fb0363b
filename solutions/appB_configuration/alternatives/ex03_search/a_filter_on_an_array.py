"""The versions are an ARRAY, the compared name is a word of its own kind in the text's place, and both are asked for by filters."""

import json

from pymilvus import DataType, Function, FunctionType


def store(client, name, rows):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("name", DataType.VARCHAR, max_length=800)
    schema.add_field("key", DataType.VARCHAR, max_length=800)
    schema.add_field("versions", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=2, max_length=10)
    schema.add_field("body", DataType.VARCHAR, max_length=4000, enable_analyzer=True)
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="count", function_type=FunctionType.BM25, input_field_names=["body"], output_field_names=["sparse"]))
    index = client.prepare_index_params()
    index.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    batch = []
    for row in rows:
        batch.append({"id": row["id"], "name": row["name"], "key": key_of(row["name"]), "versions": list(row["versions"]), "body": f"{row['note']} {' '.join(cut(row['name']))}"})
        if len(batch) == 300:
            client.insert(name, batch)
            batch = []
    if batch:
        client.insert(name, batch)


def find(client, name, text, version, k):
    if text.strip() == "":
        return []
    wanted = f'array_contains(versions, "{version}")'
    answer = [row["name"] for row in client.query(name, filter=f"{wanted} and key == {json.dumps(key_of(text.strip()), ensure_ascii=False)}", output_fields=["name"], limit=1)]
    for hit in client.search(name, [text], anns_field="sparse", filter=wanted, limit=k, output_fields=["name"])[0]:
        if hit["entity"]["name"] not in answer:
            answer.append(hit["entity"]["name"])
    return answer[:k]


def key_of(name):
    return "".join(sign for sign in name.lower() if sign not in "._/")


def cut(name):
    """The words of a name, letter by letter."""
    words, before = [""], ""
    for letter in name:
        if letter in "._":
            words.append("")
        elif letter.isupper() and (before.islower() or before.isdigit()):
            words.append(letter)
        else:
            words[-1] += letter
        before = letter
    return [word for word in words if word]
