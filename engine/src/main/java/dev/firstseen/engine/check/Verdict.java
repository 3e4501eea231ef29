package dev.firstseen.engine.check;

import dev.firstseen.engine.diagnostic.Place;
import java.util.List;

/** What becomes of a rule file, of a playbook or of one of its questions. */
public sealed interface Verdict {

    /** The word for it in reports. */
    String word();

    /** It runs; there was no data to try it on. */
    record Runs() implements Verdict {
        @Override
        public String word() {
            return "runs";
        }
    }

    /** It is without a mistake and asks for what cannot be done yet. */
    record Unsupported(String construct, Place place, String awaits) implements Verdict {
        @Override
        public String word() {
            return "unsupported";
        }
    }

    /** It cannot be used; its problems say why. */
    record Invalid() implements Verdict {
        @Override
        public String word() {
            return "invalid";
        }
    }

    /**
     * It can find something in the data: a dataset it is about occurs, with every field it needs.
     *
     * @param datasets those it is about, also such as lack a field
     */
    record Live(List<Sighting> datasets) implements Verdict {
        public Live {
            datasets = List.copyOf(datasets);
        }

        @Override
        public String word() {
            return "live";
        }
    }

    /** It can never find anything in this data: every dataset that it is about lacks a field it needs. */
    record Blind(List<Sighting> datasets) implements Verdict {
        public Blind {
            datasets = List.copyOf(datasets);
        }

        @Override
        public String word() {
            return "blind";
        }
    }

    /**
     * No dataset that it is about occurs in the data.
     *
     * @param wanted what it is about: datasets, or patterns of an index
     */
    record NoData(List<String> wanted) implements Verdict {
        public NoData {
            wanted = List.copyOf(wanted);
        }

        @Override
        public String word() {
            return "no data";
        }
    }
}
