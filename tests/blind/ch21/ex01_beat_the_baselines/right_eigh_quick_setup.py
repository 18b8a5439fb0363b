# expect: passed
# because: "Learn the vectors from the likes": eigenvectors of the co-occurrence table, create_collection in one line, upsert, the mean instead of the sum
import numpy as np


def build(client, name, likes, dim):
    """The films' side of the decomposition is made of the eigenvectors of (film x film) counts of common fans."""
    films = list(dict.fromkeys(film for liked in likes.values() for film in liked))
    at = dict(zip(films, range(len(films))))
    together = np.zeros((len(films), len(films)))
    for liked in likes.values():
        places = [at[film] for film in liked]
        together[np.ix_(places, places)] += 1
    _, columns = np.linalg.eigh(together)
    best = columns[:, ::-1][:, :dim]
    if best.shape[1] < dim:
        best = np.pad(best, ((0, 0), (0, dim - best.shape[1])))
    client.create_collection(name, dimension=dim, metric_type="IP", consistency_level="Strong")
    client.upsert(name, [{"id": film, "vector": [float(x) for x in best[at[film]]]} for film in films])
    return len(films)


def recommend(client, name, liked, limit):
    """One query, one search."""
    wanted = list(set(liked))
    if not wanted:
        return []
    rows = client.query(name, filter=f"id in {wanted}", output_fields=["id", "vector"], consistency_level="Strong")
    if not rows:
        return []
    mean = np.mean(np.array([row["vector"] for row in rows], dtype=float), axis=0)
    held = [row["id"] for row in rows]
    found = client.search(name, data=[mean.tolist()], anns_field="vector", filter=f"id not in {held}", limit=limit, search_params={"metric_type": "IP"}, consistency_level="Strong")[0]
    return [hit["id"] for hit in found]
