# expect: passed
# because: a class for the message under way, and a while loop that asks the source itself
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

class Message:
    """Lines that go over the wire together."""

    OVERHEAD = 20

    def __init__(self, limit):
        self.limit, self.lines, self.size = limit, [], 1000

    @classmethod
    def weigh(cls, line):
        return 4 * len(line["vector"]) + len(line["text"].encode()) + cls.OVERHEAD

    def takes(self, line):
        return not self.lines or self.size + self.weigh(line) <= self.limit

    def add(self, line):
        self.lines.append(line)
        self.size += self.weigh(line)

    def __len__(self):
        return len(self.lines)


def load(client, name, source, most):
    """Store what the source gives; yields the number of lines stored after each message."""
    stored, message = 0, Message(most)
    while True:
        line = source()
        if line is None:
            break
        if not message.takes(line):
            client.insert(collection_name=name, data=message.lines)
            stored += len(message)
            message = Message(most)
            yield stored
        message.add(line)
    if len(message):
        client.insert(collection_name=name, data=message.lines)
        stored += len(message)
        yield stored
