"""How properties are tried: the same examples on every machine, or many new ones on request.

`pytest --hypothesis-profile=deep` looks for what the fixed examples miss.
"""

import pytest
from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None)
settings.register_profile("deep", max_examples=2000, deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden exports anew; review the diff")
