"""The parameters Stripe knows, by the library's names for them, for machines without the library.

Written by ``stripe.params`` of stripe-python 16.1; a test of ``parameters`` fails when the installed one knows others.
"""

from __future__ import annotations

from typing import Final

KNOWN: Final = {
    "RefundCreateParams": """
        amount charge currency customer expand instructions_email metadata origin payment_intent reason
        refund_application_fee reverse_transfer
    """,
    "RefundListParams": "charge created ending_before expand limit payment_intent starting_after",
    "RefundRetrieveParams": "expand",
    "RefundUpdateParams": "expand metadata",
    "RefundCancelParams": "expand",
    "ChargeListParams": "created customer ending_before expand limit payment_intent starting_after transfer_group",
    "ChargeRetrieveParams": "expand",
    "PaymentIntentCreateParams": """
        allowed_payment_method_types amount amount_details application_fee_amount automatic_payment_methods
        capture_method confirm confirmation_method confirmation_token currency customer customer_account
        description error_on_requires_action excluded_payment_method_types expand hooks mandate mandate_data
        metadata off_session on_behalf_of payment_details payment_method payment_method_configuration
        payment_method_data payment_method_options radar_options receipt_email return_url setup_future_usage
        shipping statement_descriptor statement_descriptor_suffix transfer_data transfer_group
        use_stripe_sdk
    """,
    "PaymentIntentListParams": "created customer customer_account ending_before expand limit starting_after",
    "PaymentIntentRetrieveParams": "client_secret expand",
    "PaymentIntentConfirmParams": """
        allowed_payment_method_types amount_details amount_to_confirm capture_method confirmation_token
        error_on_requires_action excluded_payment_method_types expand hooks mandate mandate_data off_session
        payment_details payment_method payment_method_data payment_method_options radar_options
        receipt_email return_url setup_future_usage shipping use_stripe_sdk
    """,
    "PaymentIntentCaptureParams": """
        amount_details amount_to_capture application_fee_amount expand final_capture hooks metadata
        payment_details statement_descriptor statement_descriptor_suffix transfer_data
    """,
    "BalanceRetrieveParams": "expand",
    "BalanceTransactionListParams": "created currency ending_before expand limit payout source starting_after type",
    "BalanceTransactionRetrieveParams": "expand",
    "DisputeListParams": "charge created ending_before expand limit payment_intent starting_after",
    "DisputeRetrieveParams": "expand",
    "radar.EarlyFraudWarningListParams": "charge created ending_before expand limit payment_intent starting_after",
    "radar.EarlyFraudWarningRetrieveParams": "expand",
    "EventListParams": "created delivery_success ending_before expand limit starting_after type types",
    "EventRetrieveParams": "expand",
    "AccountRetrieveCurrentParams": "expand",
    "AccountRetrieveParams": "expand",
}
