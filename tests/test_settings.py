"""What somebody has set: in options, in the environment, in files."""

import sys
import tempfile
from collections.abc import Mapping
from contextlib import chdir, suppress
from pathlib import Path
from typing import cast
from unittest import mock

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trusted_files import TrustedFile
from twinning import settings
from twinning.errors import InputError, UsageError
from twinning.settings import KEYS, File, Key, Setting, Settings

PLACES = ("option", "variable", "project", "user")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file of the folder that is worked in, not there yet; trusted as soon as it is written."""
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")
    return TrustedFile(tmp_path / "project/twinning.toml")


@pytest.fixture
def user(project: Path) -> Path:
    """The user's configuration file, not there yet."""
    path = platformdirs.user_config_path("twinning", appauthor=False) / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def found(key: Key, **options: str) -> Setting | None:
    return Settings(cast("dict[Key, str | None]", options), {}).get(key)


@given(st.sets(st.sampled_from(PLACES)), st.sampled_from(("database", "actor", "language")))
def test_of_several_places_the_first_counts(said_in: set[str], key: Key) -> None:
    variables = {"database": "TWINNING_DB", "actor": "TWINNING_ACTOR", "language": "TWINNING_LANG"}
    files = [File(Path(place), {key: place} if place in said_in else {}) for place in ("project", "user")]
    options = {key: "option"} if "option" in said_in else {}
    environment = {variables[key]: "variable"} if "variable" in said_in else {}
    first = next((place for place in PLACES if place in said_in), None)
    setting = Settings(options, environment, files).get(key)
    assert (setting.value if setting else None) == first


def test_a_value_says_where_it_comes_from(project: Path, user: Path) -> None:
    project.write_text('home_city = "Busan"')
    user.write_text('home_city = "Seoul"\nformat = "csv"')
    current = Settings({"actor": "Kim Minji"}, {"TWINNING_LANG": "ko"})
    assert [current.get(key) for key in KEYS] == [
        None,
        Setting("Kim Minji", "--actor"),
        Setting("Busan", str(project)),
        Setting("csv", str(user)),
        Setting("ko", "TWINNING_LANG"),
        None,
    ]


def test_the_project_is_the_nearest_folder_that_has_a_file(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write_text('home_city = "Busan"')
    (project.parent / "deep/deeper").mkdir(parents=True)
    monkeypatch.chdir(project.parent / "deep/deeper")
    assert found("home_city") == Setting("Busan", str(project))
    nearer = project.parent / "deep/twinning.toml"
    nearer.write_text('home_city = "Seoul"')
    assert found("home_city") == Setting("Seoul", str(nearer))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("register.db", "{folder}/register.db"),
        ("../register.db", "{folder}/../register.db"),
        ("/srv/register.db", "/srv/register.db"),
        ("~/register.db", "{home}/register.db"),
        ("~nobody-of-this-name/register.db", "{folder}/~nobody-of-this-name/register.db"),
        ("sqlite:///register.db", "sqlite:///{folder}/register.db"),
        ("sqlite:////srv/register.db", "sqlite:////srv/register.db"),
        ("postgresql://host/register", "postgresql://host/register"),
    ],
)
def test_the_path_of_a_database_starts_at_the_folder_of_its_file(project: Path, written: str, read: str) -> None:
    project.write_text(f'database = "{written}"')
    setting = found("database")
    assert setting is not None
    assert setting.value == read.format(folder=project.parent, home=Path.home())


def test_an_empty_variable_and_an_empty_text_set_nothing(project: Path) -> None:
    project.write_text('actor = ""\ndatabase = ""')
    assert Settings({}, {"TWINNING_ACTOR": "", "TWINNING_DB": ""}).get("actor") is None
    assert found("database") is None


def test_an_empty_option_is_kept_so_that_it_can_be_refused() -> None:
    assert found("database", database="") == Setting("", "--db")


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        (b'home-city = "Busan"', "there is no setting 'home-city'", "did you mean home_city?"),
        (b"[twinning]\nactor = 'Kim'", "there is no setting 'twinning'", "The settings are database, actor"),
        (b"home_city = 3", "home_city is not a text", 'home_city = "…"'),
        (b"format = ['csv']", "format is not a text", "quotation marks"),
        (b"home_city = Busan", "is not TOML", 'a line like home_city = "Busan"'),
        ('home_city = "부산"'.encode("euc-kr"), "is not UTF-8 text", "UTF-8"),
        (b"a = " + b"[" * 10_000, "is not TOML", "a line like"),
    ],
)
def test_a_wrong_file_is_refused_by_name(project: Path, text: bytes, words: str, hint: str) -> None:
    project.write_bytes(text)
    with pytest.raises(InputError) as refusal:
        found("home_city")
    assert refusal.value.message.startswith(str(project))
    assert words in refusal.value.message
    assert hint in str(refusal.value.hint)


def test_a_file_may_begin_with_the_mark_that_editors_put_before_utf_8(project: Path) -> None:
    project.write_bytes('\ufeffhome_city = "부산"\r\n'.encode())
    assert found("home_city") == Setting("부산", str(project))


def test_a_file_that_cannot_be_read_is_refused_by_name(project: Path) -> None:
    project.touch()
    locked = mock.patch.object(Path, "open", side_effect=PermissionError(13, "Permission denied"))
    with locked, pytest.raises(InputError) as refusal:
        found("home_city")
    assert refusal.value.message == f"{project} cannot be read: Permission denied"


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path("twinning.toml").write_bytes(content)
        with suppress(InputError):
            assert all(isinstance(value, str) for file in Settings({}, {}).files for value in file.values.values())


def test_a_file_is_not_read_for_what_is_said_above_it(project: Path) -> None:
    project.write_text("[")
    assert found("actor", actor="Kim") == Setting("Kim", "--actor")


def test_a_file_is_read_once_a_run(project: Path) -> None:
    project.write_text('home_city = "Busan"')
    current = Settings({}, {})
    assert current.get("home_city") == Setting("Busan", str(project))
    project.write_text("[")
    assert current.get("format") is None


def test_without_a_working_folder_there_is_no_project(project: Path, user: Path) -> None:
    user.write_text('home_city = "Seoul"')
    project.parent.rmdir()
    assert found("home_city") == Setting("Seoul", str(user))


def test_a_folder_that_may_not_be_entered_holds_no_project(project: Path) -> None:
    with mock.patch.object(Path, "is_file", side_effect=PermissionError(13, "Permission denied")):
        assert found("home_city") is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
@pytest.mark.parametrize("environment", [{}, {"XDG_CONFIG_HOME": "/srv/set"}])
def test_the_users_file_lies_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert settings.places()[1] == platformdirs.user_config_path("twinning", appauthor=False) / "config.toml"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs itself is asked")
def test_a_folder_that_is_not_absolute_is_ignored_as_the_standard_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert settings.places()[1] == Path.home() / ".config/twinning/config.toml"


def test_a_user_without_a_home_has_no_file_and_no_register_of_their_own() -> None:
    homeless = RuntimeError("could not determine the home directory")
    with mock.patch.object(Path, "home", side_effect=homeless):
        assert settings.places()[1] is None
    with mock.patch("platformdirs.user_data_path", side_effect=homeless), pytest.raises(UsageError, match="no home"):
        settings.default_database()


def test_who_works_is_the_systems_user_unless_it_is_set() -> None:
    with mock.patch("getpass.getuser", return_value="minji"):
        assert Settings({}, {}, ()).actor == "minji"
    with mock.patch("getpass.getuser", side_effect=KeyError("no such user")):
        assert Settings({}, {}, ()).actor == "unknown"
    assert Settings({}, {"TWINNING_ACTOR": "Kim"}, ()).actor == "Kim"
