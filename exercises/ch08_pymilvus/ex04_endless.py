"""Endless.

Log lines arrive for as long as the machine runs. `source()` returns the next one each time you call it, or `None` once there
will be no more, which may never be:

    {"id": 17, "text": "disk sda1 is 91% full", "vector": [...]}         # 64 numbers

The collection is there and loaded, with just these fields. An id may come again, and its line is stored like any other. A text may be empty, or long, and it may be in any script; most are short.

Write a **generator** `load(client, name, source, most)`. It stores the lines, in their order, in messages of **at most `most` bytes**
each, and after each message that Milvus has taken it yields how many lines are stored so far. When the source has ended, it
stores what is left and ends.

- **Bounded messages.** A message is what goes over the wire: 4 bytes for a number of a vector, the text in UTF-8, and up to 20 bytes
  more for a line. (The names of the fields and the like, some hundred bytes in each message, do not count.) `most` is at least 64 KiB, and no single line needs more than that.
- **Few messages.** Each message but the last is at least half full. (Each costs a round trip.)
- **Bounded memory.** Keep no more lines than go into one message, and one more. A line that is stored is not kept.
- **Nothing ahead.** The consumer of your generator decides how far it goes: take nothing from the source before you are asked.
- **Nothing lost in silence.** When Milvus refuses a message, its error gets out of your generator, and nothing more is sent.
"""

from grader.learner import NotStarted


def load(client, name, source, most):
    """Store what the source gives; yields the number of lines stored after each message."""
    raise NotStarted("load")
