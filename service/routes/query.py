"""Read-only queries over the graph: Cypher and SPARQL."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from ontology.errors import InvalidQuery
from service import views
from service.dependencies import SettingsDep, WorkspaceDep
from service.handlers import declare
from service.wire.graph import QueryRequest, TableResponse
from service.wire.search import MAX_TEXT

router = APIRouter(prefix="/api", tags=["query"], responses=declare(400, 401, 403, 422, 503))
SPARQL_JSON = "application/sparql-results+json"


@router.post("/cypher")
def cypher(workspace: WorkspaceDep, settings: SettingsDep, request: QueryRequest) -> TableResponse:
    """Run a read-only Cypher query; values belong in `params`, written `$name` in the query."""
    limit = min(request.limit or settings.query_limit, settings.query_limit)
    return views.cypher(workspace, request.query, request.params, limit)


@router.get("/sparql", response_class=Response, responses={200: {"content": {SPARQL_JSON: {}, "text/turtle": {}}}})
def sparql(workspace: WorkspaceDep, query: Annotated[str, Query(max_length=MAX_TEXT)]) -> Response:
    """Run a SPARQL 1.1 query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the RDF view."""
    body, media_type = views.sparql(workspace, query)
    return Response(body, media_type=media_type)


@router.post("/sparql", response_class=Response, responses={200: {"content": {SPARQL_JSON: {}, "text/turtle": {}}}})
async def sparql_post(workspace: WorkspaceDep, request: Request) -> Response:
    """Run a SPARQL query sent as `application/sparql-query` or as the form field `query` (SPARQL 1.1 Protocol)."""
    from anyio import to_thread

    query = await _posted_query(request)
    body, media_type = await to_thread.run_sync(views.sparql, workspace, query)
    return Response(body, media_type=media_type)


async def _posted_query(request: Request) -> str:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        text = str((await request.form()).get("query", ""))
    elif kind == "application/sparql-query":
        text = (await request.body()).decode("utf-8", "replace")
    else:
        hint = "Use application/sparql-query or application/x-www-form-urlencoded"
        raise InvalidQuery("not a kind of body that holds a query", where="Content-Type", hint=hint)
    if len(text) > MAX_TEXT:
        raise InvalidQuery(f"longer than {MAX_TEXT:,} characters", where="query", hint="Shorten the query")
    return text
