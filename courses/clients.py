"""Where a request comes from: an address no client can make up, and its network."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

# One household or phone, and its neighbours, by the length of the prefix.
ADDRESS_PREFIX = {4: 32, 6: 64}
NETWORK_PREFIX = {4: 24, 6: 48}


def client_address(request):
    """The nearest address that is not one of the host's own proxies."""
    address = request.META.get("REMOTE_ADDR", "")
    for hop in forwarded_hops(request):
        if not is_trusted(address):
            break
        address = hop
    return address


def network_of(request):
    return prefix(client_address(request), NETWORK_PREFIX)


def forwarded_hops(request):
    """X-Forwarded-For from the nearest proxy outwards; anybody can write the rest."""
    header = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return reversed([hop.strip() for hop in header.split(",") if hop.strip()])


def is_trusted(address):
    """Look among the proxies; ``unix`` is one behind a socket, without an address."""
    trusted = getattr(settings, "TRUSTED_PROXIES", [])
    if not address:
        return "unix" in trusted
    try:
        found = plain_address(address)
    except ValueError:
        return False
    networks = [ip_network(name, strict=False) for name in trusted if name != "unix"]
    return any(found in network for network in networks)


def plain_address(address):
    """A server that listens on IPv6 writes IPv4 inside of it."""
    found = ip_address(address)
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def prefix(address, lengths):
    try:
        found = plain_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network((found, lengths[found.version]), strict=False))
