"""The dictionary in other tools' formats: in, out, and what got lost."""
