"""Checks of ch25/ex02. Rotations are drawn anew; what an estimate is worth is seen over many of them."""

import re

import numpy as np
from pymilvus import DataType

from grader.checks import check, close, difference, fail, misconception, require, same


def rotation(rng, dim):
    q, r = np.linalg.qr(rng.normal(size=(dim, dim)))
    return q * np.sign(np.diag(r))


def right_encode(vectors, centroid, turn):
    turned = (vectors - centroid) @ turn.T
    norms = np.linalg.norm(turned, axis=1)
    return turned > 0, norms, np.abs(turned).sum(axis=1) / np.sqrt(vectors.shape[1]) / np.where(norms > 0, norms, 1)


def right_products(vectors, query, centroid, turn):
    bits, _, factors = right_encode(vectors, centroid, turn)
    q = turn @ (query - centroid)
    return (2.0 * bits - 1) @ (q / np.linalg.norm(q)) / np.sqrt(len(q)) / factors


def right_estimate(vectors, query, centroid, turn):
    _, norms, _ = right_encode(vectors, centroid, turn)
    length = np.linalg.norm(query - centroid)
    return norms**2 + length**2 - 2 * norms * length * right_products(vectors, query, centroid, turn)


def encoded(submission, vectors, centroid, turn, call):
    code = submission.encode(vectors, centroid, turn)
    require(isinstance(code, tuple | list) and len(code) == 3 and all(isinstance(part, np.ndarray) for part in code), called=call, returned=repr(type(code)), expected="(bits, norms, factors), three arrays")
    return tuple(code)


@check(points=2)
def test_encode(submission, seed):
    """A row is D bits and two numbers"""
    rng = np.random.default_rng([seed, 2521])
    for n, dim in ((40, 64), (7, 20), (1, 9), (300, 128)):
        centroid, turn = rng.normal(size=dim) * 3, rotation(rng, dim)
        vectors = rng.normal(size=(n, dim)) * rng.uniform(0.1, 5, size=(n, 1)) + centroid
        call = f"encode() of {n} vectors of {dim} numbers"
        bits, norms, factors = encoded(submission, vectors, centroid, turn, call)
        right_bits, right_norms, right_factors = right_encode(vectors, centroid, turn)
        packed = np.packbits(right_bits, axis=1)
        require(bits.dtype == np.uint8 and bits.shape == packed.shape, called=call, returned=f"bits as {bits.dtype} of shape {bits.shape}", expected=f"packed, uint8 of shape {packed.shape}", why="One bit per dimension is the whole point: how many bytes are these?")
        wrong = int((np.unpackbits(bits ^ packed, axis=1)).sum())
        require(wrong == 0, called=call, returned=f"{wrong} of {n * dim} bits are different", expected="1 where the vector, seen from the centroid and turned, is positive", why="In which order are the centroid taken away and the vector turned? And is it rotation @ v?")
        require(norms.dtype == np.float32 and factors.dtype == np.float32, called=call, returned=f"norms as {norms.dtype}, factors as {factors.dtype}", expected="float32")
        close(norms, right_norms, called=f"norms of {call}", why="The length of v - centroid; turning does not change it.", rtol=1e-4)
        close(factors, right_factors, called=f"factors of {call}", why="Both vectors have the length 1: the direction, and the code with its ±1/√D.", rtol=1e-4)


@check(points=3, after="test_encode")
def test_unbiased(submission, seed):
    """Over many rotations the estimate is right on average, and scatters no more than RaBitQ's"""
    rng = np.random.default_rng([seed, 2522])
    for dim, rounds in ((16, 150), (60, 60)):
        n = 40
        centroid = rng.normal(size=dim)
        query = centroid + np.where(np.arange(dim) < 3, 2.0, 0.1)  # along few axes: without a turn the bits say little
        vectors = centroid + (query - centroid) * rng.uniform(0.5, 2, size=(n, 1)) + rng.normal(size=(n, dim)) * rng.uniform(0.05, 0.5, size=(n, 1))
        true = ((vectors - query) ** 2).sum(axis=1)
        scale = 2 * np.linalg.norm(vectors - centroid, axis=1) * np.linalg.norm(query - centroid)
        errors, rights, plain = [], [], []
        for _ in range(rounds):
            turn = rotation(rng, dim)
            code = encoded(submission, vectors, centroid, turn, "encode()")
            found = np.asarray(submission.estimate(code, query, centroid, turn), dtype=float)
            require(found.shape == (n,), called=f"estimate() of {n} rows", returned=f"an array of shape {found.shape}", expected=f"{n} numbers")
            errors.append((found - true) / scale)
            rights.append((right_estimate(vectors, query, centroid, turn) - true) / scale)
            bits, norms, factors = right_encode(vectors, centroid, turn)
            plain.append((norms**2 + np.linalg.norm(query - centroid) ** 2 - scale * right_products(vectors, query, centroid, turn) * factors - true) / scale)
        errors, rights, plain = np.array(errors), np.array(rights), np.array(plain)
        mean = errors.mean(axis=1)
        z = abs(mean.mean()) / max(mean.std(ddof=1) / np.sqrt(rounds), 1e-9)
        told = {"called": f"estimate(), {dim} dimensions, {rounds} rotations", "returned": f"on average off by {mean.mean():+.3f} of what it may be off, {z:.0f} times its own standard error",
                "expected": "less than 5 standard errors"}  # fmt: skip
        if z >= 5 and np.allclose(errors, plain, atol=1e-3):
            misconception("the-code-is-the-vector", evidence="each estimate is the inner product with the code, and nothing was divided", **told, why="The code is not the vector: only the part `factors` of its direction is. What does an inner product with it have to be divided by?")
        require(z < 5, **told, why="Unbiased means: over many rotations, the mistakes cancel.")
        spread, right = float(np.sqrt((errors**2).mean())), float(np.sqrt((rights**2).mean()))
        require(spread < 1.05 * right + 1e-6, called=f"estimate(), {dim} dimensions, {rounds} rotations", returned=f"a scatter of {spread:.4f}", expected=f"{right:.4f}, which RaBitQ has with these rotations", why="Right on average is cheap. Does the query stay as it is, and does each row have a factor of its own?")


@check(points=1, after="test_encode")
def test_at_the_centroid(submission, seed):
    """A row or a query at the centroid has its exact distance"""
    rng = np.random.default_rng([seed, 2523])
    for dim in (24, 50):
        centroid, turn = rng.normal(size=dim), rotation(rng, dim)
        vectors = np.vstack([centroid, rng.normal(size=(4, dim)), centroid])
        code = encoded(submission, vectors, centroid, turn, "encode() with two rows at the centroid")
        marks = [int(code[0][[0, 5]].sum()), *code[1][[0, 5]].tolist(), *code[2][[0, 5]].tolist()]
        same(marks, [0, 0.0, 0.0, 0.0, 0.0], called="encode() of two rows at the centroid: the sum of their bits, their norms and their factors", why="Without a direction there is nothing to encode, and nothing to divide by.")
        query = rng.normal(size=dim)
        found = np.asarray(submission.estimate(code, query, centroid, turn), dtype=float)
        close(found[[0, 5]], np.full(2, ((query - centroid) ** 2).sum()), called="estimate() of two rows at the centroid", why="From there every direction is as good: the distance is the query's own.", rtol=1e-4)
        found = submission.estimate(code, centroid.copy(), centroid, turn)
        close(np.asarray(found, dtype=float), ((vectors - centroid) ** 2).sum(axis=1), called="estimate() for a query at the centroid", why="The distance is the row's norm, squared.", rtol=1e-4, atol=1e-5)


@check(points=4, after="test_unbiased")
def test_nearest(submission, client, milvus, seed, fresh):
    """The really nearest rows, read from no more rows than the bound asks for"""
    rng = np.random.default_rng([seed, 2524])
    for n, dim, k, eps in ((600, 64, 5, 5.0), (900, 128, 10, 4.5), (400, 90, 1, 6.0)):
        name = fresh("codes")
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
        index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        centers = rng.normal(size=(12, dim)) * 1.5
        vectors = (centers[rng.integers(12, size=n)] + rng.normal(size=(n, dim)) * rng.uniform(0.3, 1, size=(n, 1))).astype(np.float32)
        client.insert(name, [{"id": i, "vector": v.tolist()} for i, v in enumerate(vectors)])
        centroid, turn = vectors.mean(axis=0).astype(float), rotation(rng, dim)
        code = encoded(submission, vectors.astype(float), centroid, turn, "encode()")
        for number in range(4):
            query = (centers[rng.integers(12)] + rng.normal(size=dim) * 0.7).astype(np.float32).astype(float)
            call = f"nearest() of {n} rows, k={k}, eps={eps}, query {number}"
            milvus.forget()
            found = submission.nearest(client, name, code, query, centroid, turn, k, eps)
            require(isinstance(found, list | tuple) and all(isinstance(i, int | np.integer) for i in found), called=call, returned=repr(found)[:80], expected="a list of ids")
            found = [int(i) for i in found]
            exact = ((vectors - query) ** 2).sum(axis=1)
            order = [int(i) for i in np.argsort(exact)[:k]]
            estimates = right_estimate(vectors, query, centroid, turn)
            _, norms, factors = right_encode(vectors, centroid, turn)
            slack = 2 * norms * np.linalg.norm(query - centroid) * eps * np.sqrt(1 - factors**2) / factors / np.sqrt(dim - 1)
            needed = int((estimates - slack <= np.sort(estimates + slack)[k - 1]).sum())
            heard = milvus.reads()
            require(not milvus.searches(), called=call, returned="a search in Milvus", expected="rows read by their ids", why="Here the code is the index.")
            rows = sum(c.received for c in heard) / (4 * dim)
            told = {"called": call, "returned": difference(found, order) if set(found) != set(order) else "the right rows in a different order", "expected": f"the {k} nearest, nearest first"}
            if found != order:
                first = [int(i) for i in np.argsort(estimates)[:k]]
                if set(found) == set(first):
                    misconception("the-estimate-is-the-order", evidence="they are the rows with the smallest estimates", **told, why="An estimate may be off by the bound. Which rows could still be among the nearest?")
                fail(why="Which rows could be among the k nearest, if each estimate is off as far as the bound allows?", **told)
            limit = np.sort(estimates + slack)[k - 1]
            listed = {int(number) for c in heard for number in re.findall(r"-?\d+", str(getattr(c.request, "expr", "")))}
            far = [i for i in range(n) if i in listed and estimates[i] - slack[i] > limit + 1e-4 * abs(limit)] if len(listed) <= 2 * needed + 20 else []
            require(not far, called=call, returned=f"a read of {len(far)} rows that cannot be among the {k} nearest, for instance {far[0] if far else ''}", expected=f"the {needed} whose smallest possible distance is at or below the k-th of the largest", why="Which of the largest possible distances is the limit?")
            require(rows <= 1.25 * needed + 12, called=call, returned=f"about {rows:.0f} whole vectors read", expected=f"{needed}, of {n}", why="A row whose smallest possible distance is above the k-th largest one cannot be among them.")
            require(rows >= 0.8 * needed, called=call, returned=f"about {rows:.0f} whole vectors read", expected=f"{needed}, as the bound asks for", why="The bound holds with high probability for the eps that was given. A smaller one promises less.")
    same(len(found), 1, called="nearest() with k=1")
