"""Models of what goes over the wire. Their field descriptions and examples are the reference documentation."""
