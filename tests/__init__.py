"""Conversations, units and contracts; they mirror the source tree."""
