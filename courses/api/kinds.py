"""The kinds of problems there are: one a status, each with an address of its own."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Kind:
    """``slug`` ends the ``type`` of its problems and never changes."""

    slug: str
    status: int
    title: str
    detail: str
    advice: str
    members: dict[str, Any] = field(default_factory=dict)

    def example(self, site: str) -> dict[str, Any]:
        return {
            "type": f"{site}/api/v1/docs/problems/#{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }


KINDS = (
    Kind(
        "invalid-parameter",
        400,
        "Bad Request",
        "The query parameters are not as this address expects them.",
        "Look at `errors`: each names a parameter, what is wrong with it as a `code` "
        "for programs and as a `detail` for people. `unknown` is a parameter this "
        "address does not have, `repeated` one that was given more than once; it is "
        "never guessed what was meant.",
        {
            "errors": [
                {
                    "parameter": "page",
                    "code": "unknown",
                    "detail": "There is no such parameter here.",
                }
            ]
        },
    ),
    Kind(
        "not-found",
        404,
        "Not Found",
        "There is nothing public at this address. It may never have been published, "
        "or it may have been withdrawn.",
        "Do not ask again soon. If you kept a copy of what was here, take it down: "
        "whoever made it may have asked for that.",
    ),
    Kind(
        "method-not-allowed",
        405,
        "Method Not Allowed",
        "This API is read-only: use GET, HEAD or OPTIONS.",
        "Nothing can be written here. To give a course of your own, use the form on "
        "the site.",
    ),
    Kind(
        "not-acceptable",
        406,
        "Not Acceptable",
        "This API answers in application/json or application/ld+json.",
        "Leave the `Accept` header out, or name one of the two in it. Problems come as "
        "`application/problem+json`, whether you name it or not; that alone is never "
        "an answer, and so is refused.",
    ),
    Kind(
        "gone",
        410,
        "Gone",
        "The changes since then are no longer told one by one. Begin with a dump.",
        "`dump` is the address of the list `dumps/`. Replace your copy by all the "
        "files it names, and go on reading changes after the number in its `change`; "
        "where it names none, begin at 0. `firstChangeNumber` is the oldest change "
        "that is still told.",
        {
            "dump": "https://kursus.example.org/api/v1/dumps/",
            "firstChangeNumber": 4711,
        },
    ),
    Kind(
        "precondition-failed",
        412,
        "Precondition Failed",
        "What is here is not what the If-Match header asks for.",
        "Leave `If-Match` out. To save data ask with `If-None-Match` instead: the "
        "`ETag`s here are weak, and no weak one ever meets `If-Match`.",
    ),
    Kind(
        "uri-too-long",
        414,
        "URI Too Long",
        "The query is longer than 4,000 bytes.",
        "Ask for less at once. No parameter of this API needs so much room.",
    ),
    Kind(
        "too-many-requests",
        429,
        "Too Many Requests",
        "Your network asked more often than this site can answer.",
        "Wait as many seconds as `Retry-After` says. Each answer tells in `RateLimit` "
        "how much is left; ask with `If-None-Match`, and what did not change is free.",
    ),
    Kind(
        "busy",
        503,
        "Service Unavailable",
        "This site is busy with something else.",
        "It is not your fault. Ask once more after as many seconds as `Retry-After` "
        "says.",
    ),
)
BY_STATUS = {kind.status: kind for kind in KINDS}
