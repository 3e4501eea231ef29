package dev.firstseen.engine.threshold;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: each change gives a new one, which shares all but a path of nodes with the old (an AVL
 * tree). So a memory can be kept, compared and taken back at no cost.
 */
final class Tree<K, V> {
    private final Comparator<? super K> order;
    private final @Nullable Node<K, V> root;

    private record Node<K, V>(
            K key,
            V value,
            @Nullable Node<K, V> left,
            @Nullable Node<K, V> right,
            int height,
            int size) {}

    private Tree(Comparator<? super K> order, @Nullable Node<K, V> root) {
        this.order = order;
        this.root = root;
    }

    static <K, V> Tree<K, V> empty(Comparator<? super K> order) {
        return new Tree<>(order, null);
    }

    int size() {
        return size(root);
    }

    Optional<V> get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int comparison = order.compare(key, node.key);
            if (comparison == 0) {
                return Optional.of(node.value);
            }
            node = comparison < 0 ? node.left : node.right;
        }
        return Optional.empty();
    }

    /** The smallest key. */
    Optional<K> first() {
        Node<K, V> node = root;
        while (node != null && node.left != null) {
            node = node.left;
        }
        return Optional.ofNullable(node).map(Node::key);
    }

    /** All keys with their values, in order. */
    void forEach(BiConsumer<? super K, ? super V> each) {
        forEach(root, each);
    }

    private static <K, V> void forEach(@Nullable Node<K, V> node, BiConsumer<? super K, ? super V> each) {
        if (node != null) {
            forEach(node.left, each);
            each.accept(node.key, node.value);
            forEach(node.right, each);
        }
    }

    Tree<K, V> with(K key, V value) {
        return new Tree<>(order, with(root, key, value));
    }

    Tree<K, V> without(K key) {
        return new Tree<>(order, without(root, key));
    }

    private Node<K, V> with(@Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return node(key, value, null, null);
        }
        int comparison = order.compare(key, node.key);
        if (comparison == 0) {
            return node(key, value, node.left, node.right);
        }
        return comparison < 0
                ? balanced(node.key, node.value, with(node.left, key, value), node.right)
                : balanced(node.key, node.value, node.left, with(node.right, key, value));
    }

    private @Nullable Node<K, V> without(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int comparison = order.compare(key, node.key);
        if (comparison < 0) {
            return balanced(node.key, node.value, without(node.left, key), node.right);
        }
        if (comparison > 0) {
            return balanced(node.key, node.value, node.left, without(node.right, key));
        }
        if (node.left == null) {
            return node.right;
        }
        if (node.right == null) {
            return node.left;
        }
        Node<K, V> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next.key, next.value, node.left, without(node.right, next.key));
    }

    /** A node whose sides may differ in height by two. */
    private static <K, V> Node<K, V> balanced(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left != null && height(left) > height(right) + 1) {
            if (left.right != null && height(left.right) > height(left.left)) {
                Node<K, V> middle = left.right;
                return node(
                        middle.key,
                        middle.value,
                        node(left.key, left.value, left.left, middle.left),
                        node(key, value, middle.right, right));
            }
            return node(left.key, left.value, left.left, node(key, value, left.right, right));
        }
        if (right != null && height(right) > height(left) + 1) {
            if (right.left != null && height(right.left) > height(right.right)) {
                Node<K, V> middle = right.left;
                return node(
                        middle.key,
                        middle.value,
                        node(key, value, left, middle.left),
                        node(right.key, right.value, middle.right, right.right));
            }
            return node(right.key, right.value, node(key, value, left, right.left), right.right);
        }
        return node(key, value, left, right);
    }

    private static <K, V> Node<K, V> node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(
                key, value, left, right, 1 + Math.max(height(left), height(right)), 1 + size(left) + size(right));
    }

    private static int height(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.height;
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }
}
