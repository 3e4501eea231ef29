package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Investigated;

/**
 * Incidents about which there is nothing to tell: the rules that alerted are no playbook's own, and when a general one was
 * asked, nothing spoke against the account.
 */
final class Calm {
    private Calm() {}

    static boolean is(Incident incident) {
        return incident.assessment().filter(Calm::isHarmless).isPresent()
                && incident.investigated().stream().allMatch(Calm::isHarmless);
    }

    private static boolean isHarmless(Investigated investigated) {
        return !investigated.playbook().attachment().isFor(investigated.alert().rule())
                && isHarmless(investigated.assessment());
    }

    private static boolean isHarmless(Assessment assessment) {
        return assessment.grade() == Grade.PROBABLY_BENIGN
                && assessment.contributions().stream().allMatch(each -> each.points() < 0);
    }
}
