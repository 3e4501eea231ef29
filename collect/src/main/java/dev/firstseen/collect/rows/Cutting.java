package dev.firstseen.collect.rows;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.json.JsonDepth;
import dev.firstseen.microsoft.export.Envelope;
import dev.firstseen.microsoft.export.Preamble;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where rows end. A piece begins where the one before it ended. */
sealed interface Cutting {

    /** What comes before the first row, in bytes from the beginning of the content. */
    int heading();

    /**
     * Where the last whole row ends in some bytes that begin with a row, or with what stands between rows.
     *
     * @return the position after it; {@code from} where no row ends
     */
    int end(byte[] bytes, int from, int to);

    /** A piece that can be read by itself, of the bytes up to such an end. */
    byte[] piece(byte[] bytes, int from, int to);

    /** How such a piece holds its rows. */
    default Load.Form form() {
        return Load.Form.TOLD_BY_ITS_BYTES;
    }

    /** A row a line. */
    record Lines() implements Cutting {
        @Override
        public int heading() {
            return 0;
        }

        @Override
        public Load.Form form() {
            return Load.Form.LINES;
        }

        @Override
        public int end(byte[] bytes, int from, int to) {
            for (int at = to - 1; at >= from; at--) {
                if (bytes[at] == '\n') {
                    return at + 1;
                }
            }
            return from;
        }

        @Override
        public byte[] piece(byte[] bytes, int from, int to) {
            return Arrays.copyOfRange(bytes, from, to);
        }
    }

    /**
     * Rows of CSV, whose quoted cells may hold line breaks.
     *
     * @param header the header, and the lines of PowerShell and Excel before it
     */
    @SuppressWarnings("ArrayRecordComponent") // Made once for a content: equality is never asked for.
    record Table(byte[] header) implements Cutting {

        static Table of(byte[] head) {
            int end = rowEnd(head, beginning(head), head.length);
            return new Table(Arrays.copyOf(head, end < 0 ? head.length : end));
        }

        /** Whether the header is whole. */
        static boolean isTold(byte[] head) {
            return rowEnd(head, beginning(head), head.length) >= 0;
        }

        /** Where the header begins. */
        private static int beginning(byte[] head) {
            int end = Preamble.of(head).end();
            return end < 0 ? head.length : end;
        }

        @Override
        public int heading() {
            return header.length;
        }

        @Override
        public int end(byte[] bytes, int from, int to) {
            boolean quoted = false;
            int end = from;
            for (int at = from; at < to; at++) {
                if (bytes[at] == '"') {
                    quoted = !quoted;
                } else if (bytes[at] == '\n' && !quoted) {
                    end = at + 1;
                }
            }
            return end;
        }

        @Override
        public byte[] piece(byte[] bytes, int from, int to) {
            byte[] piece = Arrays.copyOf(header, header.length + to - from);
            System.arraycopy(bytes, from, piece, header.length, to - from);
            return piece;
        }

        private static int rowEnd(byte[] bytes, int from, int to) {
            boolean quoted = false;
            for (int at = from; at < to; at++) {
                if (bytes[at] == '"') {
                    quoted = !quoted;
                } else if (bytes[at] == '\n' && !quoted) {
                    return at + 1;
                }
            }
            return -1;
        }
    }

    /**
     * Objects inside arrays, perhaps with an envelope around, or one after another. What an envelope has beside its rows is
     * passed over.
     *
     * @param heading how many bytes open what is around the rows
     */
    record Objects(int heading) implements Cutting {

        /** Takes where a row stands. */
        private interface Taker {
            void row(int from, int to);
        }

        /**
         * What was found.
         *
         * @param end where the last row, or what stands between rows, ends
         * @param open where a row begins that does not end; -1 where there is none
         */
        private record Found(int end, int open) {}

        /** As the first bytes show. */
        static Objects of(byte[] head) {
            String text = new String(head, StandardCharsets.ISO_8859_1);
            int first = afterBlanks(head, 0);
            int inner = head[first] == '[' ? afterBlanks(head, first + 1) : first;
            int rows = inner < head.length && head[inner] == '{'
                    ? Envelope.rows(text, inner).begin()
                    : 0;
            return new Objects(rows > 0 || inner == first ? rows : first + 1);
        }

        @Override
        public int end(byte[] bytes, int from, int to) {
            return find(bytes, from, to, (_, _) -> {}).end();
        }

        @Override
        public byte[] piece(byte[] bytes, int from, int to) {
            ByteArrayOutputStream rows = new ByteArrayOutputStream(to - from + 2);
            Taker taker = (begin, end) -> {
                rows.write(rows.size() == 0 ? '[' : ',');
                rows.write(bytes, begin, end - begin);
            };
            Found found = find(bytes, from, to, taker);
            if (found.open() >= 0) {
                // What the content breaks off in: whoever reads the piece counts it as a row that is not whole.
                taker.row(found.open(), to);
                return rows.toByteArray();
            }
            if (rows.size() == 0) {
                rows.write('[');
            }
            rows.write(']');
            return rows.toByteArray();
        }

        private static Found find(byte[] bytes, int from, int to, Taker taker) {
            JsonDepth brackets = new JsonDepth();
            int end = from;
            int begin = from;
            // Whether a value belongs to a member of what is around the rows.
            boolean member = false;
            for (int at = from; at < to; at++) {
                int before = brackets.depth();
                brackets.take(bytes[at]);
                int depth = brackets.depth();
                if (before == 0 && depth == 1) {
                    begin = at;
                } else if (before == 1 && depth == 0) {
                    if (!member) {
                        taker.row(begin, at + 1);
                    }
                    member = false;
                    end = at + 1;
                } else if (depth < 0) {
                    // What was around is closed; what follows it opens anew.
                    brackets = new JsonDepth();
                    member = false;
                    end = at + 1;
                } else if (depth == 0 && !brackets.inText() && !JsonDepth.isBlank(bytes[at])) {
                    member = bytes[at] == ':';
                }
            }
            return new Found(end, brackets.depth() > 0 && !member ? begin : -1);
        }
    }

    /** As the first bytes of a content, in UTF-8, show. */
    static Cutting of(byte[] head) {
        int at = afterBlanks(head, 0);
        if (at == head.length) {
            return new Lines();
        }
        if (head[at] != '{' && head[at] != '[') {
            return Table.of(head);
        }
        return head[at] == '{' && beginsWithLine(head) ? new Lines() : Objects.of(head);
    }

    /** Whether the first bytes of a content show enough for that: with more of them it would be the same. */
    static boolean isTold(byte[] head) {
        int at = afterBlanks(head, 0);
        if (at == head.length) {
            return false;
        }
        if (head[at] != '{' && head[at] != '[') {
            return Table.isTold(head);
        }
        int inner = head[at] == '[' ? afterBlanks(head, at + 1) : at;
        if (inner == head.length) {
            return false;
        }
        if (head[at] == '{' && (lineEnd(head) < 0 || beginsWithLine(head))) {
            return lineEnd(head) >= 0;
        }
        return head[inner] != '{' || Envelope.depth(new String(head, StandardCharsets.ISO_8859_1), inner) != 0;
    }

    private static int afterBlanks(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && JsonDepth.isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    static int lineEnd(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        return at < bytes.length ? at : -1;
    }

    /** Whether the first line is one whole object: then all are, and more may be added. */
    static boolean beginsWithLine(byte[] head) {
        int end = lineEnd(head);
        return end >= 0 && JsonDepth.isWhole(head, 0, end, '{');
    }
}
