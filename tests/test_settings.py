"""Facts of the settings and of the secret keys."""

import stat
from pathlib import Path

import pytest

from survey_app.settings import Keys, Settings, read_keys, settings_from


def test_without_variables_the_settings_are_the_defaults() -> None:
    assert settings_from({"HOME": "/root"}) == Settings()


def test_each_setting_is_read_from_its_variable() -> None:
    settings = settings_from(
        {
            "SOUNDINGS_DATABASE": "postgresql://db/soundings",
            "SOUNDINGS_PUBLIC_URL": "https://surveys.example.gov.uk/",
            "SOUNDINGS_ORGANISATION": "org.toml",
            "SOUNDINGS_KEYS": "secret",
            "SOUNDINGS_TRUSTED_PROXIES": "10.0.0.1, 10.0.0.2",
        }
    )
    assert settings.public_url == "https://surveys.example.gov.uk"
    assert settings.secure
    assert settings.organisation == Path("org.toml")
    assert settings.trusted_proxies == ("10.0.0.1", "10.0.0.2")


def test_an_unknown_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="SOUNDINGS_DATABSE is not a setting"):
        settings_from({"SOUNDINGS_DATABSE": "x"})


def test_the_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "keys"
    made = read_keys(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_keys(path) == made


def test_a_damaged_key_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("not a key")
    with pytest.raises(ValueError, match="does not hold a key"):
        read_keys(path)
    assert path.read_text() == "not a key"


def test_a_folder_is_no_key_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is a folder"):
        read_keys(tmp_path)


def test_keys_of_different_purposes_and_parts_never_agree() -> None:
    keys = Keys(b"k" * 32)
    macs = [keys.mac("a", b"xy"), keys.mac("b", b"xy"), keys.mac("a", b"x", b"y"), keys.mac("a", b"", b"xy")]
    assert len(set(macs)) == len(macs)
    assert Keys(b"l" * 32).mac("a", b"xy") not in macs
