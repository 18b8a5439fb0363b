# expect: failed|partial
# because: 'if each of them': only the first golden picture is looked at
import math

import numpy as np


def unit(numbers):
    length = math.sqrt(sum(x * x for x in numbers))
    return [x / length for x in numbers]


def made(red, green, blue, network, mean):
    picture = np.stack([(np.asarray(channel, dtype=float) - 127.0) / 128.0 for channel in (red, green, blue)])
    raw = [float(x) for x in np.asarray(network(picture[np.newaxis]))[0]]
    return unit([x - float(m) for x, m in zip(unit(raw), mean, strict=True)])


def store(client, name, rows, network, mean):
    data = []
    for row in rows:
        picture = np.asarray(row["picture"])
        data.append({"id": row["id"], "vector": made(picture[..., 0], picture[..., 1], picture[..., 2], network, mean)})
    if data:
        client.upsert(name, data)
    return len(data)


def vector_of(picture, network, mean):
    blue, green, red = np.moveaxis(np.asarray(picture), 2, 0)
    return np.array(made(red, green, blue, network, mean))


def serve(client, name, picture, k, network, mean):
    hits = client.search(name, data=[vector_of(picture, network, mean).tolist()], limit=k, consistency_level="Strong")[0]
    return [hit["id"] for hit in hits]


def may_start(golden, vectors, network, mean):
    for picture, then in list(zip(golden, vectors))[:1]:
        now = vector_of(picture, network, mean)
        if sum(a * b for a, b in zip(now, unit([float(x) for x in then]))) < 0.999:
            return False
    return True
