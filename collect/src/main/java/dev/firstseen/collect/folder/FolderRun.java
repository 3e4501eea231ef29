package dev.firstseen.collect.folder;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.rows.Lines;
import dev.firstseen.collect.rows.Pieces;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.container.ReadFailure;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** Looking into a folder again and again. One thread uses it. */
final class FolderRun {

    private final FolderSettings settings;
    private final SourceClock clock;
    private final Intake intake;
    private final Health health;
    private final FolderWalk walk;
    private final Backlog backlog = new Backlog();
    private final FileStates states;
    private final FollowedFiles followed;
    private final Opener opener;
    /** How files that are to be read once looked the last time. */
    private final Map<String, Look> looks = new HashMap<>();

    /**
     * How a file looked.
     *
     * @param since when it was first found to look so
     */
    private record Look(FileState state, Instant since) {}

    FolderRun(String source, FolderSettings settings, SourceClock clock, Cursor cursor, Intake intake, Opener opener) {
        this.settings = settings;
        this.clock = clock;
        this.intake = intake;
        this.health = new Health("folder", intake);
        this.walk = new FolderWalk(settings, clock, intake);
        this.states = new FileStates(source, clock, cursor, intake, backlog);
        this.opener = opener;
        this.followed = new FollowedFiles(states, clock, intake, opener);
    }

    void run() throws InterruptedException {
        while (true) {
            try {
                look();
                health.well();
            } catch (IOException failure) {
                String sentence =
                        "The folder %s cannot be read: %s".formatted(settings.folder(), Contents.sentence(failure));
                health.failing(clock.now(), sentence, clock.now().plus(settings.poll()));
            }
            backlog.clear();
            intake.progress(backlog.progress(clock.now()));
            clock.pause(settings.poll());
        }
    }

    private void look() throws IOException, InterruptedException {
        SortedMap<String, FolderWalk.Found> files = walk.files();
        forgetAllBut(files.keySet());
        files.forEach((name, file) -> find(name, file.attributes()));
        for (Map.Entry<String, FolderWalk.Found> file : files.entrySet()) {
            try {
                visit(file.getKey(), file.getValue());
            } catch (NoSuchFileException gone) {
                // Moved away between the two looks: the next one forgets it.
                looks.remove(file.getKey());
            } catch (ClosedByInterruptException stopped) {
                throw new InterruptedException();
            } catch (IOException failure) {
                // It may pass: where reading stands is known, and the next look goes on from there.
                walk.close(file.getKey(), failure);
            }
        }
        walk.end();
    }

    private void forgetAllBut(Set<String> names) throws InterruptedException {
        Set<String> gone = new HashSet<>(states.names());
        gone.removeAll(names);
        gone.removeIf(walk::isHidden);
        looks.keySet().retainAll(names);
        followed.forgetAllBut(names);
        states.forget(gone);
    }

    private void find(String name, BasicFileAttributes now) {
        FileState state = states.of(name);
        backlog.find(
                state == null ? now.size() : state.unread(now),
                now.lastModifiedTime().toInstant());
    }

    private void visit(String name, FolderWalk.Found found) throws IOException, InterruptedException {
        FileState state = states.of(name);
        if (state != null && state.stage() == FileState.Stage.DONE && state.isUnchanged(found.attributes())) {
            return;
        }
        Path file = found.path();
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        if (state != null && isAnother(name, file, state, now)) {
            looks.remove(name);
            states.forget(Set.of(name));
            state = null;
        }
        if (state == null) {
            begin(name, file, now);
            return;
        }
        switch (state.stage()) {
            case FOLLOWED -> followed.follow(name, file, state, now);
            case READING -> readOnce(name, file, state);
            case DONE -> {}
        }
    }

    private boolean isAnother(String name, Path file, FileState state, BasicFileAttributes now) throws IOException {
        return switch (state.stage()) {
            case FOLLOWED ->
                state.isSameFile(now) ? followed.isLost(name, file, state, now) : !followed.goesOn(file, state, now);
            // A place in it means nothing once it is another content.
            case READING, DONE -> !state.isUnchanged(now);
        };
    }

    private void begin(String name, Path file, BasicFileAttributes now) throws IOException, InterruptedException {
        if (now.size() == 0) {
            return;
        }
        if (Lines.beginWhole(file)) {
            followed.follow(name, file, FileState.begin(FileState.Stage.FOLLOWED, now), now);
            return;
        }
        Look look = looks.get(name);
        if (look == null || !look.state().isUnchanged(now)) {
            looks.put(name, new Look(FileState.begin(FileState.Stage.READING, now), clock.now()));
        } else if (!Lines.endInTheMiddle(file)
                || !clock.now().isBefore(look.since().plus(FollowedFiles.STILL))) {
            readOnce(name, file, look.state());
        }
    }

    private void readOnce(String name, Path file, FileState begun) throws IOException, InterruptedException {
        FileState state = begun;
        try (Contents contents = Contents.ofFile(file, () -> opener.open(file))) {
            List<Content> all = contents.contents();
            while (state.entry() < all.size()) {
                state = read(name, all.get(state.entry()), state);
            }
            contents.refusals().forEach(refusal -> unreadable(name, refusal.why()));
        } catch (IOException failure) {
            // What cannot be taken apart cannot be so later either, unless it changes.
            tellDamage(name, failure);
        }
        looks.remove(name);
        states.set(name, state.in(FileState.Stage.DONE));
    }

    /** Reads on in one of a file's contents, to its end or to where it is damaged. */
    private FileState read(String name, Content content, FileState begun) throws IOException, InterruptedException {
        FileState state = begun;
        try (Pieces pieces = Pieces.open(content.open(), begun.offset())) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                piece.get().before().tell(content.name(), intake);
                state = state.at(state.entry(), piece.get().end());
                states.handOver(name, piece.get().load(content.name(), clock.now()), state);
            }
        } catch (IOException failure) {
            tellDamage(content.name(), failure);
            // Told once, whatever becomes of the contents after it.
            states.set(name, state.at(state.entry() + 1, 0));
        }
        return state.at(state.entry() + 1, 0);
    }

    /** @throws IOException the failure, where it may pass */
    private void tellDamage(String what, IOException failure) throws IOException {
        if (failure instanceof ReadFailure
                || failure instanceof NoSuchFileException
                || failure instanceof ClosedChannelException) {
            throw failure;
        }
        unreadable(what, Contents.sentence(failure));
    }

    private void unreadable(String what, String sentence) {
        intake.report(new Condition.Lost(what, Condition.Reason.UNREADABLE, sentence));
    }
}
