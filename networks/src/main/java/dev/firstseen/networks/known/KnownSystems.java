package dev.firstseen.networks.known;

import dev.firstseen.networks.NetworkKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The curated list of autonomous systems, known-systems.tsv, each with its kind and the reason for it; and, for what is
 * not in the list, a cautious guess by words in the organisation's name.
 */
public final class KnownSystems {

    private static final String RESOURCE = "known-systems.tsv";

    private final Map<Long, Judgement> byNumber;

    private KnownSystems(Map<Long, Judgement> byNumber) {
        this.byNumber = Map.copyOf(byNumber);
    }

    /** The list, read when first asked for. */
    public static KnownSystems list() {
        return Bundled.LIST;
    }

    private static final class Bundled {
        static final KnownSystems LIST = read();
    }

    /** All entries, by AS number. */
    public Map<Long, Judgement> byNumber() {
        return byNumber;
    }

    /** The kind of an autonomous system, by its number or else by its organisation's name. */
    public Judgement judge(long number, String organisation) {
        Judgement known = byNumber.get(number);
        return known != null ? known : byName(organisation);
    }

    private static final Map<String, NetworkKind> WORDS = words();

    private static Map<String, NetworkKind> words() {
        Map<String, NetworkKind> words = new HashMap<>();
        for (String word : Set.of(
                "hosting",
                "hoster",
                "host",
                "vps",
                "cloud",
                "server",
                "servers",
                "datacenter",
                "datacentre",
                "datacenters",
                "colocation",
                "webhosting",
                "dedicated")) {
            words.put(word, NetworkKind.HOSTING);
        }
        for (String word : Set.of("vpn", "proxy", "proxies", "anonymous")) {
            words.put(word, NetworkKind.VPN);
        }
        for (String word : Set.of("mobile", "wireless", "cellular", "movil", "mobil")) {
            words.put(word, NetworkKind.MOBILE);
        }
        for (String word : Set.of(
                "university",
                "universitaet",
                "universite",
                "universidad",
                "universita",
                "universiteit",
                "college",
                "school",
                "academic",
                "education",
                "hochschule")) {
            words.put(word, NetworkKind.EDUCATION);
        }
        for (String word : Set.of(
                "telecom",
                "telekom",
                "telecommunications",
                "broadband",
                "cable",
                "telefonica",
                "internet",
                "isp",
                "fiber",
                "fibre",
                "telecomunicaciones",
                "dsl")) {
            words.put(word, NetworkKind.ISP);
        }
        return Map.copyOf(words);
    }

    /** The first word that tells counts, hosting before all others: a cloud university is a cloud. */
    private static Judgement byName(String organisation) {
        Judgement found = Judgement.NONE;
        for (String word : organisation.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            NetworkKind kind = WORDS.get(word);
            if (kind == NetworkKind.HOSTING) {
                return guess(kind, word);
            }
            if (kind != null && found.kind() == NetworkKind.UNKNOWN) {
                found = guess(kind, word);
            }
        }
        return found;
    }

    private static Judgement guess(NetworkKind kind, String word) {
        return new Judgement(kind, "by the word '%s' in its name".formatted(word));
    }

    private static KnownSystems read() {
        Map<Long, Judgement> byNumber = new HashMap<>();
        try (InputStream in = KnownSystems.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the list " + RESOURCE + " is missing from this build");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && line.charAt(0) != '#') {
                    String[] columns = line.split("\t", 3);
                    byNumber.put(
                            Long.parseLong(columns[0]),
                            new Judgement(NetworkKind.valueOf(columns[1].toUpperCase(Locale.ROOT)), columns[2]));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the list " + RESOURCE + " of this build is damaged", failure);
        }
        return new KnownSystems(byNumber);
    }
}
