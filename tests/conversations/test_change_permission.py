"""Who may announce what: admins say so, in doubt nobody may, and a user group answers as one."""

from tests.conversations.announcing import announced, cards, channel_id, filled, may_announce, modal, press
from tests.conversations.hands import Slack
from tests.conversations.post import Post


async def test_only_an_admin_lets_others_announce(slack: Slack) -> None:
    assert "Only an admin may do this" in await slack.type("/change allow @jon warehouse.*", by="jon")
    assert "Nobody else may yet" in await slack.type("/change allow")

    assert "may announce changes of `warehouse" in await slack.type(
        "/change allow @jon warehouse.*", by="ada", where="#general"
    )

    assert "Besides them" in await slack.type("/change allow")
    await slack.type("/change disallow @jon warehouse.*", by="ada", where="#general")
    assert "Nobody else may yet" in await slack.type("/change allow")


async def test_a_grant_opens_what_it_names_and_nothing_else(slack: Slack, post: Post) -> None:
    await may_announce(post, pattern="warehouse.*")
    to = [await channel_id(slack, "team")]
    await slack.type("/change announce")

    await slack.submit(**filled(assets="warehouse.orders.amount, model:fraud", channels=to))

    assert "not yours to announce" in str(await modal(slack))


async def test_a_change_of_nothing_named_is_for_admins_only(slack: Slack, post: Post) -> None:
    await may_announce(post)
    await slack.type("/change announce")

    await slack.submit(**filled(assets="", channels=[await channel_id(slack, "team")]))

    assert "not yours to announce" in str(await modal(slack))


async def test_a_declined_draft_is_kept_and_its_author_told(slack: Slack, post: Post) -> None:
    await slack.type("/change announce")
    await slack.submit(**filled(channels=[await channel_id(slack, "team")]))
    await slack.submit()
    (asked,) = await slack.direct(by="ada")

    await press(slack, asked, "Decline", by="ada")

    assert "would rather not announce" in (await slack.direct())[-1]["text"]
    assert "1 draft of yours" in await slack.type("/change drafts")
    assert await cards(slack) == []


async def test_what_was_written_anew_since_is_looked_at_once_more(slack: Slack, post: Post) -> None:
    """Nobody announces in another's name what they have not seen."""
    to = [await channel_id(slack, "team")]
    await slack.type("/change announce")
    await slack.submit(**filled(channels=to))
    await slack.submit()
    (asked,) = await slack.direct(by="ada")
    await slack.type("/change announce")
    await slack.submit(**filled(channels=to, what="and something else besides"))

    await press(slack, asked, "Announce it", by="ada")
    await post.sent()
    assert await cards(slack) == []
    (again,) = await slack.direct(by="ada")
    assert "written anew" in str(again)
    assert "something else besides" in str(again)

    await press(slack, again, "Announce it", by="ada")
    await post.sent()
    assert len(await cards(slack)) == 1


async def test_who_was_only_asked_cannot_be_bypassed_by_somebody_else(slack: Slack, post: Post) -> None:
    """Pressing a button does not make one an admin: the right is looked up when it is pressed."""
    await announced(slack, post, channels=[await channel_id(slack, "team")])

    assert await cards(slack) == []
    assert "I asked" in (await slack.direct())[-1]["text"]


async def test_whoever_was_made_an_admin_here_is_asked_as_well(slack: Slack, post: Post) -> None:
    await slack.type("/parlance role @kim admin", by="ada", where="#general")

    await announced(slack, post, channels=[await channel_id(slack, "team")])

    assert "would like to announce" in str(await slack.direct(by="kim"))
    assert "would like to announce" in str(await slack.direct(by="ada"))
