"""Two versions of an OpenAPI document, compared rule by rule."""
