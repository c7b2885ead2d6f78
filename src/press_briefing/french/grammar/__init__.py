"""What French grammar says of an article's words: pure functions that know no finder, for all of them to use."""
