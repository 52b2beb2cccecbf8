"""Every exit code, and what it tells a script."""

from enum import IntEnum

from sitrep.errors import InputError, LedgerError, OptionError, SitrepError


class Exit(IntEnum):
    """The exit codes of every verb; they never change their meaning."""

    DONE = 0
    NOTHING = 1
    USAGE = 2
    INPUT = 3
    LEDGER = 4
    PARTLY = 5
    ENGINE = 6
    INTERRUPTED = 130
    PIPE_CLOSED = 141


#: What each code means, as `sitrep --help` prints it.
MEANINGS: dict[Exit, str] = {
    Exit.DONE: "done",
    Exit.NOTHING: "nothing fits what was asked",
    Exit.USAGE: "the command line is wrong: an option, a date, an outlet, a setting",
    Exit.INPUT: "the input was refused: missing, empty, binary, not UTF-8, too large, no article",
    Exit.LEDGER: "the ledger cannot serve: not a ledger, read-only, busy, too new, unknown id",
    Exit.PARTLY: "some stories were refused, the others were read",
    Exit.ENGINE: "a fault of Sitrep or of this installation: codebook, steps, evidence, reading",
    Exit.INTERRUPTED: "interrupted (Ctrl-C); what was kept stays kept",
    Exit.PIPE_CLOSED: "the reader of the output went away",
}


def exit_for(error: SitrepError) -> Exit:
    """The exit code of a refusal, by its branch of the tree of errors."""
    if isinstance(error, OptionError):
        return Exit.USAGE
    if isinstance(error, InputError):
        return Exit.INPUT
    return Exit.LEDGER if isinstance(error, LedgerError) else Exit.ENGINE
