"""The index inside Neo4j, shared by any number of service replicas: its full-text index and its vector index."""

from search.neo4j_index.index import Neo4jIndex

__all__ = ["Neo4jIndex"]
