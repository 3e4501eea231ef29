package dev.firstseen.networks.table;

import java.util.Map;
import java.util.Optional;

/**
 * AS numbers out of an MMDB file: GeoLite2 and DB-IP say {@code autonomous_system_number} and
 * {@code autonomous_system_organization}, IPinfo {@code asn} ("AS123") and {@code as_name} or {@code name}.
 */
record MmdbAsTable(MmdbFile file) implements AsTable {

    private static final long HIGHEST = 4_294_967_295L;

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long asNumber(long high, long low) {
        return file.find(high, low).map(entry -> number(entry.members())).orElse(NONE);
    }

    @Override
    public Optional<AsRange> range(long high, long low) {
        return file.find(high, low)
                .filter(entry -> number(entry.members()) != NONE)
                .map(entry -> new AsRange(entry.range(), number(entry.members()), organisation(entry.members())));
    }

    @Override
    public long failures() {
        return file.failures();
    }

    static boolean tells(Map<?, ?> members) {
        return number(members) != NONE;
    }

    private static long number(Map<?, ?> members) {
        if (members.get("autonomous_system_number") instanceof Number number) {
            return inRange(number.longValue());
        }
        String text = MmdbFile.text(members, "asn");
        String digits = text.startsWith("AS") ? text.substring(2) : text;
        boolean isNumber =
                !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(Character::isDigit);
        return isNumber ? inRange(Long.parseLong(digits)) : NONE;
    }

    private static long inRange(long number) {
        return number > 0 && number <= HIGHEST ? number : NONE;
    }

    private static String organisation(Map<?, ?> members) {
        for (String member : new String[] {"autonomous_system_organization", "as_name", "name", "org"}) {
            String text = MmdbFile.text(members, member);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
