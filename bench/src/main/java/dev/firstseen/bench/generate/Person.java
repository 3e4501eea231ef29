package dev.firstseen.bench.generate;

/**
 * An account of the company, with every name Microsoft's logs know it by.
 *
 * @param objectId its id in Entra: the only name that Graph activity has for it
 * @param puid its passport id, the third entry of every Actor
 * @param phone the network of its telephone
 */
record Person(
        String displayName,
        String upn,
        String objectId,
        String puid,
        String sid,
        String mailboxGuid,
        Place home,
        Network phone,
        Device device) {

    /** The local part with everything but letters and digits made `_`, as SharePoint names a personal site. */
    String personalSite() {
        return upn.replace('@', '_').replace('.', '_').replace('-', '_');
    }
}
