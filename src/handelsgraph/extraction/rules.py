"""Component `rules`: general knowledge on top of the model's probabilities. Every rule can be switched off."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction import rule_propagation
from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_address import address_locates_owner
from handelsgraph.extraction.rule_functions import function_in_body, namesake_of_firm
from handelsgraph.extraction.rule_named_seats import named_after_seat
from handelsgraph.extraction.rule_offices import office_of_place
from handelsgraph.extraction.rule_patterns import apply_pattern, patterns
from handelsgraph.extraction.rule_rosters import listed_takes_part
from handelsgraph.extraction.rule_seats import adjective_before_body, listed_as_settled
from handelsgraph.extraction.rule_wordings import said_plainly

PROPAGATION: dict[str, Callable[[Claims], None]] = {
    "employer_takes_part": rule_propagation.employer_takes_part,
    "one_direction": rule_propagation.one_direction,
    "one_seat": rule_propagation.one_seat,
}
ON_TEXT: dict[str, Callable[[Doc, Claims], None]] = {
    "address_locates_owner": address_locates_owner,
    "said_plainly": said_plainly,
    "office_of_place": office_of_place,
    "listed_takes_part": listed_takes_part,
    "namesake_of_firm": namesake_of_firm,
    "function_in_body": function_in_body,
    "adjective_before_body": adjective_before_body,
    "listed_as_settled": listed_as_settled,
    "named_after_seat": named_after_seat,
}


def known() -> list[str]:
    """Return the names of all rules."""
    return [*patterns(), *ON_TEXT, *PROPAGATION]


class Rules:
    """Applies the rules that are switched on, in the order given."""

    def __init__(self, use: list[str]) -> None:
        unknown = [name for name in use if name not in known()]
        if unknown:
            raise ValueError(f"no such rule: {', '.join(unknown)}; there are {', '.join(known())}")
        self.use = use

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        claims = Claims(doc._.claims, doc._.clusters)
        for name in self.use:
            if name in PROPAGATION:
                PROPAGATION[name](claims)
            elif name in ON_TEXT:
                ON_TEXT[name](doc, claims)
            else:
                apply_pattern(name, doc, claims)
        doc._.claims = list(claims)
        return doc


@Language.factory("handelsgraph_rules", default_config={"use": []}, requires=["doc._.claims"])
def make_rules(nlp: Language, name: str, use: list[str]) -> Rules:  # noqa: ARG001 - spaCy's signature
    """Make the component. `use`: names of the rules to apply."""
    return Rules(use)
