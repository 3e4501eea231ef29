package dev.firstseen.flink.incident;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.investigation.trace.TracedFields;
import java.util.List;

/**
 * By what a case is investigated: it goes with the case, so that whoever asks and whoever investigates mean the same, whatever
 * has changed in between.
 *
 * @param playbooks of the case's alerts
 * @param traced the fields by which records are told apart: those that any playbook asks for
 */
record Manual(PlaybookTexts playbooks, TracedFields traced) {

    /** How it is written. */
    public record OfManual() implements Coding<Manual> {
        private static final PlaybookTexts.OfPlaybookTexts TEXTS = new PlaybookTexts.OfPlaybookTexts();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Manual manual, ByteWriter to) {
            to.whole(TEXTS.version());
            TEXTS.write(manual.playbooks(), to);
            fields(manual.traced().own(), to);
            fields(manual.traced().others(), to);
        }

        @Override
        public Manual read(ByteReader from, int version) {
            PlaybookTexts texts = TEXTS.read(from, (int) from.whole());
            return new Manual(texts, new TracedFields(fields(from), fields(from)));
        }

        private static void fields(List<FieldPath> fields, ByteWriter to) {
            to.list(fields, (field, writer) -> writer.text(field.name()));
        }

        private static List<FieldPath> fields(ByteReader from) {
            return from.list(reader -> FieldPath.of(reader.text()));
        }
    }
}
