"""Three-way merge on plain data: a list of decisions by path, made and applied apart."""
