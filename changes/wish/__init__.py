"""What somebody wants to hear of, in a small language: written, understood, printed, and held against a change."""
