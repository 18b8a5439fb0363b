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


class Refused(Exception):
    """Milvus has said no, or what should be there is not."""


def arguments(argv):
    """What was asked for; leaves with status 2 where that is nothing."""
    # BEGIN SOLUTION arguments
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("uri")
    commands = parser.add_subparsers(dest="command", required=True)
    rows = commands.add_parser("rows", allow_abbrev=False)
    drop = commands.add_parser("drop", allow_abbrev=False)
    delete = commands.add_parser("delete", allow_abbrev=False)
    for command in (rows, drop):
        command.add_argument("names", nargs="+")
    delete.add_argument("names", nargs=1)
    delete.add_argument("filter")
    for command in (drop, delete):
        command.add_argument("--dry-run", action="store_true")
    asked = parser.parse_args(argv)
    if asked.command == "delete" and not asked.filter.strip():
        parser.error("an empty filter would find every row")
    return asked
    # END SOLUTION


# BEGIN SOLUTION look
def count(client, name, filter=""):
    """Rows that a filter finds, or None where nothing is loaded."""
    if client.get_load_state(name)["state"].name != "Loaded":
        return None
    return client.query(name, filter=filter, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def looked_at(client, names):
    """Every name is a collection, or nothing is done."""
    there = client.list_collections()
    for name in names:
        if name not in there:
            raise Refused(f"{name} is no collection")
# END SOLUTION
# BEGIN STARTER
# # Functions of your own can stand here: one that looks at a collection, for instance.
# END STARTER


# BEGIN SOLUTION change
def drop(client, name):
    client.drop_collection(name)
    if name in client.list_collections():
        raise Refused(f"{name} is still there")


def delete(client, name, filter):
    client.delete(name, filter=filter)
    if count(client, name, filter):
        raise Refused(f"{name} still has rows that {filter} finds")
# END SOLUTION
# BEGIN STARTER
# # And one that changes something, and looks whether it is done.
# END STARTER


def run(client, asked):
    """Look, change, say."""
    # BEGIN SOLUTION run
    looked_at(client, asked.names)
    for name in asked.names:
        answer = {"collection": name}
        if asked.command == "delete":
            answer |= {"filter": asked.filter, "rows": count(client, name, asked.filter)}
            if answer["rows"] is None:
                raise Refused(f"{name} is not loaded")
        else:
            answer["rows"] = count(client, name)
        if asked.command != "rows":
            answer["done"] = not asked.dry_run
        if answer.get("done"):
            if asked.command == "drop":
                drop(client, name)
            else:
                delete(client, name, asked.filter)
        print(json.dumps(answer), flush=True)
    # END SOLUTION


def main(argv):
    """The exit status."""
    # BEGIN SOLUTION main
    asked = arguments(argv)
    import grpc
    from pymilvus import MilvusClient, MilvusException

    try:
        client = MilvusClient(asked.uri, timeout=10)
    except (MilvusException, grpc.RpcError) as error:
        print(f"no Milvus at {asked.uri}: {error}", file=sys.stderr)
        return 3
    try:
        run(client, asked)
    except (Refused, MilvusException, grpc.RpcError) as error:
        print(f"{' '.join(asked.names)}: {error}", file=sys.stderr)
        return 1
    return 0
    # END SOLUTION


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
