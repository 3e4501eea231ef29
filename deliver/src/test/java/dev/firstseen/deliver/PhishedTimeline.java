package dev.firstseen.deliver;

import static dev.firstseen.deliver.Cases.AXIOS;
import static dev.firstseen.deliver.Cases.event;
import static dev.firstseen.deliver.Cases.time;
import static dev.firstseen.deliver.Parts.DAY;
import static dev.firstseen.deliver.Parts.graph;
import static dev.firstseen.deliver.Parts.moment;
import static dev.firstseen.deliver.Parts.network;

import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Incident.NetworkUse;
import dev.firstseen.investigation.playbook.Measure.Lane;
import java.util.List;

/** What an account that was taken over did, and from where. */
final class PhishedTimeline {
    private PhishedTimeline() {}

    static List<Moment> timeline(String user, long grant, String hostile) {
        return List.of(
                moment(
                        grant - 6 * DAY,
                        grant - 2 * DAY,
                        Lane.SIGN_IN,
                        "Earlier device code sign-in",
                        "3320 · Deutsche Telekom AG · DE",
                        3,
                        false,
                        event(user, grant - 6 * DAY)),
                moment(
                        grant - 4_000,
                        grant - 4_000,
                        Lane.SIGN_IN,
                        "Device code sign-in",
                        "Microsoft Authentication Broker · 50199 · notApplied",
                        1,
                        false,
                        event(user, grant - 4_000)),
                moment(
                        grant,
                        grant,
                        Lane.AUDIT,
                        "Device code grant from a network new for the user",
                        "",
                        1,
                        true,
                        event(user, grant)),
                moment(
                        grant,
                        grant,
                        Lane.SIGN_IN,
                        "Device code sign-in",
                        "Microsoft Authentication Broker · 0 · notApplied",
                        1,
                        false,
                        event(user, grant)),
                moment(
                        grant + 6_000,
                        grant + DAY,
                        Lane.SIGN_IN,
                        "Token fetched in the session of the grant",
                        "9009 · M247 Europe SRL · RO · Microsoft Graph · " + AXIOS + hostile,
                        39,
                        false,
                        graph("/token", grant + 6_000)),
                moment(
                        grant + 12_000,
                        grant + 15_000,
                        Lane.GRAPH,
                        "Profile and organisation read",
                        "/v1.0/me",
                        4,
                        false,
                        graph("/v1.0/me", grant + 12_000)),
                moment(
                        grant + 21_000,
                        grant + 60_000,
                        Lane.GRAPH,
                        "Directory enumerated",
                        "/v1.0/users",
                        20,
                        false,
                        graph("/v1.0/users", grant + 21_000)),
                moment(
                        grant + 24_000,
                        grant + 70_000,
                        Lane.GRAPH,
                        "Directory enumerated",
                        "/v1.0/groups" + hostile,
                        9,
                        false,
                        graph("/v1.0/groups", grant + 24_000)),
                moment(
                        grant + 75_000,
                        grant + 75_000,
                        Lane.SIGN_IN,
                        "Token for the Device Registration Service",
                        "M247 Europe SRL",
                        1,
                        false,
                        graph("/drs", grant + 75_000)),
                moment(
                        grant + 98_000,
                        grant + 98_000,
                        Lane.DEVICE,
                        "Device registered",
                        "DESKTOP-7QK2M1F" + hostile,
                        1,
                        false,
                        event(user, grant + 98_000)),
                moment(
                        grant + 100_000,
                        grant + DAY,
                        Lane.GRAPH,
                        "Mail read through Graph",
                        "/v1.0/me/mailFolders/{}/messages",
                        112,
                        false,
                        graph("/v1.0/me/messages", grant + 100_000)),
                moment(
                        grant + 131_000,
                        grant + DAY,
                        Lane.SIGN_IN,
                        "Primary refresh token used",
                        "Microsoft Graph · M247 Europe SRL",
                        7,
                        false,
                        graph("/prt", grant + 131_000)),
                moment(
                        grant + 301_000,
                        grant + DAY,
                        Lane.MAILBOX,
                        "Mailbox read",
                        "9009 · M247 Europe SRL",
                        24,
                        false,
                        event(user, grant + 301_000)),
                moment(
                        grant + 684_000,
                        grant + 684_000,
                        Lane.SIGN_IN,
                        "Device code sign-in of another user from this network",
                        "ole.brandt@nordwerk.example · 146.70.83.36 · 9009",
                        1,
                        false,
                        event("ole.brandt@nordwerk.example", grant + 684_000)),
                moment(
                        grant + 1_500_000,
                        grant + 1_500_000,
                        Lane.MAILBOX,
                        "Inbox rule made or changed",
                        ". · RSS Feeds · M247 Europe SRL" + hostile,
                        1,
                        false,
                        event(user, grant + 1_500_000)),
                moment(
                        grant + 1_860_000,
                        grant + 1_905_000,
                        Lane.FILES,
                        "Files taken",
                        "FileDownloaded · python-requests/2.32",
                        6,
                        false,
                        event(user, grant + 1_860_000)));
    }

    static List<NetworkUse> networks(long grant, String hostile) {
        long begin = time("2026-03-02T06:00:00Z");
        return List.of(
                network(
                        3320,
                        "Deutsche Telekom AG" + hostile,
                        "DE",
                        "isp",
                        begin,
                        false,
                        21,
                        33,
                        18,
                        25,
                        17,
                        0,
                        0,
                        22,
                        31,
                        12,
                        26,
                        19,
                        0,
                        1),
                network(
                        6805,
                        "Telefonica Germany GmbH & Co.OHG",
                        "DE",
                        "mobile",
                        begin,
                        false,
                        2,
                        1,
                        0,
                        3,
                        1,
                        4,
                        2,
                        0,
                        1,
                        1,
                        2,
                        0,
                        3,
                        0),
                network(132203, "Shenzhen Tencent Computer Systems Company Limited", "SG", "hosting", grant, true, 2),
                network(9009, "M247 Europe SRL", "RO", "hosting", grant + 6_000, false, 190, 31));
    }
}
