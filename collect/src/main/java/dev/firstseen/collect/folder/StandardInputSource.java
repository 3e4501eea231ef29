package dev.firstseen.collect.folder;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.rows.Pieces;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;

/**
 * Reads standard input to its end, in any shape. Rows are handed over as they come. It cannot be read twice, so it has no
 * cursor: whoever writes to it again after a crash sends records again, which their ids tell.
 */
public record StandardInputSource(String name, InputStream input, SourceClock clock) implements Source {

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        try (Contents contents = Contents.of(List.of(Contents.STANDARD_INPUT), input)) {
            for (Contents.Refusal refusal : contents.refusals()) {
                unreadable(intake, refusal.name(), refusal.why());
            }
            for (Content content : contents.contents()) {
                read(content, intake);
            }
        } catch (ClosedByInterruptException stopped) {
            throw new InterruptedException();
        } catch (IOException failure) {
            unreadable(intake, name, Contents.sentence(failure));
        }
    }

    private void read(Content content, Intake intake) throws InterruptedException {
        try (Pieces pieces = Pieces.openFlowing(content.open(), this::moreIsThere)) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                piece.get().before().tell(content.name(), intake);
                Load load = piece.get().load(content.name(), clock.now());
                intake.accept(Parcel.of(name, List.of(load), CursorChange.NONE, List.of()));
            }
        } catch (ClosedByInterruptException stopped) {
            throw new InterruptedException();
        } catch (IOException failure) {
            unreadable(intake, content.name(), Contents.sentence(failure));
        }
    }

    private boolean moreIsThere() {
        try {
            return input.available() > 0;
        } catch (IOException closed) {
            return false;
        }
    }

    private static void unreadable(Intake intake, String what, String sentence) {
        intake.report(new Condition.Lost(what, Condition.Reason.UNREADABLE, sentence));
    }
}
