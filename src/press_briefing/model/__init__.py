"""What an article is and what is found in it: frozen rows with spans; errors, settings, versions beside them."""
