package dev.firstseen.microsoft.azure;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the path that names a resource in Azure, such as {@code
 * /subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/virtualMachines/…}; letter case of the fixed parts does
 * not count. A part that is missing is empty.
 *
 * @param tenant of paths below a tenant
 * @param provider the provider, below a subscription with the kind of resource
 * @param name the rest of the path
 */
record ResourceId(
        String tenant,
        String subscription,
        String group,
        String provider,
        String name,
        String namespace,
        String authorizationRule) {

    static final ResourceId NONE = new ResourceId("", "", "", "", "", "", "");

    private static final int LONGEST = 4_000;

    static ResourceId of(@Nullable String path) {
        if (path == null || !path.startsWith("/") || path.length() > LONGEST) {
            return NONE;
        }
        List<String> parts = List.of(path.substring(1).split("/", -1));
        String subscription = after(parts, "subscriptions");
        int providers = indexOf(parts, "providers");
        if (subscription.isEmpty()) {
            String provider = providers < 0 ? "" : joined(parts, providers + 1);
            return new ResourceId(after(parts, "tenants"), "", "", provider, "", "", "");
        }
        String group = after(parts, "resourcegroups");
        if (providers < 0) {
            return new ResourceId("", subscription, group, "", "", "", "");
        }
        List<String> below = parts.subList(providers + 1, parts.size());
        if (!group.isEmpty()
                && below.size() == 5
                && is(below.get(1), "namespaces")
                && is(below.get(3), "authorizationrules")) {
            return new ResourceId("", subscription, group, below.get(0), "", below.get(2), below.get(4));
        }
        String provider = String.join("/", below.subList(0, Math.min(2, below.size())));
        String name = group.isEmpty() ? "" : joined(below, 2);
        return new ResourceId("", subscription, group, provider, name, "", "");
    }

    private static String after(List<String> parts, String word) {
        int at = indexOf(parts, word);
        return at < 0 || at + 1 >= parts.size() ? "" : parts.get(at + 1);
    }

    private static int indexOf(List<String> parts, String word) {
        for (int i = 0; i < parts.size(); i++) {
            if (is(parts.get(i), word)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean is(String part, String word) {
        return part.toLowerCase(Locale.ROOT).equals(word);
    }

    private static String joined(List<String> parts, int from) {
        return from >= parts.size() ? "" : String.join("/", parts.subList(from, parts.size()));
    }
}
