"""`parlance change`: announce changes, follow them, say whose an asset is, prove who was told."""

import typer

from bot.commands import change_announcing, change_assets, change_comparing, change_keys, change_reading, change_wishes

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: parlance change announce --from-openapi old.yaml new.yaml --name payments --gate",
)
app.command("announce")(change_announcing.announce)
app.command("diff")(change_comparing.diff)
app.command("withdraw")(change_announcing.withdraw)
app.command("list")(change_reading.list_)
app.command("show")(change_reading.show)
app.command("history")(change_reading.history)
app.command("upcoming")(change_reading.upcoming)
app.command("matrix")(change_reading.answers)
app.command("proof")(change_reading.proof)
app.command("subscribe")(change_wishes.subscribe)
app.command("unsubscribe")(change_wishes.unsubscribe)
app.command("subscriptions")(change_wishes.subscriptions)
app.command("import")(change_wishes.import_)
app.command("export")(change_wishes.export)
app.command("owns")(change_assets.owns)
app.command("who")(change_assets.who)
app.command("impact")(change_assets.impact)
app.command("key")(change_keys.key)
app.command("keys")(change_keys.keys)
app.command("revoke")(change_keys.revoke)
