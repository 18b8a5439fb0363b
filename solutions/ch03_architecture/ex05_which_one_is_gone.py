"""Which one is gone?

The telephone rings: *Milvus is broken*. Some calls work and some do not. Exactly one component is gone; say which ones it
can be.

`suspects(seen)` → sorted list of the names of all components whose loss explains everything that was seen

`seen` is a list of observations, all made within seconds, after the component was gone, on a cluster with two query nodes
and one replica. Each is a dict:

- `"what"`: what was tried, one of the words at the top of the table; the same may have been tried twice
- `"outcome"`: `"ok"`, `"error"` or `"no answer"` (the caller's deadline ended the wait). The last two both mean: it does not
  work.
- `"seconds"`: how long it took
- `"message"`: what the client was told, or `""`. A message comes from the part that noticed, and names whatever that part had at hand.

This is what was measured on a cluster of 2.3.5, killing one component after another: `+` it works, `-` it does not, `.` it
was not clear, so an observation of this kind neither speaks for the component nor against it.

| gone       | port | search | strong_read | insert | create | flush | load | release | index |
|:---|:---|:---|:---|:---|:---|:---|:---|:---|:---|
| proxy      | -    | -      | -           | -      | -      | -     | -    | -       | -     |
| rootcoord  | +    | -      | -           | -      | -      | -     | -    | -       | -     |
| datacoord  | +    | +      | +           | -      | -      | -     | -    | +       | -     |
| querycoord | +    | -      | -           | +      | +      | +     | -    | -       | +     |
| querynode  | +    | -      | -           | +      | +      | +     | -    | +       | +     |
| datanode   | +    | +      | +           | +      | +      | -     | +    | +       | .     |
| indexnode  | +    | +      | +           | +      | +      | +     | +    | +       | -     |
| log        | +    | +      | -           | -      | -      | -     | -    | -       | .     |
| etcd       | +    | +      | +           | +      | -      | -     | -    | -       | .     |

`port`: the proxy's port takes a connection. `search`: a search at the level Bounded; `strong_read`: a query at the level
Strong. `create`, `load`, `release`: of a collection. `index`: rows that were flushed get their index. `log`: the message
queue, or write-ahead log.

Nothing was seen: every part is a suspect. Nothing fits: none is.
"""


def suspects(seen):
    """Components that can be the one that is gone."""
    # BEGIN SOLUTION
    table = """
        proxy      - - - - - - - - -
        rootcoord  + - - - - - - - -
        datacoord  + + + - - - - + -
        querycoord + - - + + + - - +
        querynode  + - - + + + - + +
        datanode   + + + + + - + + .
        indexnode  + + + + + + + + -
        log        + + - - - - - - .
        etcd       + + + + - - - - .
    """
    words = "port search strong_read insert create flush load release index".split()
    found = []
    for line in table.strip().splitlines():
        name, *marks = line.split()
        works = dict(zip(words, marks))
        if all(works[o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen):
            found.append(name)
    return sorted(found)
    # END SOLUTION
