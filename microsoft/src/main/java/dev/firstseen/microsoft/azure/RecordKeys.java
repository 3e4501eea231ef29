package dev.firstseen.microsoft.azure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which members of a log's records say when, which, whose and from where. Of each list the first that holds something
 * counts.
 *
 * @param times the record's time
 * @param ids the identity: members that only together identify a record; where none of them do, a hash of the content is
 *     taken
 * @param tenants the tenant whose log it is
 * @param addresses where the request came from
 */
record RecordKeys(List<Member> times, List<List<Member>> ids, List<Member> tenants, List<Member> addresses) {

    /** Members as a phrase for people. */
    static String orElse(List<Member> members) {
        return members.stream().map(member -> "`" + member + "`").collect(Collectors.joining(", else "));
    }

    String idSource() {
        String own = ids.stream()
                .map(id -> id.stream().map(member -> "`" + member + "`").collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", else "));
        return own.isEmpty() ? "a hash of the content" : own + ", else a hash of the content";
    }
}
