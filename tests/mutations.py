"""Fixes that can be taken out, each with the tests that must then fail: the tables in `mutations/`.

A row says of a trap what keeps the system out of it: a text in a file, and the text that stands there without the fix.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "mutations"


@dataclass(frozen=True)
class RustTest:
    """`crate target path`, as in `cargo test -p crate --test target path`; the target `lib` is the crate's own."""

    crate: str
    target: str
    path: str

    def __str__(self):
        return f"{self.crate} {self.target} {self.path}"

    def exists(self):
        directory = crates().get(self.crate)
        return directory is not None and find_rust_test(directory, self.target, self.path)


@dataclass(frozen=True)
class SystemTest:
    """`tests/file.py::name`, as pytest names it."""

    file: str
    name: str

    def __str__(self):
        return f"{self.file}::{self.name}"

    def exists(self):
        path = ROOT / self.file
        function = self.name.partition("[")[0]
        return path.is_file() and f"\ndef {function}(" in path.read_text()


@dataclass(frozen=True)
class Mutation:
    """One row. `fails`: the tests that must fail, each with a text that says why."""

    name: str
    trap: str
    file: str
    before: str
    after: str
    fails: dict

    def problem(self):
        """Why it cannot be tried, if it cannot."""
        path = ROOT / self.file
        found = path.read_text().count(self.before) if path.is_file() else 0
        if found != 1:
            return f"{self.file} holds {self.before!r} {found} times"
        if self.before == self.after:
            return "it changes nothing"
        if not self.fails or not all(self.fails.values()):
            return "it must say which tests fail, and with what"
        missing = [str(test) for test in self.fails if not test.exists()]
        return f"there is no test {missing[0]}" if missing else None

    def apply(self, root):
        path = root / self.file
        path.write_text(path.read_text().replace(self.before, self.after))


def parse_test(text):
    if "::test_" in text and text.startswith("tests/"):
        return SystemTest(*text.split("::"))
    return RustTest(*text.split(" "))


def mutations():
    """All rows, in the order of their tables."""
    rows = []
    for table in sorted(TABLES.glob("*.toml")):
        for row in tomllib.loads(table.read_text())["mutation"]:
            fails = {parse_test(test): text for test, text in row.pop("fails").items()}
            rows.append(Mutation(**{**row, "name": f"{table.stem}/{row['name']}", "fails": fails}))
    return rows


@cache
def crates():
    """The workspace's crates by name: their directories."""
    manifests = [path for depth in ("*", "*/*") for path in ROOT.glob(f"{depth}/Cargo.toml")]
    return {tomllib.loads(path.read_text())["package"]["name"]: path.parent for path in manifests}


def find_rust_test(directory, target, path):
    """Whether a crate's target has a test of that path, by its text."""
    *modules, name = path.split("::")
    if target == "lib":
        file, below = directory / "src/lib.rs", directory / "src"
    else:
        below = directory / "tests" / target
        file = below / "main.rs" if below.is_dir() and (below / "main.rs").is_file() else below.with_suffix(".rs")
    table = None
    for module in modules:
        found = [each for each in (below / f"{module}.rs", below / module / "mod.rs") if each.is_file()]
        if found:
            [file], below = found, below / module
        elif module.startswith(("packets", "explained", "created")):
            table = module
    text = file.read_text() if file.is_file() else ""
    return f"fn {name}(" in text and (table is None or name in names_of_tables(text, table.endswith("_as_ipv6")))


def names_of_tables(text, as_ipv6):
    """The functions that the packet suite's tables of a file name."""
    tables = re.findall(r"^tables!\[(.*?)\];", text, re.DOTALL | re.MULTILINE)
    return {name for table in tables if ("as_ipv6:" in table) == as_ipv6 for name in re.findall(r"\w+", table)}
