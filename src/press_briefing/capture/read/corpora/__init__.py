"""Corpora: tables, XML (TXM, TEI, news agencies), IRaMuTeQ, references; each article a record with its variables."""
