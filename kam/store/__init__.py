"""The only reader and writer of YAML: paths, strict parse, span edits, safe write."""
