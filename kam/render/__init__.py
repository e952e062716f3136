"""A result -> table, CSV or JSON; the one place where what goes out is sanitised."""
