import csv
import io

import pytest


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


@pytest.fixture
def csv_rows(client):
    """Call with an address; the rows of the file below their heading."""

    def rows(url):
        file = b"".join(client.get(url + "?export=csv").streaming_content).decode()
        return list(csv.DictReader(io.StringIO(file)))

    return rows
