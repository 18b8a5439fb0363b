"""What the lessons claim of Milvus, and how it is known: so that the next Milvus can be checked in an hour.

``prose.py`` cuts a lesson into sentences with their section, ``sources.py`` is the form of a citation, ``rows.py`` joins them with what the lesson
runs by itself.
"""

from grader.authoring.claims.rows import KNOWN, Claim, claims, unversioned

__all__ = ["KNOWN", "Claim", "claims", "unversioned"]
