"""Whatever is asked of the interface, in words its description allows or not, it answers and never falls over."""

from dataclasses import replace
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient
from tests.api.conftest import OFTEN, bearer
from tests.ledgers import copied

from sitrep.api.app import make_api
from sitrep.desk.site import Site
from sitrep.ledger.opening import Ledger

#: So many questions for each route: the whole suite must stay quick.
EXAMPLES = 12
ODD = ["/reviews/%00", "/incidents/%F0%9F%92%A5", "/stories/" + "x" * 5000, "/processes/%2e%2e"]


def operations() -> dict[str, Any]:
    """Every route with its method, as the interface describes itself."""
    described = make_api(cast("Site", None)).openapi()
    found: Any = schemathesis.openapi.from_dict(described).get_all_operations()
    return {each.ok().label: each.ok() for each in found}


OPERATIONS = operations()


@pytest.fixture(scope="module")
def asked(ledger: Ledger, site: Site, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The interface over a copy of the examples' ledger that the questions may write to as they like."""
    own = copied(ledger, tmp_path_factory.mktemp("fuzzed"))
    api = make_api(replace(site, ledger=own, writable=True), rate=OFTEN, burst=OFTEN)
    headers = bearer(own, "review", "link", "process", "ingest")
    return TestClient(api, raise_server_exceptions=False, headers=headers)


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_question_makes_it_fall_over(label: str, asked: TestClient) -> None:
    @given(case=OPERATIONS[label].as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        told = case.as_transport_kwargs(base_url="http://testserver")
        kept = {name: told[name] for name in ("method", "url", "params", "json", "data") if told.get(name) is not None}
        assert asked.request(**kept).status_code < 500

    ask()


@pytest.mark.parametrize("path", ODD)
def test_odd_ids_are_told_to_be_unknown(path: str, client: TestClient) -> None:
    assert client.get(path).status_code in (400, 404, 422)
