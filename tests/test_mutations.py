"""The tables of mutations fit the sources: `make mutants` can try every row."""

from collections import Counter

import pytest
from mutations import mutations

ROWS = mutations()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_can_be_tried(row):
    assert row.problem() is None


def test_no_two_rows_are_the_same():
    for of in (lambda row: row.name, lambda row: (row.file, row.before, row.after)):
        assert [key for key, count in Counter(map(of, ROWS)).items() if count > 1] == []
