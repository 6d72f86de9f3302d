"""Evaluation against gold files of a documented format: extraction, search and answers."""
