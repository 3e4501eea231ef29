package dev.firstseen.collect.office365;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The blobs that failed and are fetched again, less and less often, until they expire. It lives in the cursor. */
final class WaitingBlobs {

    private static final String PREFIX = "waiting/";
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Set<String> types;
    private final SortedMap<String, Waiting> waiting = new TreeMap<>();

    private record Waiting(Blob blob, int attempts, Instant nextTry) {

        String written() {
            return String.join(
                    " ",
                    Integer.toString(attempts),
                    nextTry.toString(),
                    blob.created().toString(),
                    blob.expiration().toString(),
                    blob.uri().toString());
        }

        static Waiting read(String contentType, String id, String written) {
            String[] parts = written.split(" ", 5);
            Blob blob =
                    new Blob(contentType, id, URI.create(parts[4]), Instant.parse(parts[2]), Instant.parse(parts[3]));
            return new Waiting(blob, Integer.parseInt(parts[0]), Instant.parse(parts[1]));
        }
    }

    /** @param types what is collected; blobs of any other wait for nothing but their end */
    WaitingBlobs(Set<String> types, Cursor cursor) {
        this.types = Set.copyOf(types);
        cursor.below(PREFIX).forEach((key, written) -> {
            int slash = key.indexOf('/');
            String id = URLDecoder.decode(key.substring(slash + 1), StandardCharsets.UTF_8);
            waiting.put(key, Waiting.read(key.substring(0, slash), id, written));
        });
    }

    boolean contains(Blob blob) {
        return waiting.containsKey(key(blob));
    }

    /** It failed, for the first time or again. */
    void failed(Blob blob, Instant now, CursorChange.Builder change) {
        Waiting before = waiting.get(key(blob));
        int attempts = before == null ? 1 : before.attempts() + 1;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - 1, 10));
        Waiting after = new Waiting(blob, attempts, now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
        waiting.put(key(blob), after);
        change.put(PREFIX + key(blob), after.written());
    }

    /** It need not wait any longer; whether it had to. */
    boolean remove(Blob blob, CursorChange.Builder change) {
        if (waiting.remove(key(blob)) == null) {
            return false;
        }
        change.remove(PREFIX + key(blob));
        return true;
    }

    /** Those whose time has come, and those that expired meanwhile, in the order in which they were made. */
    List<Blob> due(Instant now) {
        List<Blob> due = new ArrayList<>();
        for (Waiting each : waiting.values()) {
            // A clock that was put back makes no long wait.
            boolean late = !now.isBefore(each.nextTry()) || each.nextTry().isAfter(now.plus(LONGEST_WAIT));
            if ((late && isCollected(each)) || !now.isBefore(each.blob().expiration())) {
                due.add(each.blob());
            }
        }
        due.sort(Blob.BY_TIME);
        return due;
    }

    private boolean isCollected(Waiting waits) {
        return types.contains(waits.blob().contentType());
    }

    /** When the next one is due; far in the future where none waits. */
    Instant nextTry() {
        return waiting.values().stream()
                .map(each -> isCollected(each) ? each.nextTry() : each.blob().expiration())
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static String key(Blob blob) {
        return blob.contentType() + "/" + URLEncoder.encode(blob.id(), StandardCharsets.UTF_8);
    }
}
