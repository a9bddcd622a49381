"""The command line, part: `cache`, what is kept of documents from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.effort import CACHE_DIR
from factcheck.cli.exits import CLEAN, USAGE
from factcheck.cli.output import complain

if TYPE_CHECKING:
    from factcheck.run.cache import Cache


@click.group()
def cache() -> None:
    """The cache of extracted documents: how large it is, where it lies; and to empty it."""


@cache.command("path")
@CACHE_DIR
def path(cache_dir: str | None) -> None:
    """Print the path of its file, whether or not it is there."""
    from factcheck.run.cache import NAME, chosen_folder

    click.echo((chosen_folder(cache_dir) / NAME).as_posix())


@cache.command("info")
@CACHE_DIR
@click.pass_context
def info(ctx: click.Context, cache_dir: str | None) -> None:
    """Tell how many documents it holds, and in how much room."""
    found = _open(cache_dir)
    contents = found.contents()
    found.close()
    complain(found.notes)
    click.echo(
        f"{contents.file.as_posix()}: {contents.documents} documents, {contents.bytes / 1048576:.1f} MB of at most {contents.limit // 1048576} MB"
    )
    ctx.exit(USAGE if found.notes else CLEAN)


@cache.command("clear")
@CACHE_DIR
@click.pass_context
def clear(ctx: click.Context, cache_dir: str | None) -> None:
    """Forget everything in it."""
    found = _open(cache_dir)
    before = found.contents().documents
    found.clear()
    found.close()
    complain(found.notes)
    click.echo(f"{before} documents forgotten")
    ctx.exit(USAGE if found.notes else CLEAN)


def _open(cache_dir: str | None) -> Cache:
    from factcheck.run.cache import Cache, chosen_folder

    return Cache(chosen_folder(cache_dir))
