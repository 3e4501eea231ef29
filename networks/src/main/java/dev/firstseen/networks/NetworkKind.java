package dev.firstseen.networks;

import java.util.Locale;

/** What a network is for, as far as that tells who may stand behind an address. */
public enum NetworkKind {
    /** Servers for rent: a person with a browser does not sit there. */
    HOSTING,
    /** Made to hide where its users are. */
    VPN,
    /** Homes whose connections are known to be resold as proxies. */
    RESIDENTIAL_PROXY,
    /** Mobile telephones: many people behind few addresses. */
    MOBILE,
    /** Homes and offices. */
    ISP,
    /** Microsoft's own: its services act from there on behalf of others. */
    MICROSOFT,
    /** Universities and research. */
    EDUCATION,
    /** Networks that carry content or companies' own traffic, such as gateways in the cloud. */
    CONTENT,
    /** Address space that nobody announces, such as private networks. */
    RESERVED,
    UNKNOWN;

    /** As it stands in {@code firstseen.network.kind}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
