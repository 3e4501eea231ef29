package dev.firstseen.bench.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Nordwerk, a maker of measuring instruments in Hamburg that does not exist, and the people who work there. */
final class Company {
    static final String DOMAIN = "nordwerk.example";
    static final String ORGANIZATION = "nordwerkexample.onmicrosoft.com";
    static final String SHAREPOINT = "https://nordwerkexample.sharepoint.com";
    static final String PERSONAL = "https://nordwerkexample-my.sharepoint.com";

    private static final List<String> GIVEN = List.of(
            "Anna",
            "Ben",
            "Clara",
            "David",
            "Emilia",
            "Felix",
            "Greta",
            "Hannes",
            "Ida",
            "Jonas",
            "Katharina",
            "Lars",
            "Mila",
            "Nils",
            "Olivia",
            "Paul",
            "Renate",
            "Sven",
            "Theresa",
            "Uwe",
            "Vera",
            "Wiebke",
            "Yusuf",
            "Zoe");
    private static final List<String> FAMILY = List.of(
            "Albrecht",
            "Bauer",
            "Claussen",
            "Dierks",
            "Eggers",
            "Fischer",
            "Gr\u00fcning",
            "Hansen",
            "Iversen",
            "Jacobsen",
            "Kr\u00f6ger",
            "L\u00fcders",
            "Matthiesen",
            "Nagel",
            "Ohlsen",
            "Paulsen",
            "Rickmers",
            "Sch\u00e4fer",
            "Thomsen",
            "Ullrich",
            "Voss",
            "Wulf",
            "Yildiz",
            "Zimmermann");
    private static final List<Network> HOMES =
            List.of(Network.TELEKOM, Network.TELEKOM_IPV6, Network.VODAFONE, Network.O2, Network.VERSATEL);
    private static final List<Network> PHONES =
            List.of(Network.TELEKOM_MOBILE, Network.VODAFONE_MOBILE, Network.O2_MOBILE);

    private final String tenant;
    private final List<Place> office;
    private final Cast cast;
    private final Trip trip;
    private final List<Person> people;
    private final List<String> sites = List.of("Vertrieb", "Entwicklung", "Qualitaet", "Finanzen", "Kalibrierlabor");
    private final List<String> siteIds;

    /** @param headcount how many people work there besides the {@linkplain Cast cast} of the story */
    Company(long seed, int headcount) {
        Dice dice = new Dice(seed, "company");
        this.tenant = dice.guid();
        this.office = List.of(
                new Place(Network.TELEKOM_OFFICE, Network.TELEKOM_OFFICE.address(dice)),
                new Place(Network.TELEKOM_OFFICE, Network.TELEKOM_OFFICE.address(dice)));
        this.siteIds = sites.stream().map(site -> dice.guid()).toList();
        this.cast = new Cast(
                person(dice, "Jana Petersen", Network.TELEKOM, laptop(dice, 101)),
                person(dice, "Ole Brandt", Network.VODAFONE, laptop(dice, 102)),
                person(dice, "\u0141ukasz Zieli\u0144ski", Network.O2, laptop(dice, 103)),
                person(dice, "Friederike B\u00f6hm", Network.VODAFONE, laptop(dice, 104)),
                room(dice));
        this.trip = Trip.toValencia(dice);
        List<Person> all = new ArrayList<>(cast.office());
        Set<String> taken = new LinkedHashSet<>();
        for (int i = 0; i < headcount; i++) {
            String name = dice.pick(GIVEN) + " " + dice.pick(FAMILY);
            String unique = taken.add(name) ? name : name + " " + (i + 1);
            all.add(person(dice, unique, dice.pick(HOMES), laptop(dice, 200 + i)));
        }
        this.people = List.copyOf(all);
    }

    private Person person(Dice dice, String name, Network home, Device device) {
        return person(dice, name, address(name), home, device);
    }

    private Person room(Dice dice) {
        Device panel = Device.unknown(
                "Android 12",
                "Chrome Mobile",
                "128.0.0",
                "Mozilla/5.0 (Linux; Android 12; MTR Panel) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
                        + " Chrome/128.0.6613.127 Safari/537.36");
        return person(dice, "Besprechungsraum Elbe", "room.elbe@" + DOMAIN, Network.TELEKOM_OFFICE, panel);
    }

    private Person person(Dice dice, String name, String upn, Network home, Device device) {
        return new Person(
                name,
                upn,
                dice.guid(),
                "100320" + dice.hex(10),
                "S-1-5-21-" + dice.between(1_000_000_000, 2_000_000_000) + "-"
                        + dice.between(1_000_000_000, 2_000_000_000) + "-" + dice.between(1_000_000_000, 2_000_000_000)
                        + "-" + dice.between(1_000_000, 40_000_000),
                dice.guid(),
                new Place(home, home.address(dice)),
                dice.pick(PHONES),
                device);
    }

    private static Device laptop(Dice dice, int number) {
        boolean edge = dice.chance(0.7);
        String chrome = dice.pick(List.of("144.0.0.0", "145.0.0.0"));
        String userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + chrome + " Safari/537.36" + (edge ? " Edg/" + chrome : "");
        return new Device(dice.guid(), "NW-L" + number, "Windows10", edge ? "Edge" : "Chrome", chrome, userAgent, true);
    }

    private static String address(String name) {
        String ascii = name.toLowerCase(Locale.ROOT)
                .replace("\u00e4", "ae")
                .replace("\u00f6", "oe")
                .replace("\u00fc", "ue")
                .replace('\u0142', 'l')
                .replace('\u0144', 'n')
                .replace(' ', '.');
        return ascii + "@" + DOMAIN;
    }

    String tenant() {
        return tenant;
    }

    Trip trip() {
        return trip;
    }

    Cast cast() {
        return cast;
    }

    /** All who work there, the people of the cast first. The meeting room is not one of them. */
    List<Person> people() {
        return people;
    }

    Place office(Dice dice) {
        return dice.pick(office);
    }

    /** Where the meeting room has always been. */
    Place mainOffice() {
        return office.getFirst();
    }

    /** Where someone is likely to be at that time. */
    Place whereabouts(Person person, long second, Dice dice) {
        int lot = dice.below(100);
        if (person.equals(cast.traveller()) && trip.lasts(second)) {
            return lot < 70 ? trip.hotel() : trip.street();
        }
        boolean working = Rhythm.officeHours(second);
        if (working && lot < 60) {
            return office(dice);
        }
        return lot < (working ? 90 : 70)
                ? person.home()
                : new Place(person.phone(), person.phone().address(dice));
    }

    List<String> sites() {
        return sites;
    }

    String siteId(int site) {
        return siteIds.get(site);
    }
}
