package dev.firstseen.microsoft.useragent;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What can be recognised in a user agent, and how the file of expressions calls it. */
enum Part {
    BROWSER("user_agent_parsers", "family_replacement", "v"),
    SYSTEM("os_parsers", "os_replacement", "os_v"),
    DEVICE("device_parsers", "device_replacement", "");

    /** How many parts a version has. */
    private static final int VERSION = 4;

    private final String section;
    private final String name;
    private final String version;

    Part(String section, String name, String version) {
        this.section = section;
        this.name = name;
        this.version = version;
    }

    /** All expressions for it, in order. */
    List<Expression> expressions() {
        return ExpressionFile.entries(section).stream().map(this::expression).toList();
    }

    private Expression expression(Map<String, String> entry) {
        // The only flag that there is.
        int flags = "i".equals(entry.get("regex_flag")) ? Pattern.CASE_INSENSITIVE : 0;
        List<String> parts = IntStream.rangeClosed(1, VERSION)
                .mapToObj(number -> entry.getOrDefault(version + number + "_replacement", ""))
                .toList();
        return new Expression(
                Pattern.compile(entry.getOrDefault("regex", ""), flags), entry.getOrDefault(name, ""), parts);
    }
}
