"""Alembic runs the migrations on the connection it is handed, inside its open transaction."""

from alembic import context

from sitrep.ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
