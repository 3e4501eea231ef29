package dev.firstseen.store.jdbc;

import dev.firstseen.store.Accounts;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Behind;
import dev.firstseen.store.Counted;
import dev.firstseen.store.Cursors;
import dev.firstseen.store.Incidents;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Ledger;
import dev.firstseen.store.Losses;
import dev.firstseen.store.Memories;
import dev.firstseen.store.Observations;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Stale;
import dev.firstseen.store.StandingTroubles;
import dev.firstseen.store.Terms;
import dev.firstseen.store.Transaction;
import dev.firstseen.store.Waiting;

/** The tables of a session. */
final class Tables implements Transaction {
    private final Session session;

    Tables(Session session) {
        this.session = session;
    }

    @Override
    public Cursors cursors() {
        return new CursorTable(session);
    }

    @Override
    public Ledger ledger() {
        return new LedgerTable(session);
    }

    @Override
    public Memories memories() {
        return new MemoryTable(session);
    }

    @Override
    public Terms terms() {
        return new TermTable(session);
    }

    @Override
    public Counted counted() {
        return new CountedTable(session);
    }

    @Override
    public Alerts alerts() {
        return new AlertTable(session);
    }

    @Override
    public Stale stale() {
        return new StaleTable(session);
    }

    @Override
    public Incidents incidents() {
        return new IncidentTable(session);
    }

    @Override
    public Outbox outbox() {
        return new OutboxTable(session);
    }

    @Override
    public Observations observations() {
        return new ObservationTable(session);
    }

    @Override
    public Accounts accounts() {
        return new AccountTable(session);
    }

    @Override
    public LateRecords late() {
        return new LateTable(session);
    }

    @Override
    public Rejects rejects() {
        return new RejectTable(session);
    }

    @Override
    public Behind behind() {
        return new BehindTable(session);
    }

    @Override
    public StandingTroubles troubles() {
        return new TroubleTable(session);
    }

    @Override
    public Waiting waiting() {
        return new WaitingTable(session);
    }

    @Override
    public Archive archive() {
        return new BlockArchive(session);
    }

    @Override
    public Losses losses() {
        return new LossTable(session);
    }
}
