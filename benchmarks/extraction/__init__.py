"""What a user would take instead: part-of-speech names or a ready recogniser, each with rules for 《》 and “”."""
