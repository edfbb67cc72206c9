"""Which column of a file holds what: recognised by its name, in the words of the usual exports and a few languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaignkit.errors import InputError, UsageError, did_you_mean

_NAMES = {
    "name": "name;full name;display name;signer;signed by;signature name;supporter name;nombre completo;"
    "nombre y apellidos;nom complet",
    "given_name": "first name;given name;firstname;first;forename;nombre;nombres;vorname;prenom",
    "family_name": "last name;family name;lastname;last;surname;apellido;apellidos;nachname;nom;nom de famille",
    "email": "email;email address;e mail;e mail address;mail;correo;correo electronico;e mail adresse;courriel",
    "town": "town;city;locality;town city;city town;home city;can2 user city;municipality;ciudad;localidad;municipio;"
    "ort;stadt;ville;commune",
    "region": "state;region;province;state province;county;state region;home state;can2 state abbreviated;provincia;"
    "estado;bundesland",
    "postcode": "postal code;zip code;zip;postcode;zipcode;zip postal code;postal;codigo postal;plz;postleitzahl;"
    "code postal",
    "country": "country;country code;country name;pais;land;pays",
    "comment": "comment;comments;message;reason;reason for signing;why;message to target;comentario;comentarios;"
    "kommentar;commentaire",
    "signed": "signed on;signed at;action date;date signed;signature date;date;timestamp;created at;created date;"
    "submitted;submitted at;signed;fecha;datum",
    "publish": "publish;publish name;show name;show my name;name public;display publicly;public;consent to publish;"
    "consent publish;may publish",
    "contact": "contact;opt in;email opt in;opted in;subscribed;newsletter;email consent;can contact;may contact;"
    "consent to contact;consent contact;updates;keep me updated;subscription status;can2 subscription status;"
    "email status",
    "consent": "consent;gdpr consent;agreed;i agree;consentimiento;zustimmung;consentement",
    "display": "display;display as;anonymous;anonymity;hide name;hide my name;anonimo;anonym;"
    "hide signer personal information",
}
FIELDS = {field: tuple(names.split(";")) for field, names in _NAMES.items()}
"""The names of columns by field, folded: lower case, without accents, one space for what is no letter or digit."""

_ALONE = (("nombre", "given_name", "family_name"), ("nom", "family_name", "given_name"))
"""Names of columns that hold the whole name where there is no column for its other part."""


@dataclass(frozen=True)
class Columns:
    """What the columns of a file hold.

    Attributes:
        fields: The number of the column, from 0, by field.
        names: What the file calls it, by field.
        unread: The names of the columns that are not read.
        count: How many columns there are.
    """

    fields: Mapping[str, int]
    names: Mapping[str, str]
    unread: tuple[str, ...]
    count: int

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the cells of a row by field, empty ones left out."""
        return {field: value for field, at in self.fields.items() if (value := cells[at].strip())}


def folded(name: str) -> str:
    """Return the name of a column without case, accents and signs.

    Examples:
        >>> folded("E-Mail_Address "), folded("Código postal")
        ('e mail address', 'codigo postal')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[\W_]+", " ", kept).strip()


def recognise(header: Sequence[str], where: str, *, told: Mapping[str, str] | None = None) -> Columns:
    """Return which columns hold what.

    Args:
        header: The first row of a file.
        where: What to call the file in an error.
        told: Names of columns by field, where the person has told them; they go before what is recognised.

    Raises:
        InputError: Two columns have one name, or none holds a name. The cells themselves are not repeated in that
            case, since a file without a header begins with a person.
        UsageError: `told` names a field or a column that is not there.
    """
    header = list(header)
    while header and not header[-1].strip():
        header.pop()
    keys = [folded(name) for name in header]
    _refuse_twice(keys, where)
    fields = {**_recognised(keys), **_told(header, keys, told or {}, where)}
    if not {"name", "given_name", "family_name"} & fields.keys():
        what = "No column is named as one that holds the names of signers."
        hint = 'The first row must name the columns, such as "Name" or "First name"; or say --column name=HEADER.'
        raise InputError(what, f"{where}, row 1", hint)
    unread = tuple(name.strip() for at, name in enumerate(header) if at not in fields.values() and name.strip())
    return Columns(fields, {field: header[at].strip() for field, at in fields.items()}, unread, len(header))


def _recognised(keys: Sequence[str]) -> dict[str, int]:
    """Return the column for each field: where several would do, the one whose name comes first in the table."""
    found = {}
    for field, names in FIELDS.items():
        if name := next((name for name in names if name in keys), None):
            found[field] = keys.index(name)
    for word, part, other in _ALONE:
        if word in keys and found.get(part) == keys.index(word) and not {"name", other} & found.keys():
            found["name"] = found.pop(part)
    return found


def _told(header: Sequence[str], keys: Sequence[str], told: Mapping[str, str], where: str) -> dict[str, int]:
    found = {}
    for field, name in told.items():
        if field not in FIELDS:
            raise UsageError(f"There is no field {field!r}.", "--column", did_you_mean(field, FIELDS))
        if folded(name) not in keys:
            raise UsageError(f"{where} has no column {name!r}.", "--column", did_you_mean(name, header))
        found[field] = keys.index(folded(name))
    return found


def _refuse_twice(keys: Sequence[str], where: str) -> None:
    for at, key in enumerate(keys):
        if key and key in keys[:at]:
            what = f"Columns {keys.index(key) + 1} and {at + 1} have the same name."
            raise InputError(what, f"{where}, row 1", "Rename one of them, or take it out.")
