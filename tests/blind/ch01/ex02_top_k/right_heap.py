# expect: passed
# because: a heap of (score, row) picks the k best just as a sort does
import heapq
import math


def dot(a, b):
    return sum(float(x) * float(y) for x, y in zip(a, b))


SCORE = {
    "L2": lambda row, query: math.dist(row, query),
    "IP": lambda row, query: -dot(row, query),
    "COSINE": lambda row, query: -dot(row, query) / math.hypot(*row) / math.hypot(*query),
}


def top_k(vectors, query, k, metric):
    score = SCORE[metric]
    return heapq.nsmallest(k, range(len(vectors)), key=lambda i: score(vectors[i], query))
