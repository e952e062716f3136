"""Rules over a book: each is a small pure function from the book to findings, one rule a file."""
