package dev.firstseen.engine.lint;

import java.util.Locale;

/** The things looked for. */
public enum Lint {
    REQUIRED_KEY(Weight.DOUBT, "a key that rules of this type must have"),
    NAME_FORM(Weight.FORM, "a name that begins or ends with a sign"),
    RISK_BAND(Weight.FORM, "a risk score outside the band of the severity"),
    INDEX_OR_DATA_VIEW(Weight.DOUBT, "neither or both of index and data_view_id"),
    INDEX_UNUSED(Weight.FORM, "an index where the query names its own, or a job has one"),
    INDEX_DATASET(Weight.DOUBT, "a dataset in the query that no pattern of the index brings"),
    VERSION_KEY(Weight.FORM, "a version or revision, which publishing sets"),

    DATES(Weight.FORM, "dates of metadata in the wrong order"),
    DEPRECATION(Weight.FORM, "a deprecated rule without its date, or a date without deprecation"),
    DEPRECATED_FOLDER(Weight.FORM, "a deprecated rule outside the folder of deprecated ones, or another inside"),
    MIN_STACK(Weight.FORM, "a least stack version without a comment, or the other way round"),
    INTEGRATION_FOLDER(Weight.FORM, "a rule in the folder of an integration that it does not name"),
    INTEGRATION_INDEX(Weight.FORM, "an integration that no index pattern reads"),

    DUPLICATE_ID(Weight.DOUBT, "an id that another file has"),
    DUPLICATE_NAME(Weight.FORM, "a name that another file has"),
    DUPLICATE_FILE(Weight.FORM, "a file name that occurs in another folder"),

    EVERYTHING(Weight.DOUBT, "a query without a condition"),
    REPEATED_VALUE(Weight.FORM, "a value that stands twice in a list"),
    REPEATED_CONDITION(Weight.FORM, "a condition that stands twice"),
    SPLIT_LIST(Weight.FORM, "conditions on one field that one list of values could be"),
    DOUBLE_NEGATION(Weight.FORM, "not of not"),
    CONTRADICTION(Weight.DOUBT, "a condition together with its negation: nothing matches"),

    NEW_TERMS_FIELDS(Weight.FORM, "more new_terms fields than Elastic runs"),
    NEW_TERMS_UNGUARDED(Weight.DOUBT, "a new_terms field that the query does not ask for"),
    NEW_TERMS_HISTORY(Weight.DOUBT, "a history that ends where the look-back begins"),

    THRESHOLD_FIELDS(Weight.FORM, "more threshold fields than Elastic runs"),
    THRESHOLD_ONE(Weight.DOUBT, "a threshold that every match crosses"),
    SUPPRESSION_FIELDS(Weight.FORM, "none or too many fields to suppress by"),
    SUPPRESSION_STRATEGY(Weight.FORM, "suppression that does not say what a missing field means"),
    SUPPRESSION_UNKNOWN_FIELD(Weight.DOUBT, "suppression by a field that is not known"),
    THREAT_MAPPING_NEGATED(Weight.DOUBT, "a mapping of indicators that only negates"),

    ESQL_METADATA(Weight.DOUBT, "rows of an ES|QL query without _id, _version and _index"),
    ESQL_KEEP(Weight.FORM, "an ES|QL query that keeps every column"),

    OVERRIDE_MISSING(Weight.DOUBT, "no timestamp_override: records that come late are missed"),
    LOOK_BACK(Weight.DOUBT, "a look-back shorter than the interval"),
    MAXSPAN_LOOK_BACK(Weight.DOUBT, "a sequence longer than what a run looks at"),
    MAXSPAN_INTERVAL(Weight.FORM, "an interval shorter than half a sequence"),
    MAXSPAN_DESCRIPTION(Weight.DOUBT, "a description that speaks of another time than the sequence's"),
    BUILDING_BLOCK_TIMING(Weight.FORM, "a building block that runs as often as a rule for people"),
    MAX_SIGNALS(Weight.FORM, "more alerts in a run than Kibana allows by default"),

    TACTIC(Weight.FORM, "a tactic whose id, name and address do not agree"),
    TACTIC_TWICE(Weight.FORM, "two entries for one tactic"),
    TECHNIQUE(Weight.FORM, "a technique that ATT&CK does not have, or whose id and address do not agree"),
    TECHNIQUE_NAME(Weight.FORM, "a technique by another name than ATT&CK's"),
    TECHNIQUE_TACTIC(Weight.FORM, "a technique below a tactic that it does not serve"),
    TECHNIQUE_ENDED(Weight.FORM, "a technique that ATT&CK has revoked or deprecated"),
    FILE_TACTIC(Weight.FORM, "a file name that begins with no tactic of the rule"),

    TAG_FORM(Weight.FORM, "a tag without a known prefix"),
    TAG_TWICE(Weight.FORM, "a tag that stands twice"),
    TAG_TACTIC(Weight.FORM, "tags and threat that name different tactics"),
    TAG_TYPE(Weight.FORM, "tags that do not say the type of the rule"),
    TAG_MISSING(Weight.FORM, "no tag for the domain or the data source"),
    GUIDE_MISSING(Weight.FORM, "a severe rule without an investigation guide"),
    GUIDE_TAG(Weight.FORM, "a guide without its tag, or a tag without a guide"),
    GUIDE_TITLE(Weight.FORM, "a guide that names another rule"),
    TRANSFORM(Weight.FORM, "a query of transform that the guide does not place, or a place without one"),
    TIMELINE_PAIR(Weight.FORM, "one of timeline_id and timeline_title without the other");

    /** How much it matters. */
    public enum Weight {
        /** The rule may not find what it is meant to find. */
        DOUBT,
        /** The rule works; it is not as its readers and tools expect. */
        FORM;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Weight weight;
    private final String subject;

    Lint(Weight weight, String subject) {
        this.weight = weight;
        this.subject = subject;
    }

    /** The stable name, such as {@code risk-band}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Weight weight() {
        return weight;
    }

    /** What is looked for, in a few words. */
    public String subject() {
        return subject;
    }
}
