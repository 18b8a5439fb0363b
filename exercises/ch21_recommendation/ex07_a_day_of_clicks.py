"""Design: a day of clicks.

Training takes the night, and users do not wait for it: they click all day, films arrive that no training has seen, and others are withdrawn. Design what the collections hold and what each event writes. All that
your functions know is in Milvus: each call may run in a different process.

- `morning(client, name, likes, films, train)`: `likes` maps each user's id to the ids of the films that the user liked so far (up to 300 users), `films` each film on offer to its genre (up to 500; a film may be without a like, and a liked film may be gone). `train(likes)` is
  given and may be called **once**: it returns `{film: vector}`, 8 numbers per film that has a like, as in the lesson: a user is the sum of what they like, the inner product ranks. Create your collections, as many as you need; their names begin with `name`.
- `click(client, name, user, film)`: this user, perhaps a new one, likes this film, which is on offer. A second click on the same film changes nothing.
- `arrive(client, name, film, genre)`: a new film, which no user has liked yet.
- `withdraw(client, name, film)`: this film is no longer on offer.
- `page(client, name, user)` returns the ids of **ten** films for this user, known or new.

The checks live one day with your design.

1. A page has ten different films, all of them on offer, none of them liked by this user. (At least thirty are left for every user.)
2. One to three of the ten films arrived today (also those that were clicked on since), if any of those is left for the user. The rest of the page is for older films.
3. Take the users with five likes or more, more than half of which are of one genre: **three in four** of the new films on their pages are of that genre.
4. Of 60 users who come today and click on 6 to 8 films, 8 more liked films are hidden. The mean recall of their pages must be at least **1.25 times** that of the ten films with the most likes this morning.
5. Of whom nothing is known, the most popular films can be shown: seven of the ten films are among the twenty most liked of this morning that are still on offer.
6. A click counts at once, in any process. No call but `morning` sends more than **four** requests to Milvus (asking for a schema is not counted), and a page brings at most 40,000 bytes.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def morning(client, name, likes, films, train):
    """Make the collections, from the likes so far and the films on offer."""
    raise NotStarted("morning")


def click(client, name, user, film):
    """A user likes a film."""
    raise NotStarted("click")


def arrive(client, name, film, genre):
    """A film that training has not seen."""
    raise NotStarted("arrive")


def withdraw(client, name, film):
    """A film is no longer on offer."""
    raise NotStarted("withdraw")


def page(client, name, user):
    """Ten films for a user, best first."""
    raise NotStarted("page")
