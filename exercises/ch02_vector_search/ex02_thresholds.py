"""Close enough.

A data sheet says: *two words mean the same if their vectors are at most 0.9 apart*, by Euclidean distance. Milvus
answers with the number of the collection's metric, and each metric has its own. Write
`close_enough(client, name, metric, vector, euclidean, limit)`.

- `client`: a MilvusClient
- `name`: a loaded collection with the fields `id`, `vector` and `word`
- `metric`: the metric of its index: "L2", "COSINE" or "IP". Where it is COSINE or IP, every stored vector has length 1;
  where it is L2, they may have any length
- `vector`: the query, a list of floats; of length 1 where the metric is COSINE or IP, of any length where it is L2
- `euclidean`: the largest Euclidean distance that counts, a float above 0
- `limit`: ask Milvus for that many hits

Return the words of those hits (among the `limit` nearest) whose vectors are at most `euclidean` away from the query,
nearest first: a list of str, empty if there is none. No stored vector lies within 0.0001 of the border.

    >>> close_enough(client, "synonyms", "COSINE", vector_of_begin, 0.9, 20)
    ['begin', 'start', 'commence']
"""

from grader.learner import NotStarted


def close_enough(client, name, metric, vector, euclidean, limit):
    """Words of the hits that are at most `euclidean` away, nearest first."""
    raise NotStarted("close_enough")
