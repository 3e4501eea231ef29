package dev.firstseen.bench.generate;

import dev.firstseen.bench.shape.ShapeName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the command was asked for. */
record Options(Kind kind, long records, long seed, Optional<ShapeName> shape, Path out) {
    static final String USAGE =
            "Usage: generate --records N [--mixed|--stolen-token] [--seed S] [--shape SHAPE] --out FILE, or generate --example"
                    + " FOLDER. With a shape (" + String.join(", ", shapes()) + ") FILE becomes a folder.";

    /** What is made. */
    enum Kind {
        AUDIT,
        MIXED,
        STOLEN_TOKEN,
        EXAMPLE
    }

    private static List<String> shapes() {
        return Arrays.stream(ShapeName.values()).map(ShapeName::toString).toList();
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(List<String> arguments) {
        long records = 0;
        long seed = 1;
        String out = "";
        Optional<ShapeName> shape = Optional.empty();
        Kind kind = Kind.AUDIT;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--mixed") || option.equals("--stolen-token")) {
                kind = option.equals("--mixed") ? Kind.MIXED : Kind.STOLEN_TOKEN;
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--records" -> records = number(option, value);
                case "--seed" -> seed = number(option, value);
                case "--shape" ->
                    shape = Optional.of(ShapeName.of(value)
                            .orElseThrow(() -> new IllegalArgumentException("Unknown shape " + value)));
                case "--out" -> out = value;
                case "--example" -> {
                    kind = Kind.EXAMPLE;
                    out = value;
                }
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        if (kind != Kind.EXAMPLE && records < 2) {
            throw new IllegalArgumentException("--records must be at least 2, not " + records);
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("--out is missing");
        }
        return new Options(kind, records, seed, shape, Path.of(out));
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not '" + value + "'", e);
        }
    }
}
