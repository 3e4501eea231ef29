package dev.firstseen.bench.generate;

import dev.firstseen.bench.generate.DirectoryChange.Someone;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an intruder did with a grant, counted in the logs as they were planned. */
final class PlantedSteps {
    private final Logs logs;
    private final Grant grant;

    PlantedSteps(Logs logs, Grant grant) {
        this.logs = logs;
        this.grant = grant;
    }

    /** Puts them into an object that is open. */
    void write(Json json) {
        List<SignIn> legs = logs.signIns.stream()
                .filter(leg -> leg.session().equals(grant.session()) && !leg.interactive())
                .toList();
        json.field("user.id", grant.person().upn())
                .field("event.id", grant.id())
                .field("session", grant.session())
                .key("tokenNetworks")
                .array();
        TreeSet<Long> networks = new TreeSet<>();
        legs.stream()
                .filter(leg -> leg.errorCode() == 0)
                .forEach(leg -> networks.add(leg.place().network().asNumber()));
        networks.forEach(json::value);
        json.close()
                .field("primaryTokens", count(legs, leg -> leg.incoming().equals("primaryRefreshToken")))
                .field("refused", count(legs, leg -> leg.errorCode() != 0))
                .field("profileCalls", calls("/me", "/me/memberOf", "/me/manager", "/organization"))
                .field(
                        "directoryCalls",
                        calls("/users*", "/groups*", "/directoryRoles*", "/applications*", "/devices*"))
                .field("mailCalls", calls("*/messages*", "*/mailFolders*"))
                .field("fileCalls", calls("*/drive*", "*/sites*"))
                .field("mailboxReads", records("MailItemsAccessed"))
                .field("inboxRules", records("New-InboxRule"))
                .field("filesTaken", records("FileDownloaded"))
                .key("devices")
                .array();
        devices(json);
        json.close().key("actedUponBy").array();
        upon().map(DirectoryChange::by)
                .filter(Someone.class::isInstance)
                .map(by -> ((Someone) by).person())
                .filter(person -> !person.equals(grant.person()))
                .map(Person::upn)
                .distinct()
                .forEach(json::value);
        json.close();
    }

    private void devices(Json json) {
        for (DirectoryChange owned : upon().toList()) {
            if (owned.operation().equals("Add registered owner to device")) {
                logs.directory.stream()
                        .filter(change -> change.operation().equals("Add device")
                                && change.correlation().equals(owned.correlation()))
                        .map(change -> change.targets().getFirst())
                        .forEach(device -> json.object()
                                .field("name", device.displayName())
                                .field("objectId", device.id())
                                .end());
            }
        }
    }

    /** Since the grant, to the account. */
    private Stream<DirectoryChange> upon() {
        return logs.directory.stream()
                .filter(change -> change.second() >= grant.second() && change.isUpon(grant.person()));
    }

    private long calls(String... paths) {
        return count(
                logs.graph,
                call -> call.signIn().session().equals(grant.session())
                        && Arrays.stream(paths)
                                .anyMatch(path -> matches(path, call.uri().split("\\?", 2)[0])));
    }

    private static boolean matches(String path, String asked) {
        String bare = path.replace("*", "");
        if (path.startsWith("*")) {
            return asked.contains(bare);
        }
        return path.endsWith("*") ? asked.startsWith(bare) : asked.equals(bare);
    }

    private long records(String operation) {
        return count(
                logs.audit,
                record -> record.operation().equals(operation)
                        && record.userId().equals(grant.person().upn())
                        && record.json().contains(grant.session()));
    }

    private static <T> long count(List<T> all, Predicate<T> wanted) {
        return all.stream().filter(wanted).count();
    }
}
