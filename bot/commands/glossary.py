"""`parlance glossary`: look at terms, edit them, check, import and export them."""

import typer

from bot.commands import glossary_checking, glossary_editing, glossary_exchange, glossary_reading

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog='Example: parlance glossary define moonshot "A goal that nobody has reached yet." --by product',
)

COMMANDS = (
    ("show", glossary_reading.show, "performance --by operations"),
    ("list", glossary_reading.list_, "--discipline legal"),
    ("history", glossary_reading.history, "churn"),
    ("stale", glossary_reading.stale, "--days 90"),
    ("misses", glossary_reading.misses, "--most 10"),
    ("define", glossary_editing.define, 'moonshot "A goal that nobody has reached yet." --by product'),
    ("edit", glossary_editing.edit, 'churn --from churn.yaml --note "as the board says"'),
    ("undo", glossary_editing.undo, "moonshot"),
    ("check", glossary_checking.check, "--quick"),
    ("discover", glossary_checking.discover, "notes/*.md --at-least 2"),
    ("import", glossary_exchange.import_, "terms.csv --try"),
    ("export", glossary_exchange.export, "--format skos --to terms.ttl"),
)
for name, command, example in COMMANDS:
    app.command(name, epilog=f"Example: parlance glossary {name} {example}")(command)
