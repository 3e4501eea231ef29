package dev.firstseen.bench.generate;

/**
 * What someone works on.
 *
 * @param id its object id in Entra, empty where it is not registered
 * @param compliant whether it is registered, managed and meets the company's policy
 */
record Device(
        String id, String name, String os, String browser, String browserVersion, String userAgent, boolean compliant) {

    /** A device nobody registered, seen through its user agent alone. */
    static Device unknown(String os, String browser, String browserVersion, String userAgent) {
        return new Device("", "", os, browser, browserVersion, userAgent, false);
    }
}
