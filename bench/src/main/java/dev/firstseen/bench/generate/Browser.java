package dev.firstseen.bench.generate;

import java.util.List;

/** Browsers of devices that the company does not know. */
final class Browser {
    static final Device IPHONE = Device.unknown(
            "Ios 18.3",
            "Mobile Safari",
            "18.3",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.3 Mobile/15E148 Safari/604.1");
    static final Device ANDROID = Device.unknown(
            "Android 15",
            "Chrome Mobile",
            "144.0.0",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Mobile"
                    + " Safari/537.36");
    static final Device MAC = Device.unknown(
            "MacOs",
            "Safari",
            "18.2",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2"
                    + " Safari/605.1.15");
    static final Device LINUX = Device.unknown(
            "Linux", "Firefox", "135.0", "Mozilla/5.0 (X11; Linux x86_64; rv:135.0) Gecko/20100101 Firefox/135.0");
    /** The headless browser of the attackers' relay. */
    static final Device RELAY = Device.unknown(
            "Windows10",
            "Chrome",
            "133.0.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0"
                    + " Safari/537.36");

    private static final List<Device> ALL = List.of(IPHONE, ANDROID, MAC, LINUX, RELAY);

    private Browser() {}

    static Device any(Dice dice) {
        return dice.pick(ALL);
    }
}
