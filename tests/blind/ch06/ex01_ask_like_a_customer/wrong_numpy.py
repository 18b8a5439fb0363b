# expect: failed|partial
# because: 'so let Milvus choose: what does not fit stays there': every product comes over, and NumPy ranks
import numpy as np


def fits(product, colors, max_price, tags, country):
    if colors is not None and product["color"] not in colors:
        return False
    if max_price is not None and product["price"] > max_price:
        return False
    if tags is not None and not set(tags) <= set(product["tags"]):
        return False
    return country is None or product["spec"].get("maker", {}).get("country") == country


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    rows = client.query(name, filter="id >= 0 or id < 0", output_fields=["id", "vector", "color", "price", "tags", "spec"])
    rows = [row for row in rows if fits(row, colors, max_price, tags, country)]
    rows.sort(key=lambda row: np.sum((np.array(row["vector"]) - np.array(vector)) ** 2))
    return [row["id"] for row in rows[:k]]
