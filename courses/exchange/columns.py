"""Which column of somebody's list holds what, guessed from its header."""

from ..naming import squeezed

KNOWN = {
    "title": "title judul namakursus kursus course coursename materi namamateri nama "
    "name",
    "url": "url link links tautan alamat address alamatweb website situs web laman uri "
    "source sumber",
    "provider": "provider penyedia pembuat author penulis pengajar instructor kanal "
    "channel lembaga organisasi organisation organization by oleh",
    "topic": "topic topik tag tags kategori category subject bidang tema theme",
    "language": "language bahasa lang",
    "note": "note notes catatan keterangan remark remarks comment komentar deskripsi "
    "description",
}


def guess_columns(header):
    """Give our facts and the header of each; a header is used for one of them."""
    found = {}
    for is_like in (same_name, has_word):
        for fact in KNOWN:
            free = (name for name in header if name and name not in found.values())
            match = next((name for name in free if is_like(name, fact)), None)
            if fact not in found and match:
                found[fact] = match
    return found


def same_name(header, fact):
    return squeezed(header) in KNOWN[fact].split()


def has_word(header, fact):
    return any(squeezed(word) in KNOWN[fact].split() for word in header.split())
