package dev.firstseen.flink.fold;

import dev.firstseen.engine.threshold.Window;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/** How the window of a threshold is written: each time as its distance from the last. */
public record WindowCoding() implements Coding<Window> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Window window, ByteWriter to) {
        long last = window.last();
        to.whole(last);
        to.list(window.counted(), (counted, writer) -> {
            writer.whole(last - counted.time());
            writer.whole(counted.count());
        });
        to.list(window.lastSeen(), (seen, writer) -> {
            writer.scalar(seen.value());
            writer.whole(last - seen.time());
        });
    }

    @Override
    public Window read(ByteReader from, int version) {
        long last = from.whole();
        return Window.of(
                from.list(reader -> new Window.Counted(last - reader.whole(), reader.whole())),
                from.list(reader -> new Window.LastSeen(reader.scalar(), last - reader.whole())),
                last);
    }
}
