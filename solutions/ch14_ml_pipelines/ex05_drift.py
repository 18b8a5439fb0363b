"""An alarm that keeps its word.

A service stores the vector of every query. You want to be told when the queries change, and you want to be woken for nothing in at most `rate` of all quiet days. Write two
functions. They run in different processes: `calibrate` once, `drifted` every night.

- `calibrate(client, name, size, rate)` reads the vectors of quiet days from the collection `name` and returns a profile: plain data (numbers, texts, lists, dicts), at most 20,000 numbers in all.
- `drifted(profile, window)` gets the profile and the vectors of one day, an array of shape (`size`, 32), and returns True for an alarm and False for none. The same window has the same answer every time.

The collection has `id` (INT64, the key) and `vector` (32 floats, L2), 2,000 to 4,000 rows, and reads at the level Strong. Quiet days are drawn from the same source as these rows. `size` is 50 to 100, `rate` 0.01 to 0.2.

What is judged, on many days that you have never seen:

1. **Quiet days**: the share of alarms is about `rate`, at most: with 400 days and the rate 0.05, 20 are expected, and up to 46 are forgiven.
2. **Sensitivity**: an alarm that never rings keeps its word too. So with the rate 0.1 at least 2% of the quiet days do ring.
3. **Changed days**: at least 90% of them ring, for each of these changes: *new topic* (a third of the queries come from a topic that was not there before), *model swapped* (the vectors come from a different
   model, in a turned space), *no scaling* (a preparation step is lost, and every vector is twice as long as it should be).

The vectors of the rows have about length 1, and their mean is not zero. `grader.datasets` is not needed; NumPy is enough.
"""

import numpy as np


def calibrate(client, name, size, rate):
    """What `drifted` has to know, as plain data."""
    # BEGIN SOLUTION calibrate
    rows, pages = [], client.query_iterator(name, batch_size=1000, output_fields=["vector"])
    while page := pages.next():
        rows += [row["vector"] for row in page]
    pages.close()
    rng = np.random.default_rng(5)
    rows = np.array(rows)[rng.permutation(len(rows))]
    mean = rows[: len(rows) // 2].mean(axis=0)
    kept = rows[len(rows) // 2 :]  # days are drawn from rows that the mean has not seen
    days = [distance(kept[rng.integers(0, len(kept), size)], mean) for _ in range(2000)]
    return {"mean": mean.tolist(), "limit": float(np.quantile(days, 1 - rate))}


def distance(day, mean):
    """How far the mean of a day lies from the mean of quiet days."""
    return float(np.linalg.norm(np.mean(day, axis=0) - mean))
    # END SOLUTION


def drifted(profile, window):
    """Whether the day of these vectors is unlike the quiet ones."""
    # BEGIN SOLUTION drifted
    return distance(window, np.array(profile["mean"])) > profile["limit"]
    # END SOLUTION
