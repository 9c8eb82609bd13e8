"""QRIS codes made without the code under test."""

from binascii import crc_hqx

ORDER = ["00", "01", "26", "52", "53", "54", "55", "58", "59", "60", "61", "62"]
VALUES = {
    "00": "01",
    "01": "11",
    "26": "0014ID.CO.CONTOH.W0118936000000000000001",
    "52": "8398",
    "53": "360",
    "58": "ID",
    "59": "YAYASAN UJI",
    "60": "SURAKARTA",
    "61": "57100",
    "62": "0703A01",
}
GOLDEN = (
    "00020101021126400014ID.CO.CONTOH.W01189360000000000000015204839853033605802ID"
    "5911YAYASAN UJI6009SURAKARTA61055710062070703A016304930E"
)
GOLDEN_50123 = (
    "00020101021226400014ID.CO.CONTOH.W0118936000000000000001520483985303360540550123"
    "5802ID5911YAYASAN UJI6009SURAKARTA61055710062070703A016304409B"
)


def code(changed=None, order=ORDER):
    """A right code but for what is changed; None leaves a field out."""
    values = VALUES | (changed or {})
    body = "".join(
        f"{name}{len(values[name]):02}{values[name]}"
        for name in order
        if values.get(name) is not None
    )
    body += "6304"
    return f"{body}{crc_hqx(body.encode(), 0xFFFF):04X}"
