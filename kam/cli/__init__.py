"""One module per command family: parse, call, render, exit; no arithmetic."""
