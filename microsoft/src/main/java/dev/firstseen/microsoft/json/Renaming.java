package dev.firstseen.microsoft.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Gives members other names, each worked out once. Safe for use by many threads. */
public final class Renaming {

    /** Every name stays. */
    public static final Renaming NONE = new Renaming(name -> name);

    private final UnaryOperator<String> rule;
    private final AtomicReferenceArray<@Nullable MemberName> known = new AtomicReferenceArray<>(MemberName.MOST);
    /** Of each name one more than the number of its new one; 0 where it has none or is not known yet. */
    private final int[] numbers = new int[MemberName.MOST];

    /** @param rule a function of the name alone */
    public Renaming(UnaryOperator<String> rule) {
        this.rule = rule;
    }

    public MemberName of(MemberName name) {
        return name.number() < 0 ? MemberName.of(rule.apply(name.text())) : of(name.number());
    }

    /** Whether the name of a number gets a name. */
    boolean gives(int number, MemberName wanted) {
        int renamed = numbers[number];
        return renamed == 0 ? of(number).isSame(wanted) : renamed - 1 == wanted.number();
    }

    MemberName of(int number) {
        MemberName renamed = known.get(number);
        if (renamed == null) {
            renamed = MemberName.of(rule.apply(MemberName.numbered(number).text()));
            known.set(number, renamed);
            numbers[number] = renamed.number() + 1;
        }
        return renamed;
    }
}
