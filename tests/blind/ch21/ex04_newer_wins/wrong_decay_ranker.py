# expect: failed|partial
# because: "the limit films with the largest scores": the decay ranker of Milvus with limit films sees only what the search brought, and equal scores have no order
from pymilvus import Function, FunctionType


def newest_best(client, name, taste, limit, now, half_life):
    """The ids of the best films, older ones counting less."""
    newer = Function(name="newer", input_field_names=["released"], function_type=FunctionType.RERANK, params={"reranker": "decay", "function": "exp", "origin": now, "scale": half_life, "offset": 0, "decay": 0.5})
    (hits,) = client.search(name, data=[list(taste)], limit=limit, filter=f"released <= {now}", output_fields=["released"], ranker=newer, consistency_level="Strong")
    return [hit["id"] for hit in hits if hit["distance"] > 0]
