"""The command `grader`: parsing and printing only; each command lives in its own module, imported when it is used.

Exit status: 0 done (also when a learner's check failed, unless ``--strict``), 1 strict and not everything
passed, 2 wrong use, 3 the grader's own fault.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Any

import click

from grader.cli.streams import show_what_can_be_shown
from grader.errors import GraderError, LearnerFault

COMMANDS = {
    "start": ("start", "Serve the site and the live lessons on this machine."),
    "check": ("check", "Grade exercises: ch05/ex02, ch05, or --all."),
    "watch": ("watch", "Grade on every save."),
    "next": ("next", "Put the next exercise in your workspace."),
    "status": ("status", "Show how far you are, part by part."),
    "hint": ("hint", "Show the next hint of an exercise."),
    "solution": ("solution", "Show the solution, after passing or with --spoil."),
    "reset": ("reset", "Put the starter back, and keep a copy of your work."),
    "progress": ("progress", "Take your progress elsewhere: export, import."),
    "submit": ("submit", "Pack your work into one file to hand in."),
    "doctor": ("doctor", "Show what is here, what is missing, and the command that fixes it."),
    "toolchain": ("toolchain", "Fetch what builds and runs Go, Java and Node.js."),
    "bulk": ("bulk", "For instructors: grade a class, in a sandbox; run it again to continue."),
    "report": ("report", "For instructors: show and export what a class run found."),
    "merge": ("merge", "For instructors: put the stores of several runs into one."),
    "assign": ("assign", "For instructors: make the class's bundle, without solutions."),
    "forget": ("forget", "For instructors: remove a person from a class run."),
    "verify": ("verify", "For authors: the course proves itself."),
    "starters": ("starters", "For authors: make the starters from the solutions."),
    "claims": ("claims", "For authors: list what the lessons claim of Milvus, and how it is known."),
    "site": ("site", "For authors: build the site and the static lessons."),
}


class _Lazy(click.Group):
    """A group that imports a command when it is called, so that ``--help`` is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"grader.cli.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, n=2)
            more = f"Did you mean {' or '.join(near)}?" if near else "`grader --help` lists them."
            raise click.UsageError(f"{error.message} {more}", ctx) from None


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="milvus-definitive-guide", message="%(version)s")
def cli() -> None:
    """Milvus: The Definitive Guide, as a course that runs.

    Start with `grader start`, or on the command line with `grader next` and `grader check`.
    """


def main(argv: Sequence[str] | None = None) -> Any:
    """Run the command line; errors of ours are one line each."""
    show_what_can_be_shown()
    try:
        status = cli.main(argv, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except LearnerFault as error:
        click.echo(str(error), err=True)
        sys.exit(0)
    except GraderError as error:
        lead = "" if error.exit_status == 2 else "Not your fault: "
        click.echo(f"{lead}{error}", err=True)
        sys.exit(error.exit_status)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        from grader.cli.common import closed

        if (theirs := closed(error)) is not None:
            click.echo(str(theirs), err=True)
            sys.exit(theirs.exit_status)
        click.echo(f"Not your fault: {error.strerror or error}{f': {error.filename}' if error.filename else ''}. Next: `grader doctor`", err=True)
        sys.exit(3)
    sys.exit(status if isinstance(status, int) else 0)
