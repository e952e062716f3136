"""One module a report: rows of the domain and today's date -> a frozen result; prints nothing."""
