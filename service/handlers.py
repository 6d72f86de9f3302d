"""Every error becomes one JSON problem with a status: ours by ``service.problems``, the framework's by their own status."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from ontology.errors import YaodianError
from service.problems import from_os_error, http_status, in_plain_words
from service.surface import for_http
from service.wire.common import Problem, ProblemDetail

Responses = dict[int | str, dict[str, Any]]


def declare(*statuses: int) -> Responses:
    """The error responses of a route, for its OpenAPI description."""
    words = {
        400: "The query or the request cannot be used",
        401: "No accepted API key",
        403: "The query is not read-only",
        404: "No such document, point or entity",
        409: "Another process writes to the workspace",
        413: "Larger than the settings allow",
        415: "A kind of file that is not read",
        422: "The file or a parameter cannot be read",
        503: "The graph store or the index cannot be reached",
    }
    return {status: {"model": Problem, "description": words[status]} for status in statuses}


def add_handlers(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(YaodianError, _ours)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _framework)
    app.add_exception_handler(OSError, _system)
    app.add_exception_handler(Exception, _unexpected)


def problem(request: Request, status: int, detail: ProblemDetail) -> JSONResponse:
    """The response for a problem. Lone surrogates, which no encoding can carry, are replaced."""
    numbered = detail.model_copy(update={"request_id": getattr(request.state, "request_id", None)})
    error = {key: _printable(value) for key, value in dict(numbered).items()}
    line = str(YaodianError(str(error["what"]), where=error["where"], hint=error["hint"]))
    content = {"detail": line, "error": error}
    headers = {"WWW-Authenticate": "ApiKey"} if status == 401 else None
    return JSONResponse(content, status_code=status, headers=headers)


def _printable(value: str | None) -> str | None:
    return None if value is None else value.encode("utf-8", "replace").decode()


async def _ours(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, YaodianError)
    status = http_status(error)
    if status >= 500:
        structlog.get_logger("service").warning("problem", error=str(error), status=status)
    detail = ProblemDetail(code=type(error).__name__, what=error.what, where=error.where, hint=for_http(error.hint))
    return problem(request, status, detail)


async def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    (where, what), hint = in_plain_words(first), "See /docs for the parameters"
    if "UploadFile" in what:
        what, hint = "the field holds no file", "Send a multipart field named file, with a file name"
    detail = ProblemDetail(code="InvalidRequest", what=what, where=where, hint=hint)
    return problem(request, 422, detail)


async def _framework(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, YaodianError):  # raised while the framework read the body
        return await _ours(request, error.__cause__)
    status, what, hint = error.status_code, str(error.detail).rstrip("."), "See /docs for the endpoints"
    if status == 404 and (methods := _other_methods(request)):
        status, what, hint = 405, f"{request.method} is not for this path", f"Use {' or '.join(methods)}"
    detail = ProblemDetail(code="HTTPError", what=what, where=request.url.path, hint=hint)
    return problem(request, status, detail)


def _other_methods(request: Request) -> list[str]:
    """Methods that the path is for. The page takes every path that is left, so the router itself no longer tells."""
    partly = (route for route in request.app.state.endpoints if route.matches(request.scope)[0] is Match.PARTIAL)
    return sorted({method for route in partly for method in getattr(route, "methods", None) or ()})


async def _system(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, OSError)
    return await _ours(request, from_os_error(error))


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    structlog.get_logger("service").error("unexpected", exc_info=error)
    detail = ProblemDetail(code="Unexpected", what="the server failed", hint="See its log under this request id")
    return problem(request, 500, detail)
