"""`parlance change`: announce changes, follow them, say whose an asset is, prove who was told."""

import typer

from bot.commands import change_announcing, change_assets, change_comparing, change_keys, change_reading, change_wishes

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Example: parlance change announce --from-openapi old.yaml new.yaml --name payments --gate",
)

COMMANDS = (
    ("announce", change_announcing.announce, "--from-openapi old.yaml new.yaml --name payments"),
    ("diff", change_comparing.diff, "--from-sql old.sql new.sql"),
    ("withdraw", change_announcing.withdraw, '4f1d22c0a9b1 --why "the vendor agreed"'),
    ("list", change_reading.list_, "--json"),
    ("show", change_reading.show, "4f1d22c0a9b1"),
    ("history", change_reading.history, "warehouse.orders"),
    ("upcoming", change_reading.upcoming, "--calendar > changes.ics"),
    ("matrix", change_reading.answers, "4f1d22c0a9b1 --csv"),
    ("proof", change_reading.proof, "4f1d22c0a9b1 --csv"),
    ("subscribe", change_wishes.subscribe, "channel:C024BE91L 'warehouse.orders.* breaking weekly on friday'"),
    ("unsubscribe", change_wishes.unsubscribe, "1f0c2d4e --from warehouse.orders.debug"),
    ("subscriptions", change_wishes.subscriptions, "channel:C024BE91L"),
    ("import", change_wishes.import_, "parlance.yaml"),
    ("export", change_wishes.export, "> parlance.yaml"),
    ("owns", change_assets.owns, "group:S0614TZR7 warehouse.orders --contact ann@example.com"),
    ("who", change_assets.who, "warehouse.orders"),
    ("impact", change_assets.impact, "warehouse.orders.amount"),
    ("key", change_keys.key, "payments-ci 'api:payments/*'"),
    ("keys", change_keys.keys, "--json"),
    ("revoke", change_keys.revoke, "1f0c2d4e"),
)
for name, command, example in COMMANDS:
    app.command(name, epilog=f"Example: parlance change {name} {example}")(command)
