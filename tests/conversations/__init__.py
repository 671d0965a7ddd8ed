"""Conversations of people with the real bot, in the playground."""
