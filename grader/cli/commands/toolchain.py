"""``grader toolchain``."""

from __future__ import annotations

import time

import click

from grader.backends.toolchains import NAMES, toolchain


@click.command()
@click.argument("names", nargs=-1, required=True, type=click.Choice(NAMES), metavar="|".join(NAMES) + "…")
def command(names: tuple[str, ...]) -> None:
    """Fetch what builds and runs programs in other languages.

    Compiler and runtime are your machine's own. Their libraries for Milvus are fetched once, by
    the language's own package manager, at the versions and checksums of this course, into your
    cache. Exercises in that language then need no network.
    """
    for name in names:
        chain = toolchain(name)
        started = time.monotonic()

        def say(step: str, name: str = name) -> None:
            click.echo(f"{name}: {step} …")

        folder = chain.fetch(say)
        click.echo(f"{name}: {chain.title}, in {folder} ({time.monotonic() - started:.0f} s)")
