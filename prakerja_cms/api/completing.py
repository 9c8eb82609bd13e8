"""What every operation has besides its answer: problems, headers, 304."""

from typing import Any

from courses.api.examples import HERE
from courses.api.kinds import BY_STATUS, Kind
from courses.api.problems import MEDIA_TYPE

EVERYWHERE = (400, 406, 412, 414, 429, 503)
HEADERS = {
    "ETag": "Send it back as `If-None-Match`: what did not change is not sent again.",
    "Link": "`next` and `previous`, as in the answer.",
    "RateLimit": 'What is left of each quota: `"burst";r=599;t=42` allows 599 requests '
    "in the next 42 seconds. In an answer that was kept it says nothing.",
    "RateLimit-Policy": '`"burst";q=600;w=60` are 600 requests in 60 seconds.',
    "Retry-After": "Seconds to wait.",
}
LIMITS = ("RateLimit", "RateLimit-Policy")

Json = dict[str, Any]


def complete(result: Json, generator: Any, request: Any, public: bool) -> Json:
    """Hook of drf-spectacular: bring every operation of the document to the same."""
    used: set[int] = set()
    for path, operations in result["paths"].items():
        for operation in operations.values():
            used |= complete_operation(operation, has_parameters="{" in path)
    result["components"]["headers"] = {
        name: {"description": said, "schema": {"type": "string"}}
        for name, said in HEADERS.items()
    }
    kinds = [BY_STATUS[code] for code in sorted(used)]
    result["components"]["responses"] = {
        "NotModified": {
            "description": "It is still what your `If-None-Match` names.",
            "headers": header_references("ETag"),
        },
        **{name_of(kind): response(kind) for kind in kinds},
    }
    return result


def complete_operation(operation: Json, *, has_parameters: bool) -> set[int]:
    """Say which problems it may answer."""
    answers = operation["responses"]
    is_list = "cursor" in {each["name"] for each in operation.get("parameters", [])}
    more = ("Link",) if is_list else ()
    answers["200"]["headers"] = header_references("ETag", *more, *LIMITS)
    answers["304"] = {"$ref": "#/components/responses/NotModified"}
    codes = {int(code) for code in answers if int(code) >= 400}
    codes |= {*EVERYWHERE, *([404] if has_parameters else [])}
    for code in sorted(codes):
        name = name_of(BY_STATUS[code])
        answers[str(code)] = {"$ref": f"#/components/responses/{name}"}
    return codes


def header_references(*names: str) -> Json:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def name_of(kind: Kind) -> str:
    """``not-found`` is the component NotFound."""
    return kind.slug.title().replace("-", "")


def response(kind: Kind) -> Json:
    example = {"summary": kind.title, "value": kind.example(HERE)}
    answer: Json = {
        "description": kind.title,
        "headers": header_references(*headers_of(kind)),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {name_of(kind): example},
            }
        },
    }
    return answer


def headers_of(kind: Kind) -> tuple[str, ...]:
    later = ("Retry-After",) if kind.status in (429, 503) else ()
    counted = LIMITS if kind.status not in (406, 414) else ()
    return (*later, *counted)
