package dev.firstseen.microsoft.json;

import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Makes token streams under one set of limits, walks over values in them, and turns what goes wrong into a rejection.
 * Line breaks and other control characters inside texts are put up with: exports that went through a spreadsheet or a
 * SIEM have them. Safe for use by many threads.
 */
final class JsonSource {
    static final JsonSource RECORD = new JsonSource(JsonLimits.RECORD);

    private static final List<String> WORDS = List.of("true", "false", "null");

    private final JsonLimits limits;
    private final JsonFactory factory;

    JsonSource(JsonLimits limits) {
        this.limits = limits;
        this.factory = JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                // The bytes are UTF-8; a text that begins with a NUL is not to be taken for UTF-16.
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                // What is read twice must not fail the second time; names are hashed with a random seed anyway.
                .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        // One more than allowed, so that our own count, which knows it is depth, comes first.
                        .maxNestingDepth(limits.depth() + 1)
                        .maxStringLength(limits.stringLength())
                        .maxNameLength(limits.nameLength())
                        .maxNumberLength(limits.numberLength())
                        .build())
                .build();
    }

    JsonLimits limits() {
        return limits;
    }

    JsonParser tokens(byte[] bytes, int offset, int length) {
        return factory.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    /** The name that stands between two quotes of a record that was checked. */
    static String name(byte[] bytes, int from, int end) {
        byte[] object = new byte[end - from + 6];
        System.arraycopy(bytes, from, object, 2, end - from);
        object[0] = '{';
        object[1] = '"';
        byte[] rest = {'"', ':', '0', '}'};
        System.arraycopy(rest, 0, object, object.length - rest.length, rest.length);
        try (JsonParser tokens = RECORD.tokens(object, 0, object.length)) {
            tokens.nextToken();
            String name = tokens.nextName();
            if (name == null) {
                throw new IllegalStateException("the bytes of a record changed after it was read");
            }
            return name;
        }
    }

    /** Steps into the object that the tokens begin with. */
    static void enter(JsonParser tokens) throws Rejected {
        JsonToken first = tokens.nextToken();
        if (first == null) {
            throw new Rejected(Reason.NOT_JSON, "It is empty.");
        }
        if (first != JsonToken.START_OBJECT) {
            throw new Rejected(Reason.NOT_A_RECORD);
        }
    }

    /** Steps out of the object that was entered; nothing may follow it. */
    static void leave(JsonParser tokens) throws Rejected {
        if (tokens.currentToken() != JsonToken.END_OBJECT) {
            throw new Rejected(Reason.CUT_OFF);
        }
        if (tokens.nextToken() != null) {
            throw new Rejected(Reason.NOT_JSON, "Something follows the record.");
        }
    }

    /**
     * Walks to the end of the value whose first token is the current one. Everything is checked that building the value
     * would check, but texts are not decoded.
     */
    void skip(JsonParser tokens, int depth, Budget budget) throws Rejected {
        JsonToken token = tokens.currentToken();
        int open = depth;
        while (true) {
            if (token == null) {
                throw new Rejected(Reason.CUT_OFF);
            }
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    budget.spend();
                    checkDepth(++open);
                }
                case END_OBJECT, END_ARRAY -> open--;
                case PROPERTY_NAME -> {}
                case VALUE_STRING -> {
                    budget.spend();
                    if (budget.mayHoldLongTexts) {
                        // Asking for the length makes the tokenizer decode the text, and its limit apply.
                        tokens.getStringLength();
                    }
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    budget.spend();
                    checkNumber(tokens);
                }
                case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> budget.spend();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new Rejected(Reason.NOT_JSON);
            }
            if (open == depth) {
                return;
            }
            token = tokens.nextToken();
        }
    }

    void checkNumber(JsonParser tokens) throws Rejected {
        if (tokens.getStringLength() > limits.numberLength()) {
            throw new Rejected(Reason.TOO_LONG, "A number of more than " + limits.numberLength() + " characters.");
        }
    }

    void checkDepth(int depth) throws Rejected {
        if (depth > limits.depth()) {
            throw new Rejected(Reason.TOO_DEEP, "More than " + limits.depth() + " levels.");
        }
    }

    /** What a failure of the token stream over these bytes means. */
    static Rejected rejected(JacksonException failure, JsonParser tokens, byte[] bytes, int offset, int length) {
        if (failure instanceof StreamConstraintsException) {
            return new Rejected(Reason.TOO_LONG);
        }
        long at = tokens.currentLocation().getByteOffset();
        if (failure instanceof UnexpectedEndOfInputException
                || failure.getOriginalMessage().startsWith("Unexpected end-of-input")
                || (at >= length && endsInsideToken(bytes, offset, offset + length))) {
            return new Rejected(Reason.CUT_OFF);
        }
        int foreign = new Utf8().firstBroken(bytes, offset, length);
        return new Rejected(
                Reason.NOT_JSON,
                foreign >= 0 && foreign <= at
                        ? "Byte " + foreign + " is not UTF-8: save the file as UTF-8."
                        : "Near byte " + at + ".");
    }

    /** Whether a word or a number is not yet complete; the tokenizer calls such an end an unknown word or number. */
    private static boolean endsInsideToken(byte[] bytes, int offset, int end) {
        if (end > offset && "-+.eE".indexOf(bytes[end - 1]) >= 0) {
            return true;
        }
        int start = end;
        while (start > offset && end - start < 5 && bytes[start - 1] >= 'a' && bytes[start - 1] <= 'z') {
            start--;
        }
        String letters = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        return !letters.isEmpty() && WORDS.stream().anyMatch(word -> word.startsWith(letters) && !word.equals(letters));
    }

    /** How many more members and items a value may have. */
    static final class Budget {
        private final int limit;
        private final boolean mayHoldLongTexts;
        private int left;

        /** For a value in so many bytes. */
        Budget(JsonLimits limits, int length) {
            this.limit = limits.memberCount();
            this.mayHoldLongTexts = length > limits.stringLength();
            this.left = limit;
        }

        void spend() throws Rejected {
            if (--left < 0) {
                throw new Rejected(Reason.TOO_LONG, "More than " + limit + " members and items.");
            }
        }
    }
}
