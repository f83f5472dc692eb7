"""The file beside an article that says what is known of it: `<file name>.meta.json`."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from handelsgraph.intake.discover import SIDECAR
from handelsgraph.intake.draft import UnreadableError
from handelsgraph.intake.metadata import Metadata, explain

_MAX_BYTES = 100_000


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of a file lies."""
    return path.with_name(path.name + SIDECAR)


def load(path: Path) -> Metadata:
    """Return what the file's sidecar says, nothing if there is none. Raises UnreadableError naming the sidecar."""
    sidecar = sidecar_of(path)
    try:
        with sidecar.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        return Metadata()
    except OSError as error:
        raise UnreadableError(f"sidecar {sidecar.name}: {error.strerror}") from error
    if len(data) > _MAX_BYTES:
        raise UnreadableError(f"sidecar {sidecar.name}: larger than {_MAX_BYTES // 1000} kB")
    try:
        return Metadata.model_validate(json.loads(data))
    except ValidationError as error:
        raise UnreadableError(f"sidecar {sidecar.name}: {explain(error)}") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"sidecar {sidecar.name}: not JSON: {error.msg} (line {error.lineno})") from None
    except (ValueError, RecursionError):
        raise UnreadableError(f"sidecar {sidecar.name}: not JSON in UTF-8") from None
