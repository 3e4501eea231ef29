package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.sink.Notice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What goes out in one request: the written notices one after the other. */
record Batch(List<byte[]> written) {
    private static final int NOTICES = 500;
    private static final int BYTES = 4 << 20;

    Batch {
        written = List.copyOf(written);
    }

    /** Notices cut into requests of bounded size. */
    static List<Batch> of(List<Notice> notices, Function<Notice, byte[]> form) {
        List<Batch> batches = new ArrayList<>();
        List<byte[]> open = new ArrayList<>();
        long size = 0;
        for (Notice notice : notices) {
            byte[] bytes = form.apply(notice);
            if (!open.isEmpty() && (open.size() == NOTICES || size + bytes.length > BYTES)) {
                batches.add(new Batch(open));
                open.clear();
                size = 0;
            }
            open.add(bytes);
            size += bytes.length;
        }
        if (!open.isEmpty()) {
            batches.add(new Batch(open));
        }
        return batches;
    }

    int notices() {
        return written.size();
    }

    byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        written.forEach(body::writeBytes);
        return body.toByteArray();
    }

    List<Batch> singly() {
        return written.stream().map(one -> new Batch(List.of(one))).toList();
    }

    /** The notices before the one at a place, and those after it. */
    Batch between(int from, int to) {
        return new Batch(written.subList(from, to));
    }
}
