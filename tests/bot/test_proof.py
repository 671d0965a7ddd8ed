"""A proof opens in a spreadsheet as what people wrote, and computes nothing."""

import csv
import io

from bot.proof import ANSWERED, TOLD, Proof, as_csv


def test_each_delivery_and_each_answer_is_a_line_of_one_table_and_no_formula() -> None:
    told = dict.fromkeys(TOLD, "") | {"destination": "#ops"}
    answer = dict.fromkeys(ANSWERED, "") | {"team": "#risk", "note": "=1+1"}

    delivery, answered = csv.DictReader(io.StringIO(as_csv(Proof({}, [told], [answer]))))

    assert (delivery["line"], delivery["destination"], delivery["team"]) == ("delivery", "#ops", "")
    assert (answered["line"], answered["team"], answered["note"]) == ("answer", "#risk", "'=1+1")
