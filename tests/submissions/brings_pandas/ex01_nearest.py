# Does it all with data frames: the forking parent has no pandas, and whoever imports it must get the real one.
import pandas as pd
import requests


def nearest(rows, query, k):
    frame = pd.DataFrame(rows)
    return ((frame - query) ** 2).sum(axis=1).nsmallest(k, keep="first").index.to_list()


def load(client, name, rows):
    client.create_collection(name, dimension=rows.shape[1], metric_type="L2")
    frame = pd.DataFrame({"id": range(len(rows)), "vector": [row.tolist() for row in rows]})
    client.insert(name, frame.to_dict("records"))


def search(client, name, query, k):
    assert requests.__version__
    return [hit["id"] for hit in client.search(name, data=[query.tolist()], limit=k)[0]]
