"""A server 2.3.5 of one's own that says which settings it works with.

Its root coordinator answers `ShowConfigurations`, a call between the parts of Milvus that tools such as birdwatcher use. No
client library has it, so the two messages are described here: field 2 of the question is a part of a name, field 2 of the answer a
list of pairs. It speaks of the sections that all parts share (`common`, `etcd`, `minio`, `log`, `quotaAndLimits`, …) and of `rootCoord`.
"""

import re
from pathlib import Path
from shlex import quote

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from models.configured import Configured

from grader.backends import unpack
from grader.backends.guard import Listen
from grader.backends.server import ServerInstance

METHOD = "/milvus.proto.rootcoord.RootCoord/ShowConfigurations"


def _messages():
    """Question and answer, by the numbers of their fields."""
    file = descriptor_pb2.FileDescriptorProto(name="course_configurations.proto", package="course")
    field = descriptor_pb2.FieldDescriptorProto
    for name, fields in {
        "Pair": [("key", 1, field.TYPE_STRING, ""), ("value", 2, field.TYPE_STRING, "")],
        "Question": [("pattern", 2, field.TYPE_STRING, "")],
        "Answer": [("pairs", 2, field.TYPE_MESSAGE, ".course.Pair")],
    }.items():
        message = file.message_type.add(name=name)
        for label, number, kind, of in fields:
            message.field.add(name=label, number=number, type=kind, type_name=of or None, label=field.LABEL_REPEATED if of else field.LABEL_OPTIONAL)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return (message_factory.GetMessageClass(pool.FindMessageTypeByName(f"course.{name}")) for name in ("Question", "Answer"))


QUESTION, ANSWER = _messages()


def plain(name):
    """A name as Milvus compares it: capitals, dots, underscores and slashes do not count."""
    return re.sub(r"[._/]", "", name).lower()


class Told(Configured):
    """`settings`, `variables` and files as in `Configured`; names of variables may have dots."""

    def effective(self, part=""):
        """Every setting that it works with, by its compared name; `part` is a part of the names."""
        door = f"unix:{self.doors}/r" if self.confined else f"127.0.0.1:{self.ports['root_coord']}"
        with grpc.insecure_channel(door) as channel:
            ask = channel.unary_unary(METHOD, request_serializer=QUESTION.SerializeToString, response_deserializer=ANSWER.FromString)
            return {plain(pair.key): pair.value for pair in ask(QUESTION(pattern=part), timeout=10).pairs}

    def write_text(self, old: str, new: str) -> None:
        """Put one text in the place of another in milvus.yaml, as an editor does."""
        path = self.configs / "milvus.yaml"
        before = path.read_text()
        if before.count(old) != 1:
            raise ValueError(f"Expected {old!r} once in milvus.yaml, found it {before.count(old)} times.")
        path.write_text(before.replace(old, new))

    def last_words(self) -> str:
        """The panic that ended it; empty if there was none."""
        found = re.search(r"^panic: (.*)$", (self.folder / "logs" / "out.log").read_text(errors="replace"), re.M)
        return found[1] if found else ""

    def _listen(self):
        doors = super()._listen()
        return [*doors, Listen(self.ports["root_coord"], path=str(self.doors / "r"))] if doors else doors

    def _start_guard(self, binaries: Path) -> None:
        self.write()
        for name, text in self.extra.items():
            (self.configs / name).write_text(text)
        real = unpack.unpacked()
        before = self.folder / "bin"
        before.mkdir(exist_ok=True)
        given = " ".join(quote(f"{name}={value}") for name, value in {**self.variables, "LD_LIBRARY_PATH": real}.items())
        (before / "milvus").write_text(f'#!/bin/sh\nexec env {given} {quote(str(real / "milvus"))} "$@"\n')  # a shell exports no name with a dot
        (before / "milvus").chmod(0o755)
        ServerInstance._start_guard(self, before)
