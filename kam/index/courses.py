"""Courses <-> data that JSON can hold: kept beside the deals, for the few reports that ask."""

from collections.abc import Iterable

from kam.domain.course import Course, Step
from kam.index.codec import Json


def pack_courses(courses: Iterable[Course]) -> list[Json]:
    """The data of courses: of each the stated probability, then days and stages in turn."""
    return [
        [course.stated, *(part for step in course.steps for part in step)] for course in courses
    ]


def unpack_courses(packed: Iterable[list[Json]]) -> list[Course]:
    """The courses whose data `pack_courses` gave."""
    return [Course(tuple(map(Step, parts[1::2], parts[2::2])), parts[0]) for parts in packed]
