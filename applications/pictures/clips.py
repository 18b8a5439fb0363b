"""Clips composed of stamps: every cut, and what is shown when, is known. And cuts found again from the frames' vectors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image

from applications.pictures.data import Stamps, Vectors

SIZE = 160
TITLES = ("A day at the farm", "Under the sea", "Market", "Orchestra", "On the road", "Garden")
TOPICS = ("animals/mammals", "animals/fish", "food", "hobbies/music", "vehicles", "plants")


@dataclass(frozen=True)
class Clip:
    """One frame per second. `shows[s]` is the position of the stamp that second s shows; a new stamp is a cut."""

    title: str
    frames: list[Image.Image]
    shows: list[int]

    @property
    def cuts(self) -> list[int]:
        """The seconds at which a new shot begins, without the first."""
        return [s for s in range(1, len(self.shows)) if self.shows[s] != self.shows[s - 1]]


def compose(stamps: Stamps, seed: int = 5, shots: int = 5) -> list[Clip]:
    """Six clips. A shot takes 2 to 5 seconds: a stamp on a plain ground, which moves and comes nearer; the last clip holds one still for 12."""
    rng, made = np.random.default_rng(seed), []
    for title, topic in zip(TITLES, TOPICS, strict=True):
        own = [i for i, c in enumerate(stamps.categories) if str(c).startswith(topic)]
        frames: list[Image.Image] = []
        shows: list[int] = []
        for shot, at in enumerate(rng.choice(own, shots, replace=False)):
            ground = tuple(int(x) for x in rng.integers(200, 256, size=3))
            length = 12 if title == TITLES[-1] and shot == 2 else int(rng.integers(2, 6))  # a long scene
            stamp, place = stamps.image(int(at)), rng.uniform(0, 30, size=2)
            drift, nearer = rng.uniform(-3, 3, size=2), rng.uniform(0, 0.05)
            for second in range(length):
                side = round(110 * (1 + nearer * second))
                x, y = np.clip(place + drift * second, 0, SIZE - side)
                frame = Image.new("RGB", (SIZE, SIZE), ground)
                frame.paste(stamp.resize((side, side)), (int(x), int(y)))
                frames.append(frame)
                shows.append(int(at))
        made.append(Clip(title, frames, shows))
    return made


def steps(vectors: Vectors) -> Vectors:
    """Cosine of each frame with the one before, (frames - 1,)."""
    return np.asarray((vectors[1:] * vectors[:-1]).sum(axis=1), np.float32)


def cuts(vectors: Vectors, below: float) -> list[int]:
    """Frames whose cosine with the one before lies below a threshold: there a shot begins."""
    return [int(at) + 1 for at in np.flatnonzero(steps(vectors) < below)]
