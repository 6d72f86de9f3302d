"""What a question asks: its type, what is wanted, the documents and entities meant, and its words."""
