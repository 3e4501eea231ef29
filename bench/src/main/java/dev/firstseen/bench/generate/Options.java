package dev.firstseen.bench.generate;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What the command was asked for. */
record Options(boolean example, boolean mixed, long records, long seed, Path out) {
    static final String USAGE =
            "Usage: generate --records N [--mixed] [--seed S] --out FILE, or generate --example FOLDER";

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(List<String> arguments) {
        long records = 0;
        long seed = 1;
        String out = "";
        boolean example = false;
        boolean mixed = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--mixed")) {
                mixed = true;
                continue;
            }
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            String value = rest.next();
            switch (option) {
                case "--records" -> records = number(option, value);
                case "--seed" -> seed = number(option, value);
                case "--out" -> out = value;
                case "--example" -> {
                    example = true;
                    out = value;
                }
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        if (!example && records < 2) {
            throw new IllegalArgumentException("--records must be at least 2, not " + records);
        }
        if (out.isEmpty()) {
            throw new IllegalArgumentException("--out is missing");
        }
        return new Options(example, mixed, records, seed, Path.of(out));
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " needs a whole number, not '" + value + "'", e);
        }
    }
}
