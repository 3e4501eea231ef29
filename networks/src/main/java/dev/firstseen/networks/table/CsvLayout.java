package dev.firstseen.networks.table;

import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.IpRange;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which column of a CSV file holds what; -1 where a column is absent.
 *
 * @param first the first address, or the whole block where {@code last} is absent
 * @param last the last address
 * @param content the AS number or the country
 * @param organisation the organisation's name
 * @param header whether the first line names the columns
 */
record CsvLayout(int first, int last, int content, int organisation, boolean header) {

    private static final List<String> BLOCK = List.of("network", "cidr", "range", "ip_range", "prefix");
    private static final List<String> FIRST =
            List.of("start_ip", "ip_start", "range_start", "ip_range_start", "first_ip", "ip_from", "first", "start");
    private static final List<String> LAST =
            List.of("end_ip", "ip_end", "range_end", "ip_range_end", "last_ip", "ip_to", "last", "end");
    private static final List<String> NUMBER = List.of("autonomous_system_number", "asn", "as_number");
    private static final List<String> COUNTRY = List.of("country_code", "country_iso_code", "country");
    private static final List<String> ORGANISATION = List.of(
            "autonomous_system_organization",
            "as_name",
            "as_description",
            "as_organization",
            "as_org",
            "organization",
            "organisation",
            "org",
            "name");

    /** The layout of AS ranges that starts with these fields, empty where none is recognised. */
    static Optional<CsvLayout> systems(List<String> line) {
        return of(line, NUMBER);
    }

    /** The layout of countries by range. */
    static Optional<CsvLayout> countries(List<String> line) {
        return of(line, COUNTRY);
    }

    private static Optional<CsvLayout> of(List<String> line, List<String> contentNames) {
        if (range(line.getFirst()).isPresent()) {
            return line.size() < 2
                    ? Optional.empty()
                    : Optional.of(new CsvLayout(0, -1, 1, line.size() > 2 ? 2 : -1, false));
        }
        if (line.size() > 2
                && address(line.get(0)).isPresent()
                && address(line.get(1)).isPresent()) {
            // iptoasn.com puts the country between number and name.
            int organisation = line.size() > 4 ? 4 : line.size() > 3 ? 3 : -1;
            return Optional.of(new CsvLayout(0, 1, 2, organisation, false));
        }
        List<String> names =
                line.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        int block = find(names, BLOCK);
        int first = find(names, FIRST);
        int last = find(names, LAST);
        int content = find(names, contentNames);
        if (content < 0 || (block < 0 && (first < 0 || last < 0))) {
            return Optional.empty();
        }
        boolean ends = first >= 0 && last >= 0;
        return Optional.of(
                new CsvLayout(ends ? first : block, ends ? last : -1, content, find(names, ORGANISATION), true));
    }

    /** The range of a line, empty where its fields are no range. */
    Optional<IpRange> range(List<String> line) {
        if (last < 0) {
            return line.size() <= first ? Optional.empty() : range(line.get(first));
        }
        if (line.size() <= Math.max(first, last)) {
            return Optional.empty();
        }
        return address(line.get(first))
                .flatMap(from -> address(line.get(last))
                        .filter(to -> from.compareTo(to) <= 0 && from.isIpv4() == to.isIpv4())
                        .map(to -> new IpRange(from, to)));
    }

    private static Optional<IpRange> range(String text) {
        return IpRange.parseCidr(text);
    }

    /** An address as text, or as the decimal number some tables use. */
    private static Optional<IpAddress> address(String text) {
        boolean number = !text.isEmpty() && text.length() < 40 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            return IpAddress.parse(text);
        }
        BigInteger bits = new BigInteger(text);
        if (bits.bitLength() > 128) {
            return Optional.empty();
        }
        return Optional.of(
                bits.bitLength() <= 32
                        ? IpAddress.ipv4(bits.intValue())
                        : new IpAddress(bits.shiftRight(64).longValue(), bits.longValue()));
    }

    private static int find(List<String> names, List<String> wanted) {
        return wanted.stream()
                .mapToInt(names::indexOf)
                .filter(i -> i >= 0)
                .findFirst()
                .orElse(-1);
    }
}
