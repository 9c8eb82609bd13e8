"""Who gave a course, and what they did for it."""

from ..models import Contributor, CourseCredit
from .values import known, plain, web

Role = CourseCredit.Role
Kind = Contributor.Kind
TYPES = {Kind.PERSON: "Person", Kind.ORGANISATION: "Organization"}
PROPERTIES = {
    Role.AUTHOR: "author",
    Role.EDITOR: "editor",
    Role.TRANSLATOR: "translator",
}
OTHER = "contributor"


def credited(credits, around):
    """People by what they did, each once; who is not listed is only named."""
    found = {}
    for credit in credits:
        person = giver(credit.contributor, around)
        others = found.setdefault(property_of(credit), [])
        if person not in others:
            others.append(person)
    return found


def property_of(credit):
    """The schema's word for a role; it knows no organisation that edits."""
    if credit.role == Role.EDITOR and credit.contributor.kind != Kind.PERSON:
        return OTHER
    return PROPERTIES.get(credit.role, OTHER)


def giver(contributor, around):
    url = around.view(contributor) if contributor.listed else None
    return known(
        {"@type": TYPES[contributor.kind], "name": contributor.name, "url": url}
    )


def contributor_data(contributor, around):
    """Everything their own page says of them."""
    elsewhere = [contributor.website, *(link.url for link in contributor.links.all())]
    return {
        **giver(contributor, around),
        **known(
            {
                "identifier": contributor.uid.urn,
                "description": plain(contributor.bio),
                "sameAs": [url for url in map(web, elsewhere) if url],
            }
        ),
    }
