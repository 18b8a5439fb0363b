"""Pages of the site that nobody writes by hand: contents, chapters, the book's index, the commands.

They are made in memory by MkDocs' hook (`hook.py`) whenever the site is built, from the manifests, the
lessons and the command line itself; so none of them can be out of date. `problems` says what an author
forgot.
"""

from grader.site.pages.build import generated, navigation, problems

__all__ = ["generated", "navigation", "problems"]
