package dev.firstseen.deliver.html;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the report rests on.
 *
 * @param files how many were read
 * @param bytes of them, as they were stored
 * @param records how many were found in them, whatever became of them
 * @param first when the first record was made
 * @param last when the last record was made
 * @param datasets that were read, one for each tenant
 * @param missing datasets that a question was for and of which there is no record
 * @param rejects records that could not be used, by reason
 * @param notes further sentences a reader should know: files not read, expired exceptions, …
 * @param tables that addresses were looked up in, each with its date
 */
public record Reading(
        long files,
        long bytes,
        long records,
        Optional<Instant> first,
        Optional<Instant> last,
        List<Dataset> datasets,
        List<String> missing,
        List<Reject> rejects,
        List<String> notes,
        List<String> tables) {

    public Reading {
        datasets = List.copyOf(datasets);
        missing = List.copyOf(missing);
        rejects = List.copyOf(rejects);
        notes = List.copyOf(notes);
        tables = List.copyOf(tables);
    }

    /**
     * The log of one kind of one tenant.
     *
     * @param hours in which there is a record
     * @param silent hours between the first and the last record in which there is none
     */
    public record Dataset(String name, String tenant, long records, long hours, long silent) {
        public Dataset {
            if (records < 0 || hours < 0 || silent < 0) {
                throw new IllegalArgumentException("a count is not negative");
            }
        }
    }

    /** Records that could not be used, for one reason. */
    public record Reject(String reason, long records) {}
}
