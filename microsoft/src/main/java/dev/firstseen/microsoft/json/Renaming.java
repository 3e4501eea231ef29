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

    /** @param rule a function of the name alone */
    public Renaming(UnaryOperator<String> rule) {
        this.rule = rule;
    }

    public MemberName of(MemberName name) {
        return name.number() < 0 ? MemberName.of(rule.apply(name.text())) : of(name.number());
    }

    MemberName of(int number) {
        MemberName renamed = known.getPlain(number);
        if (renamed == null) {
            renamed = MemberName.of(rule.apply(MemberName.numbered(number).text()));
            known.setPlain(number, renamed);
        }
        return renamed;
    }
}
