"""How fast the graph is: written, brought up to date, explored, exported."""
