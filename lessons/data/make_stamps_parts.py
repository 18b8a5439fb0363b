"""Make `stamps_parts.npz`: vectors of five parts of each of the 524 pictures in `stamps.zip`.

    python -m lessons.data.make_stamps_parts      from the course's folder; some minutes

`parts`, float16 (524, 5, 128): the parts that `applications/pictures/data.py` lists in PLACES, each six tenths of the
picture's side wide, embedded like the whole pictures in `stamps.npz`.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from applications.pictures.model import parts_of, seen

HERE = Path(__file__).parent


def main() -> None:
    """Write the file."""
    stamps = json.loads((HERE / "stamps.json").read_text("utf-8"))
    with zipfile.ZipFile(HERE / "stamps.zip") as archive:
        found = [seen(parts_of(Image.open(io.BytesIO(archive.read(stamp["file"]))))) for stamp in stamps]
    np.savez_compressed(HERE / "stamps_parts.npz", parts=np.array(found, np.float16))
    print(f"stamps_parts.npz: {len(found)} pictures, {(HERE / 'stamps_parts.npz').stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
