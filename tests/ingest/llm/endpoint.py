"""A chat endpoint on this machine that can misbehave. Real sockets, real HTTP; only the model is ours."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Endpoint(ThreadingHTTPServer):
    """Answers the n-th call with the n-th of ``plan`` (the last one again when it runs out), and keeps the requests."""

    daemon_threads = True

    def __init__(self, plan: list[dict[str, Any]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.plan = plan
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str | None] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        step = self.server.plan[min(len(self.server.requests), len(self.server.plan) - 1)]
        self.server.requests.append({"path": self.path, **body})
        self.server.keys.append(self.headers.get("authorization"))
        data = step.get("raw", json.dumps(completion(step.get("content", ""), step.get("tokens", (100, 20))))).encode()
        try:
            if step.get("hang"):
                time.sleep(step["hang"])
            self.send_response(step.get("status", 200))
            for name, value in step.get("headers", {}).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            for place in range(0, len(data), step.get("drip", len(data)) or 1):
                self.wfile.write(data[place : place + step.get("drip", len(data))])
                self.wfile.flush()
                time.sleep(0.2 if "drip" in step else 0)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def log_message(self, *_: object) -> None:
        pass


def completion(content: str, tokens: tuple[int, int]) -> dict[str, Any]:
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return {"choices": [{"message": {"role": "assistant", "content": content}}], "usage": usage}


def facts(*rows: tuple[str, str, str, str]) -> dict[str, Any]:
    """A step whose reply holds these facts: predicate, object, type, quote."""
    keys = ("predicate", "object", "type", "quote")
    return {"content": json.dumps({"facts": [dict(zip(keys, row, strict=True)) for row in rows]}, ensure_ascii=False)}


@contextmanager
def serving(*plan: dict[str, Any]) -> Iterator[Endpoint]:
    endpoint = Endpoint(list(plan))
    thread = threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        endpoint.shutdown()
        endpoint.server_close()
        thread.join()
