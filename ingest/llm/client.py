"""Chat completions over HTTP: time-outs, retries, a token budget, and a count of what was used.

A reply is read as a stream under one deadline, so that an endpoint that sends a byte a minute cannot hold the caller.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson

from ontology.errors import ExternalServiceError

MAX_REPLY = 4_000_000
"""Bytes of a reply, at most."""
_RETRIED = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_REFUSED = {401: "the key was refused", 403: "the key may not use this model", 404: "no such address or model"}


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used. ``cost`` is in the currency of the prices that were given, ``None`` without prices."""

    calls: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None

    @property
    def tokens(self) -> int:
        """Prompt and completion tokens together."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: Usage) -> Usage:
        """Add two usages; the cost is unknown where either is."""
        cost = None if self.cost is None or other.cost is None else self.cost + other.cost
        return Usage(
            self.calls + other.calls,
            self.cached + other.cached,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            cost,
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """The text of a reply and what it took."""

    text: str
    usage: Usage


@dataclass(slots=True)
class ChatClient:
    """One endpoint and one model.

    Attributes:
        url: Base address, such as ``http://localhost:8000/v1``.
        model: The model's name there.
        key: The key, if it needs one.
        timeout: Seconds for one call, from sending to the last byte.
        budget: Tokens for all calls of this client together.
        retries: How often a call that may succeed later is tried again.
        prices: Price of a million prompt and of a million completion tokens.
        max_tokens: Tokens of one reply, at most.
        sleep: How to wait between tries.
        used: What was used so far.
    """

    url: str
    model: str
    key: str | None = None
    timeout: float = 60.0
    budget: int = 200_000
    retries: int = 3
    prices: tuple[float, float] | None = None
    max_tokens: int = 1_500
    sleep: Callable[[float], None] = time.sleep
    used: Usage = field(default_factory=Usage)

    def affords(self, messages: list[dict[str, str]]) -> bool:
        """Whether the budget covers a call; a Chinese character is counted as a token."""
        return self.used.tokens + sum(len(message["content"]) for message in messages) + self.max_tokens <= self.budget

    def complete(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> Reply:
        """Ask for one reply that keeps to the schema.

        Args:
            messages: Role and content of each message.
            schema: JSON schema of the reply.

        Returns:
            The reply's text, which may still break the schema: endpoints differ in how far they enforce it.

        Raises:
            ExternalServiceError: The budget is spent, the endpoint refuses, cannot be reached, is too slow, or sends
                something that is not a chat completion.
        """
        if not self.affords(messages):
            raise ExternalServiceError("the token budget is spent", where=self.url, hint="Raise it or ask for less")
        form: dict[str, Any] = {"type": "json_schema", "json_schema": {"name": "facts", "strict": True, "schema": schema}}
        body = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": self.max_tokens,
            "response_format": form,
        }
        reply = self._reply(self._post(body))
        self.used = self.used + reply.usage if self.used.calls else reply.usage
        return reply

    def _post(self, body: dict[str, Any]) -> bytes:
        problem = ""
        for attempt in range(self.retries + 1):
            try:
                status, wait, data = self._send(body)
            except httpx.HTTPError as error:
                status, wait, data, problem = 0, None, b"", f"{type(error).__name__}: {error}"
            if status == 200:
                return data
            if status == 400 and body["response_format"]["type"] == "json_schema":
                body = {**body, "response_format": {"type": "json_object"}}  # older endpoints know only this
                continue
            if status and status not in _RETRIED:
                raise ExternalServiceError(
                    _REFUSED.get(status, f"answered {status}"), where=self.url, hint="Check address, model and key"
                )
            problem = f"answered {status}" if status else problem
            if attempt < self.retries:
                self.sleep(min(wait if wait is not None else 0.5 * 2**attempt, 30.0))
        raise ExternalServiceError(f"no usable reply ({problem})", where=self.url, hint="Try again later or raise the time-out")

    def _send(self, body: dict[str, Any]) -> tuple[int, float | None, bytes]:
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        deadline = time.monotonic() + self.timeout
        data = bytearray()
        with (
            httpx.Client(timeout=self.timeout) as client,
            client.stream("POST", f"{self.url.rstrip('/')}/chat/completions", json=body, headers=headers) as response,
        ):
            for piece in response.iter_bytes():
                data += piece
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout(f"still sending after {self.timeout:g} s")
                if len(data) > MAX_REPLY:
                    raise httpx.DecodingError(f"a reply of over {MAX_REPLY} bytes")
            return response.status_code, _wait(response.headers.get("retry-after")), bytes(data)

    def _reply(self, data: bytes) -> Reply:
        try:
            raw = orjson.loads(data)
            text = raw["choices"][0]["message"]["content"]
            counts = raw.get("usage") or {}
            prompt, completion = int(counts.get("prompt_tokens", 0)), int(counts.get("completion_tokens", 0))
        except (orjson.JSONDecodeError, KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise ExternalServiceError(
                f"not a chat completion ({error})", where=self.url, hint="Check that the address is OpenAI-compatible"
            ) from error
        if not isinstance(text, str):
            raise ExternalServiceError("a reply without text", where=self.url, hint="Choose another model")
        cost = None
        if self.prices is not None:
            cost = (prompt * self.prices[0] + completion * self.prices[1]) / 1e6
        return Reply(text, Usage(1, 0, prompt, completion, cost))


def _wait(header: str | None) -> float | None:
    """Seconds that the endpoint asks to wait; a date is not read."""
    return float(header) if header is not None and header.isdecimal() else None
