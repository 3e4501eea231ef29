package dev.firstseen.bench.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Device code grants for a long log: few, spread over it, by some people again and again and from several networks. */
final class RareGrants {
    /** One grant among so many records. */
    static final int ONE_IN = 20_000;

    /** Any order of grants that is the same each time; the order in which the rule counts them. */
    static final Comparator<Grant> IN_ORDER =
            Comparator.comparingLong(Grant::second).thenComparing(Grant::id);

    private RareGrants() {}

    static List<Grant> plan(long seed, Company company, LocalDate firstDay, int days, int count) {
        Dice dice = new Dice(seed, "grants");
        Rhythm rhythm = new Rhythm(firstDay, days);
        List<Person> people = company.people()
                .subList(0, Math.clamp(count / 4, 1, company.people().size()));
        List<Grant> grants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long second = rhythm.second((i + 0.3) / count);
            Person person = dice.pick(people);
            boolean phished = dice.chance(0.08);
            Place place = phished
                    ? attacker(dice.chance(0.5) ? Network.TENCENT_SINGAPORE : Network.M247, dice)
                    : company.whereabouts(person, second, dice);
            App application = dice.chance(0.8) ? App.BROKER : App.AZURE_CLI;
            App resource = application == App.AZURE_CLI ? App.ARM : dice.chance(0.85) ? App.GRAPH : App.EXCHANGE;
            Device device = dice.chance(0.2) ? person.device() : Browser.any(dice);
            grants.add(new Grant(
                    second,
                    dice.guid(),
                    person,
                    place,
                    application,
                    resource,
                    device,
                    dice.guid(),
                    dice.guid(),
                    dice.guid(),
                    phished ? Grant.Meaning.PHISHED : Grant.Meaning.WORK));
        }
        grants.sort(IN_ORDER);
        return List.copyOf(grants);
    }

    private static Place attacker(Network network, Dice dice) {
        return new Place(network, network.address(dice));
    }
}
