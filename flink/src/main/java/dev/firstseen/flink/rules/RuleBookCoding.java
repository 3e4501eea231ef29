package dev.firstseen.flink.rules;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;

/** How rules are written. */
public record RuleBookCoding() implements Coding<RuleBook> {
    private static final RuleText.OfRuleText TEXT = new RuleText.OfRuleText();

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
        to.whole(book.version());
        to.whole(book.now());
        to.whole(TEXT.version());
        to.list(book.texts(), TEXT::write);
    }

    @Override
    public RuleBook read(ByteReader from, int version) {
        long changes = from.whole();
        long now = from.whole();
        int texts = (int) from.whole();
        return new RuleBook(from.list(reader -> TEXT.read(reader, texts)), changes, now);
    }
}
