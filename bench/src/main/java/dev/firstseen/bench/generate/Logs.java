package dev.firstseen.bench.generate;

import java.util.ArrayList;
import java.util.List;

/** What happened, in each of the logs that tell of it, while it is being gathered. */
final class Logs {
    final List<AuditRecord> audit = new ArrayList<>();
    final List<SignIn> signIns = new ArrayList<>();
    final List<GraphCall> graph = new ArrayList<>();
    final List<DirectoryChange> directory = new ArrayList<>();
}
