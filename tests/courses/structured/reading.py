"""JSON-LD out of a page, as a search engine takes it, and as triples."""

import json
import warnings
from html.parser import HTMLParser
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import RDF, SDO

GOLDEN = Path(__file__).with_name("golden")
# Google's own word, and one that is younger than rdflib's copy of the vocabulary.
ALSO = {"query-input", "courseSchedule"}
VOCABULARY = {"@vocab": str(SDO), "url": {"@type": "@id"}}


class DataBlocks(HTMLParser):
    """What stands in ``<script type="application/ld+json">``."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        self.inside = ("type", "application/ld+json") in attrs

    def handle_data(self, data):
        if self.inside:
            self.found.append(json.loads(data))

    def handle_endtag(self, tag):
        self.inside = False


def documents(answer):
    parser = DataBlocks()
    parser.feed(answer.content.decode())
    return parser.found


def things(client, path):
    """The things of a page by their type."""
    [document] = documents(client.get(path))
    return {thing["@type"]: thing for thing in document["@graph"]}


def triples(document):
    """Read by rdflib, whose vocabulary is its own; there is no network to ask."""
    assert document["@context"] == "https://schema.org"
    local = json.dumps({**document, "@context": VOCABULARY})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own parts
        return Graph().parse(data=local, format="json-ld")


def unknown_words(document):
    """Types and properties that schema.org does not have."""
    graph = triples(document)
    used = {name for name in graph.predicates() if name != RDF.type}
    used |= set(graph.objects(predicate=RDF.type))
    short = {str(name).removeprefix(str(SDO)) for name in used}
    return {name for name in short if name not in SDO} - ALSO


def golden(name):
    return json.loads((GOLDEN / f"{name}.json").read_text())
