"""The programs that kam is measured beside, each with the same deals in its own files.

They are looked up on PATH, and one that is not there is named in the tables and left out:
`hledger` and `taskwarrior` are packages of Debian; `jsoncrm`, `hermitcrm` and `beanquery` (which
brings beancount) are packages of PyPI. Install those into a virtual environment of their own and
put its `bin` on PATH.
"""
