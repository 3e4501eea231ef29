package dev.firstseen.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A tidy rule, changes to it, and what the linter has to say of each. */
final class LintCases {
    static final String TIDY = """
            [metadata]
            creation_date = "2026/11/25"
            integration = ["o365"]
            maturity = "production"
            updated_date = "2026/11/26"

            [rule]
            author = ["Somebody"]
            description = "A sign-in."
            from = "now-9m"
            index = ["logs-o365.audit-*"]
            name = "A Sign-in"
            note = '''
            ### Investigating A Sign-in
            '''
            risk_score = 73
            rule_id = "0b7cf1fb-7a0e-4b3f-9a3c-2a5f2b8f0c11"
            severity = "high"
            tags = ["Domain: Cloud", "Data Source: Microsoft 365", "Tactic: Initial Access", "Resources: Investigation Guide"]
            timestamp_override = "event.ingested"
            type = "query"
            query = 'event.dataset: "o365.audit" and user.name: *'

            [[rule.threat]]
            framework = "MITRE ATT&CK"
            [rule.threat.tactic]
            id = "TA0001"
            name = "Initial Access"
            reference = "https://attack.mitre.org/tactics/TA0001/"
            [[rule.threat.technique]]
            id = "T1078"
            name = "Valid Accounts"
            reference = "https://attack.mitre.org/techniques/T1078/"
            [[rule.threat.technique.subtechnique]]
            id = "T1078.004"
            name = "Cloud Accounts"
            reference = "https://attack.mitre.org/techniques/T1078/004/"
            """;

    private static final String SEQUENCE_TYPE = "language = \"eql\"\ntype = \"eql\"";
    private static final String NEW_TERMS = """

            [rule.new_terms]
            field = "new_terms_fields"
            value = ["user.name"]
            [[rule.new_terms.history_window_start]]
            field = "history_window_start"
            value = "now-7d"
            """;

    private LintCases() {}

    /** A change to the tidy rule, each line of the old text replaced, and what it leads to. */
    record Case(String name, String changed, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case change(String from, String to, String... expected) {
        assertThat(TIDY).contains(from);
        return new Case(from + " -> " + to, TIDY.replace(from, to), List.of(expected));
    }

    private static Case technique(String id, String... expected) {
        String changed = TIDY.substring(0, TIDY.indexOf("[[rule.threat.technique.subtechnique]]"))
                .replace("T1078", id);
        return new Case(id, changed, List.of(expected));
    }

    private static Case append(String text, String... expected) {
        return new Case("and " + text, TIDY + text, List.of(expected));
    }

    private static Case query(String query, String... expected) {
        return change("event.dataset: \"o365.audit\" and user.name: *", query, expected);
    }

    private static Case sequence(String description, String more, String query, String... expected) {
        String changed = TIDY.replace("A sign-in.", description)
                .replace("from = \"now-9m\"", "from = \"now-9m\"" + more)
                .replace("timestamp_override = \"event.ingested\"\n", "")
                .replace("type = \"query\"", SEQUENCE_TYPE)
                .replace("event.dataset: \"o365.audit\" and user.name: *", query);
        return new Case(query + more, changed, List.of(expected));
    }

    private static Case newTerms(String query, String fields, String window, String... expected) {
        String changed = TIDY.replace("type = \"query\"", "type = \"new_terms\"")
                        .replace("event.dataset: \"o365.audit\" and user.name: *", query)
                + NEW_TERMS.replace("\"user.name\"", fields).replace("now-7d", window);
        return new Case(query + fields + window, changed, List.of(expected));
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(schema());
        cases.addAll(queries());
        cases.addAll(timing());
        cases.addAll(threat());
        cases.addAll(guide());
        return cases;
    }

    private static List<Case> schema() {
        return List.of(
                change(
                        "name = \"A Sign-in\"",
                        "name = \"A Sign-in.\"",
                        "12:8 name-form: a name begins with a letter or digit and ends with one or a bracket",
                        "14:19 guide-title: the guide is about the rule itself; write '### Investigating A Sign-in.'"),
                change(
                        "risk_score = 73",
                        "risk_score = 74",
                        "16:14 risk-band: severity 'high' goes with a risk_score from 48 to 73, not 74"),
                change("risk_score = 73", "risk_score = 48"),
                change(
                        "index = [\"logs-o365.audit-*\"]\n",
                        "",
                        "7:1 index-or-data-view: a rule says what it reads: write 'index', such as"
                                + " [\"logs-o365.audit-*\"]"),
                change(
                        "from = \"now-9m\"",
                        "data_view_id = \"x\"",
                        "10:1 index-or-data-view: 'index' and 'data_view_id' exclude each other; keep one"),
                change(
                        "from = \"now-9m\"",
                        "version = 3",
                        "10:1 version-key: 'version' is set when a rule is published; leave it out"),
                change(
                        "type = \"query\"",
                        "type = \"machine_learning\"\nanomaly_threshold = 50",
                        "21:8 required-key: a rule of type 'machine_learning' needs the key 'machine_learning_job_id'",
                        "11:1 index-unused: 'index' has no effect in a rule of type 'machine_learning'; leave it out"),
                change(
                        "updated_date = \"2026/11/26\"",
                        "updated_date = \"2026/11/24\"",
                        "5:16 dates: updated_date (2026/11/24) lies before creation_date (2026/11/25)"),
                change(
                        "\"production\"",
                        "\"deprecated\"",
                        "4:12 deprecation: a deprecated rule says since when: write 'deprecation_date'"),
                change(
                        "\"production\"",
                        "\"production\"\ndeprecation_date = \"2026/12/01\"",
                        "5:1 deprecation: a rule with a deprecation_date has the maturity 'deprecated', not"
                                + " 'production'"),
                change(
                        "\"production\"",
                        "\"production\"\nmin_stack_version = \"9.2.0\"",
                        "5:1 min-stack: min_stack_version needs its reason: write 'min_stack_comments'"),
                change(
                        "[\"o365\"]",
                        "[\"o365\", \"azure\"]",
                        "3:24 integration-index: the integration 'azure' brings logs-azure.*, which no pattern of"
                                + " 'index' reads"));
    }

    private static List<Case> queries() {
        return List.of(
                query("", "22:9 everything: every record of the index matches; ask for what the rule is about"),
                query(
                        "user.name:(a or b or a)",
                        "22:31 repeated-value: this value stands before it in the same list; leave it out"),
                query(
                        "user.name:a and source.ip:* and user.name:a",
                        "22:42 repeated-condition: this condition stands before it already; leave it out"),
                query(
                        "user.name:a or source.ip:* or user.name:b",
                        "22:40 split-list: 'user.name' is asked for twice; one list says the same: user.name:(… or …)"),
                query(
                        "not not user.name:a",
                        "22:18 double-negation: 'not' twice is the condition itself; leave both out"),
                query(
                        "user.name:a and not user.name:a",
                        "22:30 contradiction: this denies what is asked for beside it, so that nothing matches"),
                query(
                        "user.name:a and user.name:(not a)",
                        "22:26 contradiction: this denies what is asked for beside it, so that nothing matches"),
                query("user.name:a and not user.name:b"),
                query(
                        "event.dataset: \"azure.signinlogs\"",
                        "22:25 index-dataset: no pattern of 'index' reads 'azure.signinlogs'; write"
                                + " \"logs-azure.signinlogs-*\" into it"),
                query("not event.dataset: \"azure.signinlogs\""),
                newTerms("user.name: *", "\"user.name\"", "now-7d"),
                newTerms(
                        "user.name: * or source.ip: *",
                        "\"user.name\"",
                        "now-7d",
                        "41:10 new-terms-unguarded: events without 'user.name' match the query and are then passed"
                                + " over; write 'user.name:*' into the query"),
                newTerms(
                        "user.name: a and source.ip: *",
                        "\"user.name\", \"source.ip\"",
                        "now-9m",
                        "39:1 new-terms-history: the history (9m) goes no further back than the look-back (9m), so"
                                + " that everything is new"),
                newTerms(
                        "user.name: a and source.ip: * and event.dataset: *",
                        "\"user.name\", \"source.ip\", \"event.dataset\", \"x\"",
                        "now-7d",
                        "41:53 new-terms-fields: Elastic runs new_terms rules of at most 3 fields; this has 4",
                        "41:53 new-terms-unguarded: events without 'x' match the query and are then passed over; write"
                                + " 'x:*' into the query"),
                change(
                        "type = \"query\"",
                        "type = \"threat_match\"\nthreat_index = [\"ti\"]\n[[rule.threat_mapping]]\nentries = [{field ="
                                + " \"a\", type = \"mapping\", value = \"b\", negate = true}]\n[rule.more]",
                        "21:8 required-key: a rule of type 'threat_match' needs the key 'query'",
                        "23:1 threat-mapping-negated: every entry of this mapping is negated, so nearly everything"
                                + " matches; map at least one field without 'negate'"),
                change(
                        "type = \"query\"",
                        "language = \"esql\"\ntype = \"esql\"",
                        "11:1 index-unused: 'index' has no effect in a rule of type 'esql'; leave it out",
                        "23:9 esql-metadata: without 'stats' each row is an alert, and Kibana tells them apart by"
                                + " 'metadata _id, _version, _index' behind 'from'",
                        "23:9 esql-keep: say which columns an alert shows, with the command 'keep'"),
                append(
                        "\n[rule.alert_suppression]\ngroup_by = [\"user.name\", \"usr.id\"]\n",
                        "39:1 suppression-strategy: say what becomes of alerts without the field:"
                                + " missing_fields_strategy = \"suppress\" or \"doNotSuppress\"",
                        "40:26 suppression-unknown-field: 'usr.id' is no known field"),
                append(
                        "\n[rule.alert_suppression]\nmissing_fields_strategy = \"suppress\"\ngroup_by = [\"user.name\","
                                + " \"user.name\", \"user.name\", \"user.name\"]\n",
                        "41:12 suppression-fields: suppression groups by 1 to 3 fields, not 4"),
                change(
                        "type = \"query\"",
                        "type = \"threshold\"\nthreshold.field = []\nthreshold.value = 1",
                        "23:19 threshold-one: every match crosses a threshold of 1; write a larger value, a"
                                + " cardinality, or a rule of type query"),
                change(
                        "type = \"query\"",
                        "type = \"threshold\"\nthreshold.field = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]\nthreshold.value"
                                + " = 2",
                        "22:45 threshold-fields: Elastic runs thresholds of at most 5 fields; this has 6"));
    }

    private static List<Case> timing() {
        return List.of(
                change(
                        "timestamp_override = \"event.ingested\"\n",
                        "",
                        "7:1 override-missing: records that arrive later than a run looks back are missed; write"
                                + " timestamp_override = \"event.ingested\""),
                change(
                        "timestamp_override = \"event.ingested\"",
                        "timestamp_override = \"@timestamp\"",
                        "20:22 override-missing: records that arrive later than a run looks back are missed; write"
                                + " timestamp_override = \"event.ingested\""),
                change(
                        "from = \"now-9m\"",
                        "interval = \"10m\"",
                        "10:12 look-back: a run looks back 6m and there is one only every 10m; what lies between is"
                                + " never looked at"),
                change(
                        "from = \"now-9m\"",
                        "max_signals = 2000",
                        "10:15 max-signals: Kibana raises at most 1000 alerts in a run, whatever max_signals (2000)"
                                + " says, unless it is configured to raise more"),
                change(
                        "from = \"now-9m\"",
                        "building_block_type = \"default\"",
                        "10:1 building-block-timing: nobody waits for a building block; write from = \"now-119m\" and"
                                + " interval = \"60m\" or more, or bypass_bbr_timing = true",
                        "19:8 tag-type: a building block has the tag 'Rule Type: BBR'"),
                sequence(
                        "Twice within 10 minutes.",
                        "",
                        "sequence by user.name with maxspan=3m [any where true]",
                        "22:37 maxspan-description: the description speaks of 10m, the sequence lasts at most 3m"),
                sequence("Twice within 3 minutes.", "", "sequence by user.name with maxspan=3m [any where true]"),
                sequence(
                        "Twice.",
                        "",
                        "sequence with maxspan=1h [any where true]",
                        "22:24 maxspan-look-back: a sequence may last 1h, but a run looks back only 9m; write from ="
                                + " \"now-1h\" or more",
                        "22:24 maxspan-interval: a sequence of up to 1h is searched for every 5m, again and again;"
                                + " write interval = \"30m\" or more"),
                sequence(
                        "Twice.",
                        "",
                        "any where \"sequence with maxspan=1h\" == a // maxspan=1h",
                        "7:1 override-missing: records that arrive later than a run looks back are missed; write"
                                + " timestamp_override = \"event.ingested\""));
    }

    private static List<Case> threat() {
        return List.of(
                change(
                        "name = \"Initial Access\"",
                        "name = \"Impact\"",
                        "28:8 tactic: the tactic TA0001 is named 'Initial Access', not 'Impact'; write that name, or"
                                + " the id 'TA0040'",
                        "19:8 tag-tactic: 'threat' names a tactic that no tag does; write 'Tactic: Impact'",
                        "19:56 tag-tactic: the tag 'Tactic: Initial Access' names a tactic that 'threat' does not"),
                change(
                        "id = \"TA0001\"",
                        "id = \"TA1001\"",
                        "27:6 tactic: 'TA1001' is no known tactic of ATT&CK; 'Initial Access' is TA0001"),
                change(
                        "tactics/TA0001/",
                        "tactics/TA0001",
                        "29:13 tactic: the address of TA0001 is https://attack.mitre.org/tactics/TA0001/, not"
                                + " 'https://attack.mitre.org/tactics/TA0001'"),
                change(
                        "techniques/T1078/\"",
                        "techniques/T1087/\"",
                        "33:13 technique: the address of T1078 is https://attack.mitre.org/techniques/T1078/, not"
                                + " 'https://attack.mitre.org/techniques/T1087/'"),
                change(
                        "id = \"T1078.004\"",
                        "id = \"T1087.004\"",
                        "35:6 technique: a sub-technique of T1078 has an id such as T1078.001, not 'T1087.004'"),
                change(
                        "id = \"T1078\"",
                        "id = \"1078\"",
                        "31:6 technique: a technique has an id such as T1078, not '1078'"),
                change(
                        "\"Valid Accounts\"",
                        "\"Good Accounts\"",
                        "32:8 technique-name: ATT&CK calls T1078 'Valid Accounts', not 'Good Accounts'"),
                technique("T1999", "31:6 technique: ATT&CK 18.1, the version known here, has no technique 'T1999'"),
                technique("T1193", "31:6 technique-ended: ATT&CK has revoked T1193; write T1566.001"),
                technique("T1108", "31:6 technique-ended: ATT&CK has deprecated T1108, with nothing in its place"),
                technique(
                        "T1531",
                        "32:8 technique-name: ATT&CK calls T1531 'Account Access Removal', not 'Valid Accounts'",
                        "31:6 technique-tactic: T1531 does not serve Initial Access; put it under Impact"),
                append("""
                        [[rule.threat]]
                        framework = "MITRE ATT&CK"
                        [rule.threat.tactic]
                        id = "TA0001"
                        name = "Initial Access"
                        reference = "https://attack.mitre.org/tactics/TA0001/"
                        """, "41:6 tactic-twice: there is an entry for 'TA0001' already; put the techniques there"));
    }

    private static List<Case> guide() {
        return List.of(
                change(
                        "\"Domain: Cloud\"",
                        "\"Domain: Cloud\", \"Domain: Cloud\"",
                        "19:26 tag-twice: the tag 'Domain: Cloud' stands twice; leave one out"),
                change(
                        "\"Domain: Cloud\"",
                        "\"Domains: Cloud\"",
                        "19:9 tag-form: a tag begins with one of Data Source, Domain, Mitre Atlas, OS, Platform,"
                                + " Promotion, Resources, Rule Type, Tactic, Threat, Use Case, Vulnerability and ': ',"
                                + " not 'Domains: Cloud'; did you mean 'Domain: '?",
                        "19:8 tag-missing: no tag begins with 'Domain: '; write one"),
                change(
                        "\"Domain: Cloud\"",
                        "\"Domain: Cloud\", \"Rule Type: BBR\"",
                        "19:8 tag-type: only a building block has the tag 'Rule Type: BBR'"),
                change(
                        "note = '''\n### Investigating A Sign-in\n'''\n",
                        "",
                        "15:12 guide-missing: who gets an alert of severity 'high' needs to know what to do: write an"
                                + " investigation guide into 'note'",
                        "16:8 guide-tag: the tag 'Resources: Investigation Guide' promises a guide, and 'note' has"
                                + " none"),
                change(
                        ", \"Resources: Investigation Guide\"",
                        "",
                        "19:8 guide-tag: the rule has a guide; write the tag 'Resources: Investigation Guide'"),
                change(
                        "### Investigating A Sign-in",
                        "### Investigating a Sign-in",
                        "14:19 guide-title: the guide is about the rule itself; write '### Investigating A Sign-in'"),
                change(
                        "from = \"now-9m\"",
                        "timeline_id = \"x\"",
                        "10:1 timeline-pair: timeline_id and timeline_title go together; write both or none"),
                new Case(
                        "transform",
                        TIDY.replace("### Investigating A Sign-in\n", "### Investigating A Sign-in\n$osquery_1\n")
                                + "[[transform.osquery]]\nlabel = \"a\"\nquery = \"b\"\n",
                        List.of(
                                "15:1 transform: there is no query $osquery_1 for this place; 'transform.osquery' holds"
                                        + " 1",
                                "39:1 transform: the guide does not place query 0 of 'transform.osquery'; write"
                                        + " $osquery_0 into 'note'")));
    }
}
