"""Differences between two versions of a contract, told as a draft change."""
