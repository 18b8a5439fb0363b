r"""A filter under attack.

An archive keeps all users' documents in one collection, `name`: `id` (INT64, primary key), `vector` (32 floats), `owner`
(VARCHAR, nullable: NULL means that nobody owns the document, and then nobody may see it) and `title` (VARCHAR). Names and
titles are what people typed. They hold quotes of both kinds, backslashes, line breaks, tabs, `%`, `_`, braces and all
scripts of the world. Some of those who type mean harm. Write three functions; each returns a list of ids, in any order:

- `mine(client, name, owner)`: the documents whose owner is exactly `owner`.
- `of_these(client, name, owners)`: the documents whose owner is one of the list `owners`, which may be empty.
- `titled(client, name, owner, beginning)`: the documents of exactly `owner` whose title begins with exactly the characters
  `beginning`. With "" these are all of the owner's documents. Here `%` is a percent sign.

A name that no user has, however it is written, finds nothing and raises nothing. Other people's documents must not even
leave Milvus, so the filter has to name the owner. There are a few hundred documents.

Text in a filter stands in quotes. Within, a backslash begins an escape: `\\`, `\"`, `\'`, `\n`, `\r` and `\t` are known to every
Milvus, `\u` is not. A bare line break is not allowed. Letters of any script stand for themselves.

    >>> mine(client, "archive", "O'Brien")
    [583110, 720044]
"""

from grader.learner import NotStarted


def quoted(text):
    """A text as a filter writes it, quotes included. For your own use: the checks call the three others."""
    raise NotStarted("quoted")


def mine(client, name, owner):
    """Ids of the owner's documents."""
    raise NotStarted("mine")


def of_these(client, name, owners):
    """Ids of the documents of all these owners."""
    raise NotStarted("of_these")


def titled(client, name, owner, beginning):
    """Ids of the owner's documents whose title begins so."""
    raise NotStarted("titled")
