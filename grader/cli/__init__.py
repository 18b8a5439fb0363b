"""Room 12 · The command ``grader``: parsing and printing only."""

from grader.cli.command import main

__all__ = ["main"]
