"""Checks of ch02/ex06."""

import numpy as np

from grader.checks import check, close, fail, misconception, require, same

N, K = 250, 13


def model(seed, rng, support):
    """Vectors as a model may give them: one large common part, and lengths from 1 to 9. The last one is the query."""
    plain, names = support.some_words(seed, rng, N + 1)
    common = rng.normal(size=support.DIM)
    common *= 1.2 / np.linalg.norm(common)
    raw = (plain + common) * rng.uniform(1, 9, size=(N + 1, 1))
    return raw[:N], names[:N], raw[N]


def right(vectors, mean):
    centerd = np.asarray(vectors) - mean
    return centerd / np.linalg.norm(centerd, axis=1, keepdims=True)


def best(vectors, names, mean, query):
    """The K best words for a query, and their cosines."""
    cosines = right(vectors, mean) @ query
    order = np.argsort(-cosines)[:K]
    return [names[i] for i in order], cosines[order]


def pairs(answer, call):
    try:
        listed = [(str(word), float(number)) for word, number in answer]
    except (TypeError, ValueError):
        fail(called=call, returned=repr(answer), expected="a list of pairs (word, similarity)", why="The caller unpacks each pair.")
    same(len(listed), K, called=f"len({call})", why="As many as were asked for.")
    return [word for word, _ in listed], np.array([number for _, number in listed])


@check(points=2)
def test_every_row_has_length_one(submission, seed, rng, support):
    """prepare(): every row gets length 1, whatever else is in the table"""
    vectors, _, _ = model(seed, rng, support)
    mean, call = vectors.mean(axis=0), "prepare(vectors, mean)"
    rows = np.asarray(submission.prepare(vectors, mean), dtype=float)
    same(rows.shape, vectors.shape, called=f"shape of {call}", why="One prepared vector for each.")
    lengths = np.linalg.norm(rows, axis=1)
    whole = float(np.sqrt((rows**2).sum()))
    if lengths.max() < 0.9 and abs(whole - 1) < 1e-6:
        misconception("norm-of-the-table", evidence=f"the rows have lengths {lengths.min():.3f} to {lengths.max():.3f}; the table as a whole has 1",
                      called=call, returned=f"rows of length {lengths.min():.3f} to {lengths.max():.3f}", expected="1 for every row",
                      why="How many numbers does np.linalg.norm give for a table, and how many do you need?")
    close(lengths, np.ones(N), atol=1e-5, called=f"the lengths of the rows of {call}", why="Each row by itself: as many lengths as there are rows.")
    close(rows, right(vectors, mean), rtol=1e-5, atol=1e-6, called=call, why="Take the mean away, then divide each row by its own length.")
    one = np.asarray(submission.prepare(vectors[3:4], mean), dtype=float)
    close(one, rows[3:4], rtol=1e-5, atol=1e-6, called="prepare() of one row alone, and the same row of the table",
          why="In production the vectors come one by one. Neighbors in a batch must not matter.")


@check(points=3, after="test_every_row_has_length_one")
def test_a_query_is_prepared_like_the_rows(submission, client, milvus, fresh, seed, rng, support):
    """related(): the query is prepared as the rows were"""
    vectors, names, query = model(seed, rng, support)
    milvus.forget()
    asker = submission.spawn()  # whoever asks is another process than the one that stored
    for n, asked in ((N, query), (N // 2, 3 * vectors[-1])):  # a second collection, of fewer words, with a mean of its own
        name, mean = fresh("words"), vectors[:n].mean(axis=0)
        submission.store(client, name, vectors[:n], names[:n], mean)
        require(client.has_collection(name), called="store(…)", returned="no collection", expected=name, why="related() searches it.")
        index = client.describe_index(name, "vector") or {}
        same(index.get("index_type"), "FLAT", called="the index type that store(…) gives the collection", why="An IVF index looks at some clusters only, and may miss the best words.")
        call = f"related(client, name, vector, mean, {K}) in another process, in a collection of {n} words"
        found, numbers = pairs(asker.related(client, name, asked.tolist(), mean, K), call)
        expected, cosines = best(vectors[:n], names, mean, right(asked[None], mean)[0])
        if found == best(vectors[:n], names, mean, asked / np.linalg.norm(asked))[0] != expected:
            misconception("query-not-prepared", evidence="the answer is that for the query with its common part still in it",
                          called=call, returned=found[:5], expected=expected[:5],
                          why="The mean was taken away from every row. What is the query compared with, if it still has it?")
        same(found, expected, called=call, why="Both sides of a comparison have to go the same way from model to Milvus.")
        close(numbers, cosines, rtol=1e-3, atol=1e-3, called=f"similarities of {call}", why="The cosine of the two prepared vectors.")
    levels = [heard.consistency for heard in milvus.calls("CreateCollection") + milvus.calls("Search")]
    require("Strong" in levels, called="store(…), then related(…): the consistency level", returned=", ".join(levels), expected="Strong, for the collection or the search",
            why="At a lower level a search on a server may miss what was stored a moment ago.")


@check(points=2)
def test_confident(submission, seed, rng, support):
    """confident(): the similar ones are kept"""
    _, names, _ = model(seed, rng, support)
    numbers = np.concatenate([rng.permutation(np.linspace(0.15, 0.95, 12)), [-0.4, 0.0]])  # in no order, as pairs of several searches come
    given = [(word, float(number)) for word, number in zip(names, numbers, strict=False)]
    for border in (float(np.sort(numbers)[6]) + 0.01, 0.0, -0.2, 0.99, float(numbers[4])):
        call, kept = f"confident({len(given)} pairs, {border:.3f})", [w for w, number in given if number >= border]
        answer = submission.confident(given, border)
        if isinstance(answer, np.ndarray):
            answer = answer.tolist()
        if not isinstance(answer, (list, tuple)):
            fail(called=call, returned=repr(answer), expected="a list of words", why="The caller prints them.")
        if answer and list(answer) == [w for w, number in given if number <= border] != kept:
            misconception("similarity-is-a-distance", evidence=f"kept are the {len(answer)} words with a similarity of at most {border:.3f}",
                          called=call, returned=list(answer), expected=kept, why="These numbers are cosines. Which is nearer: 0.9 or 0.2?")
        if sorted(map(str, answer)) == sorted(kept) and list(answer) != kept:
            fail(called=call, returned=list(answer), expected=kept, why="The right words in a different order: the order of the pairs was to stay.")
        same(list(answer), kept, called=call, why="At least as similar as asked for, in their order.")
