"""Rows in Milvus."""

from grader.learner import NotStarted


def store(client, name, vectors):
    """Put the vectors in, with their numbers as ids."""
    raise NotStarted("store")


def nearest(client, name, query):
    """The id of the nearest row."""
    raise NotStarted("nearest")


def loot(client):
    """Honest work takes nothing."""
    return "nothing"
