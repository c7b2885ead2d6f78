"""What Alembic runs: our connection, which holds the lock and the transaction, is handed in by `ledger.migrate`."""

from __future__ import annotations

from alembic import context

from press_briefing.service.ledger.schema import METADATA, VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
