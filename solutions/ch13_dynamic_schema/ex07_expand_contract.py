"""Design: expand, migrate, contract.

A collection is in use. Programs are installed one group at a time, and while one group is new the others are old, for hours. `plan(change)` returns the steps of a change, as a list of their names, in
the order in which they are taken. After **every** step the writers write a row, update one, and the readers read every row: no read may fail and no row may be
missed. When all steps are taken, the change is complete. No plan may be longer than it has to be.

| step | what it does |
|:---|:---|
| `"readers 2"` | installs readers that take a row of the old shape and of the new one |
| `"readers 3"` | installs readers that take the new shape only |
| `"writers 2"` | installs writers that write both shapes at once: both keys, or both collections |
| `"writers 3"` | installs writers that write the new shape only |
| `"fill"` | gives every row that is there now the new shape beside the old one; what is newer stays |
| `"clean"` | takes the old shape away from every row that is there now; of a collection, the old one is dropped |
| `"create"` | makes a second collection, empty, for the new shape |

At the beginning, readers and writers are in version 1: they know the old shape only, every row has it, and there is one collection. The changes:

| change | old shape | new shape | complete when |
|:---|:---|:---|:---|
| `"rename"` | the key `price` of the dynamic field | the key `cents` of the dynamic field | readers and writers are in version 3, every row has `cents`, and no row has `price` |
| `"retype"` | a collection in which `weight` is a VARCHAR | a second collection in which it is an INT64; readers 2 ask both and merge by id | readers and writers are in version 3, every row is in the second collection, and the first is gone |
| `"optional"` | rows without the key `note`; readers 1 pass over keys that they do not know | rows that may have `note`, which readers 2 and 3 show if it is there | readers and writers are in version 3; old rows stay without `note` |
| `"drop"` | the key `fax`, which readers 1 need | rows without it; readers 2 take rows with and without it, readers 3 do not look | readers and writers are in version 3, and no row has `fax` |
"""


def plan(change):
    """The names of the steps, in order."""
    # BEGIN SOLUTION
    return {
        "rename": ["readers 2", "writers 3", "fill", "readers 3", "clean"],
        "retype": ["create", "writers 2", "fill", "readers 3", "writers 3", "clean"],
        "optional": ["writers 3", "readers 3"],
        "drop": ["readers 3", "writers 3", "clean"],
    }[change]
    # END SOLUTION
