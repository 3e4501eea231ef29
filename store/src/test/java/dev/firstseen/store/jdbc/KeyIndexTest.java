package dev.firstseen.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class KeyIndexTest {
    private static final int SPREAD = 0x9E3779B9;

    /** Against a look at each place; keys of either sign, and joined with what was packed before. */
    @Property
    void tellsWhereKeysStand(
            @ForAll @Size(max = 60) List<@IntRange(min = -5, max = 5) Integer> keys,
            @ForAll Set<@IntRange(min = -6, max = 6) Integer> wanted,
            @ForAll @IntRange(max = 60) int cut) {
        int before = Math.min(cut, keys.size());
        KeyIndex joined = new KeyIndex();
        joined.addAll(packed(keys.subList(0, before)), 0);
        joined.addAll(packed(keys.subList(before, keys.size())), before);
        Set<Long> digests = new TreeSet<>();
        wanted.forEach(key -> digests.add(digest(key)));
        BitSet expected = new BitSet();
        for (int place = 0; place < keys.size(); place++) {
            expected.set(place, wanted.contains(keys.get(place)));
        }
        assertThat(KeyIndex.places(joined.packed(), digests)).isEqualTo(expected);
        assertThat(KeyIndex.hasAny(joined.packed(), digests)).isEqualTo(!expected.isEmpty());
        assertThat(joined.packed()).isEqualTo(packed(keys));
        assertThat(KeyIndex.keys(joined.packed())).hasSize(Set.copyOf(keys).size());
    }

    private static byte[] packed(List<Integer> keys) {
        KeyIndex index = new KeyIndex();
        for (int place = 0; place < keys.size(); place++) {
            index.add(digest(keys.get(place)), place);
        }
        return index.packed();
    }

    private static long digest(int key) {
        return (long) key * SPREAD;
    }
}
