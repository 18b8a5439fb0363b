"""Design: the cheapest plan that holds.

Every means against disaster costs something each month, and none helps against everything. Choose as little as holds.

`plan(means, ways, accidents)` returns the names of the means to pay for, as a list in alphabetical order, or `None` if no choice holds.

- `means` is a dict of names to euros per month, whole numbers, 0 also: `{"nightly export": 40, "change log": 25, "standby": 900, …}`. There are up to twelve.
- `ways` is a list of dicts: how the data comes back after one kind of accident. `{"against": "fire", "needs": ["nightly export", "change log"], "lost": 5, "back": 7200}` needs both of its means, loses 5 seconds, and takes two hours.
- `accidents` is a dict of kinds to what the business accepts: `{"fire": {"rpo": 60, "rto": 14400}, …}`. A kind that is not in it may be ignored, and so may the ways against it.

A choice **holds** if for every accident there is *one* way, all of whose needs are chosen, that loses no more than `rpo` and takes no longer than `rto`. A way may need nothing: what is there anyway.

Of the choices that hold, return the one that costs least in all; of these the one with the fewest means; of these the first in alphabetical order.
"""

from itertools import combinations
from grader.learner import NotStarted


def plan(means, ways, accidents):
    """The cheapest means with which every accident has a way back within its limits."""
    raise NotStarted("plan")
