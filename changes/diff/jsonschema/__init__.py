"""Two versions of a JSON Schema: would what used to be valid still be valid?"""
