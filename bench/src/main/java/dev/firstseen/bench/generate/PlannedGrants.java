package dev.firstseen.bench.generate;

import java.util.ArrayList;
import java.util.List;

/** The device code grants of the example: those of every day, and the two that were phished. */
final class PlannedGrants {
    private final Company company;
    private final Calendar calendar;
    private final Dice dice;
    private final List<Grant> grants = new ArrayList<>();
    private final Grant taken;
    private final Grant noticed;

    PlannedGrants(long seed, Company company, Calendar calendar) {
        this.company = company;
        this.calendar = calendar;
        this.dice = new Dice(seed, "planned grants");
        room();
        developer();
        traveller();
        Person accountant = company.cast().accountant();
        atWork(1, "09:12:40", accountant, company.office(dice), Browser.IPHONE);
        atWork(3, "17:58:03", accountant, accountant.home(), Browser.IPHONE);
        atWork(7, "07:21:55", accountant, company.office(dice), Browser.IPHONE);
        this.taken = phished("08:47:12", accountant, Network.TENCENT_SINGAPORE);
        this.noticed = phished("08:58:36", company.cast().buyer(), Network.M247);
        grants.sort(RareGrants.IN_ORDER);
    }

    /** The panel of the meeting room renews its sign-in: always there, always the same device. */
    private void room() {
        Person room = company.cast().room();
        for (int day : new int[] {0, 3, 7, 10}) {
            plan(
                    day,
                    "06:0" + day % 10 + ":11",
                    room,
                    company.mainOffice(),
                    App.BROKER,
                    App.GRAPH,
                    room.device(),
                    false);
        }
    }

    /** The command line most days, and through the broker twice. */
    private void developer() {
        Person developer = company.cast().developer();
        for (int day : new int[] {0, 1, 2, 4, 7, 8, 9, 11}) {
            Place place = day % 3 == 1 ? developer.home() : company.office(dice);
            plan(day, "08:3" + day % 10 + ":27", developer, place, App.AZURE_CLI, App.ARM, Browser.LINUX, false);
        }
        plan(2, "13:05:49", developer, company.office(dice), App.AZURE_CLI, App.GRAPH, Browser.LINUX, false);
        plan(3, "10:41:18", developer, company.office(dice), App.BROKER, App.GRAPH, Browser.LINUX, false);
        plan(8, "14:17:33", developer, company.office(dice), App.BROKER, App.GRAPH, Browser.LINUX, false);
        plan(8, "14:20:02", developer, company.office(dice), App.BROKER, App.EXCHANGE, Browser.LINUX, false);
    }

    /** At home, then from a hotel in Valencia and from a telephone there. */
    private void traveller() {
        Person traveller = company.cast().traveller();
        Place hotel = company.trip().hotel();
        plan(1, "18:10:26", traveller, traveller.home(), App.BROKER, App.GRAPH, Browser.MAC, false);
        plan(4, "17:40:09", traveller, traveller.home(), App.BROKER, App.GRAPH, Browser.MAC, false);
        plan(7, "19:22:51", traveller, hotel, App.BROKER, App.GRAPH, Browser.MAC, true);
        plan(8, "06:02:17", traveller, hotel, App.BROKER, App.GRAPH, traveller.device(), true);
        plan(9, "06:31:44", traveller, company.trip().street(), App.BROKER, App.GRAPH, Browser.IPHONE, true);
        plan(10, "20:15:30", traveller, hotel, App.BROKER, App.GRAPH, Browser.MAC, true);
    }

    private void atWork(int day, String time, Person person, Place place, Device device) {
        plan(day, time, person, place, App.BROKER, App.GRAPH, device, false);
    }

    private void plan(
            int day,
            String time,
            Person person,
            Place place,
            App application,
            App resource,
            Device device,
            boolean abroad) {
        Grant.Meaning meaning = abroad ? Grant.Meaning.TRAVEL : Grant.Meaning.WORK;
        add(day, time, person, place, application, resource, device, meaning);
    }

    private Grant phished(String time, Person victim, Network relay) {
        Place place = new Place(relay, relay.address(dice));
        return add(9, time, victim, place, App.BROKER, App.GRAPH, Browser.RELAY, Grant.Meaning.PHISHED);
    }

    private Grant add(
            int day,
            String time,
            Person person,
            Place place,
            App application,
            App resource,
            Device device,
            Grant.Meaning meaning) {
        Grant grant = new Grant(
                calendar.at(day, time),
                dice.guid(),
                person,
                place,
                application,
                resource,
                device,
                dice.guid(),
                dice.guid(),
                dice.guid(),
                meaning);
        grants.add(grant);
        return grant;
    }

    /** All of them, in order. */
    List<Grant> all() {
        return List.copyOf(grants);
    }

    /** The one by which an account was taken over. */
    Grant taken() {
        return taken;
    }

    /** The one that its victim reported within the hour. */
    Grant noticed() {
        return noticed;
    }
}
