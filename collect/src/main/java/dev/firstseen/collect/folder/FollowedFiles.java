package dev.firstseen.collect.folder;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.rows.Lines;
import dev.firstseen.collect.time.SourceClock;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads files of lines while they grow. One thread uses it. */
final class FollowedFiles {

    /** Who writes a line, or a file, has written the rest of it after so long. */
    static final Duration STILL = Duration.ofMinutes(1);

    private final FileStates states;
    private final SourceClock clock;
    private final Intake intake;
    private final Opener opener;
    /** How each looked the last time. */
    private final Map<String, FileState> looks = new HashMap<>();
    /** Of those that end in the middle of a line. */
    private final Map<String, Rest> rests = new HashMap<>();

    /**
     * What follows the last whole line.
     *
     * @param look how the file was
     * @param since when it was found to be so
     */
    private record Rest(FileState look, Instant since, boolean told) {}

    FollowedFiles(FileStates states, SourceClock clock, Intake intake, Opener opener) {
        this.states = states;
        this.clock = clock;
        this.intake = intake;
        this.opener = opener;
    }

    void forgetAllBut(Set<String> names) {
        looks.keySet().retainAll(names);
        rests.keySet().retainAll(names);
    }

    /** Whether a file lost what was read of it, which is told: then it is another. */
    boolean isLost(String name, Path file, FileState state, BasicFileAttributes now) throws IOException {
        if (now.size() < state.offset()) {
            lost(
                    name,
                    "It was cut off at %,d bytes after %,d had been read; it is read from its beginning. What was added in between is lost."
                            .formatted(now.size(), state.offset()));
            return true;
        }
        if (isUnchanged(name, now)) {
            return false;
        }
        try (SeekableByteChannel channel = opener.open(file)) {
            if (state.isStillIn(channel)) {
                return false;
            }
        }
        lost(
                name,
                "It was overwritten after %,d bytes had been read; it is read from its beginning. What was added to it in between is lost."
                        .formatted(state.offset()));
        return true;
    }

    /** Whether a file that the file system knows by another number is the same all the same: some disks number anew. */
    boolean goesOn(Path file, FileState state, BasicFileAttributes now) throws IOException {
        if (now.size() < state.offset()) {
            return false;
        }
        try (SeekableByteChannel channel = opener.open(file)) {
            return state.isStillIn(channel);
        }
    }

    private boolean isUnchanged(String name, BasicFileAttributes now) {
        FileState look = looks.get(name);
        return look != null && look.isUnchanged(now);
    }

    private void lost(String name, String sentence) {
        intake.report(new Condition.Lost(name, Condition.Reason.TRUNCATED, sentence));
    }

    /** Hands over the whole lines that were added; the last one without an end when the file was still since the last look. */
    void follow(String name, Path file, FileState before, BasicFileAttributes now)
            throws IOException, InterruptedException {
        boolean still = isUnchanged(name, now);
        looks.put(name, FileState.begin(FileState.Stage.FOLLOWED, now));
        Rest rest = rests.get(name);
        if (rest != null && rest.look().isUnchanged(now)) {
            tell(name, rest, now.size() - before.offset());
            return;
        }
        rests.remove(name);
        FileState state = before;
        if (!state.isSameFile(now)) {
            state = state.numberedAs(now);
            states.set(name, state);
        }
        if (state.offset() >= now.size()) {
            return;
        }
        try (SeekableByteChannel channel = opener.open(file)) {
            channel.position(state.offset());
            Lines lines = new Lines(channel, state.offset());
            for (Optional<Lines.Run> run = lines.next(still); run.isPresent(); run = lines.next(still)) {
                byte[] bytes = run.get().bytes();
                run.get().before().tell(name, intake);
                state = state.readTo(run.get().end(), bytes, now);
                states.handOver(name, run.get().load(name, clock.now()), state);
            }
        }
        if (still && state.offset() < now.size()) {
            rests.put(name, new Rest(FileState.begin(FileState.Stage.FOLLOWED, now), clock.now(), false));
        }
    }

    private void tell(String name, Rest rest, long bytes) {
        if (!rest.told() && !clock.now().isBefore(rest.since().plus(STILL))) {
            rests.put(name, new Rest(rest.look(), rest.since(), true));
            lost(
                    name,
                    "It ends with %,d bytes that are no whole line; they are read when the rest of it is added."
                            .formatted(bytes));
        }
    }
}
