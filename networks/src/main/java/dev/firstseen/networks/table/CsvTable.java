package dev.firstseen.networks.table;

import dev.firstseen.networks.address.IpRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads CSV or tab-separated files of ranges, whole, and refuses the first line it cannot use. */
final class CsvTable {

    private static final int LONGEST_LINE = 10_000;

    private CsvTable() {}

    /** The AS table in these files, which together make one table. */
    static FlatAsTable systems(String name, List<Path> files) throws TableException {
        OrganisationsBuilder organisations = new OrganisationsBuilder();
        for (Path file : files) {
            read(file, CsvLayout::systems, (layout, range, fields, at) -> {
                long number = number(fields.get(layout.content()))
                        .orElseThrow(() -> new TableException(
                                at + ": \"" + Printable.text(fields.get(layout.content())) + "\" is not an AS number"));
                if (number != AsTable.NONE) {
                    int organisation = layout.organisation();
                    boolean named = organisation >= 0 && organisation < fields.size();
                    organisations.add(number, named ? fields.get(organisation) : "");
                }
            });
        }
        Organisations known = organisations.build();
        RangeTableBuilder ranges = new RangeTableBuilder();
        for (Path file : files) {
            read(file, CsvLayout::systems, (layout, range, fields, at) -> {
                long number = number(fields.get(layout.content())).orElse(AsTable.NONE);
                if (number != AsTable.NONE) {
                    ranges.add(range, Arrays.binarySearch(known.numbers(), number));
                }
            });
        }
        return new FlatAsTable(name, ranges.build(), known);
    }

    /** The countries by range in these files. */
    static FlatCountryTable countries(String name, List<Path> files) throws TableException {
        RangeTableBuilder ranges = new RangeTableBuilder();
        Map<String, Integer> countries = new LinkedHashMap<>();
        for (Path file : files) {
            read(file, CsvLayout::countries, (layout, range, fields, at) -> {
                String country = fields.get(layout.content());
                if (country.length() != 2 || !country.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
                    throw new TableException(
                            at + ": \"" + Printable.text(country) + "\" is not a country code of two letters");
                }
                ranges.add(range, countries.computeIfAbsent(country, unknown -> countries.size()));
            });
        }
        return new FlatCountryTable(name, ranges.build(), List.copyOf(countries.keySet()));
    }

    private interface Line {
        void accept(CsvLayout layout, IpRange range, List<String> fields, String at) throws TableException;
    }

    private static void read(Path file, Function<List<String>, Optional<CsvLayout>> layouts, Line each)
            throws TableException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String text = lines.readLine();
            if (text == null) {
                throw new TableException(file + " is empty");
            }
            char separator = text.indexOf('\t') >= 0 ? '\t' : ',';
            List<String> fields = CsvFields.of(text.startsWith("\uFEFF") ? text.substring(1) : text, separator);
            CsvLayout layout = layouts.apply(fields)
                    .orElseThrow(() -> new TableException(file
                            + ", line 1: neither a range with its content nor a header that names the columns of one"
                            + " (for instance network,autonomous_system_number,autonomous_system_organization)"));
            if (layout.header()) {
                text = lines.readLine();
            }
            int number = layout.header() ? 2 : 1;
            for (; text != null; text = lines.readLine(), number++) {
                if (text.isBlank()) {
                    continue;
                }
                String at = file + ", line " + number;
                if (text.length() > LONGEST_LINE) {
                    throw new TableException(at + " is longer than " + LONGEST_LINE + " characters");
                }
                List<String> line =
                        CsvFields.of(number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text, separator);
                IpRange range = layout.range(line)
                        .orElseThrow(() -> new TableException(
                                at + ": the address range is not one: " + Printable.text(String.join(", ", line))));
                if (line.size() <= layout.content()) {
                    throw new TableException(
                            at + ": " + line.size() + " columns, at least " + (layout.content() + 1) + " expected");
                }
                each.accept(layout, range, line, at);
            }
        } catch (TableException e) {
            throw e;
        } catch (CharacterCodingException e) {
            throw new TableException(file + " is not a UTF-8 text file, nor an MMDB database", e);
        } catch (IOException e) {
            throw new TableException("cannot read " + file + ": " + e, e);
        }
    }

    /** An AS number with or without "AS" in front. */
    static OptionalLong number(String text) {
        String digits = text.regionMatches(true, 0, "AS", 0, 2) ? text.substring(2) : text;
        boolean plain =
                !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = plain ? Long.parseLong(digits) : -1;
        return number < 0 || number > 0xFFFF_FFFFL ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
