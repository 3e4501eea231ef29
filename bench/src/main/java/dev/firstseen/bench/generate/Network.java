package dev.firstseen.bench.generate;

/**
 * The networks from which people, services and attackers come: real autonomous systems, each with blocks that lie well
 * inside what it announces. Addresses are drawn from them at random and say nothing about any real host.
 */
public enum Network {
    TELEKOM(3320, "Deutsche Telekom AG", "DE", "Hamburg", "93.208.0.0", 13),
    /** The same lines, reached by IPv6. */
    TELEKOM_IPV6(3320, "Deutsche Telekom AG", "DE", "Hamburg", "2003:e1:87"),
    TELEKOM_OFFICE(3320, "Deutsche Telekom AG", "DE", "Hamburg", "217.80.0.0", 12),
    TELEKOM_MOBILE(3320, "Deutsche Telekom AG", "DE", "Hamburg", "80.187.64.0", 18),
    VODAFONE(3209, "Vodafone GmbH", "DE", "Hamburg", "88.64.0.0", 13),
    VODAFONE_MOBILE(3209, "Vodafone GmbH", "DE", "Hamburg", "109.40.0.0", 14),
    O2(6805, "Telefonica Germany GmbH & Co.OHG", "DE", "Hamburg", "77.180.0.0", 14),
    O2_MOBILE(6805, "Telefonica Germany GmbH & Co.OHG", "DE", "Hamburg", "46.114.0.0", 16),
    VERSATEL(8881, "1&1 Versatel GmbH", "DE", "Hamburg", "92.116.0.0", 16),
    /** Microsoft's own services, which read mailboxes on behalf of people. */
    MICROSOFT(8075, "Microsoft Corporation", "IE", "Dublin", "52.98.0.0", 16),
    /** A hotel in Valencia. */
    TELEFONICA_SPAIN(3352, "TELEFONICA DE ESPANA S.A.U.", "ES", "Valencia", "83.44.0.0", 14),
    VODAFONE_SPAIN(12430, "VODAFONE ESPANA S.A.U.", "ES", "Valencia", "77.209.0.0", 16),
    /** Rented by the attackers: the relay through which the victims completed the code. */
    TENCENT_SINGAPORE(132203, "Shenzhen Tencent Computer Systems Company Limited", "SG", "Singapore", "43.163.0.0", 17),
    /** Rented by the attackers: the backend that polls for tokens. */
    M247(9009, "M247 Europe SRL", "NL", "Amsterdam", "146.70.80.0", 20);

    private final long asNumber;
    private final String organization;
    private final String country;
    private final String city;
    private final int first;
    private final int hosts;
    private final String ipv6Prefix;

    Network(long asNumber, String organization, String country, String city, String firstAddress, int prefixLength) {
        this.asNumber = asNumber;
        this.organization = organization;
        this.country = country;
        this.city = city;
        int address = 0;
        for (String part : firstAddress.split("\\.")) {
            address = address << 8 | Integer.parseInt(part);
        }
        this.first = address;
        this.hosts = 1 << (32 - prefixLength);
        this.ipv6Prefix = "";
    }

    Network(long asNumber, String organization, String country, String city, String ipv6Prefix) {
        this.asNumber = asNumber;
        this.organization = organization;
        this.country = country;
        this.city = city;
        this.first = 0;
        this.hosts = 0;
        this.ipv6Prefix = ipv6Prefix;
    }

    public long asNumber() {
        return asNumber;
    }

    public String organization() {
        return organization;
    }

    /** Where Microsoft believes its addresses to be: the country's two letters. */
    String country() {
        return country;
    }

    String city() {
        return city;
    }

    /** One of its addresses: never the first or last of a /24. */
    String address(Dice dice) {
        if (!ipv6Prefix.isEmpty()) {
            return ipv6Prefix + Integer.toHexString(dice.between(0x10, 0xFF)) + ":" + group(dice) + ":" + group(dice)
                    + ":" + group(dice) + ":" + group(dice) + ":" + group(dice);
        }
        int block = dice.below(hosts >>> 8) << 8;
        int address = first + block + dice.between(1, 254);
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    private static String group(Dice dice) {
        return Integer.toHexString(dice.between(0x1000, 0xFFFF));
    }
}
