"""The pages for people: the web page at ``/`` and the description of the interface at ``/docs``. Both need the web build.

Nothing in them comes from another host, so that they work without a network.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

WEB = Path(__file__).parent / "web" / "dist"
NOT_BUILT = (
    "The web page is not built. Build it with: make web (or python -m service.web.build). "
    "The interface describes itself at /openapi.json.\n"
)


def add_pages(app: FastAPI, web: Path = WEB) -> None:
    """Add the pages, or where they are not built, a line that says how to build them.

    Args:
        app: The application, with all its routes; the pages take every path that is left.
        web: The folder of the web build.
    """
    if (web / "index.html").is_file():
        for path in ("/docs", "/docs/"):
            app.add_api_route(path, _interface, include_in_schema=False)
        app.mount("/", StaticFiles(directory=web, html=True), name="web")
        return
    for path in ("/", "/docs"):
        app.add_api_route(path, _not_built, include_in_schema=False)


def _interface(request: Request) -> Response:
    base = str(request.scope.get("root_path", "")).rstrip("/")
    return get_swagger_ui_html(
        openapi_url=f"{base}{request.app.openapi_url}",
        title=f"{request.app.title} · API",
        swagger_js_url=f"{base}/swagger/swagger-ui-bundle.js",
        swagger_css_url=f"{base}/swagger/swagger-ui.css",
        swagger_favicon_url=f"{base}/icon.svg",
        swagger_ui_parameters={"validatorUrl": None},  # else the page asks a validator elsewhere when it has another name
    )


def _not_built() -> Response:
    return PlainTextResponse(NOT_BUILT, status_code=503)
