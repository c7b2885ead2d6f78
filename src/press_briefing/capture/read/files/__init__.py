"""Files that hold articles in a wrapping: archives, mails, saved pages, books; and word processors' texts."""
