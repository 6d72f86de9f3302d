"""Around every request: an id, a limit on its body, one log line and the metrics. Plain ASGI, so bodies are never gathered."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.files import too_large
from service.memory import Tidier
from service.problems import TooLarge

ID_HEADER = "X-Request-ID"
OVERHEAD = 64 * 1024
"""Bytes that a multipart envelope may add to a file."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """The service's own measures, in a registry of the application's, so that two applications can live in one process."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    requests: Counter = field(init=False)
    seconds: Histogram = field(init=False)
    documents: Counter = field(init=False)

    def __post_init__(self) -> None:
        """Register the measures."""
        labels = ("method", "route", "status")
        requests = Counter("yaodian_requests", "Requests answered", labels, registry=self.registry)
        buckets = (0.002, 0.005, 0.01, 0.015, 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2, 5, 10)
        seconds = Histogram("yaodian_request_seconds", "Time to answer", labels[:2], registry=self.registry, buckets=buckets)
        documents = Counter("yaodian_documents", "Documents taken or removed", ("status",), registry=self.registry)
        for name, value in (("requests", requests), ("seconds", seconds), ("documents", documents)):
            object.__setattr__(self, name, value)


class RequestContext:
    """ASGI middleware that numbers, limits, logs and measures requests."""

    def __init__(self, app: ASGIApp, metrics: Metrics, body_limit: int) -> None:
        self.app = app
        self.metrics = metrics
        self.body_limit = body_limit + OVERHEAD
        self.file_limit = body_limit
        self.tidier = Tidier()
        self.log = structlog.get_logger("service")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; other kinds of scope pass through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = _request_id(headers.get(ID_HEADER))
        scope.setdefault("state", {})["request_id"] = request_id
        started = time.perf_counter()
        status = 500

        async def numbered_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[ID_HEADER] = request_id
            await send(message)

        try:
            await self.app(scope, self._limited(receive, headers), numbered_send)
        finally:
            self._record(scope, status, time.perf_counter() - started, request_id)
            self.tidier.tidy()

    def _limited(self, receive: Receive, headers: Headers) -> Receive:
        declared = headers.get("content-length", "")
        seen = 0

        async def limited_receive() -> Message:
            nonlocal seen
            if declared.isdigit() and int(declared) > self.body_limit:
                raise self._too_large()
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.body_limit:
                raise self._too_large()
            return message

        return limited_receive

    def _too_large(self) -> TooLarge:
        return too_large("the request", self.file_limit)

    def _record(self, scope: Scope, status: int, seconds: float, request_id: str) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        self.metrics.requests.labels(scope["method"], route, status).inc()
        self.metrics.seconds.labels(scope["method"], route).observe(seconds)
        log = self.log.debug if route in ("/health", "/metrics") else self.log.info
        log("request", id=request_id, method=scope["method"], path=scope["path"], status=status, ms=round(seconds * 1e3, 2))


def _request_id(given: str | None) -> str:
    """The client's own id where it is harmless to print, else a new one."""
    if given and len(given) <= 64 and given.isascii() and given.replace("-", "").isalnum():
        return given
    return uuid.uuid4().hex
