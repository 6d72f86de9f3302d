"""Read-only queries over the graph: Cypher and SPARQL."""

from __future__ import annotations

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Query, Request

from ontology.errors import InvalidQuery
from ontology.vocabulary import PREFIXES
from service import querying
from service.dependencies import SettingsDep, WorkspaceDep
from service.handlers import declare
from service.wire.graph import QueryRequest, TableResponse
from service.wire.search import MAX_TEXT

router = APIRouter(prefix="/api", tags=["query"], responses=declare(400, 401, 403, 422, 503))
SPARQL_WORDS = (
    "Run a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the RDF view. These prefixes need no `PREFIX`: "
    + ", ".join(f"`{prefix}:` `<{iri}>`" for prefix, iri in PREFIXES.items())
    + ". What types and relations are called in RDF stands in docs/reference/ontology.md, examples in docs/sparql.md."
)
SPARQL_BODY = {
    "required": True,
    "content": {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
    },
}


@router.post("/cypher")
def cypher(workspace: WorkspaceDep, settings: SettingsDep, request: QueryRequest) -> TableResponse:
    """Run a read-only Cypher query; values belong in `params`, written `$name` in the query."""
    limit = min(request.limit or settings.query_limit, settings.query_limit)
    return querying.cypher(workspace, request.query, request.params, limit)


@router.get("/sparql", description=SPARQL_WORDS)
def sparql(workspace: WorkspaceDep, query: Annotated[str, Query(max_length=MAX_TEXT)]) -> TableResponse:
    """Run a SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) over the RDF view."""
    return querying.sparql(workspace, query)


@router.post("/sparql", openapi_extra={"requestBody": SPARQL_BODY})
async def sparql_post(workspace: WorkspaceDep, request: Request) -> TableResponse:
    """Run a SPARQL query sent as `application/sparql-query` or as the form field `query`."""
    query = await _posted_query(request)
    return await to_thread.run_sync(querying.sparql, workspace, query)


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
