"""What French grammar says of an article's words: pure functions of the one reading, of no use to one finder alone."""
