"""An upgrade plan that holds at every step.

A cluster goes from one version to the next, pod by pod, while people search. Write two functions:

- `plan(cluster)` → the list of steps that upgrades everything, or None if there is none
- `rollback(cluster, done)` → the list of steps that brings everything back to the old version after the steps in `done` (the first
  steps of a plan; it may end in the middle of a part), or None if there is no way back

`cluster` is a dict:

- `pods`: from each part's name to the number of its pods, all of the old version. There are up to eight parts, with any names
- `least`: from each part's name to the number of its pods that must be there at every moment
- `asks`: from each part's name to the list of parts that it sends requests to. There are no circles
- `places`: for so many pods there is room, all parts together
- `features`: names of what the new version can do once it is switched on (a new format, say); may be empty

A step is a tuple of texts:

    ("backup",)                 ("smoke",)                  ("enable", feature)
    ("add", part, "new")        ("remove", part, "old")     start one pod, or end one, of that version: "new" or "old"

A plan holds if all of this is true after **every** step:

1. **Order.** A pod of the new version is started only when every part that its part asks is new as a whole: those who answer come
   before those who ask. On the way back a pod of the old version is started only when no pod of those who ask it is new.
2. **Enough.** Each part has at least `least` pods, old and new together.
3. **Room.** There are no more pods than `places`.
4. **One at a time.** A part is finished (as many pods as in `pods`, all of the version that is being brought in) before the next one begins. So no part lends its
   place, and a rollback begins with the part that is in the middle, if there is one.
5. **Checks.** The first step of a plan is the backup. When a part is finished, the next step is a smoke test, and there are no others. The features
   are enabled at the very end, each once, in their order. A rollback has no backup; it also has a smoke test after each part that it has brought back.

Where there is a free place, a new pod can be added before an old one goes; without one, an old one can go first, if `least` allows it. If neither is
possible for some part, the answer is None. After the first `enable` there is no way back: the old version cannot read what the new one writes.
A rollback after steps that started no new pod and ended no old one is an empty list.
"""

from grader.learner import NotStarted


def in_order(asks):
    """The parts, those who answer before those who ask."""
    raise NotStarted("in_order")


def plan(cluster):
    """The steps of an upgrade, or None."""
    raise NotStarted("plan")


def rollback(cluster, done):
    """The steps back, or None."""
    raise NotStarted("rollback")
