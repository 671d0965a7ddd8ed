"""The page a browser shows when an installation could not be taken."""

ORGANISATION = (
    "Parlance is installed in each workspace by itself, not for a whole organisation at once. "
    "Please remove it from the organisation again, and install it in every workspace that wants it."
)


def page(sentence: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Parlance</title>'
        '<body style="font: 1.1rem/1.5 sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">'
        f"<h1>Not like this</h1><p>{sentence}</p></body></html>"
    )
