"""The symptoms of Appendix D, each produced for real: a card of ``lessons/data/troubles.toml`` names what a function here does.

    python -m scripts.symptoms            # produce all that can be produced here, and compare with the record
    python -m scripts.symptoms --record   # and write lessons/recorded/appD_symptoms.json
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Symptom = Callable[[Any], str]
"""Gets a client (or more: see the module) and returns what one sees, in one line."""

LONGEST = 260


def said(act: Callable[[], Any]) -> str:
    """The error that `act` ends with, in one line, without addresses; or that it ends with none."""
    try:
        act()
    except Exception as error:
        return shortened(f"{type(error).__name__}: {words(error)}")
    return "no error"


def words(error: Exception) -> str:
    """What an error says: pymilvus' code and message, or the details that gRPC carries."""
    code, message = getattr(error, "code", None), getattr(error, "message", None)
    if callable(code) and hasattr(error, "details"):
        return f"{code().name}, {error.details()}"
    return f"code={code}, {message}" if message is not None and not callable(code) else str(error)


def shortened(text: str) -> str:
    """One line, with what differs from run to run taken out."""
    text = re.sub(r"(?:https?|tcp|unix)://?[^\s,'\")\]]+|unix:[^\s,'\")\]]+|(?:127\.0\.0\.1|localhost):(?!19530)\d+|/tmp/[^\s,'\")\]]+", "ADDRESS", text)
    text = re.sub(r"\d{15,}", "NUMBER", text)
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
