package dev.firstseen.microsoft.json;

import dev.firstseen.microsoft.RandomJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Random bytes that are JSON more often than not, spelled in every way that JSON allows and some that it does not. */
final class OddJson {
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "7",
            "-12",
            "1.5",
            "-0.25",
            "1e3",
            "1E+3",
            "2e-2",
            "123456789012345678",
            "1234567890123456789",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "12345678901234567890123",
            "1e999",
            "-1e999",
            "0.0",
            "-0.0",
            "4.9e-324",
            "1e-999",
            "1.7976931348623157e308",
            "0.1000000000000000055511151231257827",
            "100000000000000000000.0",
            "0e0");
    private static final List<String> BROKEN = List.of(
            "01",
            "-",
            "+1",
            ".5",
            "1.",
            "1e",
            "1e+",
            "--1",
            "1.e3",
            "tru",
            "True",
            "nul",
            "nulll",
            "falsee",
            "NaN",
            "Infinity",
            "'a'",
            "\"a",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u12\"",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{,}",
            "[",
            "{",
            "]",
            "}",
            "",
            "\u0000",
            "1\u0000",
            "/*c*/1",
            "-a",
            "0x10",
            "1_0");
    private static final List<String> PIECES = List.of(
            "a",
            "Name",
            "0123456",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\b\\f\\r\\t",
            "\\u0041",
            "\\u00e9",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\uDC00",
            "\u0000",
            "\n",
            "\u001f",
            "\u007f",
            "é",
            "€",
            "😀",
            " ",
            "{}[]:,",
            "'",
            "x".repeat(40));
    private static final List<String> BLANKS = List.of("", "", "", "", " ", "\n", "\t", "\r\n", "  ");

    /** Byte strings that UTF-8 has, should not have, and does not have. */
    private static final byte[][] RAW = {
        {(byte) 0xc3, (byte) 0xa9},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xe0, (byte) 0x80, (byte) 0x80},
        {(byte) 0xf0, (byte) 0x9f, (byte) 0x98, (byte) 0x80},
        {(byte) 0xf0, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xf7, (byte) 0xbf, (byte) 0xbf, (byte) 0xbf},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0x80},
        {(byte) 0xff},
        {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
        {(byte) 0xc3, 'x'},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xf0, (byte) 0x9f, (byte) 0x98},
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    };

    private final RandomJson random;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private OddJson(RandomJson random) {
        this.random = random;
    }

    static byte[] object(RandomJson random) {
        OddJson json = new OddJson(random);
        json.blank();
        json.object(4);
        json.blank();
        if (random.below(40) == 0) {
            json.write(random.oneOf(List.of("{}", "1", ",", "}", "\"", "x", "\u0000")));
        }
        byte[] whole = json.bytes.toByteArray();
        return random.below(15) == 0 ? Arrays.copyOf(whole, random.below(whole.length + 1)) : whole;
    }

    private void value(int depth) {
        switch (random.below(depth > 0 ? 12 : 9)) {
            case 0, 1, 2 -> text();
            case 3, 4, 5 -> write(random.oneOf(NUMBERS));
            case 6 -> write(random.oneOf(List.of("true", "false")));
            case 7 -> write("null");
            case 8 -> write(random.below(30) == 0 ? random.oneOf(BROKEN) : "1");
            case 9, 10 -> object(depth - 1);
            default -> array(depth - 1);
        }
    }

    private void object(int depth) {
        write("{");
        blank();
        int count = random.below(5);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                write(",");
                blank();
            }
            if (random.below(3) > 0) {
                write(random.oneOf(
                        List.of("\"a\"", "\"Name\"", "\"longerThanEight\"", "\"exactly8\"", "\"\"", "\"\\u0061\"")));
            } else {
                text();
            }
            blank();
            write(":");
            blank();
            value(depth);
            blank();
        }
        write("}");
    }

    private void array(int depth) {
        write("[");
        blank();
        int count = random.below(4);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                write(",");
                blank();
            }
            value(depth);
            blank();
        }
        write("]");
    }

    private void text() {
        write("\"");
        for (int i = random.below(4); i > 0; i--) {
            if (random.below(10) == 0) {
                bytes.writeBytes(RAW[random.below(random.below(4) == 0 ? RAW.length : 8)]);
            } else {
                write(random.oneOf(PIECES));
            }
        }
        write("\"");
    }

    private void blank() {
        write(random.oneOf(BLANKS));
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
