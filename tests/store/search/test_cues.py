from store.search.cues import AFTER, BEFORE, cue_flags


def test_where_the_speaker_stands() -> None:
    assert cue_flags("mengatakan") == BEFORE
    assert cue_flags("kata") == AFTER
    assert cue_flags("said") == BEFORE | AFTER
    assert cue_flags("rumah") == 0
