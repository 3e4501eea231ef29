package dev.firstseen.flink.order;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;

/** How places are written. They are keys of maps in state, so a new version would have to leave these bytes as they are. */
public record PlaceCoding() implements Coding<Place> {

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Place place, ByteWriter to) {
        to.whole(place.time());
        to.text(place.event());
        to.text(place.further());
    }

    @Override
    public Place read(ByteReader from, int version) {
        return new Place(from.whole(), from.text(), from.text());
    }
}
