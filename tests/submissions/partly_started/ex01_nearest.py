import numpy as np
from grader.learner import NotStarted


def nearest(rows, query, k):
    return [int(i) for i in np.argsort(((rows - query) ** 2).sum(axis=1))[:k]]


def load(client, name, rows):
    raise NotStarted("load")


def search(client, name, query, k):
    raise NotStarted("search")
