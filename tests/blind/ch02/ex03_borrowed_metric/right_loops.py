# expect: passed
# because: the same geometry kept in loops over plain Python numbers with math, turned into arrays at the end
import math

import numpy as np


def square(numbers):
    return math.fsum(float(x) * float(x) for x in numbers)


def rows_for_l2(vectors):
    top = max(square(v) for v in vectors)
    result = []
    for v in vectors:
        result.append([*map(float, v), math.sqrt(max(0.0, top - square(v)))])
    return np.array(result)


def query_for_l2(query):
    return np.array([*query, 0.0])


def inner_products(distances, query, rows):
    constant = square(query) + square(rows[len(rows) // 2])
    return np.array([(constant - d) / 2 for d in distances])
