package dev.firstseen.engine.fold;

/**
 * What a fold reports whose occurrences come in any order: what a late one shows to be wrong is taken back.
 *
 * @param <R> what is reported
 */
public sealed interface Change<R> {

    /** What is raised or withdrawn. */
    R reported();

    /** Reported now. */
    record Raised<R>(R reported) implements Change<R> {}

    /** Reported before, and wrong by what has come since. */
    record Withdrawn<R>(R reported) implements Change<R> {}
}
