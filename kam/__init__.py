"""Key-account management and project-sales forecasting over plain YAML files in git."""

__version__ = "0.1.0"
