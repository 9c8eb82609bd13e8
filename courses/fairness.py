"""Lists in which nobody speaks all the time."""

IN_A_ROW = 2


def varied(items, giver_of, number, after=()):
    """Return the best ``number``, none from the giver of the two before it.

    They keep their order otherwise, and follow those ``after`` which they come. Where
    only one giver is left, theirs come all the same.
    """
    waiting, givers, shown = list(items), [giver_of(item) for item in after], []
    while waiting and len(shown) < number:
        item = waiting.pop(next_place(waiting, giver_of, givers[-IN_A_ROW:]))
        shown.append(item)
        givers.append(giver_of(item))
    return shown


def next_place(waiting, giver_of, last):
    if len(last) < IN_A_ROW or len(set(last)) > 1:
        return 0
    places = enumerate(waiting)
    return next((place for place, item in places if giver_of(item) not in last), 0)
