"""Fingerprints of pages change with what an editor writes, and with nothing else."""

from courses.digests import as_written


def test_a_field_that_a_release_adds_is_no_edit():
    before = [{"type": "text", "value": {"text": "Halo"}, "id": "a"}]
    after = [
        {
            "type": "text",
            "value": {"text": "Halo", "note": "", "wide": False, "links": []},
            "id": "b",
        }
    ]
    assert as_written(before) == as_written(after)


def test_what_is_ticked_or_counted_is_written():
    assert as_written({"right": True}) != as_written({"right": False})
    assert as_written({"minutes": 0}) != as_written({"minutes": None})
