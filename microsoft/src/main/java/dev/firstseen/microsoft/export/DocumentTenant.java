package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.microsoft.ecs.EcsDocument;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the raw bytes of an ECS document whose it is, where these leave no doubt: a GUID in the places where a tenant
 * stands, and none that differs in another of them. What is written in another way, or named by none, is left to be parsed.
 * Not safe for use by several threads.
 */
final class DocumentTenant {

    static final int LENGTH = 36;

    /** Longer documents are left to be parsed. */
    private static final int LONGEST = 1 << 16;

    private static final byte[] SOURCE = bytes("_source");

    /** By the object in which they stand, from the document itself on: the members that lead to a tenant. */
    private static final Map<String, List<Step>> STEPS = EcsDocument.TENANTS.stream()
            .flatMap(DocumentTenant::steps)
            .collect(Collectors.groupingBy(step -> step.from));

    /** A member on the way, of which several may be written as one with dots. */
    private static final class Step {
        private final String from;
        private final byte[] name;
        private final String to;
        private final boolean last;

        Step(List<String> path, int from, int to) {
            this.from = String.join(".", path.subList(0, from));
            this.name = bytes(String.join(".", path.subList(from, to)));
            this.to = String.join(".", path.subList(0, to));
            this.last = to == path.size();
        }
    }

    private static Stream<Step> steps(FieldPath tenant) {
        List<String> path = tenant.segments();
        return IntStream.range(0, path.size())
                .boxed()
                .flatMap(from -> IntStream.rangeClosed(from + 1, path.size()).mapToObj(to -> new Step(path, from, to)));
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private final byte[] tenant = new byte[LENGTH];
    private byte[] document = new byte[0];
    private int end;
    private int at;
    private boolean found;

    /** As written in the document, as last read; not to be changed. */
    byte[] tenant() {
        return tenant;
    }

    /** Looks for a document's tenant; false where only parsing tells it. */
    boolean read(MemorySegment memory, long start, long end) {
        if (end - start > LONGEST) {
            return false;
        }
        this.end = (int) (end - start);
        if (document.length < this.end) {
            document = new byte[this.end];
        }
        // Reading an array is fast before the compiler has had its turn, while reading native memory is not.
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, document, 0, this.end);
        at = 0;
        found = false;
        try {
            hitOrDocument();
            return found;
        } catch (Doubt parsed) {
            return false;
        }
    }

    /** A document that stands for itself, or as the source of a hit, beside which nothing is of it. */
    private void hitOrDocument() throws Doubt {
        expect('{');
        boolean more = !accept('}');
        while (more) {
            int from = name();
            if (Arrays.equals(document, from, at - 1, SOURCE, 0, SOURCE.length)) {
                expect(':');
                if (found || blank() != '{') {
                    throw new Doubt();
                }
                members("");
                return;
            }
            member("", from);
            more = accept(',');
        }
    }

    private void members(String level) throws Doubt {
        expect('{');
        boolean more = !accept('}');
        while (more) {
            member(level, name());
            more = accept(',');
            if (!more) {
                expect('}');
            }
        }
    }

    /** Steps over a name; gives where it begins behind its quote. */
    private int name() throws Doubt {
        blank();
        int from = at + 1;
        text();
        for (int i = from; i < at; i++) {
            // Only parsing tells what an escape stands for.
            if (document[i] == '\\') {
                throw new Doubt();
            }
        }
        return from;
    }

    private void member(String level, int from) throws Doubt {
        Step step = step(level, from, at - 1);
        expect(':');
        if (step == null) {
            value();
        } else if (step.last) {
            tenantHere();
        } else {
            switch (blank()) {
                case '{' -> members(step.to);
                // A list of objects has their members, too.
                case '[' -> throw new Doubt();
                default -> value();
            }
        }
    }

    private void tenantHere() throws Doubt {
        blank();
        int from = at + 1;
        text();
        if (at - 1 - from != LENGTH || found && !Arrays.equals(document, from, from + LENGTH, tenant, 0, LENGTH)) {
            throw new Doubt();
        }
        System.arraycopy(document, from, tenant, 0, LENGTH);
        found = true;
    }

    private @Nullable Step step(String level, int from, int to) {
        for (Step step : STEPS.getOrDefault(level, List.of())) {
            if (Arrays.equals(document, from, to, step.name, 0, step.name.length)) {
                return step;
            }
        }
        return null;
    }

    /** Steps over a value. */
    private void value() throws Doubt {
        int depth = 0;
        do {
            switch (blank()) {
                case '"' -> text();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':' -> at++;
                default -> scalar();
            }
        } while (depth > 0);
    }

    private void scalar() throws Doubt {
        int from = at;
        while (at < end && (Character.isLetterOrDigit(document[at]) || "+-.".indexOf(document[at]) >= 0)) {
            at++;
        }
        if (at == from) {
            throw new Doubt();
        }
    }

    /** Steps over a text, from quote to quote. */
    private void text() throws Doubt {
        expect('"');
        while (at < end && document[at] != '"') {
            at += document[at] == '\\' ? 2 : 1;
        }
        expect('"');
    }

    /** Steps over blanks; gives what stands there then. */
    private byte blank() throws Doubt {
        while (at < end && document[at] <= ' ' && document[at] >= 0) {
            at++;
        }
        if (at >= end) {
            throw new Doubt();
        }
        return document[at];
    }

    private void expect(char wanted) throws Doubt {
        if (!accept(wanted)) {
            throw new Doubt();
        }
    }

    private boolean accept(char wanted) throws Doubt {
        boolean there = blank() == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private static final class Doubt extends Exception {
        private static final long serialVersionUID = 1;

        private Doubt() {
            super("only parsing tells", null, false, false);
        }
    }
}
