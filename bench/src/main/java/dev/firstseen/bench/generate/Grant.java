package dev.firstseen.bench.generate;

/**
 * A device code grant, planned before it is written.
 *
 * @param second when, in seconds since 1970
 * @param id the Id of the audit record that tells of it
 * @param place where the code was completed
 * @param device the browser in which it was completed
 * @param session the session that came of it, in every log
 * @param request the id of the sign-in, IntraSystemId in the audit log
 * @param correlation what joins the sign-in to the one before it, InterSystemsId in the audit log
 * @param meaning why it happened, for the truth
 */
record Grant(
        long second,
        String id,
        Person person,
        Place place,
        App application,
        App resource,
        Device device,
        String session,
        String request,
        String correlation,
        Meaning meaning) {

    /** Why a grant happened. */
    enum Meaning {
        WORK,
        TRAVEL,
        PHISHED
    }

    /** Whether the seed rule's filter takes it: the broker, for Graph, on a device that is not compliant. */
    boolean counts() {
        return application == App.BROKER && resource == App.GRAPH && !device.compliant();
    }
}
