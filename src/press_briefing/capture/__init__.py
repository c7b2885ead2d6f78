"""From a source to an article: reading (files, pages, databases, feeds), then cleaning."""
