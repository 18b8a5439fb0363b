# expect: failed|partial
# because: 'the k rows of that moment': only the query travels, the search forgets the moment
import functools
import json
import sys

import pymilvus


def main(address, name):
    pymilvus.connections.connect(alias="past", uri=address)
    collection = pymilvus.Collection(name, using="past")

    @functools.cache
    def names(at):
        rows = collection.query("id >= 0 || id < 0", ["id", "name"], travel_timestamp=at << 18)
        return {int(row["id"]): row["name"] for row in rows}

    def reply(question):
        match question:
            case {"op": "then", "at": at}:
                there = names(at)
                return [[i, there[i]] for i in sorted(there)]
            case {"op": "near", "vector": vector, "k": k, "at": at}:
                hits = collection.search([vector], "vector", {"metric_type": "L2"}, k)[0]
                return [int(i) for i in hits.ids]
            case {"op": "changed", "from": first, "to": second}:
                old, new = names(first), names(second)
                told = {"gone": [], "come": [], "renamed": []}
                for i in sorted({*old, *new}):
                    if i not in new:
                        told["gone"].append(i)
                    elif i not in old:
                        told["come"].append(i)
                    elif old[i] != new[i]:
                        told["renamed"].append(i)
                return told
        raise SystemExit(f"what is {question}?")

    for question in [json.loads(line) for line in sys.stdin.read().splitlines()]:
        try:
            line = json.dumps(reply(question))
        except pymilvus.MilvusException as problem:
            if "support to travel back to" not in str(problem):
                raise
            line = '"too old"'
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:3])
