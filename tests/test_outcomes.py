"""That every operation was seen to succeed, and to refuse what is unknown, what is malformed and what is in the way.

Comes last, and compares what was answered only when all tests of the APIs alone ran before it and passed: with everything, or with
`pytest test_ec2_*.py test_terraform_*.py test_wire.py test_outcomes.py`.
"""

from outcomes import SEEN, SUCCESS, honoured, table

CLASSES = ("unknown", "malformed", "dependency")
DRY_RUN = "DryRunOperation"
NO = "no: "


def required(name, row):
    """{class: outcome} that must have been seen of an operation."""
    wanted = {each: row[each] for each in CLASSES}
    wanted[SUCCESS] = row.get(SUCCESS, SUCCESS)
    if "DryRun" in honoured()[name]:
        # Where the real call cannot succeed yet, a dry run does not either.
        wanted["dry run"] = DRY_RUN if wanted[SUCCESS] == SUCCESS else wanted[SUCCESS]
    return {each: outcome for each, outcome in wanted.items() if not outcome.startswith(NO)}


def test_the_table_knows_every_operation_and_each_reason_is_needed():
    reasons, operations = table()
    assert operations.keys() == honoured().keys()
    allowed = {*CLASSES, SUCCESS}
    assert all(set(CLASSES) <= row.keys() <= allowed for row in operations.values())
    given = {outcome.removeprefix(NO) for row in operations.values() for outcome in row.values() if outcome.startswith(NO)}
    assert given == reasons.keys()


def test_each_operation_ended_in_every_way_it_can(everything):
    _, operations = table()
    missing = [f"{name}: {each} ({outcome})" for name, row in operations.items()
               for each, outcome in required(name, row).items() if not SEEN[name][outcome]]
    assert not missing, "no test has seen\n" + "\n".join(missing)


def test_nothing_ended_in_a_way_it_is_said_not_to(everything):
    _, operations = table()
    codes = {each: {row[each] for row in operations.values()} for each in CLASSES}
    wrong = []
    for each in CLASSES:
        # Codes that speak of this class alone. Too many tags, and keys that are not known, are faults of any request.
        of_any = {"TagLimitExceeded", "AuthFailure"}
        telling = codes[each] - of_any.union(*(codes[other] for other in CLASSES if other != each))
        wrong += [f"{name}: {code}, but {each} is {row[each]}" for name, row in operations.items()
                  if row[each].startswith(NO) for code in telling & SEEN[name].keys()]
    assert not wrong, "\n".join(wrong)
