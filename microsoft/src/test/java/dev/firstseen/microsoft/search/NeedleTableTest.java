package dev.firstseen.microsoft.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The table finds exactly the needles that stand in the bytes, wherever they stand. */
class NeedleTableTest {

    private static BitSet find(List<Needle> needles, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        BitSet found = new BitSet();
        new NeedleTable(needles).find(bytes, bytes.length, found);
        return found;
    }

    @Property(tries = 2000)
    void findsWhatContainsFinds(@ForAll Random random) {
        Set<Needle> different = new LinkedHashSet<>();
        int shortest = NeedleTable.SHORTEST + random.nextInt(5);
        for (int i = random.nextInt(40); i >= 0; i--) {
            different.add(Needle.of(text(random, shortest + random.nextInt(20))));
        }
        List<Needle> needles = List.copyOf(different);
        StringBuilder text = new StringBuilder(text(random, random.nextInt(60)));
        for (int i = random.nextInt(4); i > 0; i--) {
            String needle = needles.get(random.nextInt(needles.size())).text();
            text.append(needle, 0, random.nextInt(4) == 0 ? needle.length() - 1 : needle.length());
            text.append(text(random, random.nextInt(9)));
        }
        BitSet expected = new BitSet();
        for (int i = 0; i < needles.size(); i++) {
            expected.set(i, text.indexOf(needles.get(i).text()) >= 0);
        }
        assertThat(find(needles, text.toString())).as("%s in %s", needles, text).isEqualTo(expected);
    }

    /** Of few letters, so that windows repeat and overlap. */
    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    @Test
    void looksNoFurtherThanTheLength() {
        byte[] bytes = "UserLoggedIn".getBytes(StandardCharsets.US_ASCII);
        BitSet found = new BitSet();
        new NeedleTable(List.of(Needle.of("UserLoggedIn"))).find(bytes, bytes.length - 1, found);
        assertThat(found.isEmpty()).isTrue();
    }

    @Test
    void refusesNeedlesShorterThanAWindow() {
        assertThatThrownBy(() -> new NeedleTable(List.of(Needle.of("abc"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 4 bytes");
    }
}
