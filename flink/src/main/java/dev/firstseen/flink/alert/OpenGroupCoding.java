package dev.firstseen.flink.alert;

import dev.firstseen.engine.suppression.OpenGroup;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/** How the memory of a group is written. */
public record OpenGroupCoding() implements Coding<OpenGroup> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(OpenGroup open, ByteWriter to) {
        to.text(open.shown());
        FindingCoding.group(open.group(), to);
    }

    @Override
    public OpenGroup read(ByteReader from, int version) {
        return new OpenGroup(from.text(), FindingCoding.group(from));
    }
}
