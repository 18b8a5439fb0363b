# expect: failed|partial
# because: 'If not, the alias is not touched': the alias moves to try the candidate, and back if it fails
import numpy as np



def recalls(client, name, embed, judged, k):
    vectors = embed([j["query"] for j in judged])
    values = []
    for start in range(0, len(judged), 100):
        found = client.search(name, data=[list(map(float, v)) for v in vectors[start:start + 100]], limit=k)
        for j, hits in zip(judged[start:start + 100], found, strict=True):
            values.append(len({hit["id"] for hit in hits} & set(j["right"])) / len(j["right"]))
    return np.array(values)


def gate(client, alias, candidate, embed_old, embed_new, judged, k):
    """Let the candidate in, or not; returns what was decided and why."""
    old = recalls(client, alias, embed_old, judged, k)
    before = client.describe_alias(alias)["collection_name"]
    client.alter_alias(candidate, alias)
    new = recalls(client, alias, embed_new, judged, k)
    change = new - old
    floor = change.mean() - 1.64 * change.std(ddof=1) / np.sqrt(len(change))
    names = [j["group"] for j in judged]
    groups = np.array([n if names.count(n) >= 20 else "others" for n in names])
    losers = [str(g) for g in sorted(set(groups)) if change[groups == g].mean() < -0.05]
    passes = bool(floor >= -0.02 and not losers)
    if not passes:
        client.alter_alias(before, alias)
    return {"passes": passes, "old": float(old.mean()), "new": float(new.mean()), "floor": float(floor), "losers": losers}
