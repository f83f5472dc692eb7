"""Settings from the environment (and from command-line options, which win). Nothing is read at import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from handelsgraph.errors import InputError


def default_data_dir() -> Path:
    """Return the per-user data directory of the platform."""
    return Path(platformdirs.user_data_dir("handelsgraph", appauthor=False))


class Settings(BaseSettings):
    """Where the graph is and how to reach it. Environment variables are named in the field's alias."""

    model_config = SettingsConfigDict(populate_by_name=True, extra="ignore")

    data: Path = Field(default_factory=default_data_dir, validation_alias="HANDELSGRAPH_DATA")
    pipeline: Path | None = Field(default=None, validation_alias="HANDELSGRAPH_PIPELINE")
    judgements: Path | None = Field(default=None, validation_alias="HANDELSGRAPH_JUDGEMENTS")
    queries: Path | None = Field(default=None, validation_alias="HANDELSGRAPH_QUERIES")
    sources: Path | None = Field(default=None, validation_alias="HANDELSGRAPH_SOURCES")
    contact: str | None = Field(default=None, validation_alias="HANDELSGRAPH_CONTACT")
    neo4j_uri: Annotated[str | None, NoDecode] = Field(default=None, validation_alias="NEO4J_URI")
    neo4j_username: str = Field(default="neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: SecretStr | None = Field(default=None, validation_alias="NEO4J_PASSWORD")
    neo4j_password_file: Path | None = Field(default=None, validation_alias="NEO4J_PASSWORD_FILE")
    neo4j_database: str | None = Field(default=None, validation_alias="NEO4J_DATABASE")

    def password(self) -> str | None:
        """Return the database password, from the file if one is named.

        Raises InputError if the file cannot be read.
        """
        if self.neo4j_password_file is None:
            return self.neo4j_password.get_secret_value() if self.neo4j_password else None
        try:
            password = self.neo4j_password_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
            raise InputError(
                f"cannot read the password file {self.neo4j_password_file}: {reason}", "check NEO4J_PASSWORD_FILE"
            ) from error
        if not password:
            raise InputError(f"the password file {self.neo4j_password_file} is empty", "check NEO4J_PASSWORD_FILE")
        return password


def load_settings(**options: object) -> Settings:
    """Return the settings; options that are not None win over the environment.

    Raises InputError naming the variable that cannot be used.
    """
    try:
        return Settings(**{k: v for k, v in options.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise InputError(f"setting {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
