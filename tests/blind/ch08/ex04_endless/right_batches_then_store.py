# expect: passed
# because: one generator cuts the stream into messages, another stores them by upsert and counts with accumulate
"""Endless.

Log lines arrive for as long as the machine runs. `source()` returns the next one each time you call it, or `None` once there
will be no more, which may never be:

    {"id": 17, "text": "disk sda1 is 91 % full", "vector": [...]}         # 64 numbers

The collection is there and loaded, with just these fields. A text may be empty, or long, and it may be in any script; most are short.

Write a **generator** `load(client, name, source, most)`. It stores the lines, in their order, in messages of **at most `most` bytes**
each, and after each message that Milvus has taken it yields how many lines are stored so far. When the source has ended, it
stores what is left and ends.

- **Bounded messages.** A message is what goes over the wire: 4 bytes for a number of a vector, the text in UTF-8, and up to 20 bytes
  more for a line. `most` is at least 64 KiB, and no single line needs more than that.
- **Few messages.** Each message but the last is at least half full. (Each costs a round trip.)
- **Bounded memory.** Keep no more lines than go into one message, and one more. A line that is stored is not kept.
- **Nothing ahead.** The consumer of your generator decides how far it goes: take nothing from the source before you are asked.
"""

from itertools import accumulate


def messages(source, room):
    held, free = [], room
    line = source()
    while line is not None:
        weight = 4 * len(line["vector"]) + len(line["text"].encode()) + 20
        if held and weight > free:
            yield held
            held, free = [], room
        held.append(line)
        free -= weight
        line = source()
    if held:
        yield held


def store(client, name, lines):
    client.upsert(name, lines)
    return len(lines)


def load(client, name, source, most):
    """Store what the source gives; yields the number of lines stored after each message."""
    yield from accumulate(store(client, name, lines) for lines in messages(source, most - 1500))
