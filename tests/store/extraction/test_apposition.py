"""A name and a role side by side are one mention."""

import pytest

from tests.store.extraction.samples import findings

JOINED = [
    ("en", "Maryna Koval (42), the head of the village council, left.", "head of the village council"),
    ("en", "The head of the village council, Maryna Koval, said it was late.", "head of the village council"),
    ("id", "Ketua majelis hakim, Maryna Koval, mengatakan hal itu.", "Ketua majelis hakim"),
    ("id", "Menurut kuasa hukum Ihor Bondar, Maryna Koval, hal itu benar.", "kuasa hukum Ihor Bondar"),
    (
        "id",
        "Pengajar ilmu hukum Universitas Sam Bondar, Maryna Koval, Rabu (15/10/2025), mengatakan hal itu.",
        "Pengajar ilmu hukum Universitas Sam Bondar",
    ),
    (
        "id",
        "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Maryna Koval mengatakan hal itu.",
        "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan",
    ),
    # places stand between the office and the name
    (
        "id",
        '"Belum," kata Kepala Dusun Melati, Kecamatan Kenanga, Jakarta Utara, Maryna Koval pada Senin.',
        "Kepala Dusun Melati, Kecamatan Kenanga, Jakarta Utara",
    ),
    (
        "id",
        "Kepala dinas intelijen luar negeri Rusia, SVR, Maryna Koval, mengatakan hal itu.",
        "Kepala dinas intelijen luar negeri Rusia, SVR",
    ),
    # the office in apposition ends with a name of its own
    (
        "id",
        "Maryna Koval, sekretaris tim Bondar-Hrytsenko, mengaku lelah.",
        "sekretaris tim Bondar-Hrytsenko",
    ),
    # a list of fields, and a short form in brackets, before the name
    (
        "id",
        "Hal itu diakui oleh Deputi Operasi Pencarian dan Kesiapsiagaan Basarnas (BSN) Maryna Koval.",
        "Deputi Operasi Pencarian dan Kesiapsiagaan Basarnas (BSN)",
    ),
    # two offices with a slash between, and a number inside an office
    (
        "id",
        '"Ya," ujar Menteri Riset dan Teknologi/Kepala Badan Riset Maryna Koval.',
        "Menteri Riset dan Teknologi/Kepala Badan Riset",
    ),
    ("id", '"Ya," ujar Kepala Humas Daop 8 Surabaya Maryna Koval.', "Kepala Humas Daop 8 Surabaya"),
]


@pytest.mark.parametrize(("lang", "text", "role"), JOINED)
def test_name_and_role_are_joined(lang: str, text: str, role: str) -> None:
    more = {"id": ' "Ya," ujar Koval.', "en": ' "Yes," Koval said.'}[lang]
    found = [item.entity for item in findings(text + more, lang).resolved]
    assert [(entity.name, entity.role) for entity in found if entity][-1] == ("Maryna Koval", role)


def test_people_in_a_list_stay_apart() -> None:
    text = 'Direktur Ihor Bondar, Maryna Koval, dan Olena Hrytsenko datang. "Ya," ujar Bondar.'
    assert [item.entity.name for item in findings(text, "id").resolved if item.entity] == ["Ihor Bondar"]


def test_many_are_nobody_in_apposition() -> None:
    [clause] = findings("Olha Mirova, analysts said, has no plan.", "en").clauses
    assert clause.source.entity is not None
    assert clause.source.entity.name == "analysts"
