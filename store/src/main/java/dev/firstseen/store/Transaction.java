package dev.firstseen.store;

/** All there is to read and write, within one transaction. Only to be used while the transaction lasts, by one thread. */
public interface Transaction {

    Cursors cursors();

    Ledger ledger();

    Memories memories();

    Terms terms();

    Counted counted();

    Alerts alerts();

    Stale stale();

    Incidents incidents();

    Outbox outbox();

    Observations observations();

    Accounts accounts();

    LateRecords late();

    Rejects rejects();

    Behind behind();

    StandingTroubles troubles();

    Waiting waiting();

    Archive archive();

    Losses losses();
}
