"""`parlance glossary`: look at terms, edit them, check, import and export them."""

import typer

from bot.commands import glossary_checking, glossary_editing, glossary_exchange, glossary_reading

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog='Example: parlance glossary define churn "Customers who leave." --by product',
)
app.command("show")(glossary_reading.show)
app.command("list")(glossary_reading.list_)
app.command("history")(glossary_reading.history)
app.command("stale")(glossary_reading.stale)
app.command("misses")(glossary_reading.misses)
app.command("define")(glossary_editing.define)
app.command("edit")(glossary_editing.edit)
app.command("undo")(glossary_editing.undo)
app.command("check")(glossary_checking.check)
app.command("discover")(glossary_checking.discover)
app.command("import")(glossary_exchange.import_)
app.command("export")(glossary_exchange.export)
