from pathlib import Path

from store.database.embedded import EmbeddedEngine
from store.database.engine import Change


def test_what_opening_found_is_told(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.commit([Change("t", "a", {})]).result()
    engine.close()
    with next(tmp_path.glob("journal-*.log")).open("ab") as file:
        file.write(b"torn")
    again = EmbeddedEngine(tmp_path)
    assert "4 bytes" in again.notes[0]
    assert again.check().notes == again.notes
    again.close()


def test_a_difference_between_files_and_memory_is_a_fault(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path)
    engine.commit([Change("t", "a", {})]).result()
    engine._journal.tables.apply([("t", "b", b"{}")])
    assert engine.check().faults == ("table t: the files and the memory differ",)
    engine.close()
