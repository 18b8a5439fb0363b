"""Never what was seen.

Two collections, as in the lesson. `films` has `id` (INT64, the key) and `vector` (16 numbers, IP); up to 3,000 rows. `people` has `id` (INT64, the key), `taste` (16 numbers), and `seen` (ARRAY of INT64, up to 4,000): the films that a user has seen, in the
order in which they saw them, each once. Names are given; the collections are there.

- `shown(client, people, user, films)`: the page has just shown the list `films` to this user, who may never see them again. Write them into the user's row, behind what stands there; a film that stands there already keeps its place, and one that comes twice in `films` counts once.
  The rest of the row stays, and so do the other users' rows. It returns how many films the user has seen now. The user is there; `films` may be empty.
- `next_page(client, films, people, user, limit)` returns the ids of the `limit` films with the largest inner product with the user's taste, best first, none of which the user has seen; fewer only if there are no more. `limit` is 1 to 50. For a user who is not there it
  returns `[]`.

The page is made by several processes: nothing may be remembered outside Milvus. Some users have seen nearly everything, and `seen` may hold ids of films that are gone.
"""

from grader.learner import NotStarted


def shown(client, people, user, films):
    """Write what was shown into the user's row; returns how many films they have seen."""
    raise NotStarted("shown")


def next_page(client, films, people, user, limit):
    """The ids of the next films for a user, best first."""
    raise NotStarted("next_page")
