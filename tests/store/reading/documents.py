"""Small documents, good and hostile, built on the spot."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
from pypdf import PdfReader, PdfWriter

WORDS = "“Kami kaget,” kata Rudi Hartono, warga desa itu.\nPetugas menemukan dua drone."

PAGE = """<!DOCTYPE html><html><head><title>Drone jatuh di ladang - Warta Uji</title>
<meta property="og:title" content="Drone jatuh di ladang"><meta property="og:site_name" content="Warta Uji">
<meta property="article:published_time" content="2024-08-15T08:00:00+07:00">
<link rel="canonical" href="https://warta.example/drone-jatuh">
<script>var menu = "<p>bukan berita</p>";</script>
</head><body><nav>Beranda</nav><article><h1>Drone jatuh di ladang</h1>
<p>“Kami kaget,” kata Rudi Hartono, warga desa itu, Kamis (15/8).</p>
<p>Petugas menemukan dua drone di dekat rumah warga dan membawanya ke kantor.</p></article></body></html>"""


def pdf(text: str = "Petugas menemukan dua drone.", *, stream: bytes | None = None) -> bytes:
    """A PDF of one page; `stream` replaces the packed content of the page."""
    content = stream or zlib.compress(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 5 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream",
        b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
    ]
    return assemble(objects)


def assemble(objects: list[bytes]) -> bytes:
    """A PDF file of numbered objects, the first of them the catalogue."""
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def pdf_bomb() -> bytes:
    """A page whose content unpacks to 300 MB of blanks."""
    packer = zlib.compressobj(9)
    return pdf(stream=b"".join(packer.compress(b" " * 1_000_000) for _ in range(300)) + packer.flush())


def pdf_loop() -> bytes:
    """A tree of pages that holds itself."""
    return assemble(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"]
    )


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt("rahasia", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str, title: str = "") -> bytes:
    """A DOCX with paragraphs and a table of one row."""
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "tewas", "3"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    """A packed archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return out.getvalue()


def word_with(body: bytes) -> bytes:
    """A DOCX whose main part is replaced."""
    with zipfile.ZipFile(io.BytesIO(word("x"))) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return archive(parts | {"word/document.xml": body})


def entity_bomb() -> bytes:
    """A main part that declares entities of entities."""
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 10}">' for i in range(10))
    return f"<!DOCTYPE d [{entities}]><d>&e9;</d>".encode()
