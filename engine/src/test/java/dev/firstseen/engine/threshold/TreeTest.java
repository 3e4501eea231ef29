package dev.firstseen.engine.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TreeTest {

    @Test
    void holdsWhatASortedMapHoldsAndNeverChanges() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            Tree<Integer, Integer> tree = Tree.empty(Comparator.naturalOrder());
            TreeMap<Integer, Integer> expected = new TreeMap<>();
            List<Tree<Integer, Integer>> trees = new ArrayList<>();
            List<TreeMap<Integer, Integer>> maps = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int key = random.nextInt(40);
                if (random.nextInt(3) == 0) {
                    tree = tree.without(key);
                    expected.remove(key);
                } else {
                    tree = tree.with(key, i);
                    expected.put(key, i);
                }
                trees.add(tree);
                maps.add(new TreeMap<>(expected));
            }
            for (int i = 0; i < trees.size(); i++) {
                assertSame(trees.get(i), maps.get(i));
            }
        }
    }

    private static void assertSame(Tree<Integer, Integer> tree, SortedMap<Integer, Integer> expected) {
        assertThat(tree.size()).isEqualTo(expected.size());
        assertThat(tree.first()).isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(expected.firstKey()));
        for (int key = 0; key < 40; key++) {
            assertThat(tree.get(key)).isEqualTo(Optional.ofNullable(expected.get(key)));
        }
    }

    @Test
    void staysShallow() {
        Tree<Integer, Integer> tree = Tree.empty(Comparator.naturalOrder());
        for (int i = 0; i < 100_000; i++) {
            tree = tree.with(i, i);
        }
        for (int i = 0; i < 99_999; i++) {
            tree = tree.without(i);
        }
        assertThat(tree.first()).contains(99_999);
        assertThat(tree.size()).isEqualTo(1);
    }
}
