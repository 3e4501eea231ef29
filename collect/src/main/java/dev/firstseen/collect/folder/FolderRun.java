package dev.firstseen.collect.folder;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.rows.Lines;
import dev.firstseen.collect.rows.Pieces;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looking into a folder again and again. One thread uses it. */
final class FolderRun {

    private static final String PREFIX = "file/";
    /** Names under which programs write what they rename when it is complete. */
    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".partial", ".filepart", ".crdownload");

    private final String source;
    private final FolderSettings settings;
    private final SourceClock clock;
    private final Intake intake;
    private final Health health;
    private final Instant began;
    private final SortedMap<String, FileState> states = new TreeMap<>();
    /** How files that are to be read once looked the last time. */
    private final Map<String, FileState> looks = new HashMap<>();

    FolderRun(String source, FolderSettings settings, SourceClock clock, Cursor cursor, Intake intake) {
        this.source = source;
        this.settings = settings;
        this.clock = clock;
        this.intake = intake;
        this.health = new Health("folder", intake);
        this.began = clock.now();
        cursor.below(PREFIX).forEach((name, written) -> states.put(name, FileState.read(written)));
    }

    void run() throws InterruptedException {
        while (true) {
            try {
                look();
                health.well();
            } catch (IOException | UncheckedIOException failure) {
                String sentence =
                        "The folder %s cannot be read: %s".formatted(settings.folder(), Contents.sentence(failure));
                health.failing(clock.now(), sentence, clock.now().plus(settings.poll()));
            }
            Instant now = clock.now();
            intake.progress(new Progress("folder", began, now, now));
            clock.pause(settings.poll());
        }
    }

    private void look() throws IOException, InterruptedException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> below = Files.walk(settings.folder())) {
            below.filter(Files::isRegularFile)
                    .filter(FolderRun::isFinished)
                    .forEach(
                            file -> files.put(settings.folder().relativize(file).toString(), file));
        }
        forgetAllBut(files.keySet());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            try {
                visit(file.getKey(), file.getValue());
            } catch (NoSuchFileException gone) {
                // Moved away between the two looks: the next one forgets it.
                looks.remove(file.getKey());
            } catch (IOException failure) {
                giveUp(file.getKey(), file.getValue(), Contents.sentence(failure));
            }
        }
    }

    private static boolean isFinished(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && UNFINISHED.stream().noneMatch(name::endsWith);
    }

    private void forgetAllBut(Set<String> names) throws InterruptedException {
        Set<String> gone = new HashSet<>(states.keySet());
        gone.removeAll(names);
        looks.keySet().retainAll(names);
        if (!gone.isEmpty()) {
            CursorChange.Builder change = new CursorChange.Builder();
            for (String name : gone) {
                states.remove(name);
                change.remove(PREFIX + name);
            }
            intake.accept(Parcel.of(source, List.of(), change.build(), List.of()));
        }
    }

    private void visit(String name, Path file) throws IOException, InterruptedException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        FileState state = states.get(name);
        if (state == null || isAnother(name, state, now)) {
            begin(name, file, now);
            return;
        }
        switch (state.stage()) {
            case DONE -> {
                if (!state.isUnchanged(now)) {
                    begin(name, file, now);
                }
            }
            case FOLLOWED -> follow(name, file, state, now);
            case READING -> {
                // A place in it means nothing once it is another content.
                if (state.isUnchanged(now)) {
                    readOnce(name, file, state);
                } else {
                    begin(name, file, now);
                }
            }
        }
    }

    /** Whether the file is not the one that was being read, or lost some of what was read. */
    private boolean isAnother(String name, FileState state, BasicFileAttributes now) {
        if (!state.isSameFile(now)) {
            return true;
        }
        boolean cut = state.stage() == FileState.Stage.FOLLOWED && now.size() < state.offset();
        if (cut) {
            intake.report(new Condition.Lost(
                    name,
                    Condition.Reason.TRUNCATED,
                    "It was cut off at %,d bytes after %,d had been read; it is read from its beginning. What was added in between is lost."
                            .formatted(now.size(), state.offset())));
        }
        return cut;
    }

    private void begin(String name, Path file, BasicFileAttributes now) throws IOException, InterruptedException {
        if (now.size() == 0) {
            return;
        }
        if (Lines.beginWhole(file)) {
            follow(name, file, FileState.begin(FileState.Stage.FOLLOWED, now), now);
            return;
        }
        FileState look = looks.put(name, FileState.begin(FileState.Stage.READING, now));
        if (look != null && look.isUnchanged(now)) {
            looks.remove(name);
            readOnce(name, file, look);
        }
    }

    /** Hands over the whole lines that were added; the last one without an end when the file was still since the last look. */
    private void follow(String name, Path file, FileState before, BasicFileAttributes now)
            throws IOException, InterruptedException {
        FileState state = before;
        FileState look = looks.put(name, FileState.begin(FileState.Stage.FOLLOWED, now));
        boolean still = look != null && look.isUnchanged(now);
        if (state.offset() >= now.size()) {
            return;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(state.offset());
            Lines lines = new Lines(channel, state.offset());
            for (Optional<Lines.Run> run = lines.next(still); run.isPresent(); run = lines.next(still)) {
                tellTooLong(name, run.get().tooLong());
                state = new FileState(
                        FileState.Stage.FOLLOWED, 0, run.get().end(), now.size(), state.modified(), state.key());
                handOver(name, name, run.get().bytes(), state);
            }
        }
    }

    private void readOnce(String name, Path file, FileState begun) throws IOException, InterruptedException {
        FileState state = begun;
        try (Contents contents = Contents.of(List.of(file), InputStream.nullInputStream())) {
            contents.refusals().forEach(refusal -> unreadable(name, refusal.why()));
            List<Content> all = contents.contents();
            for (int entry = state.entry(); entry < all.size(); entry++) {
                state = state.at(entry, entry == begun.entry() ? begun.offset() : 0);
                state = read(name, all.get(entry), state);
            }
        }
        handOver(name, name, new byte[0], state.in(FileState.Stage.DONE));
    }

    private FileState read(String name, Content content, FileState begun) throws InterruptedException {
        FileState state = begun;
        try (Pieces pieces = Pieces.open(content.open(), begun.offset(), () -> true)) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                tellTooLong(content.name(), piece.get().tooLong());
                state = state.at(state.entry(), piece.get().end());
                handOver(name, content.name(), piece.get().bytes(), state);
            }
        } catch (IOException failure) {
            unreadable(content.name(), Contents.sentence(failure));
        }
        return state;
    }

    private void handOver(String name, String title, byte[] bytes, FileState state) throws InterruptedException {
        states.put(name, state);
        CursorChange change =
                new CursorChange.Builder().put(PREFIX + name, state.written()).build();
        List<Load> loads = bytes.length == 0 ? List.of() : List.of(new Load(title, bytes, clock.now()));
        intake.accept(Parcel.of(source, loads, change, List.of()));
    }

    private void giveUp(String name, Path file, String sentence) throws IOException, InterruptedException {
        unreadable(name, sentence);
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        handOver(name, name, new byte[0], FileState.begin(FileState.Stage.DONE, now));
    }

    private void unreadable(String what, String sentence) {
        intake.report(new Condition.Lost(what, Condition.Reason.UNREADABLE, sentence));
    }

    private void tellTooLong(String what, long bytes) {
        if (bytes > 0) {
            intake.report(new Condition.Lost(
                    what,
                    Condition.Reason.TOO_LARGE,
                    "A line of more than %,d bytes was passed over.".formatted(bytes)));
        }
    }
}
