"""Search, ask and query the graph of a running service over HTTP.

yaodian serve &
python examples/http_client.py http://127.0.0.1:8000
"""

from __future__ import annotations

import sys

import httpx


def main(url: str) -> None:
    with httpx.Client(base_url=url, timeout=30) as client:
        for hit in client.get("/api/search", params={"q": "改善中职学校办学条件", "limit": 3}).json()["hits"]:
            print(f"{hit['score']:.3f}  {hit['document']['title']}  {hit['title']}")

        answer = client.post("/api/ask", json={"question": "2021年高职要扩招多少人？"}).json()
        print(answer["answer"])
        for citation in answer["citations"]:
            print(f"    “{citation['quote']}” {citation['document']['source_name']}")

        query = "MATCH (d:Document)-[:ISSUED_BY]->(i:Institution) RETURN d.title, i.name ORDER BY d.title, i.name"
        for title, issuer in client.post("/api/cypher", json={"query": query}).json()["rows"]:
            print(title, issuer)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/http_client.py URL")
    main(sys.argv[1])
