"""How well the glossary reads, measured on labelled messages and conversations."""
