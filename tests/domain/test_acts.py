"""What each kind of act does stands in one row, and nothing works without it."""

from typing import Any

import pytest

from twinning.domain.agreements.acts import ACT_RULES, ActKind, Term, check_complete, kinds_that
from twinning.domain.vocabulary import Status


def test_a_kind_without_a_row_fails_when_the_rules_are_loaded():
    rules: dict[Any, Any] = {kind: rule for kind, rule in ACT_RULES.items() if kind is not ActKind.RESUMED}
    with pytest.raises(LookupError, match="no row for resumed"):
        check_complete(rules)


LEADS_TO = {
    ActKind.PROPOSED: Status.PROPOSED,
    ActKind.SIGNED: Status.ACTIVE,
    ActKind.RENEWED: Status.ACTIVE,
    ActKind.REAFFIRMED: Status.ACTIVE,
    ActKind.AMENDED: None,
    ActKind.SUSPENDED: Status.SUSPENDED,
    ActKind.RESUMED: Status.ACTIVE,
    ActKind.WITHDRAWAL_NOTIFIED: None,
    ActKind.LEFT: Status.ENDED,
    ActKind.ENDED: Status.ENDED,
    ActKind.SUPERSEDED: Status.SUPERSEDED,
    ActKind.ABANDONED: Status.ABANDONED,
}


def test_every_kind_is_tested_here_for_what_it_leads_to():
    untested = [kind.value for kind in ActKind if kind not in LEADS_TO]
    assert not untested, f"LEADS_TO has no line for {', '.join(untested)}"
    assert {kind: rule.leads_to for kind, rule in ACT_RULES.items()} == LEADS_TO


def test_an_agreement_begins_with_a_proposal_or_a_signing():
    assert kinds_that(lambda rule: rule.begins) == (ActKind.PROPOSED, ActKind.SIGNED)


def test_only_what_puts_in_force_sets_a_term():
    assert kinds_that(lambda rule: rule.sets_term) == (
        ActKind.SIGNED, ActKind.RENEWED, ActKind.REAFFIRMED, ActKind.RESUMED
    )  # fmt: skip
    assert kinds_that(lambda rule: rule.sets_term) == kinds_that(lambda rule: rule.puts_in_force)
    assert kinds_that(lambda rule: rule.term is Term.GONE_ON) == (ActKind.REAFFIRMED, ActKind.RESUMED)


def test_one_party_alone_gives_notice_and_leaves():
    assert kinds_that(lambda rule: rule.by_one) == (ActKind.WITHDRAWAL_NOTIFIED, ActKind.LEFT)


def test_the_parties_sign_confirm_and_change_an_agreement_together():
    assert kinds_that(lambda rule: rule.by_all) == (
        ActKind.SIGNED, ActKind.RENEWED, ActKind.REAFFIRMED, ActKind.AMENDED
    )  # fmt: skip


def test_what_decides_nothing_for_all_leaves_the_status_as_it_was():
    assert kinds_that(lambda rule: not rule.is_decisive) == (
        ActKind.AMENDED, ActKind.WITHDRAWAL_NOTIFIED, ActKind.LEFT
    )  # fmt: skip


def test_only_a_proposal_and_its_end_say_nothing_of_a_signing():
    assert kinds_that(lambda rule: not rule.implies_signing) == (ActKind.PROPOSED, ActKind.ABANDONED)


def test_no_act_leads_to_a_status_that_is_worked_out():
    derived = {Status.DISPUTED, Status.EXPIRED, Status.UNKNOWN, Status.NONE_RECORDED}
    assert not derived & {rule.leads_to for rule in ACT_RULES.values()}
