"""Names are cut out of noun phrases by what recurs alone and by the order of the language."""

import pytest

from tests.store.extraction.samples import findings

CUTS = [
    ("id", '"Ya," kata Kepala Distrik Ihor Bondar.', "Ihor Bondar", "Kepala Distrik"),
    ("id", '"Ya," kata wali kota Ihor Bondar.', "Ihor Bondar", "wali kota"),
    ("id", '"Ya," kata Kepala Kampung Ihor Bondar.', "Ihor Bondar", "Kepala Kampung"),
    ("id", '"Ya," kata Kepala Desa Sukajaya Ihor Bondar.', "Ihor Bondar", "Kepala Desa Sukajaya"),
    ("id", '"Ya," kata Bupati Ihor Bondar.', "Ihor Bondar", "Bupati"),
    ("en", '"Yes," said district governor Ihor Bondar.', "Ihor Bondar", "district governor"),
    (
        "en",
        '"Yes," said First Deputy Defence Minister Ihor Bondar.',
        "Ihor Bondar",
        "First Deputy Defence Minister",
    ),
    ("en", "The acting head of the port, Ihor Bondar, left.", "Ihor Bondar", "acting head of the port"),
    ("id", 'Wali Kota Bogor Bima Arya datang. "Ya," kata Bima.', "Bima Arya", "Wali Kota Bogor"),
    ("id", 'Kepala Klinik Lypky M Bondar datang. "Ya," kata Bondar.', "M Bondar", "Kepala Klinik Lypky"),
    (
        "id",
        'Direktur Klinik Lypky Sri Indah Lestari datang. "Ya," kata Indah.',
        "Sri Indah Lestari",
        "Direktur Klinik Lypky",
    ),
    (
        "id",
        '"Ya," kata Kepala Seksi Masyarakat (Kasi Humas) Polresta Lypky AKP Ihor Bondar.',
        "Ihor Bondar",
        "Kepala Seksi Masyarakat (Kasi Humas) Polresta Lypky",
    ),
    (
        "en",
        "European Commission President Ursula von der Leyen left.",
        "Ursula von der Leyen",
        "European Commission President",
    ),
    ("en", "Mohammed bin Salman said it was late.", "Mohammed bin Salman", ""),
    (
        "id",
        'Presiden Komisi Eropa Ursula von der Leyen datang. "Ya," kata Leyen.',
        "Ursula von der Leyen",
        "Presiden Komisi Eropa",
    ),
    ("id", "Panglima Angkatan Darat Jenderal Ihor Bondar datang.", "Ihor Bondar", "Panglima Angkatan Darat"),
    (
        "id",
        "Kepala Perwakilan UNHCR di Lebanon Inga Solem datang.",
        "Inga Solem",
        "Kepala Perwakilan UNHCR di Lebanon",
    ),
    ("en", "Defence minister Ihor Bondar left.", "Ihor Bondar", "Defence minister"),
    ("en", "Then Lt. Col. Ihor Bondar left.", "Ihor Bondar", ""),
    (
        "en",
        "Maryna J. Koval, the head of the village council, left.",
        "Maryna J. Koval",
        "head of the village council",
    ),
]


@pytest.mark.parametrize(("lang", "text", "name", "role"), CUTS)
def test_role_and_name_are_apart(lang: str, text: str, name: str, role: str) -> None:
    person = findings(text, lang).ledger.people[0]
    assert (person.name, person.role) == (name, role)


def test_places_behind_prepositions_are_no_people() -> None:
    assert findings("Hujan turun di Lypky Baru.", "id").ledger.people == []


MORE = [
    ("id", "kata kakak Maryna Koval, Ihor Bondar.", "Ihor Bondar"),
    (
        "id",
        "Direktur Eksekutif Tirta Abadi Maryna Koval datang. Tirta Abadi tutup. Kata Maryna, hujan.",
        "Maryna Koval",
    ),
    ("id", "Praktis Koval diam. Kata Koval, hujan.", "Koval"),
    ("id", "Gubenur Sumatera Selatan Maryna Koval mengatakan, hujan turun.", "Maryna Koval"),
    ("id", "Forwarder Nusa (ALFI) Maryna Koval mengatakan, hujan turun.", "Maryna Koval"),
    ("id", "“Ya,” kata Gubernur Kharkiv Oleh Bondar.", "Oleh Bondar"),
    ("id", "Gubernur Kharkiv, Oleh Bondar, mengatakan hujan turun.", "Oleh Bondar"),
    ("id", "Menteri Petro Koval dan Petro Bondar. Kata Koval, hujan. Kata Bondar, tidak.", "Petro Koval"),
    ("id", "Bupati Kota Suram Maryna Koval datang.", "Maryna Koval"),
    ("en", "Rival Maryna Koval left.", "Maryna Koval"),
    ("en", "Police Chief Petro Jordan said it rained.", "Petro Jordan"),
    ("en", "It rained, said Maryna A. Koval.", "Maryna A. Koval"),
    ("en", "“Crooked Maryna Koval” it read. Maryna Koval left. Later Maryna Koval said so.", "Maryna Koval"),
]


@pytest.mark.parametrize(("lang", "text", "name"), MORE)
def test_words_around_a_name_are_no_part_of_it(lang: str, text: str, name: str) -> None:
    assert name in [person.name for person in findings(text, lang).ledger.people]


def test_common_words_in_an_office_are_no_name() -> None:
    assert findings("kata Petugas Pos Pengamatan Gunung.", "id").ledger.people == []
