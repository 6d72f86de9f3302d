"""Answers against question gold."""
