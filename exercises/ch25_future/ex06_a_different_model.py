"""Design: a different model.

A better embedding model has come, with as many dimensions as the old one, and vectors of the two have nothing in common. A library has five collections that were embedded with the old model. For each, design the change: `migrate(collection, **given)` returns a dict. The checks live with it for some weeks, on Milvus: documents arrive each day, readers ask each day,
and each night the work is done that your design says.

    >>> migrate("wiki", documents=90, arrivals=2, budget=14, nights=9)
    {'way': 'aside', …}

`way` is one of four.

| `way` | by day | by night |
|:---|:---|:---|
| `"aside"` | a document that arrives is embedded with **both** models, into the old collection and into a new one beside it; readers ask the old one, with the old model | `per_day` of the old documents are embedded anew into the new collection. In the night in which the last of them is done, readers move to the new collection and the new model. In the `keep`-th night after that the old collection is dropped (0: in that very night). Between the two, documents that arrive go into the old one too if `both` is True |
| `"in place"` | a document that arrives is embedded with the new model, into the only collection; readers ask with the new model | `per_day` of the old documents get a new vector |
| `"as they come"` | a document that arrives is embedded with the new model, into a new collection; readers ask both collections, each with its own model, and get five hits from each | nothing; the old collection is dropped when it has no document left |
| `"not at all"` | a document that arrives is embedded with the old model; readers ask with it | nothing |

The work begins in a night, before the first day. `per_day` is a whole number, 1 or more, for `aside` and `in place`; `keep`, 0 or more, and `both` are for `aside`. What belongs to a different way may be left out, and is not looked at.

Owed for each collection is what the table says, and in all of them that **each document is found on each day**: asked for with the model of the readers, it is among ten hits. `documents` is how many there are at the beginning, `arrivals` how many arrive each day.

| collection | given | what is owed |
|:---|:---|:---|
| `"articles"` | `documents`, `arrivals`, `budget`, `nights`, `back` | no more than `budget` embeddings in a night and the day after it, those of the arrivals included; the move is in night number `nights` at the latest, so after `nights` nights readers use the new model; on each of the `back` days after the move everything can go back to the old model, and every document is found there too; then the old collection goes |
| `"wiki"` | `documents`, `arrivals`, `budget`, `nights` | the same, but no reader will ever want to go back: the old collection goes in the night of the move |
| `"drafts"` | `documents`, `arrivals` | there is no room for a second collection, not for a night; the model server is idle at night, so as many embeddings as you like; from the first day on readers use the new model |
| `"sessions"` | `documents`, `arrivals`, `lives` | a document is deleted on the `lives`-th day after the one on which it arrived, and as many arrive as go; no more embeddings than documents arrive; after `lives` days readers use the new model alone |
| `"archive"` | `documents`, `arrivals` | it will be closed soon: no more embeddings than documents arrive, and no second collection |
"""

from grader.learner import NotStarted


def migrate(collection, **given):
    """How a collection comes to a different model."""
    raise NotStarted("migrate")
