package dev.firstseen.deliver.story;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an event came from. Texts are raw, but cut where they are long.
 *
 * @param address the IP address
 * @param number the number of the autonomous system, as digits
 * @param organization who runs it
 * @param kind the kind of network: hosting, vpn, mobile, …
 * @param countryCode two letters
 * @param countryName its English name
 */
public record Origin(
        Optional<String> address,
        Optional<String> number,
        Optional<String> organization,
        Optional<String> kind,
        Optional<String> countryCode,
        Optional<String> countryName) {

    private static final FieldPath ADDRESS = FieldPath.of("source.ip");
    private static final FieldPath NUMBER = FieldPath.of("source.as.number");
    private static final FieldPath ORGANIZATION = FieldPath.of("source.as.organization.name");
    private static final FieldPath KIND = FieldPath.of("firstseen.network.kind");
    private static final FieldPath COUNTRY_CODE = FieldPath.of("source.geo.country_iso_code");
    private static final FieldPath COUNTRY_NAME = FieldPath.of("source.geo.country_name");

    public static Origin of(Event event) {
        return new Origin(
                text(event, ADDRESS),
                text(event, NUMBER),
                text(event, ORGANIZATION),
                text(event, KIND),
                text(event, COUNTRY_CODE),
                text(event, COUNTRY_NAME));
    }

    private static Optional<String> text(Event event, FieldPath field) {
        return Texts.first(event, field).map(Excerpt::of);
    }

    /** {@code AS132203 Tencent}; the address where the network is not known; empty where that is missing too. */
    public String network() {
        List<String> parts = Stream.of(number.map(digits -> "AS" + digits), organization)
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty() ? address.orElse("") : String.join(" ", parts);
    }

    /** The country: its code, else its name, else empty. */
    public String place() {
        return countryCode.or(() -> countryName).orElse("");
    }

    /** {@code AS132203 Tencent (hosting, SG)}; empty where nothing is known. */
    String phrase() {
        String traits = String.join(
                ", ",
                Stream.of(kind.map(Origin::spelled), countryCode.or(() -> countryName))
                        .flatMap(Optional::stream)
                        .toList());
        String network = network();
        if (network.isEmpty()) {
            return countryName.or(() -> countryCode).orElse("");
        }
        return traits.isEmpty() ? network : network + " (" + traits + ")";
    }

    private static String spelled(String kind) {
        return switch (kind) {
            case "vpn" -> "VPN";
            case "isp" -> "ISP";
            case "microsoft" -> "Microsoft";
            default -> kind;
        };
    }
}
