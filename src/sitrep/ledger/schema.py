"""Every table of the ledger, whichever file declares it."""

from sqlalchemy import MetaData, Table

from sitrep.ledger import incident_tables, process_tables, review_tables, tables, token_tables, view_tables

#: What people say of efforts.
OF_EFFORTS: tuple[Table, ...] = (process_tables.process_decisions,)
#: What people decided of single things, and what may be handed on because of it.
OF_REVIEW: tuple[Table, ...] = (
    review_tables.event_contents,
    review_tables.review_decisions,
    review_tables.corrected_events,
    review_tables.publications,
)
#: Who may write over the interface.
OF_TOKENS: tuple[Table, ...] = (token_tables.api_tokens, token_tables.api_token_ends)
#: Importing the files that declare tables has put them all into one collection.
metadata: MetaData = tables.metadata
#: The tables of linking, in the order in which they are made.
OF_LINKING: tuple[Table, ...] = (
    incident_tables.linked_readings,
    incident_tables.linked_items,
    incident_tables.item_keys,
    incident_tables.likenesses,
    incident_tables.seats,
    incident_tables.incidents,
    incident_tables.judgements,
    incident_tables.duplicate_warnings,
)
#: The tables that follow from the others.
DERIVED: tuple[Table, ...] = (
    view_tables.current_readings,
    view_tables.unlinked_readings,
    view_tables.event_views,
    view_tables.statement_views,
    view_tables.actor_stories,
    view_tables.actor_views,
    view_tables.incident_views,
    view_tables.incident_fusions,
    view_tables.judged_incidents,
    view_tables.gated_views,
    view_tables.review_places,
    view_tables.stale_incidents,
    view_tables.view_editions,
)
