package dev.firstseen.engine.rule;

import dev.firstseen.engine.toml.TomlSection;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code [metadata]}. */
final class MetadataReader {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern VERSION = Pattern.compile("\\d{1,5}\\.\\d{1,5}(\\.\\d{1,5})?");
    private static final List<String> WITHOUT_EFFECT =
            List.of("min_stack_comments", "promotion", "bypass_bbr_timing", "deprecated_reason");

    private MetadataReader() {}

    static Metadata read(TomlSection section) {
        section.require("creation_date", "updated_date");
        String created = date(section, "creation_date");
        String updated = date(section, "updated_date");
        date(section, "deprecation_date");
        String maturity = section.requiredString("maturity");
        List<String> integration = section.isString("integration")
                ? section.string("integration").stream().toList()
                : section.strings("integration");
        String minStackVersion = minStackVersion(section);
        section.knows(WITHOUT_EFFECT);
        section.warnOfUnknown();
        return new Metadata(created, updated, maturity, integration, minStackVersion);
    }

    private static String minStackVersion(TomlSection section) {
        String version = section.string("min_stack_version").orElse("");
        if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
            section.error(
                    section.valuePlace("min_stack_version"),
                    "'min_stack_version' must be a version such as 9.2.0, not '" + version + "'");
        }
        return version;
    }

    private static String date(TomlSection section, String key) {
        Optional<String> date = section.string(key);
        date.ifPresent(text -> {
            try {
                LocalDate.parse(text, DATE);
            } catch (DateTimeParseException notADate) {
                section.error(
                        section.valuePlace(key), "'" + key + "' must be a date such as 2026/12/31, not '" + text + "'");
            }
        });
        return date.orElse("");
    }
}
