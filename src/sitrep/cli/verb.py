"""A verb's command: what it does, and examples of how to ask."""

from collections.abc import Sequence
from typing import Any

import click
from typing_extensions import override


class VerbCommand(click.Command):
    """A command whose help ends with examples, printed as they are typed."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **rest: Any):
        super().__init__(*args, **rest)
        self.examples = tuple(examples)

    @override
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


class VerbGroup(click.Group):
    """A verb of several commands, each with examples of its own, which its help shows together."""

    @property
    def examples(self) -> tuple[str, ...]:
        """The examples of its commands."""
        return tuple(each for name in self.commands for each in getattr(self.commands[name], "examples", ())[:1])

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    @override
    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """The examples stand under a heading of their own, one to a line, never wrapped."""
    if examples:
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")
