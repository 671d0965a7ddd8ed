"""Is a message announcing a change, and which one, from when, and does it break anybody?"""
