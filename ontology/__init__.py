"""What can be said: types, predicates, statements, spans, identity and errors. Imports nothing else of the project."""
