package dev.firstseen.flink.incident;

import java.io.Serializable;

/**
 * How much is kept and read for investigations; what is more is counted and told.
 *
 * @param recordsAnHour of one account or network in an hour
 * @param records of one account or network at a time
 * @param read how many records of one of an account's names are read for a case
 * @param readOfOthers how many sign-ins from one network are read for a case
 * @param names of one account: a person has a handful; whoever is given more is many
 * @param alerts about one account at a time
 * @param bytes of these alerts, with their records, all of which are read for a look
 * @param strands how many different doings around one case are told apart
 */
record Bounds(
        int recordsAnHour, int records, int read, int readOfOthers, int names, int alerts, long bytes, int strands)
        implements Serializable {
    static final Bounds USUAL = new Bounds(10_000, 200_000, 100_000, 10_000, 1_000, 2_000, 32L << 20, 5_000);
}
