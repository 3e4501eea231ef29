package dev.firstseen.investigation.trace;

import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StrandsTest {
    private static final FieldPath PATH = FieldPath.of("url.path");
    private static final HashKey KEY = new HashKey(3, 4);
    private static final TracedColumns COLUMNS = new TracedColumns(List.of(PATH), KEY);

    private static void add(String path, String id, Strands strands) {
        add(path, id, COLUMNS, strands);
    }

    private static void add(String path, String id, TracedColumns columns, Strands strands) {
        Event event = Samples.event(id, NOON, SIGN_INS, "url.path", path);
        strands.add(columns.read(event, List.of()), Set.of(), 0, event, () -> event);
    }

    private static Set<String> paths(Strands strands) {
        Set<String> paths = new TreeSet<>();
        strands.all()
                .forEach(each ->
                        paths.add(((Value.Scalar) each.like().values(PATH).getFirst()).text()));
        return paths;
    }

    /** The greatest number that each may have so that all fit. */
    private static int fitting(List<Set<String>> kinds, int most) {
        int each = 1;
        while (each < most && kept(kinds, each + 1) <= most) {
            each++;
        }
        return each;
    }

    private static int kept(List<Set<String>> kinds, int each) {
        return kinds.stream().mapToInt(set -> Math.min(set.size(), each)).sum();
    }

    @Property(tries = 500)
    void eachHasEquallyManyTheMostThatFits(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 80) Integer> stream,
            @ForAll @IntRange(min = 3, max = 30) int most) {
        Allowance allowance = new Allowance(most);
        List<Strands> sharers = new ArrayList<>();
        List<Set<String>> kinds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sharers.add(new Strands(allowance, KEY));
            kinds.add(new HashSet<>());
        }
        for (int number : stream) {
            // Most are the first one's.
            int whose = number < 60 ? 0 : number < 75 ? 1 : 2;
            String path = "/" + (char) ('A' + number);
            add(path, "id " + number, sharers.get(whose));
            kinds.get(whose).add(path);
        }
        int each = fitting(kinds, most);
        for (int i = 0; i < 3; i++) {
            assertThat(sharers.get(i).all()).hasSize(Math.min(each, kinds.get(i).size()));
            assertThat(sharers.get(i).leftOut().count())
                    .isEqualTo(Math.max(0, kinds.get(i).size() - each));
        }
    }

    /** How many of 60 honest values stay where there is room for 60, beside 50 that were chosen out of 5,000 for a key. */
    private static long honest(HashKey chosenFor, HashKey key) {
        Strands chosen = new Strands(new Allowance(50), chosenFor);
        TracedColumns choosing = new TracedColumns(List.of(PATH), chosenFor);
        for (int i = 0; i < 5_000; i++) {
            add("/chosen" + letters(i), "c" + i, choosing, chosen);
        }
        Strands strands = new Strands(new Allowance(60), key);
        TracedColumns columns = new TracedColumns(List.of(PATH), key);
        paths(chosen).forEach(path -> add(path, path, columns, strands));
        for (int i = 0; i < 60; i++) {
            add("/honest" + letters(i), "h" + i, columns, strands);
        }
        return paths(strands).stream()
                .filter(path -> path.startsWith("/honest"))
                .count();
    }

    @Example
    void valuesChosenForOneKeyDoNotCrowdOutOthersWithAnother() {
        assertThat(honest(KEY, KEY)).isLessThan(15);
        assertThat(honest(KEY, HashKey.of("an alert"))).isGreaterThan(20);
    }

    /** An account gets a token an hour: they make strands only of calls that name no session. */
    @Example
    void tokensTellApartOnlyWhatNamesNoSession() {
        String token = "azure.graphactivitylogs.properties.sign_in_activity_id";
        String session = "azure.graphactivitylogs.properties.session_id";
        TracedColumns columns = new TracedColumns(List.of(FieldPath.of(token), FieldPath.of(session)), KEY);
        Strands named = new Strands(new Allowance(100), KEY);
        Strands nameless = new Strands(new Allowance(100), KEY);
        for (int i = 0; i < 3; i++) {
            Event in = Samples.event("a" + i, NOON, Samples.GRAPH, token, "t" + i, session, "s");
            named.add(columns.read(in, List.of()), Set.of(), 0, in, () -> in);
            Event alone = Samples.event("b" + i, NOON, Samples.GRAPH, token, "t" + i);
            nameless.add(columns.read(alone, List.of()), Set.of(), 0, alone, () -> alone);
        }
        assertThat(named.all()).hasSize(1);
        assertThat(nameless.all()).hasSize(3);
    }

    /** Long words without a digit are names of what is asked for, not pointers to one of it. */
    @Example
    void whatPointsIsAlikeAndWhatIsNamedIsNot() {
        Strands strands = new Strands(new Allowance(100), KEY);
        add("/reports/getMailboxUsageQuotaStatusMailboxCounts", "a", strands);
        add("/reports/getTeamsUserActivityUserDetailReport", "b", strands);
        add("/messages/AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZi", "c", strands);
        add("/messages/AAMkADFhZjk4NGVlLTVmYmMtNDI0ZC05ZTZl", "d", strands);
        add("/items/'one two'", "e", strands);
        add("/items/'three'", "f", strands);
        assertThat(strands.all()).hasSize(4);
    }

    /** Numbers in paths are alike. */
    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }

    @Example
    void keysDependOnTheirTextsAndNotOnTheirOrder() {
        assertThat(HashKey.of("a")).isEqualTo(HashKey.of("a")).isNotEqualTo(HashKey.of("b"));
        assertThat(KEY.hash(List.of("ab", "c"))).isNotEqualTo(KEY.hash(List.of("a", "bc")));
        assertThat(KEY.hash(List.of("a"))).isNotEqualTo(KEY.hash(List.of("a", "")));
    }

    /** The vector of the paper: the key and the 15 bytes of the message count up from nought. */
    @Example
    void theHashIsSipHash() {
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        hash.add(0x0706050403020100L);
        hash.add(0x0f0e0d0c0b0a0908L);
        assertThat(hash.end()).isEqualTo(0xa129ca6149be45e5L);
    }
}
