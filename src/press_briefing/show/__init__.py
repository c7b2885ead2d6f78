"""What a reader sees: figures, views, the note, notebooks to explore, messages in her language."""
