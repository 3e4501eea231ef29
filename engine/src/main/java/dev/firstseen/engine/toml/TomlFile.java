package dev.firstseen.engine.toml;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.diagnostic.Problems;
import java.util.Locale;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads the text of a TOML file. */
public final class TomlFile {

    /** The longest file read, in characters. Rules are a few thousand characters long. */
    public static final int LONGEST = 1_000_000;

    private TomlFile() {}

    /**
     * The file's top level; empty where it cannot be read, which the problems then say.
     *
     * @param name the name of the file, for messages
     */
    public static Optional<TomlSection> read(String name, String text, Problems problems) {
        if (text.length() > LONGEST) {
            problems.error(
                    new Place(name, 1, 1, 1, ""),
                    String.format(
                            Locale.ROOT,
                            "the file has %,d characters; a file of this kind has at most %,d",
                            text.length(),
                            LONGEST));
            return Optional.empty();
        }
        TomlText lines = new TomlText(name, text.startsWith("\ufeff") ? text.substring(1) : text);
        // Nesting is bounded by the library: see the tests.
        TomlParseResult result = Toml.parse(lines.text());
        for (TomlParseError error : result.errors()) {
            int offset = lines.offset(error.position());
            problems.error(lines.place(offset, offset + 1), "this is not TOML: " + error.getMessage());
            if (problems.isFullOfErrors()) {
                break;
            }
        }
        return result.hasErrors() ? Optional.empty() : Optional.of(new TomlSection(lines, result, "", 0, problems));
    }
}
