# expect: passed
# because: every wait is one second, no less than the one before; written backwards so that the later message of an id is met first
import grpc


class Loader:
    def __init__(self, client, name, poll, commit, pause, resume, sleep):
        self.client, self.name = client, name
        self.poll, self.commit, self.pause, self.resume, self.sleep = poll, commit, pause, resume, sleep
        self.paused = False

    def run(self):
        while True:
            batch = self.poll(1.0)
            if batch is None:
                return
            if batch:
                self.store(batch)

    def store(self, batch):
        seen, rows = set(), []
        for message in reversed(batch):
            if message["row"]["id"] not in seen:
                seen.add(message["row"]["id"])
                rows.append(message["row"])
        while self.refused(rows):
            if not self.paused:
                self.pause()
                self.paused = True
            self.sleep(1.0)
            self.poll(0)
        self.commit(batch[-1]["offset"] + 1)
        if self.paused:
            self.paused = False
            self.resume()

    def refused(self, rows):
        try:
            self.client.upsert(self.name, rows)
            return False
        except grpc.RpcError as error:
            if error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED:
                return True
            raise


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    Loader(client, name, poll, commit, pause, resume, sleep).run()
