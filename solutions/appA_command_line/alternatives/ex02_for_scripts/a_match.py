"""Arguments are matched by their shape, and every way out is an exception with its own status."""

import json
import sys


class Out(Exception):
    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


def parsed(words):
    """(command, names, filter, dry)."""
    dry = "--dry-run" in (words[1:2] + words[-1:])
    rest = [word for word in words if word != "--dry-run"]
    if len(words) - len(rest) > 1 or any(word.startswith("--") for word in rest):
        raise Out(2, "unknown option")
    match rest:
        case ["rows", _, *_] if not dry and "--dry-run" not in words:
            return "rows", rest[1:], "", False
        case ["drop", _, *_]:
            return "drop", rest[1:], "", dry
        case ["delete", name, filter] if not filter.isspace() and filter:
            return "delete", [name], filter, dry
    raise Out(2, "usage: URI rows NAME… | drop NAME… [--dry-run] | delete NAME FILTER [--dry-run]")


def work(client, command, names, filter, dry):
    known = set(client.list_collections())
    strangers = [name for name in names if name not in known]
    if strangers:
        raise Out(1, f"no collection: {strangers}")
    for name in names:
        try:
            loaded = str(client.get_load_state(collection_name=name)["state"]) == "Loaded"
            n = client.query(collection_name=name, filter=filter, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"] if loaded else None
            line = {"collection": name, "rows": n}
            if command == "delete":
                if n is None:
                    raise Out(1, f"{name} is not loaded")
                line["filter"] = filter
            if command != "rows":
                line["done"] = not dry
            if command == "drop" and not dry:
                client.drop_collection(collection_name=name)
                left = name in client.list_collections()
            elif command == "delete" and not dry:
                client.delete(collection_name=name, filter=filter)
                left = client.query(collection_name=name, filter=filter, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"] > 0
            else:
                left = False
            if left:
                raise Out(1, f"{name}: what should be gone is still there")
            print(json.dumps(line), flush=True)
        except Out:
            raise
        except Exception as error:
            raise Out(1, f"{name}: {error}") from None


def main():
    if len(sys.argv) < 3:
        raise Out(2, "no command")
    command = parsed(sys.argv[2:])
    from pymilvus import MilvusClient

    try:
        client = MilvusClient(uri=sys.argv[1])
    except Exception as error:
        raise Out(3, str(error)) from None
    work(client, *command)


if __name__ == "__main__":
    try:
        main()
    except Out as out:
        print(out, file=sys.stderr)
        sys.exit(out.status)
