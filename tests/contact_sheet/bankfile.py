"""What the bank says of this month, at first and a week later."""

STATEMENT = """Informasi Rekening - Mutasi Rekening
No. rekening : 1234567890
Periode : 01/11/2026 - {last}/11/2026

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
{rows}
Saldo Awal,:,"10,000,000.00"
Saldo Akhir,:,"{end}"
"""
ROWS = (
    '\'12/11,\'TRSF E-BANKING CR KOPERASI,\'0000,"250,000.00",CR,"10,250,000.00"',
    '\'16/11,\'BIAYA ADM,\'0000,"15,000.00",DB,"10,235,000.00"',
    '\'20/11,\'TRSF E-BANKING CR SARI,\'0000,"50,321.00",CR,"10,285,321.00"',
    '\'21/11,\'TRSF E-BANKING DB SERVER,\'0000,"780,000.00",DB,"9,505,321.00"',
)


def statement(rows, end):
    """The first ``rows`` movements, as the bank's file tells them."""
    last = ROWS[rows - 1][1:3]
    text = STATEMENT.format(rows="\n".join(ROWS[:rows]), last=last, end=end)
    return text.encode()


FIRST = statement(2, "10,235,000.00")
WHOLE = statement(4, "9,505,321.00")
