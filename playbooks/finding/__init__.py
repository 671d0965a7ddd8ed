"""How a problem told in anybody's words is led to its page."""
