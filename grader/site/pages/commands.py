"""The command line's own help as a page: what ``grader --help`` says, nothing else."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points

import click


def commands_page() -> str:
    """Markdown of ``commands.md``."""
    root = _installed()
    context = click.Context(root, info_name="grader", color=False)
    lines = ["---", "title: Commands", "---", "", "# Commands", "", "```text", root.get_help(context), "```", ""]
    for name in root.list_commands(context):
        try:
            command = root.get_command(context, name)
        except ImportError:
            continue
        if command is not None:
            lines += _command(command, click.Context(command, info_name=name, parent=context, color=False), 2)
    return "\n".join(lines)


def _installed() -> click.Group:
    """The command as it is installed, found by its entry point: this room stands below the command line's."""
    (script,) = entry_points(group="console_scripts", name="grader")
    module = sys.modules[script.load().__module__]
    return next(v for v in vars(module).values() if isinstance(v, click.Group))


def _command(command: click.Command, context: click.Context, level: int) -> list[str]:
    path = context.command_path
    lines = ["#" * level + f" {path}", "", "```text", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                lines += _command(inner, click.Context(inner, info_name=name, parent=context, color=False), level + 1)
    return lines
