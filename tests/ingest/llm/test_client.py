"""The client against an endpoint that is slow, busy, broken or closed."""

from __future__ import annotations

import pytest

from ingest.llm import ChatClient, Usage
from ingest.llm.prompt import reply_schema
from ontology.errors import ExternalServiceError
from tests.ingest.llm.endpoint import Endpoint, facts, serving

ASK = [{"role": "user", "content": "要点"}]


def client(endpoint: Endpoint, **options: object) -> ChatClient:
    return ChatClient(endpoint.url, "m", **{"timeout": 2.0, "retries": 2, "sleep": lambda _: None, **options})  # type: ignore[arg-type]


def test_reply_tokens_and_cost() -> None:
    with serving({**facts(), "tokens": (1000, 500)}) as endpoint:
        asked = client(endpoint, key="k", prices=(2.0, 8.0))
        assert asked.complete(ASK, reply_schema()).text == '{"facts": []}'
        asked.complete(ASK, reply_schema())
    assert asked.used == Usage(2, 0, 2000, 1000, pytest.approx(0.012))
    assert endpoint.keys == ["Bearer k", "Bearer k"]
    request = endpoint.requests[0]
    assert request["path"] == "/v1/chat/completions"
    assert request["response_format"]["json_schema"]["schema"] == reply_schema()


def test_busy_endpoint_is_asked_again_after_the_time_it_names() -> None:
    waits: list[float] = []
    with serving({"status": 429, "headers": {"retry-after": "7"}}, {"status": 503}, facts()) as endpoint:
        client(endpoint, sleep=waits.append).complete(ASK, reply_schema())
    assert waits == [7.0, 1.0]


def test_busy_for_good() -> None:
    with serving({"status": 429}) as endpoint, pytest.raises(ExternalServiceError, match="answered 429"):
        client(endpoint).complete(ASK, reply_schema())
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize("step", [{"hang": 1.5, **facts()}, {"drip": 20, **facts()}], ids=["hang", "a few bytes at a time"])
def test_slow_endpoint_meets_the_deadline(step: dict[str, object]) -> None:
    with serving(step) as endpoint, pytest.raises(ExternalServiceError, match="ReadTimeout"):
        client(endpoint, timeout=0.4, retries=0).complete(ASK, reply_schema())


@pytest.mark.parametrize("status, reason", [(401, "key was refused"), (404, "no such address"), (418, "answered 418")])
def test_refusal_is_not_tried_again(status: int, reason: str) -> None:
    with serving({"status": status}) as endpoint, pytest.raises(ExternalServiceError, match=reason):
        client(endpoint).complete(ASK, reply_schema())
    assert len(endpoint.requests) == 1


def test_endpoint_without_schemas_is_asked_for_plain_json() -> None:
    with serving({"status": 400}, facts()) as endpoint:
        client(endpoint).complete(ASK, reply_schema())
    assert [request["response_format"]["type"] for request in endpoint.requests] == ["json_schema", "json_object"]


@pytest.mark.parametrize("raw", ["<html>", "{}", '{"choices": []}', '{"choices": [{"message": {"content": null}}]}', "[1]"])
def test_what_is_no_completion(raw: str) -> None:
    with serving({"raw": raw}) as endpoint, pytest.raises(ExternalServiceError, match=r"not a chat completion|without text"):
        client(endpoint).complete(ASK, reply_schema())


def test_nothing_listens_there() -> None:
    with serving(facts()) as endpoint:
        gone = client(endpoint, retries=0)
    with pytest.raises(ExternalServiceError, match="ConnectError"):
        gone.complete(ASK, reply_schema())


def test_budget_is_kept_before_asking() -> None:
    with serving({**facts(), "tokens": (900, 90)}) as endpoint:
        asked = client(endpoint, budget=2_000, max_tokens=1_000)
        asked.complete(ASK, reply_schema())
        asked.complete(ASK, reply_schema())
        with pytest.raises(ExternalServiceError, match="budget"):
            asked.complete(ASK, reply_schema())
    assert len(endpoint.requests) == 2
