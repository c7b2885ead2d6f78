"""The endings of the files that are read; `kinds` has those of the files that are not."""

from __future__ import annotations

LINES = (".jsonl", ".ndjson")
JSON = (".json", *LINES)
FEEDS = (".xml", ".rss", ".atom")
PAGES = (".html", ".htm", ".xhtml")
MARKDOWN = (".md", ".markdown")
READ = frozenset((".txt", ".text", *MARKDOWN, *PAGES, ".pdf", ".docx", *JSON, *FEEDS))
