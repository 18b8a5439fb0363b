"""A tool for scripts.

At three in the morning a cron job cleans up a Milvus. It cannot look at a screen: it knows what the exit status says, and what a JSON parser reads from
standard output. Write the tool that it calls, run as `python ex02_for_scripts.py URI COMMAND …`:

    rows NAME [NAME …]                  how many rows a collection has
    drop NAME [NAME …] [--dry-run]      drop collections
    delete NAME FILTER [--dry-run]      delete the rows that a filter finds

1. **Standard output has answers**: one JSON object per line and nothing else. One line per NAME, in the order given; no NAME comes twice.

       rows      {"collection": NAME, "rows": N}
       drop      {"collection": NAME, "rows": N, "done": true}
       delete    {"collection": NAME, "filter": FILTER, "rows": N, "done": true}

   N is a count at the level Strong, of a moment before the change: of the collection, or for `delete` of the rows that FILTER finds. It is null for a
   collection that `get_load_state` does not call `Loaded`; nothing is loaded for it, and `delete` refuses such a collection.
2. **Standard error has the reason** whenever the exit status is not 0: with the NAME that it is about if there is one.
3. **Exit status** 0: all of it is done. 1: a NAME is no collection, or Milvus refuses (a `MilvusException` or a `grpc.RpcError`), or what should be gone
   is still there. 2: the usage is wrong: a command or an option that is not above, a wrong number of arguments, a FILTER of blanks only. Milvus hears
   nothing then. No NAME and no FILTER begins with a hyphen, and what `-h` and `--help` do is yours. 3: no Milvus answers at URI.
4. **All or nothing**: before the first change every NAME is looked at. If one is no collection, nothing is dropped and nothing is printed, by `rows` neither. An alias is no
   collection. If Milvus refuses later, the tool ends at once, and what is printed by then is true.
5. **`--dry-run`**, the first or the last argument after COMMAND and nowhere else, does all of this except the change: the same looks, the same refusals, the same line with `"done":
   false`.
6. **Done means seen**: after a `drop` the name is no longer listed, after a `delete` the filter finds nothing. Otherwise the exit status is 1, and there is no line.
"""

import argparse
import json
import sys
from grader.learner import NotStarted


class Refused(Exception):
    """Milvus has said no, or what should be there is not."""


def arguments(argv):
    """What was asked for; leaves with status 2 where that is nothing."""
    raise NotStarted("arguments")


# Functions of your own can stand here: one that looks at a collection, for instance.


# And one that changes something, and looks whether it is done.


def run(client, asked):
    """Look, change, say."""
    raise NotStarted("run")


def main(argv):
    """The exit status."""
    raise NotStarted("main")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
