"""The two ends of a class's workflow: what is taken from a pull request, and what is said of it.

Both run from the base's own copy of the course, before anything is installed: the standard library is enough.
"""
