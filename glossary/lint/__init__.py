"""The same reading over documents: words their readers take differently, that nobody defined, or that are out of use."""
