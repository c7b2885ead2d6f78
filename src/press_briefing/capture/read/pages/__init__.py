"""How pages of the press are laid out around and inside an article: what trafilatura does not tell or put right."""
