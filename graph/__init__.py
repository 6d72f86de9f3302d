"""Records to a graph that can be asked: stores, queries, guard, paths, export."""
