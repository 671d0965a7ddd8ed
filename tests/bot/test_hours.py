"""Working hours are read as people write them, or refused with an example."""

from datetime import time

import pytest

from bot.hours import UnreadableHours, hours, written
from changes.reminders import Hours

WEEK = (0, 1, 2, 3, 4)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Hours()),
        ("9-17", Hours()),
        ("8:30-16:00 Europe/Berlin", Hours("Europe/Berlin", time(8, 30), time(16))),
        ("Mon-Fri 10 - 18", Hours(start=time(10), end=time(18))),
        ("Sunday-Thursday 9-17 Asia/Tel_Aviv", Hours("Asia/Tel_Aviv", days=(0, 1, 2, 3, 6))),
        ("mon,wed,fri 9–13", Hours(end=time(13), days=(0, 2, 4))),
        ("America/New_York", Hours("America/New_York")),
        ("Mon, Wed, Fri 9 - 13", Hours(end=time(13), days=(0, 2, 4))),
        ("Mon to Fri 9 to 17", Hours()),
        ("9am-5pm", Hours()),
        ("8:30 am – 12 pm", Hours(start=time(8, 30), end=time(12))),
        ("America/Port-au-Prince 9-17", Hours("America/Port-au-Prince")),
    ],
)
def test_what_is_left_out_is_as_usual(text: str, meant: Hours) -> None:
    assert hours(text) == meant


@pytest.mark.parametrize(
    "text", ["17-9", "whenever", "9-25", "9-17 10-18", "Mon-Fri-Sun", "Europe/Atlantis", "9:75-10"]
)
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UnreadableHours, match="Mon-Fri 9-17 Europe/Berlin"):
        hours(text)


@pytest.mark.parametrize("text", ["Mon-Fri 09:00-17:00 UTC", "Mon,Sat 08:30-12:00 Europe/Oslo"])
def test_what_is_written_is_read_again(text: str) -> None:
    assert written(hours(text)) == text
