package dev.firstseen.cli;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.exception.Exemption;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.suppression.SuppressionScan;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What becomes of the alerts of a scan, one after another. Exceptions come before suppression: an alert that is known to be
 * harmless must not be the one on which others are counted. Alerts that are not shown are counted and, where that is
 * wanted, listed at once; none of them is kept.
 */
final class Outcome {
    private final Optional<Exemptions> exemptions;
    private final SuppressionScan suppression;
    private final Listing listing;
    private final SequencedMap<Rule, Long> shown = new LinkedHashMap<>();
    private long excepted;
    private long suppressed;

    /** Takes the alerts that are not shown. */
    interface Listing {
        void excepted(Alert alert, Exemption exemption);

        /**
         * Takes one that is suppressed.
         *
         * @param on the id of the alert on which it is counted
         */
        void suppressed(Alert alert, String on);
    }

    Outcome(Optional<Exemptions> exemptions, SuppressionScan suppression, Listing listing) {
        this.exemptions = exemptions;
        this.suppression = suppression;
        this.listing = listing;
    }

    /** Whether the next alert is shown. */
    boolean shows(Alert alert) {
        Optional<Exemption> exemption = exemptions.flatMap(all -> all.of(alert));
        if (exemption.isPresent()) {
            excepted++;
            listing.excepted(alert, exemption.get());
            return false;
        }
        Optional<String> on = suppression.next(alert);
        if (on.isPresent()) {
            suppressed++;
            listing.suppressed(alert, on.get());
            return false;
        }
        shown.merge(alert.rule(), 1L, Long::sum);
        return true;
    }

    /** A shown alert, with what is counted on it. */
    Alert told(Alert alert) {
        return suppression.told(alert);
    }

    /** How many alerts of each rule are shown. */
    SequencedMap<Rule, Long> shown() {
        return shown;
    }

    long excepted() {
        return excepted;
    }

    long suppressed() {
        return suppressed;
    }
}
