"""Who says what: quotation marks, reporting words, speakers and their resolution, shared by quotes, claims and links."""
