package dev.firstseen.microsoft.export;

import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.microsoft.search.Needle;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a requirement on fields means for raw bytes: clauses, of each of which a row must hold one needle. What no row
 * need hold as it is written is left out, which only lets more rows through.
 */
final class Clauses {

    /** Shorter needles are met in nearly every row. */
    private static final int SHORTEST = 4;

    private static final int MOST_PIECES = 16;

    private static final int MOST_NEEDLES = 256;

    private Clauses() {}

    static List<List<Needle>> of(Requirement requirement, Wording wording) {
        return switch (requirement) {
            case Requirement.All all ->
                all.members().stream()
                        .flatMap(member -> of(member, wording).stream())
                        .toList();
            case Requirement.Any any -> anyOf(any, wording);
            case Requirement.Literal literal ->
                wording.keeps(literal.field(), literal.text()) ? eachOf(literal.text()) : List.of();
            case Requirement.Part part ->
                wording.keepsPart(part.field(), part.text()) ? eachOf(part.text()) : List.of();
            case Requirement.Unknown unknown -> List.of();
        };
    }

    /** One of some texts; no clause where one of them cannot be looked for. */
    static List<List<Needle>> oneOf(Collection<String> texts) {
        Set<Needle> needles = new LinkedHashSet<>();
        for (String text : texts) {
            List<Needle> rarest = new Demand(eachOf(text)).rarest();
            if (rarest.isEmpty()) {
                return List.of();
            }
            needles.addAll(rarest);
        }
        return List.of(List.copyOf(needles));
    }

    /** One of the members is met, so of each of them one clause suffices: the rarest. */
    private static List<List<Needle>> anyOf(Requirement.Any any, Wording wording) {
        Set<Needle> needles = new LinkedHashSet<>();
        for (Requirement member : any.members()) {
            List<Needle> clause = new Demand(of(member, wording)).rarest();
            if (clause.isEmpty()) {
                return List.of();
            }
            needles.addAll(clause);
        }
        return needles.isEmpty() || needles.size() > MOST_NEEDLES ? List.of() : List.of(List.copyOf(needles));
    }

    /** The pieces of a text that are written as they are; a row must hold every one. */
    private static List<List<Needle>> eachOf(String text) {
        Set<Needle> pieces = new LinkedHashSet<>();
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || !isPlain(text.charAt(at))) {
                if (at - start >= SHORTEST) {
                    pieces.add(Needle.of(text.substring(start, at)));
                }
                start = at + 1;
            }
        }
        return pieces.stream().limit(MOST_PIECES).map(List::of).toList();
    }

    /** Whether JSON and CSV write a character as it is, unless they write it as a numbered escape. */
    private static boolean isPlain(char character) {
        return character >= ' ' && character < 0x7f && character != '"' && character != '\\' && character != '/';
    }
}
