package dev.firstseen.bench.generate;

import java.util.Locale;

/** Writes calls to Graph as MicrosoftGraphActivityLogs, which know a person by object id alone. */
final class GraphLog {
    private final Company company;
    private final Stamp stamp = new Stamp();

    GraphLog(Company company) {
        this.company = company;
    }

    String write(GraphCall call) {
        int fraction = Math.floorMod(call.requestId().hashCode(), 10_000_000);
        String time = stamp.ticks(call.second(), fraction) + "Z";
        int duration = 20_000 + fraction % 400_000;
        Json json = new Json();
        json.object()
                .field("time", time)
                .field(
                        "resourceId",
                        "/TENANTS/" + company.tenant().toUpperCase(Locale.ROOT) + "/PROVIDERS/MICROSOFT.AADIAM")
                .field("operationName", "Microsoft Graph Activity")
                .field("operationVersion", "v1.0")
                .field("category", "MicrosoftGraphActivityLogs")
                .field("resultSignature", String.valueOf(call.status()))
                .field("durationMs", duration)
                .field("callerIpAddress", call.place().address())
                .field("correlationId", call.requestId())
                .field("tenantId", company.tenant())
                .field("Level", 4)
                .field("location", "Germany West Central")
                .key("properties")
                .object()
                .field("timeGenerated", time)
                .field("requestId", call.requestId())
                .field("operationId", call.requestId())
                .field("clientRequestId", call.requestId())
                .field("apiVersion", "v1.0")
                .field("requestMethod", call.method())
                .field("responseStatusCode", call.status())
                .field("tenantId", company.tenant())
                .field("durationMs", duration)
                .field("responseSizeBytes", call.bytes())
                .field("signInActivityId", call.signIn().token())
                .field("sessionId", call.signIn().session())
                .key("roles")
                .nothing()
                .field("appId", call.signIn().application().id())
                .field("tokenIssuedAt", stamp.seconds(call.signIn().second()) + "Z")
                .field("userId", call.signIn().person().objectId())
                .key("servicePrincipalId")
                .nothing()
                .field("scopes", "Files.ReadWrite.All Mail.ReadWrite User.Read.All")
                .field("identityProvider", "https://sts.windows.net/" + company.tenant() + "/")
                .field("clientAuthMethod", "0")
                .field("wids", "b79fbf4d-3ef9-4689-8143-76b194e85509")
                .field("userAgent", call.userAgent())
                .field("ipAddress", call.place().address())
                .field("requestUri", "https://graph.microsoft.com/v1.0" + call.uri())
                .field("atContent", "")
                .end();
        return json.end().toString();
    }
}
