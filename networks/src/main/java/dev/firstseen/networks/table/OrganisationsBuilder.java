package dev.firstseen.networks.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Gathers AS numbers and names. The first name that is not empty stays. */
final class OrganisationsBuilder {

    private final TreeMap<Long, String> names = new TreeMap<>();

    void add(long number, String name) {
        names.merge(number, Printable.text(name), (known, other) -> known.isEmpty() ? other : known);
    }

    Organisations build() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String name : names.values()) {
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            bytes.write('\n');
        }
        return new Organisations(
                names.keySet().stream().mapToLong(Long::longValue).toArray(), bytes.toByteArray());
    }
}
