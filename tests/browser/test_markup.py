"""How Slack's mrkdwn is read, rule by rule."""

from typing import Any

import pytest

from tests.browser.visitor import Visitor

DRAWN = """async ([text, typed]) => {
    const { drawMrkdwn } = await import('/page/markup/markup.js');
    const world = {
        me: 'U1', user: (id) => ({ U1: { shown: 'Maya' } })[id], channel: (id) => ({ C1: { name: 'churn' } })[id],
        usergroup: (id) => ({ S1: { handle: 'ml-oncall' } })[id], zone: () => 'Europe/Berlin', now: () => 1763719200,
    };
    const node = drawMrkdwn(text, world, { typed });
    const kept = ['href', 'start'];
    const spare = (one) => one.getAttributeNames().filter((name) => !kept.includes(name));
    const bare = (one) => spare(one).forEach((name) => one.removeAttribute(name));
    node.querySelectorAll('*').forEach(bare);
    return node.innerHTML;
}"""

RULES = [
    ("*bold* _it_ ~gone~", "<p><strong>bold</strong> <em>it</em> <s>gone</s></p>"),
    ("*bold _and_ it*", "<p><strong>bold <em>and</em> it</strong></p>"),
    ("a*b*c and snake_case_name", "<p>a*b*c and snake_case_name</p>"),
    ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
    ("(*bold*), *more*!", "<p>(<strong>bold</strong>), <strong>more</strong>!</p>"),
    ("`*not* <@U1> :tada:`", "<p><code>*not* @U1 :tada:</code></p>"),
    ("one\ntwo", "<p>one<br>two</p>"),
    ("```\na &lt; b\n*c*\n```", "<pre>a &lt; b\n*c*</pre>"),
    ("&gt; said\n&gt; twice\nafter", "<blockquote>said<br>twice</blockquote><p>after</p>"),
    ("&gt;&gt;&gt; all\nof it", "<blockquote><p>all<br>of it</p></blockquote>"),
    ("• one\n• two", "<ul><li>one</li><li>two</li></ul>"),
    ("- not a list", "<p>- not a list</p>"),
    ("<https://a.example/b_c_d|*label*>", '<p><a href="https://a.example/b_c_d">*label*</a></p>'),
    (
        "see https://a.example/x?y=1&amp;z=2.",
        '<p>see <a href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>.</p>',
    ),
    ("<mailto:a@b.example|a@b.example>", '<p><a href="mailto:a@b.example">a@b.example</a></p>'),
    (
        "<@U1> <#C1> <!subteam^S1> <!here>",
        "<p><button>@Maya</button> <button>#churn</button> <span>@ml-oncall</span> <span>@here</span></p>",
    ),
    ("<@U9|gone>", "<p><button>@gone</button></p>"),
    ("<!date^1763719200^{date_num} {time}|x>", "<p><time>2025-11-21 11:00 AM</time></p>"),
    ("<!date^1763719200^{date_pretty}|x>", "<p><time>today</time></p>"),
    ("<!date^soon^{date}|in a while>", "<p>in a while</p>"),
    (":tada: at 10:30:45", "<p><span>🎉</span> at 10:30:45</p>"),
    (":no_such_thing:", "<p>:no_such_thing:</p>"),
    ("&lt;b&gt; &amp;amp;", "<p>&lt;b&gt; &amp;amp;</p>"),
    ("*", "<p>*</p>"),
    ("", ""),
]

TYPED = [
    ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
    ("3. three\n4. four", '<ol start="3"><li>three</li><li>four</li></ol>'),
]


@pytest.mark.parametrize(("text", "html"), RULES)
async def test_mrkdwn_is_read_as_slack_reads_it(somewhere: Visitor, text: str, html: str) -> None:
    assert await drawn(somewhere, text) == html


@pytest.mark.parametrize(("text", "html"), TYPED)
async def test_people_may_type_lists_with_dashes_and_numbers(somewhere: Visitor, text: str, html: str) -> None:
    assert await drawn(somewhere, text, typed=True) == html


async def test_a_long_line_of_stars_does_not_hang_the_page(somewhere: Visitor) -> None:
    assert await drawn(somewhere, "*a " * 4000)


async def drawn(visitor: Visitor, text: str, *, typed: bool = False) -> Any:
    return await visitor.page.evaluate(DRAWN, [text, typed])
