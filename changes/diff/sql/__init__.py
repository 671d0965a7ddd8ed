"""Two versions of a database schema written in SQL."""
