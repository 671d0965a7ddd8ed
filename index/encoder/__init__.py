"""Text to vectors, with interchangeable encoders."""
