package dev.firstseen.bench.generate;

import java.util.Base64;
import java.util.UUID;

/** Writes sign-ins as Microsoft Graph and the diagnostic settings give them. */
final class SignInLog {
    private final Company company;
    private final Stamp stamp = new Stamp();

    SignInLog(Company company) {
        this.company = company;
    }

    /** A token's id, which is a GUID in base64. */
    static String token(Dice dice) {
        UUID id = UUID.fromString(dice.guid());
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (id.getMostSignificantBits() >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (id.getLeastSignificantBits() >>> (56 - 8 * i));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The envelope that diagnostic settings put around a sign-in. */
    String diagnostic(SignIn signIn) {
        Json json = new Json();
        json.object()
                .field("time", stamp.ticks(signIn.second(), ticks(signIn)) + "Z")
                .field("resourceId", "/tenants/" + company.tenant() + "/providers/Microsoft.aadiam")
                .field("operationName", "Sign-in activity")
                .field("operationVersion", "1.0")
                .field("category", signIn.interactive() ? "SignInLogs" : "NonInteractiveUserSignInLogs")
                .field("tenantId", company.tenant())
                .field("resultType", String.valueOf(signIn.errorCode()))
                .field("resultSignature", signIn.errorCode() == 0 ? "SUCCESS" : "FAILURE");
        if (signIn.errorCode() != 0) {
            json.field("resultDescription", signIn.failureReason());
        }
        return json.field("durationMs", 0)
                .field("callerIpAddress", signIn.place().address())
                .field("correlationId", signIn.correlation())
                .field("identity", signIn.person().displayName())
                .field("Level", 4)
                .field("location", signIn.place().network().country())
                .key("properties")
                .raw(properties(signIn))
                .end()
                .toString();
    }

    /** The sign-in alone, as {@code auditLogs/signIns} of Microsoft Graph gives it. */
    String properties(SignIn signIn) {
        Json json = new Json();
        json.object()
                .field("id", signIn.id())
                .field("createdDateTime", stamp.ticks(signIn.second(), ticks(signIn)) + "+00:00")
                .field("userDisplayName", signIn.person().displayName())
                .field("userPrincipalName", signIn.person().upn())
                .field("userId", signIn.person().objectId())
                .field("appId", signIn.application().id())
                .field("appDisplayName", signIn.application().title())
                .field("ipAddress", signIn.place().address())
                .key("status")
                .object()
                .field("errorCode", signIn.errorCode());
        if (signIn.errorCode() != 0) {
            json.field("failureReason", signIn.failureReason());
        }
        json.end()
                .field("clientAppUsed", signIn.interactive() ? "Browser" : "Mobile Apps and Desktop clients")
                .field("userAgent", signIn.device().userAgent());
        place(json, signIn);
        json.field("correlationId", signIn.correlation())
                .field("conditionalAccessStatus", "notApplied")
                .key("appliedConditionalAccessPolicies")
                .array()
                .close()
                .field("originalRequestId", signIn.id())
                .field("isInteractive", signIn.interactive())
                .field("tokenIssuerName", "")
                .field("tokenIssuerType", "AzureAD");
        processing(json, signIn);
        json.field(
                        "processingTimeInMilliseconds",
                        90 + Math.floorMod(signIn.id().hashCode(), 400))
                .field("riskDetail", "none")
                .field("riskLevelAggregated", "none")
                .field("riskLevelDuringSignIn", "none")
                .field("riskState", "none")
                .key("riskEventTypes_v2")
                .array()
                .close()
                .field("resourceDisplayName", signIn.resource().title())
                .field("resourceId", signIn.resource().id())
                .field("resourceTenantId", company.tenant())
                .field("homeTenantId", company.tenant());
        authentication(json, signIn);
        json.field("servicePrincipalId", "")
                .field("userType", "Member")
                .field("flaggedForReview", false)
                .field("isTenantRestricted", false)
                .field("autonomousSystemNumber", signIn.place().network().asNumber())
                .field("crossTenantAccessType", "none")
                .field("sessionId", signIn.session())
                .field("uniqueTokenIdentifier", signIn.token())
                .field("incomingTokenType", signIn.incoming())
                .field("authenticationProtocol", signIn.deviceCode() && signIn.interactive() ? "deviceCode" : "none")
                .field("originalTransferMethod", signIn.deviceCode() ? "deviceCodeFlow" : "none")
                .key("tokenProtectionStatusDetails")
                .object()
                .field("signInSessionStatus", "unbound")
                .field("signInSessionStatusCode", 1002)
                .end();
        return json.end().toString();
    }

    private static void place(Json json, SignIn signIn) {
        Device device = signIn.device();
        json.key("deviceDetail")
                .object()
                .field("deviceId", device.id())
                .field("displayName", device.name())
                .field("operatingSystem", device.os())
                .field("browser", device.browser() + " " + device.browserVersion())
                .field("isCompliant", device.compliant())
                .field("isManaged", device.compliant())
                .field("trustType", trust(device))
                .end()
                .key("location")
                .object()
                .field("city", signIn.place().network().city())
                .field("state", signIn.place().network().city())
                .field("countryOrRegion", signIn.place().network().country())
                .end();
    }

    private static String trust(Device device) {
        if (device.id().isEmpty()) {
            return "";
        }
        return device.compliant() ? "Azure AD joined" : "Azure AD registered";
    }

    private static void processing(Json json, SignIn signIn) {
        json.key("authenticationProcessingDetails").array();
        detail(json, "Legacy TLS (TLS 1.0, 1.1, 3DES)", "False");
        detail(
                json,
                "Oauth Scope Info",
                signIn.resource() == App.GRAPH
                        ? "[\"Mail.ReadWrite\",\"Files.ReadWrite.All\",\"User.Read\"]"
                        : "[\"user_impersonation\"]");
        detail(json, "Is CAE Token", "False");
        json.close();
    }

    private static void detail(Json json, String key, String value) {
        json.object().field("key", key).field("value", value).end();
    }

    private void authentication(Json json, SignIn signIn) {
        json.key("authenticationDetails").array();
        if (signIn.interactive()) {
            json.object()
                    .field("authenticationStepDateTime", stamp.ticks(signIn.second(), ticks(signIn)) + "+00:00")
                    .field("authenticationMethod", "Previously satisfied")
                    .field("succeeded", signIn.errorCode() == 0)
                    .field(
                            "authenticationStepResultDetail",
                            signIn.errorCode() == 50126
                                    ? "Incorrect password"
                                    : "MFA requirement satisfied by claim in the token")
                    .field("authenticationStepRequirement", "Primary authentication")
                    .end();
        }
        json.close()
                .field(
                        "authenticationRequirement",
                        signIn.interactive() ? "multiFactorAuthentication" : "singleFactorAuthentication");
    }

    private static int ticks(SignIn signIn) {
        return Math.floorMod(signIn.id().hashCode(), 10_000_000);
    }
}
