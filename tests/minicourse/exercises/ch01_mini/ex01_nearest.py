"""Nearest neighbours, by hand and by Milvus."""

import numpy as np
from grader.learner import NotStarted


def nearest(rows, query, k):
    """The numbers of the k rows nearest to the query by Euclidean distance, nearest first."""
    raise NotStarted("nearest")


def load(client, name, rows):
    """Make the collection `name` and insert the rows."""
    raise NotStarted("load")


def search(client, name, query, k):
    """The ids of the k rows nearest to the query, found by Milvus."""
    raise NotStarted("search")
