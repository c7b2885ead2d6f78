"""Who says what: quotation marks, reporting words, speakers; shared by quotes, claims and links."""
