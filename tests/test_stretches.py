"""What a stretch shares with those that are taken: nothing but what a comparison with each of them says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iki_lint.stretches import Stretch, Stretches


def _stretch(at: tuple[str, int, int]) -> Stretch:
    text, begin, length = at
    return text, (begin,), (begin + length,)


def _apart(one: Stretch, other: Stretch) -> bool:
    return one[0] != other[0] or one[1] >= other[2] or other[1] >= one[2]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 12), st.integers(0, 4)).map(_stretch), max_size=30))
def test_a_stretch_is_free_where_none_that_is_taken_reaches_into_it(given: list[Stretch]) -> None:
    taken, held = Stretches(), list[Stretch]()
    for stretch in given:
        free = all(_apart(stretch, other) for other in held)

        assert taken.free(stretch) == free
        if free:
            taken.take(stretch)
            held.append(stretch)
