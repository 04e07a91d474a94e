"""Problem codes: what went wrong, as facts. Sentences for them stand in ui/notices alone, one in each language.

BANK_GROUPS joins the error groups both dialects share (iyzico notes §18.2, ÖderoPay notes §16) to what the desk
must do. A group that is not listed is no refusal: it is an unclear outcome (money-safety rule 2).
"""

# Refusals: the gateway or the bank said no.
BANK_GROUPS: dict[str, str] = {
    "NOT_SUFFICIENT_FUNDS": "not_enough_limit",
    "EXCEEDS_WITHDRAWAL_AMOUNT_LIMIT": "not_enough_limit",
    "EXCEEDED_TRANSACTION_AMOUNT": "amount_out_of_range",
    "INVALID_AMOUNT": "amount_out_of_range",
    "DO_NOT_HONOUR": "bank_declined",
    "DECLINED": "bank_declined",
    "INVALID_TRANSACTION": "bank_declined",
    "CARD_NOT_PERMITTED": "bank_declined",
    "RESTRICTED_CARD": "bank_declined",
    "BLOCKED_CARD": "bank_declined",
    "LOCAL_DECLINE": "bank_declined",
    "REMOTE_DECLINE": "bank_declined",
    "INVALID_CARD_TYPE": "bank_declined",
    "REFER_TO_CARD_ISSUER": "call_your_bank",
    "RESTRICTED_BY_LAW": "closed_to_ecommerce",
    "NOT_PERMITTED_TO_CARDHOLDER": "not_permitted_card",
    "LOST_CARD": "card_must_be_kept",
    "STOLEN_CARD": "card_must_be_kept",
    "PICKUP_CARD": "card_must_be_kept",
    "FRAUD_SUSPECT": "fraud_suspected",
    "FRAUD_CHECK_BLOCK": "fraud_suspected",
    "EXPIRED_CARD": "card_expired",
    "INVALID_EXPIRE_YEAR_MONTH": "card_expired",
    "INVALID_CVC2": "wrong_cvv",
    "INVALID_CVC2_LENGTH": "wrong_cvv",
    "CVC_REQUIRED": "wrong_cvv",
    "CVC2_MAX_ATTEMPT": "too_many_tries",
    "EXCEEDS_ALLOWABLE_PIN_TRIES": "too_many_tries",
    "INVALID_PIN": "bank_declined",
    "INVALID_CARD_NUMBER": "card_number_refused",
    "BIN_NOT_FOUND": "card_number_refused",
    "NO_SUCH_ISSUER": "card_number_refused",
    "DEBIT_CARDS_REQUIRES_3DS": "needs_threeds",
    "REQUIRES_3DS": "needs_threeds",
    "INVALID_CAVV": "threeds_failed",
    "INVALID_ECI": "threeds_failed",
    "THREEDS_INIT_ERROR": "threeds_not_available",
    "NOT_PERMITTED_TO_TERMINAL": "account_set_up",
    "INVALID_MERCHANT_OR_SP": "account_set_up",
    "INVALID_IP": "account_set_up",
    "NOT_PERMITTED_TO_FOREIGN_CARD": "foreign_card",
    "NOT_PERMITTED_TO_INSTALLMENT": "instalments_refused",
    "DEBIT_CARDS_INSTALLMENT_NOT_ALLOWED": "instalments_refused",
    "REQUIRES_DAY_END": "after_day_end",
    "REFUND_DECLINE": "refund_later",
    "POS_BALANCE_NOT_SUFFICIENT": "refund_later",
    "ARCHIVED_PAYMENT": "not_refundable",
    "NON_REFUNDABLE_PAYMENT": "not_refundable",
    "INVALID_REFUND_TRANSACTION": "not_refundable",
    "PAYMENT_NOT_FOUND_FOR_REFUND": "payment_not_found",
    "EXPIRED_PROVISION": "hold_lapsed",
}

REFUSALS: frozenset[str] = frozenset(BANK_GROUPS.values()) | {
    "request_refused",
    "wrong_keys",
    "other_merchant",
    "payment_not_found",
    "local_card_foreign_currency",
    "account_suspended",
    "stored_card_unknown",
    "stored_card_needs_cvv",
}

# Unclear outcomes: the bank is asked.
UNCLEAR: frozenset[str] = frozenset(
    {
        "no_answer",
        "line_cut",
        "answer_unreadable",
        "answer_too_large",
        "redirected",
        "server_error",
        "wrong_signature",
        "mismatch",
        "under_review",
        "in_progress",
        "too_many_requests",
        "gateway_unclear",
        "program_ended",
        "page_ended",
        "answered_as_sale",
        "several_payments",
        "restored",
    }
)

# The request never left.
NOT_SENT: frozenset[str] = frozenset({"not_sent", "certificate", "host_not_allowed", "ledger_full"})

# What a person must decide.
ATTENTION: frozenset[str] = frozenset(
    {
        "answered_as_sale",
        "mismatch",
        "several_payments",
        "known_payment_missing",
        "refund_unmatched",
        "returned_other_sum",
        "returned_as_refund",
        "unknown_too_long",
        "release_refused",
        "terminal_restored",
        "taken_after_stop",
        "paid_twice",
    }
)

# The desk refuses before anything is begun.
DESK: frozenset[str] = frozenset(
    {
        "may_block_twice",
        "reason_missing",
        "attempt_open",
        "hold_undecided",
        "hold_changed",
        "wrong_hold_state",
        "no_holds_here",
        "holds_here",
        "no_stored_cards_here",
        "no_hosted_here",
        "no_instalments_here",
        "foreign_currency_domestic_card",
        "part_sale_open",
        "part_owed",
        "part_undecided",
        "panel_refund_not_seen",
        "no_threeds_here",
        "no_plain_here",
        "no_part_refund_here",
        "currency_not_here",
        "identity_missing",
        "nothing_to_refund",
        "above_refundable",
        "other_currency",
        "nothing",
        "above_ceiling",
        "below_floor",
        "exact_only",
        "ledger_closed",
        "unknown_account",
        "bank_says_otherwise",
        "bank_not_reached",
        "no_day_list_here",
        "service_not_here",
        "service_needs_more",
        "terminal_by_hand",
        "approval_missing",
        "lapse_passed",
        "last4_wrong",
        "card_number_typed",
        "slip_missing",
        "above_hold",
    }
)

# The ledger could not be opened or written; nothing is ever overwritten or begun afresh.
LEDGER: frozenset[str] = frozenset(
    {
        "ledger_locked",
        "ledger_read_only",
        "ledger_newer",
        "ledger_older",
        "ledger_corrupt",
        "ledger_wrong_key",
        "ledger_missing",
        "ledger_key_missing",
        "ledger_full",
        "ledger_network_drive",
        "key_store_missing",
        "recovery_key_wrong",
        "settings_unreadable",
        "live_refuses_root",
    }
)

ALL: frozenset[str] = REFUSALS | UNCLEAR | NOT_SENT | ATTENTION | DESK | LEDGER
