"""Write what editors read about every planted fault, and the compiled small content, to be read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import test_slips
import yaml
from full_content import FULL, values_of
from more_slips import MORE
from planted_faults import PLANTED
from said import shown, write_said
from small_content import Fault, findings_of, plant, whole_content, write_content
from test_compiled_content import EXPECTED
from test_thresholds import THRESHOLDS

from knowledge import Library

Planted = tuple[str, str, Sequence[Fault]]


def main() -> None:
    """Write all files."""
    slips = [fault for fault, _ in test_slips.SYNTAX]
    slips += [fault for _, fault, _ in test_slips.FIELDS]
    _write("planted", ((one.name, "", one.faults) for one in PLANTED))
    _write("slips", ((test_slips.name_of(fault), "", (fault,)) for fault in slips))
    _write("thresholds", ((one.name, one.code, one.reported) for one in THRESHOLDS))
    _write("more", ((title, "", faults) for title, faults in MORE.items()))
    _write_compiled()


def _write(name: str, planted: Iterable[Planted]) -> None:
    """What is found of the code named with each; of every code where none is."""
    with TemporaryDirectory() as folder:
        texts = {}
        for number, (title, code, faults) in enumerate(planted):
            files, _ = plant(whole_content(), *faults)
            found = findings_of(Path(folder) / str(number), files)
            texts[title] = shown(one for one in found if one.code.startswith(code))
    write_said(name, texts)


def _write_compiled() -> None:
    with TemporaryDirectory() as folder:
        files, _ = plant(whole_content(), *FULL)
        values = values_of(Library.load(write_content(Path(folder), files)))
    text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=100)
    EXPECTED.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
