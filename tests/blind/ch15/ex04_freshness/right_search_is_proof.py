# expect: passed
# because: a deque, and found() by get
from collections import deque


def run(client, name, poll, clock, promise):
    line = deque()

    def send():
        client.upsert(name, [line.popleft() for _ in range(min(300, len(line)))])

    while True:
        left = line[0]["at"] + promise - 0.4 - clock() if line else 10.0
        new = poll(left if left > 0 else 0)
        if new is None:
            while line:
                send()
            return
        line.extend(new)
        while len(line) >= 300:
            send()
        while line and line[0]["at"] + promise - 0.4 <= clock():
            send()


def found(client, name, id):
    return client.get(name, ids=[id], output_fields=["id"], consistency_level="Session") != []
