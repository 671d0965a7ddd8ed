"""Two versions of a dbt project, as its manifest.json tells them."""
