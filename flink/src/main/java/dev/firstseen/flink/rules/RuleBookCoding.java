package dev.firstseen.flink.rules;

import dev.firstseen.flink.wire.ByteReader;
import dev.firstseen.flink.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/** How rules are written. */
public record RuleBookCoding() implements Coding<RuleBook> {

    /** For Flink. */
    public static CodedType<RuleBook> type() {
        return new CodedType<>(RuleBook.class, new RuleBookCoding());
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(RuleBook book, ByteWriter to) {
        to.whole(book.now());
        to.list(book.texts(), (text, writer) -> {
            writer.text(text.file());
            writer.text(text.text());
            writer.whole(text.since());
        });
    }

    @Override
    public RuleBook read(ByteReader from, int version) {
        long now = from.whole();
        return new RuleBook(from.list(reader -> new RuleText(reader.text(), reader.text(), reader.whole())), now);
    }
}
