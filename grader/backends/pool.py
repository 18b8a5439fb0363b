"""Servers kept ready: started before they are asked for, used again when proved equal to a new one, few at a time."""

from __future__ import annotations

import shutil
import tempfile
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import LaunchFailed

if TYPE_CHECKING:
    from types import TracebackType

    from grader.backends.base import Backend, Instance

Key = tuple[str, str]


@dataclass
class _Lent:
    instance: Instance
    backend: Backend
    profile: str
    folder: Path


class Pool:
    """Thread-safe; close it when done.

    ``with pool.lend(backend, profile)`` is not offered on purpose: whether a server may be used again is known
    only at the end, and said in `give_back`.
    """

    def __init__(self, limit: int = 4, ahead: int = 1) -> None:
        """Nothing is started yet.

        Args:
            limit: how many servers may live at once, lent ones included.
            ahead: how many to keep waiting for each backend and profile that was asked for, as far as `limit` allows.
        """
        self.limit, self.ahead = limit, ahead
        self.living = 0
        self.waiting: dict[Key, list[Future[_Lent]]] = {}
        self.lent: dict[int, _Lent] = {}
        self.changed = threading.Condition()
        self.closed = False
        self.workers = ThreadPoolExecutor(max(limit, 1), thread_name_prefix="pool")

    def prepare(self, backend: Backend, profile: str, count: int = 1) -> None:
        """Have `count` of them started in the background, as far as the limit allows."""
        with self.changed:
            while not self.closed and self.living < self.limit and len(self._waiting(backend, profile)) < count:
                self._start(backend, profile)

    def take(self, backend: Backend, profile: str = "default") -> Instance:
        """A Milvus as good as new; waits while the limit is reached and all are lent.

        Raises:
            LaunchFailed: it does not start, or the pool is closed.
        """
        while True:
            with self.changed:
                future = self._next(backend, profile)
            try:
                held = future.result()
            except BaseException:
                self._gone()
                raise
            if held.instance.alive():
                break
            self._end(held)
        with self.changed:
            self.lent[id(held.instance)] = held
        self.prepare(backend, profile, self.ahead)
        return held.instance

    def give_back(self, instance: Instance, *, reuse: bool = True) -> None:
        """It is no longer used: tidied, compared with a new one and kept, or ended; in the background.

        Args:
            instance: what `take` gave.
            reuse: False when it was killed, restarted, or its logs were read.
        """
        with self.changed:
            held = self.lent.pop(id(instance), None)
            if held is None:
                return
            if not self.closed:
                if reuse and hasattr(instance, "renew"):
                    self._waiting(held.backend, held.profile).append(self.workers.submit(self._renew, held))
                    self.changed.notify_all()
                else:
                    self.workers.submit(self._end, held)
                return
        self._end(held)

    def close(self) -> None:
        """End them all, lent ones too."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
            futures = [future for queue in self.waiting.values() for future in queue]
            held = list(self.lent.values())
            self.waiting.clear()
            self.lent.clear()
        for future in futures:
            try:
                held.append(future.result())
            except Exception:
                self._gone()
        for one in held:
            self._end(one)
        self.workers.shutdown()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- with the lock held -------------------------------------------------------------------------------

    def _waiting(self, backend: Backend, profile: str) -> list[Future[_Lent]]:
        return self.waiting.setdefault((backend.key(), profile), [])

    def _next(self, backend: Backend, profile: str) -> Future[_Lent]:
        """The first that is ready or will be; else a new one, for which one of another kind may have to go."""
        while True:
            if self.closed:
                raise LaunchFailed("The pool gives servers", "it is closed", "run the command again")
            mine = self._waiting(backend, profile)
            if mine:
                return mine.pop(next((n for n, future in enumerate(mine) if future.done()), 0))
            if self.living >= self.limit and (other := next((q for q in self.waiting.values() if q), None)):
                # Not a task that waits for it: such tasks could take every worker from what they wait for.
                other.pop().add_done_callback(self._drop)
            if self.living < self.limit:
                self._start(backend, profile)
            else:
                self.changed.wait()

    def _start(self, backend: Backend, profile: str) -> None:
        self.living += 1
        self._waiting(backend, profile).append(self.workers.submit(self._launch, backend, profile))

    # -- in the background --------------------------------------------------------------------------------

    def _launch(self, backend: Backend, profile: str) -> _Lent:
        folder = Path(tempfile.mkdtemp(prefix="milvus-"))
        try:
            return _Lent(backend.start(profile, folder / "x"), backend, profile, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _renew(self, held: _Lent) -> _Lent:
        """The same server when it is proved equal to a new one, otherwise a new one in its place."""
        if not self.closed and held.instance.renew():  # type: ignore[attr-defined]  # give_back looked for it
            return held
        held.instance.stop()
        shutil.rmtree(held.folder, ignore_errors=True)
        return self._launch(held.backend, held.profile)

    def _drop(self, future: Future[_Lent]) -> None:
        try:
            held = future.result()
        except Exception:
            self._gone()
        else:
            self._end(held)

    def _end(self, held: _Lent) -> None:
        try:
            held.instance.stop()
        finally:
            shutil.rmtree(held.folder, ignore_errors=True)
            self._gone()

    def _gone(self) -> None:
        with self.changed:
            self.living -= 1
            self.changed.notify_all()
