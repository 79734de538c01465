import inspect

from store import errors


def test_every_error_is_a_store_error_and_drawn_in_the_docstring() -> None:
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__]
    assert len(classes) == 10
    for error in classes:
        assert issubclass(error, errors.StoreError)
        assert error.__name__ in (errors.__doc__ or "")


def test_the_reasons_are_kept() -> None:
    assert str(errors.UnreadableFile("binary", "0x00")) == "binary: 0x00"
    assert errors.UnreadableFile("empty").code == "empty"
    assert errors.PackFault(["a", "b"]).faults == ["a", "b"]
