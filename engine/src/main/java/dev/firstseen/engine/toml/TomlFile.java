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
        int strange = firstThatIsNoText(lines.text());
        if (strange >= 0) {
            Place place = lines.place(strange, strange + 1);
            problems.error(
                    new Place(name, place.line(), place.column(), 1, ""),
                    "this is not TOML: here stands something that is no text in UTF-8");
            return Optional.empty();
        }
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

    /** Of bytes that are no text one mistake is enough. */
    private static int firstThatIsNoText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\0' || text.charAt(i) == '\ufffd') {
                return i;
            }
        }
        return -1;
    }
}
