"""Every refusal of the scales.

::

    SitrepError
    └── EvalError          eval: the scales cannot weigh
        ├── NoGold         eval.gold: a folder or file holds no gold, or gold that breaks its shape
        ├── NotBuilt       eval.not-built: the task has no scale yet, or no such system reads
        ├── BelowFloor     eval.floor: a score lies under its floor
        └── CorpusChanged  eval.corpus: the gold is not the gold the floors were set on
"""

from sitrep.errors import SitrepError


class EvalError(SitrepError):
    """The scales cannot weigh what they were given."""

    code = "eval"


class NoGold(EvalError):
    """A folder or file holds no gold, or gold that breaks its shape."""

    code = "eval.gold"


class NotBuilt(EvalError):
    """The task is planned and has no scale yet, or the system that should read is not there."""

    code = "eval.not-built"


class BelowFloor(EvalError):
    """A score lies under its floor."""

    code = "eval.floor"


class CorpusChanged(EvalError):
    """The gold is not the gold the floors were set on."""

    code = "eval.corpus"
