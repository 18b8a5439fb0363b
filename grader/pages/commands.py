"""The command line's own help as a page: what ``grader --help`` says, nothing else."""

from __future__ import annotations

import click


def commands_page() -> str:
    """Markdown of ``commands.md``."""
    from grader import cli

    root = next(v for v in vars(cli).values() if isinstance(v, click.Group))
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


def _command(command: click.Command, context: click.Context, level: int) -> list[str]:
    path = context.command_path
    lines = ["#" * level + f" {path}", "", "```text", command.get_help(context), "```", ""]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                lines += _command(inner, click.Context(inner, info_name=name, parent=context, color=False), level + 1)
    return lines
