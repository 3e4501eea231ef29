package dev.firstseen.flink;

/** A rule that alerts on every sign-in, as a text. */
public final class SignInRule {
    public static final String TEXT = """
            [metadata]
            creation_date = "2026/11/28"
            maturity = "production"
            updated_date = "2026/11/28"
            [rule]
            author = ["test"]
            description = "A rule of a test."
            language = "kuery"
            name = "Sign-in"
            risk_score = 21
            rule_id = "00000000-0000-4000-8000-000000000001"
            severity = "low"
            tags = ["Data Source: Microsoft 365"]
            query = 'event.action: UserLoggedIn'
            type = "query"
            """;

    private SignInRule() {}
}
