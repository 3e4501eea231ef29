package dev.firstseen.engine.lint;

/** The code of an EQL or ES|QL query: its comments and the insides of its strings are blanks. */
final class QueryCode {

    private QueryCode() {}

    /** The query with every character in the same place. */
    static String of(String query) {
        StringBuilder code = new StringBuilder(query);
        int at = 0;
        while (at < query.length()) {
            int end;
            if (query.startsWith("//", at)) {
                end = end(query, "\n", at + 2, 0);
            } else if (query.startsWith("/*", at)) {
                end = end(query, "*/", at + 2, 2);
            } else if (query.startsWith("\"\"\"", at)) {
                end = end(query, "\"\"\"", at + 3, 3);
            } else if (query.charAt(at) == '"') {
                end = stringEnd(query, at + 1);
            } else {
                at++;
                continue;
            }
            for (int i = at; i < end; i++) {
                code.setCharAt(i, ' ');
            }
            at = end;
        }
        return code.toString();
    }

    private static int end(String query, String closing, int from, int kept) {
        int found = query.indexOf(closing, from);
        return found < 0 ? query.length() : found + kept;
    }

    private static int stringEnd(String query, int from) {
        for (int at = from; at < query.length(); at++) {
            if (query.charAt(at) == '\\') {
                at++;
            } else if (query.charAt(at) == '"') {
                return at + 1;
            }
        }
        return query.length();
    }
}
